// @ts-check
/** The pictures of the README: `node tests/pictures.mjs` after `./build.sh`, written to docs/pictures, light and dark. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { FORM, choose, chooseAccess, chooseRepository, serveGitHub } from './e2e/pages.mjs';
import { inside, untilHint, untilText } from './e2e/panel.mjs';
import { STATES } from './e2e/popup-states.mjs';
import { ready } from './e2e/popup.mjs';
import { closeBrowsers, withExtension } from './e2e/session.mjs';

/** @import { Page } from './e2e/browsers/index.mjs' */

const FOLDER = fileURLToPath(new URL('../docs/pictures/', import.meta.url));

/** The states of the popup that are shown. */
const PICTURES = ['words', 'script', 'link'];

/**
 * What the picture of the panel shows; the page around it is ours, not GitHub's, and stays out of the picture.
 *
 * @param {Page} tab
 */
async function fillForm(tab) {
  await chooseAccess(tab, 'selected');
  await chooseRepository(tab, 'mona/app');
  await choose(tab, 'issues', 'write');
  await untilText(tab, 'in 1 repository');
  await untilHint(tab, 'above-link', 'issues');
}

/**
 * Neither a caret nor a pointer belongs to what is shown, and nothing is on its way any more.
 *
 * @param {Page} page
 */
async function settle(page) {
  await page.mouse.move(0, 0);
  await page.evaluate(async () => {
    /** @type {HTMLElement} */ (document.activeElement).blur();
    await Promise.all(document.getAnimations().map(({ finished }) => finished));
  });
}

await mkdir(FOLDER, { recursive: true });
for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  const file = (/** @type {string} */ name) => `${FOLDER}${name}-${scheme}.png`;
  for (const name of PICTURES) {
    await withExtension('chromium', async ({ openPopup, colorScheme }) => {
      const popup = await openPopup();
      await colorScheme(popup, scheme);
      await popup.setViewport({ width: 460, height: 600, deviceScaleFactor: 2 });
      await STATES[name]?.(await ready(popup));
      await settle(popup);
      await popup.screenshot({ path: file(name), optimizeForSpeed: false });
    });
  }
  await withExtension('chromium', async ({ github }) => {
    serveGitHub(github, { mode: scheme });
    const tab = await github.open(
      `${FORM}?name=Release+bot&expires_in=90&contents=write&variables=write#finegrain=1&repository=mona/app&why.contents=Pushes+release+tags`,
    );
    await tab.setViewport({ width: 1100, height: 1000, deviceScaleFactor: 2 });
    await fillForm(tab);
    await settle(tab);
    const drawer = await tab.$(inside('[data-drawer]'));
    await drawer?.screenshot({ path: file('panel'), optimizeForSpeed: false });
  });
}
await closeBrowsers();
