// @ts-check
/** The popup, from a preset to GitHub's form: the whole way, once by pointer and once by keyboard. */
import assert from 'node:assert/strict';
import { addressOf } from './browsers/index.mjs';
import { inEachBrowser } from './harness.mjs';
import { FORM, LINK, codes, focused, liveLink, press, ready, said, tabTo, textOf } from './popup.mjs';

/** @import { Context } from './session.mjs' */
/** @import { Page } from './browsers/index.mjs' */

/** What both stories end with. */
const BUILT =
  `${LINK}?name=Release+bot&description=Tags+versions%2C+publishes+releases+and+opens+release+pull+requests.` +
  '&target_name=octo-org&expires_in=60&contents=write&pull_requests=write&repository_hooks=read';
const FRAGMENT =
  '#finegrain=1&repository=octo-org/app&why.contents=pushes+tags+and+releases&why.pull_requests=opens+release+pull+requests';

/** The link in each form in which it is copied. */
const FORMATS = {
  url: (/** @type {string} */ url) => url,
  markdown: (/** @type {string} */ url) => `[Create the token Release bot](${url})`,
  html: (/** @type {string} */ url) => `<a href="${url.replaceAll('&', '&amp;')}">Create the token Release bot</a>`,
  rst: (/** @type {string} */ url) => `\`Create the token Release bot <${url}>\`__`,
  asciidoc: (/** @type {string} */ url) => `link:++${url}++[Create the token Release bot]`,
  shell: (/** @type {string} */ url) => `xdg-open '${url}' 2>/dev/null || open '${url}'`,
  table: () =>
    '| Permission | Level | Why |\n| --- | --- | --- |\n' +
    '| Contents (`contents`) | write | pushes tags and releases |\n' +
    '| Pull requests (`pull_requests`) | write | opens release pull requests |\n' +
    '| Webhooks (`repository_hooks`) | read |  |\n',
};

/**
 * @param {Context} context
 * @param {Page} popup
 * @param {() => Promise<unknown>} open
 */
async function opensTheForm({ github, opened }, popup, open) {
  github.serve({ [FORM]: '<!doctype html><title>New fine-grained token</title>' });
  const form = await opened(open);
  await form.waitForFunction(() => document.title === 'New fine-grained token');
  assert.equal(await addressOf(form), BUILT + FRAGMENT);
  const [request] = github.requests();
  assert.equal(String(request?.url), BUILT, 'the repositories and reasons stay in the browser');
  await form.close();
  await popup.bringToFront();
}

/**
 * @param {Context} context
 * @param {Page} popup
 */
async function comesBack({ openPopup }, popup) {
  await popup.close();
  const again = await ready(await openPopup());
  assert.equal(await liveLink(again), BUILT + FRAGMENT);
  assert.equal(await again.$eval('#name', (field) => /** @type {HTMLInputElement} */ (field).value), 'Release bot');
  assert.deepEqual(
    await again.$$eval('[data-row] .reason', (fields) => fields.map((it) => /** @type {HTMLInputElement} */ (it).value)),
    ['pushes tags and releases', 'opens release pull requests', ''],
  );
}

inEachBrowser('from a preset to the form, by pointer', async (context) => {
  const { openPopup, clipboard } = context;
  const popup = await ready(await openPopup());
  await popup.click('#tab-presets');
  await popup.type('#preset-search', 'release');
  await popup.click('[data-preset=release] button');
  await said(popup, 'Release tool: filled in.');
  assert.equal(await textOf(popup, '#chosen-count'), '2 chosen');

  // Change it.
  await popup.click('#name', { count: 3 });
  await popup.type('#name', 'Release bot');
  await popup.click('#expiration [value="60"]');
  await popup.click('#pick');
  await popup.type('#pick', 'webhook');
  await popup.click('#option-repository_hooks');
  assert.equal(await textOf(popup, '[data-row=repository_hooks] .lets'), "Read the repository's webhooks and deliveries.");

  // What is chosen too high is warned of, and mended by choosing lower.
  await popup.click('[data-row=repository_hooks] [value=write]');
  assert.equal(await textOf(popup, '#foot-risk'), 'High risk');
  assert.deepEqual(await codes(popup), ['high-risk-permission repository_hooks']);
  await popup.click('[data-row=repository_hooks] [value=read]');
  assert.deepEqual(await codes(popup), []);

  // What has one right answer is mended by a button.
  await popup.type('#owner', 'https://github.com/octo-org');
  assert.deepEqual(await codes(popup), ['invalid-owner target_name']);
  assert.equal(await textOf(popup, '#problems'), '1 error');
  await popup.click('#owner-says .fix');
  assert.deepEqual(await codes(popup), []);
  assert.equal(await focused(popup), 'owner');
  await popup.type('#repositories', 'octo-org/app');
  assert.equal(await liveLink(popup), BUILT + FRAGMENT);

  for (const [name, write] of Object.entries(FORMATS)) {
    await popup.click('#formats-button');
    await popup.click(`#formats [data-with=${name}]`);
    const label = await textOf(popup, `#formats [data-with=${name}]`);
    await said(popup, `${label} copied.`);
    assert.equal(await clipboard(), write(BUILT + FRAGMENT), name);
    await popup.bringToFront();
  }
  await popup.click('#copy');
  await said(popup, 'Link copied.');
  await opensTheForm(context, popup, () => popup.click('#open'));
  await comesBack(context, popup);
});

