// @ts-check
/** What the panel on GitHub's form says and does. */
import assert from 'node:assert/strict';
import { addressOf } from './browsers/index.mjs';
import { inEachBrowser } from './harness.mjs';
import {
  CLASSIC,
  FORM,
  choose,
  chooseAccess,
  chooseExpiration,
  chooseOwner,
  chooseRepository,
  serveGitHub,
} from './pages.mjs';
import { find, hintsOf, inside, linkOf, press, textOf, untilHint, untilLink, untilNoHint, untilState, untilText } from './panel.mjs';

/** @import { Page as Tab } from './browsers/index.mjs' */

const ADDRESS = 'https://github.com/settings/personal-access-tokens/new';

/**
 * @param {Tab} tab
 * @param {string} selector
 * @returns {Promise<string>} The text of what is in the panel.
 */
const text = (tab, selector) => tab.$eval(inside(selector), (it) => it.textContent ?? '');

/**
 * @param {Tab} tab
 * @param {string} code
 * @param {string} parameter
 * @returns {Promise<string | null>} Where the link of a hint leads.
 */
const fixOf = (tab, code, parameter) =>
  tab.$eval(inside(`[data-code="${code}"][data-parameter="${parameter}"] .fix`), (it) => it.getAttribute('href'));

inEachBrowser('the next step comes first, and goes when it is done', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=read#finegrain=1&repository=mona/app&repository=mona/site`);
  await untilText(tab, 'Choose repositories: mona/app, mona/site');
  const first = await tab.$eval(inside('#body'), (it) => [...it.children].find((child) => child.checkVisibility())?.textContent);
  assert.match(first ?? '', /^Choose repositories/);
  await chooseAccess(tab, 'selected');
  await chooseRepository(tab, 'mona/app');
  await untilText(tab, 'Choose repositories: mona/site');
  await chooseRepository(tab, 'mona/site');
  await tab.waitForFunction(() => !document.querySelector('finegrain-panel')?.shadowRoot?.textContent?.includes('Choose repositories'));
});

inEachBrowser('what the token could do, and the risk', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI`);
  await untilText(tab, 'Whoever holds this token can');
  assert.equal(await text(tab, '.badge'), 'Low risk');
  await choose(tab, 'administration', 'write');
  await untilText(tab, 'High risk');
  assert.match(await textOf(tab), /delete repositories/);
});

inEachBrowser('less privilege, permission by permission', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=read`);
  await untilState(tab, 'ready');
  await choose(tab, 'contents', 'write');
  await untilHint(tab, 'above-link', 'contents');
  await choose(tab, 'administration', 'write');
  await untilHint(tab, 'high-risk-permission', 'administration');
  assert.equal(
    await fixOf(tab, 'high-risk-permission', 'administration'),
    `${ADDRESS}?name=CI&expires_in=30&administration=read&contents=write`,
  );
  await choose(tab, 'workflows', 'write');
  await choose(tab, 'contents', 'none');
  await untilHint(tab, 'missing-companion', 'workflows');
  await choose(tab, 'pages', 'write');
  await untilHint(tab, 'above-link', 'pages');
  await chooseAccess(tab, 'all');
  await untilHint(tab, 'all-repositories');
  await chooseExpiration(tab, 'none');
  await untilHint(tab, 'no-expiration', 'expires_in');
});

inEachBrowser('what read would still allow', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(FORM);
  await untilState(tab, 'ready');
  await choose(tab, 'pages', 'write');
  await untilHint(tab, 'read-may-suffice', 'pages');
  await choose(tab, 'pages', 'read');
  await untilNoHint(tab, 'read-may-suffice', 'pages');
});

inEachBrowser('a long expiration, and one over the limit of the owner', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&target_name=octo-org&contents=read&expires_in=366`);
  await untilHint(tab, 'long-expiration', 'expires_in');
  await chooseOwner(tab, 'strict-org');
  await untilLink(tab, 'name=CI&target_name=strict-org&expires_in=30&contents=read');
  await chooseExpiration(tab, 'custom');
  await tab.$eval('[name="user_programmatic_access[custom_expires_at]"]', (field) => {
    const date = new Date();
    date.setDate(date.getDate() + 120);
    /** @type {HTMLInputElement} */ (field).valueAsDate = date;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await untilHint(tab, 'expiration-over-policy', 'expires_in');
});

inEachBrowser('limits that the form shows', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=read`);
  await untilHint(tab, 'limit-public-read-only');
  await chooseAccess(tab, 'selected');
  await untilNoHint(tab, 'limit-public-read-only');
  await chooseRepository(tab, 'mona/app');
  await tab.evaluate(() => {
    const row = /** @type {Element} */ (document.querySelector('.js-repository-picker-result'));
    row.after(...Array.from({ length: 50 }, () => row.cloneNode(true)));
  });
  await untilHint(tab, 'limit-selected-repositories');
  await chooseOwner(tab, 'strict-org');
  await untilHint(tab, 'limit-approval');
  assert.equal(await tab.$eval(inside('[data-code=limit-approval]'), (it) => it.getAttribute('data-severity')), 'info');
  await chooseOwner(tab, 'octo-org');
  await find(tab, '[data-code=limit-approval][data-severity=warning]');
});

