// @ts-check
/** What tests ask the background, from a page of the extension, as the content script does, and what they overhear. */

/** @import { PanelAnswer, Message } from '../../extension/messages.js' */
/** @import { Page } from './browsers/index.mjs' */

/** @typedef {{answer: PanelAnswer} | {error: string}} Reply */

/**
 * @param {Page} page
 * @param {...object} readings Sent all at once.
 * @returns {Promise<Reply[]>} What came back for each.
 */
export const askBackground = (page, ...readings) =>
  page.evaluate(
    (readings) => Promise.all(readings.map((reading) => chrome.runtime.sendMessage({ kind: 'form', reading }))),
    readings,
  );

/**
 * Listens to what is sent to the background: every page of the extension hears it, too.
 *
 * @param {Page} page A page of the extension.
 * @returns {Promise<() => Promise<Message[]>>} What was sent since.
 */
export async function overhear(page) {
  await page.evaluate(() => {
    /** @type {Message[]} */
    const heard = [];
    Object.assign(globalThis, { heard });
    chrome.runtime.onMessage.addListener((message) => void heard.push(message));
  });
  return () => page.evaluate(() => /** @type {any} */ (globalThis).heard);
}

/**
 * The readings among messages.
 *
 * @param {Message[]} messages
 */
export const readingsIn = (messages) =>
  messages.flatMap((message) => (message.kind === 'form' ? [message.reading] : []));
