// @ts-check
/** Every form that GitHub is known to have, and some that it may have one day: what Finegrain reads of each. */
import assert from 'node:assert/strict';
import { altered } from './altered.mjs';
import { overhear, readingsIn } from './background.mjs';
import { addressOf } from './browsers/index.mjs';
import { inEachBrowser } from './harness.mjs';
import {
  CLASSIC,
  CLASSIC_LIST,
  CLASSIC_REGENERATE,
  EDIT,
  FORM,
  LIST,
  REGENERATE,
  REPOSITORY,
  choose,
  chooseAccess,
  chooseExpiration,
  chooseOwner,
  chooseRepository,
  click,
  inDays,
  inWords,
  serveGitHub,
  unrecognizable,
} from './pages.mjs';
import { eventually, find, hintsOf, inside, linkOf, panels, textOf, untilHint, untilLink, untilNoText, untilState, untilText } from './panel.mjs';
import { until } from './until.mjs';

/** @import { Page as Tab } from './browsers/index.mjs' */

/** Ten seconds are for people: tests shall see at once what happens after them. */
const impatient = await altered('visit.js', (script) => script.replace('PATIENCE = 10_000', 'PATIENCE = 300'));

for (const wrapper of /** @type {const} */ (['kept', 'replaced'])) {
  for (const inputs of /** @type {const} */ (['updated', 'recreated'])) {
    inEachBrowser(`generation 3, the late part ${wrapper}, inputs ${inputs}`, async ({ github }) => {
      const site = serveGitHub(github, { wrapper, inputs, held: true });
      const tab = await github.open(`${FORM}?name=CI&contents=read`);
      await untilState(tab, 'loading');
      site.release();
      await untilState(tab, 'ready');
      await untilLink(tab, 'name=CI&expires_in=30&contents=read');

      await choose(tab, 'contents', 'write');
      await untilLink(tab, 'name=CI&expires_in=30&contents=write');
      await choose(tab, 'issues', 'read');
      await untilLink(tab, 'name=CI&expires_in=30&contents=write&issues=read');
      await choose(tab, 'contents', 'none');
      await untilLink(tab, 'name=CI&expires_in=30&issues=read');
      await click(tab, '[data-act=tab][data-group=user]');
      await choose(tab, 'gists', 'write');
      await untilLink(tab, 'name=CI&expires_in=30&issues=read&gists=write');

      site.hold();
      await chooseOwner(tab, 'octo-org');
      await untilState(tab, 'loading');
      site.release();
      await untilState(tab, 'ready');
      await untilLink(tab, 'name=CI&target_name=octo-org&expires_in=30&issues=read');
      await click(tab, '[data-act=tab][data-group=organization]');
      await choose(tab, 'members', 'read');
      await untilLink(tab, 'name=CI&target_name=octo-org&expires_in=30&issues=read&members=read');

      await chooseOwner(tab, 'mona');
      await untilLink(tab, 'name=CI&expires_in=30&issues=read');
      assert.equal(await panels(tab), 1);
    });
  }
}

inEachBrowser('every field is followed', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(FORM);
  await untilLink(tab, 'expires_in=30');
  await tab.type('#user_programmatic_access_name', 'CI bot');
  await untilLink(tab, 'name=CI+bot&expires_in=30');
  await tab.type('#user_programmatic_access_description', 'Two\nlines');
  await untilLink(tab, 'name=CI+bot&description=Two%0Alines&expires_in=30');
  await chooseExpiration(tab, '90');
  await untilLink(tab, 'name=CI+bot&description=Two%0Alines&expires_in=90');
  await chooseExpiration(tab, 'none');
  await untilLink(tab, 'name=CI+bot&description=Two%0Alines&expires_in=none');
  await chooseExpiration(tab, 'custom');
  await untilLink(tab, 'name=CI+bot&description=Two%0Alines');
  await tab.$eval(
    '#user_programmatic_access_custom_expires_at',
    (field, date) => {
      /** @type {HTMLInputElement} */ (field).value = date;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    },
    inDays(200),
  );
  await untilLink(tab, 'name=CI+bot&description=Two%0Alines&expires_in=200');

  await choose(tab, 'contents', 'read');
  await chooseAccess(tab, 'all');
  await untilHint(tab, 'all-repositories');
  await chooseAccess(tab, 'selected');
  await until(
    tab,
    () => !document.querySelector('finegrain-panel')?.shadowRoot?.querySelector('[data-code=all-repositories]'),
  );
  await chooseRepository(tab, 'mona/app');
  await chooseRepository(tab, 'mona/site');
  await until(tab, () =>
    document.querySelector('finegrain-panel')?.shadowRoot?.textContent?.includes('in 2 repositories'),
  );
});

