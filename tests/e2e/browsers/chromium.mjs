// @ts-check
/** Chromium, driven by the DevTools protocol. */
import assert from 'node:assert/strict';
import puppeteer, { TargetType } from 'puppeteer-core';

/** Keeps Chromium from talking on its own account, and lets it run as root in a container. */
const ARGUMENTS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-sandbox',
];

/** @import { Browser } from 'puppeteer-core' */

/** @type {import('./index.mjs').Driver} */
export const chromium = {
  executables: ['chromium', 'chromium-browser', 'google-chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],

  launch: (executablePath, { headless, proxy }) =>
    puppeteer.launch({
      browser: 'chrome',
      executablePath,
      headless,
      pipe: true,
      enableExtensions: true,
      defaultViewport: null,
      args: [
        ...ARGUMENTS,
        ...(proxy ? [`--proxy-server=127.0.0.1:${proxy.port}`] : []),
        ...(proxy ? [`--ignore-certificate-errors-spki-list=${proxy.publicKey}`] : []),
      ],
    }),

  async install(browser, folder) {
    const id = await browser.installExtension(folder);
    return { id, origin: `chrome-extension://${id}` };
  },

  async load(_page, navigate) {
    await navigate();
  },

  async watch(browser, report) {
    browser.on('targetcreated', async (target) => {
      // A tab may be gone before it can be asked.
      const page = await target.page().catch(() => null);
      page?.on('console', (message) => report(message.type(), message.text()));
      page?.on('pageerror', (error) => report('error', String(error)));
    });
    // Not through the worker's own target: puppeteer, attached there, leaves the next start of the worker waiting.
    const session = await workers(browser);
    session.on('ServiceWorker.workerErrorReported', ({ errorMessage }) => report('error', errorMessage.errorMessage));
    await session.send('ServiceWorker.enable');
  },

  // What the browser knows to report comes before its next answer.
  async settle(browser) {
    await browser.version();
  },

  onLeft(page, listener) {
    page.on('framenavigated', listener);
    return () => page.off('framenavigated', listener);
  },

  async stopBackground(browser) {
    if (!browser.targets().some((target) => target.type() === TargetType.SERVICE_WORKER)) {
      return;
    }
    const session = await workers(browser);
    const running = new Set();
    // Its target is gone before it has stopped, and what is sent to it in between is lost.
    const stopped = new Promise((resolve) => {
      session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
        for (const { versionId, runningStatus } of versions) {
          if (runningStatus !== 'stopped') {
            running.add(versionId);
          } else if (running.delete(versionId) && running.size === 0) {
            resolve(undefined);
          }
        }
      });
    });
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await stopped;
    await session.detach();
  },

  async colorScheme(page, scheme) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  },
};

/**
 * Where the browser tells of the extension's worker: a session of any page does.
 *
 * @param {Browser} browser
 */
async function workers(browser) {
  const [page] = await browser.pages();
  assert(page);
  return page.createCDPSession();
}
