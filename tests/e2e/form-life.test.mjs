// @ts-check
/** The panel while everything around it changes: the form, the page, the background, the extension, the person's wishes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { altered } from './altered.mjs';
import { EXTENSION, addressOf } from './browsers/index.mjs';
import { BROWSERS, inEachBrowser, withExtension } from './harness.mjs';
import {
  CLASSIC,
  FORM,
  REPOSITORY,
  choose,
  chooseAccess,
  chooseExpiration,
  chooseOwner,
  chooseRepository,
  click,
  serveGitHub,
} from './pages.mjs';
import { eventually, find, hintsOf, inside, panels, textOf, untilHint, untilLink, untilNoHint, untilNoText, untilState, untilText } from './panel.mjs';
import { until, untilThere } from './until.mjs';

/** @import { Page as Tab } from './browsers/index.mjs' */

/** @param {Tab} tab */
const untilGone = (tab) => until(tab, () => !document.querySelector('finegrain-panel'));

inEachBrowser('the background is stopped between two changes', async ({ github, stopBackground }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI`);
  await untilLink(tab, 'name=CI&expires_in=30');
  for (const level of ['read', 'write', 'read', 'write']) {
    await stopBackground();
    await choose(tab, 'contents', level);
    await untilLink(tab, `name=CI&expires_in=30&contents=${level}`);
  }
});

inEachBrowser('200 quick changes', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=read`);
  await untilLink(tab, 'name=CI&expires_in=30&contents=read');
  await tab.evaluate(async () => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector('[name="integration[default_permissions][contents]"]'));
    const name = /** @type {HTMLInputElement} */ (document.querySelector('#user_programmatic_access_name'));
    for (let change = 1; change <= 200; change += 1) {
      input.value = change % 2 ? 'write' : 'read';
      name.value = `CI${change}`;
      name.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve, change % 3));
    }
    input.value = 'write';
  });
  await untilLink(tab, 'name=CI200&expires_in=30&contents=write');
  await untilHint(tab, 'above-link', 'contents');
  assert.equal(await panels(tab), 1);
});

inEachBrowser('a form that comes when the page is long ready, is replaced, and goes', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=read`);
  await untilState(tab, 'ready');
  const html = await tab.$eval('main', (it) => {
    const copy = /** @type {Element} */ (it.cloneNode(true));
    copy.querySelector('finegrain-panel')?.remove();
    return copy.innerHTML;
  });
  const replace = (/** @type {string} */ selector, /** @type {string} */ html) =>
    tab.evaluate((selector, html) => {
      const parts = document.createElement('template');
      parts.innerHTML = html;
      document.querySelector(selector)?.replaceChildren(document.importNode(parts.content, true));
    }, selector, html);

  await replace('main', '');
  await untilGone(tab);
  await replace('main', html.replace('value="CI"', 'value="Second"'));
  await untilLink(tab, 'name=Second&expires_in=30&contents=read');
  await replace('.layout', `<div><div><main>${html.replace('value="CI"', 'value="Third"')}</main></div></div>`);
  await untilLink(tab, 'name=Third&expires_in=30&contents=read');
  await tab.evaluate(() => {
    const form = /** @type {HTMLFormElement} */ (document.querySelector('#new_user_programmatic_access'));
    const other = /** @type {HTMLFormElement} */ (form.cloneNode(true));
    form.replaceWith(other);
    /** @type {HTMLInputElement} */ (other.querySelector('#user_programmatic_access_name')).value = 'Fourth';
  });
  await untilLink(tab, 'name=Fourth&expires_in=30&contents=read');
  await choose(tab, 'contents', 'write');
  await untilLink(tab, 'name=Fourth&expires_in=30&contents=write');
  assert.equal(await panels(tab), 1);
});

inEachBrowser('a page that throws the panel out gets it back', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI`);
  await untilState(tab, 'ready');
  for (let round = 0; round < 3; round += 1) {
    await tab.evaluate(() => document.querySelector('finegrain-panel')?.remove());
    await untilState(tab, 'ready');
  }
  await tab.evaluate(() => document.querySelector('main')?.append(/** @type {Element} */ (document.querySelector('finegrain-panel'))));
  await until(tab, () => document.querySelector('finegrain-panel')?.nextElementSibling?.localName === 'form');
  assert.equal(await panels(tab), 1);
});

