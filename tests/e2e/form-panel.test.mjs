// @ts-check
/** What the panel on GitHub's form says and does. */
import assert from 'node:assert/strict';
import { inEachBrowser } from './harness.mjs';
import {
  CLASSIC,
  EDIT,
  FORM,
  LIST,
  REGENERATE,
  choose,
  chooseAccess,
  chooseExpiration,
  chooseOwner,
  chooseRepository,
  click,
  serveGitHub,
} from './pages.mjs';
import { barOf, eventually, find, hintsOf, inside, isOpen, linkOf, openDrawer, press, textOf, unfold, untilHint, untilLink, untilNoHint, untilState, untilText } from './panel.mjs';
import { until, untilThere } from './until.mjs';

/** @import { Page as Tab } from './browsers/index.mjs' */

const ADDRESS = 'https://github.com/settings/personal-access-tokens/new';

/**
 * @param {Tab} tab
 * @param {string} code
 * @param {string} parameter
 * @returns {Promise<string | null>} Where the link of a hint leads.
 */
const fixOf = (tab, code, parameter) =>
  tab.$eval(inside(`[data-code="${code}"][data-parameter="${parameter}"] .fix`), (it) => it.getAttribute('href'));

/**
 * Records where the form is, from the first frame in which the panel is there, in every frame.
 *
 * @param {Tab} tab
 */
const recordPosition = (tab) =>
  tab.evaluateOnNewDocument(() => {
    /** @type {Set<number>} */
    const seen = new Set();
    /** @type {Set<number>} */
    const heights = new Set();
    Object.assign(window, { positions: () => [...seen], heights: () => [...heights] });
    const look = () => {
      const panel = document.querySelector('finegrain-panel');
      const below = panel?.nextElementSibling;
      if (panel && below) {
        // A script of the page may scroll by fractions.
        seen.add(Math.round((below.getBoundingClientRect().top + scrollY) * 100) / 100);
        heights.add(panel.getBoundingClientRect().height);
      }
      requestAnimationFrame(look);
    };
    look();
  });

/**
 * @param {Tab} tab
 * @param {string} what For the message.
 */
async function didNotMove(tab, what) {
  const { positions, heights } = await tab.evaluate(() => {
    const { positions, heights } = /** @type {any} */ (window);
    return { positions: positions(), heights: heights() };
  });
  assert.equal(positions.length, 1, `${what}: the form was at ${positions.join(', ')}`);
  assert.equal(heights.length, 1, `${what}: the bar had a height of ${heights.join(', ')}`);
  assert.ok(heights[0] <= 48, `${what}: the bar has a height of ${heights[0]}`);
}

for (const width of [1280, 768]) {
  inEachBrowser(`the form does not move by a pixel: ${width}`, async ({ github, newPage }) => {
    const site = serveGitHub(github, { held: true, tokens: [{}, {}] });
    const tab = await newPage();
    await tab.setViewport({ width, height: 800 });
    await recordPosition(tab);
    await tab.goto(`https://github.com${FORM}?name=CI&contents=write&variables=write&repository_hooks=write#finegrain=1&repository=octo-org/app`);
    await untilState(tab, 'loading');
    site.release();
    await untilState(tab, 'ready');
    await untilHint(tab, 'unknown-parameter', 'variables');
    assert.equal(await isOpen(tab), true);
    await press(tab, 'Close');
    for (const key of ['administration', 'secrets', 'workflows', 'actions', 'pages']) {
      await choose(tab, key, 'write');
    }
    await untilHint(tab, 'high-risk-permission', 'secrets');
    await chooseOwner(tab, 'octo-org');
    await untilThere(tab, 'textarea[name=reason]');
    await chooseAccess(tab, 'all');
    await untilHint(tab, 'all-repositories');
    await chooseAccess(tab, 'selected');
    await chooseRepository(tab, 'octo-org/app');
    await chooseExpiration(tab, '366');
    await untilHint(tab, 'long-expiration', 'expires_in');
    await openDrawer(tab);
    await (await find(tab, '[data-drawer] [data-stop="0"]')).click();
    await find(tab, '.outline:not([hidden])');
    await didNotMove(tab, 'new token');
    await Promise.all([tab.waitForNavigation(), click(tab, 'button[type=submit]')]);

    for (const [path, value] of [[`${CLASSIC}?scopes=repo,gist`, 'repo'], [`${EDIT}?contents=write`, ''], [REGENERATE, ''], [LIST, '']]) {
      await tab.goto(`https://github.com${path}`);
      await untilState(tab, 'ready');
      if (value) {
        await click(tab, `input[value=${value}]`);
        await untilNoHint(tab, 'classic-scope', value);
      }
      if (path === LIST) {
        // The expirations come late; a question that the end of the page cuts off is an error in Firefox.
        await untilText(tab, '2 have expired');
      }
      await didNotMove(tab, path);
    }
  });
}

