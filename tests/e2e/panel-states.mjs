// @ts-check
/** The panel in every state that it can be in, for what has to hold in all of them: to be looked at, and to be measured. */
import { CLASSIC, CLASSIC_LIST, EDIT, FORM, LIST, REGENERATE, choose, chooseAccess, chooseRepository, inWords, serveGitHub } from './pages.mjs';
import { find, openDrawer, unfold, untilHint, untilState, untilText } from './panel.mjs';

/** @import { Page as Tab } from './browsers/index.mjs' */
/** @import { Options } from './pages.mjs' */

/**
 * @typedef {object} State
 * @property {string} path Where on GitHub.
 * @property {Options} [site]
 * @property {(tab: Tab, site: ReturnType<typeof serveGitHub>) => Promise<unknown>} reach
 * @property {'impatient' | 'failing'} [extension] What is otherwise in the extension.
 */

const REASONS = '#finegrain=1&repository=octo-org/app&why.contents=Pushes+release+tags&why.repository_hooks=Tells+the+deploy+server';
const WEBHOOKS = `${FORM}?name=Release+bot&target_name=octo-org&expires_in=90&contents=write&pull_requests=write&repository_hooks=write${REASONS}`;
const LONG = 'A name that is much longer than any that GitHub takes '.repeat(3).trim();
const SCRIPT = 'gh release create v1.2.0\ngh pr create --fill';
const MANY = Array.from({ length: 60 }, (_, at) => `owner-with-a-long-name/repository-number-${at}`).map((it) => `&repository=${it}`).join('');

/** @param {Tab} tab @param {string} owner */
async function choosesRepository(tab, owner = 'octo-org') {
  await untilState(tab, 'ready');
  await chooseAccess(tab, 'selected');
  await chooseRepository(tab, `${owner}/app`);
  await untilText(tab, 'in 1 repository');
}

const TOKENS = [
  { expires: 'This token has no expiration date' },
  { expires: 'This token has no expiration date' },
  { expires: `Expires on ${inWords(5)}.` },
  { expires: `Expired on ${inWords(-20)}.` },
  ...Array.from({ length: 8 }, () => ({ expires: `Expires on ${inWords(80)}.` })),
];