for (const kind of ['turbo', 'react', 'silent']) {
  inEachBrowser(`navigation without loading: ${kind}`, async ({ github }) => {
    serveGitHub(github);
    const tab = await github.open(REPOSITORY);
    assert.equal(await panels(tab), 0);
    for (let round = 0; round < 2; round += 1) {
      await click(tab, `a[data-visit=${kind}][href*="personal-access-tokens/new"]`);
      await untilLink(tab, 'name=Visited&expires_in=30&contents=read');
      await choose(tab, 'contents', 'write');
      await untilHint(tab, 'above-link', 'contents');
      await click(tab, `a[data-visit=${kind}][href="${REPOSITORY}"]`);
      await untilGone(tab);
      await until(tab, (path) => location.pathname === path, REPOSITORY);
    }
    await tab.evaluate(() => history.back());
    await untilState(tab, 'ready');
    await tab.evaluate(() => history.forward());
    await untilGone(tab);
    assert.equal(await panels(tab), 0);
  });
}

inEachBrowser('Turbo keeps no panel for later', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI`);
  await untilState(tab, 'ready');
  await tab.evaluate(() => {
    const found = /** @type {number[]} */ ([]);
    Object.assign(window, { found });
    document.addEventListener('turbo:before-cache', () => found.push(document.querySelectorAll('finegrain-panel').length));
  });
  await click(tab, `a[data-visit=turbo][href="${REPOSITORY}"]`);
  await untilGone(tab);
  assert.deepEqual(await tab.evaluate(() => /** @type {any} */ (window).found), [0]);
  await tab.evaluate(() => history.back());
  await untilLink(tab, 'name=CI&expires_in=30');
  await choose(tab, 'contents', 'read');
  await untilLink(tab, 'name=CI&expires_in=30&contents=read');
  assert.equal(await panels(tab), 1);
});

/**
 * Leaves a page for another and comes back.
 *
 * @param {Tab} tab
 * @param {string} path Of the other page.
 * @param {object} [options]
 * @param {string[]} [options.clicks] What is clicked before, in the same task: nothing comes between that and leaving.
 * @param {() => Promise<unknown>} [options.meanwhile]
 */
async function leaveAndReturn(tab, path, { clicks = [], meanwhile = async () => {} } = {}) {
  const here = await addressOf(tab);
  await tab.evaluate((clicks, path) => {
    addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }), { once: true });
    for (const selector of clicks) {
      /** @type {HTMLElement} */ (document.querySelector(selector)).click();
    }
    location.assign(path);
  }, clicks, path);
  await until(tab, (path) => location.href.endsWith(path) && document.readyState === 'complete', path);
  await meanwhile();
  // Puppeteer waits for a page that loads; this one does not have to.
  await tab.evaluate(() => history.back());
  await until(tab, (here) => location.href === here && document.readyState === 'complete', here);
  // A page that the browser did not keep is another one, and has nothing of what was done in it.
  assert.equal(await tab.evaluate(() => /** @type {any} */ (window).persisted), true, 'the page was not kept');
}

/** What a person clicks to add a permission. @param {string} key */
const added = (key) => [`[data-act=add][data-key=${key}]`, `[data-act=level][data-key=${key}][data-level=read]`];

inEachBrowser('back from the back/forward cache', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI`);
  await untilState(tab, 'ready');
  await leaveAndReturn(tab, REPOSITORY, { clicks: added('contents') });
  await untilLink(tab, 'name=CI&expires_in=30&contents=read');
  await choose(tab, 'contents', 'write');
  await untilLink(tab, 'name=CI&expires_in=30&contents=write');
  assert.equal(await panels(tab), 1);
});

/** Answers nothing before it hears of a link that leads to the form. */
const late = await altered('background.js', (text) =>
  text
    .replace('addMenus();', '$& let hear; const heard = new Promise((resolve) => (hear = resolve));')
    .replace('const answer = answers.get(message?.kind);', '$& if (message?.kind === ARRIVED) hear();')
    .replace('reply(answer, message, sender).then', 'heard.then(() => reply(answer, message, sender)).then'),
);

