// @ts-check
/**
 * What people come for, with as few actions as the popup promises, by pointer and by keyboard. An action is one press of a
 * button, one key with what is held down, one paste, or one phrase that is typed.
 */
import assert from 'node:assert/strict';
import { addressOf } from './browsers/index.mjs';
import { inEachBrowser } from './harness.mjs';
import { FORM, LINK, box, codes, keepLibrary, liveLink, paste, press, pressButton, ready, reload, said, textOf, told } from './popup.mjs';
import { until } from './until.mjs';

/** @import { Page } from './browsers/index.mjs' */

const RELEASE = /^\[Create the token Release tool\]\(https:\/\/github\.com\/settings\/personal-access-tokens\/new\?name=Release\+tool&.*contents=write&pull_requests=write.*\)$/;

inEachBrowser('a release tool as Markdown in 3, by pointer', async ({ openPopup, clipboard }) => {
  const popup = await ready(await openPopup());
  await pressButton(popup, 'Release tool');
  await pressButton(popup, 'Copy in another format');
  await pressButton(popup, 'Markdown link');
  await said(popup, 'Copied');
  assert.match(await clipboard(), RELEASE);
});

inEachBrowser('a release tool as Markdown in 3, by keyboard', async ({ openPopup, clipboard }) => {
  const popup = await ready(await openPopup());
  await popup.keyboard.type('release tool');
  await press(popup, 'Enter');
  await popup.keyboard.down('Control');
  await press(popup, 'Shift+Enter');
  await popup.keyboard.up('Control');
  await said(popup, 'Copied');
  assert.match(await clipboard(), RELEASE);
});

for (const [way, copy] of /** @type {[string, (popup: Page) => Promise<unknown>][]} */ ([
  ['by pointer', (popup) => popup.click('#copy')],
  ['by keyboard', (popup) => press(popup, 'Control+Enter')],
])) {
  inEachBrowser(`a broken link fixed and copied in 2, ${way}`, async ({ openPopup, clipboard }) => {
    const popup = await ready(await openPopup());
    await paste(popup, box, `${LINK}?name=Deploy+bot&expires_in=30&variables=write`);
    await copy(popup);
    await said(popup, 'Copied');
    assert.equal(await clipboard(), `${LINK}?name=Deploy+bot&expires_in=30&actions_variables=write`);
    await popup.bringToFront();
    assert.deepEqual(await codes(popup), ['unknown-parameter variables']);
    assert.match(await textOf(popup, '.live .tag'), /^Fixed$/);
  });
}

/** Into the box, as one action. @type {[string, (popup: Page, text: string) => Promise<unknown>][]} */
const INTO_BOX = [
  ['by pointer', (popup, text) => paste(popup, box, text)],
  ['by keyboard', (popup, text) => popup.keyboard.type(text)],
];

for (const [way, put] of INTO_BOX) {
  inEachBrowser(`can it publish a package? in 1, ${way}`, async ({ openPopup }) => {
    const popup = await ready(await openPopup());
    await put(popup, 'can it publish a package?');
    const answer = await textOf(popup, '[data-code=limit-packages]');
    assert.match(answer, /not with a fine-grained token/);
    assert.match(answer, /packages: write/);
    assert.match(answer, /Classic token to publish/);
  });

  inEachBrowser(`a 403 in 1, ${way}`, async ({ openPopup }) => {
    const popup = await ready(await openPopup());
    const documentation = 'https://docs.github.com/rest/issues/comments#create-an-issue-comment';
    await put(popup, `{"message":"Resource not accessible by personal access token","documentation_url":"${documentation}","status":"403"}`);
    const endpoint = '[data-endpoint="POST /repos/{owner}/{repo}/issues/{issue_number}/comments"]';
    assert.match(await textOf(popup, endpoint), /Issues write.*Pull requests write/);
    assert.match(await textOf(popup, '.sum'), /Issues write/);
    assert.match(await textOf(popup, 'main'), /The organization has not approved it/);
  });

  inEachBrowser(`what administration does, both levels, in 1, ${way}`, async ({ openPopup }) => {
    const popup = await ready(await openPopup());
    await put(popup, 'administration');
    for (const [level, says] of [
      ['read', /settings/],
      ['write', /delete repositories/],
    ]) {
      assert.match(await textOf(popup, `[data-parameter=administration][data-level=${level}]`), /** @type {RegExp} */ (says));
    }
  });
}

