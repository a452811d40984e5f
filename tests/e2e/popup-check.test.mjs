// @ts-check
/** Check: a broken link is judged, mended, copied and opened. */
import assert from 'node:assert/strict';
import { addressOf } from './browsers/index.mjs';
import { inEachBrowser } from './harness.mjs';
import { FORM, LINK, codes, focused, liveLink, paste, ready, said, textOf } from './popup.mjs';

/** Faults as published links have them: names of Actions, levels that do not exist, another tool's parameters. */
const BROKEN =
  `${LINK}?name=Deploy+bot&expires_in=90&contents=rw&variables=write&repositories=octo-org/app` +
  '&scopes=workflow&pull_requests=write';
const MENDED =
  `${LINK}?name=Deploy+bot&expires_in=90&contents=write&pull_requests=write&actions_variables=write&workflows=write` +
  '#finegrain=1&repository=octo-org/app';

inEachBrowser('a broken link is pasted, mended, copied and opened', async ({ openPopup, clipboard, github, opened }) => {
  github.serve({ [FORM]: '<!doctype html><title>Form</title>' });
  const popup = await ready(await openPopup());
  await popup.click('#tab-check');
  await paste(popup, '#paste', BROKEN);
  assert.equal(await textOf(popup, '.sentence'), 'GitHub will ignore 4 of 7 parameters.');
  assert.equal(await textOf(popup, '#said'), 'GitHub will ignore 4 of 7 parameters.');
  assert.deepEqual(
    (await codes(popup)).filter((code) => !code.startsWith('missing-companion')),
    ['invalid-level contents', 'unknown-parameter variables', 'repository-parameter repositories', 'foreign-dialect scopes'],
  );

  // One fix after the other, each with what is left.
  await popup.click('[data-code=unknown-parameter] .fix');
  await said(popup, 'Rename it to actions_variables: done.');
  assert.equal(await textOf(popup, '.sentence'), 'GitHub will ignore 3 of 7 parameters.');
  assert.equal(await focused(popup), 'sentence', 'the verdict is read again');
  await popup.click('#undo');
  assert.equal(await textOf(popup, '.sentence'), 'GitHub will ignore 4 of 7 parameters.');

  // What a scope means is nothing that all links are changed for.
  await popup.click('[data-do=fix-all]');
  assert.equal(await textOf(popup, '.sentence'), 'GitHub will ignore 1 of 6 parameters.');
  const pasted = () => popup.$eval('#paste', (field) => /** @type {HTMLTextAreaElement} */ (field).value);
  assert.equal(
    await pasted(),
    `${LINK}?name=Deploy+bot&expires_in=90&contents=write&actions_variables=write&scopes=workflow&pull_requests=write` +
      '#finegrain=1&repository=octo-org/app',
  );
  await popup.click('[data-code=foreign-dialect] .fix');
  await said(popup, 'Convert it to permissions: done.');
  assert.match(await textOf(popup, '.sentence'), /^GitHub will take all 6 parameters/);
  assert.equal(
    await pasted(),
    `${LINK}?name=Deploy+bot&expires_in=90&contents=write&actions_variables=write&pull_requests=write&workflows=write` +
      '#finegrain=1&repository=octo-org/app',
  );
  assert.equal(await liveLink(popup), MENDED);
  await popup.click('[data-do=copy-this]');
  await said(popup, 'Link copied.');
  assert.equal(await clipboard(), MENDED);
  await popup.bringToFront();
  const form = await opened(() => popup.click('.result-link a'));
  await form.waitForFunction(() => document.title === 'Form');
  assert.equal(await addressOf(form), MENDED);
});

inEachBrowser('a link without faults is opened as Finegrain writes it, never as it was pasted', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  await popup.click('#tab-check');
  await paste(popup, '#paste', `${LINK.replace('github.com', 'GitHub.com:443')}/?contents=read&&expires_in=30&name=C%49`);
  assert.equal(await textOf(popup, '.sentence'), 'GitHub will take all 3 parameters.');
  assert.equal(
    await popup.$eval('.result-link a', (link) => /** @type {HTMLAnchorElement} */ (link).href),
    `${LINK}?name=CI&expires_in=30&contents=read`,
  );
});

inEachBrowser('a classic link without faults is opened as Finegrain writes it, too', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  await popup.click('#tab-check');
  for (const [pasted, opened] of [
    ['https://GitHub.com:443/settings/tokens/new/?scopes=notifications&x=y">#z', '?scopes=notifications'],
    ['https://github.com/settings/tokens/new?scopes=notifications+read:packages&&description=B%6ft&default_expires_at=90', '?description=Bot&default_expires_at=90&scopes=notifications,read:packages'],
  ]) {
    await popup.evaluate(() => /** @type {HTMLTextAreaElement} */ (document.getElementById('paste')).select());
    await paste(popup, '#paste', pasted);
    assert.equal(
      await popup.$eval('.result-link a', (link) => /** @type {HTMLAnchorElement} */ (link).href),
      `https://github.com/settings/tokens/new${opened}`,
    );
  }
});

