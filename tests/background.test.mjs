// @ts-check
/** The background without a browser: whatever kind of message is in the list is answered. */
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';
import * as messages from '../extension/messages.js';

const BACKGROUND = new URL('../dist/extension/background.js', import.meta.url);

/** @typedef {(message: unknown, sender: {id: string}, reply: (answer: unknown) => void) => boolean} Listener */

/** What the background listens with. @type {Promise<Listener>} */
const listener = new Promise((resolve) => {
  const ignored = { addListener() {} };
  const area = { get: async () => ({}), set: async () => {}, remove: async () => {} };
  Object.assign(globalThis, {
    chrome: {
      runtime: {
        id: 'finegrain',
        getURL: (/** @type {string} */ path) => new URL(path, BACKGROUND).href,
        getManifest: () => ({ version: '1.0' }),
        onInstalled: ignored,
        onMessage: { addListener: resolve },
      },
      storage: { local: area, session: area },
      contextMenus: { create() {}, removeAll() {}, onClicked: ignored },
    },
    fetch: async (/** @type {URL | string} */ url) => new Response(await readFile(new URL(url)), { headers: { 'content-type': 'application/wasm' } }),
  });
});
await import(BACKGROUND.href);

/**
 * @param {unknown} message
 * @returns {Promise<unknown>} What was replied; undefined where nothing will be.
 */
const reply = async (message) => {
  const listen = await listener;
  return new Promise((resolve) => listen(message, { id: 'finegrain' }, resolve) || resolve(undefined));
};

for (const kind of Object.values(messages).filter((it) => typeof it === 'string')) {
  if (kind === messages.PAGE) {
    test('the question for what is on a page is for the content script', async () => {
      assert.equal(await reply({ kind }), undefined);
    });
    continue;
  }
  test(`the background answers "${kind}"`, async () => {
    const answer = /** @type {{answer: unknown}} */ (await reply({ kind, reading: '', link: '', text: 'GET /user' }));
    assert.ok(answer, `the background does not answer "${kind}": see extension/background.js`);
    assert.deepEqual(Object.keys(answer), ['answer'], JSON.stringify(answer));
  });
}

test('the content scripts ask only what is in the list', async () => {
  const folder = new URL('../extension/', import.meta.url);
  const scripts = (await readdir(folder)).filter((it) => it.endsWith('.js'));
  const texts = await Promise.all(scripts.map((it) => readFile(new URL(it, folder), 'utf8')));
  const asked = texts.flatMap((text) => [...text.matchAll(/\bask\(\{ kind: '(\w+)'/g)].map(([, kind]) => kind));
  const known = new Set(/** @type {unknown[]} */ (Object.values(messages)));
  assert.ok(asked.length > 0);
  assert.deepEqual(asked.filter((kind) => !known.has(kind)), [], 'not in the list of extension/messages.js');
});

test('the background answers nothing else', async () => {
  assert.equal(await reply({ kind: 'else' }), undefined);
  assert.equal(await reply(null), undefined);
});