/** @type {Record<string, State>} */
export const STATES = {
  loading: { path: `${FORM}?name=CI&contents=write`, site: { held: true }, reach: (tab) => untilState(tab, 'loading') },

  nothing: { path: FORM, reach: (tab) => untilText(tab, 'only read public data') },

  next: { path: WEBHOOKS, reach: (tab) => untilText(tab, 'Choose repositories') },

  ready: { path: `${FORM}?name=Backup&contents=read`, reach: (tab) => choosesRepository(tab, 'mona') },

  hints: { path: WEBHOOKS, reach: (tab) => choosesRepository(tab) },

  drawer: {
    path: WEBHOOKS,
    reach: async (tab) => {
      await choosesRepository(tab);
      await openDrawer(tab);
    },
  },

  purpose: {
    path: WEBHOOKS,
    reach: async (tab) => {
      await choosesRepository(tab);
      await openDrawer(tab);
      await (await find(tab, '[data-box]')).type(SCRIPT);
      await find(tab, '[data-needed=no][data-parameter=repository_hooks]');
    },
  },

  'purpose-missing': {
    path: `${FORM}?name=CI&issues=write`,
    reach: async (tab) => {
      await choosesRepository(tab, 'mona');
      await openDrawer(tab);
      await (await find(tab, '[data-box]')).type(`${SCRIPT}\nGET /repos/octo/hello/issues\nPOST /repos/octo/hello/check-runs\nghp_0123456789abcdefghijABCDEFGHIJ012345`);
      await untilHint(tab, 'missing-permission', 'contents');
    },
  },

  'purpose-unknown': {
    path: `${FORM}?name=CI&issues=write`,
    reach: async (tab) => {
      await choosesRepository(tab, 'mona');
      await openDrawer(tab);
      await (await find(tab, '[data-box]')).type('what a day');
      await untilText(tab, 'No call to GitHub found');
    },
  },

  unfolded: {
    path: WEBHOOKS,
    reach: async (tab) => {
      await choosesRepository(tab);
      await openDrawer(tab);
      for (const title of ['Other formats', 'What these permissions allow', 'What fine-grained tokens cannot do']) {
        await unfold(tab, title);
      }
    },
  },

  dropped: { path: `${FORM}?name=Deploy+bot&expires_in=90&contents=write&variables=write&packages=read`, reach: (tab) => untilHint(tab, 'unknown-parameter', 'variables') },

  owner: { path: `${FORM}?name=CI&target_name=nobody-org&contents=write`, reach: (tab) => untilHint(tab, 'limit-public-contribution', 'target_name') },

  approval: { path: `${FORM}?name=CI&target_name=octo-org&expires_in=366&contents=write`, reach: (tab) => choosesRepository(tab) },

  show: {
    path: WEBHOOKS,
    reach: async (tab) => {
      await choosesRepository(tab);
      await openDrawer(tab);
      await (await find(tab, '[data-parameter=repository_hooks] [data-stop]')).click();
      await find(tab, '.outline:not([hidden])');
    },
  },

  pill: {
    path: WEBHOOKS,
    reach: async (tab) => {
      await choosesRepository(tab);
      await tab.evaluate(() => {
        document.body.style.paddingBottom = '100vh';
        scrollTo(0, 700);
      });
      await find(tab, '.pill:not([hidden])');
    },
  },

  copied: {
    path: WEBHOOKS,
    reach: async (tab) => {
      await choosesRepository(tab);
      await openDrawer(tab);
      await tab.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.resolve();
      });
      await (await find(tab, '[data-drawer] .actions .button')).click();
      await find(tab, '[data-done^=Copied]');
    },
  },

  many: {
    path: `${FORM}?name=Everything&contents=read`,
    reach: async (tab) => {
      await choosesRepository(tab, 'mona');
      for (const key of ['administration', 'secrets', 'workflows', 'repository_hooks', 'environments', 'pages', 'actions', 'issues', 'deployments']) {
        await choose(tab, key, 'write');
      }
      await untilHint(tab, 'high-risk-permission', 'secrets');
      await openDrawer(tab);
    },
  },

  long: {
    path: `${FORM}?${new URLSearchParams({ name: LONG.slice(0, 40), description: LONG.repeat(4), contents: 'write', ['x'.repeat(80)]: 'write', 'y y': 'z'.repeat(90) })}#finegrain=1${MANY}&why.contents=${encodeURIComponent(LONG.repeat(3))}`,
    reach: (tab) => untilHint(tab, 'unknown-parameter', 'x'.repeat(80)),
  },

  editing: {
    path: `${EDIT}?name=CI&administration=write`,
    reach: async (tab) => {
      await untilHint(tab, 'high-risk-permission', 'administration');
      await openDrawer(tab);
    },
  },

  classic: {
    path: `${CLASSIC}?description=Bot&scopes=repo,notifications`,
    reach: async (tab) => {
      await untilHint(tab, 'classic-scope', 'repo');
      await openDrawer(tab);
    },
  },

  'classic-two': {
    path: `${CLASSIC}?description=Bot&scopes=repo,read:org,gist,write:packages`,
    reach: async (tab) => {
      await untilHint(tab, 'classic-scope', 'gist');
      await openDrawer(tab);
    },
  },

  'classic-nothing': {
    path: CLASSIC,
    reach: async (tab) => {
      await untilState(tab, 'ready');
      await openDrawer(tab);
    },
  },

  regenerate: {
    path: REGENERATE,
    reach: async (tab) => {
      await untilState(tab, 'ready');
      await openDrawer(tab);
    },
  },

  list: { path: LIST, site: { tokens: TOKENS }, reach: (tab) => untilText(tab, '12 of 50') },

  'list-classic': { path: CLASSIC_LIST, site: { tokens: [{ used: 'Last used within the last 6 months' }, { expires: 'This token has no expiration date', used: 'Never used' }] }, reach: (tab) => untilState(tab, 'ready') },

  unrecognized: {
    path: FORM,
    site: { held: true },
    extension: 'impatient',
    reach: async (tab) => {
      await untilState(tab, 'unrecognized');
      await openDrawer(tab);
    },
  },

  failed: {
    path: `${FORM}?name=CI&contents=write`,
    extension: 'failing',
    reach: async (tab) => {
      await untilText(tab, 'could not answer');
      await openDrawer(tab);
    },
  },
};
