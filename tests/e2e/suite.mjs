// @ts-check
/**
 * All end-to-end tests in one browser, which is started once. `node --test tests/e2e/suite/*.mjs` runs the two browsers
 * side by side; `node --test tests/e2e/popup.test.mjs` runs one file in both.
 */
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';

const TESTS = new URL('.', import.meta.url);

/** @param {import('./session.mjs').BrowserName} browser */
export async function runSuite(browser) {
  process.env.FINEGRAIN_BROWSER = browser;
  /** @type {() => void} */
  let found = () => {};
  // Node.js ends a run when every test that it knows of has ended, so the first one waits until it knows all of them.
  test(`${browser}: the tests are found`, () => /** @type {Promise<void>} */ (new Promise((resolve) => (found = resolve))));
  const files = await readdir(TESTS);
  for (const file of files.filter((it) => it.endsWith('.test.mjs')).sort()) {
    await import(new URL(file, TESTS).href);
  }
  found();
}
