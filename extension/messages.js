// @ts-check
/**
 * The messages between the pages, the content script and the background: the one list of their kinds.
 *
 * Messages and replies are JSON: Chromium's messages carry nothing else. The content script cannot import this file; the
 * types hold it to the same list.
 */

/**
 * What is read of one of GitHub's pages: `Fields` in src/lint/form.rs says what each means.
 * @typedef {object} Fields
 * @property {string} page
 * @property {boolean} ready
 * @property {string} today
 * @property {string} address
 * @property {string} login
 * @property {string} name
 * @property {string} description
 * @property {string} owner
 * @property {string} ownerKind
 * @property {string} expiration
 * @property {string} customDate
 * @property {number} policyDays
 * @property {string} access
 * @property {string[]} repositories
 * @property {number} repositoryCount
 * @property {boolean} justification
 * @property {string} ownerError
 * @property {Record<string, string>} permissions
 * @property {string[]} uncertain
 * @property {string[]} scopes
 * @property {{end: string, unused: string}[]} tokens
 * @property {boolean} more
 * @property {string} changed
 * @property {string[]} chosen
 * @property {string} purpose
 * @property {boolean} asked Whether GitHub asked for the password before: for the background alone.
 */

/**
 * What to say about GitHub's form. Answered with a `PanelAnswer`.
 * @typedef {{kind: 'form', reading: Partial<Fields>}} FormMessage
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

/**
 * A page with a panel was left. Answered with nothing.
 * @typedef {{kind: 'left'}} LeftMessage
 */

/**
 * A template is to be kept among those of the popup. Answered with nothing.
 * @typedef {{kind: 'save', link: string}} SaveMessage
 */

/** @typedef {FormMessage | ArrivedMessage | StyleMessage | PageMessage | LeftMessage | SaveMessage | UnderstandMessage} Message */

/**
 * What comes back from the background: what the engine said, or why it could not.
 * @typedef {{answer: unknown} | {error: string}} Reply
 */

/**
 * An element of a view: src/view/node.rs.
 * @typedef {object} Tree
 * @property {string} tag
 * @property {string} [key]
 * @property {Record<string, string>} [attributes]
 * @property {Record<string, any>} [on]
 * @property {(Tree | string)[]} [children]
 */

/**
 * A part of GitHub's form that can be shown, and what the outline around it and the pill below it say.
 * @typedef {{at: string, caption: string, pill: Tree[]}} Stop
 */

/**
 * What the panel says: src/view/panel/.
 * @typedef {object} PanelAnswer
 * @property {'loading' | 'ready' | 'unrecognized'} state
 * @property {Tree[]} bar
 * @property {Tree[]} drawer
 * @property {Tree[]} pill
 * @property {Stop[]} stops
 * @property {boolean} opens Whether it is worth opening the drawer by itself.
 * @property {number} count How much there is to look at.
 * @property {string} status One sentence for people who do not see it.
 * @property {string} link
 */

/**
 * What there is on a page of GitHub's: no form, one that is loading, one that is read, or one that Finegrain does not
 * recognize any more; `link` is the template link that a form amounts to.
 * @typedef {{state: 'none' | 'loading' | 'ready' | 'unrecognized', link: string | null}} PageAnswer
 */

/** The kinds of messages; the background answers these, `PAGE` excepted, and ignores all others. */
export const FORM = 'form';
export const ARRIVED = 'arrived';
export const LEFT = 'left';
export const SAVE = 'save';
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
  // Nobody answers there: the page is not GitHub's, or not one that could have a form.
  const none = { state: /** @type {const} */ ('none'), link: null };
  try {
    return (await chrome.tabs.sendMessage(tab, { kind: PAGE })) ?? none;
  } catch {
    return none;
  }
}
