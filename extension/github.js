// @ts-check
/**
 * Everything that Finegrain knows of GitHub's pages: the one file to change when GitHub changes its forms.
 *
 * Nobody promised any of this. It was collected in November 2026 from public code and measurements whose authors are
 * named; alternatives stand in the order in which they are tried, and each may be missing. A new shape of the form is
 * added here, with a page in tests/pages.
 *
 * Sources: gh2 = circlesac/gh2-cli, reads the live form (2026-08). terry = terrylica/cc-skills, measured on the live page
 * (2026-06 to 2026-09-04). pushgit = benolenick/pushgit_realgood, extension, measured (2026-03). earl = ericboehs/earl
 * (2026-02). haya = haya14busa/github-prefill-fine-grained-pat (2025-07). smh = smheidrich/github-fine-grained-token-client
 * (2022 to 2023). docs = GitHub's documentation (2026). rgh = refined-github (2026-08).
 */
var finegrain = finegrain || {};

/**
 * What only pages with a form need is made when it is asked for: all others of GitHub's should not pay for it.
 *
 * @template Part
 * @param {() => Part} make
 * @returns {() => Part}
 */
finegrain.lazy = (make) => {
  /** @type {Part | undefined} */
  let made;
  return () => (made ??= make());
};

/**
 * Asks past the names of fields: a form has its fields under their names, before what it has by itself, so a field called
 * `elements` hides the list of fields, and one called `querySelector` the search.
 */
finegrain.past = finegrain.lazy(() => {
  /**
   * @param {{prototype: object}} type
   * @param {string} name
   * @returns {(node: Node) => any}
   */
  const reader = (type, name) => {
    const get = Object.getOwnPropertyDescriptor(type.prototype, name)?.get;
    return (node) => get?.call(node);
  };

  return {
    /** @type {(form: Node) => HTMLFormControlsCollection} */
    elements: reader(HTMLFormElement, 'elements'),
    /** @type {(form: Node) => boolean} */
    isConnected: reader(Node, 'isConnected'),
    /** @type {(form: Node) => HTMLElement | null} */
    parent: reader(Node, 'parentElement'),
    /** @type {(form: Node) => string} */
    text: reader(Node, 'textContent'),

    /**
     * @param {Element} form
     * @param {string} selector
     * @returns {Element | null}
     */
    find: (form, selector) => Element.prototype.querySelector.call(form, selector),

    /**
     * @param {Element} form
     * @param {string} selector
     * @returns {Element[]}
     */
    findAll: (form, selector) => [...Element.prototype.querySelectorAll.call(form, selector)],

    /**
     * @param {Element} form
     * @param {Element} node
     */
    putBefore: (form, node) => Element.prototype.before.call(form, node),
  };
});