inEachBrowser("what the link says is on the form, and what only GitHub's form has is carried along", async ({ github }) => {
  serveGitHub(github);
  const query = 'name=CI&expires_in=60&issues=write&gists=write&mystery_permission=read';
  const tab = await github.open(`${FORM}?${query}`);
  await untilLink(tab, query);
});

inEachBrowser("an organization's form", async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&target_name=strict-org&expires_in=90&members=read`);
  await untilLink(tab, 'name=CI&target_name=strict-org&expires_in=90&members=read');
  await tab.$eval('[name="user_programmatic_access[default_expires_at]"]', (input) => {
    /** @type {HTMLInputElement} */ (input).value = '366';
  });
  await untilHint(tab, 'expiration-over-policy');
});

inEachBrowser('the account has another name in the page’s data', async ({ github }) => {
  serveGitHub(github, { account: 'account' });
  const tab = await github.open(`${FORM}?gists=write`);
  await untilLink(tab, 'expires_in=30&gists=write');
});

inEachBrowser('an owner whom GitHub cannot find', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${FORM}?name=CI&target_name=nobody-org&contents=read`);
  await untilHint(tab, 'limit-public-contribution', 'target_name');
  assert.match(await textOf(tab), /nobody-org/);
});

for (const rowsOnly of [false, true]) {
  inEachBrowser(`generation 2${rowsOnly ? ', without hidden inputs' : ''}`, async ({ github }) => {
    serveGitHub(github, { generation: 2024, rowsOnly });
    const tab = await github.open(`${FORM}?name=CI&contents=read`);
    await untilLink(tab, 'name=CI&expires_in=30&contents=read');
    await click(tab, '[data-resource=contents][data-value=write]');
    await untilLink(tab, 'name=CI&expires_in=30&contents=write');
    await click(tab, '[data-resource=gists][data-value=write]');
    await untilLink(tab, 'name=CI&expires_in=30&contents=write&gists=write');
  });
}

inEachBrowser('generation 1', async ({ github }) => {
  serveGitHub(github, { generation: 2022 });
  const tab = await github.open(`${FORM}?name=CI&contents=read`);
  await untilLink(tab, 'name=CI&expires_in=30&contents=read');
  await click(tab, 'input[name="integration[default_permissions][contents]"][value=write]');
  await untilLink(tab, 'name=CI&expires_in=30&contents=write');
});