inEachBrowser('the bar is there when the page is, before the engine has spoken', async ({ github, newPage, stopBackground }) => {
  serveGitHub(github);
  await stopBackground();
  const tab = await newPage();
  await tab.evaluateOnNewDocument(() => {
    addEventListener('load', () => Object.assign(window, { atLoad: document.querySelector('finegrain-panel')?.nextElementSibling?.localName }));
  });
  await tab.goto(`https://github.com${FORM}?name=CI`);
  assert.equal(await tab.evaluate(() => /** @type {any} */ (window).atLoad), 'form');
  await untilState(tab, 'ready');
});

inEachBrowser('the next step is in the bar and comes first in the drawer, and goes when it is done', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=read#finegrain=1&repository=mona/app&repository=mona/site`);
  await untilText(tab, 'Choose repositories: mona/app, mona/site');
  await find(tab, '[data-code=limit-public-read-only][data-parameter=""].next');
  assert.equal(await tab.$eval(inside('.sheet-body'), (it) => it.firstElementChild?.className), 'next');
  await chooseAccess(tab, 'selected');
  await chooseRepository(tab, 'mona/app');
  await untilText(tab, 'Choose repositories: mona/site');
  await chooseRepository(tab, 'mona/site');
  await untilText(tab, 'Can read Contents in 2 repositories, for 30 days');
  await untilNoHint(tab, 'limit-public-read-only');
  assert.equal(await barOf(tab), 'Can read Contents in 2 repositories, for 30 days');
});

inEachBrowser('what the token could do in one line, and the risk', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI`);
  await untilText(tab, 'Can only read public data, for 30 days');
  assert.doesNotMatch(await textOf(tab), /risk/);
  await choose(tab, 'administration', 'write');
  await untilText(tab, 'High risk');
  assert.match(await textOf(tab), /delete repositories/);
  await click(tab, '[data-act=tab][data-group=user]');
  await choose(tab, 'gists', 'write');
  await chooseAccess(tab, 'all');
  await untilText(tab, 'Can write Administration and Gists in all repositories of mona and in your account, for 30 days');
});

inEachBrowser('the drawer opens by itself for what GitHub dropped, once, and is remembered otherwise', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=write&variables=write`);
  await untilHint(tab, 'unknown-parameter', 'variables');
  assert.equal(await isOpen(tab), true);
  assert.equal(await tab.evaluate(() => document.activeElement === document.body), true, 'it leaves the focus alone');
  assert.equal(await barOf(tab), 'GitHub dropped 1 of the link’s 3 parameters. Can write Contents in the repositories you choose, for 30 days');
  await press(tab, 'Close');
  assert.equal(await isOpen(tab), false);
  await choose(tab, 'issues', 'read');
  await untilLink(tab, 'name=CI&expires_in=30&contents=write&issues=read');
  assert.equal(await isOpen(tab), false);

  await tab.goto(`https://github.com${FORM}?name=CI&administration=write`);
  await untilHint(tab, 'high-risk-permission');
  assert.equal(await isOpen(tab), false, 'not for a hint');
  await openDrawer(tab);
  await tab.goto(`https://github.com${FORM}?name=CI`);
  await untilLink(tab, 'name=CI&expires_in=30');
  assert.equal(await isOpen(tab), true, 'as the person left it');

  await tab.focus(inside('[data-drawer]'));
  await tab.keyboard.press('Escape');
  assert.equal(await isOpen(tab), false);
  assert.equal(await tab.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.hasAttribute('data-toggle')), true);
  await tab.goto(`https://github.com${FORM}?target_name=nobody-org`);
  await untilHint(tab, 'limit-public-contribution', 'target_name');
  assert.equal(await isOpen(tab), true, 'an owner that was not found');
});