/** The addresses, and how people come to them. */
finegrain.pages = (() => {
  /** The addresses of the forms (docs, rgh; 2026). */
  const NEW = '/settings/personal-access-tokens/new';
  const CLASSIC = '/settings/tokens/new';
  /** The lists (gh2, 2026-08; I18N, 2026-09). */
  const LIST = '/settings/personal-access-tokens';
  const CLASSIC_LIST = '/settings/tokens';
  /** Where one token gets a new value: the expiration and nothing else (2026-08). */
  const REGENERATE = /^\/settings\/(personal-access-tokens|tokens)\/\d+\/regenerate$/;
  /** The form for editing lies somewhere below this; its exact address is not known. */
  const BELOW = '/settings/personal-access-tokens/';

  /**
   * @typedef {'fine-grained' | 'editing' | 'classic' | 'regenerating' | 'classic-regenerating' | 'list' | 'classic-list'} Kind
   */

  /**
   * What a path may have.
   *
   * @param {string} path
   * @returns {Kind | null}
   */
  function kindOf(path) {
    // Almost every page of GitHub ends here.
    if (!path.startsWith('/settings/')) {
      return null;
    }
    if (path === NEW) {
      return 'fine-grained';
    }
    if (path === CLASSIC) {
      return 'classic';
    }
    if (path === LIST) {
      return 'list';
    }
    if (path === CLASSIC_LIST) {
      return 'classic-list';
    }
    if (REGENERATE.test(path)) {
      return path.startsWith(BELOW) ? 'regenerating' : 'classic-regenerating';
    }
    return path.startsWith(BELOW) && path.length > BELOW.length ? 'editing' : null;
  }

  /** Where GitHub asks people to sign in, and what lies below the addresses that take the answer (rgh, gh2; 2026). */
  const SIGN_IN = '/login';
  const ANSWERS = ['/session', '/sessions/'];

  /**
   * The link that brings the person from this page to the form later: GitHub asks people to sign in and to confirm their
   * password first, and loses the fragment then. The address to return to is in the query (2026). On any other page such
   * a query and fragment were put together to be taken for a link to the form.
   *
   * @returns {string | null}
   */
  function awaitedLink() {
    const { hash, href, pathname, origin, search } = location;
    if (hash.length < 2) {
      return null;
    }
    if (kindOf(pathname) === 'fine-grained') {
      return href;
    }
    if (pathname !== SIGN_IN) {
      return null;
    }
    try {
      const back = new URL(new URLSearchParams(search).get('return_to') ?? '', origin);
      return back.origin === origin && kindOf(back.pathname) === 'fine-grained' ? back.href + hash : null;
    } catch {
      return null;
    }
  }

  /**
   * Whether the person came to this page through GitHub's question for a password: only then did the link that led to
   * that question lead here. "Confirm access" stands at the form's own address.
   */
  function isBehindQuestion() {
    if (!URL.canParse(document.referrer)) {
      return false;
    }
    const { origin, pathname } = new URL(document.referrer);
    return (
      origin === location.origin &&
      (pathname === SIGN_IN || pathname === location.pathname || ANSWERS.some((it) => pathname.startsWith(it)))
    );
  }

  /**
   * What tells that GitHub changed the page without loading it. The first comes from the browser and is enough where it
   * exists (Firefox has it since 147); the others are GitHub's (rgh; 2026-08).
   */
  const navigations = ['turbo:render', 'soft-nav:react-done'];

  return { awaitedLink, isBehindQuestion, kindOf, navigations };
})();