inEachBrowser('the classic form', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${CLASSIC}?description=Bot&scopes=repo`);
  await untilState(tab, 'ready');
  await untilLink(tab, 'name=Bot&expires_in=30&contents=write&issues=write&pull_requests=write');
  await click(tab, 'input[value=repo]');
  await click(tab, 'input[value=gist]');
  await untilLink(tab, 'name=Bot&expires_in=30&gists=write');
});

inEachBrowser('the form for editing a token, at an address of its own', async ({ github }) => {
  serveGitHub(github);
  const tab = await github.open(`${EDIT}?name=CI&contents=read`);
  await untilState(tab, 'ready');
  await untilLink(tab, 'name=CI&expires_in=30&contents=read');
});

inEachBrowser('ids and classes have other names, the fields have not', async ({ github }) => {
  serveGitHub(github, { renamed: true });
  const tab = await github.open(`${FORM}?name=CI&contents=read&target_name=octo-org`);
  await untilLink(tab, 'name=CI&target_name=octo-org&expires_in=30&contents=read');
  await choose(tab, 'contents', 'write');
  await untilLink(tab, 'name=CI&target_name=octo-org&expires_in=30&contents=write');
});

inEachBrowser(
  'permissions that do not come are not waited for, and are welcome later',
  async ({ github }) => {
    const site = serveGitHub(github, { held: true });
    const tab = await github.open(FORM);
    await untilState(tab, 'unrecognized');
    await untilText(tab, 'GitHub has changed this form');
    const report = await (await find(tab, '.report')).evaluate((it) => it.textContent ?? '');
    assert.match(report, /^Finegrain \d.*\nPage: new fine-grained token on github\.com\n.*\nFound: .*permissions:0/);
    site.release();
    await untilState(tab, 'ready');
    await untilNoText(tab, 'GitHub has changed this form');
  },
  { extension: impatient },
);

inEachBrowser(
  'permissions that do not come back after a change of owner',
  async ({ github }) => {
    const site = serveGitHub(github);
    const tab = await github.open(FORM);
    await untilState(tab, 'ready');
    site.hold();
    await chooseOwner(tab, 'octo-org');
    await untilState(tab, 'unrecognized');
    site.release();
    await untilState(tab, 'ready');
  },
  { extension: impatient },
);

inEachBrowser('a page with nothing that Finegrain knows is left alone', async ({ github, openExtensionPage }) => {
  serveGitHub(github);
  github.serve({ [FORM]: unrecognizable() });
  const tab = await github.open(FORM);
  const popup = await openExtensionPage('www/options.html');
  assert.deepEqual(await pageStates(popup), ['none']);
  assert.equal(await panels(tab), 0);
});

inEachBrowser(
  'the popup learns what there is on a page',
  async ({ github, openExtensionPage }) => {
    const site = serveGitHub(github, { held: true });
    const popup = await openExtensionPage('www/options.html');
    const tab = await github.open(`${FORM}?name=CI&contents=read`);
    await untilState(tab, 'unrecognized');
    assert.deepEqual(await pageStates(popup), ['unrecognized']);
    site.release();
    await untilState(tab, 'ready');
    assert.deepEqual(await pageStates(popup), [
      'ready https://github.com/settings/personal-access-tokens/new?name=CI&expires_in=30&contents=read',
    ]);
    await tab.goto(`https://github.com${REPOSITORY}`);
    assert.deepEqual(await pageStates(popup), ['none']);

    github.serve({ [FORM]: unrecognizable() });
    await tab.goto(`https://github.com${FORM}`);
    await eventually(async () => (await pageStates(popup)).includes('unrecognized'));
  },
  { extension: impatient },
);

/**
 * @param {Tab} popup
 * @returns {Promise<string[]>} What there is in the tabs, each answer once.
 */
function pageStates(popup) {
  return popup.evaluate(async () => {
    const { askPage } = await import('../messages.js');
    const tabs = await chrome.tabs.query({});
    const answers = await Promise.all(tabs.map(({ id }) => askPage(id ?? 0)));
    const told = answers.filter(({ state }) => state !== 'none').map(({ state, link }) => [state, link].join(' ').trim());
    return told.length ? told : ['none'];
  });
}

inEachBrowser('rows that say something else than their field', async ({ github }) => {
  serveGitHub(github, { inputs: 'late' });
  const tab = await github.open(`${FORM}?contents=read`);
  await untilLink(tab, 'expires_in=30&contents=read');
  await tab.evaluate(() => {
    const row = /** @type {Element} */ (document.querySelector('[data-act=level][data-key=contents]')?.closest('.Box-row'));
    /** @type {Element} */ (row.querySelector('[aria-haspopup] span:last-child')).textContent = 'Read and write';
  });
  await until(tab, () =>
    document.querySelector('finegrain-panel')?.shadowRoot?.textContent?.includes('shows another level'),
  );
  await untilLink(tab, 'expires_in=30&contents=read');
});

