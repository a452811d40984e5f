// @ts-check
/** The background after the engine failed. */
import assert from 'node:assert/strict';
import { altered } from './altered.mjs';
import { askBackground } from './background.mjs';
import { inEachBrowser } from './harness.mjs';

/** @import { Page } from './browsers/index.mjs' */

/** A reading of GitHub's form with nothing in it: a form that is still loading. */
const READING = {};
const POISON = { name: 'poison' };

/** (module (func (export "form") unreachable)) */
const TRAP = [
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00,
  0x01, 0x04, 0x01, 0x60, 0x00, 0x00,
  0x03, 0x02, 0x01, 0x00,
  0x07, 0x08, 0x01, 0x04, ...Buffer.from('form'), 0x00, 0x00,
  0x0a, 0x05, 0x01, 0x03, 0x00, 0x00, 0x0b,
];

/**
 * A token called "poison" puts an instance in the engine's place in which every call traps, as they do after a panic. The
 * real engine has no reading that makes it panic.
 */
const poisonable = await altered('finegrain.js', (glue) =>
  glue.replace(
    'export function form(reading) {',
    `$&
    if (reading.name === 'poison') {
      wasm = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([${TRAP}]))).exports;
    }`,
  ),
);

inEachBrowser('the message after the background was stopped is answered', async ({ openPopup, stopBackground }) => {
  const popup = await openPopup();
  for (const round of [1, 2, 3]) {
    assert.deepEqual(await ask(popup, READING), ['loading'], `round ${round}`);
    await stopBackground();
  }
});

const unstartable = await altered('finegrain.js', (glue) => glue.replaceAll('finegrain_bg.wasm', 'missing.wasm'));

/**
 * @param {Page} page
 * @param {...object} readings
 * @returns {Promise<string[]>} For each reading what came back: the state of the form, or the error.
 */
async function ask(page, ...readings) {
  const replies = await askBackground(page, ...readings);
  return replies.map((reply) => ('error' in reply ? reply.error : reply.answer.state));
}

inEachBrowser(
  'the message after a panic is answered by a new engine',
  async ({ openPopup }) => {
    const popup = await openPopup();
    const before = await askBackground(popup, READING);
    assert.deepEqual(await ask(popup, READING), ['loading']);
    for (const round of [1, 2]) {
      const [failure] = await ask(popup, POISON);
      assert.match(failure, /RuntimeError: unreachable/, `round ${round}`);
      assert.deepEqual(await ask(popup, READING, READING), ['loading', 'loading'], `round ${round}`);
    }
    assert.match((await ask(popup, READING, POISON, READING)).join(), /^loading,RuntimeError: .+,loading$/);
    assert.deepEqual(await askBackground(popup, READING), before, 'the new engine knows what the old one knew');
  },
  { extension: poisonable },
);

inEachBrowser(
  'an engine that cannot start is an error with a reason, each time',
  async ({ openPopup, takeErrors }) => {
    const popup = await openPopup();
    for (const round of [1, 2]) {
      const [failure] = await ask(popup, READING);
      assert.match(failure, /^\w*Error: .+/, `round ${round}`);
    }
    // The popup has the same engine; what it says about that is for its own tests.
    await takeErrors();
  },
  { extension: unstartable },
);