inEachBrowser('looking for something that no fine-grained token does', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(FORM);
  await untilState(tab, 'ready');
  assert.ok(!(await hintsOf(tab)).some((it) => it.startsWith('limit-packages')));
  await press(tab, 'Looking for Packages, Checks, ...?');
  await untilHint(tab, 'limit-packages');
  await untilHint(tab, 'limit-checks');
  const classic = await tab.$eval(inside('[data-code=limit-packages] a'), (it) => it.getAttribute('href'));
  assert.match(classic ?? '', /^https:\/\/github\.com\/settings\/tokens\/new\?.*scopes=(read|write)(:|%3A)packages/);
  await choose(tab, 'contents', 'read');
  await untilLink(tab, 'expires_in=30&contents=read');
  assert.ok((await hintsOf(tab)).includes('limit-packages'), 'it stays open');
});

inEachBrowser('what GitHub did not take from the link', async ({ github }) => {
  serveGitHub(github, { drops: true });
  const tab = await github.open(`${FORM}?name=CI&contents=write&expires_in=90&variables=read`);
  await untilState(tab, 'ready');
  await untilHint(tab, 'unknown-parameter', 'variables');
  await untilHint(tab, 'not-taken', 'name');
  await untilHint(tab, 'not-taken', 'expires_in');
  await untilNoHint(tab, 'not-taken', 'contents');
  await chooseAccess(tab, 'all');
  await untilHint(tab, 'not-taken', 'contents');
  await choose(tab, 'contents', 'write');
  await untilNoHint(tab, 'not-taken', 'contents');
});

inEachBrowser('what the link says, as quotations below the risk', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(
    `${FORM}?name=CI&description=For+the+build&administration=write#finegrain=1&repository=mona/app&why.administration=It+is+harmless`,
  );
  await untilText(tab, 'The link says');
  const quotations = await tab.$$eval(inside('q'), (all) => all.map((it) => it.textContent));
  assert.deepEqual(quotations, ['CI', 'For the build', 'It is harmless']);
  const said = await textOf(tab);
  assert.ok(said.indexOf('High risk') < said.indexOf('It is harmless'));
  assert.ok(said.indexOf('delete the repository') < said.indexOf('It is harmless'));
});

inEachBrowser('the form as a template link, in every format', async ({ github, clipboard }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=read#finegrain=1&repository=mona/app`);
  await untilLink(tab, 'name=CI&expires_in=30&contents=read');
  await press(tab, 'Copy as template link');
  await untilText(tab, 'Copied');
  const link = `${ADDRESS}?name=CI&expires_in=30&contents=read#finegrain=1&repository=mona/app`;
  assert.equal(await linkOf(tab), link);
  assert.equal(await clipboard(), link);
  assert.equal(await tab.$$eval(inside('[data-template-link]'), (all) => all.length), 1);

  await tab.bringToFront();
  await press(tab, 'Other formats');
  const formats = await tab.$$eval(inside('[data-format]'), (all) => all.map((it) => it.getAttribute('data-format') ?? ''));
  assert.ok(formats.length >= 5, String(formats));
  /** @type {Record<string, string>} */
  const copies = {};
  for (const format of formats) {
    await tab.bringToFront();
    await (await find(tab, `[data-format="${format}"]`)).click();
    await tab.waitForFunction(
      (format) => document.querySelector('finegrain-panel')?.shadowRoot?.querySelector(`[data-format="${format}"]`)?.textContent === 'Copied',
      {},
      format,
    );
    copies[format] = await clipboard();
    assert.match(copies[format], /contents/, format);
  }
  assert.equal(new Set(Object.values(copies)).size, formats.length);
  assert.match(copies['markdown'] ?? '', /^\[.+\]\(https:/);
});

inEachBrowser('reopening with the smaller set loads the page', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=read`);
  await untilState(tab, 'ready');
  await choose(tab, 'contents', 'write');
  await untilText(tab, 'Reopen with the smaller set');
  await tab.evaluate(() => Object.assign(window, { before: true }));
  const link = await find(tab, 'a.button');
  await Promise.all([tab.waitForNavigation(), link.click()]);
  assert.equal(await addressOf(tab), `${ADDRESS}?name=CI&expires_in=30&contents=read`);
  assert.equal(await tab.evaluate(() => 'before' in window), false);
  await untilLink(tab, 'name=CI&expires_in=30&contents=read');
});

inEachBrowser('the classic form: what a fine-grained token would do better', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${CLASSIC}?description=Bot&scopes=repo,notifications`);
  await untilHint(tab, 'classic-scope', 'repo');
  await untilHint(tab, 'classic-scope', 'notifications');
  assert.equal(await linkOf(tab), `${ADDRESS}?name=Bot&expires_in=30&contents=write&issues=write&pull_requests=write`);
  const open = await tab.$eval(inside('a.button'), (it) => it.getAttribute('href'));
  assert.equal(open, await linkOf(tab));
});

