// @ts-check
/** The two browsers behind one interface: what differs between them stands in the drivers, and nowhere else. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from './chromium.mjs';
import { firefox } from './firefox.mjs';

/** @typedef {import('puppeteer-core').Browser} Browser */
/** @typedef {import('puppeteer-core').Page} Page */

/** @typedef {keyof typeof DRIVERS} BrowserName */
/** @typedef {{port: number, publicKey: string}} Proxy A proxy on this machine, and its certificate's public key. */

/**
 * @typedef Driver
 * @property {string[]} executables Names to look for on the PATH, and places where a system keeps applications.
 * @property {(executable: string, options: {headless: boolean, proxy?: Proxy}) => Promise<Browser>} launch
 * @property {(browser: Browser, folder: string) => Promise<{id: string, origin: string}>} install
 *   Installs an unpacked extension; `origin` is where its pages are.
 * @property {(browser: Browser, report: (level: string, text: string) => void) => Promise<void>} watch
 *   Reports what pages and the extension's background write to the console, and errors that they did not catch.
 * @property {(browser: Browser) => Promise<void>} settle Reports what was not reported yet.
 * @property {(browser: Browser) => Promise<void>} stopBackground Stops the background as the browser does when it is idle.
 * @property {(page: Page, scheme: 'dark' | 'light') => Promise<void>} colorScheme
 */

export const DRIVERS = { chromium, firefox };

/** The folder that `./build.sh` makes. */
export const EXTENSION = fileURLToPath(new URL('../../../dist/extension', import.meta.url));

/**
 * @param {BrowserName} name
 * @returns {string | undefined} The path of the browser, if it is installed.
 */
export function find(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return DRIVERS[name].executables
    .flatMap((it) => (it.startsWith('/') ? it : folders.map((folder) => join(folder, it))))
    .find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts a browser with a fresh profile.
 *
 * @param {BrowserName} name
 * @param {{headless?: boolean, proxy?: Proxy}} [options] The proxy is the only way out that the browser gets.
 */
export function launch(name, { headless = true, proxy } = {}) {
  const executable = find(name);
  if (!executable) {
    throw new Error(`${name} is not installed`);
  }
  return DRIVERS[name].launch(executable, { headless, ...(proxy && { proxy }) });
}

/** How long a page of the extension may take to load. */
const LOADING = 30_000;

/**
 * Opens a page of the extension in a tab and waits until it is loaded.
 *
 * @param {Page} page
 * @param {string} address
 */
export async function openExtensionPage(page, address) {
  // In Firefox this promise never settles for an extension's page, so the page itself is asked. While one document
  // gives way to the next nobody answers; that is no failure.
  page.goto(address, { timeout: 0 }).catch(() => {});
  const deadline = Date.now() + LOADING;
  while (!(await page.evaluate(isLoaded, address).catch(() => false))) {
    if (Date.now() > deadline) {
      throw new Error(`${address} does not load`);
    }
  }
}

/** @param {string} address */
function isLoaded(address) {
  return location.href === address && document.readyState === 'complete';
}
