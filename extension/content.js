// @ts-check
/**
 * Runs on every page of github.com, looks at the address, and lets a visit begin and end on those of the forms. GitHub
 * moves between pages without loading them, so it has to be there before the person is.
 */
var finegrain = finegrain || {};

/**
 * Asks the background.
 *
 * @param {import('./messages.js').Message} message
 * @returns {Promise<any>} What it answers.
 * @throws {Error} Where it could not.
 */
finegrain.ask = async (message) => {
  const reply = await chrome.runtime.sendMessage(message);
  if (!reply || 'error' in reply) {
    throw new Error(reply?.error);
  }
  return reply.answer;
};

/**
 * What the person set, as it is stored.
 *
 * @returns {Promise<{settings?: any, drawer?: unknown}>}
 */
finegrain.preferences = async () => {
  try {
    return await chrome.storage.local.get(['settings', 'drawer']);
  } catch {
    return {};
  }
};

/** @type {boolean} */
finegrain.started = finegrain.started || (() => {
  const { pages } = finegrain;

  /** @type {InstanceType<ReturnType<typeof finegrain.visits>> | null} */
  let visit = null;

  /** Ends with the extension. */
  const ended = new AbortController();

  let remembered = '';

  /** What the person set, asked for while the page is still on its way, so that the bar is there with it. */
  let early = pages.kindOf(location.pathname) && finegrain.preferences();

  /** Has the link kept that the person followed: its fragment gets lost where GitHub asks for the password first. */
  function remember() {
    const link = pages.awaitedLink();
    if (link && link !== remembered) {
      remembered = link;
      finegrain.ask({ kind: 'arrived', link }).catch(() => {});
    }
  }

  /** Where the person is now. */
  function look() {
    if (!chrome.runtime?.id) {
      finish();
      return;
    }
    remember();
    const kind = pages.kindOf(location.pathname);
    if (kind && visit?.kind === kind) {
      visit.check();
      return;
    }
    visit?.end();
    visit = kind && begin(kind);
  }

  /** @param {NonNullable<ReturnType<typeof pages.kindOf>>} kind */
  function begin(kind) {
    // Left by the script of an older version.
    for (const panel of document.querySelectorAll('finegrain-panel')) {
      panel.remove();
    }
    const Visit = finegrain.visits();
    const given = early || finegrain.preferences();
    early = null;
    return new Visit(kind, given, finish);
  }

  /** The extension is not there any more: what is left of it goes without a word. */
  function finish() {
    ended.abort();
    visit?.end();
    visit = null;
  }

  const { signal } = ended;
  // Not there in Firefox before 147.
  /** @type {any} */ (globalThis).navigation?.addEventListener('navigatesuccess', look, { signal });
  // Not `for`: the first iterator of a page takes Firefox longer than all the rest of this script.
  pages.navigations.forEach((type) => document.addEventListener(type, look, { signal }));
  remember();
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', look, { signal, once: true });
  } else {
    look();
  }
  return true;
})();