inEachBrowser('only engine-written links are followed', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&variables=write&administration=write`);
  await untilHint(tab, 'high-risk-permission');
  await press(tab, 'Looking for Packages, Checks, ...?');
  await untilHint(tab, 'limit-packages');
  const links = await tab.$$eval(inside('a'), (all) =>
    all.filter((it) => it.checkVisibility()).map((it) => ({ href: it.getAttribute('href') ?? '', rel: it.getAttribute('rel'), target: it.getAttribute('target') })),
  );
  assert.ok(links.length > 5);
  for (const { href, rel, target } of links) {
    assert.match(href, /^https:\/\/(docs\.)?github\.com\//);
    assert.equal(target === '_blank', rel === 'noopener noreferrer');
  }
});

inEachBrowser('nothing is drawn again that did not change: focus and what is open stay', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&variables=write&contents=write`);
  await untilHint(tab, 'unknown-parameter', 'variables');
  await press(tab, 'Other formats');
  await tab.focus(inside('[data-code=unknown-parameter] .fix'));
  await tab.evaluate(() => {
    const root = document.querySelector('finegrain-panel')?.shadowRoot;
    Object.assign(window, { focused: root?.activeElement });
  });
  const same = () =>
    tab.evaluate(() => {
      const root = document.querySelector('finegrain-panel')?.shadowRoot;
      return root?.activeElement === /** @type {any} */ (window).focused && root?.querySelector('#formats')?.checkVisibility();
    });
  await choose(tab, 'administration', 'write');
  await untilHint(tab, 'high-risk-permission', 'administration');
  assert.equal(await same(), true);
  await choose(tab, 'administration', 'none');
  await untilNoHint(tab, 'high-risk-permission', 'administration');
  assert.equal(await same(), true);

  // What a change is not about stays as it is, to the node.
  const parts = "[...document.querySelector('finegrain-panel').shadowRoot.querySelectorAll('.hint, dd, .limits, [data-format]')]";
  await tab.evaluate(`window.parts = ${parts}`);
  await choose(tab, 'issues', 'read');
  await untilLink(tab, 'name=CI&expires_in=30&contents=write&issues=read');
  assert.equal(await tab.evaluate(`${parts}.filter((it) => !window.parts.includes(it)).map((it) => it.dataset.code).join()`), 'above-link');
});

