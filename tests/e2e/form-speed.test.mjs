// @ts-check
/** How fast the panel follows the form, and what Finegrain costs on pages that have none. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { altered } from './altered.mjs';
import { inEachBrowser } from './harness.mjs';
import { FORM, REPOSITORY, serveGitHub } from './pages.mjs';
import { untilHint, untilState } from './panel.mjs';

/** @import { Page as Tab } from './browsers/index.mjs' */

const WARM = 40;
const COLD = 15;
const LOADS = 25;

/** @param {number[]} times */
const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;

/**
 * From a change on the form to the changed hint, in milliseconds: a risky permission is taken back, or given again.
 *
 * @param {Tab} tab
 */
const follow = (tab) =>
  tab.evaluate(
    () =>
      new Promise((resolve) => {
        const root = /** @type {ShadowRoot} */ (document.querySelector('finegrain-panel')?.shadowRoot);
        const input = /** @type {HTMLInputElement} */ (
          document.querySelector('[name="integration[default_permissions][administration]"]')
        );
        const isThere = () => root.querySelector('[data-code=high-risk-permission][data-parameter=administration]') !== null;
        const was = isThere();
        const start = performance.now();
        const observer = new MutationObserver(() => {
          if (isThere() !== was) {
            observer.disconnect();
            resolve(performance.now() - start);
          }
        });
        observer.observe(root, { attributes: true, characterData: true, childList: true, subtree: true });
        input.value = was ? 'read' : 'write';
      }),
  );

inEachBrowser('from a change on the form to the changed hint', async ({ github, name, stopBackground }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&administration=write`);
  await untilHint(tab, 'high-risk-permission', 'administration');
  const [warm, cold] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  for (let round = 0; round < WARM; round += 1) {
    warm.push(await follow(tab));
  }
  for (let round = 0; round < COLD; round += 1) {
    await stopBackground();
    cold.push(await follow(tab));
  }
  console.log(`${name}: a changed hint, the engine warm: median ${median(warm).toFixed(1)} ms of ${WARM}`);
  console.log(`${name}: a changed hint, the background stopped: median ${median(cold).toFixed(1)} ms of ${COLD}`);
  assert.ok(median(warm) < 120, `${median(warm)} ms`);
  assert.ok(median(cold) < 250, `${median(cold)} ms`);
});

const COUNTERS = `
var finegrainCost = { observers: 0, messages: 0, time: 0 };
for (const name of ['MutationObserver', 'IntersectionObserver', 'ResizeObserver']) {
  globalThis[name] = class extends globalThis[name] {
    constructor(...given) {
      super(...given);
      finegrainCost.observers += 1;
    }
  };
}
{
  const send = chrome.runtime.sendMessage.bind(chrome.runtime);
  Object.defineProperty(chrome.runtime, 'sendMessage', {
    value(...given) {
      finegrainCost.messages += 1;
      return send(...given);
    },
  });
}
document.addEventListener('cost', () => (document.documentElement.dataset.cost = JSON.stringify(finegrainCost)));
`;

/** The extension with a clock and counters in its content script. */
const counting = await altered('github.js', (script) => COUNTERS + timed(script));
for (const file of ['reading.js', 'panel.js', 'visit.js', 'content.js']) {
  await writeFile(join(counting, file), timed(await readFile(join(counting, file), 'utf8')));
}

/**
 * The script, with the time that it takes added to the others'.
 * @param {string} script
 */
function timed(script) {
  return `var finegrainBegan = performance.now();\n${script}\nfinegrainCost.time += performance.now() - finegrainBegan;\n`;
}

/**
 * @param {Tab} tab
 * @returns {Promise<{observers: number, messages: number, time: number}>}
 */
const cost = (tab) =>
  tab.evaluate(() => {
    document.dispatchEvent(new Event('cost'));
    return JSON.parse(document.documentElement.dataset.cost ?? '');
  });

inEachBrowser(
  'pages without a form pay nothing',
  async ({ github, name }) => {
    serveGitHub(github);
    const tab = await github.open(REPOSITORY);
    const times = [];
    for (let load = 0; load < LOADS; load += 1) {
      await tab.reload();
      await tab.evaluate(() => history.pushState({}, '', '?tab=readme'));
      const { observers, messages, time } = await cost(tab);
      assert.deepEqual({ observers, messages }, { observers: 0, messages: 0 });
      times.push(time);
    }
    console.log(`${name}: the content script on other pages: median ${median(times).toFixed(2)} ms of ${LOADS}`);
    assert.ok(median(times) < 1, `${median(times)} ms`);

    // The counters count.
    await tab.goto(`https://github.com${FORM}`);
    await untilState(tab, 'ready');
    const { observers, messages } = await cost(tab);
    assert.ok(observers >= 1 && messages >= 2, `${observers} observers, ${messages} messages`);
  },
  { extension: counting },
);

inEachBrowser(
  'pages without a form do not wake the background',
  async ({ github, browser, stopBackground }) => {
    serveGitHub(github);
    const isAwake = () => browser.targets().some((it) => it.type() === 'service_worker');
    const tab = await github.open(FORM);
    await untilState(tab, 'ready');
    assert.equal(isAwake(), true);
    await stopBackground();
    await tab.goto(`https://github.com${REPOSITORY}`);
    assert.equal(isAwake(), false);
  },
  // Firefox's background is not among its targets.
  { browsers: ['chromium'] },
);

// The browser's own account counts compiling, too, and the processor's time only.
inEachBrowser(
  'what the browser says of the content script on other pages',
  async ({ github, name }) => {
    serveGitHub(github);
    const tab = await github.open(REPOSITORY);
    const times = [];
    for (let load = 0; load < LOADS; load += 1) {
      await tab.tracing.start({ categories: ['devtools.timeline', 'v8', 'disabled-by-default-v8.compile'] });
      await tab.reload();
      const trace = JSON.parse(new TextDecoder().decode(await tab.tracing.stop()));
      const ours = trace.traceEvents.filter((/** @type {any} */ it) => it.args?.data?.url?.startsWith('chrome-extension://'));
      times.push(ours.filter((/** @type {any} */ it) => it.name === 'EvaluateScript').reduce((/** @type {number} */ sum, /** @type {any} */ it) => sum + (it.tdur ?? 0), 0) / 1000);
    }
    console.log(`${name}: the same with compiling, by the browser's own trace: median ${median(times).toFixed(2)} ms of ${LOADS}`);
    assert.ok(median(times) > 0 && median(times) < 1, `${median(times)} ms`);
  },
  // Tracing is Chromium's.
  { browsers: ['chromium'] },
);