/** The forms. */
finegrain.github = finegrain.lazy(() => {
  /** @typedef {ReturnType<typeof finegrain.pages.kindOf> & string} Kind */

  /** The names of the fields: they are what the server reads, and outlived three generations of the page. */
  const fields = {
    /** gh2, terry, pushgit, earl, haya, smh; 2022 to 2026-09. */
    name: 'user_programmatic_access[name]',
    /** gh2, terry, haya; 2025-07 to 2026-09. */
    description: 'user_programmatic_access[description]',
    /** gh2, haya, smh; 2022 to 2026-08. */
    owner: 'target_name',
    /** `7`, `30`, ..., `custom`, `none`. gh2, terry, haya, smh; 2022 to 2026-09. */
    expiration: 'user_programmatic_access[default_expires_at]',
    /** `2026-11-23`. gh2, earl, haya; 2025-07 to 2026-08. */
    date: 'user_programmatic_access[custom_expires_at]',
    /** `none`, `all`, `selected`. gh2, pushgit, earl, haya, smh; 2022 to 2026-08. */
    access: 'install_target',
    /** One for each chosen repository. gh2, haya; 2025-07 to 2026-08. */
    repository: 'repository_ids[]',
    /** The request to an organization that approves tokens. gh2; 2026-08. */
    reason: 'reason',
    /** The classic form; public code up to 2026-10. */
    note: 'oauth_access[description]',
    classicExpiration: 'oauth_access[default_expires_at]',
    classicDate: 'oauth_access[custom_expires_at]',
    scope: 'oauth_access[scopes][]',
  };

  /**
   * One field for each permission, added or not, with `none`, `read`, `write`, `admin`, and in 2023 nothing for none:
   * hidden (pushgit counted 94, 2026-03; gh2, 2026-08), in 2022 radio buttons. The key is that of template links (gh2).
   */
  const PERMISSION = /^integration\[default_permissions\]\[([a-z0-9_]+)\]$/;

  const selectors = {
    /** The login of the person. gh2; 2026-08. */
    login: 'meta[name="user-login"]',

    /** The form. gh2, smh; 2022 to 2026-08. */
    form: '#new_user_programmatic_access',
    /** A field of it, where the id is another: on the form for editing it is not known. */
    fieldOfForm: [
      '[name="user_programmatic_access[name]"]',
      '[name^="integration[default_permissions]["]',
    ],
    /** Its address. gh2; 2026-08. */
    action: 'form[action$="/settings/personal-access-tokens"][method="post"]',

    /** The classic form; public code up to 2026-10. */
    classicForm: '#new_oauth_access',
    fieldOfClassicForm: ['[name="oauth_access[description]"]', '[name="oauth_access[scopes][]"]'],

    /** Shows the owner. haya, 2025-07; the prefix also gh2, 2026-08. */
    ownerButton: '#resource-owner-select-panel-button',
    /** Loads the part on repositories and permissions; its `src` names the owner. gh2; 2026-08. */
    late: 'include-fragment[src*="select-access"]',
    /** An owner in the list, once that was opened; `data-*` as in `attributes`. haya, gh2, terry; 2025-07 to 2026-09. */
    ownerOption: 'li[data-actor-is-organization]',

    /** Holds the menu of expirations; its button says "30 days (Aug 10, 2025)", "Custom", "No expiration". haya; 2025-07. */
    expirationMenu: '.js-new-default-token-expiration-select',
    expirationButton: 'button[popovertarget], button[aria-haspopup]',

    /** A chosen repository, as "owner/name". haya, gh2; 2025-07 to 2026-08. */
    chosenRepository: '.js-repository-picker-result .repo-and-owner',
    /** Opens the list of repositories. pushgit, terry, haya, gh2, earl; 2025-07 to 2026-09. */
    repositoryPicker: '#repository-menu-list-button, #repository-menu-list',

    /** The catalog of the React island, one among several such scripts. gh2; 2026-08. */
    catalog: 'script[type="application/json"][data-target="react-partial.embeddedData"]',

    /** Generation 3: which group of permissions is shown. terry; 2026-09. */
    tab: '[role="tab"]',
    /** Generation 3: the level of an added permission; its text holds "Access:" and the level. earl, terry; 2026-02 to 2026-09. */
    rowButton: 'button[aria-haspopup]',
    /** What holds that button and the permission's name. earl; 2026-02. */
    row: 'li, [class*="Box-row"]',
    rowTitle: 'h2, h3, h4, strong, b',

    /** Generation 2: a row, the button that shows its level, and the choices, which name the permission. haya; 2025-07. */
    row2024: 'li.js-list-group-item',
    levelButton2024: '.js-action-selection-list-menu-button',
    choice2024: 'button[data-resource]',

    /** The value of a token that was just made. Where one may be, nothing is read (smh, 2023; public code up to 2026-10). */
    newValue: '#new-access-token, #new-oauth-token, .new-token, clipboard-copy',
    /** In the lists, what leads to a token, and what leads to a new value for it. smh, 2023; I18N, 2026-09. */
    token: 'main a[href*="/settings/personal-access-tokens/"], main a[href*="/settings/tokens/"]',
    /** A row of a list, and what contains the rows. smh, 2023; I18N, 2026-09. */
    tokenRow: 'li, .list-group-item',
    tokenList: 'ul, ol, .listgroup, .list-group',
    /** Further pages of a list. 2023. */
    nextPage: 'main .pagination a[href], main a[rel="next"]',

    /** Where GitHub's errors stand. smh, gh2; 2022 to 2026-08. */
    error: '.flash-error, .Banner--error, #js-flash-container',
  };

  /** What elements tell by their attributes. */
  const attributes = {
    /** An owner in the list: `true` for an organization. haya, gh2; 2025-07 to 2026-08. */
    isOrganization: 'data-actor-is-organization',
    /** The longest life of a token in days, missing where there is none. haya, gh2; 2025-07 to 2026-08. */
    limit: 'data-fg-limit',
    /** `true` where that does not hold. gh2; 2026-08. */
    limitExempt: 'data-fg-limit-exempt',
    /** On the button of an owner: the login. haya, gh2; 2025-07 to 2026-08. */
    ownerLogin: 'data-value',

    /** Generation 2, a choice: the permission. haya; 2025-07. */
    permission2024: 'data-resource',
  };

  /** The parameter that names the owner in the address of the late part. gh2; 2026-08. */
  const LATE_OWNER = 'target_name';

  const texts = {
    /** What stands before the form when the password is to be confirmed. rgh, gh2, terry; 2026. */
    confirmation: /^Confirm (access|password)/,
    /** docs; with quotation marks in a report of 2026-07. */
    ownerError: /Cannot find the specified resource owner:\s*['"‘“]?([^\s'"’”]+)/,
    /** The limit of the owner and the days that it leaves. terry; 2026-09. */
    limit: /Limit set by/,
    limitDays: /between 1 and (\d{1,3}) days/,
    /** terry, 2026-09; the button's own text, haya, 2025-07. */
    days: /^(\d{1,3}) days/,
    custom: /^Custom/,
    never: /^No expiration/,
    /** Public code, 2024 to 2026. */
    count: /Selected (\d+) repositor/,
    /** earl: without the space in the text content; 2026-02. */
    access: /Access:\s*(No access|Read-only|Read and write|Admin)/,
    /** In the lists: "This token has no expiration date", "Expired", "on Wed, Sep  2 2026". smh, 2023; I18N, 2026-09. */
    tokenNever: /no expiration date/,
    tokenExpired: /Expired/,
    tokenDate: /\b([A-Z][a-z]{2}) +(\d{1,2}),? +(\d{4})\b/,
    /** "Last used within the last 6 months"; "Never used" is from 2024. I18N, 2026-09. */
    tokenUsed: /Last used within the last (\d+) months/,
    tokenUnused: /Never used/,
    /** What an owner looks like. docs. */
    login: /^[A-Za-z0-9][A-Za-z0-9_-]*$/,
    repository: /^[\w.-]+\/[\w.-]+$/,
  };

  /** The names of levels. docs, gh2, terry; 2024-10 to 2026-09. @type {Map<string, string>} */
  const levels = new Map([
    ['No access', 'none'],
    ['Read-only', 'read'],
    ['Read and write', 'write'],
    ['Admin', 'admin'],
  ]);

  /**
   * Groups of permissions: the keys of the catalog (gh2, 2026-08; which of the last two it is, is not known), and the
   * titles of the tabs (terry, 2026-09; the one for organizations is not known).
   * @type {{key: string, group: string, tab: RegExp}[]}
   */
  const groups = [
    { key: 'repository', group: 'repository', tab: /^Repositor/ },
    { key: 'organization', group: 'organization', tab: /^Organi[sz]ation/ },
    { key: 'user', group: 'account', tab: /^Account/ },
    { key: 'account', group: 'account', tab: /^Account/ },
  ];

  /**
   * The permissions in a catalog: lists of them by group, in the properties of the island. gh2; 2026-08.
   *
   * @param {any} catalog
   * @returns {{name: string, group: string | undefined}[]}
   * @throws {TypeError} Where it has another shape.
   */
  const cataloged = (catalog) =>
    Object.entries(catalog.props?.resources ?? {}).flatMap(([key, list]) => {
      const group = groups.find((it) => it.key === key)?.group;
      return list.map((/** @type {any} */ it) => ({ name: String(it.name), group }));
    });

  /** The number of a token in the path of a link. smh, 2023; 2026-09. */
  const TOKEN = /^\/settings\/(?:personal-access-tokens|tokens)\/(\d+)(\/regenerate)?$/;

  /**
   * The links of a list that lead to tokens, and by which number.
   *
   * @returns {{link: HTMLAnchorElement, id: string, regenerates: boolean}[]}
   */
  const tokenLinks = () =>
    [...document.querySelectorAll(selectors.token)].flatMap((it) => {
      const link = /** @type {HTMLAnchorElement} */ (it);
      const [, id, regenerates] = TOKEN.exec(link.pathname) ?? [];
      return id ? [{ link, id, regenerates: Boolean(regenerates) }] : [];
    });

  /** Whether the value of a new token may be on this page. */
  const hasNewValue = () => document.querySelector(selectors.newValue) !== null;

  /**
   * What the panel goes before: the form, or the list of tokens.
   *
   * @param {Kind} kind
   * @returns {HTMLElement | null}
   */
  function findPlace(kind) {
    if (kind === 'list' || kind === 'classic-list') {
      const row = hasNewValue() ? null : tokenLinks()[0]?.link.closest(selectors.tokenRow);
      return row?.parentElement?.closest(selectors.tokenList) ?? row?.parentElement ?? null;
    }
    return findForm(kind);
  }

  /**
   * The form on this page.
   *
   * @param {Kind} kind
   * @returns {HTMLFormElement | null}
   */
  function findForm(kind) {
    if (kind === 'regenerating' || kind === 'classic-regenerating') {
      const name = kind === 'regenerating' ? fields.expiration : fields.classicExpiration;
      return /** @type {HTMLInputElement | null} */ (document.querySelector(`form [name="${name}"]`))?.form ?? null;
    }
    const classic = kind === 'classic';
    const form = document.querySelector(classic ? selectors.classicForm : selectors.form);
    if (form instanceof HTMLFormElement) {
      return form;
    }
    for (const selector of classic ? selectors.fieldOfClassicForm : selectors.fieldOfForm) {
      const field = document.querySelector(selector);
      if (field instanceof HTMLInputElement && field.form) {
        return field.form;
      }
    }
    return kind === 'fine-grained' ? document.querySelector(selectors.action) : null;
  }

  /**
   * Whether this page should have the form: GitHub asks for the password at the form's own address.
   *
   * @param {Kind} kind
   */
  const isExpected = (kind) => (kind === 'fine-grained' || kind === 'classic') && !texts.confirmation.test(document.title);

  /**
   * Whether a fragment is Finegrain's own.
   *
   * @param {string} hash
   */
  const isOurs = (hash) => hash.startsWith('#finegrain=');

  /** Whether GitHub shows itself dark: its own setting, which may be to follow the system (2026). */
  function isDark() {
    const { colorMode, lightTheme, darkTheme } = document.documentElement.dataset;
    const system = matchMedia('(prefers-color-scheme: dark)').matches;
    const dark = colorMode === 'dark' || (colorMode !== 'light' && system);
    const theme = dark ? darkTheme : lightTheme;
    // A person may choose a dark theme for the day.
    return theme ? theme.startsWith('dark') : dark;
  }

  /** Where `isDark` looks. */
  const themeAttributes = ['data-color-mode', 'data-light-theme', 'data-dark-theme'];

  /**
   * Which parts of a form are as they are known: for the report that GitHub has changed it. Nothing that anybody wrote.
   *
   * @param {Element} form
   */
  function signs(form) {
    const past = finegrain.past();
    /** @type {Record<string, string>} */
    const parts = {
      id: selectors.form,
      name: `[name="${fields.name}"]`,
      owner: `[name="${fields.owner}"]`,
      expiration: `[name="${fields.expiration}"]`,
      access: `[name="${fields.access}"]`,
      late: selectors.late,
      catalog: selectors.catalog,
      tabs: selectors.tab,
      rows2024: selectors.row2024,
      permissions: '[name*="permission"]',
    };
    return Object.entries(parts).map(([name, selector]) =>
      `${name}:${name === 'id' ? Number(Element.prototype.matches.call(form, selector)) : past.findAll(form, selector).length}`,
    );
  }

  /** Turbo is about to keep the page as it is, to show it again later. */
  const beforeCache = 'turbo:before-cache';

  return {
    LATE_OWNER,
    PERMISSION,
    attributes,
    beforeCache,
    cataloged,
    fields,
    findPlace,
    groups,
    hasNewValue,
    isDark,
    isExpected,
    isOurs,
    levels,
    selectors,
    signs,
    texts,
    themeAttributes,
    tokenLinks,
  };
});
