// @ts-check
/** How long a keystroke takes in the largest template there is: every permission, each at its highest level. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { inEachBrowser } from './harness.mjs';
import { LINK, ready } from './popup.mjs';
import { edit } from './popup-states.mjs';

/** In milliseconds: one picture at 60 a second. */
const MOST = 16;

const KEYSTROKES = 60;

const table = await readFile(new URL('../../data/permissions.tsv', import.meta.url), 'utf8');
const permissions = table
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t'))
  .filter(([, , , , source]) => source === 'table')
  .map(([parameter, , , levels = '']) => `${parameter}=${levels.split(',').at(-1)}`);

inEachBrowser('typing in a template with every permission', async ({ name, openPopup }) => {
  assert.equal(permissions.length, 77);
  const popup = await ready(await openPopup());
  await popup.setViewport({ width: 460, height: 600 });
  await edit(popup, `${LINK}?name=All&${permissions.join('&')}`);
  assert.equal((await popup.$$('[data-row]')).length, 77);
  for (const field of ['#name', '#description', '#owner', '#repositories', '[data-row=watching] .reason']) {
    const times = await popup.$eval(
      field,
      (element, keystrokes) => {
        const input = /** @type {HTMLInputElement} */ (element);
        input.focus();
        return Array.from({ length: keystrokes }, () => {
          const start = performance.now();
          document.execCommand('insertText', false, 'x');
          // Whatever it changed is laid out, too.
          document.body.getBoundingClientRect();
          return performance.now() - start;
        }).sort((a, b) => a - b);
      },
      KEYSTROKES,
    );
    const [median = NaN, slow = NaN] = [times[KEYSTROKES / 2], times[Math.floor(KEYSTROKES * 0.95)]];
    console.log(`${name}: ${field}: median ${median.toFixed(1)} ms, 95 % under ${slow.toFixed(1)} ms`);
    assert.ok(median < MOST, `${field}: ${median} ms`);
  }
});
