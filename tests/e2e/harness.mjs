// @ts-check
/**
 * Tests of the extension as people have it: installed, in both browsers.
 *
 *     inEachBrowser('the popup copies the link', async ({ openPopup, clipboard }) => {
 *       const popup = await openPopup();
 *       ...
 *     });
 *
 * Each test gets the extension freshly installed, its storage empty, and its own pages; the browser itself is started
 * once for each file of tests. After a test, nothing may have gone to the network but the pages of github.com that the
 * test answered, and neither a page nor the background may have reported an error. Nothing is retried, and nothing waits
 * for a time to pass: wait for what is to happen (`until`).
 */
import { after, test } from 'node:test';
import { BROWSERS, closeBrowsers, withExtension } from './session.mjs';

export { BROWSERS, withExtension };

/** A test that takes longer, in milliseconds, hangs: it fails, and its browser is ended. */
const TIMEOUT = 180_000;

after(closeBrowsers);

/**
 * @typedef {object} Options
 * @property {string} [extension] Another folder than the one that was built.
 * @property {import('./session.mjs').BrowserName[]} [browsers] Those that have what the test needs.
 */

/**
 * Registers a test for each browser.
 *
 * @param {string} title
 * @param {(context: import('./session.mjs').Context) => Promise<void>} body
 * @param {Options} [options]
 */
export function inEachBrowser(title, body, { extension, browsers = BROWSERS } = {}) {
  for (const name of BROWSERS.filter((it) => browsers.includes(it))) {
    test(`${name}: ${title}`, { timeout: TIMEOUT }, ({ signal }) => withExtension(name, body, { extension, signal }));
  }
}