inEachBrowser('what GitHub dropped, as a step that disappears when it is done', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&variables=write`);
  const hint = await untilHint(tab, 'unknown-parameter', 'variables');
  assert.match((await hint.evaluate((it) => it.textContent)) ?? '', /variables=write.*Add Variables, and choose Read and write/);
  await choose(tab, 'actions_variables', 'write');
  await untilNoHint(tab, 'unknown-parameter', 'variables');
});

inEachBrowser('less privilege: one hint for each permission, three at first', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=read`);
  await untilState(tab, 'ready');
  await choose(tab, 'contents', 'write');
  await untilHint(tab, 'above-link', 'contents');
  await choose(tab, 'administration', 'write');
  await untilHint(tab, 'high-risk-permission', 'administration');
  await untilHint(tab, 'above-link', 'administration');
  assert.equal(await tab.$$eval(inside('.hint'), (all) => all.length), 2);
  assert.equal(
    await fixOf(tab, 'high-risk-permission', 'administration'),
    `${ADDRESS}?name=CI&expires_in=30&administration=read&contents=write`,
  );
  await choose(tab, 'workflows', 'write');
  await choose(tab, 'contents', 'none');
  await untilHint(tab, 'missing-companion', 'workflows');
  await choose(tab, 'pages', 'write');
  await chooseAccess(tab, 'all');
  await chooseExpiration(tab, 'none');
  await untilHint(tab, 'no-expiration', 'expires_in');
  await openDrawer(tab);
  const isSeen = () => tab.$$eval(inside('.hint'), (all) => all.filter((it) => it.checkVisibility()).length);
  assert.equal(await isSeen(), 3);
  await unfold(tab, '2 more');
  assert.equal(await isSeen(), 5);
});

inEachBrowser('what will it do? Every permission is needed by something, or by nothing that was named', async ({ github, opened }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=write&repository_hooks=write&issues=write#finegrain=1&why.repository_hooks=For+safety`);
  await untilHint(tab, 'high-risk-permission', 'repository_hooks');
  await untilNoHint(tab, 'read-may-suffice', 'issues');
  await openDrawer(tab);
  const box = await find(tab, '[data-box]');
  await box.type('POST /repos/octo/hello/releases\nGET /repos/octo/hello/issues\nPOST /repos/octo/hello/pulls');
  await find(tab, '[data-needed=yes][data-parameter=contents]');
  await find(tab, '[data-needed=no][data-parameter=repository_hooks][data-code=not-needed]');
  await find(tab, '[data-needed=yes][data-parameter=issues][data-code=read-may-suffice]');
  await find(tab, '[data-needed=yes][data-parameter=pull_requests][data-code=missing-permission]');
  assert.equal(await box.evaluate((it) => /** @type {HTMLTextAreaElement} */ (it).value.split('\n').length), 3, 'what is typed stays');
  await choose(tab, 'pull_requests', 'write');
  await untilNoHint(tab, 'missing-permission', 'pull_requests');
  assert.match(await textOf(tab), /Needed by POST …\/releases/);
  const smaller = await opened(async () => (await find(tab, '[data-smaller] a')).click());
  await untilLink(smaller, 'name=CI&expires_in=30&contents=write&issues=read&pull_requests=write');
  await tab.bringToFront();
  await box.evaluate((it) => {
    /** @type {HTMLTextAreaElement} */ (it).value = 'lorem ipsum';
    it.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  });
  await untilText(tab, 'No call to GitHub found');
  await untilNoHint(tab, 'not-needed');
});

