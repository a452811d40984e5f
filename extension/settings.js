// @ts-check
/** What a person can set, and where it is kept: in this browser, on this machine. */

/**
 * @typedef {object} Settings
 * @property {boolean} hints Whether GitHub's form gets its panel.
 * @property {boolean} onlyByLink Whether only forms to which a link led get it.
 * @property {'remembered' | 'closed'} drawer Whether the drawer opens as the person left it.
 * @property {boolean} opens Whether the drawer opens by itself for what GitHub dropped.
 * @property {string[]} hide Severities not to show there: `error`, `warning`, `info`.
 * @property {number} threshold From how many days on an expiration is called long.
 * @property {string[]} hosts The person's own GitHub hosts, besides github.com and those of ghe.com.
 */

/** @type {Readonly<Settings>} */
const DEFAULTS = Object.freeze({ hints: true, onlyByLink: false, drawer: 'remembered', opens: true, hide: [], threshold: 90, hosts: [] });

const KEY = 'settings';

const SEVERITIES = ['error', 'warning', 'info'];

/** @returns {Promise<Settings>} */
export async function loadSettings() {
  return complete((await chrome.storage.local.get(KEY))[KEY]);
}

/**
 * Takes what is usable and the default for the rest.
 *
 * @param {unknown} stored What is in the storage: an older version may have written it, and it may be damaged.
 * @returns {Settings}
 */
function complete(stored) {
  const { hints, onlyByLink, drawer, opens, hide, threshold, hosts } = /** @type {Record<string, unknown>} */ (Object(stored));
  return {
    hints: flag(hints, DEFAULTS.hints),
    onlyByLink: flag(onlyByLink, DEFAULTS.onlyByLink),
    drawer: drawer === 'closed' ? drawer : DEFAULTS.drawer,
    opens: flag(opens, DEFAULTS.opens),
    hide: texts(hide).filter((it) => SEVERITIES.includes(it)),
    threshold: isDays(threshold) ? threshold : DEFAULTS.threshold,
    hosts: texts(hosts),
  };
}

/**
 * @param {unknown} value
 * @param {boolean} fallback
 */
const flag = (value, fallback) => (typeof value === 'boolean' ? value : fallback);

/**
 * @param {unknown} list
 * @returns {string[]} The texts in it.
 */
const texts = (list) => (Array.isArray(list) ? list.filter((it) => typeof it === 'string') : []);

/**
 * @param {unknown} value
 * @returns {value is number}
 */
const isDays = (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 366;

/**
 * Saves what is given and leaves the rest as it is.
 *
 * @param {Partial<Settings>} changes
 */
export async function saveSettings(changes) {
  await chrome.storage.local.set({ [KEY]: { ...(await loadSettings()), ...changes } });
}

/**
 * Calls back when something was set, wherever that happened.
 *
 * @param {(settings: Settings) => void} listener
 */
export function onSettings(listener) {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && KEY in changes) {
      listener(complete(changes[KEY].newValue));
    }
  });
}
