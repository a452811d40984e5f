// @ts-check
/**
 * Brings a container from one tree of nodes to the next: the painter of the panel, as `web/paint.rs` is that of the popup.
 * What a node is, and what a painter keeps, stands in `src/view/node.rs`.
 *
 * The nodes come from the engine. Still, nothing but the elements and attributes named here is ever made of them, an
 * address must be https, and every text is set as text: some were written by strangers.
 */
var finegrain = finegrain || {};

finegrain.draw = finegrain.lazy(() => {
  /**
   * @typedef {object} Tree
   * @property {string} tag
   * @property {string} [key]
   * @property {Record<string, string>} [attributes]
   * @property {Record<string, any>} [on]
   * @property {(Tree | string)[]} [children]
   */

  /**
   * What happened: the message of the element, and of its target what the message may be about.
   * @typedef {{message: any, value: string, checked: boolean, key: string, target: Element}} Sent
   */

  const TAGS = new Set(
    ('a aside b bdi br button code dd del details div dl dt footer h1 h2 h3 header hr input ins kbd label li main nav ol p' +
      ' path pre section small span summary svg textarea ul wbr').split(' '),
  );

  const ATTRIBUTES =
    /^(autocapitalize|autocomplete|checked|class|d|disabled|for|hidden|href|id|inputmode|name|open|placeholder|readonly|rel|role|rows|spellcheck|tabindex|target|title|type|value|viewBox|data-[a-z-]+|aria-[a-z]+)$/;

  const EVENTS = ['click', 'input', 'change', 'keydown', 'focusin', 'focusout'];

  const SVG = 'http://www.w3.org/2000/svg';

  /** @param {Tree | string} child */
  const isText = (child) => typeof child === 'string';

  return class Painter {
    /** @type {Element} */
    #container;

    /** What is on show, by the element that contains it. @type {WeakMap<Node, {child: Tree | string, node: ChildNode}[]>} */
    #shown = new WeakMap();

    /** The messages of elements. @type {WeakMap<Element, Record<string, any>>} */
    #listening = new WeakMap();

    #painting = false;

    /**
     * @param {Element} container
     * @param {(sent: Sent) => void} send
     */
    constructor(container, send) {
      this.#container = container;
      for (const type of EVENTS) {
        container.addEventListener(type, (event) => {
          const target = /** @type {Element} */ (event.target);
          for (let at = /** @type {Element | null} */ (target); at && at !== container && !this.#painting; at = at.parentElement) {
            const message = this.#listening.get(at)?.[type];
            if (message !== undefined) {
              const { value = '', checked = false } = /** @type {HTMLInputElement} */ (target);
              send({ message, value, checked, key: /** @type {KeyboardEvent} */ (event).key ?? '', target: at });
              return;
            }
          }
        });
      }
    }

    /** @param {(Tree | string)[]} children */
    paint(children) {
      this.#painting = true;
      try {
        this.#fill(this.#container, children);
      } finally {
        this.#painting = false;
      }
    }

    /**
     * @param {Element} parent
     * @param {(Tree | string)[]} children
     */
    #fill(parent, children) {
      const before = this.#shown.get(parent) ?? [];
      if (!before.length && !children.length) {
        return;
      }
      /** @type {Map<string, {child: Tree | string, node: ChildNode}>} */
      const keyed = new Map();
      /** @type {{child: Tree | string, node: ChildNode}[]} */
      const texts = [];
      /** @type {{child: Tree | string, node: ChildNode}[]} */
      const others = [];
      for (const it of before) {
        if (isText(it.child)) {
          texts.push(it);
        } else if (/** @type {Tree} */ (it.child).key !== undefined) {
          keyed.set(nameOf(/** @type {Tree} */ (it.child)), it);
        } else {
          others.push(it);
        }
      }
      const after = children.map((child) => {
        if (isText(child)) {
          const same = texts.shift();
          const node = same ? same.node : document.createTextNode('');
          if (node.textContent !== child) {
            node.textContent = /** @type {string} */ (child);
          }
          return { child, node };
        }
        const tree = /** @type {Tree} */ (child);
        let same;
        if (tree.key !== undefined) {
          same = keyed.get(nameOf(tree));
          keyed.delete(nameOf(tree));
        } else {
          const next = others.findIndex((it) => /** @type {Tree} */ (it.child).tag === tree.tag);
          same = next < 0 ? undefined : others.splice(0, next + 1)[next];
        }
        return { child, node: this.#element(tree, same) };
      });
      this.#shown.set(parent, after);
      arrange(parent, after.map(({ node }) => node));
    }

    /**
     * @param {Tree} tree
     * @param {{child: Tree | string, node: ChildNode}} [same] What it was before.
     * @returns {Element}
     */
    #element(tree, same) {
      const tag = TAGS.has(tree.tag) ? tree.tag : 'span';
      const before = /** @type {Tree | undefined} */ (same?.child);
      const element = /** @type {Element | undefined} */ (same?.node) ??
        (tag === 'svg' || tag === 'path' ? document.createElementNS(SVG, tag) : document.createElement(tag));
      this.#listening.set(element, tree.on ?? {});
      setAttributes(element, before?.attributes ?? {}, tree.attributes ?? {});
      this.#fill(element, tree.children ?? []);
      return element;
    }
  };

  /** @param {Tree} tree */
  function nameOf({ tag, key }) {
    return `${tag} ${key}`;
  }

  /**
   * @param {Element} element
   * @param {Record<string, string>} before
   * @param {Record<string, string>} after
   */
  function setAttributes(element, before, after) {
    for (const name of Object.keys(before)) {
      if (!(name in after)) {
        set(element, name, null);
      }
    }
    for (const [name, value] of Object.entries(after)) {
      if (name === 'value' || name === 'checked' || before[name] !== value) {
        set(element, name, value);
      }
    }
  }

  /**
   * @param {Element} element
   * @param {string} name
   * @param {string | null} value
   */
  function set(element, name, value) {
    const field = /** @type {any} */ (element);
    if (!ATTRIBUTES.test(name) || (name === 'href' && value !== null && !isSafe(value))) {
      return;
    }
    if (name === 'value' && 'value' in field) {
      if (field.value !== (value ?? '')) {
        field.value = value ?? '';
      }
    } else if (name === 'checked') {
      field.checked = value === 'true';
    } else if (name === 'open') {
      field.open = value !== null;
    } else if (value === null) {
      element.removeAttribute(name);
    } else {
      element.setAttribute(name, value);
    }
  }

  /** @param {string} address */
  function isSafe(address) {
    if (!URL.canParse(address)) {
      return false;
    }
    const { protocol, username } = new URL(address);
    return protocol === 'https:' && username === '';
  }

  /**
   * Makes `parent` contain exactly `wanted`, in that order. What has the focus is not moved: moving it would lose it.
   *
   * @param {Element} parent
   * @param {ChildNode[]} wanted
   */
  function arrange(parent, wanted) {
    const kept = new Set(wanted);
    for (const child of [...parent.childNodes]) {
      if (!kept.has(child)) {
        child.remove();
      }
    }
    const root = /** @type {ShadowRoot | Document} */ (parent.getRootNode());
    const focused = root.activeElement;
    const holder = focused ? wanted.findIndex((it) => it.contains(focused)) : -1;
    const fixed = Math.max(0, holder);
    for (let at = fixed - 1; at >= 0; at -= 1) {
      if (wanted[at].nextSibling !== wanted[at + 1] || wanted[at].parentNode !== parent) {
        parent.insertBefore(wanted[at], wanted[at + 1]);
      }
    }
    for (let at = fixed; at < wanted.length; at += 1) {
      const next = at ? wanted[at - 1].nextSibling : parent.firstChild;
      if (next !== wanted[at] && at !== holder) {
        parent.insertBefore(wanted[at], next);
      }
    }
  }
});
