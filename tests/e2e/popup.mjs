// @ts-check
/** What a person does with the popup, for the tests of it. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { reloadExtensionPage } from './browsers/index.mjs';
import { until } from './until.mjs';

/** @import { Page } from './browsers/index.mjs' */

export const FORM = '/settings/personal-access-tokens/new';
export const LINK = `https://github.com${FORM}`;

/**
 * Waits until the popup works and knows everything that it will know.
 *
 * @param {Page} page
 */
export async function ready(page) {
  await page.evaluate(async () => (await import(`${location.origin}/www/popup.js`)).settled);
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
  const links = await page.evaluate(() => [...document.querySelectorAll('[data-template-link]')].map(({ textContent }) => textContent ?? ''));
  assert.equal(links.length, 1);
  return links[0] ?? '';
}

/**
 * @param {Page} page
 * @param {string} selector
 */
export const textOf = (page, selector) =>
  page.evaluate((selector) => {
    const found = /** @type {Element} */ (document.querySelector(selector));
    return found.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  }, selector);

/**
 * The codes of what the visible part of the popup says, each with its parameter.
 *
 * @param {Page} page
 * @returns {Promise<string[]>} `code parameter`
 */
export const codes = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('[data-code]')]
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
  await page.evaluate(
    (selector, pasted) => {
      /** @type {HTMLElement} */ (document.querySelector(selector)).focus();
      document.execCommand('insertText', false, pasted);
    },
    selector,
    text,
  );
}

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

/** The box. */
export const box = '[data-box]';

/**
 * Puts a template into what the popup keeps, to be there when it is loaded anew.
 *
 * @param {Page} page
 * @param {string} link
 */
export const keepDraft = (page, link) => page.evaluate((url) => localStorage.setItem('finegrain.draft', url), link);

/**
 * @param {Page} page
 * @param {{url: string, saved?: boolean, title?: string, used?: number}[]} templates
 */
export const keepLibrary = (page, templates) =>
  page.evaluate((text) => localStorage.setItem('finegrain.library', text), JSON.stringify({ finegrain: 1, templates }));

/** A template that asks for every permission of the table. */
export async function template() {
  const table = await readFile(new URL('../../data/permissions.tsv', import.meta.url), 'utf8');
  const rows = table.split('\n').filter((row) => row && !row.startsWith('#'));
  const asked = rows.slice(1).map((row) => row.split('\t')).map(([parameter, , , levels]) => `${parameter}=${levels?.split(',')[0]}`);
  return `${LINK}?name=Everything&target_name=octo-org&${asked.join('&')}`;
}

/**
 * What the popup says in the place of the link.
 *
 * @param {Page} page
 * @param {string} text
 */
export const said = (page, text) =>
  until(page, (expected) => document.querySelector('.said p')?.textContent === expected, text);

/**
 * What screen readers are told.
 *
 * @param {Page} page
 * @param {string} text
 */
export const told = (page, text) =>
  until(page, (expected) => document.getElementById('status')?.textContent === expected, text);

/**
 * Presses the button with this name, as a pointer does.
 *
 * @param {Page} page
 * @param {string} name
 */
export async function pressButton(page, name) {
  const handle = await page.evaluateHandle((wanted) => {
    const named = (/** @type {Element} */ it) => it.getAttribute('aria-label') ?? it.textContent ?? '';
    return [...document.querySelectorAll('button, summary, [role=option]')].find((it) => it.checkVisibility() && named(it).startsWith(wanted)) ?? null;
  }, name);
  const element = handle.asElement();
  assert(element, `there is no button "${name}"`);
  await /** @type {import('puppeteer-core').ElementHandle<Element>} */ (element).click();
}
