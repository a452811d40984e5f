// @ts-check
/** What Finegrain costs on pages of GitHub that have no form, counted in work. `./build.sh bench` measures the time. */
import assert from 'node:assert/strict';
import { altered } from './altered.mjs';
import { inEachBrowser } from './harness.mjs';
import { FORM, REPOSITORY, serveGitHub } from './pages.mjs';
import { untilState } from './panel.mjs';

/** @import { Page as Tab } from './browsers/index.mjs' */

const COUNTERS = `
var finegrainCost = { observers: 0, messages: 0 };
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

/** The extension with counters before the first of its content scripts. */
const counting = await altered('github.js', (script) => COUNTERS + script);

/**
 * @param {Tab} tab
 * @returns {Promise<{observers: number, messages: number}>}
 */
const cost = (tab) =>
  tab.evaluate(() => {
    document.dispatchEvent(new Event('cost'));
    return JSON.parse(document.documentElement.dataset.cost ?? '');
  });

inEachBrowser(
  'pages without a form pay nothing',
  async ({ github }) => {
    serveGitHub(github);
    const tab = await github.open(REPOSITORY);
    assert.deepEqual(await cost(tab), { observers: 0, messages: 0 });
    await tab.evaluate(() => history.pushState({}, '', '?tab=readme'));
    assert.deepEqual(await cost(tab), { observers: 0, messages: 0 });

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
