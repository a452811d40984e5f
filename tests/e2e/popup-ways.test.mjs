// @ts-check
/** The ways into the popup and out of it: the menu of a page, the keyboard, files, and GitHub's form. */
import assert from 'node:assert/strict';
import { altered } from './altered.mjs';
import { askPopup } from './browsers/firefox.mjs';
import { inEachBrowser } from './harness.mjs';
import { FORM as PATH, choose, serveGitHub } from './pages.mjs';
import { find, openDrawer, untilLink, untilState } from './panel.mjs';
import { LINK, box, keepLibrary, liveLink, paste, press, pressButton, ready, reload, said, textOf } from './popup.mjs';
import { until } from './until.mjs';

/** @import { Page } from './browsers/index.mjs' */

const BROKEN = `${LINK}?name=Bot&expires_in=30&variables=write`;

/** No test can press an entry of a browser's own menu; the background hears of it as if one had. */
const pressable = await altered(
  'menus.js',
  (source) => `${source}
chrome.runtime.onMessage.addListener((message) => {
  if (message.kind === 'pressed') {
    check(message.text);
  }
});
`,
);

/** The text of the box, once the fault of the link in it is known, for `askPopup`. */
const BOX = `content.document.querySelector('[data-code=unknown-parameter]') && content.document.getElementById('box').value`;

inEachBrowser(
  'the menu of a page: its entries are there, and the text comes into the box',
  async ({ name, browser, openExtensionPage }) => {
    const page = await openExtensionPage('www/options.html');
    // The background adds them one after the other, and a page may be there first.
    await until(page, () => chrome.contextMenus.update('selection', {}).then(() => true, () => false));
    for (const [id, there] of /** @type {const} */ ([['link', true], ['selection', true], ['other', false]])) {
      const found = await page.evaluate((id) => chrome.contextMenus.update(id, {}).then(() => true, () => false), id);
      assert.equal(found, there, id);
    }
    const pressMenu = (/** @type {string} */ text) => page.evaluate((text) => void chrome.runtime.sendMessage({ kind: 'pressed', text }), text);
    if (name === 'firefox') {
      await pressMenu(BROKEN);
      assert.equal(await askPopup(browser, BOX), BROKEN);
      // One that is open already takes the next text.
      await pressMenu('gists');
      await askPopup(browser, `content.document.querySelector('[data-parameter=gists]') !== null`);
    } else {
      const shown = browser.waitForTarget((it) => it.url().endsWith('/www/popup.html'));
      await pressMenu(BROKEN);
      const popup = await ready(await (await shown).asPage());
      await until(popup, () => document.querySelector('[data-code=unknown-parameter]'));
      assert.equal(await popup.$eval(box, (field) => /** @type {HTMLTextAreaElement} */ (field).value), BROKEN);
    }
    assert.deepEqual(await page.evaluate(() => chrome.storage.session.get('check')), {}, 'it is not kept');
  },
  { extension: pressable },
);

inEachBrowser('the keyboard command has its key', async ({ openExtensionPage }) => {
  const page = await openExtensionPage('www/options.html');
  const commands = await page.evaluate(() => chrome.commands.getAll());
  const { shortcut } = commands.find(({ name }) => name === '_execute_action') ?? {};
  assert.equal(shortcut, 'Alt+Shift+F');
});

inEachBrowser(
  'the keyboard command opens the real popup: it has its size, and the box has the focus',
  async ({ browser, openExtensionPage }) => {
    // The extension is there when its pages are.
    await openExtensionPage('www/options.html');
    // Firefox loads it, 10 pixels wide, before it shows it, and lets it grow.
    const popup = `content.document.activeElement?.id === 'box' && content.document.documentElement.className &&
      content.innerWidth >= 460 && content.innerHeight >= 600 &&
      [content.innerWidth, content.innerHeight, content.document.documentElement.className]`;
    assert.deepEqual(await askPopup(browser, popup, { press: true }), [460, 600, 'in-popup']);
  },
  { browsers: ['firefox'] },
);

/**
 * What the next export writes: a browser that nobody sees saves no file.
 *
 * @param {Page} popup
 */
