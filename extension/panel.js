// @ts-check
/**
 * The panel on GitHub's pages: a bar of constant height before the form, a drawer beside it, and an outline over what is
 * being shown. What they say is a view that the engine writes (src/view/panel/); here is what moves.
 *
 * Drawer and outline are out of the flow, in our own shadow root: GitHub's form never moves because of them.
 */
var finegrain = finegrain || {};

finegrain.panel = finegrain.lazy(() => {
  const Painter = finegrain.draw();

  /** @typedef {import('./messages.js').PanelAnswer} Answer */
  /** @typedef {import('./messages.js').Tree} Tree */
  /** @typedef {'loading' | 'ready' | 'unrecognized'} State */

  /**
   * What the panel asks of the visit that shows it.
   * @typedef {object} Visit
   * @property {(at: string) => Element | null} find The part of GitHub's form that is called so.
   * @property {(open: boolean) => void} remember Whether the person wants the drawer open.
   * @property {(text: string) => void} typed What is written in the box.
   * @property {(link: string) => Promise<unknown>} save Keeps a template for the popup.
   */

  /** The bar before its style has come: it has its size from the first paint on. */
  const FIRST = ':host { display: block; height: 48px; margin: 0 0 24px; overflow: hidden; } [hidden] { display: none !important; }';

  /** How long a button says that it is done, in milliseconds. */
  const DONE = 2000;

  /** The brand: four grains. */
  const GRAINS = [[4, 4, 2.6], [11, 3.4, 1.6], [3.6, 11.4, 1.6], [10.4, 10.4, 3.4]]
    .map(([x, y, r]) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`)
    .join('');

  /**
   * The bar when the engine has not spoken yet, or cannot: all that is said here and not there.
   *
   * @param {Tree[]} says
   * @returns {Tree[]}
   */
  const bar = (says) => [
    {
      tag: 'section',
      key: 'bar',
      attributes: { class: 'bar', 'aria-label': 'Finegrain' },
      children: [
        { tag: 'svg', attributes: { class: 'grain', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, children: [{ tag: 'path', attributes: { d: GRAINS } }] },
        ...says,
        { tag: 'button', key: 'toggle', attributes: { type: 'button', class: 'button', 'data-toggle': '' }, on: { click: { kind: 'toggle' } }, children: ['Details'] },
      ],
    },
  ];

  const WAITING = 'Waiting for GitHub to load the permissions';
  const FAILED = 'Finegrain could not answer. You can use the form as usual; the next change asks again.';

  const LOADING = bar([
    {
      tag: 'p',
      key: 'says',
      attributes: { class: 'says' },
      children: [
        { tag: 'span', attributes: { class: 'unseen' }, children: [WAITING] },
        { tag: 'span', attributes: { class: 'skeleton' } },
      ],
    },
  ]);

  /**
   * @param {string} text
   * @returns {Tree[]}
   */
  const drawer = (text) => [
    {
      tag: 'header',
      key: 'head',
      attributes: { class: 'sheet-head' },
      children: [
        {
          tag: 'div',
          attributes: { class: 'name' },
          children: ['Finegrain', { tag: 'button', key: 'close', attributes: { type: 'button', class: 'tool end', 'aria-label': 'Close', title: 'Close (Esc)' }, on: { click: { kind: 'close' } }, children: ['✕'] }],
        },
        { tag: 'h2', key: 'title', attributes: { id: 'title' }, children: [text] },
      ],
    },
  ];

  /**
   * @param {string} tag
   * @param {Record<string, string>} [attributes]
   * @param {...Node} content
   * @returns {HTMLElement}
   */
  function element(tag, attributes = {}, ...content) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      made.setAttribute(name, value);
    }
    made.append(...content);
    return made;
  }

  /**
   * @param {Element} part
   * @param {string} name
   * @param {string} value
   */
  function mark(part, name, value) {
    if (part.getAttribute(name) !== value) {
      part.setAttribute(name, value);
    }
  }

  /**
   * @param {Node} node
   * @param {string} text
   */
  function setText(node, text) {
    if (node.textContent !== text) {
      node.textContent = text;
    }
  }

  return class Panel {
    /** @type {Visit} */
    #visit;

    /** @type {Answer | null} */
    #answer = null;

    /** Which of the answer's stops is being shown. */
    #stop = -1;

    /** What the outline stands around, and how that part of the form is called. @type {Element | null} */
    #shown = null;
    #at = '';

    /** Whether the drawer stepped aside for what is being shown. */
    #aside = false;

    // Turbo would take a click on a link in here for one on a link of GitHub's own and not load the page.
    host = element('finegrain-panel', { 'data-turbo': 'false', 'data-state': 'loading' });
    #root = this.host.attachShadow({ mode: 'open' });

    #bar = element('div', { class: 'fg' });
    #drawer = element('div', { class: 'sheet fg', 'data-drawer': '', role: 'dialog', 'aria-modal': 'false', 'aria-labelledby': 'title', tabindex: '-1', hidden: '' });
    #caption = element('p', { class: 'caption' });
    #outline = element('div', { class: 'outline', 'aria-hidden': 'true', hidden: '' }, this.#caption);
    #pill = element('div', { class: 'pill fg', role: 'group', 'aria-label': 'Finegrain', hidden: '' });
    #status = element('div', { class: 'unseen', role: 'status' });

    #paintBar = new Painter(this.#bar, (sent) => this.#sent(sent));
    #paintDrawer = new Painter(this.#drawer, (sent) => this.#sent(sent));
    #paintPill = new Painter(this.#pill, (sent) => this.#sent(sent));

    /** Ends with the panel. */
    #ended = new AbortController();

    /** Whether the bar is above what one sees. */
    #above = false;
    #view = new IntersectionObserver(([entry]) => {
      this.#above = !entry.isIntersecting && entry.boundingClientRect.bottom < 0;
      this.#drawPill();
    });

    #sizes = new ResizeObserver(() => this.follow());

    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #saying;

    /** @param {Visit} visit */
    constructor(visit) {
      this.#visit = visit;
      this.style(FIRST);
      this.#root.append(this.#bar, this.#drawer, this.#outline, this.#pill, this.#status);
      this.#paintBar.paint(LOADING);
      this.#paintDrawer.paint(drawer(WAITING));
      this.#toggled();
      this.#view.observe(this.host);
      const { signal } = this.#ended;
      addEventListener('resize', () => this.follow(), { signal, passive: true });
      // What scrolls inside the page moves the row, and not the bar.
      document.addEventListener('scroll', () => this.follow(), { signal, passive: true, capture: true });
      this.#root.addEventListener('keydown', (event) => {
        const { key } = /** @type {KeyboardEvent} */ (event);
        if (key === 'Escape' && this.#shown) {
          this.#unshow();
          this.#back();
        } else if (key === 'Escape' && !this.#drawer.hidden) {
          this.#person(false);
        }
      });
    }

    remove() {
      this.#ended.abort();
      this.#view.disconnect();
      this.#sizes.disconnect();
      clearTimeout(this.#saying);
      this.host.remove();
    }

    /** @param {string} css */
    style(css) {
      try {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        this.#root.adoptedStyleSheets = [sheet];
      } catch {
        // Firefox did not let content scripts do that at all times; inside a shadow root a style element does no harm.
        this.#root.querySelector('style')?.remove();
        const style = element('style');
        style.textContent = css;
        this.#root.prepend(style);
      }
    }

    /** @param {boolean} dark */
    theme(dark) {
      mark(this.host, 'data-theme', dark ? 'dark' : 'light');
    }

    /** @param {State} state */
    state(state) {
      mark(this.host, 'data-state', state);
      mark(this.#drawer, 'aria-busy', String(state === 'loading'));
    }

    /** The engine cannot speak for itself, and what it said before may not be true any more. */
    fail() {
      this.#answer = null;
      this.#unshow();
      this.#paintBar.paint(bar([{ tag: 'p', key: 'says', attributes: { class: 'says' }, children: [FAILED] }]));
      this.#paintDrawer.paint(drawer(FAILED));
      this.#paintPill.paint([]);
      this.#toggled();
      this.#drawPill();
    }

    /** @param {Answer} answer */
    draw(answer) {
      // While the permissions of another owner are on their way, what was said stays: it would only flicker.
      if (answer.state === 'loading' && this.#answer?.state === 'ready') {
        return;
      }
      const focused = this.#root.activeElement;
      this.#answer = answer;
      this.#paintBar.paint(answer.bar);
      this.#paintDrawer.paint(answer.drawer);
      this.#toggled();
      if (this.#shown) {
        const stop = answer.stops.findIndex(({ at }) => at === this.#at);
        if (stop < 0) {
          this.#gone();
        } else {
          this.#stop = stop;
        }
      }
      this.#drawPill();
      this.follow();
      this.#say(answer.status);
      // What had the focus is gone: the person should not have to start at the top of the page.
      if (focused && !focused.isConnected) {
        (this.#drawer.hidden ? this.#toggle : this.#drawer)?.focus({ preventScroll: true });
      }
    }

    get isOpen() {
      return !this.#drawer.hidden || this.#aside;
    }

    /** @param {boolean} open */
    open(open) {
      this.#drawer.hidden = !open;
      this.#aside = false;
      this.#toggled();
      this.#drawPill();
    }

    /** @returns {HTMLElement | null} */
    get #toggle() {
      return this.#bar.querySelector('[data-toggle]');
    }

    #toggled() {
      const toggle = this.#toggle;
      if (toggle) {
        mark(toggle, 'aria-expanded', String(!this.#drawer.hidden));
      }
    }

    /**
     * The person opens or closes the drawer: the focus goes with it.
     *
     * @param {boolean} open
     */
    #person(open) {
      this.#unshow();
      this.open(open);
      this.#visit.remember(open);
      (open ? this.#drawer : this.#toggle)?.focus({ preventScroll: true });
    }

    /** @param {{message: any, value: string, target: Element}} sent */
    #sent({ message, value, target }) {
      const { kind } = message;
      if (kind === 'toggle') {
        this.#person(this.#drawer.hidden);
      } else if (kind === 'close') {
        this.#person(false);
      } else if (kind === 'show') {
        this.#show(message.stop);
      } else if (kind === 'next') {
        this.#show((this.#stop + 1) % Math.max(1, this.#answer?.stops.length ?? 1));
      } else if (kind === 'back') {
        this.#unshow();
        this.#back();
      } else if (kind === 'leave') {
        this.#unshow();
        this.#person(false);
      } else if (kind === 'open') {
        this.#person(true);
      } else if (kind === 'copy') {
        this.#copy(target, message.text);
      } else if (kind === 'save') {
        this.#save(target, message.link);
      } else if (kind === 'typed') {
        this.#visit.typed(value);
      }
    }

    /** Back from what was shown to where one came from. */
    #back() {
      if (this.#aside) {
        this.open(true);
      }
      const button = this.#drawer.querySelector(`[data-stop="${this.#stop}"]`) ?? (this.#drawer.hidden ? this.#toggle : this.#drawer);
      /** @type {HTMLElement | null} */ (button)?.focus();
    }

    /**
     * Scrolls to a part of GitHub's form and draws an outline around it.
     *
     * @param {number} stop
     */
    #show(stop) {
      const { at, caption } = this.#answer?.stops[stop] ?? {};
      const part = at === undefined ? null : this.#visit.find(at);
      if (!part) {
        return;
      }
      this.#stop = stop;
      this.#shown = part;
      this.#at = at ?? '';
      setText(this.#caption, caption ?? '');
      part.scrollIntoView({ block: 'center' });
      const rect = part.getBoundingClientRect();
      const over = this.#drawer.getBoundingClientRect();
      if (!this.#drawer.hidden && rect.right > over.left && rect.bottom > over.top) {
        this.#drawer.hidden = true;
        this.#aside = true;
        this.#toggled();
      }
      this.#sizes.disconnect();
      this.#sizes.observe(part);
      this.#sizes.observe(document.documentElement);
      this.follow();
      this.#drawPill();
      if (this.#drawer.hidden) {
        /** @type {HTMLElement | null} */ (this.#pill.querySelector('button'))?.focus({ preventScroll: true });
      }
      this.#say(caption ?? '');
    }

    #unshow() {
      this.#shown = null;
      this.#outline.hidden = true;
      this.#sizes.disconnect();
      this.#drawPill();
    }

    /** What was shown is not there any more, or nothing to look at. */
    #gone() {
      this.#unshow();
      if (this.#aside) {
        this.open(true);
      }
    }

    /** Puts the outline where its part is by now; the part gone, the outline goes too. */
    follow() {
      if (!this.#shown) {
        return;
      }
      const part = this.#shown.isConnected ? this.#shown : this.#visit.find(this.#at);
      if (!part?.checkVisibility()) {
        this.#gone();
        return;
      }
      this.#shown = part;
      const [its, ours] = [part.getBoundingClientRect(), this.host.getBoundingClientRect()];
      const edge = 4;
      Object.assign(this.#outline.style, {
        left: `${its.left - ours.left - edge}px`,
        top: `${its.top - ours.top - edge}px`,
        width: `${its.width + 2 * edge}px`,
        height: `${its.height + 2 * edge}px`,
      });
      this.#outline.hidden = false;
    }

    /** While one is busy further down the form: where one is among what there is to look at, or how much there is. */
    #drawPill() {
      const answer = this.#answer;
      const shows = Boolean(this.#shown) && this.#drawer.hidden;
      const waits = this.#above && this.#drawer.hidden && answer?.state === 'ready';
      const pill = shows ? answer?.stops[this.#stop]?.pill ?? [] : waits ? answer?.pill ?? [] : [];
      this.#paintPill.paint(pill);
      this.#pill.hidden = pill.length === 0;
    }

    /**
     * @param {Element} button
     * @param {string} text
     */
    async #copy(button, text) {
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        // Then the person can: the link is marked.
        const link = this.#root.querySelector('[data-template-link]');
        if (link) {
          getSelection()?.selectAllChildren(link);
        }
        return;
      }
      this.#done(button, 'Copied ✓', 'Copied');
    }

    /**
     * @param {Element} button
     * @param {string} link
     */
    async #save(button, link) {
      try {
        await this.#visit.save(link);
        this.#done(button, 'Saved ✓', 'Saved. You find it in Finegrain’s popup.');
      } catch {
        this.#done(button, 'Not saved', 'The browser did not save it.');
      }
    }

    /**
     * @param {Element} button
     * @param {string} word What the button says for a while.
     * @param {string} sentence For people who do not see it.
     */
    #done(button, word, sentence) {
      button.setAttribute('data-done', word);
      // At once, and what was to be said of the last change does not take its place.
      clearTimeout(this.#saying);
      setText(this.#status, sentence);
      setTimeout(() => button.removeAttribute('data-done'), DONE);
    }

    /**
     * Tells people who do not see it, and not with every letter.
     *
     * @param {string} text
     */
    #say(text) {
      clearTimeout(this.#saying);
      this.#saying = setTimeout(() => setText(this.#status, text), 400);
    }
  };
});
