// @ts-check
import { onLeft } from './browsers/index.mjs';

/** @import { Page } from './browsers/index.mjs' */

/** How long a page may take to do what a test waits for, in milliseconds. It only ends a wait that is in vain. */
export const WAIT = 60_000;

/** What puppeteer says when the document that it asked was left. */
const LEFT = /Execution context was destroyed|Cannot find context with specified id|DiscardedBrowsingContextError/;

/**
 * Waits until a function that runs in the page says yes: for each frame that it draws, and anew in a document that
 * takes the place of this one. Puppeteer's `waitForFunction` takes eight messages to the browser for it, and this takes one.
 *
 * @template {unknown[]} Values
 * @param {Page} page
 * @param {(...values: Values) => unknown} predicate It sees nothing of the test but these values.
 * @param {Values} values
 */
export async function until(page, predicate, ...values) {
  const expression = `(async () => {
    const end = performance.now() + ${WAIT};
    while (!(await (${predicate})(...${JSON.stringify(values)}))) {
      if (performance.now() > end) {
        throw new Error('what the test waits for did not happen');
      }
      // A page that is out of sight draws no frames.
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
        setTimeout(resolve, 100);
      });
    }
  })()`;
  while (!(await happened(page, expression))) {
    // It is asked in the document that came.
  }
}

/**
 * @param {Page} page
 * @param {string} expression
 * @returns {Promise<boolean>} False when the document was left before.
 */
async function happened(page, expression) {
  /** @type {() => void} */
  let leave = () => {};
  // A document that a browser keeps for the way back does not answer any more.
  const left = new Promise((resolve) => (leave = () => resolve(false)));
  const stop = onLeft(page, leave);
  try {
    const asked = page.evaluate(expression).then(
      () => true,
      (error) => {
        if (LEFT.test(error.message)) {
          return false;
        }
        throw error;
      },
    );
    return await Promise.race([asked, left]);
  } finally {
    stop();
  }
}

/**
 * Waits until there is an element.
 *
 * @param {Page} page
 * @param {string} selector
 */
export const untilThere = (page, selector) => until(page, (selector) => document.querySelector(selector), selector);
