// @ts-check
/**
 * Runs the cases of `cases.json` against a painter. The function runs inside a page, so it refers to nothing outside.
 *
 *     const failures = await page.evaluate(`(${check})(cases, makePainter)`);
 *
 * @typedef {{tag: string, key?: string, attributes?: Record<string, string>, on?: Record<string, string>, children?: (Tree | string)[]}} Tree
 * @typedef {{name: string, before: Tree, focus?: string, select?: [number, number], typed?: [string, string],
 *   scroll?: [string, number], after: Tree, kept: string[], focused?: string, sends?: [string, string, string]}} Case
 * @typedef {(container: HTMLElement, send: (message: string) => void) => (tree: Tree, at: number) => void} MakePainter
 *   Makes a painter for a container; `at` is 0 for `before` and 1 for `after`.
 */

/**
 * @param {Case[]} cases
 * @param {MakePainter} makePainter
 * @returns {string[]} What failed, in words.
 */
export function check(cases, makePainter) {
  /** @type {string[]} */
  const failures = [];
  for (const it of cases) {
    const container = document.createElement('div');
    document.body.append(container);
    /** @type {string[]} */
    const sent = [];
    const fail = (/** @type {string} */ text) => failures.push(`${it.name}: ${text}`);
    try {
      const paint = makePainter(container, (message) => sent.push(message));
      paint(it.before, 0);
      compare(container.firstChild, it.before, 'before', fail);
      const before = keyed(container.firstChild, it.before);
      arrange(before, it);
      sent.length = 0;
      const [active, scrollTop] = [document.activeElement, it.scroll && before.get(it.scroll[0])?.scrollTop];
      paint(it.after, 1);
      compare(container.firstChild, it.after, 'after', fail);
      const after = keyed(container.firstChild, it.after);
      for (const key of it.kept) {
        if (before.get(key) !== after.get(key) || !after.has(key)) fail(`${key} is another element`);
      }
      if (sent.length > 0) fail(`painting sent ${sent}`);
      if (it.focused && (document.activeElement !== after.get(it.focused) || document.activeElement !== active)) fail('the focus is elsewhere');
      const field = /** @type {HTMLInputElement} */ (document.activeElement);
      if (it.select && (field.selectionStart !== it.select[0] || field.selectionEnd !== it.select[1])) fail('the selection is another');
      if (it.scroll && after.get(it.scroll[0])?.scrollTop !== scrollTop) fail('scrolled elsewhere');
      if (it.sends) {
        const [event, key, message] = it.sends;
        after.get(key)?.dispatchEvent(new Event(event, { bubbles: true, cancelable: true }));
        if (sent.join() !== message) fail(`${event} sent ${JSON.stringify(sent)}`);
      }
    } catch (error) {
      fail(String(error));
    }
    container.remove();
  }
  return failures;

  /** @param {Map<string, Element>} elements @param {Case} it */
  function arrange(elements, it) {
    if (it.typed) /** @type {HTMLInputElement} */ (elements.get(it.typed[0])).value = it.typed[1];
    if (it.focus) /** @type {HTMLElement} */ (elements.get(it.focus)).focus();
    if (it.select) /** @type {HTMLInputElement} */ (elements.get(it.focus ?? '')).setSelectionRange(...it.select);
    if (it.scroll) {
      const element = /** @type {HTMLElement} */ (elements.get(it.scroll[0]));
      element.style.cssText = 'height: 20px; overflow: auto';
      /** @type {HTMLElement} */ (element.firstElementChild).style.height = '200px';
      element.scrollTop = it.scroll[1];
    }
  }

  /** @param {Node | null} found @param {Tree | string} wanted @param {string} where @param {(text: string) => void} fail */
  function compare(found, wanted, where, fail) {
    if (typeof wanted === 'string') {
      if (found?.nodeType !== Node.TEXT_NODE || found.nodeValue !== wanted) fail(`${where}: the text "${wanted}" is missing`);
      return;
    }
    if (!(found instanceof Element) || found.localName !== wanted.tag) {
      fail(`${where}: <${wanted.tag}> is missing`);
      return;
    }
    const space = ['svg', 'path'].includes(wanted.tag) ? 'http://www.w3.org/2000/svg' : 'http://www.w3.org/1999/xhtml';
    if (found.namespaceURI !== space) fail(`${where}: <${wanted.tag}> is in another namespace`);
    const properties = ['value', 'checked', 'open'];
    const attributes = Object.entries(wanted.attributes ?? {}).filter(([name]) => !properties.includes(name));
    const names = found.getAttributeNames().filter((name) => !properties.includes(name) && name !== 'style');
    if (names.toSorted().join() !== attributes.map(([name]) => name).toSorted().join()) fail(`${where}: <${wanted.tag}> has the attributes ${names}`);
    for (const [name, value] of attributes) {
      if (found.getAttribute(name) !== value) fail(`${where}: ${name} is ${found.getAttribute(name)}`);
    }
    const field = /** @type {HTMLInputElement} */ (found);
    const { value, checked } = wanted.attributes ?? {};
    if (value !== undefined && field.value !== value) fail(`${where}: the value is "${field.value}"`);
    if (checked !== undefined && String(field.checked) !== checked) fail(`${where}: checked is ${field.checked}`);
    const children = wanted.children ?? [];
    if (found.localName === 'textarea') return;
    if (found.childNodes.length !== children.length) fail(`${where}: <${wanted.tag}> has ${found.childNodes.length} children, not ${children.length}`);
    children.forEach((child, at) => compare(found.childNodes[at] ?? null, child, where, fail));
  }

  /**
   * The elements of a painted tree by key.
   *
   * @param {Node | null} found @param {Tree} tree @param {Map<string, Element>} [elements]
   */
  function keyed(found, tree, elements = new Map()) {
    if (tree.key !== undefined) elements.set(tree.key, /** @type {Element} */ (found));
    (tree.children ?? []).forEach((child, at) => {
      if (typeof child !== 'string') keyed(found?.childNodes[at] ?? null, child, elements);
    });
    return elements;
  }
}
