// @ts-check
/** The pictures of the README: `node tests/pictures.mjs` after `./build.sh`, written to docs/pictures, light and dark. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { LINK, paste, press, ready } from './e2e/popup.mjs';
import { closeBrowsers, withExtension } from './e2e/session.mjs';

/** @import { Page } from './e2e/browsers/index.mjs' */

const FOLDER = fileURLToPath(new URL('../docs/pictures/', import.meta.url));

/** @type {Record<string, (popup: Page) => Promise<void>>} What each picture shows. */
const PICTURES = {
  build: async (popup) => {
    await popup.click('#tab-presets');
    await popup.click('[data-preset=release] button');
    await paste(popup, '#owner', 'octo-org');
    await popup.type('#pick', 'webhook');
    await press(popup, 'Enter');
    await popup.click('[data-row=repository_hooks] [value=write]');
    await popup.$eval('main', (main) => main.scrollTo(0, 150));
  },

  check: async (popup) => {
    await popup.click('#tab-check');
    await paste(popup, '#paste', `${LINK}?name=Deploy+bot&expires_in=90&contents=rw&variables=write&administration=read`);
  },

  limits: async (popup) => {
    await popup.click('#tab-limits');
    await popup.click('#limit-packages summary');
  },
};

await mkdir(FOLDER, { recursive: true });
for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  for (const [name, show] of Object.entries(PICTURES)) {
    await withExtension('chromium', async ({ openPopup, colorScheme }) => {
      const popup = await openPopup();
      await colorScheme(popup, scheme);
      await popup.setViewport({ width: 460, height: 600, deviceScaleFactor: 2 });
      await show(await ready(popup));
      // Neither a caret nor a pointer belongs to what is shown, and nothing is on its way any more.
      await popup.mouse.move(0, 0);
      await popup.evaluate(async () => {
        /** @type {HTMLElement} */ (document.activeElement).blur();
        await Promise.all(document.getAnimations().map(({ finished }) => finished));
      });
      await popup.screenshot({ path: `${FOLDER}${name}-${scheme}.png`, optimizeForSpeed: false });
    });
  }
}
await closeBrowsers();
