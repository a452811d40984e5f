// @ts-check
/** A browser with the extension installed, and what a test or a measurement does with it. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { DRIVERS, EXTENSION, launch, openExtensionPage } from './browsers/index.mjs';
import { HOST } from './github.mjs';
import { startNetwork } from './network.mjs';

/** @typedef {import('./browsers/index.mjs').BrowserName} BrowserName */
/** @typedef {import('./browsers/index.mjs').Browser} Browser */
/** @typedef {import('./browsers/index.mjs').Page} Page */
/** @typedef {import('./network.mjs').Network} Network */

const SCREENSHOTS = fileURLToPath(new URL('../../target/screenshots/', import.meta.url));

/** The browsers to test in: both, or the one that FINEGRAIN_BROWSER names. */
export const BROWSERS = /** @type {BrowserName[]} */ (Object.keys(DRIVERS)).filter(
  (name) => (process.env.FINEGRAIN_BROWSER || name) === name,
);
assert(BROWSERS.length > 0, 'FINEGRAIN_BROWSER is neither chromium nor firefox');

/** @typedef {{browser: Browser, network: Network, console: ConsoleLine[]}} Running */
/** @typedef {{level: string, text: string}} ConsoleLine */

/** Those that run. @type {Map<BrowserName, Promise<Running>>} */
const started = new Map();

/** Closes the browsers that run. */
export async function closeBrowsers() {
  for (const { browser, network } of await Promise.all(started.values())) {
    await browser.close();
    network.close();
  }
  started.clear();
}

/**
 * @param {BrowserName} name
 * @returns {Promise<Running>}
 */
async function start(name) {
  const network = await startNetwork();
  const browser = await launch(name, { proxy: network });
  /** @type {ConsoleLine[]} */
  const console = [];
  await DRIVERS[name].watch(browser, (level, text) => console.push({ level, text }));
  return { browser, network, console };
}

/**
 * Runs `body` with the extension installed.
 *
 * @param {BrowserName} name
 * @param {(context: Context) => Promise<void>} body
 * @param {{extension?: string}} [options]
 */
export async function withExtension(name, body, { extension = EXTENSION } = {}) {
  const starting = started.get(name) ?? start(name);
  started.set(name, starting);
  const running = await starting;
  // What the end of the test before this one caused is not this one's.
  await DRIVERS[name].settle(running.browser);
  running.network.reset();
  running.console.length = 0;
  const { id, origin } = await DRIVERS[name].install(running.browser, extension);
  const context = new Context(name, running, origin);
  try {
    await body(context);
    assert.deepEqual(await context.takeErrors(), [], 'pages reported errors');
    assert.deepEqual(running.network.refused, [], 'the network was asked for what no test answers');
  } catch (error) {
    const lines = context.log.map(({ level, text }) => `  ${name}: ${level}: ${text}\n`);
    process.stderr.write(lines.join(''));
    throw error;
  } finally {
    await context.close();
    await running.browser.uninstallExtension(id);
  }
}

/** What a test has to do with. */
export class Context {
  /** Everything that was written to the console; shown when the test fails. @type {ConsoleLine[]} */
  log = [];

  /** @type {Running} */
  #running;

  /** @type {Page[]} */
  #pages = [];

  /**
   * @param {BrowserName} name
   * @param {Running} running
   * @param {string} origin Where the extension's pages are: `chrome-extension://...` or `moz-extension://...`.
   */
  constructor(name, running, origin) {
    this.name = name;
    this.browser = running.browser;
    this.origin = origin;
    this.#running = running;
  }

  /** An empty tab. */
  newPage = async () => {
    const page = await this.browser.newPage();
    this.#pages.push(page);
    return page;
  };

  /** The popup, in a tab of its own. */
  openPopup = () => this.openExtensionPage('www/popup.html');

  /** @param {string} path A page of the extension. */
  openExtensionPage = async (path) => {
    const page = await this.newPage();
    await openExtensionPage(page, `${this.origin}/${path}`);
    return page;
  };

  /** github.com as this test has it. */
  github = {
    /**
     * Answers for paths; a path with a query goes before the same path without.
     * @param {Record<string, import('./network.mjs').Page>} pages
     */
    serve: (pages) => {
      for (const [path, page] of Object.entries(pages)) {
        this.#running.network.pages.set(path, page);
      }
    },

    /**
     * Opens a page in a tab.
     * @param {string} path
     */
    open: async (path) => {
      const page = await this.newPage();
      await page.goto(`https://${HOST}${path}`);
      return page;
    },

    /** What github.com was asked for so far. */
    requests: () => [...this.#running.network.requests],
  };

  /**
   * The tab that `action` opens.
   *
   * @param {() => Promise<unknown>} action
   * @returns {Promise<Page>}
   */
  opened = async (action) => {
    const before = new Set(this.browser.targets());
    const [target] = await Promise.all([
      this.browser.waitForTarget((it) => it.type() === 'page' && !before.has(it)),
      action(),
    ]);
    const page = await target.page();
    assert(page);
    this.#pages.push(page);
    return page;
  };

  /** What is in the clipboard, read as a person would: by pasting it. */
  clipboard = async () => {
    const page = await this.browser.newPage();
    await page.setContent('<textarea>');
    await page.focus('textarea');
    await page.keyboard.down('Control');
    await page.keyboard.press('v');
    await page.keyboard.up('Control');
    const text = await page.$eval('textarea', (field) => field.value);
    await page.close();
    return text;
  };

  /**
   * Fails where axe finds a barrier for people who use the page with assistive technology.
   *
   * @param {Page} page
   */
  checkAccessibility = async (page) => {
    await page.evaluate(axe.source);
    // It would fetch style sheets, which GitHub's policy refuses; what they say is in the computed styles.
    const { violations } = await page.evaluate(() => /** @type {any} */ (window).axe.run({ preload: false }));
    const found = /** @type {import('axe-core').Result[]} */ (violations).map(
      ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target).join(', ')})`,
    );
    assert.deepEqual(found, []);
  };

  /**
   * A picture to look at, in target/screenshots.
   *
   * @param {Page} page
   * @param {string} title
   */
  picture = async (page, title) => {
    await mkdir(SCREENSHOTS, { recursive: true });
    await page.screenshot({ path: `${SCREENSHOTS}${title}-${this.name}.png` });
  };

  /** Stops the background, as the browser does when it is idle. */
  stopBackground = () => DRIVERS[this.name].stopBackground(this.browser);

  /**
   * @param {Page} page
   * @param {'dark' | 'light'} scheme What the person prefers.
   */
  colorScheme = (page, scheme) => DRIVERS[this.name].colorScheme(page, scheme);

  /**
   * The errors that pages and the background reported since the last time; a test that expects some takes them.
   */
  takeErrors = async () => {
    await DRIVERS[this.name].settle(this.browser);
    const lines = this.#running.console.splice(0);
    this.log.push(...lines);
    return lines.filter(({ level }) => level === 'error').map(({ text }) => text);
  };

  async close() {
    await Promise.all(this.#pages.filter((page) => !page.isClosed()).map((page) => page.close()));
  }
}
