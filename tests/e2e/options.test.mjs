// @ts-check
/** The options page: what is set is saved at once, and means something. */
import assert from 'node:assert/strict';
import { reloadExtensionPage } from './browsers/index.mjs';
import { inEachBrowser } from './harness.mjs';
import { FORM, serveGitHub } from './pages.mjs';
import { untilLink } from './panel.mjs';
import { until, untilThere } from './until.mjs';

/** @import { Page as Tab } from './browsers/index.mjs' */

const PAGE = 'www/options.html';

/**
 * @param {Tab} page
 * @returns {Promise<object>}
 */
const settings = (page) => page.evaluate(async () => (await import('../settings.js')).loadSettings());

/**
 * @param {Tab} page
 * @param {object} expected
 */
async function untilSaved(page, expected) {
  await page.evaluate(async (expected) => {
    const { loadSettings } = await import('../settings.js');
    await /** @type {Promise<void>} */ (new Promise((resolve) => {
      const look = async () => {
        if (JSON.stringify(await loadSettings()) === expected) {
          resolve();
        }
      };
      chrome.storage.onChanged.addListener(look);
      void look();
    }));
  }, JSON.stringify(expected));
}

/**
 * @param {Tab} page
 * @param {string} field
 * @param {string} text
 */
async function write(page, field, text) {
  await page.$eval(field, (it) => /** @type {HTMLInputElement} */ (it).select());
  await page.type(field, text);
  await page.keyboard.press('Tab');
}

const DEFAULTS = { hints: true, onlyByLink: false, drawer: 'remembered', opens: true, hide: [], threshold: 90, hosts: [] };

inEachBrowser('what is set is saved at once', async ({ openExtensionPage }) => {
  const page = await openExtensionPage(PAGE);
  await untilThere(page, '[data-ready]');
  assert.deepEqual(await settings(page), DEFAULTS);
  await page.click('[value=info]');
  await untilSaved(page, { ...DEFAULTS, hide: ['info'] });
  await write(page, '#threshold', '30');
  await untilSaved(page, { ...DEFAULTS, hide: ['info'], threshold: 30 });
  await write(page, '#hosts', 'https://GitHub.example.com/login\n\nghe.example.org:8443');
  const saved = { ...DEFAULTS, hide: ['info'], threshold: 30, hosts: ['github.example.com', 'ghe.example.org:8443'] };
  await untilSaved(page, saved);
  await page.click('[name=onlyByLink]');
  await page.click('[name=remembered]');
  await page.click('[name=opens]');
  await untilSaved(page, { ...saved, onlyByLink: true, drawer: 'closed', opens: false });
  await until(page, () => document.querySelector('#saved')?.textContent === 'Saved');

  await page.click('[name=hints]');
  await until(page, () => [...document.querySelectorAll('[name=show]')].every((it) => it.matches(':disabled')));

  const other = await openExtensionPage(PAGE);
  await untilThere(other, '[data-ready]');
  assert.equal(await other.$eval('#threshold', (it) => /** @type {HTMLInputElement} */ (it).value), '30');
  assert.equal(await other.$eval('[value=info]', (it) => /** @type {HTMLInputElement} */ (it).checked), false);
  await other.click('[name=hints]');
  await until(page, () => /** @type {HTMLInputElement} */ (document.querySelector('[name=hints]')).checked);
});

inEachBrowser('what cannot be is not saved, and said', async ({ openExtensionPage }) => {
  const page = await openExtensionPage(PAGE);
  await untilThere(page, '[data-ready]');
  for (const days of ['0', '367', '1.5']) {
    await write(page, '#threshold', days);
    await until(page, () => document.querySelector('#threshold')?.getAttribute('aria-invalid') === 'true');
    assert.notEqual(await page.$eval('#threshold-fault', (it) => it.textContent), '');
  }
  await write(page, '#threshold', '45');
  await until(page, () => document.querySelector('#threshold-fault')?.textContent === '');
  await write(page, '#hosts', 'not a host');
  await until(page, () => document.querySelector('#hosts')?.getAttribute('aria-invalid') === 'true');
  assert.match((await page.$eval('#hosts-fault', (it) => it.textContent)) ?? '', /not a host/);
  await untilSaved(page, { ...DEFAULTS, threshold: 45 });
});

inEachBrowser('damaged settings break nothing, and the next change repairs them', async ({ github, openExtensionPage }) => {
  serveGitHub(github);
  const page = await openExtensionPage(PAGE);
  const tab = await github.open(`${FORM}?name=CI`);
  const damaged = [
    { hosts: null, hide: null, threshold: null, hints: null, drawer: null, opens: 0, onlyByLink: 'x' },
    { hosts: 'x', hide: 7, threshold: 'soon', hints: 'yes' },
    { hosts: { a: 1 }, hide: { length: 1 }, threshold: [], hints: {} },
    { hosts: [1, null], hide: ['all', {}], threshold: -1 },
    null,
    'settings',
    ['hosts'],
  ];
  for (const settings of damaged) {
    await page.evaluate((settings) => chrome.storage.local.set({ settings }), settings);
    await untilSaved(page, DEFAULTS);
    await reloadExtensionPage(page);
    await untilThere(page, '[data-ready]');
    await tab.bringToFront();
    await tab.reload();
    await untilLink(tab, 'name=CI&expires_in=30');
  }
  await page.bringToFront();
  await page.click('[value=info]');
  await untilSaved(page, { ...DEFAULTS, hide: ['info'] });
  const stored = await page.evaluate(async () => (await chrome.storage.local.get('settings')).settings);
  assert.deepEqual(stored, { ...DEFAULTS, hide: ['info'] });
});

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  inEachBrowser(`accessible, and nice to look at: ${scheme}`, async ({ openExtensionPage, checkAccessibility, colorScheme, picture }) => {
    const page = await openExtensionPage(PAGE);
    await colorScheme(page, scheme);
    await untilThere(page, '[data-ready]');
    await page.setViewport({ width: 700, height: 660 });
    await write(page, '#threshold', '0');
    await picture(page, `options-${scheme}`);
    await checkAccessibility(page);
    await page.setViewport({ width: 320, height: 900 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
    await checkAccessibility(page);
    await picture(page, `options-narrow-${scheme}`);
  });
}
