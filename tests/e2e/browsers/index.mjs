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
 * @property {(page: Page, navigate: (options?: {timeout: number}) => Promise<unknown>) => Promise<void>} load
 *   Starts a navigation to a page of the extension and waits until that page is loaded.
 * @property {(browser: Browser, report: (level: string, text: string) => void) => Promise<void>} watch
 *   Reports what pages and the extension's background write to the console, and errors that they did not catch.
 * @property {(browser: Browser) => Promise<void>} settle Reports what was not reported yet.
 * @property {(page: Page, listener: () => void) => () => void} onLeft
 *   Calls back when another document takes the place of a page's, until the function that it returns is called.
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

/** Which driver a browser was started with. @type {WeakMap<Browser, Driver>} */
const drivers = new WeakMap();

/**
 * Starts a browser with a fresh profile.
 *
 * @param {BrowserName} name
 * @param {{headless?: boolean, proxy?: Proxy}} [options] The proxy is the only way out that the browser gets.
 */
export async function launch(name, { headless = true, proxy } = {}) {
  const executable = find(name);
  if (!executable) {
    throw new Error(`${name} is not installed`);
  }
  const browser = await DRIVERS[name].launch(executable, { headless, ...(proxy && { proxy }) });
  drivers.set(browser, DRIVERS[name]);
  return browser;
}

/**
 * Ends a browser that does not answer any more, with every process that it started.
 *
 * @param {Browser} browser
 */
export function kill(browser) {
  const { pid, exitCode, signalCode } = browser.process() ?? {};
  if (pid === undefined || exitCode !== null || signalCode !== null) {
    return;
  }
  try {
    // Puppeteer starts browsers in a process group of their own, except on Windows.
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

/**
 * Opens a page of the extension in a tab and waits until it is loaded.
 *
 * @param {Page} page
 * @param {string} address
 */
export const openExtensionPage = (page, address) => driverOf(page).load(page, (options) => page.goto(address, options));

/**
 * Loads a page of the extension again and waits until it is loaded.
 *
 * @param {Page} page
 */
export const reloadExtensionPage = (page) => driverOf(page).load(page, (options) => page.reload(options));

/**
 * The address of a page as the page itself knows it: puppeteer learns of a new one only when the page is loaded.
 *
 * @param {Page} page
 */
export const addressOf = (page) => page.evaluate(() => location.href);

/**
 * @param {Page} page
 * @param {() => void} listener Called when another document takes the place of the page's.
 * @returns {() => void} Ends that.
 */
export const onLeft = (page, listener) => driverOf(page).onLeft(page, listener);

/** @param {Page} page */
function driverOf(page) {
  const driver = drivers.get(page.browser());
  if (!driver) {
    throw new Error('this browser was not started by `launch`');
  }
  return driver;
}
