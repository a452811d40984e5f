// @ts-check
/** The popup for everybody: in every state, light and dark, narrow and enlarged; and nothing moves. */
import assert from 'node:assert/strict';
import { inEachBrowser } from './harness.mjs';
import { FORM, LINK, box, paste, press, ready, reload } from './popup.mjs';
import { STATES, start } from './popup-states.mjs';
import { until } from './until.mjs';

/** @import { Page } from './browsers/index.mjs' */

const POPUP = { width: 460, height: 600 };

/**
 * @param {Page} popup
 * @returns {Promise<string[]>} What is wider than the page.
 */
const tooWide = (popup) =>
  popup.evaluate(() => {
    const seen = [...document.querySelectorAll('body *')].filter(
      (it) => it.checkVisibility() && // What is cut off with an ellipsis is meant to be.
        !it.closest('.unseen, .chips, .url, .box textarea, svg, .perm-name, .what, .lets, .why'),
    );
    const wide = seen.filter((it) => {
      const { left, right } = it.getBoundingClientRect();
      return right > innerWidth + 1 || left < -1;
    });
    return wide.map((it) => it.outerHTML.slice(0, 120));
  });

/** In a popup, in a lower one, in a narrow one, and in what 200 % leave of a popup, which is 800 by 600 at most. */
const SIZES = [POPUP, { width: 460, height: 524 }, { width: 320, height: 600 }, { width: 400, height: 300 }];

inEachBrowser(
  'in every state: everything is there in every size, and nobody is kept out in the light and in the dark',
  async ({ name, openPopup, colorScheme, checkAccessibility, checkAppearance, picture }) => {
    /** @type {Map<string, unknown>} */
    const first = new Map();
    /** @type {string[]} */
    const barriers = [];
    const popup = await openPopup();
    for (const [state, reach] of Object.entries(STATES)) {
      await popup.setViewport(POPUP);
      await popup.evaluate(() => localStorage.clear());
      await reload(popup);
      await reach(popup);
      // Axe looks in one browser.
      for (const scheme of name === 'chromium' ? /** @type {const} */ (['dark', 'light']) : []) {
        await colorScheme(popup, scheme);
        const check = scheme === 'light' ? checkAccessibility : checkAppearance;
        await check(popup).catch((error) => barriers.push(`${state}, ${scheme}: ${error.message}`));
        await picture(popup, `popup-${state}-${scheme}`);
      }
      for (const size of SIZES) {
        const title = `${size.width}x${size.height}`;
        await resize(popup, size);
        barriers.push(...(await tooWide(popup)).map((it) => `${state}, ${title}: ${it}`));
        // Box and tray have the same place in all states.
        const places = await frame(popup);
        assert.deepEqual(places, first.get(title) ?? places, `${state}, ${title}`);
        first.set(title, places);
        await picture(popup, `popup-${state}-${title}`);
      }
    }
    assert.deepEqual(barriers, []);
  },
);

/**
 * Ends when the popup has its new size: in the frame after it was told of it.
 *
 * @param {Page} popup
 * @param {{width: number, height: number}} size
 */
async function resize(popup, size) {
  await popup.setViewport(size);
  await popup.evaluate(
    ({ width, height }) =>
      new Promise((resolve) => {
        const look = () => requestAnimationFrame(innerWidth === width && innerHeight === height ? resolve : look);
        look();
      }),
    size,
  );
}

/**
 * Where box and tray are.
 *
 * @param {Page} popup
 */
const frame = (popup) =>
  popup.evaluate(() =>
    Object.fromEntries(
      ['.box', '.tray', '#copy', '#formats-button', '#open'].map((selector) => {
        const { x, y, width, height } = /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect();
        return [selector, [x, y, width, height].map(Math.round).join(' ')];
      }),
    ),
  );

inEachBrowser('results do not move under the pointer', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  await popup.setViewport(POPUP);
  await paste(popup, box, 'issue');
  const rows = () =>
    popup.$$eval('[role=option]', (all) => all.map((it) => `${it.getAttribute('data-level')} ${Math.round(it.getBoundingClientRect().y)}`));
  const before = await rows();
  await popup.click('[data-parameter=issues][data-level=write]');
  assert.deepEqual(await rows(), before);
  assert.equal(await popup.evaluate(() => document.activeElement?.id), 'box', 'the box keeps the focus');
  await popup.click('[data-parameter=issues][data-level=write]');
  assert.deepEqual(await rows(), before);
});

