// @ts-check
/**
 * What GitHub's own scripts do on these pages, as far as it is known: parts that arrive late, menus that write hidden
 * inputs, navigation without loading. It runs under GitHub's policy, from the one address that the policy allows.
 */
(() => {
  const FORM = '/settings/personal-access-tokens';
  /** What the menu of a level shows, and the value behind it: texts as of 2024-10 to 2026-09. */
  const LEVELS = new Map([['none', 'No access'], ['read', 'Read-only'], ['write', 'Read and write'], ['admin', 'Admin']]);
  /** The titles of the tabs; the one for organizations is a guess (2026-09). */
  const TABS = new Map([['repository', 'Repositories'], ['user', 'Account'], ['organization', 'Organizations']]);

  /** @param {string} address */
  async function fetched(address) {
    const response = await fetch(address);
    const part = document.createElement('template');
    part.innerHTML = await response.text();
    return document.importNode(part.content, true);
  }

  /** @param {string} name */
  const field = (name) => /** @type {HTMLInputElement} */ (document.querySelector(`form [name="${name}"]`));

  /** @param {string} key */
  const permission = (key) => field(`integration[default_permissions][${key}]`);

  /** @param {string} tag @param {Record<string, string>} [attributes] @param {...(string | Node)} content */
  function element(tag, attributes = {}, ...content) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      made.setAttribute(name, value);
    }
    made.append(...content);
    return made;
  }

  // The library's default is to be replaced by what arrives; which of the two GitHub's page does is not known.
  customElements.define('include-fragment', class extends HTMLElement {
    static observedAttributes = ['src'];

    async attributeChangedCallback() {
      const address = this.getAttribute('src') ?? '';
      if (this.hasAttribute('data-kept')) {
        this.replaceChildren();
      }
      const content = await fetched(address);
      if (this.getAttribute('src') !== address || !this.isConnected) {
        return;
      }
      if (this.hasAttribute('data-kept')) {
        this.replaceChildren(content);
      } else {
        this.replaceWith(content);
      }
    }
  });

  customElements.define('react-partial', class extends HTMLElement {
    group = '';

    /** @type {Record<string, {name: string, levels: string[], metadata: {title: string}}[]>} */
    resources = {};

    connectedCallback() {
      const data = this.querySelector('script')?.textContent ?? '{}';
      this.resources = JSON.parse(data).props.resources;
      this.querySelector('.island')?.remove();
      if (this.resources) {
        this.group ||= Object.keys(this.resources)[0];
        this.island = element('div', { class: 'island' });
        this.append(this.island);
        this.render();
      }
    }

    render() {
      const tabs = Object.keys(this.resources).map((group) => element(
        'button',
        { type: 'button', role: 'tab', 'aria-selected': String(group === this.group), 'data-act': 'tab', 'data-group': group },
        TABS.get(group) ?? group,
      ));
      const resources = this.resources[this.group];
      const rows = resources.filter((it) => permission(it.name).value !== 'none').map((it) => element(
        'li',
        { class: 'Box-row' },
        element('strong', {}, it.metadata.title),
        element(
          'button',
          { type: 'button', 'aria-haspopup': 'true', 'data-act': 'menu' },
          element('span', {}, 'Access:'),
          element('span', {}, LEVELS.get(permission(it.name).value) ?? ''),
        ),
        element('ul', { role: 'menu', hidden: '' }, ...['none', ...it.levels].map((level) => element(
          'li',
          { role: 'none' },
          element(
            'button',
            { type: 'button', role: 'menuitemradio', 'aria-checked': String(permission(it.name).value === level), 'data-act': 'level', 'data-key': it.name, 'data-level': level },
            LEVELS.get(level) ?? '',
          ),
        ))),
      ));
      const options = resources.map((it) => element(
        'li',
        { role: 'option', tabindex: '-1', 'aria-selected': String(permission(it.name).value !== 'none'), 'data-act': 'add', 'data-key': it.name, 'data-level': it.levels[0] },
        it.metadata.title,
      ));
      this.island?.replaceChildren(
        element('div', { role: 'tablist', 'aria-label': 'Permissions' }, ...tabs),
        element('button', { type: 'button', 'aria-expanded': 'false', 'data-act': 'menu' }, '+ Add permissions'),
        element('ul', { role: 'listbox', 'aria-label': 'Select permissions', hidden: '' }, ...options),
        element('ul', { class: 'rows' }, ...rows),
      );
    }

    /** @param {string} key @param {string} level */
    set(key, level) {
      if (this.dataset.inputs === 'recreated') {
        // What a framework does that draws its inputs anew.
        for (const input of [...this.querySelectorAll('input[type=hidden]')]) {
          const anew = /** @type {HTMLInputElement} */ (input.cloneNode());
          anew.value = anew.name === permission(key).name ? level : anew.value;
          input.replaceWith(anew);
        }
      } else if (this.dataset.inputs !== 'late') {
        permission(key).value = level;
      }
      this.render();
    }
  });

  /** @type {Record<string, (button: HTMLElement) => void | Promise<void>>} */
  const acts = {
    menu(button) {
      const menu = button.parentElement?.querySelector('[role=menu], [role=listbox]');
      menu?.toggleAttribute('hidden');
    },

    tab(button) {
      const partial = /** @type {any} */ (button.closest('react-partial'));
      partial.group = button.dataset.group;
      partial.render();
    },

    add(option) {
      const { key = '', level = '' } = option.dataset;
      const partial = /** @type {any} */ (option.closest('react-partial'));
      // Every repository permission brings the mandatory one with it.
      if (partial.group === 'repository' && permission('metadata').value === 'none') {
        partial.set('metadata', 'read');
      }
      partial.set(key, level);
    },

    level(item) {
      const { key = '', level = '' } = item.dataset;
      /** @type {any} */ (item.closest('react-partial')).set(key, level);
    },

    // Generation 2.
    choice(item) {
      const menu = /** @type {Element} */ (item.closest('action-menu'));
      const { resource = '', value = '' } = item.dataset;
      for (const it of menu.querySelectorAll('[role=menuitemradio]')) {
        it.setAttribute('aria-checked', String(it === item));
      }
      const label = /** @type {Element} */ (menu.querySelector('.js-action-selection-list-menu-button'));
      label.textContent = `Access: ${LEVELS.get(value)}`;
      const input = permission(resource);
      if (input) {
        input.value = value;
      }
      /** @type {HTMLElement} */ (menu.querySelector('[role=menu]')).hidden = true;
    },

    async owners() {
      const dialog = /** @type {HTMLElement} */ (document.querySelector('[id$=resource-owner-select-panel-dialog]'));
      const owner = field('target_name').value;
      dialog.replaceChildren();
      dialog.replaceChildren(await fetched(`${FORM}/resource_owners?menu_id=resource-owner-select-panel&target_name=${owner}&experimental=1`));
      dialog.hidden = false;
    },

    async owner(option) {
      const owner = option.dataset.value ?? '';
      const chosen = [...document.querySelectorAll('[name^="integration[default_permissions]"]')]
        .map((it) => /** @type {HTMLInputElement} */ (it))
        .filter((it) => it.value !== 'none')
        .map((it) => `&${/\[(\w+)\]$/.exec(it.name)?.[1]}=${it.value}`)
        .join('');
      const select = `${FORM}/select-access?target_name=${owner}${chosen}`;
      field('target_name').value = owner;
      const button = /** @type {Element} */ (document.querySelector('[id$=resource-owner-select-panel-button]'));
      button.textContent = owner;
      /** @type {HTMLElement} */ (option.closest('[id$=dialog]')).hidden = true;
      const fragment = document.querySelector('include-fragment');
      if (fragment) {
        fragment.setAttribute('src', select);
      } else {
        const anew = element('include-fragment');
        document.querySelector('.js-access')?.replaceChildren(anew);
        anew.setAttribute('src', select);
      }
      // How GitHub draws it anew is not known; that it does, is (2025-07).
      document.querySelector('.js-expiration')?.replaceChildren(await fetched(`${FORM}/expiration?target_name=${owner}`));
    },

    expires(item) {
      const { value = '' } = item.dataset;
      field(item.closest('#new_oauth_access') ? 'oauth_access[default_expires_at]' : 'user_programmatic_access[default_expires_at]').value = value;
      const menu = /** @type {HTMLElement} */ (item.closest('action-menu'));
      /** @type {Element} */ (menu.querySelector('button')).textContent = item.textContent;
      /** @type {HTMLElement} */ (menu.querySelector('[role=menu]')).hidden = true;
      field('user_programmatic_access[custom_expires_at]')?.toggleAttribute('hidden', value !== 'custom');
    },

    repositories() {
      /** @type {HTMLDialogElement} */ (document.querySelector('#repository-menu-list-dialog')).showModal();
    },

    repository(option) {
      const results = /** @type {Element} */ (document.querySelector('.js-repository-picker-results'));
      const [owner, name] = (option.textContent ?? '').trim().split('/');
      results.append(element(
        'div',
        { class: 'js-repository-picker-result' },
        element('span', { class: 'repo-and-owner' }, element('span', { class: 'owner' }, owner), '/', element('span', { class: 'repo' }, name)),
        element('input', { type: 'hidden', name: 'repository_ids[]', value: option.dataset.value ?? '', class: 'js-selected-repository-field' }),
        element('button', { type: 'button', class: 'js-repository-picker-remove', 'aria-label': `Remove ${name}`, 'data-act': 'removal' }, '✕'),
      ));
      counted();
      /** @type {HTMLDialogElement} */ (option.closest('dialog')).close();
    },

    removal(button) {
      button.closest('.js-repository-picker-result')?.remove();
      counted();
    },
  };

  function counted() {
    const count = document.querySelectorAll('[name="repository_ids[]"]').length;
    const text = /** @type {HTMLElement} */ (document.querySelector('.js-repository-count'));
    text.hidden = count === 0;
    text.textContent = `Selected ${count} ${count === 1 ? 'repository' : 'repositories'}.`;
  }

  document.addEventListener('click', (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest('.Overlay-closeButton')) {
      target.closest('dialog')?.close();
    } else if (target.closest('[id$=resource-owner-select-panel-button]')) {
      acts.owners(/** @type {HTMLElement} */ (target));
    } else if (target.closest('#repository-menu-list-button')) {
      acts.repositories(/** @type {HTMLElement} */ (target));
    } else {
      const button = /** @type {HTMLElement | null} */ (target.closest('[data-act]'));
      acts[button?.dataset.act ?? '']?.(/** @type {HTMLElement} */ (button));
    }
  });

  document.addEventListener('change', ({ target }) => {
    const radio = /** @type {HTMLInputElement} */ (target);
    if (radio.name === 'install_target') {
      /** @type {HTMLElement} */ (document.querySelector('.js-repository-picker')).hidden = radio.value !== 'selected';
    } else if (radio.name === 'oauth_access[scopes][]') {
      for (const child of radio.closest('li')?.querySelectorAll('ul input') ?? []) {
        /** @type {HTMLInputElement} */ (child).checked = radio.checked;
      }
    }
  });

  // --- navigation without loading ---

  /** Bodies as they were left, by address. @type {Map<string, Node>} */
  const snapshots = new Map();
  let here = location.href;

  /** @param {string} type */
  const tell = (type) => document.dispatchEvent(new CustomEvent(type, { bubbles: true }));

  function leave() {
    tell('turbo:before-cache');
    snapshots.set(here, document.body.cloneNode(true));
  }

  /** @param {HTMLElement} body */
  function render(body) {
    here = location.href;
    document.body.replaceWith(body);
    tell('turbo:render');
    tell('turbo:load');
  }

  /** @param {string} address */
  async function page(address) {
    const response = await fetch(address);
    return new DOMParser().parseFromString(await response.text(), 'text/html');
  }

  /** @type {Record<string, (address: string) => Promise<void>>} */
  const visits = {
    async turbo(address) {
      tell('turbo:visit');
      const { body, title } = await page(address);
      leave();
      history.pushState({ turbo: {} }, '', address);
      document.title = title;
      render(/** @type {HTMLElement} */ (document.importNode(body, true)));
    },

    async react(address) {
      tell('soft-nav:start');
      history.pushState({}, '', address);
      const { title, body } = await page(address);
      here = location.href;
      document.title = title;
      swap(body);
      tell('soft-nav:end');
      tell('soft-nav:react-done');
    },

    async silent(address) {
      const { title, body } = await page(address);
      swap(body);
      here = new URL(address, location.href).href;
      document.title = title;
      history.pushState({}, '', address);
    },
  };

  /** @param {Element} body */
  function swap(body) {
    const main = /** @type {Element} */ (body.querySelector('main'));
    document.querySelector('main')?.replaceWith(document.importNode(main, true));
  }

  document.addEventListener('click', (event) => {
    // As Turbo looks for a link: from the innermost element, through shadow roots.
    const path = /** @type {Element[]} */ (event.composedPath().filter((it) => it instanceof Element));
    const link = path.find((it) => it instanceof HTMLAnchorElement);
    const refused = path.some((it) => it.getAttribute('data-turbo') === 'false');
    if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin || refused || event.defaultPrevented) {
      return;
    }
    event.preventDefault();
    const visit = visits[link.dataset.visit ?? 'turbo'];
    visit(link.href);
  });

  addEventListener('popstate', async () => {
    const snapshot = snapshots.get(location.href);
    leave();
    if (snapshot) {
      render(/** @type {HTMLElement} */ (snapshot));
    } else {
      const { body } = await page(location.href);
      render(/** @type {HTMLElement} */ (document.importNode(body, true)));
    }
  });
})();
