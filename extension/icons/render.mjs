// @ts-check
/** Draws the icons from icon.svg: `node extension/icons/render.mjs`. */
import { readFile } from 'node:fs/promises';
import { launch } from '../../tests/e2e/browsers/index.mjs';

const SIZES = [16, 32, 48, 128];

const drawing = await readFile(new URL('icon.svg', import.meta.url), 'utf8');
const browser = await launch('chromium');
const page = await browser.newPage();
for (const size of SIZES) {
  await page.setViewport({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${drawing}`);
  const path = /** @type {`${string}.png`} */ (new URL(`${size}.png`, import.meta.url).pathname);
  await page.screenshot({ path, omitBackground: true });
}
await browser.close();
