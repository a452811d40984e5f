// @ts-check
/**
 * GitHub's pages around the two forms, as the tests have them: put together from tests/pages, filled in from the address
 * as GitHub fills them in, and answered at GitHub's own address with its policy.
 *
 * This and tests/pages document how GitHub's pages behave. Whatever is simulated was seen there, at the dates that the
 * files name, or is marked as a guess; nothing is copied from GitHub.
 */
import { readFileSync } from 'node:fs';
import { ASSETS } from './github.mjs';
import { untilThere } from './until.mjs';

/** @import { Page as Tab } from './browsers/index.mjs' */
/** @import { Page, Request } from './network.mjs' */

export const FORM = '/settings/personal-access-tokens/new';
export const CLASSIC = '/settings/tokens/new';
export const EDIT = '/settings/personal-access-tokens/4711/edit';
export const LIST = '/settings/personal-access-tokens';
export const REGENERATE = '/settings/personal-access-tokens/4711/regenerate';
export const CLASSIC_REGENERATE = '/settings/tokens/4711/regenerate';
export const CLASSIC_LIST = '/settings/tokens';
export const REPOSITORY = '/octo/hello';
const LOGIN = 'mona';

/** What GitHub may have one day and no table of ours names. */
const UNDOCUMENTED = [
  { key: 'mystery_permission', scope: 'repository', title: 'Mystery', levels: ['read', 'write'], documented: false },
];

/** @type {Record<string, string>} */
const LEVELS = { read: 'Read-only', write: 'Read and write', admin: 'Admin' };

/**
 * The owners that a person may choose; `limit` is the longest life of a token in days, `approves` that the organization
 * asks for a reason.
 * @type {Record<string, {organization: boolean, limit?: number, approves?: boolean}>}
 */
const OWNERS = {
  mona: { organization: false },
  'octo-org': { organization: true, limit: 366, approves: true },
  'strict-org': { organization: true, limit: 90 },
};

/** @param {string} file */
const read = (file) => readFileSync(new URL(`../pages/${file}`, import.meta.url), 'utf8');

