// @ts-check
/** What the popup says when something fails, and that nothing typed is lost by it. */
import assert from 'node:assert/strict';
import { altered } from './altered.mjs';
import { inEachBrowser } from './harness.mjs';
import { LINK, box, keepDraft, liveLink, paste, press, pressButton, ready, said, textOf } from './popup.mjs';
import { until, untilThere } from './until.mjs';

/** A popup in which something is otherwise, before the engine starts. @param {string} script */
const popupWith = (script) => altered('www/popup.js', (content) => content.replace('const extension', `${script}\nconst extension`));

const noStorage = await popupWith(`Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('denied', 'SecurityError'); },
});`);
const fullStorage = await popupWith(
  `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };`,
);
const noEngine = await altered('finegrain_bg.wasm', () => 'not a module');
const lateEngine = await altered('www/popup.js', (content) =>
  content.replace('engine = await', 'await new Promise((go) => { globalThis.go = go; });\n  $&'),
);

for (const [title, extension] of [
  ['is not there', noStorage],
  ['is full', fullStorage],
]) {
  inEachBrowser(
    `storage ${title}: the popup says so once, and works`,
    async ({ openPopup, takeErrors }) => {
      const popup = await ready(await openPopup());
      await popup.keyboard.type('gists');
      await press(popup, 'Enter');
      await said(popup, 'The browser does not let Finegrain keep templates');
      assert.equal(await liveLink(popup), `${LINK}?gists=write`);
      await paste(popup, box, 'issues');
      await press(popup, 'Enter');
      assert.equal(await popup.$('.said'), null);
      assert.equal(await liveLink(popup), `${LINK}?issues=read&gists=write`);
      await takeErrors();
    },
    { extension },
  );
}

for (const garbage of ['{"link": 1', 'null', '{"finegrain":7,"templates":[]}']) {
  inEachBrowser(`a library that cannot be read stops nothing: ${garbage}`, async ({ openPopup }) => {
    const before = await ready(await openPopup());
    await before.evaluate((text) => {
      localStorage.setItem('finegrain.library', text);
      localStorage.setItem('finegrain.draft', text);
    }, garbage);
    await before.close();
    const popup = await ready(await openPopup());
    await paste(popup, box, 'gists');
    await press(popup, 'Enter');
    assert.equal(await liveLink(popup), `${LINK}?gists=write`);
  });
}

inEachBrowser('the clipboard is refused: the text is there, selected', async ({ openPopup, checkAccessibility }) => {
  const popup = await ready(await openPopup());
  await popup.keyboard.type('gists');
  await press(popup, 'Enter');
  await popup.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('denied', 'NotAllowedError'));
  });
  await popup.click('#copy');
  await untilThere(popup, '#by-hand');
  const selected = await popup.$eval('#by-hand', (field) => {
    const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (field);
    return document.activeElement === field && value.slice(selectionStart, selectionEnd);
  });
  assert.equal(selected, `${LINK}?gists=write`);
  await checkAccessibility(popup);
  await press(popup, 'Escape');
  assert.equal(await popup.$('#by-hand'), null);
});

inEachBrowser(
  'the engine does not start: the popup says what to do, and what was typed stays',
  async ({ openPopup, openExtensionPage, takeErrors, checkAccessibility }) => {
    const before = await openExtensionPage('www/options.html');
    await keepDraft(before, `${LINK}?name=CI&contents=read`);
    const popup = await openPopup();
    await until(popup, () => document.querySelector('[role=alert] h2')?.textContent === 'Finegrain could not start');
    assert.equal(await popup.$eval('#last', (field) => /** @type {HTMLTextAreaElement} */ (field).value), `${LINK}?name=CI&contents=read`);
    await popup.focus(box);
    await popup.keyboard.type('typed');
    await checkAccessibility(popup);
    await popup.click('#again');
    await until(popup, () => document.querySelector('[role=alert] h2')?.textContent === 'Finegrain could not start');
    assert.equal(await popup.evaluate(() => sessionStorage.getItem('finegrain.typed')), 'typed');
    await takeErrors();
  },
  { extension: noEngine },
);

inEachBrowser(
  'what is typed before the engine is there is kept, caret and all',
  async ({ openPopup }) => {
    const popup = await openPopup();
    await untilThere(popup, box);
    await popup.focus(box);
    await popup.keyboard.type('isues');
    await press(popup, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
    await until(popup, () => 'go' in globalThis);
    await popup.evaluate(() => /** @type {any} */ (globalThis).go());
    await ready(popup);
    await popup.keyboard.type('s');
    assert.equal(await popup.$eval(box, (field) => /** @type {HTMLTextAreaElement} */ (field).value), 'issues');
    assert.equal(await textOf(popup, '.perm-name b'), 'Issues');
  },
  { extension: lateEngine },
);

inEachBrowser('two popups at once: nothing is lost', async ({ openPopup }) => {
  const one = await ready(await openPopup());
  const two = await ready(await openPopup());
  await one.bringToFront();
  await one.focus(box);
  await one.keyboard.type('gists');
  await press(one, 'Enter');
  await pressButton(one, 'Save this template');
  await two.bringToFront();
  await until(two, () => document.querySelector('#list')?.textContent?.includes('Gists'));
  await two.focus(box);
  await two.keyboard.type('issues');
  await press(two, 'Enter');
  await said(two, 'The template of another Finegrain window is in Recent');
  const kept = await two.evaluate(() => localStorage.getItem('finegrain.library'));
  assert.match(String(kept), /gists=write/);
});
