// @ts-check
/** What tests ask the background, from a page of the extension, as the content script does. */

/** @import { FormAnswer } from '../../extension/messages.js' */
/** @import { Page } from './browsers/index.mjs' */

/** @typedef {{answer: FormAnswer} | {error: string}} Reply */

/**
 * @param {Page} page
 * @param {...string} readings Sent all at once.
 * @returns {Promise<Reply[]>} What came back for each.
 */
export const askBackground = (page, ...readings) =>
  page.evaluate(
    (readings) => Promise.all(readings.map((reading) => chrome.runtime.sendMessage({ kind: 'form', reading }))),
    readings,
  );