inEachBrowser('what the token could do stands above what the link says', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  await popup.click('#tab-check');
  const name = encodeURIComponent('Safe \u202eelif\u202c <b>reader</b>');
  await paste(popup, '#paste', `${LINK}?name=${name}&expires_in=none&administration=write&contents=read`);
  assert.deepEqual(
    await popup.$$eval('.can li', (items) => items.map(({ textContent }) => textContent)),
    [
      'create and delete repositories, give access, and change settings, protection and deploy keys',
      'read code, branches, commits and releases',
    ],
  );
  assert.match(await textOf(popup, '.could .risk'), /^High risk Its holder can delete the repository/);
  assert.equal(await textOf(popup, '.quoted q'), 'Safe elif <b>reader</b>');
  const order = await popup.$eval('.could', (could) =>
    could.compareDocumentPosition(/** @type {Element} */ (document.querySelector('.quoted'))),
  );
  assert.equal(order & 4, 4, 'the engine speaks first');
});

inEachBrowser('several links, classic links and other dialects', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  await popup.click('#tab-check');
  const text = `First [this](${LINK}?name=a&amp;variables=read), then\n<a href="${LINK}?name=b&amp;contents=read">that</a>.`;
  await paste(popup, '#paste', text);
  assert.equal(await textOf(popup, '#overview'), '2 links: 1 error.');
  assert.equal((await popup.$$('.card')).length, 2);
  // A fix mends the text around the link, too: it can go back to where it came from.
  await popup.click('[data-code=unknown-parameter] .fix');
  assert.equal(
    await popup.$eval('#paste', (field) => /** @type {HTMLTextAreaElement} */ (field).value),
    text.replace('variables', 'actions_variables'),
  );

  await popup.click('#paste-clear');
  await paste(popup, '#paste', 'https://github.com/settings/tokens/new?description=Bot&scopes=repo,notifications');
  assert.equal(
    await textOf(popup, '.sentence'),
    'This link asks for a classic token, which reaches everything you can reach.',
  );
  assert.match(await textOf(popup, '.can'), /read and write every repository within reach/);
  await popup.click('[data-code=classic-link] .fix');
  assert.equal(
    await liveLink(popup),
    `${LINK}?name=Bot&contents=write&issues=write&pull_requests=write`,
  );

  await popup.click('#paste-clear');
  await paste(popup, '#paste', 'nothing of the kind');
  assert.equal(await textOf(popup, '#overview'), 'No link for a token stands in this text.');
});

inEachBrowser('a link that only looks like GitHub is never opened', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  await popup.click('#tab-check');
  const looksLike = 'This link only looks like GitHub. Do not open it.';
  for (const [host, sentence] of [
    ['github.com.example.net', looksLike],
    ['github.com@example.net', looksLike],
    ['git.example.com', 'This link leads to git.example.com, which Finegrain does not know.'],
  ]) {
    await paste(popup, '#paste', `https://${host}${FORM}?contents=read`);
    assert.equal(await textOf(popup, '.sentence'), sentence);
    const open = await popup.$$eval('.card a[href]', (links) => links.map((link) => link.getAttribute('href') ?? ''));
    assert.deepEqual(open.filter((href) => !/^https:\/\/(docs\.)?github\.com\//.test(href)), [], host);
    await popup.click('#paste-clear');
  }
});

inEachBrowser('a token in the text is taken out before it is kept', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  await popup.click('#tab-check');
  await paste(popup, '#paste', `curl -H "Authorization: Bearer ghp_abcdef0123456789" ${LINK}?contents=read`);
  assert.match(await textOf(popup, '#paste-note'), /held a token or password/);
  const kept = await popup.evaluate(() => document.body.innerText + JSON.stringify({ ...localStorage }));
  assert.ok(!kept.includes('ghp_abc'));
  assert.ok(!(await popup.$eval('#paste', (field) => /** @type {HTMLTextAreaElement} */ (field).value)).includes('ghp_abc'));
  await popup.click('#tab-build');
  await paste(popup, '#name', 'ghp_abcdef0123456789');
  assert.ok(!(await liveLink(popup)).includes('ghp_abc'));
});

inEachBrowser('a link is edited in Build; what GitHub would ignore is left behind', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  await popup.click('#tab-check');
  // Neither is fixed before: nothing equals the scope, and nobody knows the other.
  await paste(popup, '#paste', `${LINK}?name=a&contents=read&scopes=notifications&mystery=1`);
  await popup.click('[data-do=edit]');
  await said(popup, 'Opened in Build.');
  assert.equal(await textOf(popup, '.notice p'), 'Left behind, because GitHub would ignore it: mystery, scopes.');
  assert.equal(await liveLink(popup), `${LINK}?name=a&contents=read`);
});
