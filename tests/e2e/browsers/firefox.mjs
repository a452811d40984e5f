// @ts-check
/** Firefox, driven by WebDriver BiDi; what BiDi keeps from extensions' pages is asked of the browser itself. */
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import puppeteer from 'puppeteer-core';

/** @import { Browser } from 'puppeteer-core' */

const ID = 'finegrain@finegrain.dev';

/** Firefox makes up the address of an extension's pages at each installation, unless it is told. */
const UUID = '6f1d0c9e-5d0b-4d59-9a3c-2f9e5f8a7b10';
const ORIGIN = `moz-extension://${UUID}`;

/** Where the errors are from that concern a test; Firefox has others of its own. */
const WATCHED = [ORIGIN, 'https://'];

/** What Firefox notes when a page that still waits for the browser is closed or left: no fault of the page. */
const GONE = /^Promise (resolved (after context unloaded|while context is inactive)|rejected after context unloaded: (Actor 'Conduits' destroyed|An unexpected error occurred))/;

/** @type {WeakMap<Browser, (level: string, text: string) => void>} */
const reports = new WeakMap();

/** Emits the marks that `settle` writes to a browser's standard output. @type {WeakMap<Browser, EventEmitter>} */
const outputs = new WeakMap();
const MARK = /finegrain: mark (\d+)/;
let marks = 0;

/** @type {import('./index.mjs').Driver} */
export const firefox = {
  executables: ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],

  launch: (executablePath, { headless, proxy }) =>
    puppeteer.launch({
      browser: 'firefox',
      executablePath,
      headless,
      acceptInsecureCerts: proxy !== undefined,
      defaultViewport: null,
      // Opens extensions' pages and the browser's own scripts to WebDriver.
      args: ['--remote-allow-system-access'],
      extraPrefsFirefox: {
        'browser.dom.window.dump.enabled': true,
        'devtools.console.stdout.content': true,
        'extensions.webextensions.keepUuidOnUninstall': true,
        'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }),
        // Tests measure fractions of a millisecond.
        'privacy.reduceTimerPrecision': false,
        ...(proxy && {
          'network.proxy.type': 1,
          'network.proxy.http': '127.0.0.1',
          'network.proxy.http_port': proxy.port,
          'network.proxy.ssl': '127.0.0.1',
          'network.proxy.ssl_port': proxy.port,
        }),
      },
    }),

  install: async (browser, folder) => ({ id: await browser.installExtension(folder), origin: ORIGIN }),

  // Firefox tells when a page of an extension begins, but not when it is loaded, so the page itself is asked.
  async load(page, navigate) {
    const { connection } = /** @type {any} */ (page.browser());
    const context = /** @type {any} */ (page.mainFrame())._id;
    const committed = new Promise((resolve) => {
      connection.on('browsingContext.navigationCommitted', function listen(/** @type {any} */ event) {
        if (event.context === context) {
          connection.off('browsingContext.navigationCommitted', listen);
          resolve(undefined);
        }
      });
    });
    // Puppeteer waits for an event that does not come, but knows when a navigation fails.
    await Promise.race([committed, navigate({ timeout: 0 })]);
    await page.evaluate(() =>
      document.readyState === 'complete' || new Promise((resolve) => addEventListener('load', resolve, { once: true })),
    );
  },

  async watch(browser, report) {
    keepHandles(browser);
    reports.set(browser, report);
    const stdout = browser.process()?.stdout;
    if (stdout) {
      const output = new EventEmitter();
      outputs.set(browser, output);
      createInterface(stdout).on('line', (line) => {
        const [, mark] = MARK.exec(line) ?? [];
        if (mark) {
          output.emit(mark);
        }
        // What scripts of pages write is quoted; Firefox's own loggers begin with their bare name.
        const [, level, text] = /^console\.(\w+): (?!\w+: )(.*)$/.exec(line) ?? [];
        if (level && text) {
          report(level, text);
        }
      });
    }
  },

  // Errors that no script caught are not on standard output; the browser keeps them. They reach it from the processes of
  // the pages in order, so an answer that each page's process gives now comes after them. What the processes write to
  // standard output comes there in order, too, so a mark that is written after those answers comes after it.
  async settle(browser) {
    const mark = String((marks += 1));
    const output = outputs.get(browser);
    const marked = output && once(output, mark);
    const errors = await privileged(browser, async ({ watched, mark }) => {
      const answers = gBrowser.tabs.map(({ linkedBrowser: { messageManager } }) =>
        new Promise((resolve) => {
          messageManager.addMessageListener('finegrain:here', resolve);
          messageManager.loadFrameScript('data:,sendAsyncMessage("finegrain:here")', false);
        }));
      await Promise.all(answers);
      dump(`\nfinegrain: mark ${mark}\n`);
      const messages = Services.console.getMessageArray();
      Services.console.reset();
      return messages
        .filter((/** @type {any} */ it) => it instanceof Ci.nsIScriptError && !(it.flags & Ci.nsIScriptError.warningFlag))
        .filter((/** @type {any} */ it) => watched.some((start) => it.sourceName.startsWith(start)))
        .map((/** @type {any} */ it) => `${it.errorMessage} (${it.sourceName}:${it.lineNumber})`);
    }, { watched: WATCHED, mark });
    await marked;
    for (const error of errors.filter((/** @type {string} */ it) => !GONE.test(it))) {
      reports.get(browser)?.('error', error);
    }
  },

  // Firefox tells of no navigation when a document comes back that it kept, but of where scripts run from then on.
  onLeft(page, listener) {
    const { connection } = /** @type {any} */ (page.browser());
    const context = /** @type {any} */ (page.mainFrame())._id;
    const listen = (/** @type {any} */ realm) => realm.context === context && listener();
    page.on('framenavigated', listener);
    connection.on('script.realmCreated', listen);
    return () => {
      page.off('framenavigated', listener);
      connection.off('script.realmCreated', listen);
    };
  },

  async stopBackground(browser) {
    await privileged(browser, async (id) => {
      await WebExtensionPolicy.getByID(id)?.extension.terminateBackground();
    }, ID);
  },

  async colorScheme(page, scheme) {
    await privileged(page.browser(), (value) => {
      Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', value);
    }, scheme === 'dark' ? 0 : 1);
  },
};

