// @ts-check
/**
 * The background: answers the messages of pages and content scripts with the engine.
 *
 * The browser stops it when it is idle and starts it again for the next message, so nothing here is remembered.
 */
import init, { __wbg_reset_state as restart, form, understand } from './finegrain.js';
import { arrivedBy, keep } from './arrival.js';
import { addMenus } from './menus.js';
import { ARRIVED, FORM, LEFT, SAVE, STYLE, UNDERSTAND } from './messages.js';
import { loadSettings } from './settings.js';
import { putTemplate } from './templates.js';

/** @import { ArrivedMessage, FormMessage, Message, Reply, SaveMessage, UnderstandMessage } from './messages.js' */

/** @typedef {chrome.runtime.MessageSender} Sender */

addMenus();

/**
 * What is done for each kind of message.
 * @type {Map<unknown, (message: any, sender: Sender) => unknown>}
 */
const answers = new Map(
  /** @type {[string, (message: any, sender: Sender) => unknown][]} */ ([
    [FORM, (/** @type {FormMessage} */ { reading }, sender) => answerForm(reading, sender)],
    [ARRIVED, (/** @type {ArrivedMessage} */ { link }, sender) => keep(link, sender.tab?.id)],
    [LEFT, (_, sender) => badge(sender.tab?.id, '')],
    [SAVE, (/** @type {SaveMessage} */ { link }) => putTemplate(link)],
    [STYLE, style],
    [UNDERSTAND, (/** @type {UnderstandMessage} */ { text }) => engine(() => understand(text))],
  ]),
);

// At the top level, and at once: later would be too late for the message that woke the background.
chrome.runtime.onMessage.addListener((message, sender, sendReply) => {
  const answer = answers.get(message?.kind);
  if (sender.id !== chrome.runtime.id || !answer) {
    return false;
  }
  reply(answer, message, sender).then(sendReply);
  return true;
});

/**
 * @param {(message: Message, sender: Sender) => unknown} answer
 * @param {Message} message
 * @param {Sender} sender
 * @returns {Promise<Reply>}
 */
async function reply(answer, message, sender) {
  try {
    return { answer: (await answer(message, sender)) ?? null };
  } catch (error) {
    return { error: String(error) };
  }
}

/** Whether the engine's instance has ended: a panic makes everything that it would say later an error. */
let ended = false;

/**
 * @template Answer
 * @param {() => Answer} use
 * @returns {Promise<Answer>}
 */
async function engine(use) {
  // Loads the engine for the first message; does nothing for the others, and tries again where that failed.
  await init();
  if (ended) {
    restart();
    ended = false;
  }
  try {
    return use();
  } catch (error) {
    ended = true;
    throw error;
  }
}

/**
 * What the panel says, with what only the background knows: the person's settings and the link that led here.
 *
 * @param {Partial<import('./messages.js').Fields>} reading
 * @param {Sender} sender
 */
async function answerForm({ asked, ...fields }, sender) {
  // Only a link that leads to the form brought the person there: past GitHub's question for a password, that is the one
  // which is kept. Else it is the form's own address.
  const arriving = asked ? arrivedBy(fields.address ?? '', sender.tab?.id) : undefined;
  // The engine loads meanwhile.
  const [{ hide, hosts, opens, threshold }, link] = await Promise.all([loadSettings(), arriving, init()]);
  const { version } = chrome.runtime.getManifest();
  const answer = await engine(() => form({ ...fields, ...(link && { link }), hide, hosts, threshold, version }));
  // Not waited for: the tab may be gone.
  badge(sender.tab?.id, answer.badge);
  return opens ? answer : { ...answer, opens: false };
}

/**
 * What the button in the toolbar shows while this tab is in front.
 *
 * @param {number | undefined} tabId
 * @param {string} text
 */
async function badge(tabId, text) {
  if (tabId !== undefined) {
    await chrome.action.setBadgeBackgroundColor({ tabId, color: BADGE }).catch(() => {});
    await chrome.action.setBadgeText({ tabId, text }).catch(() => {});
  }
}

/** The green of the icon. */
const BADGE = '#0a6b4b';

/** The panel cannot fetch its style: nothing of the extension is open to pages. */
async function style() {
  const sheets = ['www/tokens.css', 'www/components.css', 'panel.css'].map(async (path) => (await fetch(chrome.runtime.getURL(path))).text());
  return (await Promise.all(sheets)).join('\n');
}
