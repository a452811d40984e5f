// @ts-check
/** What a person does with the popup, for the tests of it. */
import assert from 'node:assert/strict';
import { reloadExtensionPage } from './browsers/index.mjs';

/** @import { Page } from './browsers/index.mjs' */

export const FORM = '/settings/personal-access-tokens/new';
export const LINK = `https://github.com${FORM}`;

/**
 * Waits until the popup works and knows everything that it will know.
 *
 * @param {Page} page
 */
export async function ready(page) {
  await page.evaluate(() => import(`${location.origin}/www/popup.js`));
  return page;
}

/**
 * Loads the popup anew.
 *
 * @param {Page} page
 */
export async function reload(page) {
  await reloadExtensionPage(page);
  await ready(page);
}

/**
 * The link in view; there is exactly one.
 *
 * @param {Page} page
 */
export async function liveLink(page) {
  const links = await page.$$eval('[data-template-link]', (found) => found.map(({ textContent }) => textContent ?? ''));
  assert.equal(links.length, 1);
  return links[0] ?? '';
}

/**
 * @param {Page} page
 * @param {string} selector
 */
export const textOf = (page, selector) => page.$eval(selector, ({ textContent }) => textContent?.replace(/\s+/g, ' ').trim() ?? '');

/**
 * The codes of what the visible part of the popup says, each with its parameter.
 *
 * @param {Page} page
 * @returns {Promise<string[]>} `code parameter`
 */
export const codes = (page) =>
  page.$$eval('[data-code]', (found) =>
    found
      .filter((it) => it.checkVisibility())
      .map((it) => `${it.getAttribute('data-code')} ${it.getAttribute('data-parameter')}`),
  );

/**
 * Puts a text into a field all at once, as pasting does.
 *
 * @param {Page} page
 * @param {string} selector
 * @param {string} text
 */
export async function paste(page, selector, text) {
  await page.focus(selector);
  await page.evaluate((pasted) => document.execCommand('insertText', false, pasted), text);
}

/**
 * Which element has the focus: its id, or else what it does and in which row.
 *
 * @param {Page} page
 */
export const focused = (page) =>
  page.evaluate(() => {
    const element = /** @type {HTMLElement} */ (document.activeElement);
    const row = element.closest('[data-row]')?.getAttribute('data-row');
    const what = element.id || element.dataset.do || element.className || (element.matches('summary') && `${element.parentElement?.id} summary`) || /** @type {HTMLInputElement} */ (element).value;
    return row ? `${row} ${what}` : what;
  });

/**
 * @param {Page} page
 * @param {...string} keys `Control+Enter` holds the first one down.
 */
export async function press(page, ...keys) {
  for (const key of keys) {
    const [held, pressed] = key.length > 1 && key.includes('+') ? key.split('+') : [undefined, key];
    if (held) {
      await page.keyboard.down(/** @type {import('puppeteer-core').KeyInput} */ (held));
    }
    await page.keyboard.press(/** @type {import('puppeteer-core').KeyInput} */ (pressed));
    if (held) {
      await page.keyboard.up(/** @type {import('puppeteer-core').KeyInput} */ (held));
    }
  }
}

/**
 * Presses Tab until the focus is where it should be; fails after a round.
 *
 * @param {Page} page
 * @param {string} where As `focused` says it.
 */
export async function tabTo(page, where) {
  const seen = [];
  for (let step = 0; step < 80; step += 1) {
    const now = await focused(page);
    if (now === where) {
      return;
    }
    seen.push(now);
    await press(page, 'Tab');
  }
  assert.fail(`Tab does not lead to ${where}, but to ${seen.join(', ')}`);
}

/**
 * What the popup says at the foot of the page.
 *
 * @param {Page} page
 * @param {string} text
 */
export const said = (page, text) =>
  page.waitForFunction((expected) => document.getElementById('toast-text')?.textContent === expected, {}, text);
