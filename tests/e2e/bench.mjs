// @ts-check
/** How long answers take, in both browsers and on the command line: `./build.sh bench`. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BROWSERS, closeBrowsers, withExtension } from './session.mjs';

const LINK = 'https://github.com/settings/personal-access-tokens/new?name=CI&contents=write&variables=read&expires_in=90';
const READING = new URLSearchParams({ address: LINK }).toString();
const WARM = 200;
const COLD = 10;
const LINKS = 10_000;

/** @param {number[]} times */
const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;

/**
 * @param {string} what
 * @param {number} milliseconds
 */
const print = (what, milliseconds) => console.log(`${what.padEnd(58)} ${milliseconds.toFixed(1).padStart(8)} ms`);

for (const name of BROWSERS) {
  await withExtension(name, async ({ openPopup, stopBackground }) => {
    const popup = await openPopup();
    /** @param {number} count */
    const ask = (count) =>
      popup.evaluate(
        async (reading, count) => {
          const times = [];
          for (let round = 0; round < count; round += 1) {
            const start = performance.now();
            const { error } = await chrome.runtime.sendMessage({ kind: 'form', reading });
            times.push(performance.now() - start);
            if (error) {
              throw new Error(error);
            }
          }
          return times;
        },
        READING,
        count,
      );

    const cold = [];
    for (let round = 0; round < COLD; round += 1) {
      await stopBackground();
      cold.push(...(await ask(1)));
    }
    print(`${name}: a message, the background stopped (median of ${COLD})`, median(cold));
    print(`${name}: a message, the engine running (median of ${WARM})`, median(await ask(WARM)));
  });
}
await closeBrowsers();

const folder = await mkdtemp(join(tmpdir(), 'finegrain-'));
const page = join(folder, 'links.md');
await writeFile(page, `- [Token](${LINK})\n`.repeat(LINKS));
const finegrain = fileURLToPath(new URL('../../target/release/finegrain', import.meta.url));
const start = performance.now();
try {
  execFileSync(finegrain, ['check', '--format', 'json', page], { stdio: 'ignore' });
} catch (error) {
  // 1 says that links have errors, and these have one on purpose.
  if (/** @type {{status?: number}} */ (error).status !== 1) {
    throw error;
  }
}
print(`command line: check a file of ${LINKS} links`, performance.now() - start);
await rm(folder, { recursive: true });
