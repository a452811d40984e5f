// @ts-check
/** Limits: every question ends in a working alternative, after three clicks at most. */
import assert from 'node:assert/strict';
import { addressOf } from './browsers/index.mjs';
import { inEachBrowser } from './harness.mjs';
import { LINK, focused, liveLink, paste, ready, said } from './popup.mjs';

/** @import { Context } from './session.mjs' */
/** @import { Page } from './browsers/index.mjs' */

/** Where each way of each question leads: to an address, to lines that are copied, or to a template in Build. */
const WAYS = {
  'limit-public-contribution': ['/settings/tokens/new?scopes=public_repo', `${LINK}?contents=write`],
  'limit-outside-collaborator': ['/settings/tokens/new?scopes=repo', '/settings/tokens/new?scopes=public_repo'],
  'limit-multiple-owners': [LINK, '/settings/apps/new?public=false&webhook_active=false&metadata=read'],
  'limit-internal-repositories': [LINK, '/settings/tokens/new?scopes=repo'],
  'limit-packages': [
    'permissions:\n  contents: read\n  packages: write\n',
    '/settings/tokens/new?scopes=read:packages',
    '/settings/tokens/new?scopes=write:packages',
  ],
  'limit-checks': [
    `${LINK}?statuses=write`,
    'permissions:\n  contents: read\n  checks: write\n',
    '/settings/apps/new?public=false&webhook_active=false&checks=write',
  ],
  'limit-user-projects': [
    '/settings/tokens/new?scopes=read:project',
    '/settings/tokens/new?scopes=project',
    `${LINK}?organization_projects=write`,
  ],
  'limit-notifications': ['/settings/tokens/new?scopes=notifications'],
};

for (const [code, ways] of Object.entries(WAYS)) {
  inEachBrowser(`${code} ends in what serves instead`, async (context) => {
    for (const [at, leads] of ways.entries()) {
      const popup = await ready(await context.openPopup());
      let clicks = 0;
      const click = async (/** @type {string} */ selector) => {
        clicks += 1;
        await popup.click(selector);
      };
      await click('#tab-limits');
      await click(`#${code} summary`);
      const way = `#${code} .way:nth-of-type(${at + 1}) .button:not([hidden])`;
      await follow(context, popup, () => click(way), leads);
      assert.ok(clicks <= 3);
      await popup.close();
    }
  });
}

/**
 * @param {Context} context
 * @param {Page} popup
 * @param {() => Promise<void>} click
 * @param {string} leads
 */
async function follow({ github, opened, clipboard }, popup, click, leads) {
  if (leads.startsWith('/')) {
    github.serve({ [leads]: '<!doctype html><title>There</title>' });
    const tab = await opened(click);
    await tab.waitForFunction(() => document.title === 'There');
    assert.equal(await addressOf(tab), `https://github.com${leads}`);
    await tab.close();
  } else if (leads.startsWith('https://')) {
    await click();
    assert.equal(await liveLink(popup), leads);
  } else {
    await click();
    await said(popup, 'Lines copied.');
    assert.equal(await clipboard(), leads);
  }
}

inEachBrowser('a limit that a link runs into leads to its answer', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  await popup.click('#tab-check');
  await paste(popup, '#paste', `${LINK}?name=a&packages=write`);
  await popup.click('[data-code=limit-packages] [data-do=limit]');
  assert.equal(await popup.$eval('#limit-packages', (question) => /** @type {HTMLDetailsElement} */ (question).open), true);
  assert.equal(await focused(popup), 'limit-packages summary');
});
