// @ts-check
/** The popup for everybody: in every state, light and dark, narrow and enlarged; and nothing moves under who types. */
import assert from 'node:assert/strict';
import { inEachBrowser } from './harness.mjs';
import { LINK, press, ready } from './popup.mjs';
import { STATES, edit } from './popup-states.mjs';

/** @import { Page } from './browsers/index.mjs' */

const POPUP = { width: 460, height: 600 };

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  for (const [state, reach] of Object.entries(STATES)) {
    inEachBrowser(
      `nobody is kept out: ${state}, ${scheme}`,
      async ({ openPopup, colorScheme, checkAccessibility, picture }) => {
        const popup = await openPopup();
        await colorScheme(popup, scheme);
        await popup.setViewport(POPUP);
        await reach(await ready(popup));
        await checkAccessibility(popup);
        await picture(popup, `popup-${state}-${scheme}`);
      },
      // Where axe is run.
      { browsers: ['chromium'] },
    );
  }
}

/**
 * @param {Page} popup
 * @returns {Promise<string[]>} What is wider than the page.
 */
const tooWide = (popup) =>
  popup.evaluate(() => {
    const seen = [...document.querySelectorAll('body *')].filter((it) => it.checkVisibility() && !it.closest('.unseen, .sprite'));
    const wide = seen.filter((it) => {
      const { left, right } = it.getBoundingClientRect();
      return right > innerWidth + 1 || left < -1;
    });
    return wide.map((it) => it.outerHTML.slice(0, 120));
  });

for (const [title, size] of /** @type {const} */ ([
  ['in 320 pixels', { width: 320, height: 600 }],
  // What is left of a popup, which is 800 by 600 at most, at 200 %.
  ['at 200 %', { width: 400, height: 300 }],
])) {
  inEachBrowser(`everything is there ${title}`, async ({ openPopup, picture }) => {
    for (const [state, reach] of Object.entries(STATES)) {
      const popup = await openPopup();
      await popup.setViewport(size);
      await reach(await ready(popup));
      assert.deepEqual(await tooWide(popup), [], state);
      await picture(popup, `popup-${state}-${size.width}`);
      await popup.evaluate(() => localStorage.clear());
      await popup.close();
    }
  });
}

/**
 * Where the field with the focus stands, and the buttons at the foot.
 *
 * @param {Page} popup
 */
const places = (popup) =>
  popup.evaluate(() => {
    const place = (/** @type {Element | null} */ it) => {
      const { x, y, width } = /** @type {Element} */ (it).getBoundingClientRect();
      return [x, y, width].map(Math.round).join(' ');
    };
    return {
      field: place(document.activeElement),
      link: place(document.getElementById('link')),
      copy: place(document.getElementById('copy')),
      open: place(document.getElementById('open')),
      again: place(document.querySelector('[data-do=start-again]')),
    };
  });

inEachBrowser('nothing moves under who types', async ({ openPopup }) => {
  const popup = await openPopup();
  await popup.setViewport(POPUP);
  await edit(await ready(popup), `${LINK}?contents=write&members=write&administration=write`);
  for (const [field, text] of [
    ['#name', 'A name that gets too long for GitHub, letter by letter'],
    ['#owner', 'octo org'],
    ['#description', 'A line and'],
    ['#days', '400'],
    ['[data-row=contents] .reason', 'pushes'],
    ['#repositories', 'octo/a'],
    ['#pick', 'web'],
  ]) {
    await popup.focus(field);
    const before = await places(popup);
    for (const letter of text) {
      await press(popup, letter);
      assert.deepEqual(await places(popup), before, `${field} after ${letter}`);
    }
  }
});

/**
 * Names the controls that can be seen; radio buttons and tabs by their group, because Tab leads to one of them and arrows
 * to the others.
 *
 * @param {Page} popup
 * @returns {Promise<string[]>}
 */
const controls = (popup) =>
  popup.evaluate(() => {
    const found = [...document.querySelectorAll('a, button, input, select, textarea, summary, [tabindex="0"]')];
    const seen = found.filter((it) => it.checkVisibility({ visibilityProperty: true }) && !it.matches(':disabled'));
    const nameOf = (/** @type {Element} */ it, /** @type {number} */ at) =>
      it.matches('[type=radio]')
        ? `radio buttons ${it.getAttribute('name')}`
        : it.matches('[role=tab]')
          ? 'tabs'
          : `${at} ${it.outerHTML.slice(0, 80)}`;
    const names = new Map(seen.map((it, at) => [it, nameOf(it, at)]));
    Object.assign(globalThis, { names });
    return [...new Set(names.values())];
  });

/**
 * Which of the named controls has the focus, and what hides it.
 *
 * @param {Page} popup
 */
const reached = (popup) =>
  popup.evaluate(() => {
    const it = /** @type {HTMLElement} */ (document.activeElement);
    const { left, top, width, height } = it.getBoundingClientRect();
    const over = document.elementFromPoint(left + width / 2, top + height / 2);
    const seen = it === document.body || it === over || it.contains(over) || over?.contains(it) || it.closest('label')?.contains(over);
    /** @type {Map<Element, string>} */
    const names = /** @type {any} */ (globalThis).names;
    return { name: names.get(it), covered: seen ? null : `${it.outerHTML.slice(0, 80)} by ${over?.outerHTML.slice(0, 80)}` };
  });

inEachBrowser('every control can be reached by Tab, and is seen when it is', async ({ openPopup }) => {
  const popup = await openPopup();
  await popup.setViewport(POPUP);
  await edit(await ready(popup), `${LINK}?name=CI&contents=write&issues=write`);
  const missing = new Set(await controls(popup));
  // A round leads through the browser's own controls, too, and through what Firefox lets people scroll.
  for (let steps = missing.size + 5; missing.size > 0 && steps > 0; steps -= 1) {
    await press(popup, 'Tab');
    const { name, covered } = await reached(popup);
    assert.equal(covered, null);
    missing.delete(name ?? '');
  }
  assert.deepEqual([...missing], []);
});
