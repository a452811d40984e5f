// @ts-check
/**
 * Reads GitHub's form. What it is not sure of is left out: the engine takes what is missing for unknown.
 *
 * The fields are taken by an allow-list of names, so that the value against forgery and the value of a new token are never
 * touched; `FormData` would copy the first and tell the page that it is read. Nothing is written.
 */
var finegrain = finegrain || {};

finegrain.reading = finegrain.lazy(() => {
  const past = finegrain.past();
  const { LATE_OWNER, PERMISSION, attributes, cataloged, fields, groups, levels, selectors, texts, tokenLinks } = finegrain.github();

  /** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

  /** @typedef {ReturnType<typeof cataloged>[number]} Offer What the page's own data says of a permission. */

  /** @typedef {import('./messages.js').Fields} Fields */

  /**
   * A reading, for the engine.
   * @typedef {object} Reading
   * @property {boolean} ready Whether the permissions are there.
   * @property {Partial<Fields>} fields
   * @property {string[]} suspects Permissions beside which the page shows another level than their field holds.
   */

  /** @typedef {NonNullable<ReturnType<typeof finegrain.pages.kindOf>>} Kind */

  /**
   * @param {HTMLElement} place The form, or the list of tokens.
   * @param {Kind} kind
   * @returns {Reading}
   */
  function read(place, kind) {
    const reading = kind === 'list' || kind === 'classic-list' ? readList(kind) : readForm(/** @type {HTMLFormElement} */ (place), kind);
    const login = document.querySelector(selectors.login)?.getAttribute('content');
    const { ready } = reading;
    return { ...reading, fields: { page: kind, ready, today: today(), ...known({ login, ...reading.fields }) } };
  }

  /**
   * @param {HTMLFormElement} form
   * @param {Kind} kind
   * @returns {Reading}
   */
  function readForm(form, kind) {
    const values = valuesOf(form);
    if (kind === 'classic' || kind === 'classic-regenerating') {
      return readClassic(values);
    }
    const reading = readFineGrained(form, values);
    // Nothing but an expiration will ever be there.
    return kind === 'regenerating' ? { ...reading, ready: true } : reading;
  }

  /**
   * The tokens of a list: when each ends, and how long it was not used. Its name stays where it is, and so does
   * everything else that the row says.
   *
   * @param {Kind} kind
   * @returns {Reading}
   */
  function readList(kind) {
    /** @type {Map<string, string>} */
    const tokens = new Map();
    for (const { link, id, regenerates } of tokenLinks()) {
      const said = regenerates ? link.textContent ?? '' : kind === 'classic-list' ? rowText(link) : '';
      tokens.set(id, [tokens.get(id), said].filter(Boolean).join(' '));
    }
    return {
      ready: true,
      suspects: [],
      fields: {
        tokens: [...tokens.values()].map((said) => ({ end: endOf(said), unused: unusedOf(said) })),
        more: Boolean(document.querySelector(selectors.nextPage)),
      },
    };
  }

  /**
   * @param {Element} link
   * @returns {string} What the row of a classic token says; nothing where it shows a value.
   */
  function rowText(link) {
    const row = link.closest(selectors.tokenRow);
    return row && !row.querySelector('code, input, clipboard-copy') ? (row.textContent ?? '').replace(/\s+/g, ' ') : '';
  }

  /**
   * @param {string} said
   * @returns {string} In how many days the token ends; `none` for never, `?` for unknown.
   */
  function endOf(said) {
    if (texts.tokenNever.test(said)) {
      return 'none';
    }
    const [, month, day, year] = texts.tokenDate.exec(said) ?? [];
    if (month) {
      const date = new Date(`${month} ${day}, ${year}`);
      const now = new Date();
      return String(Math.round((date.getTime() - new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()) / 86_400_000));
    }
    return texts.tokenExpired.test(said) ? '-1' : '?';
  }

  /**
   * @param {string} said
   * @returns {string} For how many months the token was not used at least, if for any.
   */
  function unusedOf(said) {
    return texts.tokenUnused.test(said) ? 'never' : texts.tokenUsed.exec(said)?.[1] ?? '';
  }

  /**
   * What the form would send, as far as it is known what it means: every value of every known name, in order.
   *
   * @param {HTMLFormElement} form
   * @returns {Map<string, string[]>}
   */
  function valuesOf(form) {
    const known = new Set(Object.values(fields));
    /** @type {Map<string, string[]>} */
    const values = new Map();
    for (const element of past.elements(form)) {
      const field = /** @type {Field} */ (element);
      if ((known.has(field.name) || PERMISSION.test(field.name)) && !field.matches(':disabled')) {
        const sent = isChosen(field) ? [field.value] : [];
        values.set(field.name, [...(values.get(field.name) ?? []), ...sent]);
      }
    }
    return values;
  }

  /** @param {Field} field */
  const isChosen = (field) =>
    !(field instanceof HTMLInputElement) || !['radio', 'checkbox'].includes(field.type) || field.checked;

  /**
   * @param {Map<string, string[]>} values
   * @returns {Reading}
   */
  function readClassic(values) {
    const expiration = expirationOf(values.get(fields.classicExpiration)?.at(-1));
    return {
      ready: true,
      suspects: [],
      fields: {
        name: values.get(fields.note)?.at(-1),
        expiration,
        customDate: values.get(fields.classicDate)?.at(-1),
        scopes: values.get(fields.scope),
      },
    };
  }

  /**
   * @param {HTMLFormElement} form
   * @param {Map<string, string[]>} values
   * @returns {Reading}
   */
  function readFineGrained(form, values) {
    const owner = ownerOf(form, values);
    const offers = offersOf(form);
    const expiration = expirationOf(values.get(fields.expiration)?.at(-1)) ?? shownExpiration(form);
    const permissions = permissionsOf(form, values);
    const access = values.get(fields.access)?.at(-1);
    return {
      ready: permissions.size > 0,
      suspects: suspectsOf(form, permissions, offers),
      fields: {
        name: values.get(fields.name)?.at(-1),
        description: values.get(fields.description)?.at(-1),
        owner,
        ownerKind: kindOfOwner(form, owner, offers),
        expiration,
        customDate: values.get(fields.date)?.at(-1),
        policyDays: whole(policyOf(form, owner)),
        access,
        ...(access === 'selected' ? repositoriesOf(form, values) : {}),
        justification: values.get(fields.reason)?.at(-1)?.trim() === '',
        ownerError: ownerError(),
        permissions: Object.fromEntries(permissions),
      },
    };
  }

  /**
   * @param {Record<string, unknown>} fields
   * @returns {Partial<Fields>} Those that are known.
   */
  const known = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''));

  /**
   * @param {string | undefined} text
   * @returns {number | undefined}
   */
  const whole = (text) => (text && /^\d{1,6}$/.test(text) ? Number(text) : undefined);

  /** The person's own date. */
  function today() {
    const now = new Date();
    const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
    return parts.map((it) => String(it).padStart(2, '0')).join('-');
  }

  /**
   * @param {HTMLFormElement} form
   * @param {Map<string, string[]>} values
   */
  function ownerOf(form, values) {
    const late = past.find(form, selectors.late)?.getAttribute('src') ?? '';
    const candidates = [
      values.get(fields.owner)?.at(-1),
      past.find(form, selectors.ownerButton)?.textContent?.trim(),
      new URLSearchParams(late.slice(late.indexOf('?') + 1)).get(LATE_OWNER),
    ];
    return candidates.find((it) => it && texts.login.test(it)) ?? undefined;
  }

  /**
   * @param {HTMLFormElement} form
   * @param {string | undefined} owner
   * @param {Offer[]} offers
   * @returns {'user' | 'organization' | undefined}
   */
  function kindOfOwner(form, owner, offers) {
    const option = owner && optionOf(form, owner);
    if (option) {
      return option.getAttribute(attributes.isOrganization) === 'true' ? 'organization' : 'user';
    }
    const login = document.querySelector(selectors.login)?.getAttribute('content');
    if (owner && login) {
      return owner.toLowerCase() === login.toLowerCase() ? 'user' : 'organization';
    }
    const groups = new Set(offers.map(({ group }) => group));
    return groups.has('organization') ? 'organization' : groups.has('account') ? 'user' : undefined;
  }

  /**
   * @param {HTMLFormElement} form
   * @param {string} owner
   * @returns {Element | undefined} The owner in the list, which says more about it.
   */
  function optionOf(form, owner) {
    const options = past.findAll(form, selectors.ownerOption);
    return options.find((it) => it.querySelector(`[${attributes.ownerLogin}="${CSS.escape(owner)}"]`));
  }

  /**
   * @param {string | undefined} value
   * @returns {string | undefined}
   */
  const expirationOf = (value) => (value && /^(\d{1,3}|none|custom)$/.test(value) ? value : undefined);

  /** @param {HTMLFormElement} form */
  function shownExpiration(form) {
    const button = past.find(form, selectors.expirationMenu)?.querySelector(selectors.expirationButton);
    const text = button?.textContent?.trim() ?? '';
    return texts.days.exec(text)?.[1] ?? (texts.never.test(text) ? 'none' : texts.custom.test(text) ? 'custom' : undefined);
  }

  /**
   * The longest life that the owner allows, in days.
   *
   * @param {HTMLFormElement} form
   * @param {string | undefined} owner
   */
  function policyOf(form, owner) {
    const option = owner ? optionOf(form, owner) : undefined;
    const limit = option?.getAttribute(attributes.limit);
    if (limit && option?.getAttribute(attributes.limitExempt) !== 'true') {
      return limit;
    }
    const menu = past.find(form, selectors.expirationMenu) ?? past.find(form, `[name="${fields.expiration}"]`);
    const around = menu?.parentElement?.textContent ?? '';
    return texts.limit.test(around) ? texts.limitDays.exec(around)?.[1] : undefined;
  }

  /**
   * @param {HTMLFormElement} form
   * @param {Map<string, string[]>} values
   * @returns {Pick<Fields, 'repositories' | 'repositoryCount'>}
   */
  function repositoriesOf(form, values) {
    const rows = past.findAll(form, selectors.chosenRepository);
    const names = rows.map((it) => it.textContent?.replace(/\s+/g, '') ?? '').filter((it) => texts.repository.test(it));
    const ids = values.get(fields.repository)?.length;
    const count = ids || whole(texts.count.exec(past.text(form))?.[1]) || 0;
    return { repositories: names, repositoryCount: Math.max(names.length, count) };
  }

  /** The owner that GitHub says it cannot find. */
  function ownerError() {
    const messages = [...document.querySelectorAll(selectors.error)].filter((it) => it.checkVisibility());
    return messages.map((it) => texts.ownerError.exec(it.textContent ?? '')?.[1]).find(Boolean);
  }

  /**
   * The level of every permission that the form has.
   *
   * @param {HTMLFormElement} form
   * @param {Map<string, string[]>} values
   * @returns {Map<string, string>}
   */
  function permissionsOf(form, values) {
    /** @type {Map<string, string>} */
    const permissions = new Map();
    for (const [name, given] of values) {
      const key = PERMISSION.exec(name)?.[1];
      if (key) {
        permissions.set(key, given.at(-1) ?? '');
      }
    }
    return permissions.size ? permissions : new Map(rows2024(form).map(({ key, level }) => [key, level]));
  }

  /** @typedef {{key: string, level: string}} Row */

  /**
   * Generation 2, whose rows name their permission.
   *
   * @param {HTMLFormElement} form
   * @returns {Row[]}
   */
  function rows2024(form) {
    return past.findAll(form, selectors.row2024).flatMap((row) => {
      const key = row.querySelector(selectors.choice2024)?.getAttribute(attributes.permission2024);
      const level = levelIn(row.querySelector(selectors.levelButton2024));
      return key && level ? [{ key, level }] : [];
    });
  }

  /** @param {Element | null} button */
  const levelIn = (button) => levels.get(texts.access.exec(button?.textContent ?? '')?.[1] ?? '');

  /**
   * Generation 3, whose rows have only the permission's name for people, and only those of one group are shown. A row
   * counts where its name leads to one permission of the form and no other.
   *
   * @param {HTMLFormElement} form
   * @param {Map<string, string>} permissions
   * @param {Offer[]} offers
   * @returns {Row[]}
   */
  function rows2025(form, permissions, offers) {
    const shown = shownGroup(form);
    const groupOf = new Map(offers.map(({ name, group }) => [name, group]));
    const candidates = [...permissions.keys()].filter((key) => !shown || !groupOf.get(key) || groupOf.get(key) === shown);
    return past.findAll(form, selectors.rowButton).flatMap((button) => {
      const level = levelIn(button);
      const name = level && button.checkVisibility() && titleOf(button);
      const found = name ? candidates.filter((key) => isNamed(key, name)) : [];
      return level && found.length === 1 ? [{ key: found[0], level }] : [];
    });
  }

  /**
   * @param {HTMLFormElement} form
   * @returns {string | undefined} Which group of permissions is shown.
   */
  function shownGroup(form) {
    const tab = past.findAll(form, selectors.tab).find((it) => it.getAttribute('aria-selected') === 'true');
    const title = tab?.textContent?.trim() ?? '';
    return groups.find((it) => it.tab.test(title))?.group;
  }

  /** @param {Element} button */
  function titleOf(button) {
    const row = button.closest(selectors.row) ?? button.parentElement;
    return row?.querySelector(selectors.rowTitle)?.textContent?.trim().toLowerCase();
  }

  /**
   * @param {string} key
   * @param {string} title In lower case; "(mandatory)" may follow the name.
   */
  function isNamed(key, title) {
    return isCalled(title, key.replace(/^organization_/, '').replaceAll('_', ' '));
  }

  /**
   * @param {string} title
   * @param {string} name
   */
  function isCalled(title, name) {
    return name !== '' && title.startsWith(name) && !/^[\w ]*\w/.test(title.slice(name.length));
  }

  /**
   * @param {HTMLFormElement} form
   * @param {Map<string, string>} permissions
   * @param {Offer[]} offers
   */
  function suspectsOf(form, permissions, offers) {
    const rows = [...rows2024(form), ...rows2025(form, permissions, offers)];
    const differ = rows.filter(({ key, level }) => permissions.has(key) && (permissions.get(key) || 'none') !== level);
    return [...new Set(differ.map(({ key }) => key))];
  }

  /**
   * The part of the form that is called so: `name`, `description`, `owner`, `expiration`, `access`, `reason`,
   * `permission:contents:Contents` with the permission's name for people, `scope:repo`.
   *
   * @param {HTMLFormElement} form
   * @param {string} what
   * @returns {Element | null} Nothing where it is not, or not shown.
   */
  function find(form, what) {
    const [kind, key = '', label = ''] = what.split(':');
    const found = kind === 'permission' ? rowOf(form, key, label) : partOf(form, kind, what.slice(kind.length + 1));
    return found?.checkVisibility() ? found : null;
  }

  /**
   * @param {HTMLFormElement} form
   * @param {string} kind
   * @param {string} key
   * @returns {Element | null | undefined}
   */
  function partOf(form, kind, key) {
    /** @param {string} name */
    const field = (name) => past.find(form, `[name="${name}"]:not([type=hidden])`);
    /** @param {Element | null | undefined} part */
    const around = (part) => part?.closest('fieldset, [role=radiogroup], .field, .form-group') ?? part?.parentElement;
    switch (kind) {
      case 'name':
        return field(fields.name) ?? field(fields.note);
      case 'description':
        return field(fields.description);
      case 'reason':
        return field(fields.reason);
      case 'owner':
        return past.find(form, selectors.ownerButton) ?? around(past.find(form, `[name="${fields.owner}"]`));
      case 'expiration':
        return past.find(form, selectors.expirationMenu) ?? around(past.find(form, `[name="${fields.expiration}"], [name="${fields.classicExpiration}"]`));
      case 'access':
        return around(field(fields.access));
      case 'scope':
        return past.find(form, `[name="${fields.scope}"][value="${CSS.escape(key)}"]`)?.closest('label, li');
      default:
        return null;
    }
  }

  /**
   * The row of a permission; where that is behind another tab, the part with all permissions.
   *
   * @param {HTMLFormElement} form
   * @param {string} key
   * @param {string} label
   * @returns {Element | null | undefined}
   */
  function rowOf(form, key, label) {
    const inputs = past.findAll(form, `[name="integration[default_permissions][${CSS.escape(key)}]"]`);
    const radio = inputs.find((it) => it.checkVisibility());
    if (radio) {
      return radio.closest('fieldset') ?? radio.closest(selectors.row);
    }
    const row = past.findAll(form, selectors.row2024).find((it) => it.querySelector(`[${attributes.permission2024}="${CSS.escape(key)}"]`));
    if (row) {
      return row;
    }
    const group = shownGroup(form);
    const its = offersOf(form).find(({ name }) => name === key)?.group;
    const button = past.findAll(form, selectors.rowButton).find((it) => {
      const title = levelIn(it) && it.checkVisibility() ? titleOf(it) : undefined;
      return title && (isCalled(title, label.toLowerCase()) || isNamed(key, title)) && (!group || !its || group === its);
    });
    return button?.closest(selectors.row) ?? past.find(form, selectors.tab)?.closest('[role=tablist]')?.parentElement;
  }

  /** The catalog of a page does not change: it is read once. @type {WeakMap<Element, Offer[]>} */
  const catalogs = new WeakMap();

  /**
   * @param {HTMLFormElement} form
   * @returns {Offer[]} What the page itself says about its permissions.
   */
  function offersOf(form) {
    return past.findAll(form, selectors.catalog).flatMap((script) => {
      const offers = catalogs.get(script) ?? catalogOf(script.textContent ?? '');
      catalogs.set(script, offers);
      return offers;
    });
  }

  /**
   * @param {string} text
   * @returns {Offer[]}
   */
  function catalogOf(text) {
    try {
      return cataloged(JSON.parse(text));
    } catch {
      // Not what was expected: then it says nothing.
      return [];
    }
  }

  return { find, read };
});
