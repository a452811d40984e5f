// @ts-check
/** The options page: what is set is saved at once. */
import { loadSettings, onSettings, saveSettings } from '../settings.js';

/** @import { Settings } from '../settings.js' */

const form = /** @type {HTMLFormElement} */ (document.getElementById('options'));
const hints = /** @type {HTMLInputElement} */ (form.elements.namedItem('hints'));
const onlyByLink = /** @type {HTMLInputElement} */ (form.elements.namedItem('onlyByLink'));
const remembered = /** @type {HTMLInputElement} */ (form.elements.namedItem('remembered'));
const opens = /** @type {HTMLInputElement} */ (form.elements.namedItem('opens'));
const threshold = /** @type {HTMLInputElement} */ (form.elements.namedItem('threshold'));
const hosts = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('hosts'));
const severities = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('[name=show]'));
const saved = /** @type {HTMLOutputElement} */ (document.getElementById('saved'));

/** A name, and a port where there is one. */
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$/;

/** @param {Settings} settings */
function show(settings) {
  hints.checked = settings.hints;
  onlyByLink.checked = settings.onlyByLink;
  remembered.checked = settings.drawer === 'remembered';
  opens.checked = settings.opens;
  for (const box of [onlyByLink, remembered, opens]) {
    box.disabled = !settings.hints;
  }
  for (const box of severities) {
    box.checked = !settings.hide.includes(box.value);
    box.disabled = !settings.hints;
  }
  // What somebody is typing is not taken away.
  if (document.activeElement !== threshold) {
    threshold.value = String(settings.threshold);
  }
  if (document.activeElement !== hosts) {
    hosts.value = settings.hosts.join('\n');
  }
}

/**
 * @param {HTMLElement} field
 * @param {string} fault Empty where there is none.
 */
function mark(field, fault) {
  const place = /** @type {HTMLElement} */ (document.getElementById(`${field.id}-fault`));
  place.textContent = fault;
  field.setAttribute('aria-invalid', String(fault !== ''));
}

/** @param {Partial<Settings>} changes */
async function save(changes) {
  saved.textContent = '';
  await saveSettings(changes);
  saved.textContent = 'Saved';
}

/** What each field means; nothing where it cannot be saved as it is. @type {Record<string, () => Partial<Settings> | null>} */
const meanings = {
  hints: () => ({ hints: hints.checked }),

  onlyByLink: () => ({ onlyByLink: onlyByLink.checked }),

  remembered: () => ({ drawer: remembered.checked ? 'remembered' : 'closed' }),

  opens: () => ({ opens: opens.checked }),

  show: () => ({ hide: [...severities].filter((it) => !it.checked).map((it) => it.value) }),

  threshold() {
    const right = threshold.validity.valid;
    mark(threshold, right ? '' : 'Enter a whole number from 1 to 366.');
    return right ? { threshold: threshold.valueAsNumber } : null;
  },

  hosts() {
    const names = hosts.value.split('\n').map(hostIn).filter(Boolean);
    const wrong = names.filter((it) => !HOST.test(it));
    mark(hosts, wrong.length ? `Not the name of a host: ${wrong.join(', ')}` : '');
    return wrong.length ? null : { hosts: [...new Set(names)] };
  },
};

/**
 * @param {string} line A host, or an address on it.
 */
function hostIn(line) {
  return line.trim().toLowerCase().replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

// Not with every key: half a number would be saved on the way to a whole one.
form.addEventListener('change', ({ target }) => {
  const changes = meanings[/** @type {HTMLInputElement} */ (target).name]?.();
  if (changes) {
    save(changes);
  }
});
form.addEventListener('submit', (event) => event.preventDefault());

onSettings(show);
show(await loadSettings());
document.body.dataset.ready = '';