inEachBrowser(
  'answers that come while the page is in the back/forward cache',
  async ({ github }) => {
    serveGitHub(github);
    const tab = await github.open(`${FORM}?name=CI`);
    await untilThere(tab, 'finegrain-panel');
    await untilThere(tab, '[data-act=add]');
    const covered = await tab.$eval('finegrain-panel', (panel) => {
      const { left, bottom } = panel.getBoundingClientRect();
      return panel.contains(document.elementFromPoint(left + 20, bottom + 20));
    });
    assert.equal(covered, false, 'without its style, the panel covers the form');
    await leaveAndReturn(tab, `/login?return_to=${encodeURIComponent(FORM)}#finegrain=1`, { clicks: added('contents') });
    await untilLink(tab, 'name=CI&expires_in=30&contents=read');
    await until(tab, () => document.querySelector('finegrain-panel')?.shadowRoot?.querySelector('.bar')?.getBoundingClientRect().height === 48);
  },
  { extension: late },
);

inEachBrowser('what the person set while the page was in the back/forward cache', async ({ github, openExtensionPage }) => {
  serveGitHub(github);
  const options = await openExtensionPage('www/options.html');
  const show = (/** @type {boolean} */ hints) =>
    options.evaluate(async (hints) => (await import('../settings.js')).saveSettings({ hints }), hints);
  const tab = await github.open(`${FORM}?name=CI`);
  await untilState(tab, 'ready');
  await leaveAndReturn(tab, REPOSITORY, { meanwhile: () => show(false) });
  await untilGone(tab);
  await leaveAndReturn(tab, REPOSITORY, { meanwhile: () => show(true) });
  await untilLink(tab, 'name=CI&expires_in=30');
});

inEachBrowser('the background is stopped while the page is in the back/forward cache', async ({ github, stopBackground }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI`);
  await untilState(tab, 'ready');
  await leaveAndReturn(tab, REPOSITORY, { clicks: added('contents'), meanwhile: stopBackground });
  await untilLink(tab, 'name=CI&expires_in=30&contents=read');
});

inEachBrowser('the extension is updated while the page is open', async ({ browser, github, name }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI`);
  await untilLink(tab, 'name=CI&expires_in=30');
  await browser.installExtension(EXTENSION);
  await choose(tab, 'contents', 'read');
  if (name === 'firefox') {
    // Firefox runs the new scripts in pages that are open: one panel, and it is theirs.
    await untilLink(tab, 'name=CI&expires_in=30&contents=read');
    await choose(tab, 'contents', 'write');
    await untilLink(tab, 'name=CI&expires_in=30&contents=write');
    assert.equal(await panels(tab), 1);
  } else {
    await untilGone(tab);
    await choose(tab, 'contents', 'write');
  }
  await tab.reload();
  await untilLink(tab, 'name=CI&expires_in=30');
  assert.equal(await panels(tab), 1);
});

inEachBrowser('the extension is removed while the page is open', async ({ browser, github, name, takeErrors }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI`);
  await untilLink(tab, 'name=CI&expires_in=30');
  await browser.uninstallExtension(await browser.installExtension(EXTENSION));
  try {
    await choose(tab, 'contents', 'read');
    if (name === 'firefox') {
      // Firefox ends the scripts of an extension that goes before they can take away what they drew, and says of a
      // message on its way that it comes too late.
      assert.deepEqual((await takeErrors()).filter((it) => !it.startsWith('Promise rejected after context unloaded')), []);
    } else {
      await untilGone(tab);
    }
  } finally {
    await browser.installExtension(EXTENSION);
  }
});

inEachBrowser('what the person set takes effect at once', async ({ github, openExtensionPage }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&variables=write&contents=write&expires_in=60`);
  const options = await openExtensionPage('www/options.html');
  const set = (/** @type {object} */ changes) =>
    options.evaluate(async (changes) => (await import('../settings.js')).saveSettings(changes), changes);
  await tab.bringToFront();
  await choose(tab, 'pages', 'write');
  await untilHint(tab, 'above-link', 'pages');
  await set({ hide: ['info'] });
  await untilNoHint(tab, 'above-link', 'pages');
  await choose(tab, 'pages', 'none');
  await untilHint(tab, 'unknown-parameter', 'variables');
  await set({ hide: [], threshold: 30 });
  await untilHint(tab, 'long-expiration', 'expires_in');
  await set({ hints: false });
  await untilGone(tab);
  await choose(tab, 'contents', 'read');
  await set({ hints: true });
  await untilLink(tab, 'name=CI&expires_in=60&contents=read');
});