inEachBrowser('from a preset to the form, by keyboard', async (context) => {
  const { openPopup, clipboard } = context;
  const popup = await ready(await openPopup());
  await tabTo(popup, 'tab-build');
  await press(popup, 'ArrowRight');
  assert.equal(await focused(popup), 'tab-presets');
  await press(popup, '/');
  assert.equal(await focused(popup), 'preset-search');
  await popup.keyboard.type('release pull');
  await tabTo(popup, 'use');
  await press(popup, 'Enter');
  await said(popup, 'Release tool: filled in.');
  assert.equal(await focused(popup), 'name');

  await press(popup, 'Control+a');
  await popup.keyboard.type('Release bot');
  await tabTo(popup, 'owner');
  await popup.keyboard.type('https://github.com/octo-org');
  await tabTo(popup, 'fix');
  await press(popup, 'Enter');
  assert.equal(await focused(popup), 'owner');

  // Seven choices, of which one has the focus; the arrows choose.
  await tabTo(popup, '90');
  await press(popup, 'ArrowLeft');
  assert.equal(await focused(popup), '60');

  await tabTo(popup, 'pick');
  await popup.keyboard.type('webhook');
  assert.equal(
    await popup.$eval('#pick', (field) => field.getAttribute('aria-activedescendant')),
    'option-repository_hooks',
  );
  await press(popup, 'ArrowDown', 'ArrowUp', 'Enter');
  assert.equal(await focused(popup), 'pick');
  assert.equal(await textOf(popup, '#said'), 'Webhooks added, read');
  await popup.keyboard.type('gists');
  await press(popup, 'Enter');

  // Delete takes away the permission on whose level the focus is, and goes on to another.
  await tabTo(popup, 'gists write');
  await press(popup, 'Delete');
  await said(popup, 'Gists removed.');
  assert.equal(await focused(popup), 'repository_hooks remove');

  await tabTo(popup, 'repositories');
  await popup.keyboard.type('app');
  await press(popup, 'Control+Enter');
  await said(popup, 'Link copied.');
  assert.equal(await clipboard(), BUILT + FRAGMENT);
  await popup.bringToFront();

  for (const [at, [name, write]] of Object.entries(FORMATS).entries()) {
    await tabTo(popup, 'formats-button');
    await press(popup, 'ArrowDown', ...Array(at).fill('ArrowDown'));
    await press(popup, 'Enter');
    await said(popup, `${await textOf(popup, `#formats [data-with=${name}]`)} copied.`);
    assert.equal(await focused(popup), 'formats-button');
    assert.equal(await clipboard(), write(BUILT + FRAGMENT), name);
    await popup.bringToFront();
  }
  await tabTo(popup, 'open');
  await opensTheForm(context, popup, () => press(popup, 'Enter'));
  await comesBack(context, popup);
});

inEachBrowser('starting again, removing and fixing can be undone', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  await popup.click('#tab-presets');
  await popup.click('[data-preset=pages] button');
  await popup.click('#days');
  await popup.type('#days', '365');
  await popup.waitForSelector('.hint[data-code=long-expiration]');
  const before = await liveLink(popup);
  await popup.click('[data-do=start-again]');
  await said(popup, 'Template cleared.');
  assert.equal(await popup.$('#build .hint'), null);
  assert.equal(await liveLink(popup), LINK);
  assert.equal(await focused(popup), 'name');
  await popup.click('#undo');
  assert.equal(await liveLink(popup), before);
  await popup.click('[data-row=pages] [data-do=remove]');
  assert.equal(await focused(popup), 'contents remove');
  await popup.click('#undo');
  assert.equal(await liveLink(popup), before);
  // A preset that would take the place of a draft can be undone, too.
  await popup.click('#tab-presets');
  await popup.click('[data-preset=org-audit] button');
  assert.equal(await focused(popup), 'owner', 'what an organisation lacks is its name');
  await popup.click('#undo');
  await popup.click('#tab-build');
  assert.equal(await liveLink(popup), before);
});

inEachBrowser('a permission is found by what people call it', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  for (const [query, parameter] of [
    ['push', 'contents'],
    ['deploy key', 'administration'],
    ['pull_requests', 'pull_requests'],
    ['Dependabot alerts', 'vulnerability_alerts'],
    ['contnets', 'contents'],
  ]) {
    await popup.type('#pick', query);
    assert.equal(await popup.$eval('.option[aria-selected=true]', ({ id }) => id), `option-${parameter}`, query);
    await press(popup, 'Escape');
    assert.equal(await popup.$eval('#pick-list', (list) => /** @type {HTMLElement} */ (list).hidden), true);
    await press(popup, 'Control+a', 'Backspace', 'Escape');
  }
  // Every permission is there without a word typed, by scope.
  await press(popup, 'ArrowDown');
  assert.ok((await popup.$$('.option')).length > 70);
  assert.deepEqual(
    await popup.$$eval('.group', (groups) => groups.map((group) => group.getAttribute('aria-label'))),
    ['Repository permissions', 'Organisation permissions', 'Account permissions'],
  );
  await press(popup, 'End', 'ArrowUp');
  await popup.type('#pick', 'xyzzy');
  assert.match(await textOf(popup, '#pick-list'), /^No permission fits\./);
});

inEachBrowser('a template that no token can be becomes two', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  for (const query of ['members', 'gists']) {
    await popup.type('#pick', query);
    await press(popup, 'Enter');
  }
  await popup.type('#owner', 'octo-org');
  assert.ok((await codes(popup)).some((code) => code.startsWith('mixed-owner-permissions')));
  await popup.click('#permissions-says .fix');
  const links = await popup.$$eval('#cards .result-link .link', (found) => found.map(({ textContent }) => textContent));
  assert.deepEqual(links, [`${LINK}?target_name=octo-org&members=read`, `${LINK}?gists=write`]);
});
