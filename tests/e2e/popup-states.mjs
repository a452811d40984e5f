// @ts-check
/** The popup in every state that it can be in, for what has to hold in all of them: to be looked at, and to be measured. */
import { LINK, paste, press, reload } from './popup.mjs';

/** @import { Page } from './browsers/index.mjs' */

const WORKFLOWS = `${LINK}?name=Release+bot&target_name=octo-org&expires_in=365&contents=write&pull_requests=write&workflows=write`;

const BROKEN =
  `${LINK}?name=Deploy+bot&description=Deploys+what+is+merged&expires_in=365&contents=rw&variables=write` +
  '&administration=write&repository=octo-org/app&packages=read';

/** @type {Record<string, (popup: Page) => Promise<unknown>>} */
export const STATES = {
  empty: async () => {},

  build: async (popup) => {
    await edit(popup, `${WORKFLOWS}#finegrain=1&repository=octo-org/app&why.contents=pushes+tags+and+releases`);
  },

  'build-errors': async (popup) => {
    await edit(popup, `${LINK}?name=${'A name that is much too long'.repeat(2)}&target_name=octo+org&expires_in=400&gists=write&members=write`);
  },

  'build-end': async (popup) => {
    await edit(popup, `${LINK}?name=CI&contents=read#finegrain=1&repository=octo-org/app`);
    await popup.$eval('#build details.fold:last-of-type summary', (summary) => {
      /** @type {HTMLElement} */ (summary).click();
      document.querySelector('main')?.scrollTo(0, 10_000);
    });
  },

  picker: async (popup) => {
    await popup.type('#pick', 'webhook');
  },

  'picker-nothing': async (popup) => {
    await popup.type('#pick', 'xyzzy');
  },

  formats: async (popup) => {
    await popup.click('#formats-button');
  },

  toast: async (popup) => {
    await edit(popup, WORKFLOWS);
    await popup.click('[data-do=start-again]');
  },

  presets: async (popup) => {
    await popup.click('#tab-presets');
  },

  'presets-nothing': async (popup) => {
    await popup.click('#tab-presets');
    await popup.type('#preset-search', 'xyzzy');
  },

  'check-empty': async (popup) => {
    await popup.click('#tab-check');
  },

  check: async (popup) => {
    await popup.click('#tab-check');
    await paste(popup, '#paste', BROKEN);
  },

  'check-fixed': async (popup) => {
    await popup.click('#tab-check');
    await paste(popup, '#paste', BROKEN);
    await popup.click('[data-do=fix-all]');
  },

  'check-several': async (popup) => {
    await popup.click('#tab-check');
    await paste(popup, '#paste', `${LINK}?name=a&contents=read and ${LINK}?variables=read and ${LINK}?name=b&expires_in=none`);
  },

  'check-false': async (popup) => {
    await popup.click('#tab-check');
    await paste(popup, '#paste', LINK.replace('github.com', 'github.com.example.net'));
  },

  limits: async (popup) => {
    await popup.click('#tab-limits');
  },

  'limits-open': async (popup) => {
    await popup.click('#tab-limits');
    await popup.click('#limit-packages summary');
  },

  keys: async (popup) => {
    await press(popup, '?');
  },
};

/**
 * Starts the popup with a link in Build, faults included.
 *
 * @param {Page} popup
 * @param {string} link
 */
export async function edit(popup, link) {
  await popup.evaluate((url) => {
    localStorage.setItem('finegrain', String(new URLSearchParams({ link: url, tab: 'build', end: '1' })));
  }, link);
  await reload(popup);
}