const unstartable = await altered('finegrain.js', (glue) => glue.replaceAll('finegrain_bg.wasm', 'missing.wasm'));

inEachBrowser(
  'an engine that does not start leaves one sentence',
  async ({ github, takeErrors }) => {
    serveGitHub(github);
    const tab = await github.open(`${FORM}?name=CI`);
    await untilText(tab, 'Finegrain could not answer');
    await choose(tab, 'contents', 'read');
    assert.equal(await panels(tab), 1);
    assert.deepEqual(await hintsOf(tab), []);
    await takeErrors();
  },
  { extension: unstartable },
);

const poisonable = await altered('finegrain.js', (glue) =>
  glue.replace('export function form(reading) {', "$& if (reading.name === 'poison') { throw new Error('poison'); }"),
);

inEachBrowser(
  'after an answer that failed nothing old is shown, and the next change is answered',
  async ({ github }) => {
    serveGitHub(github);
    const tab = await github.open(`${FORM}?name=CI&variables=write`);
    await untilHint(tab, 'unknown-parameter', 'variables');
    const rename = (/** @type {string} */ name) =>
      tab.$eval(
        '#user_programmatic_access_name',
        (field, name) => {
          /** @type {HTMLInputElement} */ (field).value = name;
          field.dispatchEvent(new Event('input', { bubbles: true }));
        },
        name,
      );
    await rename('poison');
    await untilText(tab, 'Finegrain could not answer');
    assert.doesNotMatch(await textOf(tab), /variables/);
    await rename('CI');
    await untilNoText(tab, 'could not answer');
    await untilLink(tab, 'name=CI&expires_in=30');
    await untilHint(tab, 'unknown-parameter', 'variables');
  },
  { extension: poisonable },
);

inEachBrowser('hostile links', async ({ github }) => {
  serveGitHub(github);
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=1</script>\u202egnp.exe\u200b\u2066[a](javascript:alert(1))';
  const reasons = new URLSearchParams({ finegrain: '1', repository: `mona/${hostile}`, 'why.contents': hostile });
  const query = new URLSearchParams({ name: hostile.slice(0, 40), description: hostile, contents: 'write', [hostile]: 'write' });
  const tab = await github.open(`${FORM}?${query}#${reasons}`);
  await untilState(tab, 'ready');
  await untilText(tab, 'The link says');
  const inPanel = await tab.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector('finegrain-panel')?.shadowRoot);
    return {
      foreign: root.querySelectorAll('img, script, iframe').length,
      hrefs: [...root.querySelectorAll('a[href]')].map((it) => /** @type {HTMLAnchorElement} */ (it)).map((it) => it.href),
      texts: [...root.querySelectorAll('bdi, dd')].map((it) => it.textContent ?? ''),
      names: [...root.querySelectorAll('[data-code]')].map((it) => it.textContent ?? ''),
    };
  });
  assert.equal(inPanel.foreign, 0);
  assert.deepEqual(inPanel.hrefs.filter((it) => !it.startsWith('https://github.com/') && !it.startsWith('https://docs.github.com/')), []);
  assert.match(inPanel.texts.join(), /<img src=x/);
  for (const text of [...inPanel.texts, ...inPanel.names]) {
    assert.doesNotMatch(text, /[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
  }
  assert.equal(await tab.title(), 'New fine-grained personal access token');
  const { wide, shown } = await tab.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    shown: document.documentElement.clientWidth,
  }));
  assert.ok(wide <= shown);
});

inEachBrowser('texts of a megabyte', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=write#finegrain=1&why.contents=${'Because+it+does'.repeat(66_000)}`);
  await untilState(tab, 'ready');
  const reason = await tab.$eval(inside('dd bdi'), (it) => it.textContent ?? '');
  assert.ok(reason.length <= 201);
  for (const it of await tab.$$eval(inside('bdi'), (all) => all.map(({ textContent }) => textContent?.length ?? 0))) {
    assert.ok(it <= 201, `${it} characters`);
  }
  await tab.evaluate((text) => {
    const field = /** @type {HTMLTextAreaElement} */ (document.querySelector('#user_programmatic_access_description'));
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, 'x'.repeat(1_000_000));
  await choose(tab, 'contents', 'read');
  await until(tab, () =>
    document.querySelector('finegrain-panel')?.shadowRoot?.querySelector('[data-template-link]')?.textContent?.includes('contents=read'),
  );
});