inEachBrowser('"Confirm access" before the form: what the link says is kept', async ({ github }) => {
  serveGitHub(github, { sudo: true });
  const fragment = '#finegrain=1&repository=mona/app&why.contents=Pushes+tags';
  const tab = await github.open(`${FORM}?name=CI&contents=write${fragment}`);
  assert.equal(await panels(tab), 0);
  await Promise.all([tab.waitForNavigation(), tab.click('main button')]);
  assert.equal(new URL(await addressOf(tab)).hash, '');
  await untilState(tab, 'ready');
  assert.match(await textOf(tab), /mona\/app/);
  assert.match(await textOf(tab), /Pushes tags/);

  await tab.reload();
  await untilState(tab, 'ready');
  assert.match(await textOf(tab), /Pushes tags/);

  // Not for a form that this link does not lead to.
  await tab.goto(`https://github.com${FORM}?name=Other&contents=write`);
  await untilLink(tab, 'name=Other&expires_in=30&contents=write');
  assert.doesNotMatch(await textOf(tab), /Pushes tags/);
  await tab.goto(`https://github.com${FORM}?name=CI&contents=write`);
  await untilLink(tab, 'name=CI&expires_in=30&contents=write');
  assert.doesNotMatch(await textOf(tab), /Pushes tags/);
});

inEachBrowser('signing in and "Confirm access" before the form', async ({ github }) => {
  serveGitHub(github, { sudo: true, signIn: true });
  const tab = await github.open(`${FORM}?name=CI&contents=write#finegrain=1&why.contents=Pushes+tags`);
  assert.equal(new URL(await addressOf(tab)).pathname, '/login');
  await Promise.all([tab.waitForNavigation(), tab.click('main button')]);
  await Promise.all([tab.waitForNavigation(), tab.click('main button')]);
  await untilState(tab, 'ready');
  assert.match(await textOf(tab), /Pushes tags/);
});

inEachBrowser('a link that only looks like one to the form did not bring the person there', async ({ github }) => {
  const planted = new URLSearchParams({ return_to: `https://github.com${FORM}?name=CI` });
  const fragment = '#finegrain=1&repository=evil/exfil&why.contents=Because';
  serveGitHub(github);
  for (const path of [REPOSITORY, '/login']) {
    const tab = await github.open(`${path}?${planted}${fragment}`);
    await tab.goto(`https://github.com${FORM}?name=CI`);
    await untilLink(tab, 'name=CI&expires_in=30');
    assert.doesNotMatch(await textOf(tab), /evil|Because/, path);
    assert.doesNotMatch(String(await linkOf(tab)), /evil|Because/, path);
  }
});

inEachBrowser('a damaged record of the link that led here says nothing', async ({ github, openExtensionPage }) => {
  serveGitHub(github, { sudo: true });
  const options = await openExtensionPage('www/options.html');
  for (const damaged of [null, 7, 'no address', { link: 'x' }, ['https://github.com']]) {
    const tab = await github.open(`${FORM}?name=CI#finegrain=1&why.contents=Because`);
    await eventually(() =>
      options.evaluate(async (damaged) => {
        const kept = await chrome.storage.session.get();
        const keys = Object.keys(kept).filter((it) => it.startsWith('arrival.'));
        await chrome.storage.session.set(Object.fromEntries(keys.map((key) => [key, damaged])));
        return keys.length > 0;
      }, damaged),
    );
    await Promise.all([tab.waitForNavigation(), tab.click('main button')]);
    await untilState(tab, 'ready');
    await untilLink(tab, 'name=CI&expires_in=30');
    await tab.close();
    serveGitHub(github, { sudo: true });
  }
});

for (const name of ['elements', 'querySelector', 'querySelectorAll', 'isConnected']) {
  inEachBrowser(`a field called ${name} hides nothing`, async ({ github }) => {
    serveGitHub(github);
    const tab = await github.open(`${FORM}?name=CI&contents=read`);
    await untilLink(tab, 'name=CI&expires_in=30&contents=read');
    await tab.$eval(
      '#new_user_programmatic_access',
      (form, name) => form.append(Object.assign(document.createElement('input'), { name })),
      name,
    );
    await choose(tab, 'contents', 'write');
    await untilLink(tab, 'name=CI&expires_in=30&contents=write');
    await tab.reload();
    await untilLink(tab, 'name=CI&expires_in=30&contents=read');
    assert.equal(await panels(tab), 1);
  });
}

