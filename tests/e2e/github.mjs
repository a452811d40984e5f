// @ts-check
/** What GitHub sends with its pages. A test without its policy would not see what fails under it. */

export const HOST = 'github.com';

/** The one place that GitHub's policy lets scripts come from. */
export const ASSETS = 'github.githubassets.com';

/**
 * GitHub's content security policy, recorded on 2026-09-27 with `curl -I https://github.com/google/TensorNetwork`,
 * logged out; lists of hosts are shortened to the first ones, the part on scripts and styles is complete. Captures of
 * 2021 and 2022 have the same shape. There is no `'wasm-unsafe-eval'`: Chromium refuses WebAssembly under it, in
 * content scripts too.
 */
const POLICY = [
  "default-src 'none'",
  "base-uri 'self'",
  'child-src github.githubassets.com github.com/assets-cdn/worker/ github.com/assets/',
  "connect-src 'self' uploads.github.com raw.githubusercontent.com api.github.com",
  'font-src github.githubassets.com',
  "form-action 'self' github.com gist.github.com copilot-workspace.githubnext.com objects-origin.githubusercontent.com",
  "frame-ancestors 'none'",
  'frame-src viewscreen.githubusercontent.com notebooks.githubusercontent.com',
  "img-src 'self' data: blob: github.githubassets.com *.githubusercontent.com",
  "manifest-src 'self'",
  'media-src github.com',
  "script-src github.githubassets.com 'sha256-tSjmyPUky1KbRZ0fw9VUil3wFEbeM82rtbJDygGJAXw='",
  "style-src 'unsafe-inline' github.githubassets.com",
  'upgrade-insecure-requests',
  'worker-src github.githubassets.com github.com/assets-cdn/worker/ github.com/assets/',
].join('; ');

export const HEADERS = {
  'cache-control': 'max-age=0, private, must-revalidate',
  'content-security-policy': POLICY,
  'content-type': 'text/html; charset=utf-8',
  'x-frame-options': 'deny',
};
