// @ts-check
/** A browser with the extension installed, and what a test or a measurement does with it. */
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DRIVERS, EXTENSION, kill, launch, openExtensionPage } from './browsers/index.mjs';
import { HOST } from './github.mjs';
import { startNetwork } from './network.mjs';
import { WAIT } from './until.mjs';

/** @typedef {import('./browsers/index.mjs').BrowserName} BrowserName */
/** @typedef {import('./browsers/index.mjs').Browser} Browser */
/** @typedef {import('./browsers/index.mjs').Page} Page */
/** @typedef {import('./network.mjs').Network} Network */

/** Less than half of what the package calls its source: each page that is checked reads all of it. */
const AXE = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const SCREENSHOTS = fileURLToPath(new URL('../../target/screenshots/', import.meta.url));

/** The browsers to test in: both, or the one that FINEGRAIN_BROWSER names. */
export const BROWSERS = /** @type {BrowserName[]} */ (Object.keys(DRIVERS)).filter(
  (name) => (process.env.FINEGRAIN_BROWSER || name) === name,
);
assert(BROWSERS.length > 0, 'FINEGRAIN_BROWSER is neither chromium nor firefox');

/** Pictures are for people to look at, so they are taken when somebody asks for them. */
const TAKE_PICTURES = Boolean(process.env.FINEGRAIN_PICTURES);

/** @typedef {{browser: Browser, network: Network, console: Console, ended: boolean}} Running */
/** @typedef {{level: string, text: string}} ConsoleLine */

/** What pages and the background wrote; emits `line`. */
class Console extends EventEmitter {
  /** @type {ConsoleLine[]} */
  lines = [];

  /**
   * @param {string} level
   * @param {string} text
   */
  report(level, text) {
    this.lines.push({ level, text });
    this.emit('line');
  }
}

/** The browsers that run. @type {Map<BrowserName, Promise<Running>>} */
const started = new Map();

/** Closes the browsers that run. */
export async function closeBrowsers() {
  const running = await Promise.allSettled(started.values());
  started.clear();
  await Promise.all(running.map((it) => it.status === 'fulfilled' && close(it.value)));
}

/** @param {Running} running */
async function close(running) {
  try {
    await running.browser.close();
  } finally {
    end(running);
  }
}

/** @param {Running} running */
function end(running) {
  running.ended = true;
  kill(running.browser);
  running.network.close();
}

/**
 * The browser that runs, or else a new one: the first, or one in the place of a browser that ended in a test.
 *
 * @param {BrowserName} name
 * @returns {Promise<Running>}
 */
async function running(name) {
  const before = await started.get(name)?.catch(() => undefined);
  if (before && !before.ended) {
    return before;
  }
  const starting = start(name);
  started.set(name, starting);
  return starting;
}

/**
 * @param {BrowserName} name
 * @returns {Promise<Running>}
 */
async function start(name) {
  const network = await startNetwork();
  try {
    const browser = await launch(name, { proxy: network });
    try {
      const console = new Console();
      await DRIVERS[name].watch(browser, (level, text) => console.report(level, text));
      const running = { browser, network, console, ended: false };
      browser.process()?.once('exit', () => end(running));
      return running;
    } catch (error) {
      kill(browser);
      throw error;
    }
  } catch (error) {
    network.close();
    throw error;
  }
}

/**
 * Runs `body` with the extension installed.
 *
 * @param {BrowserName} name
 * @param {(context: Context) => Promise<void>} body
 * @param {{extension?: string, signal?: AbortSignal}} [options] When the signal aborts, the browser is ended: whatever
 *   still waits in it fails, and the next call gets a new one.
 */
