// @ts-check
/**
 * A person on one of the pages that Finegrain speaks on: finds the form, or the list of tokens, follows it, asks the
 * background what to say, and shows that.
 *
 * The page is only read. Everything that is said comes from the engine in the background: WebAssembly is refused here by
 * GitHub's policy in Chromium.
 */
var finegrain = finegrain || {};

finegrain.visits = finegrain.lazy(() => {
  const github = finegrain.github();
  const reading = finegrain.reading();
  const Panel = finegrain.panel();
  const past = finegrain.past();
  const { ask } = finegrain;
  /** Not there in Firefox before 147. */
  const { navigation } = /** @type {any} */ (globalThis);

  /** After a change, how long to wait for the others that come with it, in milliseconds. */
  const DEBOUNCE = 40;

  /** How long the permissions may take to arrive, in milliseconds. They took 1.5 s (2026-03). */
  const PATIENCE = 10_000;

  /** @typedef {import('./messages.js').Fields} Fields */

  /** What a link may ask beside permissions: the name of the reading, and that of the link. */
  const TAKEN = /** @type {const} */ ([['name', 'name'], ['description', 'description'], ['expiration', 'expires_in'], ['owner', 'target_name']]);

  /** How much of what is written in the box is read, in characters. */
  const LONGEST = 100_000;

  /** How often the panel is put back after the page threw it out: a page that insists has its way. */
  const RETURNS = 10;

  /** @typedef {import('./messages.js').Message} Message */
  /** @typedef {import('./messages.js').PageAnswer} PageAnswer */

  /**
   * Whether this script was left behind by an extension that was updated or removed since. In Chromium such a script goes
   * on; in Firefox it does not, and the scripts of an updated extension start in pages that are open.
   */
  const isOrphan = () => !chrome.runtime?.id;

  /**
   * What the person set, as far as it matters before the engine is asked: `settings.js` has the whole.
   * @typedef {{settings?: any, drawer?: unknown}} Preferences
   */

  class Visit {
    /** The form, or the list of tokens. @type {HTMLFormElement | null} */
    #form = null;

    /** Whether the drawer is open from the start. */
    #startsOpen = false;

    /** The address by which the person came to this form: the page may change it later. */
    #address = '';

    /** The entry in the browser's history that goes with it. */
    #entry = '';

    /** @type {InstanceType<typeof Panel> | null} */
    #panel = null;

    #observer = new MutationObserver(() => this.#changed());

    /** Ends with the visit. */
    #ended = new AbortController();

    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #debounce;

    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #patience;

    /** Whether the permissions did not come in time. */
    #givenUp = false;

    /** Whether the last reading had the permissions, and whether the panel speaks of such a reading. */
    #ready = false;
    #told = false;

    /** Whether the person does not want the panel. */
    #off = false;

    /** Whether the drawer opened by itself: it does so once. */
    #opened = false;

    /** What the form had when it was first ready: what differs from it now is the person's own choice. @type {Partial<Fields> | null} */
    #first = null;

    /** What the person wrote in the box. */
    #purpose = '';

    /** What the newest question was, and its number. */
    #asked = '';
    #question = 0;

    /** Permissions that looked doubtful at the last reading. @type {string[]} */
    #suspects = [];

    #returns = 0;

    /** @type {() => void} */
    #finish;

    /**
     * @param {NonNullable<ReturnType<typeof finegrain.pages.kindOf>>} kind
     * @param {Promise<Preferences>} preferences
     * @param {() => void} finish Called when the extension is not there any more.
     */
    constructor(kind, preferences, finish) {
      this.kind = kind;
      this.#finish = finish;
      const { signal } = this.#ended;
      const changed = () => this.#changed();
      // A click may change what no event and no attribute tells of.
      for (const type of ['input', 'change', 'click', 'reset']) {
        document.addEventListener(type, changed, { signal, capture: true, passive: true });
      }
      matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed, { signal });
      document.addEventListener(github.beforeCache, () => this.#remove(), { signal });
      // Back from the back/forward cache, where answers got lost, and the news of what the person set.
      addEventListener('pageshow', ({ persisted }) => persisted && this.#again(), { signal });
      chrome.storage.onChanged.addListener(this.#settingsChanged);
      chrome.runtime.onMessage.addListener(this.#answer);
      this.#find();
      preferences.then((it) => this.#ended.signal.aborted || this.#set(it));
    }

    end() {
      this.#ended.abort();
      this.#release();
      if (!isOrphan()) {
        chrome.storage.onChanged.removeListener(this.#settingsChanged);
        chrome.runtime.onMessage.removeListener(this.#answer);
        ask({ kind: 'left' }).catch(() => {});
      }
    }

    /** The page may be another by now. */
    check() {
      if (!this.#form || !past.isConnected(this.#form)) {
        this.#release();
        this.#find();
        return;
      }
      this.#readdress();
      this.#changed();
    }

    /**
     * The page may have gone to another address and kept the form. Where it only replaced its address, or the person went
     * to a place in the page, the link that led here is still the same.
     */
    #readdress() {
      const entry = navigation?.currentEntry?.key ?? '';
      const [was, is] = [this.#address, location.href].map((it) => it.replace(/#.*/s, ''));
      if ((was !== is && entry !== this.#entry) || github.isOurs(location.hash)) {
        this.#address = location.href;
        this.#entry = entry;
        this.#first = null;
      }
    }

    #find() {
      const form = /** @type {HTMLFormElement | null} */ (github.findPlace(this.kind));
      if (!form) {
        // Nobody else says when a form is put into the page. This goes on only until there is one.
        if (!github.hasNewValue()) {
          this.#observer.observe(document.documentElement, { childList: true, subtree: true });
          this.#waitForPermissions();
        }
        return;
      }
      this.#observer.disconnect();
      clearTimeout(this.#patience);
      this.#patience = undefined;
      this.#givenUp = false;
      this.#form = form;
      this.#address = location.href;
      this.#entry = navigation?.currentEntry?.key ?? '';
      this.#observe(form);
      this.#waitForPermissions();
      this.#enter();
    }

    /**
     * Puts the bar where it belongs, once and before the engine is asked: from then on nothing moves. It is there even
     * before it is known what the person set, which is on its way since the page is: a bar that comes late moves the form
     * for everybody, one that goes does so only for those who turned it off, and hardly ever.
     */
    #enter() {
      if (this.#off || !this.#form) {
        return;
      }
      if (!this.#panel) {
        this.#panel = new Panel({
          find: (at) => (this.#form && !isList(this.kind) ? reading.find(this.#form, at) : null),
          remember: (open) => void chrome.storage.local.set({ drawer: open }).catch(() => {}),
          typed: (text) => this.#typed(text),
          save: (link) => ask({ kind: 'save', link }),
        });
        this.#panel.open(this.#startsOpen);
        this.#dress();
      }
      this.#place();
      this.#update();
    }

    #dress() {
      style().then((css) => this.#panel?.style(css), () => {});
    }

    /** @param {Preferences} preferences */
    #set({ settings, drawer }) {
      const off = settings?.hints === false || (settings?.onlyByLink === true && !this.#isByLink());
      const opens = drawer === true && settings?.drawer !== 'closed';
      if (opens && !this.#startsOpen) {
        this.#panel?.open(true);
      }
      this.#startsOpen = opens;
      this.#off = off;
      if (off) {
        this.#remove();
      } else if (this.#form) {
        this.#enter();
      }
    }

    /** Whether a link that asks for something led here. */
    #isByLink() {
      return location.search.length > 1 || github.isOurs(location.hash) || finegrain.pages.isBehindQuestion();
    }

    /** @param {string} text */
    #typed(text) {
      this.#purpose = text.slice(0, LONGEST);
      this.#changed();
    }

    /** @param {HTMLFormElement} form */
    #observe(form) {
      this.#observer.observe(form, {
        attributeFilter: ['value', 'checked', 'disabled', 'aria-checked', 'aria-selected', 'src'],
        characterData: true,
        childList: true,
        subtree: true,
      });
      // It leaves the page with one of these.
      for (let above = past.parent(form); above; above = past.parent(above)) {
        this.#observer.observe(above, { childList: true });
      }
      this.#observer.observe(document.documentElement, { attributeFilter: github.themeAttributes, childList: true });
    }

    /** Lets go of the form. */
    #release() {
      this.#observer.disconnect();
      clearTimeout(this.#debounce);
      clearTimeout(this.#patience);
      this.#debounce = this.#patience = undefined;
      this.#remove();
      this.#form = null;
      this.#first = null;
      this.#ready = this.#told = this.#givenUp = this.#opened = false;
    }

    #remove() {
      this.#panel?.remove();
      this.#panel = null;
      this.#asked = '';
      this.#question += 1;
    }

    #waitForPermissions() {
      this.#patience ??= setTimeout(() => {
        this.#patience = undefined;
        this.#givenUp = true;
        if (this.#form) {
          this.#changed();
        } else if (isList(this.kind)) {
          this.#observer.disconnect();
        }
      }, PATIENCE);
    }

    #changed() {
      // Not put off by the next change: what keeps changing is drawn too.
      this.#debounce ??= setTimeout(() => {
        this.#debounce = undefined;
        if (this.#form) {
          this.#update();
        } else {
          this.#find();
        }
      }, DEBOUNCE);
    }

    /** Asks anew for everything, whatever was asked before. */
    #again() {
      this.#asked = '';
      this.#changed();
      this.#dress();
      finegrain.preferences().then((it) => this.#ended.signal.aborted || this.#set(it));
    }

    /** @param {Record<string, unknown>} changes */
    #settingsChanged = (changes) => {
      if ('settings' in changes) {
        this.#again();
      }
    };

    async #update() {
      if (isOrphan()) {
        this.#finish();
        return;
      }
      if (!this.#form || !past.isConnected(this.#form)) {
        this.check();
        return;
      }
      if (this.#off) {
        return;
      }
      if (!this.#panel) {
        this.#enter();
        return;
      }
      if (isList(this.kind) && github.hasNewValue()) {
        this.#release();
        return;
      }
      const read = this.#tryRead();
      if (!read) {
        this.#fail();
        return;
      }
      this.#follow(Boolean(read.ready));
      this.#place();
      const text = JSON.stringify(read);
      if (text === this.#asked) {
        return;
      }
      this.#asked = text;
      this.#question += 1;
      const question = this.#question;
      const answer = await ask({ kind: 'form', reading: read }).catch(() => null);
      if (isOrphan()) {
        this.#finish();
      } else if (question !== this.#question) {
        // There is a newer one.
      } else if (answer) {
        this.#show(answer);
      } else {
        this.#fail();
      }
    }

    /** What cannot be read leaves no claims of an earlier reading. */
    #tryRead() {
      try {
        return this.#read();
      } catch {
        return null;
      }
    }

    /** @returns {Partial<Fields>} */
    #read() {
      const form = /** @type {HTMLFormElement} */ (this.#form);
      const { ready, fields, suspects } = reading.read(form, this.kind);
      // A page that is in the middle of a change is no contradiction: only what stays is.
      const uncertain = suspects.filter((key) => this.#suspects.includes(key));
      if (uncertain.length < suspects.length) {
        this.#changed();
      }
      this.#suspects = suspects;
      if (ready) {
        this.#first ??= fields;
      }
      return {
        ...fields,
        address: this.#address,
        uncertain,
        purpose: this.#purpose,
        ...(ready && { chosen: chosenSince(this.#first ?? fields, fields) }),
        ...(finegrain.pages.isBehindQuestion() && { asked: true }),
        ...(this.#givenUp && !ready && { changed: github.signs(form).join(' ') }),
      };
    }

    /** @param {boolean} ready */
    #follow(ready) {
      if (ready) {
        clearTimeout(this.#patience);
        this.#patience = undefined;
        this.#givenUp = false;
      } else if (this.#ready) {
        // The owner was changed: the permissions come anew.
        this.#told = false;
        this.#waitForPermissions();
      }
      this.#ready = ready;
    }

    /** @returns {'loading' | 'ready' | 'unrecognized'} */
    get #state() {
      if (this.#ready) {
        return this.#told ? 'ready' : 'loading';
      }
      return this.#givenUp ? 'unrecognized' : 'loading';
    }

    /** Puts the panel where it belongs, and nowhere else. */
    #place() {
      const host = this.#panel?.host;
      if (!host || !this.#form) {
        return;
      }
      this.#panel?.theme(github.isDark());
      this.#panel?.state(this.#state);
      if (host.nextElementSibling !== this.#form && this.#returns < RETURNS) {
        this.#returns += 1;
        past.putBefore(this.#form, host);
      }
    }

    /** @param {import('./messages.js').PanelAnswer} answer */
    #show(answer) {
      this.#panel?.draw(answer);
      this.#told = answer.state === 'ready';
      this.#place();
      if (answer.opens && !this.#opened) {
        this.#opened = true;
        this.#panel?.open(true);
      }
    }

    #fail() {
      // Asked again with the next change.
      this.#asked = '';
      this.#panel?.fail();
      this.#told = true;
      this.#place();
    }

    /**
     * Answers the popup, which asks what there is on this page.
     *
     * @param {Message} message
     * @param {chrome.runtime.MessageSender} sender
     * @param {(answer: PageAnswer) => void} reply
     */
    #answer = (message, sender, reply) => {
      if (message?.kind !== 'page' || sender.id !== chrome.runtime.id) {
        return false;
      }
      this.#describe().then(reply);
      return true;
    };

    /** @returns {Promise<PageAnswer>} */
    async #describe() {
      if (!this.#form) {
        const missing = this.#givenUp && github.isExpected(this.kind);
        return { state: missing ? 'unrecognized' : 'none', link: null };
      }
      if (!this.#ready) {
        return { state: this.#state, link: null };
      }
      try {
        const answer = await ask({ kind: 'form', reading: this.#read() });
        return { state: 'ready', link: answer.link };
      } catch {
        return { state: 'ready', link: null };
      }
    }
  }

  /**
   * @param {Partial<Fields>} first
   * @param {Partial<Fields>} now
   * @returns {string[]} The parameters that a person has chosen in between.
   */
  function chosenSince(first, now) {
    const [before, after] = [first.permissions ?? {}, now.permissions ?? {}];
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [
      ...TAKEN.filter(([field]) => first[field] !== now[field]).map(([, parameter]) => parameter),
      ...[...keys].filter((key) => before[key] !== after[key]),
    ];
  }

  /** The panel's style, once it came. @type {string | undefined} */
  let css;

  /** @returns {Promise<string>} */
  async function style() {
    css ??= await ask({ kind: 'style' });
    return /** @type {string} */ (css);
  }

  /** @param {string} kind */
  function isList(kind) {
    return kind === 'list' || kind === 'classic-list';
  }

  return Visit;
});