inEachBrowser("a link's reason is quoted, silences what asks for less, and never a risk", async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&administration=read#finegrain=1&why.administration=It+is+harmless`);
  await untilState(tab, 'ready');
  await choose(tab, 'administration', 'write');
  const hint = await untilHint(tab, 'high-risk-permission', 'administration');
  await untilNoHint(tab, 'above-link', 'administration');
  assert.match((await hint.evaluate((it) => it.textContent)) ?? '', /The link says: “It is harmless”/);
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

inEachBrowser('"Show me" outlines the row of GitHub’s form, and follows it', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=write&repository_hooks=write&administration=write`);
  await tab.setViewport({ width: 1280, height: 600 });
  await untilHint(tab, 'high-risk-permission', 'repository_hooks');
  await chooseAccess(tab, 'selected');
  await chooseRepository(tab, 'mona/app');
  await untilText(tab, 'in 1 repository');
  await openDrawer(tab);
  await tab.evaluate(() => {
    const changes = /** @type {string[]} */ ([]);
    Object.assign(window, { changes });
    new MutationObserver((records) => changes.push(...records.map(({ type }) => type))).observe(/** @type {Node} */ (document.querySelector('form')), {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    });
  });
  await (await find(tab, '[data-code=high-risk-permission][data-parameter=repository_hooks] [data-stop]')).click();
  /** How far the outline is from the row of a permission, in pixels. @param {string} key */
  const distance = (key) =>
    tab.evaluate((key) => {
      const outline = document.querySelector('finegrain-panel')?.shadowRoot?.querySelector('.outline');
      const row = document.querySelector(`[data-act=level][data-key=${key}]`)?.closest('.Box-row');
      if (!outline?.checkVisibility() || !row) {
        return Infinity;
      }
      const [at, is] = [row.getBoundingClientRect(), outline.getBoundingClientRect()];
      return Math.max(Math.abs(at.top - is.top), Math.abs(at.bottom - is.bottom), Math.abs(at.left - is.left), Math.abs(at.right - is.right));
    }, key);
  await find(tab, '.outline:not([hidden])');
  assert.ok((await distance('repository_hooks')) <= 8);
  assert.equal(await isOpen(tab), false, 'the drawer steps aside');
  assert.equal(await tab.$eval(inside('.pill'), (it) => it.textContent?.includes('2 of 2')), true);
  await tab.evaluate(() => scrollBy(0, -100));
  assert.ok((await distance('repository_hooks')) <= 8, 'after scrolling');
  await tab.setViewport({ width: 900, height: 600 });
  await until(tab, () => innerWidth === 900);
  await eventually(async () => (await distance('repository_hooks')) <= 8);
  await press(tab, 'Next');
  await eventually(async () => (await distance('administration')) <= 8);
  assert.deepEqual(await tab.evaluate(() => /** @type {any} */ (window).changes), [], 'nothing of GitHub’s is touched');

  // The row gone, the outline goes too, and the drawer comes back.
  await choose(tab, 'administration', 'none');
  await until(tab, () => !document.querySelector('finegrain-panel')?.shadowRoot?.querySelector('.outline')?.checkVisibility());
  await eventually(() => isOpen(tab));
});

inEachBrowser('a permission behind another tab is shown by the part that has it', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=write&emails=write`);
  await untilHint(tab, 'high-risk-permission', 'emails');
  await openDrawer(tab);
  await (await find(tab, '[data-code=high-risk-permission][data-parameter=emails] [data-stop]')).click();
  await find(tab, '.outline:not([hidden])');
});

inEachBrowser('the form for editing leads to no second token', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${EDIT}?name=CI&administration=write`);
  await untilHint(tab, 'high-risk-permission', 'administration');
  const hrefs = await tab.$$eval(inside('a[href]'), (all) => all.map((it) => it.getAttribute('href') ?? ''));
  assert.deepEqual(hrefs.filter((it) => it.includes('/settings/personal-access-tokens/new')), []);
});

inEachBrowser('what no fine-grained token does', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(FORM);
  await untilState(tab, 'ready');
  assert.ok(!(await hintsOf(tab)).some((it) => it.startsWith('limit-packages')));
  await openDrawer(tab);
  await unfold(tab, 'What fine-grained tokens cannot do');
  await untilHint(tab, 'limit-packages');
  await untilHint(tab, 'limit-checks');
  const classic = await tab.$eval(inside('[data-code=limit-packages] a'), (it) => it.getAttribute('href'));
  assert.match(classic ?? '', /^https:\/\/github\.com\/settings\/tokens\/new\?.*scopes=(read|write)(:|%3A)packages/);
  await choose(tab, 'contents', 'read');
  await untilLink(tab, 'expires_in=30&contents=read');
  assert.equal(await tab.$eval(inside('[data-code=limit-packages]'), (it) => it.checkVisibility()), true, 'it stays open');
});

inEachBrowser('what the link says, as quotations below the risk', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(
    `${FORM}?name=CI&description=For+the+build&administration=write#finegrain=1&repository=mona/app&why.administration=It+is+harmless`,
  );
  await untilText(tab, 'The link says');
  const quotations = await tab.$$eval(inside('dd'), (all) => all.map((it) => it.textContent));
  assert.deepEqual(quotations, ['“CI”', '“For the build”', 'mona/app', '“It is harmless”']);
  const said = await textOf(tab);
  assert.ok(said.indexOf('High risk') < said.indexOf('It is harmless'));
  assert.ok(said.indexOf('delete the repository') < said.indexOf('It is harmless'));
});

