// @ts-check
/** The extension starts: its pages and its background have the engine, under the policies of both sides. */
import assert from 'node:assert/strict';
import { askBackground } from './background.mjs';
import { inEachBrowser } from './harness.mjs';
import { ready } from './popup.mjs';

const LINK = 'https://github.com/settings/personal-access-tokens/new?name=CI&contents=read';
const READING = { address: LINK, ready: true, permissions: { contents: 'read' } };
const EMPTY_MODULE = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

inEachBrowser('the engine answers in the popup', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  const answer = await popup.evaluate(async (link) => {
    const engine = await import('../finegrain.js');
    return engine.judge(link, '');
  }, LINK);
  assert.equal(answer.sentence, 'GitHub will take all 2 parameters.');
});

inEachBrowser('the engine answers in the background', async ({ openPopup }) => {
  const popup = await openPopup();
  const [reply] = await askBackground(popup, READING);
  assert.ok('answer' in reply, JSON.stringify(reply));
  assert.equal(reply.answer.state, 'ready');
});

inEachBrowser('the background says what a token needs for a script', async ({ openPopup }) => {
  const popup = await openPopup();
  const text = 'gh api repos/octo-org/app/issues -f title=x';
  const reply = await popup.evaluate((text) => chrome.runtime.sendMessage({ kind: 'understand', text }), text);
  assert.equal(reply.answer.kind, 'calls');
  assert.deepEqual(reply.answer.needs.permissions, { issues: 'write' });
});

inEachBrowser('messages that nobody knows are not answered', async ({ openPopup }) => {
  const popup = await openPopup();
  for (const message of [{ kind: 'toString' }, { kind: 1 }, {}, 'form', null]) {
    assert.equal(await popup.evaluate((it) => chrome.runtime.sendMessage(it), message), undefined);
  }
});

inEachBrowser("github.com's pages refuse WebAssembly", async ({ github, takeErrors }) => {
  github.serve({ '/settings/personal-access-tokens/new': '<!doctype html><title>Form</title>' });
  const page = await github.open('/settings/personal-access-tokens/new');
  const refusal = await page.evaluate(async (bytes) => {
    try {
      await WebAssembly.compile(new Uint8Array(bytes));
      return 'compiled';
    } catch (error) {
      return String(error);
    }
  }, EMPTY_MODULE);
  assert.match(refusal, /CompileError: .*(Content Security|CSP)/);
  await takeErrors();
});
