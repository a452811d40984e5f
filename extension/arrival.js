// @ts-check
/**
 * The links by which people came to GitHub's form, one for each tab, until another form is opened in that tab, or the
 * browser is closed. GitHub may ask people to sign in or to confirm their password before it shows the form, and the
 * fragment of the address, in which Finegrain names repositories and reasons, is lost there in both browsers.
 */

const PREFIX = 'arrival.';

/** @param {number | undefined} tab */
const keyOf = (tab) => `${PREFIX}${tab}`;

/** What is being written: the form's question may come before that is done. @type {Promise<unknown>} */
let writing = Promise.resolve();

/**
 * @param {string} link
 * @param {number | undefined} tab
 */
export async function keep(link, tab) {
  if (tab !== undefined) {
    writing = write(link, tab).catch(() => {});
    await writing;
  }
}

/**
 * @param {string} link
 * @param {number} tab
 */
async function write(link, tab) {
  const kept = Object.keys(await chrome.storage.session.get());
  const open = new Set((await chrome.tabs.query({})).map(({ id }) => keyOf(id)));
  await chrome.storage.session.remove(kept.filter((key) => key.startsWith(PREFIX) && !open.has(key)));
  await chrome.storage.session.set({ [keyOf(tab)]: link });
}

/**
 * The link that led to a form, if one is kept that leads to the same address. A record that leads elsewhere or is damaged
 * is forgotten.
 *
 * @param {string} address
 * @param {number | undefined} tab
 * @returns {Promise<string | undefined>}
 */
export async function arrivedBy(address, tab) {
  if (tab === undefined) {
    return undefined;
  }
  await writing;
  const key = keyOf(tab);
  const link = (await chrome.storage.session.get(key))[key];
  if (link === undefined) {
    return undefined;
  }
  if (typeof link !== 'string' || !URL.canParse(link) || !URL.canParse(address) || placeOf(link) !== placeOf(address)) {
    await chrome.storage.session.remove(key);
    return undefined;
  }
  return link;
}

/**
 * An address without what may change on the way: the fragment, and how its parameters are encoded.
 *
 * @param {string} address
 */
function placeOf(address) {
  const { origin, pathname, searchParams } = new URL(address);
  searchParams.sort();
  return `${origin}${pathname}?${searchParams}`;
}