inEachBrowser('the form as a template link, in every format', async ({ github, clipboard }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=read#finegrain=1&repository=mona/app`);
  await untilLink(tab, 'name=CI&expires_in=30&contents=read');
  await openDrawer(tab);
  await press(tab, 'Copy link');
  await find(tab, '[data-done^=Copied]');
  await until(tab, () => document.querySelector('finegrain-panel')?.shadowRoot?.querySelector('[role=status]')?.textContent === 'Copied');
  const link = `${ADDRESS}?name=CI&expires_in=30&contents=read#finegrain=1&repository=mona/app`;
  assert.equal(await linkOf(tab), link);
  assert.equal(await clipboard(), link);
  assert.equal(await tab.$$eval(inside('[data-template-link]'), (all) => all.length), 1);

  await tab.bringToFront();
  await unfold(tab, 'Other formats');
  const formats = await tab.$$eval(inside('[data-format]'), (all) => all.map((it) => it.getAttribute('data-format') ?? ''));
  assert.ok(formats.length >= 5, String(formats));
  /** @type {Record<string, string>} */
  const copies = {};
  for (const format of formats) {
    await tab.bringToFront();
    await (await find(tab, `[data-format="${format}"]`)).click();
    await find(tab, `[data-format="${format}"][data-done^=Copied]`);
    copies[format] = await clipboard();
    assert.match(copies[format], /contents/, format);
  }
  assert.equal(new Set(Object.values(copies)).size, formats.length);
  assert.match(copies['markdown'] ?? '', /^\[.+\]\(https:/);
});

inEachBrowser('reopening opens another tab and says what that costs', async ({ github, opened }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=read`);
  await untilState(tab, 'ready');
  await choose(tab, 'contents', 'write');
  await untilHint(tab, 'above-link', 'contents');
  await openDrawer(tab);
  await untilText(tab, 'Choose the repositories again there');
  const link = await find(tab, '[data-code=above-link] .fix');
  const other = await opened(() => link.click());
  await untilLink(other, 'name=CI&expires_in=30&contents=read');
  await untilLink(tab, 'name=CI&expires_in=30&contents=write');
});

inEachBrowser('the classic form: what a fine-grained token would do better', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${CLASSIC}?description=Bot&scopes=repo,notifications`);
  await untilHint(tab, 'classic-scope', 'repo');
  await untilHint(tab, 'classic-scope', 'notifications');
  assert.equal(await barOf(tab), 'Can use repo and notifications everywhere you have access, for 30 days');
  assert.equal(await linkOf(tab), `${ADDRESS}?name=Bot&expires_in=30&contents=write&issues=write&pull_requests=write`);
  const open = () => tab.$$eval(inside('a.button'), (all) => all.map((it) => it.getAttribute('href')));
  assert.deepEqual(await open(), [await linkOf(tab)]);
  await click(tab, 'input[value="write:org"]');
  await untilHint(tab, 'classic-scope', 'write:org');
  await click(tab, 'input[value=gist]');
  await untilHint(tab, 'classic-scope', 'gist');
  assert.equal((await open()).length, 2, 'an organization and an account are two owners');
});

inEachBrowser('only engine-written links are followed', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&variables=write&administration=write`);
  await untilHint(tab, 'high-risk-permission');
  await untilHint(tab, 'limit-packages');
  const links = await tab.$$eval(inside('a'), (all) =>
    all.map((it) => ({ href: it.getAttribute('href') ?? '', rel: it.getAttribute('rel'), target: it.getAttribute('target') })),
  );
  assert.ok(links.length > 5);
  for (const { href, rel, target } of links) {
    assert.match(href, /^https:\/\/(docs\.)?github\.com\//);
    assert.equal(target === '_blank', rel === 'noopener noreferrer');
  }
});

inEachBrowser('nothing is drawn again that did not change: focus, what is open and what is scrolled stay', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&variables=write&contents=write`);
  await untilHint(tab, 'unknown-parameter', 'variables');
  await unfold(tab, 'Other formats');
  await tab.focus(inside('[data-code=unknown-parameter] [data-stop]'));
  await tab.evaluate(() => {
    const root = document.querySelector('finegrain-panel')?.shadowRoot;
    Object.assign(window, { focused: root?.activeElement });
    root?.querySelector('.sheet-body')?.scrollTo(0, 40);
  });
  const same = () =>
    tab.evaluate(() => {
      const root = document.querySelector('finegrain-panel')?.shadowRoot;
      return root?.activeElement === /** @type {any} */ (window).focused && root?.querySelector('.formats')?.checkVisibility();
    });
  await choose(tab, 'administration', 'write');
  await untilHint(tab, 'high-risk-permission', 'administration');
  assert.equal(await same(), true);
  await choose(tab, 'administration', 'none');
  await untilNoHint(tab, 'high-risk-permission', 'administration');
  assert.equal(await same(), true);

  // What a change is not about stays as it is, to the node.
  const parts = "[...document.querySelector('finegrain-panel').shadowRoot.querySelectorAll('.hint, dd, .limits, [data-format], [data-toggle], h2')]";
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
  await until(
    tab,
    () => document.querySelector('finegrain-panel')?.shadowRoot?.querySelector('[role=status]')?.textContent === 'High risk. 1 thing to look at. Next: Choose repositories',
  );
  assert.notEqual(await tab.$eval(inside('[role=status]'), (it) => it.getAttribute('aria-live')), 'assertive');
});