inEachBrowser('the focus goes through everything, in order, and comes back', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  await start(popup, 'https://github.com/settings/personal-access-tokens/new?name=CI&contents=write');
  assert.equal(await popup.evaluate(() => document.activeElement?.id), 'box');
  await pressDetails(popup);
  assert.equal(await popup.evaluate(() => document.activeElement?.id), 'name');
  await press(popup, 'Escape');
  assert.equal(await popup.evaluate(() => document.activeElement?.id), 'details-toggle');
  await press(popup, '/');
  assert.equal(await popup.evaluate(() => document.activeElement?.id), 'box');
  await popup.click('#formats-button');
  assert.equal(await popup.evaluate(() => document.activeElement?.id), 'first-format');
  await press(popup, 'ArrowDown', 'ArrowUp', 'ArrowUp');
  assert.equal(await popup.evaluate(() => document.activeElement?.getAttribute('data-format')), 'readme');
  await press(popup, 'Escape');
  assert.equal(await popup.evaluate(() => document.activeElement?.id), 'formats-button');
});

inEachBrowser('no letter is lost: the box has the focus from the start, and gets it back', async ({ openPopup }) => {
  const popup = await openPopup();
  await popup.keyboard.type('gists');
  await ready(popup);
  const text = () => popup.$eval(box, (field) => /** @type {HTMLTextAreaElement} */ (field).value);
  assert.equal(await text(), 'gists');
  for (const lose of [
    () => /** @type {HTMLElement} */ (document.activeElement).blur(),
    () => document.querySelector('main')?.focus(),
  ]) {
    await popup.evaluate(lose);
    await popup.keyboard.type(' x');
    assert.equal(await text(), 'gistsx', 'a space scrolls, a letter is typed');
    await press(popup, 'Backspace');
  }
  await popup.focus('#copy');
  await popup.keyboard.type('x');
  assert.equal(await text(), 'gists', 'a button keeps its keys');
});

/** @param {Page} popup */
const pressDetails = (popup) => popup.click('#details-toggle');

inEachBrowser(
  'forced colors and reduced motion',
  async ({ openPopup, checkAccessibility, picture }) => {
    const popup = await ready(await openPopup());
    await popup.setViewport(POPUP);
    await popup.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    const session = await popup.createCDPSession();
    await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }, { name: 'prefers-reduced-motion', value: 'reduce' }] });
    for (const state of ['added', 'link', 'details']) {
      await STATES[state]?.(popup);
      assert.equal(await popup.evaluate(() => document.getAnimations().length), 0);
      await picture(popup, `popup-${state}-forced`);
      await checkAccessibility(popup);
    }
  },
  { browsers: ['chromium'] },
);

inEachBrowser(
  'as a real popup it has its size, and closes when a link is followed',
  async ({ browser, openPopup, github, opened }) => {
    github.serve({ [FORM]: '<!doctype html><title>New fine-grained token</title>' });
    const tab = await openPopup();
    await start(tab, `${LINK}?name=CI&contents=read`);
    const before = new Set(browser.targets());
    const shown = browser.waitForTarget((it) => it.url().endsWith('/www/popup.html') && !before.has(it), { timeout: 8000 });
    await tab.evaluate(() => chrome.action.openPopup());
    const popup = await (await shown).asPage();
    await ready(popup);
    assert.deepEqual(
      await popup.evaluate(() => [document.body.offsetWidth, document.body.offsetHeight, document.documentElement.className, document.activeElement?.id]),
      [460, 600, 'in-popup', 'box'],
    );
    const form = await opened(() => popup.evaluate(() => document.getElementById('open')?.click()));
    await until(form, () => document.title === 'New fine-grained token');
    assert.ok(popup.isClosed() || (await popup.evaluate(() => false).catch(() => true)));
  },
  { browsers: ['chromium'] },
);
