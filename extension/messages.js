// @ts-check
/**
 * The messages between the pages, the content script and the background: the one list of their kinds.
 *
 * Messages and replies are JSON: Chromium's messages carry nothing else. The content script cannot import this file; the
 * types hold it to the same list.
 */

/**
 * What to say about GitHub's form. Answered with a `FormAnswer`.
 * @typedef {{kind: 'form', reading: string}} FormMessage The reading as one form-urlencoded string.
 */

/**
 * A person followed a link whose fragment will be lost before the form is reached. Answered with nothing.
 * @typedef {{kind: 'arrived', link: string}} ArrivedMessage
 */

/**
 * The style sheet of the panel. Answered with its text.
 * @typedef {{kind: 'style'}} StyleMessage
 */

/**
 * What there is on the page in a tab: asked by the popup, of the content script. Answered with a `PageAnswer`.
 * @typedef {{kind: 'page'}} PageMessage
 */

/**
 * What a text is that a person typed or pasted, and what a token needs for it. Answered with an `Understanding`
 * (src/understand.rs).
 * @typedef {{kind: 'understand', text: string}} UnderstandMessage
 */

/** @typedef {FormMessage | ArrivedMessage | StyleMessage | PageMessage | UnderstandMessage} Message */

/**
 * What comes back from the background: what the engine said, or why it could not.
 * @typedef {{answer: unknown} | {error: string}} Reply
 */

/** @typedef {{title: string, url: string}} LinkTo A link that the engine wrote. */

/**
 * @typedef {object} FormHint
 * @property {string} code
 * @property {'error' | 'warning' | 'info'} severity
 * @property {string | null} parameter
 * @property {string} message
 * @property {string} help
 * @property {string} docs
 * @property {LinkTo | null} fix
 */

/**
 * What the panel says: src/page/panel.rs, and whether the person wants to see it.
 * @typedef {object} FormAnswer
 * @property {boolean} shown
 * @property {'loading' | 'ready'} state
 * @property {string} title
 * @property {{word: string, label: string, sentence: string}} risk
 * @property {{text: string, repositories: string[]} | null} next
 * @property {string[]} can
 * @property {string} bounds
 * @property {FormHint[]} hints
 * @property {string[]} notes
 * @property {{
 *   title: string, name: string | null, description: string | null, repositories: string[],
 *   reasons: {parameter: string, label: string, text: string}[],
 * } | null} says
 * @property {string} link
 * @property {{format: string, label: string, text: string}[]} share
 * @property {{title: string, note: string, url: string} | null} reopen
 * @property {{
 *   title: string,
 *   items: {code: string, title: string, what: string, instead: string, classic: LinkTo | null}[],
 * }} looking
 */

/**
 * What there is on a page of GitHub's: no form, one that is loading, one that is read, or one that Finegrain does not
 * recognise any more; `link` is the template link that a form amounts to.
 * @typedef {{state: 'none' | 'loading' | 'ready' | 'unrecognised', link: string | null}} PageAnswer
 */

/** The kinds of messages; the background answers these, the last one excepted, and ignores all others. */
export const FORM = 'form';
export const ARRIVED = 'arrived';
export const STYLE = 'style';
export const UNDERSTAND = 'understand';
export const PAGE = 'page';

/**
 * Asks what there is on the page in a tab.
 *
 * @param {number} tab
 * @returns {Promise<PageAnswer>}
 */
export async function askPage(tab) {
  try {
    return await chrome.tabs.sendMessage(tab, { kind: PAGE });
  } catch {
    // Nobody listens there: the page is not GitHub's, or none that could hold a form.
    return { state: 'none', link: null };
  }
}
