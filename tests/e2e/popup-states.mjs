// @ts-check
/** The popup in every state that it can be in, for what has to hold in all of them: to be looked at, and to be measured. */
import { LINK, box, keepDraft, keepLibrary, paste, press, reload, template } from './popup.mjs';
import { until } from './until.mjs';

/** @import { Page } from './browsers/index.mjs' */

const RELEASE = `${LINK}?name=Release+tool&expires_in=90&contents=write&pull_requests=write`;
const FULL = `${LINK}?name=Release+tool&description=Tags+versions+and+publishes+releases.&target_name=octo-org&expires_in=90&contents=write&issues=write&pull_requests=write&repository_hooks=write#finegrain=1&repository=octo-org/app&why.contents=pushes+tags+and+releases&why.pull_requests=opens+release+pull+requests`;
const BROKEN = `${LINK}?name=Deploy+bot&expires_in=365&contents=write&variables=write&scopes=workflow`;
const LONG = 'A name that is much longer than any that GitHub takes '.repeat(3).trim();

const SCRIPT = `#!/bin/sh
set -e
gh release create "$TAG" --notes-file notes.md
curl -X POST -H "Authorization: Bearer ghp_0123456789abcdefghijABCDEFGHIJ012345" \\
  https://api.github.com/repos/octo-org/app/issues/7/comments -d @body.json
curl https://api.github.com/orgs/octo-org/packages?package_type=npm
./deploy.sh production`;

const ERROR =
  '{"message":"Resource not accessible by personal access token","documentation_url":"https://docs.github.com/rest/issues/comments#create-an-issue-comment","status":"403"}';

/** A day of these, so that pictures are the same on all days. */
const TEMPLATES = [
  { url: `${LINK}?name=Label+sync&target_name=octo-org&expires_in=90&issues=write`, saved: true },
  { url: `${LINK}?contents=read`, saved: false },
  { url: `${LINK}?name=Dependency+bot&expires_in=90&contents=write&pull_requests=write&issues=read&actions=read`, saved: true },
  { url: `${LINK}?name=Audit&target_name=octo-org&expires_in=30&administration=read&members=read`, saved: true },
];

/** @type {Record<string, (popup: Page) => Promise<unknown>>} */
export const STATES = {
  first: async () => {},

  home: (popup) => start(popup, RELEASE),

  words: async (popup) => {
    await start(popup, RELEASE);
    await paste(popup, box, 'create issue');
  },

  added: async (popup) => {
    await start(popup, RELEASE);
    await paste(popup, box, 'create issue');
    await press(popup, 'Enter');
  },

  used: async (popup) => {
    await start(popup, `${LINK}?name=Mine&issues=read`);
    await paste(popup, box, 'release tool');
    await press(popup, 'Enter');
  },

  formats: async (popup) => {
    await start(popup, RELEASE);
    await popup.click('#formats-button');
  },

  'whole-link': async (popup) => {
    await start(popup, FULL);
    await popup.click('.live .tool');
  },

  copied: async (popup) => {
    await start(popup, RELEASE);
    await popup.click('#copy');
    await until(popup, () => document.getElementById('copy')?.textContent === 'Copied ✓');
  },

  packages: (popup) => paste(popup, box, 'publish npm package'),

  nothing: async (popup) => {
    await start(popup, RELEASE);
    await paste(popup, box, 'quantum');
  },

  limits: async (popup) => {
    await paste(popup, box, 'quantum');
    await popup.click('.pills li:nth-child(3) button');
    await popup.click('.limit summary');
  },

  tasks: async (popup) => {
    await paste(popup, box, 'quantum');
    await popup.click('.pills li:nth-child(2) button');
  },

  permissions: async (popup) => {
    await paste(popup, box, 'quantum');
    await popup.click('.pills li:nth-child(1) button');
  },

  script: (popup) => paste(popup, box, SCRIPT),

  'script-open': async (popup) => {
    await paste(popup, box, SCRIPT);
    await popup.click('.box .tag');
  },

  error: async (popup) => {
    await start(popup, RELEASE);
    await paste(popup, box, ERROR);
  },

  'error-unnamed': (popup) => paste(popup, box, 'HTTP 403: Resource not accessible by personal access token'),

  link: async (popup) => {
    await start(popup, RELEASE);
    await paste(popup, box, BROKEN);
  },

  'link-good': (popup) =>
    paste(
      popup,
      box,
      `${LINK}?name=Repository+setup&target_name=octo-org&expires_in=30&administration=write&contents=read#finegrain=1&why.administration=Creates+repositories`,
    ),

  'link-false': (popup) => paste(popup, box, `${LINK.replace('github.com', 'github.com.example.net')}?name=Login&contents=write`),

  'link-long': (popup) =>
    paste(popup, box, `${LINK}?${new URLSearchParams({ name: LONG, description: LONG.repeat(8), contents: 'write', ['x'.repeat(80)]: 'write' })}`),

  classic: async (popup) => {
    await start(popup, RELEASE);
    await paste(popup, box, 'https://github.com/settings/tokens/new?scopes=repo,read:org,gist,write:packages&description=Team+tool');
  },

  links: (popup) =>
    paste(
      popup,
      box,
      `${LINK}?name=Release+bot&expires_in=90&contents=read&issues=write&pull_requests=write ${LINK}?name=Release+bot+2&expires_in=none&contents=write&pull_requests=write&repository_hooks=write`,
    ),

  'links-many': async (popup) => {
    await start(popup, RELEASE);
    const links = Array.from({ length: 20 }, (_, at) => `${LINK}?name=Runner+${at}&organization_self_hosted_runners=write&administration=write`);
    await paste(popup, box, links.join(' '));
  },

  details: async (popup) => {
    await start(popup, FULL);
    await popup.click('#details-toggle');
    await popup.click('.perm-rows [data-parameter=repository_hooks] button');
  },

  'details-faults': async (popup) => {
    await start(popup, `${LINK}?name=Release+tool+for+the+documentation+site+2&target_name=octo+org&expires_in=400&contents=write&gists=write&members=read`);
    await popup.click('#details-toggle');
  },

  'many-permissions': async (popup) => {
    await start(popup, await template());
    await popup.click('#details-toggle');
  },

  saved: async (popup) => {
    await start(popup, RELEASE);
    await popup.click('.tools .worded');
  },

  renaming: async (popup) => {
    await start(popup, RELEASE);
    await popup.click('.tools .worded');
    await popup.click('.saved-list li:nth-child(3) [aria-label^=Rename]');
  },

  deleted: async (popup) => {
    await start(popup, RELEASE);
    await popup.click('.tools .worded');
    await popup.click('.saved-list li:nth-child(1) [aria-label^=Delete]');
  },

  keys: (popup) => press(popup, '?'),
};

/**
 * Starts the popup with a template in the tray and some in the library.
 *
 * @param {Page} popup
 * @param {string} link
 */
export async function start(popup, link) {
  const now = Math.floor(Date.now() / 1000);
  await keepLibrary(popup, TEMPLATES.map((it, at) => ({ ...it, used: now - at * 9 * 86_400 })));
  await keepDraft(popup, link);
  await reload(popup);
}