inEachBrowser('where the value of a new token is, nothing is read and nothing is shown', async ({ github, openExtensionPage }) => {
  serveGitHub(github, { formInList: true, newValue: 'github_pat_SECRET', tokens: [{}] });
  const heard = await overhear(await openExtensionPage('www/options.html'));
  for (const list of [LIST, CLASSIC_LIST]) {
    const tab = await github.open(list);
    // The same script goes on to the next page: had it read the list, that would have been sent first.
    await click(tab, 'a[data-visit=turbo][href*="personal-access-tokens/new"]');
    await untilLink(tab, 'name=Visited&expires_in=30&contents=read');
    assert.equal(await panels(tab), 1);
  }
  await eventually(async () => readingsIn(await heard()).length > 0);
  const paths = readingsIn(await heard()).map((reading) => new URL(reading.address ?? '').pathname);
  assert.deepEqual([...new Set(paths)], [FORM]);
  assert.doesNotMatch(JSON.stringify(await heard()), /SECRET/);
});

inEachBrowser('the lists of tokens: how many there are, and which need a look', async ({ github }) => {
  serveGitHub(github, { tokens: [{ expires: 'This token has no expiration date' }, { expires: 'Expired' }, { expires: `Expires on ${inWords(5)}.` }, {}] });
  const tab = await github.open(LIST);
  await untilText(tab, '4 of 50 tokens · 1 never expires · 1 expires within two weeks · 2 have expired');
  assert.equal(await tab.$eval('finegrain-panel', (it) => it.nextElementSibling?.className), 'listgroup');
  assert.equal(await tab.$$eval(inside('[data-toggle]'), (all) => all.length), 0);

  serveGitHub(github, { tokens: [{ used: 'Last used within the last 6 months' }, { expires: `on ${inWords(100)}`, used: 'Never used' }] });
  await tab.goto(`https://github.com${CLASSIC_LIST}`);
  await untilText(tab, '2 tokens · 1 never expires · 1 was not used for months · 1 was never used');

  serveGitHub(github);
  await tab.goto(`https://github.com${LIST}`);
  assert.equal(await panels(tab), 0);
});

inEachBrowser('regenerating: the expiration and nothing else', async ({ github }) => {
  serveGitHub(github);
  for (const [path, field] of [[REGENERATE, 'user_programmatic_access'], [CLASSIC_REGENERATE, 'oauth_access']]) {
    const tab = await github.open(path);
    await untilText(tab, 'The new value works for 30 days, with the same permissions');
    await tab.$eval(`[name="${field}[default_expires_at]"]`, (input) => {
      /** @type {HTMLInputElement} */ (input).value = 'none';
    });
    await untilText(tab, 'The new value never expires');
    assert.deepEqual(await hintsOf(tab), ['no-expiration expires_in'], path);
    assert.equal(await tab.$$eval(inside('[data-template-link]'), (all) => all.length), 0);
  }
});

inEachBrowser("the values that are nobody's business are not read", async ({ github, openExtensionPage }) => {
  serveGitHub(github);
  const heard = await overhear(await openExtensionPage('www/options.html'));
  const tab = await github.open(FORM);
  await untilState(tab, 'ready');
  // Beside the value against forgery, which the form has.
  const secrets = await tab.$eval('#new_user_programmatic_access', (form) => {
    for (const [type, name] of [['password', 'sudo_password'], ['hidden', 'value'], ['text', 'integration[token]']]) {
      form.append(Object.assign(document.createElement('input'), { type, name, value: `${name}-SECRET` }));
    }
    return [...new FormData(/** @type {HTMLFormElement} */ (form)).values()].filter((it) => /SECRET/.test(String(it)));
  });
  assert.equal(secrets.length, 4);
  await tab.type('#user_programmatic_access_name', 'CI');
  await untilLink(tab, 'name=CI&expires_in=30');
  await eventually(async () => readingsIn(await heard()).some((reading) => reading.name === 'CI'));
  assert.doesNotMatch(JSON.stringify(await heard()), /SECRET/);
});