/**
 * Asks the popup that the browser shows in a panel of its own, of which BiDi does not know, until the answer is yes.
 *
 * @param {Browser} browser
 * @param {string} expression In it, `content` is the popup's window.
 * @param {{press?: boolean}} [options] Whether to press the key of the extension's command before.
 * @returns {Promise<any>} The answer.
 */
export const askPopup = (browser, expression, { press = false } = {}) =>
  privileged(browser, async ({ expression, press }) => {
    if (press) {
      /** @type {any} */ (document.querySelector('[id^=ext-keyset-id-finegrain] key')).doCommand();
    }
    for (;;) {
      for (const { messageManager } of /** @type {Iterable<any>} */ (document.querySelectorAll('.webextension-popup-browser'))) {
        const answer = await new Promise((resolve) => {
          messageManager?.addMessageListener('finegrain:answer', (/** @type {any} */ { data }) => resolve(data));
          messageManager?.loadFrameScript(`data:,${encodeURIComponent(`sendAsyncMessage("finegrain:answer", (${expression}))`)}`, false);
          // The panel exchanges what it shows while it opens, and what is gone does not answer.
          setTimeout(resolve, 200);
        });
        if (answer) {
          return answer;
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }, { expression, press });

/**
 * Lets handles end with their page. Puppeteer gives back each one that it does not need any more, beside the request that
 * comes next; of two answers, Firefox sends the second one when the first one is acknowledged, which takes 40 ms.
 *
 * @param {Browser} browser
 */
function keepHandles(browser) {
  const { connection } = /** @type {any} */ (browser);
  const send = connection.send.bind(connection);
  connection.send = async (/** @type {string} */ method, /** @type {unknown} */ parameters) =>
    method === 'script.disown' ? { result: {} } : send(method, parameters);
}

/**
 * Runs a function with the rights of the browser.
 *
 * @template Argument, Result
 * @param {Browser} browser
 * @param {(argument: Argument) => Result | Promise<Result>} script
 * @param {Argument} argument
 * @returns {Promise<Result>}
 */
async function privileged(browser, script, argument) {
  // Puppeteer has no function for this, so the protocol is spoken directly.
  const { connection } = /** @type {any} */ (browser);
  const { result: tree } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const { result: evaluated } = await connection.send('script.evaluate', {
    awaitPromise: true,
    expression: `Promise.resolve((${script})(${JSON.stringify(argument)})).then((it) => JSON.stringify(it ?? null))`,
    target: { context: tree.contexts[0].context },
  });
  if (evaluated.type !== 'success') {
    throw new Error(evaluated.exceptionDetails.text);
  }
  return JSON.parse(evaluated.result.value);
}