inEachBrowser('everything can be reached and used by keyboard', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&variables=write&administration=write`);
  await untilHint(tab, 'high-risk-permission');
  await unfold(tab, 'Other formats');
  await unfold(tab, 'What fine-grained tokens cannot do');
  const wanted = await tab.$$eval(
    inside(':is(a[href], button, summary, textarea, [tabindex="0"])'),
    (all) => all.filter((it) => it.checkVisibility()).length,
  );
  await tab.evaluate(() => {
    const before = document.createElement('button');
    before.textContent = 'Before';
    document.querySelector('finegrain-panel')?.before(before);
    before.focus();
  });
  /** @type {Set<string>} */
  const names = new Set();
  let reached = 0;
  for (;;) {
    await tab.keyboard.press('Tab');
    const now = await tab.evaluate(() => {
      const focused = document.activeElement?.shadowRoot?.activeElement;
      return focused && { outline: getComputedStyle(focused).outlineStyle, name: focused.getAttribute('aria-label') ?? focused.textContent ?? '', button: focused.localName === 'button', scrolls: focused.className === 'sheet-body' };
    });
    if (!now) {
      break;
    }
    assert.notEqual(now.outline, 'none');
    if (now.button) {
      assert.ok(!names.has(now.name), `two buttons are called ${now.name}`);
      names.add(now.name);
    }
    // What scrolls takes the focus by itself where nothing in it does, and in Firefox always.
    reached += now.scrolls ? 0 : 1;
  }
  assert.equal(reached, wanted);

  await tab.focus(inside('[data-toggle]'));
  await tab.keyboard.press('Enter');
  assert.equal(await isOpen(tab), false);
  await choose(tab, 'secrets', 'write');
  await untilHint(tab, 'high-risk-permission', 'secrets');
  assert.equal(await isOpen(tab), false, 'it stays closed');
  await tab.keyboard.press(' ');
  assert.equal(await isOpen(tab), true);
});

inEachBrowser('105 permissions, and 10,000', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI`);
  await untilState(tab, 'ready');
  for (const many of [105, 10_000]) {
    await tab.evaluate((many) => {
      const form = /** @type {HTMLFormElement} */ (document.querySelector('form'));
      const inputs = Array.from({ length: many }, (_, at) =>
        Object.assign(document.createElement('input'), { type: 'hidden', name: `integration[default_permissions][many_${at}]`, value: 'write' }),
      );
      form.append(...inputs);
    }, many);
    await until(
    tab,
      (last) => document.querySelector('finegrain-panel')?.shadowRoot?.querySelector('[data-template-link]')?.textContent?.includes(last),
      `many_${many - 1}=write`,
    );
    assert.ok((await barOf(tab)).length < 300);
  }
});

inEachBrowser("GitHub's theme is followed while the page is open", async ({ github, colorScheme }) => {
  serveGitHub(github);
  const tab = await github.open(FORM);
  await colorScheme(tab, 'light');
  await untilState(tab, 'ready');
  const untilTheme = (/** @type {string} */ theme) => untilThere(tab, `finegrain-panel[data-theme=${theme}]`);
  await untilTheme('light');
  await colorScheme(tab, 'dark');
  await untilTheme('dark');
  await tab.evaluate(() => document.documentElement.setAttribute('data-color-mode', 'light'));
  await untilTheme('light');
  await tab.evaluate(() => document.documentElement.setAttribute('data-light-theme', 'dark_dimmed'));
  await untilTheme('dark');
});
