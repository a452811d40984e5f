// @ts-check
/** The engine as it is shipped, called through its glue: what crosses the boundary, and what must not break it. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const LINK = 'https://github.com/settings/personal-access-tokens/new';
const EXTENSION = new URL('../../dist/extension/', import.meta.url);
const MODULE = 'finegrain_bg.wasm';

/** @type {typeof import('../finegrain.js')} */
const { default: init, __wbg_reset_state: restart, form, judge } = await import(new URL('finegrain.js', EXTENSION).href);
await init({ module_or_path: await readFile(new URL('finegrain_bg.wasm', EXTENSION)) });

/** What has broken parsers before. @type {Record<string, string>} */
const HOSTILE = {
  'a lone surrogate': '\ud800',
  'bidirectional and zero-width characters': '\u202e\u2066\u200b\ufeff',
  'invalid percent codes': '%%ff%0%zz%e2%82',
  'many parameters': '&contents=read'.repeat(20_000),
  'NUL and controls': '\0\u0001\u001b[31m\r\n',
  'one megabyte': 'a'.repeat(1_000_000),
};

test('answers survive JSON, which is all that messages carry', () => {
  for (const link of ['', 'no link', `${LINK}?name=CI&contents=read`, `${LINK}?name=&variables=rw&expires_in=999#x&y=z`]) {
    const reading = new URLSearchParams({ address: LINK, link }).toString();
    for (const answer of [judge(link, ''), judge(link, 'threshold=30&host=git.example'), form(reading)]) {
      assert.deepEqual(JSON.parse(JSON.stringify(answer)), answer);
    }
  }
});

for (const [what, value] of Object.entries(HOSTILE)) {
  test(`${what} in a link or a reading gets an answer`, () => {
    for (const text of [value, `${LINK}?name=${value}`, `${LINK}?${value}=read`, `${LINK}#${value}`]) {
      assert.equal(typeof judge(text, value), 'object');
      assert.equal(typeof form(new URLSearchParams({ address: text, link: text, [value]: text }).toString()), 'object');
      assert.equal(typeof form(text), 'object');
    }
  });
}

test('the engine can be started again', () => {
  const before = judge(`${LINK}?contents=read`, '');
  restart();
  assert.deepEqual(judge(`${LINK}?contents=read`, ''), before);
});

test('the module names no folder of the machine that built it', async () => {
  const module = await readFile(new URL(MODULE, EXTENSION), 'latin1');
  assert.doesNotMatch(module, /\/(home|root|Users|tmp)\/|\.cargo\b|\.rustup\b/);
});