/**
 * What a person does on the form, to its end.
 *
 * @param {import('./session.mjs').Context} context
 * @param {(tab: Tab) => Promise<unknown>} settled
 */
async function fillIn({ github }, settled) {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=read&variables=write#finegrain=1&repository=octo-org/app`);
  await untilThere(tab, '#install_target_selected');
  await settled(tab);
  await chooseOwner(tab, 'octo-org');
  await untilThere(tab, 'textarea[name=reason]');
  await settled(tab);
  await chooseAccess(tab, 'selected');
  await chooseRepository(tab, 'octo-org/app');
  await choose(tab, 'administration', 'write');
  await chooseExpiration(tab, '90');
  await tab.type('#reason', 'For the build');
  await settled(tab);
  await Promise.all([tab.waitForNavigation(), click(tab, 'button[type=submit]')]);

  const classic = await github.open(`${CLASSIC}?description=Bot&scopes=repo`);
  await settled(classic);
  await click(classic, 'input[value=gist]');
  await settled(classic);
  await Promise.all([classic.waitForNavigation(), click(classic, 'button[type=submit]')]);
  return github.requests().map(({ method, url, body }) => `${method} ${url} ${body}`);
}

const withoutScript = await altered('manifest.json', (text) => {
  const { content_scripts: _, ...manifest } = JSON.parse(text);
  return JSON.stringify(manifest);
});

for (const name of BROWSERS) {
  test(`${name}: the form is sent the same with the extension as without`, async () => {
    /** @type {string[]} */
    let without = [];
    await withExtension(name, async (context) => {
      without = await fillIn(context, async () => {});
    }, { extension: withoutScript });
    await withExtension(name, async (context) => {
      const requests = await fillIn(context, (tab) => untilState(tab, 'ready'));
      assert.deepEqual(requests, without);
    });
    const [sent] = without.filter((it) => it.startsWith('POST https://github.com/settings/personal-access-tokens '));
    assert.match(sent ?? '', /authenticity_token=csrf-SECRET&.*administration%5D=write/);
  });
}

inEachBrowser('out of sight, the pill says how it stands', async ({ github, picture }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&contents=write&administration=write`);
  await tab.setViewport({ width: 1100, height: 700 });
  await untilState(tab, 'ready');
  const isShown = () => tab.$eval(inside('.pill'), (it) => it.checkVisibility());
  assert.equal(await isShown(), false);
  await tab.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await find(tab, '.pill:not([hidden]) .open');
  await picture(tab, 'panel-pill');
  await (await find(tab, '.pill .open')).click();
  await until(tab, () => document.querySelector('finegrain-panel')?.shadowRoot?.querySelector('[data-drawer]')?.checkVisibility());
  assert.equal(await isShown(), false);
  assert.match(await textOf(tab), /High risk/);
});

inEachBrowser('only the forms to which a link led, if that is what one wants', async ({ github, openExtensionPage }) => {
  serveGitHub(github);
  const options = await openExtensionPage('www/options.html');
  await options.evaluate(async () => (await import('../settings.js')).saveSettings({ onlyByLink: true }));
  const tab = await github.open(`${FORM}?name=CI`);
  await untilState(tab, 'ready');
  await tab.goto(`https://github.com${FORM}`);
  await untilThere(tab, '[data-act=tab]');
  assert.equal(await panels(tab), 0);
});

inEachBrowser('the button in the toolbar shows how much there is to look at', async ({ github, openExtensionPage }) => {
  serveGitHub(github);
  const options = await openExtensionPage('www/options.html');
  const tab = await github.open(`${FORM}?name=CI&administration=write`);
  const badge = () =>
    options.evaluate(async () => {
      const tabs = await chrome.tabs.query({});
      return (await Promise.all(tabs.map(({ id }) => chrome.action.getBadgeText({ tabId: id })))).join('');
    });
  await untilHint(tab, 'high-risk-permission');
  await eventually(async () => (await badge()) === '1');
  await choose(tab, 'administration', 'none');
  await eventually(async () => (await badge()) === '✓');
  await click(tab, `a[data-visit=turbo][href="${REPOSITORY}"]`);
  await eventually(async () => (await badge()) === '');
});
