// @ts-check
/** What tests ask the panel on GitHub's form. */

import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { until } from './until.mjs';

/** @import { Page as Tab } from './browsers/index.mjs' */

/** A selector that looks into the panel: `inside('button')`. @param {string} selector */
export const inside = (selector) => `finegrain-panel >>> ${selector}`;

/**
 * @param {Tab} tab
 * @param {'loading' | 'ready' | 'unrecognized'} state
 */
export const untilState = (tab, state) =>
  until(
    tab,
    (state) => /** @type {HTMLElement | null} */ (document.querySelector('finegrain-panel'))?.dataset.state === state,
    state,
  );

/**
 * Waits until the panel shows the link of the form as it stands; then everything else in it is as new.
 *
 * @param {Tab} tab
 * @param {string} query What the link has after the `?`, up to its fragment.
 */
export const untilLink = (tab, query) =>
  until(
    tab,
    (query) => {
      const panels = document.querySelectorAll('finegrain-panel');
      const link = panels[0]?.shadowRoot?.querySelector('[data-template-link]')?.textContent ?? '';
      return panels.length === 1 && link.split('#')[0] === `https://github.com/settings/personal-access-tokens/new${query && `?${query}`}`;
    },
    query,
  ).catch(async (error) => {
    throw new Error(`the link is ${JSON.stringify(await linkOf(tab))}, not ${query}`, { cause: error });
  });

/** @param {Tab} tab */
export const linkOf = (tab) =>
  tab.evaluate(() => document.querySelector('finegrain-panel')?.shadowRoot?.querySelector('[data-template-link]')?.textContent);

/**
 * @param {Tab} tab
 * @returns {Promise<string[]>} What was dropped, what is next and the hints, each by code and parameter: `not-taken contents`.
 */
export const hintsOf = (tab) =>
  tab.evaluate(() =>
    [...(document.querySelector('finegrain-panel')?.shadowRoot?.querySelectorAll(':not(.limits > li)[data-code]') ?? [])].map((it) => {
      const { code, parameter } = /** @type {HTMLElement} */ (it).dataset;
      return `${code} ${parameter}`.trim();
    }),
  );

/**
 * Waits for something in the panel. Not with `waitForSelector`: that looks again when the page changes, and does not
 * see what changes in shadow roots.
 *
 * @param {Tab} tab
 * @param {string} selector
 */
export async function find(tab, selector) {
  await until(tab, (selector) => document.querySelector('finegrain-panel')?.shadowRoot?.querySelector(selector), selector)
    .catch(async (error) => {
      throw new Error(`there is no ${selector} in the panel: ${await textOf(tab)}`, { cause: error });
    });
  const found = await tab.$(inside(selector));
  assert(found, selector);
  return found;
}

/**
 * @param {Tab} tab
 * @param {string} code
 * @param {string} [parameter]
 */
export const untilHint = (tab, code, parameter) =>
  find(tab, `[data-code="${code}"]${parameter === undefined ? '' : `[data-parameter="${parameter}"]`}`);

/**
 * @param {Tab} tab
 * @param {string} code
 * @param {string} parameter
 */
export const untilNoHint = (tab, code, parameter = '') =>
  until(
    tab,
    (selector) => {
      const root = document.querySelector('finegrain-panel')?.shadowRoot;
      return root && !root.querySelector(selector);
    },
    `[data-code="${code}"]${parameter && `[data-parameter="${parameter}"]`}`,
  );

/** Where the panel speaks: the bar and the drawer. */
const SPEAKS = '.bar, [data-drawer]';

/**
 * @param {Tab} tab
 * @param {string} text
 */
export const untilText = (tab, text) =>
  until(
    tab,
      (parts, text) => {
        const root = document.querySelector('finegrain-panel')?.shadowRoot;
        return [...(root?.querySelectorAll(parts) ?? [])].some((it) => it.textContent?.includes(text));
      },
      SPEAKS,
      text,
    )
    .catch(async (error) => {
      throw new Error(`nothing says ${JSON.stringify(text)}: ${await textOf(tab)}`, { cause: error });
    });

/**
 * @param {Tab} tab
 * @param {string} text
 */
export const untilNoText = (tab, text) =>
  until(
    tab,
    (parts, text) => {
      const root = document.querySelector('finegrain-panel')?.shadowRoot;
      return root && ![...root.querySelectorAll(parts)].some((it) => it.textContent?.includes(text));
    },
    SPEAKS,
    text,
  );

/**
 * @param {Tab} tab
 * @returns {Promise<string>} All that the panel says, as text.
 */
export const textOf = (tab) =>
  tab.evaluate((parts) => {
    const root = document.querySelector('finegrain-panel')?.shadowRoot;
    return [...(root?.querySelectorAll(parts) ?? [])].map((it) => it.textContent).join('\n');
  }, SPEAKS);

/**
 * What the bar says.
 *
 * @param {Tab} tab
 */
export const barOf = (tab) =>
  tab.evaluate(() => {
    const root = document.querySelector('finegrain-panel')?.shadowRoot;
    return /** @type {Element} */ (root?.querySelector('.bar .says')).textContent ?? '';
  });

/** @param {Tab} tab */
export const isOpen = (tab) =>
  tab.evaluate(() => {
    const root = document.querySelector('finegrain-panel')?.shadowRoot;
    return /** @type {Element} */ (root?.querySelector('[data-drawer]')).checkVisibility();
  });

/**
 * Opens the drawer as a person does.
 *
 * @param {Tab} tab
 */
export async function openDrawer(tab) {
  await (await find(tab, '[data-toggle]')).click();
  await until(
    tab,
    () => /** @type {HTMLElement | null | undefined} */ (document.querySelector('finegrain-panel')?.shadowRoot?.querySelector('[data-drawer]'))?.checkVisibility(),
  );
}

/**
 * Opens what is folded in the drawer.
 *
 * @param {Tab} tab
 * @param {string} title
 */
export async function unfold(tab, title) {
  // It may not be there yet: what GitHub dropped is said before the permissions have come, and the rest is not.
  await until(
    tab,
    (title) => {
      const root = document.querySelector('finegrain-panel')?.shadowRoot;
      const found = [...(root?.querySelectorAll('summary') ?? [])].find((it) => it.textContent === title);
      found?.click();
      return found !== undefined;
    },
    title,
  );
}

/**
 * Presses a button of the panel, which people find by its name.
 *
 * @param {Tab} tab
 * @param {string} name
 */
export async function press(tab, name) {
  const found = await tab.evaluateHandle((name) => {
    const buttons = [...(document.querySelector('finegrain-panel')?.shadowRoot?.querySelectorAll('button') ?? [])];
    return buttons.find((it) => it.checkVisibility() && (it.getAttribute('aria-label') ?? it.textContent?.trim()) === name);
  }, name);
  const button = found.asElement();
  assert(button, `there is no button "${name}"`);
  await /** @type {import('puppeteer-core').ElementHandle<Element>} */ (button).click();
}

/** @param {Tab} tab */
export const panels = (tab) => tab.evaluate(() => document.querySelectorAll('finegrain-panel').length);

/** How long `eventually` pauses before it asks again, in milliseconds. */
const PAUSE = 50;

/**
 * Asks again until the answer is yes: for what no event tells of, such as what a content script would answer. A wait in
 * vain ends with the test.
 *
 * @param {() => Promise<boolean>} check
 */
export async function eventually(check) {
  while (!(await check())) {
    await setTimeout(PAUSE);
  }
}
