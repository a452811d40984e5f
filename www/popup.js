// @ts-check
/**
 * Starts the popup, and does what only a page's script can: it asks the browser for the owner's settings and for the tab
 * in front of which the popup opened, and opens tabs. On a plain web page there is neither.
 */

/** @type {typeof import('../finegrain.js')} */
let engine;

const extension = Boolean(globalThis.chrome?.runtime?.id);
const inPopup = extension && (chrome.extension?.getViews?.({ type: 'popup' })?.includes(window) ?? false);
document.documentElement.classList.toggle('in-popup', inPopup);

/** What was typed when Finegrain stopped. */
const TYPED = 'finegrain.typed';

const about = {
  extension,
  popup: inPopup,
  hosts: /** @type {string[]} */ ([]),
  threshold: 0,
  offset: -new Date().getTimezoneOffset(),
  mac: /Mac|iPhone|iPad/.test(navigator.platform),
};

const host = {
  openSettings: () => chrome.runtime.openOptionsPage().then(() => inPopup && window.close()),
  openTab: () => chrome.tabs.create({ url: location.href }).then(() => inPopup && window.close()),
  close: () => inPopup && window.close(),
};

const box = /** @type {HTMLTextAreaElement} */ (document.getElementById('box'));

/** Gives the box the focus, unless something has it that does something with keys. */
function focusBox() {
  if (!document.activeElement?.matches('a, button, input, summary, textarea')) {
    box.focus();
  }
}

// The browser may have ignored `autofocus`, and Firefox loads a popup before it shows it: nothing can have the focus then.
focusBox();
for (const type of ['focus', 'resize']) {
  addEventListener(type, focusBox);
}

// A letter that is typed into nothing is meant for the box: it lands where the focus is after this. The space bar scrolls.
addEventListener('keydown', ({ key, ctrlKey, altKey, metaKey }) => {
  if ([...key].length === 1 && key !== ' ' && !(ctrlKey || altKey || metaKey)) {
    focusBox();
  }
}, { capture: true });

if (extension) {
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
    stop('Finegrain has stopped', error);
  }
});

const started = await start();

/** Ends when the popup knows what the browser keeps. It can be used before. */
export const settled = started && extension ? Promise.all([settings(), tab(), asked(), saved()]).catch(failed) : undefined;

/** @returns {Promise<boolean>} Whether the engine runs. */
async function start() {
  try {
    // Compiled while the script that goes with it is loading. Where that fails, for example because a server sends another
    // type for the file, the script fetches it by itself.
    const wasm = new URL('../finegrain_bg.wasm', import.meta.url);
    const compiled = WebAssembly.compileStreaming(fetch(wasm)).catch(() => undefined);
    engine = await import('../finegrain.js');
    await engine.default({ module_or_path: await compiled });
    restore();
    engine.popup(about, host);
    focusBox();
    return true;
  } catch (error) {
    failed(error);
    return false;
  }
}

/** @param {unknown} error */
function failed(error) {
  stop('Finegrain could not start', error);
}

/** What was in the box when Finegrain stopped. */
function restore() {
  box.value ||= sessionStorage.getItem(TYPED) ?? '';
  sessionStorage.removeItem(TYPED);
}

/** What the owner has set. */
async function settings() {
  const { loadSettings } = await import('../settings.js');
  const { hosts, threshold } = await loadSettings();
  if (hosts.length > 0 || threshold !== 90) {
    engine.popup_about({ ...about, hosts, threshold });
  }
}

/** What there is in the tab in front of which the popup opened. */
async function tab() {
  const { askPage } = await import('../messages.js');
  const [active] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (active?.id === undefined) {
    return;
  }
  const [{ state, link }, links] = await Promise.all([askPage(active.id), linksIn(active.id)]);
  const url = /\/settings\/(personal-access-tokens|tokens)\/new\/?\?/.test(active.url ?? '') ? active.url : '';
  engine.popup_tab({ form: state, link: link ?? '', url: state === 'none' ? url : '', links: links.filter((it) => it !== url) });
}

/**
 * The template links on the page, where a content script runs.
 *
 * @param {number} id
 * @returns {Promise<string[]>}
 */
async function linksIn(id) {
  try {
    return (await chrome.tabs.sendMessage(id, { kind: 'links' })) ?? [];
  } catch {
    return [];
  }
}

/** A text that the menu of a page asked to check: see menus.js. */
async function asked() {
  const take = async () => {
    const { check } = await chrome.storage.session.get('check');
    if (typeof check === 'string') {
      await chrome.storage.session.remove('check');
      engine.popup_check(check);
    }
  };
  chrome.storage.session.onChanged.addListener((changes) => changes.check?.newValue && take());
  await take();
}

/** Templates that were saved on GitHub's form, where the library cannot be reached: see background.js. */
async function saved() {
  const { takeTemplates } = await import('../templates.js');
  const take = async () => {
    const templates = await takeTemplates();
    if (templates.length > 0) {
      engine.popup_save(templates);
    }
  };
  chrome.storage.local.onChanged.addListener((changes) => changes.saved?.newValue && take());
  await take();
}

/**
 * Says what is wrong. What was typed stays in the box, and the last link of the template can be copied.
 *
 * @param {string} title
 * @param {unknown} error
 */
function stop(title, error) {
  const main = document.querySelector('main');
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById('broken'));
  if (!main) {
    return;
  }
  main.replaceChildren(template.content.cloneNode(true));
  const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (main.querySelector(selector));
  part('h2').textContent = title;
  part('#error').textContent = String(error);
  const last = /** @type {HTMLTextAreaElement} */ (part('#last'));
  last.value = kept();
  for (const it of [last.closest('p'), part('label').closest('p'), part('.verdict p')]) {
    it?.toggleAttribute('hidden', !last.value);
  }
  document.querySelector('.tray')?.toggleAttribute('hidden', true);
  part('#again').addEventListener('click', () => {
    sessionStorage.setItem(TYPED, box.value);
    location.reload();
  });
  part('h2').focus();
}

/** The link of the template that was being built; src/view/popup/update.rs keeps it. */
function kept() {
  try {
    return localStorage.getItem('finegrain.draft') ?? '';
  } catch {
    return '';
  }
}