inEachBrowser('people who do not see it hear of it, politely', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=read`);
  await untilState(tab, 'ready');
  await choose(tab, 'administration', 'write');
  await untilHint(tab, 'high-risk-permission', 'administration');
  const status = await tab.$eval(inside('[role=status]'), (it) => ({ text: it.textContent ?? '', live: it.getAttribute('aria-live') }));
  assert.match(status.text, /High risk/);
  assert.match(status.text, /things to look at/);
  assert.notEqual(status.live, 'assertive');
});

inEachBrowser('everything can be reached and used by keyboard', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&variables=write&administration=write`);
  await untilHint(tab, 'high-risk-permission');
  await press(tab, 'Other formats');
  await press(tab, 'Looking for Packages, Checks, ...?');
  await untilHint(tab, 'limit-packages');
  const wanted = await tab.$$eval(
    inside(':is(a[href], button, [tabindex])'),
    (all) => all.filter((it) => it.checkVisibility()).length,
  );
  await tab.evaluate(() => {
    const before = document.createElement('button');
    before.textContent = 'Before';
    document.querySelector('finegrain-panel')?.before(before);
    before.focus();
  });
  let reached = 0;
  for (;;) {
    await tab.keyboard.press('Tab');
    const isInside = await tab.evaluate(() => document.activeElement?.localName === 'finegrain-panel');
    if (!isInside) {
      break;
    }
    const outline = await tab.evaluate(() => {
      const focused = document.activeElement?.shadowRoot?.activeElement;
      return focused ? getComputedStyle(focused).outlineStyle : '';
    });
    assert.notEqual(outline, 'none');
    reached += 1;
  }
  assert.equal(reached, wanted);

  await tab.focus(inside('.fold'));
  await tab.keyboard.press('Enter');
  assert.equal(await tab.$eval(inside('#body'), (it) => it.checkVisibility()), false);
  await find(tab, '[aria-label=Expand]');
  await choose(tab, 'secrets', 'write');
  await tab.waitForFunction(() => document.querySelector('finegrain-panel')?.shadowRoot?.querySelector('[data-code][data-parameter=secrets]'));
  assert.equal(await tab.$eval(inside('#body'), (it) => it.checkVisibility()), false, 'it stays closed');
  await tab.keyboard.press(' ');
  assert.equal(await tab.$eval(inside('#body'), (it) => it.checkVisibility()), true);
});

for (const mode of /** @type {const} */ (['light', 'dark'])) {
  inEachBrowser(`accessible, and nice to look at: ${mode}`, async ({ github, checkAccessibility, colorScheme, picture }) => {
    // GitHub's own setting counts, whatever the system says.
    const site = serveGitHub(github, { mode, held: true });
    const tab = await github.open(
      `${FORM}?name=CI&description=For+the+build&contents=write&variables=write&administration=write#finegrain=1&repository=mona/app&why.contents=Pushes+tags`,
    );
    await colorScheme(tab, mode === 'dark' ? 'light' : 'dark');
    await tab.setViewport({ width: 1100, height: 1500 });
    await untilState(tab, 'loading');
    await picture(tab, `panel-loading-${mode}`);
    await checkAccessibility(tab);
    site.release();
    await untilState(tab, 'ready');
    assert.equal(await tab.$eval('finegrain-panel', (it) => it.getAttribute('data-theme')), mode);
    await picture(tab, `panel-ready-${mode}`);
    await press(tab, 'Other formats');
    await press(tab, 'Looking for Packages, Checks, ...?');
    await untilHint(tab, 'limit-packages');
    await picture(tab, `panel-open-${mode}`);
    await checkAccessibility(tab);
    await chooseOwner(tab, 'octo-org');
    await untilHint(tab, 'limit-approval');
    await checkAccessibility(tab);
    await tab.setViewport({ width: 320, height: 2600 });
    await tab.evaluate(() => scrollTo(0, 0));
    await picture(tab, `panel-narrow-${mode}`);
    const { wide, shown } = await tab.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      shown: document.documentElement.clientWidth,
    }));
    assert.ok(wide <= shown, `${wide} of ${shown} pixels`);
    await checkAccessibility(tab);

    const classic = await github.open(`${CLASSIC}?description=Bot&scopes=repo,notifications`);
    await classic.setViewport({ width: 1100, height: 900 });
    await untilState(classic, 'ready');
    await picture(classic, `panel-classic-${mode}`);
    await checkAccessibility(classic);

    const calm = await github.open(`${FORM}?name=CI&contents=read#finegrain=1&repository=mona/app`);
    await calm.setViewport({ width: 1100, height: 900 });
    await untilState(calm, 'ready');
    await chooseAccess(calm, 'selected');
    await chooseRepository(calm, 'mona/app');
    await untilText(calm, '1 chosen repository');
    await picture(calm, `panel-calm-${mode}`);
    await press(calm, 'Collapse');
    await picture(calm, `panel-folded-${mode}`);
  });
}

inEachBrowser("GitHub's theme is followed while the page is open", async ({ github, colorScheme }) => {
  serveGitHub(github);
  const tab = await github.open(FORM);
  await colorScheme(tab, 'light');
  await untilState(tab, 'ready');
  const until = (/** @type {string} */ theme) => tab.waitForSelector(`finegrain-panel[data-theme=${theme}]`);
  await until('light');
  await colorScheme(tab, 'dark');
  await until('dark');
  await tab.evaluate(() => document.documentElement.setAttribute('data-color-mode', 'light'));
  await until('light');
  await tab.evaluate(() => document.documentElement.setAttribute('data-light-theme', 'dark_dimmed'));
  await until('dark');
});
