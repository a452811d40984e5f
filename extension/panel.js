// @ts-check
/**
 * The panel before GitHub's form: draws what the engine says.
 *
 * Nothing that did not change is drawn again, so that focus, opened parts and selections stay. Every text is set as text,
 * never as markup: some of them were written by strangers.
 */
var finegrain = finegrain || {};

finegrain.panel = finegrain.lazy(() => {
  /** @typedef {import('./messages.js').FormAnswer} Answer */
  /** @typedef {import('./messages.js').FormHint} Hint */

  /** The words of the controls, and the one sentence for when the engine cannot speak for itself. */
  const WORDS = {
    collapse: 'Collapse',
    copied: 'Copied',
    copy: 'Copy as template link',
    docs: 'Learn more',
    error: 'Error',
    expand: 'Expand',
    failed: 'Finegrain could not answer, so there are no hints now. Go on in the form, or reload the page, to ask again.',
    formats: 'Other formats',
    info: 'Note',
    link: 'This form as a template link',
    loading: 'Waiting for the permissions',
    many: 'things to look at',
    none: 'Nothing to look at',
    one: '1 thing to look at',
    repositories: 'Repositories',
    name: 'Name',
    description: 'Description',
    warning: 'Warning',
  };

  /** @type {Record<string, string>} */
  const MARKS = { error: '✕', warning: '!', info: 'i' };

  /** What may be a permission. What is said of other fields needs no name before it, and a stranger's text is no name. */
  const PERMISSION = /^(?!name$|description$|target_name$|expires_in$)[a-z_]{2,60}$/;

  /** For the ids of messages. */
  let messages = 0;

  /** How long a button says that it has copied. */
  const COPIED = 2000;

  /** The hosts that links of the engine lead to, besides the page's own. */
  const HOSTS = /^(docs\.)?github\.com$|^[\w-]+\.ghe\.com$/;

  /**
   * @param {string} tag
   * @param {Record<string, string>} [attributes]
   * @param {...(Node | string)} content
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
   * @param {string} name
   * @param {Record<string, string>} attributes
   */
  const button = (name, attributes) => element('button', { type: 'button', 'data-label': name, ...attributes }, name);

  /**
   * @param {string} viewBox
   * @param {string} d
   */
  function icon(viewBox, d) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    svg.setAttribute('viewBox', viewBox);
    svg.setAttribute('aria-hidden', 'true');
    path.setAttribute('d', d);
    svg.append(path);
    return svg;
  }

  /** The brand: four grains. */
  const grains = () =>
    icon(
      '0 0 16 16',
      [[4, 4, 2.6], [11, 3.4, 1.6], [3.6, 11.4, 1.6], [10.4, 10.4, 3.4]]
        .map(([x, y, r]) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`)
        .join(''),
    );

  /**
   * The engine's sentences: what stands between backticks is code.
   *
   * @param {string} text
   * @returns {Node[]}
   */
  const sentence = (text) =>
    text.split('`').map((part, at) => (at % 2 ? element('code', {}, part) : document.createTextNode(part)));

  /**
   * @param {string} url
   * @returns {boolean} Whether it may be followed: the engine writes no other, and this makes sure.
   */
  function isTrusted(url) {
    if (!URL.canParse(url)) {
      return false;
    }
    const { protocol, host, username } = new URL(url);
    return protocol === 'https:' && username === '' && (host === location.host || HOSTS.test(host));
  }

  /**
   * @param {{title: string, url: string}} link
   * @param {Record<string, string>} [attributes]
   */
  const anchor = ({ title, url }, attributes = {}) =>
    element('a', { ...(isTrusted(url) && { href: url }), ...attributes }, ...sentence(title));

  /**
   * @param {Node} node
   * @param {string} text
   */
  function setText(node, text) {
    if (node.textContent !== text) {
      node.textContent = text;
    }
  }

  /**
   * @param {HTMLElement} part
   * @param {boolean} isShown
   */
  function show(part, isShown) {
    if (part.hidden === isShown) {
      part.hidden = !isShown;
    }
  }

  /**
   * @param {HTMLElement} part
   * @param {string} name
   * @param {string} value
   */
  function mark(part, name, value) {
    if (part.getAttribute(name) !== value) {
      part.setAttribute(name, value);
    }
  }

  /**
   * Makes `list` hold exactly `wanted`, in that order, touching as little as it can: what is moved loses the focus.
   *
   * @param {Element} list
   * @param {Element[]} wanted
   */
  function arrange(list, wanted) {
    const kept = new Set(wanted);
    for (const child of [...list.children]) {
      if (!kept.has(child)) {
        child.remove();
      }
    }
    for (const [at, child] of wanted.entries()) {
      if (list.children[at] !== child) {
        list.insertBefore(child, list.children[at] ?? null);
      }
    }
  }

  return class Panel {
    /** What each part was drawn from. @type {Map<string, string>} */
    #drawn = new Map();

    /** The hints on show. @type {Map<string, HTMLElement>} */
    #hints = new Map();

    /** @type {Answer | null} */
    #answer = null;

    // Turbo would take a click on a link in here for one on a link of GitHub's own and not load the page.
    host = element('finegrain-panel', { 'data-turbo': 'false' });
    #root = this.host.attachShadow({ mode: 'open' });

    #badge = element('span', { class: 'badge', hidden: '' });
    #count = element('span', { class: 'count quiet' });
    #fold = button('', { class: 'fold', 'aria-controls': 'body', 'aria-expanded': 'true', 'aria-label': WORDS.collapse });

    #next = element('p', { class: 'next', hidden: '' });
    #summary = element('section', { hidden: '' });
    #list = element('ul', { class: 'hints' });
    #notes = element('div', { class: 'quiet' });
    #advice = element('section', { hidden: '' }, this.#list, this.#notes);
    #says = element('section', { hidden: '' });

    #link = element('code', { 'data-template-link': '' });
    #copy = button(WORDS.copy, { class: 'button primary' });
    #more = button(WORDS.formats, { class: 'button opens', 'aria-controls': 'formats', 'aria-expanded': 'false' });
    #formats = element('div', { class: 'actions', id: 'formats', hidden: '' });
    #reopen = element('a', { class: 'button' });
    #reopenNote = element('span', { class: 'quiet' });
    #template = element(
      'section',
      { hidden: '' },
      element('h3', { id: 'link' }, WORDS.link),
      element('div', { class: 'link', tabindex: '0', role: 'group', 'aria-labelledby': 'link' }, this.#link),
      element('div', { class: 'actions' }, this.#copy, this.#more, this.#reopen, this.#reopenNote),
      this.#formats,
    );

    #ask = button('', { class: 'opens', 'aria-controls': 'limits', 'aria-expanded': 'false' });
    #limits = element('ul', { class: 'limits', id: 'limits', hidden: '' });
    #looking = element('section', { class: 'looking', hidden: '' }, this.#ask, this.#limits);

    #body = element(
      'div',
      { id: 'body', class: 'body' },
      this.#next,
      this.#summary,
      this.#advice,
      this.#says,
      this.#template,
      this.#looking,
    );
    #status = element('div', { class: 'unseen', role: 'status' });

    // How it stands, for who is busy further down the form.
    #pillBadge = element('span', { class: 'badge' });
    #pillCount = element('span', { class: 'quiet' });
    #pill = button('', { class: 'pill', hidden: '' });
    #above = false;
    #view = new IntersectionObserver(([entry]) => {
      this.#above = !entry.isIntersecting && entry.boundingClientRect.bottom < 0;
      this.#drawPill();
    });

    /** @param {string} css */
    constructor(css) {
      this.#adopt(css);
      const name = element('h2', { id: 'name' }, grains(), 'Finegrain');
      const head = element('header', {}, name, this.#badge, this.#count, this.#fold);
      this.#fold.replaceChildren(icon('0 0 16 16', 'M4 10l4-4 4 4'));
      this.#root.append(
        element('div', { class: 'card', role: 'region', 'aria-labelledby': 'name' }, head, this.#body),
        this.#status,
        this.#pill,
      );
      this.#pill.append(this.#pillBadge, ' ', this.#pillCount);
      this.#pill.addEventListener('click', () => {
        this.host.scrollIntoView({ block: 'start' });
        this.#fold.focus({ preventScroll: true });
      });
      this.#view.observe(this.host);
      this.#fold.addEventListener('click', () => this.#collapse(this.#body.hidden));
      this.#copy.addEventListener('click', () => this.#copied(this.#copy, this.#answer?.link));
      this.#more.addEventListener('click', () => this.#toggle(this.#more, this.#formats));
      this.#ask.addEventListener('click', () => {
        this.#toggle(this.#ask, this.#limits);
        this.#drawLimits();
      });
    }

    /** @param {string} css */
    #adopt(css) {
      try {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        this.#root.adoptedStyleSheets = [sheet];
      } catch {
        // Firefox did not let content scripts do that at all times; inside a shadow root a style element does no harm.
        this.#root.append(element('style', {}, css));
      }
    }

    /**
     * @param {HTMLElement} button
     * @param {HTMLElement} part
     */
    #toggle(button, part) {
      part.hidden = !part.hidden;
      button.setAttribute('aria-expanded', String(!part.hidden));
    }

    /** @param {boolean} open */
    #collapse(open) {
      this.#body.hidden = !open;
      this.#fold.setAttribute('aria-expanded', String(open));
      this.#fold.setAttribute('aria-label', open ? WORDS.collapse : WORDS.expand);
      this.#drawPill();
    }

    /** @param {boolean} dark */
    theme(dark) {
      mark(this.host, 'data-theme', dark ? 'dark' : 'light');
    }

    /**
     * @param {'loading' | 'ready' | 'unrecognised'} state
     */
    state(state) {
      mark(this.host, 'data-state', state);
      show(this.host, state !== 'unrecognised');
      mark(this.#body, 'aria-busy', String(state === 'loading' && this.#answer?.state === 'ready'));
    }

    /** The engine cannot speak for itself, and what it said before may not be true any more. */
    fail() {
      for (const part of [this.#badge, this.#summary, this.#advice, this.#says, this.#template, this.#looking]) {
        part.hidden = true;
      }
      this.#answer = null;
      this.#drawn.clear();
      this.#count.textContent = '';
      this.#next.textContent = WORDS.failed;
      this.#next.hidden = false;
      this.#drawPill();
    }

    /**
     * Draws an answer.
     *
     * @param {Answer} answer
     */
    draw(answer) {
      const ready = answer.state === 'ready';
      // While the permissions of another owner are on their way, what was said stays, dimmed: the page would jump.
      if (!ready && this.#answer?.state === 'ready') {
        return;
      }
      const focused = this.#root.activeElement;
      this.#answer = answer;
      this.#drawHead(answer, ready);
      this.#drawNext(answer.next);
      this.#drawSummary(answer, ready);
      this.#drawHints(answer);
      this.#drawSays(answer.says);
      this.#drawTemplate(answer, ready);
      this.#drawLooking(answer.looking, ready);
      setText(this.#status, [ready && answer.risk.label, this.#count.textContent, answer.next?.text].filter(Boolean).join('. '));
      // What had the focus is gone: the person should not have to start at the top of the page.
      if (focused && !focused.isConnected) {
        this.#fold.focus();
      }
    }

    /**
     * @param {string} part
     * @param {unknown} from
     * @param {() => void} draw
     */
    #changed(part, from, draw) {
      const key = JSON.stringify(from) ?? '';
      if (this.#drawn.get(part) !== key) {
        this.#drawn.set(part, key);
        draw();
      }
    }

    /**
     * @param {Answer} answer
     * @param {boolean} ready
     */
    #drawHead({ risk, hints }, ready) {
      show(this.#badge, ready);
      mark(this.#badge, 'data-level', risk.word);
      setText(this.#badge, risk.label);
      const count = hints.length;
      const said = count === 0 ? WORDS.none : count === 1 ? WORDS.one : `${count} ${WORDS.many}`;
      setText(this.#count, ready ? said : WORDS.loading);
      mark(this.#pillBadge, 'data-level', risk.word);
      setText(this.#pillBadge, risk.label);
      setText(this.#pillCount, said);
      this.#drawPill();
    }

    #drawPill() {
      show(this.#pill, this.#above && !this.#body.hidden && this.#answer?.state === 'ready');
    }

    /** @param {Answer['next']} next */
    #drawNext(next) {
      this.#changed('next', next, () => {
        this.#next.replaceChildren(...(next ? [element('span', {}, ...sentence(next.text))] : []));
        this.#next.hidden = !next;
      });
    }

    /**
     * @param {Answer} answer
     * @param {boolean} ready
     */
    #drawSummary({ title, can, bounds, risk }, ready) {
      this.#changed('summary', [title, can, bounds, risk, ready], () => {
        this.#summary.hidden = !ready;
        this.#summary.replaceChildren(
          element('h3', {}, title),
          element('ul', { class: 'can' }, ...can.map((it) => element('li', {}, ...sentence(it)))),
          ...(bounds ? [element('p', { class: 'bounds' }, ...sentence(bounds))] : []),
          element('p', { class: 'risk quiet' }, ...sentence(risk.sentence)),
        );
      });
    }

    /** @param {Answer} answer */
    #drawHints({ hints, notes = [] }) {
      const before = this.#hints;
      this.#hints = new Map();
      for (const hint of hints) {
        // Where its link leads changes with everything on the form. The same hint twice would be one too many.
        const key = JSON.stringify({ ...hint, fix: hint.fix?.title });
        const shown = before.get(key) ?? this.#hint(hint);
        const fix = shown.querySelector('.fix');
        if (fix instanceof HTMLElement && hint.fix && isTrusted(hint.fix.url)) {
          mark(fix, 'href', hint.fix.url);
        }
        this.#hints.set(key, shown);
      }
      arrange(this.#list, [...this.#hints.values()]);
      this.#changed('notes', notes, () => {
        this.#notes.replaceChildren(...notes.map((it) => element('p', { class: 'note' }, ...sentence(it))));
      });
      show(this.#list, hints.length > 0);
      show(this.#advice, hints.length + notes.length > 0);
    }

    /** @param {Hint} hint */
    #hint({ code, severity, parameter, message, help, docs, fix }) {
      messages += 1;
      const id = `message-${messages}`;
      const opens = { target: '_blank', rel: 'noopener noreferrer', 'aria-describedby': id };
      // Some sentences name what they are about, others leave it to the place where they stand.
      const isNamed = !parameter || !PERMISSION.test(parameter) || message.includes(`\`${parameter}`);
      const about = isNamed ? [] : [element('code', {}, parameter), ': '];
      return element(
        'li',
        { class: 'hint', 'data-code': code, 'data-parameter': parameter ?? '', 'data-severity': severity },
        element('span', { class: 'mark', 'aria-hidden': 'true' }, MARKS[severity] ?? ''),
        element(
          'p',
          {},
          element('span', { id }, element('span', { class: 'unseen' }, `${WORDS[severity]}: `), ...about, ...sentence(message)),
          ...(help ? [' ', element('span', { class: 'quiet' }, ...sentence(help))] : []),
          ...(docs && isTrusted(docs) ? [' ', anchor({ title: WORDS.docs, url: docs }, { class: 'docs', ...opens })] : []),
        ),
        ...(fix && isTrusted(fix.url) ? [anchor(fix, { class: 'fix' })] : []),
      );
    }

    /** @param {Answer['says']} says */
    #drawSays(says) {
      this.#changed('says', says, () => {
        this.#says.hidden = !says;
        if (!says) {
          this.#says.replaceChildren();
          return;
        }
        const { name, description, repositories, reasons, title } = says;
        /** @type {[string, Node[]][]} */
        const rows = [
          ...(name ? [quotation(WORDS.name, name)] : []),
          ...(description ? [quotation(WORDS.description, description)] : []),
          ...(repositories.length ? [repositoryRow(WORDS.repositories, repositories)] : []),
          ...reasons.map(({ label, text }) => quotation(label, text)),
        ];
        this.#says.replaceChildren(
          element('h3', {}, title),
          element('dl', { class: 'quotes' }, ...rows.flatMap(([term, said]) => [element('dt', {}, term), element('dd', {}, ...said)])),
        );
      });
    }

    /**
     * @param {Answer} answer
     * @param {boolean} ready
     */
    #drawTemplate({ link, share, reopen }, ready) {
      show(this.#template, ready);
      setText(this.#link, link);
      // The first is the link itself, which has a button of its own.
      const others = share.filter(({ format }) => format !== 'url');
      this.#changed('formats', others.map(({ format }) => format), () => {
        this.#formats.replaceChildren(
          ...others.map(({ format, label }) => {
            const made = button(label, { class: 'button', 'data-format': format });
            const text = () => this.#answer?.share.find((it) => it.format === format)?.text;
            made.addEventListener('click', () => this.#copied(made, text()));
            return made;
          }),
        );
      });
      show(this.#more, others.length > 0);
      const offered = Boolean(reopen && isTrusted(reopen.url));
      show(this.#reopen, offered);
      show(this.#reopenNote, offered);
      if (reopen && offered) {
        setText(this.#reopen, reopen.title);
        setText(this.#reopenNote, reopen.note);
        mark(this.#reopen, 'href', reopen.url);
      }
    }

    /**
     * @param {Answer['looking']} looking
     * @param {boolean} ready
     */
    #drawLooking(looking, ready) {
      show(this.#looking, ready && looking.items.length > 0);
      setText(this.#ask, looking.title);
      this.#drawLimits();
    }

    /** What nobody asked for is not there: these are no hints about the form. */
    #drawLimits() {
      const items = this.#limits.hidden ? [] : this.#answer?.looking.items ?? [];
      this.#changed('limits', items, () => {
        this.#limits.replaceChildren(
          ...items.map(({ code, title, what, instead, classic }) =>
            element(
              'li',
              { 'data-code': code, 'data-parameter': '' },
              element('h4', {}, title),
              element('p', {}, ...sentence(what)),
              element('p', { class: 'quiet' }, ...sentence(instead)),
              ...(classic && isTrusted(classic.url) ? [element('p', {}, anchor({ title: classic.title, url: classic.url }))] : []),
            ),
          ),
        );
      });
    }

    /**
     * @param {HTMLElement} button
     * @param {string | undefined} text
     */
    async #copied(button, text = '') {
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        // Then the person can: the link is marked.
        getSelection()?.selectAllChildren(this.#link);
        return;
      }
      button.style.minWidth = `${button.offsetWidth}px`;
      setText(button, WORDS.copied);
      setText(this.#status, WORDS.copied);
      setTimeout(() => setText(button, button.dataset.label ?? ''), COPIED);
    }
  };

  /**
   * What a stranger wrote, as a quotation.
   *
   * @param {string} term
   * @param {string} text
   * @returns {[string, Node[]]}
   */
  function quotation(term, text) {
    return [term, [element('q', { dir: 'auto' }, text)]];
  }

  /**
   * @param {string} term
   * @param {string[]} names
   * @returns {[string, Node[]]}
   */
  function repositoryRow(term, names) {
    return [term, names.flatMap((name, at) => [...(at ? [document.createTextNode(', ')] : []), element('code', {}, name)])];
  }
});
