// @ts-check
/** What a person can set, and where it is kept: in this browser, on this machine. */

/**
 * @typedef {object} Settings
 * @property {boolean} hints Whether GitHub's form gets its panel.
 * @property {string[]} hide Severities not to show there: `error`, `warning`, `info`.
 * @property {number} threshold From how many days on an expiration is called long.
 * @property {string[]} hosts The person's own GitHub hosts, besides github.com and those of ghe.com.
 */

/** @type {Readonly<Settings>} */
const DEFAULTS = Object.freeze({ hints: true, hide: [], threshold: 90, hosts: [] });

const KEY = 'settings';

/** @returns {Promise<Settings>} */
export async function loadSettings() {
  return complete((await chrome.storage.local.get(KEY))[KEY]);
}

/**
 * @param {unknown} stored What an older version may have stored.
 * @returns {Settings}
 */
function complete(stored) {
  return { ...DEFAULTS, .../** @type {Partial<Settings> | undefined} */ (stored) };
}

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