/** @param {unknown} text */
const escaped = (text) =>
  String(text).replace(/[&<>"]/g, (it) => /** @type {Record<string, string>} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[it]);

/**
 * @param {string} file
 * @param {Record<string, unknown>} values `{{x}}` is text, `{{{x}}}` is HTML.
 */
function filled(file, values) {
  return read(file).replace(/\{\{(\{?)(\w+)\}?\}\}/g, (_, raw, name) => {
    const value = values[name] ?? '';
    return raw ? String(value) : escaped(value);
  });
}

/** The permissions of the project's own table, as the form would list them. */
export const PERMISSIONS = read('../../data/permissions.tsv')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t'))
  // Nobody knows what the form looks like with an enterprise as owner.
  .filter(([, scope, , , , onForm]) => onForm === 'yes' && scope !== 'enterprise')
  .map(([key, scope, title, levels, source]) => ({
    key,
    scope,
    title: title || key,
    levels: levels === 'unknown' ? ['read', 'write', 'admin'] : levels.split(','),
    documented: source === 'table',
  }))
  .concat(UNDOCUMENTED);

/** @param {string} owner */
const offered = (owner) => {
  const { organization } = OWNERS[owner];
  return PERMISSIONS.filter(({ scope }) => scope === 'repository' || (scope === 'organization') === organization);
};

/**
 * @typedef {object} Options
 * @property {2022 | 2024 | 2025} [generation] Which form of the permissions.
 * @property {'kept' | 'replaced'} [wrapper] What becomes of the element that loads the late part.
 * @property {'updated' | 'recreated' | 'late'} [inputs] What the picker does with the hidden inputs: writes them, draws
 *   them anew, or leaves them as they are until the form is sent.
 * @property {boolean} [rowsOnly] Generation 2 without hidden inputs.
 * @property {boolean} [renamed] Ids and classes are others; the names of the fields are as they were.
 * @property {boolean} [held] The late part is not answered before `release`.
 * @property {boolean} [sudo] "Confirm access" stands before the form.
 * @property {boolean} [signIn] The person is not signed in yet.
 * @property {boolean} [formInList] The form stands on the list of tokens, too.
 * @property {{expires?: string, used?: string}[]} [tokens] The tokens in the lists, with what their rows say.
 * @property {string} [newValue] The value of a token that was just made, on the lists.
 * @property {boolean} [drops] GitHub takes nothing from the address, as for weeks in spring 2026.
 * @property {'light' | 'dark' | 'auto'} [mode]
 * @property {string} [account] What the embedded catalog calls the account's permissions: not known.
 */

/**
 * Answers for GitHub.
 *
 * @param {{serve: (pages: Record<string, Page>) => void}} github
 * @param {Options} [options]
 */
export function serveGitHub(github, options = {}) {
  const { generation = 2025, wrapper = 'replaced', held = false, mode = 'auto' } = options;
  let confirmed = !options.sudo;
  let signedIn = !options.signIn;
  /** @type {() => void} */
  let release = () => {};
  let gate = held ? new Promise((resolve) => (release = () => resolve(undefined))) : Promise.resolve(undefined);

  /**
   * @param {string} title
   * @param {string} main
   */
  const page = (title, main) => {
    const html = filled('shell.html', { title, main, mode, login: LOGIN });
    return options.renamed ? renamed(html) : html;
  };

  /** @param {URL} url */
  const chosen = (url) => (options.drops ? new URLSearchParams() : url.searchParams);

  /** @param {URL} url */
  const form = (url) => {
    const query = chosen(url);
    const wanted = query.get('target_name') ?? LOGIN;
    const owner = wanted in OWNERS ? wanted : LOGIN;
    const query2025 = [...query].filter(([key]) => PERMISSIONS.some((it) => it.key === key));
    const src = `${LIST}/select-access?${new URLSearchParams([['target_name', owner], ...query2025])}`;
    const late = `<include-fragment src="${escaped(src)}" ${wrapper === 'kept' ? 'data-kept' : ''}></include-fragment>`;
    return filled('form.html', {
      csrf: 'csrf-SECRET',
      name: query.get('name'),
      description: query.get('description'),
      owner,
      expiration: expiration(owner, query.get('expires_in')),
      access: `<div class="js-access">${generation === 2025 ? late : access(owner, query)}</div>`,
      flash: wanted === owner ? '' : flash(wanted),
    });
  };

  /**
   * @param {string} owner
   * @param {URLSearchParams} query
   */
  const access = (owner, query) =>
    filled('repositories.html', {
      options: ['app', 'site', 'docs'].map((name, at) => repository(`${owner}/${name}`, at)).join(''),
      reason: OWNERS[owner].approves
        ? '<div class="field"><label for="reason">Request</label><textarea id="reason" name="reason"></textarea></div>'
        : '',
    }) + permissions(owner, query, options);

  /** @param {Request} request */
  const newForm = ({ url }) => {
    if (!signedIn) {
      const back = `/login?${new URLSearchParams({ return_to: url.href })}`;
      return { status: 302, headers: { location: back } };
    }
    if (!confirmed) {
      return page('Confirm access', filled('confirm-access.html', { return: url.pathname + url.search, csrf: 'x' }));
    }
    return page('New fine-grained personal access token', form(url));
  };

  const script = { body: read('page.js'), headers: { 'content-type': 'text/javascript' } };
  const style = { body: read('page.css'), headers: { 'content-type': 'text/css' } };
  github.serve({
    [`https://${ASSETS}/page.js`]: script,
    [`https://${ASSETS}/page.css`]: style,
    [FORM]: newForm,
    [EDIT]: ({ url }) => page('Edit token', edit(form(url))),
    [CLASSIC]: ({ url }) => page('New personal access token (classic)', classic(chosen(url))),
    [REPOSITORY]: page('octo/hello', read('repository.html')),
    [LIST]: ({ method, url }) =>
      method === 'POST'
        ? { status: 302, headers: { location: LIST } }
        : page('Fine-grained personal access tokens', list(options) + (options.formInList ? form(url) : '')),
    [CLASSIC_LIST]: ({ method }) =>
      method === 'POST'
        ? { status: 302, headers: { location: CLASSIC_LIST } }
        : page('Personal access tokens (classic)', classicList(options)),
    [REGENERATE]: ({ method, url }) =>
      method === 'POST' ? { status: 302, headers: { location: LIST } } : page('Regenerate token', regenerate(url, 'user_programmatic_access')),
    [CLASSIC_REGENERATE]: ({ method, url }) =>
      method === 'POST' ? { status: 302, headers: { location: CLASSIC_LIST } } : page('Regenerate token', regenerate(url, 'oauth_access')),
    [`${LIST}/late-expiration`]: ({ url }) => escaped(url.searchParams.get('text')),
    '/login': ({ url }) => page('Sign in to GitHub', filled('login.html', { return: url.searchParams.get('return_to') })),
    '/session': ({ body }) => {
      signedIn = true;
      return { status: 302, headers: { location: new URLSearchParams(body).get('return_to') ?? '' } };
    },
    '/sessions/sudo': ({ body }) => {
      confirmed = true;
      return { status: 302, headers: { location: new URLSearchParams(body).get('sudo_return_to') ?? '' } };
    },
    [`${LIST}/select-access`]: async ({ url }) => {
      await gate;
      return access(url.searchParams.get('target_name') ?? LOGIN, url.searchParams);
    },
    [`${LIST}/expiration`]: ({ url }) => expiration(url.searchParams.get('target_name') ?? LOGIN, null),
    [`${LIST}/resource_owners`]: `<ul role="listbox" aria-label="Resource owner">${Object.keys(OWNERS).map(ownerOption).join('')}</ul>`,
  });

  return {
    /** Lets the late part arrive. */
    release: () => release(),
    /** Holds the next late part back. */
    hold: () => {
      gate = new Promise((resolve) => (release = () => resolve(undefined)));
    },
  };
}

/** A page where nothing is as Finegrain knows it. */
export const unrecognizable = () =>
  filled('shell.html', { title: 'New token', main: read('unrecognizable.html'), mode: 'auto', login: LOGIN });

/**
 * @param {string} owner
 * @param {URLSearchParams} query
 * @param {Options} options
 */
function permissions(owner, query, { generation = 2025, inputs = 'updated', rowsOnly, account = 'user' }) {
  const list = offered(owner).map((it) => {
    const asked = query.get(it.key) ?? 'none';
    return { ...it, level: it.levels.includes(asked) ? asked : 'none' };
  });
  // Any repository permission brings the mandatory one.
  const metadata = list.find(({ key }) => key === 'metadata');
  if (metadata && list.some(({ scope, level }) => scope === 'repository' && level !== 'none')) {
    metadata.level = 'read';
  }
  if (generation === 2022) {
    return filled('permissions-2022.html', { rows: list.map(row2022).join('') });
  }
  if (generation === 2024) {
    return filled('permissions-2024.html', { rows: list.map((it) => row2024(it, rowsOnly)).join('') });
  }
  /** @type {Record<string, unknown[]>} */
  const resources = { repository: [], [OWNERS[owner].organization ? 'organization' : account]: [] };
  for (const { key, scope, title, levels } of list) {
    const group = scope === 'account' ? account : scope;
    resources[group].push({ name: key, levels, metadata: { fgp: levels.map((it) => LEVELS[it]), title } });
  }
  return filled('permissions-2025.html', {
    inputs,
    resources: JSON.stringify({ props: { resources } }),
    hidden: list.map(({ key, level }) => hidden(key, level)).join('\n'),
  });
}

/** @typedef {{key: string, scope: string, title: string, levels: string[], level: string}} Row */

/**
 * @param {string} key
 * @param {string} level
 */
const hidden = (key, level) =>
  `<input type="hidden" name="integration[default_permissions][${key}]" value="${level}" autocomplete="off">`;

/**
 * @param {Row} row
 * @param {boolean} [rowsOnly]
 */
function row2024({ key, scope, title, levels, level }, rowsOnly) {
  const items = ['none', ...levels].map(
    (it) => `<li role="none"><button type="button" role="menuitemradio" aria-checked="${it === level}" data-act="choice"
      data-resource="${key}" data-resource-parent="${scope}" data-value="${it}">${LEVELS[it] ?? 'No access'}</button></li>`,
  );
  return `<li class="js-list-group-item Box-row"><strong>${title}</strong>
    <action-menu><button type="button" class="js-action-selection-list-menu-button" aria-haspopup="true" data-act="menu">Access: ${
      LEVELS[level] ?? 'No access'
    }</button><ul role="menu" hidden>${items.join('')}</ul></action-menu>${rowsOnly ? '' : hidden(key, level)}</li>`;
}

/** @param {Row} row */
function row2022({ key, title, levels, level }) {
  const radios = ['none', ...levels].map(
    (it) => `<label><input type="radio" name="integration[default_permissions][${key}]" value="${it}" ${
      it === level ? 'checked' : ''
    }> ${LEVELS[it] ?? 'No access'}</label>`,
  );
  return `<fieldset><legend>${title}</legend>${radios.join('')}</fieldset>`;
}

/**
 * @param {string} owner
 * @param {string | null} asked
 */
function expiration(owner, asked) {
  const { limit } = OWNERS[owner];
  const days = ['7', '30', '60', '90', ...(limit && limit > 90 ? [String(limit)] : [])];
  const values = [...days, 'custom', ...(limit ? [] : ['none'])];
  const known = asked === null ? '30' : values.includes(asked) ? asked : 'custom';
  return filled('expiration.html', {
    value: known,
    label: expirationLabel(known),
    date: known === 'custom' ? inDays(Number(asked)) : '',
    shown: known === 'custom' ? '' : 'hidden',
    items: values.map(expirationItem).join(''),
    limit: limit ? `<p class="note">Limit set by ${owner}. Custom between 1 and ${limit} days.</p>` : '',
  });
}

/** @param {string} value */
const expirationLabel = (value) =>
  ({ custom: 'Custom', none: 'No expiration' })[value] ?? `${value} days (${inDays(Number(value))})`;

/** @param {string} value */
const expirationItem = (value) =>
  `<li class="js-new-default-token-expiration-item ActionListItem" role="none" data-item-id="${value}"><button type="button"
    role="menuitemradio" data-act="expires" data-value="${value}">${expirationLabel(value)}</button></li>`;

/** @param {number} days */
export const inDays = (days) => {
  const date = new Date();
  date.setDate(date.getDate() + days);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((it) => String(it).padStart(2, '0')).join('-');
};

/**
 * A date as the lists write it: "Wed, Sep  2 2026".
 *
 * @param {number} days
 */
export const inWords = (days) => {
  const date = new Date();
  date.setDate(date.getDate() + days);
  const [weekday, month, day, year] = date.toDateString().split(' ');
  return `${weekday}, ${month} ${String(Number(day)).padStart(2)} ${year}`;
};

/** @param {string} owner */
function ownerOption(owner) {
  const { organization, limit } = OWNERS[owner];
  const limits = limit ? `data-fg-limit="${limit}" data-fg-limit-label="${limit} days"` : '';
  return `<li class="ActionListItem" role="none" data-src="${LIST}/select-access?target_name=${owner}" ${limits}
    data-actor-is-organization="${organization}" data-fg-limit-exempt="${!limit}"><button type="button" role="option"
    data-act="owner" data-value="${owner}" tabindex="-1"><span class="ActionListItem-label">${owner}</span></button></li>`;
}

/**
 * @param {string} name
 * @param {number} at
 */
const repository = (name, at) => {
  const [owner, repo] = name.split('/');
  return `<li role="none"><button type="button" role="option" data-act="repository" data-value="${1000 + at}"><span class="owner">${owner}</span>/<span class="repo">${repo}</span></button></li>`;
};

/** @param {string} owner */
const flash = (owner) =>
  `<div class="flash flash-full flash-error">Cannot find the specified resource owner: '${escaped(owner)}'</div>`;

/** @param {URLSearchParams} query */
function classic(query) {
  const asked = (query.get('scopes') ?? '').split(/[\s,]+/);
  const lines = read('../../data/classic-scopes.tsv').split('\n').filter((line) => line && !line.startsWith('#')).slice(1);
  const scopes = lines.map((line) => line.split('\t')).map(([scope, parent]) => ({ scope, parent }));
  /** @param {string} under @returns {string} */
  const list = (under) => {
    const items = scopes.filter(({ parent }) => parent === under).map(({ scope }) => {
      const state = asked.includes(scope) ? 'checked' : '';
      return `<li><label><input type="checkbox" class="js-checkbox-scope" name="oauth_access[scopes][]" value="${scope}" ${state}> ${scope}</label>${list(scope)}</li>`;
    });
    return items.length ? `<ul>${items.join('')}</ul>` : '';
  };
  const value = query.get('default_expires_at') ?? '30';
  return filled('classic.html', {
    name: query.get('description'),
    scopes: list(''),
    value,
    label: expirationLabel(value),
    items: ['7', '30', '60', '90', 'custom', 'none'].map(expirationItem).join(''),
  });
}

/**
 * The list of fine-grained tokens: the expiration of each comes late.
 *
 * @param {Options} options
 */
function list({ tokens = [], newValue }) {
  const rows = tokens.map(
    ({ expires = 'Expires on Wed, Sep  2 2026.' }, at) => `<li class="list-group-item">
      <strong><a href="${LIST}/${at + 1}">Token ${at + 1}</a></strong>
      <a href="${LIST}/${at + 1}/regenerate?index_page=1"><include-fragment src="${LIST}/late-expiration?text=${encodeURIComponent(expires)}"></include-fragment></a>
      <a class="btn" href="${LIST}/${at + 1}#delete">Delete</a></li>`,
  );
  return filled('tokens.html', {
    value: newValue ? `<div class="flash"><code id="new-access-token">${escaped(newValue)}</code></div>` : '',
    rows: rows.length ? `<ul class="listgroup">${rows.join('')}</ul>` : '<p>No fine-grained tokens created</p>',
  });
}

/**
 * The list of classic tokens.
 *
 * @param {Options} options
 */
function classicList({ tokens = [], newValue }) {
  const rows = tokens.map(
    ({ expires = 'This token has no expiration date', used = 'Last used within the last week' }, at) => `<div class="list-group-item">
      <a href="${CLASSIC_LIST}/${at + 1}">Token ${at + 1}</a> <em>repo</em>
      ${newValue && at === 0 ? `<code id="new-oauth-token">${escaped(newValue)}</code><clipboard-copy value="${escaped(newValue)}"></clipboard-copy>` : ''}
      <span>${used}</span> <a href="${CLASSIC_LIST}/${at + 1}/regenerate">${expires}</a></div>`,
  );
  return filled('tokens-classic.html', { rows: `<div class="listgroup">${rows.join('')}</div>` });
}

/**
 * The page that gives a token a new value.
 *
 * @param {URL} url
 * @param {string} fields What the names of the fields begin with.
 */
const regenerate = (url, fields) =>
  filled('regenerate.html', {
    title: 'Regenerate token',
    action: url.pathname,
    csrf: 'csrf-SECRET',
    expiration: expiration(LOGIN, url.searchParams.get('days')).replaceAll('user_programmatic_access', fields),
  });

/**
 * The form of an existing token: the same fields, other id and address (its own are not known).
 * @param {string} html
 */
const edit = (html) =>
  html
    .replace('id="new_user_programmatic_access" action="/settings/personal-access-tokens"', 'id="edit_user_programmatic_access_4711" action="/settings/personal-access-tokens/4711"')
    .replace('New fine-grained', 'Edit fine-grained')
    .replace('Generate token', 'Update');

/**
 * Ids, classes and data attributes renamed, as a new release of GitHub might; the names of the fields are a contract with
 * its server and stay.
 * @param {string} html
 */
const renamed = (html) =>
  html
    .replace(/ (id|for|popovertarget)="(?!js-pjax)/g, ' $1="v2-')
    .replace(/class="[^"]*js-(?!access|expiration|repository)[^"]*"/g, 'class="v2"')
    .replace(/ data-target="/g, ' data-v2-target="');

// --- what a person does on the form ---

/**
 * Clicks what a selector finds, as a script of the page would: menus need not be scrolled into view.
 *
 * @param {Tab} tab
 * @param {string} selector
 */
export async function click(tab, selector) {
  await untilThere(tab, selector);
  await tab.evaluate((selector) => /** @type {HTMLElement} */ (document.querySelector(selector)).click(), selector);
}

/**
 * @param {Tab} tab
 * @param {string} key
 * @param {string} level
 */
export async function choose(tab, key, level) {
  const row = `[data-act=level][data-key=${key}]`;
  if (!(await tab.evaluate((row) => document.querySelector(row) !== null, row))) {
    await click(tab, `[data-act=add][data-key=${key}]`);
  }
  await click(tab, `${row}[data-level=${level}]`);
}

/**
 * @param {Tab} tab
 * @param {string} owner
 */
export async function chooseOwner(tab, owner) {
  await click(tab, '[id$=resource-owner-select-panel-button]');
  await click(tab, `[data-act=owner][data-value=${owner}]`);
}

/**
 * @param {Tab} tab
 * @param {'none' | 'all' | 'selected'} access
 */
export const chooseAccess = (tab, access) => click(tab, `input[name=install_target][value=${access}]`);

/**
 * @param {Tab} tab
 * @param {string} repository
 */
export async function chooseRepository(tab, repository) {
  await click(tab, '#repository-menu-list-button');
  const at = ['app', 'site', 'docs'].indexOf(repository.split('/')[1]);
  await click(tab, `[data-act=repository][data-value="${1000 + at}"]`);
}

/**
 * @param {Tab} tab
 * @param {string} value
 */
export const chooseExpiration = (tab, value) => click(tab, `[data-act=expires][data-value="${value}"]`);
