// @ts-check
/** Opens a browser with the extension loaded and its popup in a tab: `./build.sh run`. */
import { DRIVERS, EXTENSION, find, launch, openExtensionPage } from './browsers/index.mjs';

const BY_HAND = `
Load the extension by hand:
  Chromium: open chrome://extensions, switch on "Developer mode", choose "Load unpacked" and the folder
    ${EXTENSION}
  Firefox: open about:debugging#/runtime/this-firefox, choose "Load Temporary Add-on" and the file
    ${EXTENSION}/manifest.json`;

const name = /** @type {const} */ (['chromium', 'firefox']).find(find);
const needsDisplay = process.platform === 'linux';
const hasDisplay = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;

if (needsDisplay && !hasDisplay) {
  console.log(`There is no display to open a browser on.${BY_HAND}`);
} else if (!name) {
  console.log(`Neither Chromium nor Firefox was found.${BY_HAND}`);
} else {
  const browser = await launch(name, { headless: false });
  const { origin } = await DRIVERS[name].install(browser, EXTENSION);
  const [page = await browser.newPage()] = await browser.pages();
  await openExtensionPage(page, `${origin}/www/popup.html`);
  console.log(`${name} is open; this ends when it is closed.`);
}
