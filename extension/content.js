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

/** @type {boolean} */
finegrain.started = finegrain.started || (() => {
  const { pages } = finegrain;

  /** @type {InstanceType<ReturnType<typeof finegrain.visits>> | null} */
  let visit = null;

  /** Ends with the extension. */
  const ended = new AbortController();

  let remembered = '';

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
    return new Visit(kind, finish);
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
  for (const type of pages.navigations) {
    document.addEventListener(type, look, { signal });
  }
  look();
  return true;
})();