for (const [way, open] of /** @type {[string, (popup: Page) => Promise<unknown>][]} */ ([
  ['by pointer', (popup) => pressButton(popup, 'Saved: Label sync')],
  ['by keyboard', (popup) => press(popup, 'Enter')],
])) {
  inEachBrowser(`last week's template in 1, ${way}`, async ({ openPopup }) => {
    const popup = await ready(await openPopup());
    const url = `${LINK}?name=Label+sync&expires_in=90&issues=write`;
    await keepLibrary(popup, [{ url, saved: true, used: Math.floor(Date.now() / 1000) - 7 * 86_400 }]);
    await reload(popup);
    await open(popup);
    await said(popup, '“Label sync” opened');
    assert.equal(await liveLink(popup), url);
  });
}

inEachBrowser('from words to the form', async ({ openPopup, github, opened }) => {
  const popup = await ready(await openPopup());
  await popup.keyboard.type('create issue');
  await press(popup, 'Enter');
  await told(popup, 'Issues write added, 1 permission');
  // The words are selected, so that the next ones replace them.
  await popup.keyboard.type('push code');
  await press(popup, 'Enter');
  await pressButton(popup, 'Details');
  await paste(popup, '#name', 'CI');
  await popup.click('.props .seg label:nth-child(4)');
  await paste(popup, '#repositories', 'octo-org/app');
  const built = `${LINK}?name=CI&expires_in=60&contents=write&issues=write`;
  assert.equal(await liveLink(popup), `${built}#finegrain=1&repository=octo-org/app`);

  github.serve({ [FORM]: '<!doctype html><title>New fine-grained token</title>' });
  const form = await opened(() => popup.click('#open'));
  await until(form, () => document.title === 'New fine-grained token');
  assert.equal(await addressOf(form), `${built}#finegrain=1&repository=octo-org/app`);
  const [request] = github.requests();
  assert.equal(String(request?.url), built, 'the repositories stay in the browser');
  await form.close();

  // Another day it is there again.
  await popup.close();
  const again = await ready(await openPopup());
  assert.equal(await liveLink(again), `${built}#finegrain=1&repository=octo-org/app`);
});

inEachBrowser('every format', async ({ openPopup, clipboard }) => {
  const url = `${LINK}?name=CI&expires_in=60&contents=write#finegrain=1&repository=octo-org/app&why.contents=pushes+tags`;
  const formats = {
    url: url,
    markdown: `[Create the token CI](${url})`,
    html: `<a href="${url.replaceAll('&', '&amp;')}">Create the token CI</a>`,
    rst: `\`Create the token CI <${url}>\`__`,
    asciidoc: `link:++${url}++[Create the token CI]`,
    shell: `xdg-open '${url}' 2>/dev/null || open '${url}'`,
    table: '| Permission | Level | Why |\n| --- | --- | --- |\n| Contents (`contents`) | write | pushes tags |\n',
    readme:
      `## Create a token\n\n1. [Create the token CI](${url}): the link opens GitHub's form, filled in.\n` +
      '2. Under "Repository access", choose `octo-org/app`.\n' +
      '3. Press "Generate token" and copy the token. GitHub shows it only once.\n\n' +
      'The token gets Contents write (pushes tags), and expires after 60 days.\n',
  };
  const popup = await ready(await openPopup());
  await paste(popup, box, url);
  for (const [name, text] of Object.entries(formats)) {
    await pressButton(popup, 'Copy in another format');
    await popup.click(`[data-format=${name}]`);
    await said(popup, 'Copied');
    assert.equal(await clipboard(), text, name);
    await popup.bringToFront();
    await press(popup, 'Escape');
    await paste(popup, box, url);
  }
});

