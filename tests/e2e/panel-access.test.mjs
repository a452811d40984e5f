// @ts-check
/** The panel for everybody: in every state, light and dark, wide and narrow. */
import assert from 'node:assert/strict';
import { altered } from './altered.mjs';
import { inEachBrowser } from './harness.mjs';
import { serveGitHub } from './pages.mjs';
import { STATES } from './panel-states.mjs';
import { untilThere } from './until.mjs';

/** @import { Page as Tab } from './browsers/index.mjs' */

/** What is otherwise in the extension, for the states that need it. */
const EXTENSIONS = {
  impatient: await altered('visit.js', (script) => script.replace('PATIENCE = 10_000', 'PATIENCE = 300')),
  failing: await altered('finegrain.js', (glue) => glue.replaceAll('finegrain_bg.wasm', 'missing.wasm')),
};

/**
 * @param {Tab} tab
 * @returns {Promise<string[]>} What is wider than what it is in.
 */
const tooWide = (tab) =>
  tab.evaluate(() => {
    const root = document.querySelector('finegrain-panel')?.shadowRoot;
    const seen = [...(root?.querySelectorAll('.bar *, .sheet *, .pill *') ?? [])].filter(
      // What is cut off with an ellipsis is meant to be.
      (it) => it.checkVisibility() && !it.closest('.unseen, .url, .caption, svg'),
    );
    const wide = seen.filter((it) => {
      const { left, right } = it.getBoundingClientRect();
      return right > innerWidth + 1 || left < -1;
    });
    const page = document.documentElement;
    wide.push(...(page.scrollWidth > page.clientWidth ? [page] : []));
    return wide.map((it) => it.outerHTML.slice(0, 120));
  });

for (const [title, extension] of /** @type {const} */ ([['', undefined], ['impatient', EXTENSIONS.impatient], ['failing', EXTENSIONS.failing]])) {
  const states = Object.entries(STATES).filter(([, state]) => (state.extension ?? '') === title);
  inEachBrowser(
    `nobody is kept out: ${states.map(([name]) => name).join(', ')}`,
    async ({ github, newPage, openExtensionPage, checkAccessibility, checkAppearance, picture, takeErrors }) => {
      /** @type {string[]} */
      const barriers = [];
      const settings = await openExtensionPage('www/options.html');
      for (const [name, state] of states) {
        // Whether the drawer was left open.
        await settings.evaluate(() => chrome.storage.local.clear());
        const site = serveGitHub(github, { ...state.site, mode: 'light' });
        const tab = await newPage();
        await tab.setViewport({ width: 1280, height: 900 });
        await tab.goto(`https://github.com${state.path}`);
        await state.reach(tab, site);
        for (const [mode, width] of /** @type {const} */ ([['light', 1280], ['light', 768], ['dark', 320]])) {
          await tab.setViewport({ width, height: 900 });
          await tab.evaluate((mode) => document.documentElement.setAttribute('data-color-mode', mode), mode);
          await untilThere(tab, `finegrain-panel[data-theme=${mode}]`);
          // Between the widest and the narrowest, only sizes are others.
          const check = { 1280: checkAccessibility, 768: async () => {}, 320: checkAppearance }[width];
          // What slides in has its place when that is done, for which the first waits.
          const found = [...(await barriersIn(tab, check)), ...(await tooWide(tab))];
          barriers.push(...found.map((it) => `${name}, ${mode}, ${width}: ${it}`));
          await picture(tab, `panel-${name}-${width}-${mode}`);
        }
        site.release();
        await tab.close();
      }
      assert.deepEqual(barriers, []);
      if (extension) {
        await takeErrors();
      }
    },
    { browsers: ['chromium'], extension },
  );
}

/**
 * @param {Tab} tab
 * @param {(tab: Tab, part: string) => Promise<void>} check
 * @returns {Promise<string[]>} What keeps people out.
 */
async function barriersIn(tab, check) {
  const { height, ids } = await tab.evaluate(() => {
    const panel = /** @type {Element} */ (document.querySelector('finegrain-panel'));
    const named = [...(panel.shadowRoot?.querySelectorAll('[id]') ?? [])];
    return { height: panel.getBoundingClientRect().height, ids: named.map(({ id }) => id) };
  });
  return [
    ...(await check(tab, 'finegrain-panel').then(() => [], ({ message }) => [message])),
    ...(height > 48 ? [`the bar has a height of ${height}`] : []),
    ...(new Set(ids).size < ids.length ? ['two elements have the same id'] : []),
  ];
}
