// @ts-check
/**
 * Templates on their way from GitHub's form to the library of the popup, which keeps them where only its own pages can
 * reach. The background puts them down here, and the popup takes them.
 */

const KEY = 'saved';

/** More than anyone saves before opening the popup. */
const MOST = 50;

/** @returns {Promise<string[]>} Their links, the oldest first. */
async function waiting() {
  const { [KEY]: links } = await chrome.storage.local.get(KEY);
  return Array.isArray(links) ? links.filter((it) => typeof it === 'string') : [];
}

/**
 * @param {string} link
 * @throws {Error} Where the browser does not keep it.
 */
export async function putTemplate(link) {
  const others = (await waiting()).filter((it) => it !== link);
  await chrome.storage.local.set({ [KEY]: [...others, link].slice(-MOST) });
}

/** @returns {Promise<string[]>} The links of all that wait; they wait no longer. */
export async function takeTemplates() {
  const links = await waiting();
  if (links.length) {
    await chrome.storage.local.remove(KEY);
  }
  return links;
}
