// @ts-check
/**
 * Starts the engine, which judges, and the popup, which does everything else, and hands them what only the page can know:
 * the person's settings and the tab in front of which the popup opened. On a plain web page there is neither.
 */
import init, { popup, popup_tab } from '../finegrain.js';

const extension = Boolean(globalThis.chrome?.runtime?.id);

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

if (extension) {
  const inPopup = chrome.extension?.getViews?.({ type: 'popup' })?.includes(window) ?? false;
  document.documentElement.classList.toggle('in-popup', inPopup);
  element('in-tab').hidden = !inPopup;
  element('settings').hidden = false;
  addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('a');
    if (link && link.href && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      // Firefox would leave the popup open in front of the new tab.
      event.preventDefault();
      chrome.tabs.create({ url: link.href }).then(() => inPopup && window.close());
    }
  });
}

// A panic ends the engine for good; the page must not go on as if it worked.
addEventListener('error', ({ error }) => {
  if (error instanceof WebAssembly.RuntimeError) {
    stop('Finegrain has stopped', 'Something went wrong that should not.', error);
  }
});

try {
  const [about] = await Promise.all([settings(), init()]);
  popup(String(about));
  const tab = extension && (await openTab());
  if (tab) {
    popup_tab(String(tab));
  }
} catch (error) {
  stop('Finegrain could not start', 'Its engine did not load in this browser.', error);
}

/** What the person has set. */
async function settings() {
  const about = new URLSearchParams(extension ? { extension: '1' } : {});
  if (extension) {
    const { loadSettings } = await import('../settings.js');
    const { hosts, threshold } = await loadSettings();
    hosts.forEach((host) => about.append('host', host));
    about.set('threshold', String(threshold));
  }
  return about;
}

/** What there is in the tab in front of which the popup opened. */
async function openTab() {
  const { askPage } = await import('../messages.js');
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) {
    return undefined;
  }
  const { state, link } = await askPage(tab.id);
  return new URLSearchParams({ state, link: link ?? tab.url ?? '' });
}

/**
 * Says what is wrong, and shows what was typed.
 *
 * @param {string} title
 * @param {string} what
 * @param {unknown} error
 */
function stop(title, what, error) {
  element('broken-title').textContent = title;
  element('broken-what').textContent = what;
  element('broken-error').textContent = String(error);
  const link = kept();
  element('broken-kept').hidden = !link;
  /** @type {HTMLTextAreaElement} */ (element('broken-link')).value = link;
  for (const part of document.querySelectorAll('.panel, .tabs, .bottom, #notices, #show-keys')) {
    /** @type {HTMLElement} */ (part).hidden = true;
  }
  element('broken').hidden = false;
  element('broken-title').focus();
}

/** The link of the template that was being built; src/web/popup/storage.rs keeps it. */
function kept() {
  try {
    return new URLSearchParams(localStorage.getItem('finegrain') ?? '').get('link') ?? '';
  } catch {
    return '';
  }
}