export async function withExtension(name, body, { extension = EXTENSION, signal } = {}) {
  const it = await running(name);
  const abort = () => end(it);
  signal?.addEventListener('abort', abort);
  try {
    await withExtensionIn(it, name, body, extension);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/**
 * @param {Running} running
 * @param {BrowserName} name
 * @param {(context: Context) => Promise<void>} body
 * @param {string} extension
 */
async function withExtensionIn(running, name, body, extension) {
  // What the end of the test before this one caused is not this one's.
  await DRIVERS[name].settle(running.browser);
  running.network.reset();
  running.console.lines.length = 0;
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
    // Of a browser that ended in the test nothing is left to be cleaned up, and the test's own error is the one to show.
    if (!running.ended) {
      await context.close();
      await running.browser.uninstallExtension(id);
    }
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

  /** Whether a page has another color scheme, which in Firefox all pages share. */
  #colored = false;

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
    page.setDefaultTimeout(WAIT);
    this.#pages.push(page);
    return page;
  };

  /** The popup, in a tab of its own that has the size of a popup. */
  openPopup = async () => {
    const page = await this.openExtensionPage('www/popup.html');
    await page.setViewport({ width: 460, height: 600 });
    return page;
  };

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
      this.browser.waitForTarget((it) => it.type() === 'page' && !before.has(it), { timeout: WAIT }),
      action(),
    ]);
    const page = await target.page();
    assert(page);
    page.setDefaultTimeout(WAIT);
    this.#pages.push(page);
    return page;
  };

  /** What is in the clipboard, read as a person would: by pasting it. */
  clipboard = async () => {
    const page = await this.browser.newPage();
    await page.setContent('<textarea>');
    await page.evaluate(() => document.querySelector('textarea')?.focus());
    await page.keyboard.down('Control');
    await page.keyboard.press('v');
    await page.keyboard.up('Control');
    const text = await page.evaluate(() => document.querySelector('textarea')?.value ?? '');
    await page.close();
    return text;
  };

  /**
   * Fails where axe finds a barrier for people who use the page with assistive technology. In Chromium only: axe reads the
   * document and the computed styles, which are the same in both browsers, and takes a second for it.
   *
   * @param {Page} page
   * @param {string} [part] The only element to look at, and what is in it.
   */
  checkAccessibility = (page, part) => this.#axe(page, part, {});

  /**
   * Checks the rules that depend on colors and sizes: for a page that passed `checkAccessibility` and is shown in another
   * color scheme or width since.
   *
   * @param {Page} page
   * @param {string} [part]
   */
  checkAppearance = (page, part) =>
    this.#axe(page, part, { runOnly: ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable'] });

  /**
   * @param {Page} page
   * @param {string | undefined} part
   * @param {import('axe-core').RunOptions} options
   */
  #axe = async (page, part, options) => {
    if (this.name !== 'chromium') {
      return;
    }
    // What fades in has no contrast yet.
    await page.evaluate(async () => {
      const ends = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
      await Promise.allSettled(ends.map(({ finished }) => finished));
    });
    if (!(await page.evaluate(() => 'axe' in window))) {
      await page.evaluate(AXE);
    }
    // It would fetch style sheets, which GitHub's policy refuses; what they say is in the computed styles.
    const { violations } = await page.evaluate(
      (part, options) => /** @type {any} */ (window).axe.run(part ?? document, options),
      part,
      { ...options, preload: false },
    );
    const found = /** @type {import('axe-core').Result[]} */ (violations).map(
      ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target).join(', ')})`,
    );
    assert.deepEqual(found, []);
  };

  /**
   * A picture to look at, in target/screenshots, where the environment variable FINEGRAIN_PICTURES asks for it.
   *
   * @param {Page} page
   * @param {string} title
   */
  picture = async (page, title) => {
    if (!TAKE_PICTURES) {
      return;
    }
    await mkdir(SCREENSHOTS, { recursive: true });
    await page.screenshot({ path: `${SCREENSHOTS}${title}-${this.name}.png` });
  };

  /** Stops the background, as the browser does when it is idle. */
  stopBackground = () => DRIVERS[this.name].stopBackground(this.browser);

  /**
   * @param {Page} page
   * @param {'dark' | 'light'} scheme What the person prefers.
   */
  colorScheme = (page, scheme) => {
    this.#colored = true;
    return DRIVERS[this.name].colorScheme(page, scheme);
  };

  /**
   * Waits until something is written to the console.
   *
   * @param {RegExp} pattern
   */
  logged = async (pattern) => {
    await DRIVERS[this.name].settle(this.browser);
    while (!this.#running.console.lines.some(({ text }) => pattern.test(text))) {
      await once(this.#running.console, 'line');
    }
  };

  /**
   * The errors that pages and the background reported since the last time; a test that expects some takes them.
   */
  takeErrors = async () => {
    await DRIVERS[this.name].settle(this.browser);
    const lines = this.#running.console.lines.splice(0);
    this.log.push(...lines);
    return lines.filter(({ level }) => level === 'error').map(({ text }) => text);
  };

  async close() {
    const [page] = await this.browser.pages();
    if (this.#colored && page) {
      await DRIVERS[this.name].colorScheme(page, 'light');
    }
    await Promise.all(this.#pages.filter((page) => !page.isClosed()).map((page) => page.close()));
  }
}