const listen = (popup) =>
  popup.evaluate(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      Object.assign(globalThis, { exported: /** @type {Blob} */ (blob).text() });
      return make.call(URL, blob);
    };
  });

/**
 * Chooses a file with this content where the popup asks for one.
 *
 * @param {Page} popup
 * @param {string} content
 */
async function importFile(popup, content) {
  await popup.evaluate((content) => {
    HTMLInputElement.prototype.click = function () {
      const files = new DataTransfer();
      files.items.add(new File([content], 'templates.json', { type: 'application/json' }));
      this.files = files.files;
      this.dispatchEvent(new Event('change'));
    };
  }, content);
  await pressButton(popup, 'Import…');
}

inEachBrowser('templates leave as a file and come back', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  await keepLibrary(popup, [
    { url: `${LINK}?name=Label+sync&issues=write`, saved: true, title: 'Labels' },
    { url: `${LINK}?name=Backup&contents=read`, saved: true },
    { url: `${LINK}?contents=read`, saved: false },
  ]);
  await reload(popup);
  await listen(popup);
  await pressButton(popup, 'Saved templates');
  await pressButton(popup, 'Export');
  const file = String(await popup.evaluate(() => /** @type {any} */ (globalThis).exported));
  const urls = JSON.parse(file).templates.map((/** @type {{url: string}} */ { url }) => url);
  assert.deepEqual(urls.toSorted(), [`${LINK}?name=Backup&contents=read`, `${LINK}?name=Label+sync&issues=write`]);

  await popup.evaluate(() => localStorage.clear());
  await reload(popup);
  await pressButton(popup, 'Saved templates');
  await importFile(popup, file);
  await said(popup, '2 templates imported');
  assert.match(await textOf(popup, '.saved-list'), /Labels.*Backup|Backup.*Labels/);
  await importFile(popup, file);
  await said(popup, '0 templates imported, 2 already here');
  await importFile(popup, '{"finegrain": 1, "templates": [{"url": "javascript:alert(1)"}, {"url": "https://example.net/"}]}');
  await said(popup, '0 templates imported, 2 not usable');
  await importFile(popup, 'no JSON');
  await until(popup, () => /not|file/i.test(document.querySelector('.said p')?.textContent ?? ''));
  assert.match(await textOf(popup, '.saved-list'), /Labels.*Backup|Backup.*Labels/);
});

inEachBrowser('a template that is saved on the form is in the popup', async ({ github, openPopup }) => {
  serveGitHub(github);
  const before = await ready(await openPopup());
  const tab = await github.open(`${PATH}?name=From+the+form&contents=read`);
  await untilState(tab, 'ready');
  await choose(tab, 'contents', 'write');
  await untilLink(tab, 'name=From+the+form&expires_in=30&contents=write');
  await openDrawer(tab);
  await (await find(tab, '[data-saves]')).click();
  await find(tab, '[data-done^=Saved]');
  // One that is open has it at once, and every other later.
  await before.bringToFront();
  await until(before, () => document.querySelector('#list')?.textContent?.includes('From the form'));
  await before.close();
  const popup = await ready(await openPopup());
  await pressButton(popup, 'Saved: From the form');
  assert.equal(await liveLink(popup), `${LINK}?name=From+the+form&expires_in=30&contents=write`);
});

inEachBrowser('the arrows walk through the saved templates, and Enter opens one', async ({ openPopup, checkAccessibility }) => {
  const popup = await ready(await openPopup());
  await keepLibrary(popup, ['One', 'Two', 'Three'].map((name, at) => ({ url: `${LINK}?name=${name}&contents=read`, saved: true, used: 100 - at })));
  await reload(popup);
  await pressButton(popup, 'Saved templates');
  await press(popup, 'ArrowDown', 'ArrowDown');
  const current = await popup.$eval(box, (field) => document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent);
  assert.match(String(current), /Two/);
  await checkAccessibility(popup);
  await press(popup, 'Enter');
  await said(popup, '“Two” opened');
  await pressButton(popup, 'Saved templates');
  await paste(popup, box, 'three');
  await press(popup, 'Enter');
  await said(popup, '“Three” opened');
});