inEachBrowser('each fix can be taken back, and what asks for more waits', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  await paste(popup, box, `${LINK}?name=A&expires_in=30&contents=write&variables=write&scopes=workflow`);
  assert.ok((await liveLink(popup)).includes('actions_variables=write'));
  assert.ok(!(await liveLink(popup)).includes('workflows=write'));
  await pressButton(popup, 'Undo:');
  assert.ok((await liveLink(popup)).includes('&variables=write'));
  await pressButton(popup, 'Leave it out');
  assert.ok(!(await liveLink(popup)).includes('scopes'));
  await popup.focus('main');
  await press(popup, 'Control+z', 'Control+z');
  assert.ok((await liveLink(popup)).includes('actions_variables=write'));
  assert.ok((await liveLink(popup)).includes('scopes=workflow'));
  await popup.click('.diff .go');
  assert.ok((await liveLink(popup)).includes('workflows=write'));
});

inEachBrowser("one's own template is parked while the box has a link", async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  await popup.keyboard.type('gists');
  await press(popup, 'Enter');
  const own = await liveLink(popup);
  await paste(popup, box, `${LINK}?name=Theirs&contents=read`);
  assert.equal(await liveLink(popup), `${LINK}?name=Theirs&contents=read`);
  assert.equal(await textOf(popup, '.live .tag'), 'Pasted');
  await pressButton(popup, 'Back to');
  assert.equal(await liveLink(popup), own);
  assert.equal(await popup.$eval(box, (field) => /** @type {HTMLTextAreaElement} */ (field).value), '');
});

inEachBrowser('a pasted address is never opened', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  for (const address of [
    `${LINK.replace('github.com', 'github.com.example.net')}?name=X&contents=read`,
    'https://github.com/settings/tokens/new?scopes=notifications&x=y">',
    'javascript:alert(1)//github.com/settings/personal-access-tokens/new?contents=read',
  ]) {
    await paste(popup, box, address);
    const links = await popup.$$eval('a[href]', (all) => all.map((it) => /** @type {HTMLAnchorElement} */ (it).href));
    for (const link of links) {
      assert.match(link, /^https:\/\/(docs\.)?github\.com\//);
      assert.ok(!link.includes('x=y') && !link.includes('alert'), link);
    }
    await press(popup, 'Escape');
  }
});

inEachBrowser('a secret that was pasted is nowhere', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  const secret = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';
  await paste(popup, box, `curl -H "Authorization: Bearer ${secret}" https://api.github.com/user`);
  assert.deepEqual((await codes(popup)).filter((code) => code.startsWith('secret')), ['secret ']);
  const everywhere = await popup.evaluate(() => JSON.stringify([document.documentElement.outerHTML, document.querySelector('textarea')?.value, { ...localStorage }]));
  assert.ok(!everywhere.includes(secret));
});

inEachBrowser('saved templates: found, renamed, deleted, brought back', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  await popup.keyboard.type('gists');
  await press(popup, 'Enter');
  await pressButton(popup, 'Save this template');
  await said(popup, 'Saved in this browser');
  await pressButton(popup, 'Saved templates');
  await pressButton(popup, 'Rename “Gists');
  await popup.keyboard.type('Snippets');
  await press(popup, 'Enter');
  assert.match(await textOf(popup, '.saved-list'), /Snippets/);
  await pressButton(popup, 'Delete “Snippets”');
  assert.equal(await textOf(popup, '.saved-list'), '');
  await pressButton(popup, 'Undo');
  assert.match(await textOf(popup, '.saved-list'), /Snippets/);
  await popup.close();
  const again = await ready(await openPopup());
  assert.match(await textOf(again, '#list'), /Snippets/);
});

inEachBrowser('on this page: its template links are offered', async ({ openPopup, github }) => {
  github.serve({
    '/octo-org/app': `<!doctype html><title>App</title><a href="${LINK}?name=Theirs&amp;variables=write">Token</a>`,
  });
  const tab = await github.open('/octo-org/app');
  const popup = await openPopup();
  await ready(popup);
  // In a tab of its own the popup is in front of itself; asked as the popup asks, the page answers.
  await tab.bringToFront();
  const links = await popup.evaluate(async () => {
    const tabs = await chrome.tabs.query({});
    const answers = await Promise.all(tabs.map(({ id }) => chrome.tabs.sendMessage(Number(id), { kind: 'links' }).catch(() => null)));
    return answers.find((it) => it);
  });
  assert.deepEqual(links, [`${LINK}?name=Theirs&variables=write`]);
});
