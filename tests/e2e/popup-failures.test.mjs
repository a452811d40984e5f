// @ts-check
/** What the popup says when something fails, and that nothing typed is lost by it. */
import assert from 'node:assert/strict';
import { altered } from './altered.mjs';
import { inEachBrowser } from './harness.mjs';
import { LINK, liveLink, paste, press, ready, said, textOf } from './popup.mjs';

const DRAFT = `${LINK}?name=CI&contents=read`;

/** A popup in which something is otherwise, before the engine starts. @param {string} script */
const popupWith = (script) => altered('www/popup.js', (content) => `${content}\n`.replace('const extension', `${script}\nconst extension`));

const noStorage = await popupWith(`Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('denied', 'SecurityError'); },
});`);
const fullStorage = await popupWith(
  `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };`,
);
const noEngine = await altered('finegrain.js', (glue) => glue.replaceAll('finegrain_bg.wasm', 'missing.wasm'));
const keptBefore = (/** @type {string} */ record) =>
  popupWith(`localStorage.setItem('finegrain', ${JSON.stringify(record)});`);
const damaged = await keptBefore(`link=${encodeURIComponent(DRAFT)}&repositories=oc`);
const garbage = await keptBefore('{"link": 1');

for (const [title, extension] of [
  ['is not there', noStorage],
  ['is full', fullStorage],
]) {
  inEachBrowser(
    `storage ${title}: the popup says so once, and works`,
    async ({ openPopup, takeErrors }) => {
      const popup = await ready(await openPopup());
      await paste(popup, '#name', 'CI');
      assert.match(await textOf(popup, '#notices'), /^This browser does not let Finegrain keep what you type\. Copy the link/);
      await popup.type('#pick', 'contents');
      await press(popup, 'Enter');
      assert.equal(await liveLink(popup), DRAFT);
      assert.equal((await popup.$$('.notice')).length, 1);
      await popup.click('[data-do=close-notice]');
      await popup.type('#name', '2');
      assert.equal((await popup.$$('.notice')).length, 0);
      await takeErrors();
    },
    { extension },
  );
}

inEachBrowser(
  'a draft that was cut off: what can be read is there, and the popup says so',
  async ({ openPopup }) => {
    const popup = await ready(await openPopup());
    assert.match(await textOf(popup, '#notices'), /^What was kept from last time is damaged\./);
    assert.equal(await liveLink(popup), DRAFT);
  },
  { extension: damaged },
);

inEachBrowser(
  'a draft that is garbage: the popup says so and starts anew',
  async ({ openPopup }) => {
    const popup = await ready(await openPopup());
    assert.match(await textOf(popup, '#notices'), /^What was kept from last time is damaged\./);
    assert.equal(await liveLink(popup), LINK);
  },
  { extension: garbage },
);

inEachBrowser('the clipboard is refused: the text is there, selected', async ({ openPopup, checkAccessibility }) => {
  const popup = await ready(await openPopup());
  await paste(popup, '#name', 'CI');
  await popup.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('denied', 'NotAllowedError'));
  });
  await popup.click('#copy');
  await popup.waitForSelector('#by-hand[open]');
  const selected = await popup.$eval('#by-hand-text', (field) => {
    const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (field);
    return document.activeElement === field && value.slice(selectionStart, selectionEnd);
  });
  assert.equal(selected, `${LINK}?name=CI`);
  await checkAccessibility(popup);
  await press(popup, 'Escape');
  assert.equal(await popup.$('#by-hand[open]'), null);
});

inEachBrowser(
  'the engine does not start: the popup says what to do, and shows what was typed',
  async ({ openPopup, openExtensionPage, takeErrors, checkAccessibility }) => {
    // What was typed while it still worked.
    const before = await openExtensionPage('www/options.html');
    await before.evaluate((record) => localStorage.setItem('finegrain', record), `link=${encodeURIComponent(DRAFT)}&end=1`);
    const popup = await openPopup();
    await popup.waitForSelector('#broken:not([hidden])');
    assert.equal(await textOf(popup, '#broken-title'), 'Finegrain could not start');
    assert.match(await textOf(popup, '#broken'), /Close Finegrain and open it again/);
    assert.equal(await popup.$eval('#broken-link', (field) => /** @type {HTMLTextAreaElement} */ (field).value), DRAFT);
    await checkAccessibility(popup);
    await takeErrors();
  },
  { extension: noEngine },
);

inEachBrowser('the popup stops in the middle: what was typed is shown, and there again', async ({ openPopup, takeErrors }) => {
  const popup = await ready(await openPopup());
  await paste(popup, '#name', 'CI');
  // As a panic does.
  await popup.evaluate(() => {
    const trap = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11];
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(trap)));
    setTimeout(/** @type {() => void} */ (exports.t));
  });
  await popup.waitForSelector('#broken:not([hidden])');
  assert.equal(await textOf(popup, '#broken-title'), 'Finegrain has stopped');
  assert.equal(await popup.$eval('#broken-link', (field) => /** @type {HTMLTextAreaElement} */ (field).value), `${LINK}?name=CI`);
  await takeErrors();
  const again = await ready(await openPopup());
  assert.equal(await liveLink(again), `${LINK}?name=CI`);
});

/** The tab in front of which the popup opened. @param {string} tab */
const inFrontOf = (tab) => popupWith(`chrome.tabs.query = async () => [${tab}];`);
const templateTab = await inFrontOf(`{ id: -1, url: ${JSON.stringify(`${DRAFT}&issues=write`)} }`);
const otherTab = await inFrontOf(`{ id: -1, url: 'https://example.com/' }`);

inEachBrowser(
  'the template of the tab is offered',
  async ({ openPopup }) => {
    const popup = await ready(await openPopup());
    await popup.waitForSelector('.notice');
    assert.equal(await textOf(popup, '.notice p'), 'This tab holds a template: CI.');
    await popup.click('.notice [data-do=check-link]');
    assert.equal(await textOf(popup, '.sentence'), 'GitHub will take all 3 parameters.');
    await popup.click('#undo');
    await popup.close();

    const again = await ready(await openPopup());
    await again.waitForSelector('.notice');
    await again.click('.notice [data-do=edit-link]');
    await said(again, 'Opened in Build.');
    assert.equal(await liveLink(again), `${DRAFT}&issues=write`);
    await again.close();
    // It is what is being built already.
    const third = await ready(await openPopup());
    assert.equal(await third.$('.notice'), null);
  },
  { extension: templateTab },
);

inEachBrowser(
  'other tabs are none of its business',
  async ({ openPopup }) => {
    const popup = await ready(await openPopup());
    assert.equal(await popup.$('.notice'), null);
  },
  { extension: otherTab },
);
