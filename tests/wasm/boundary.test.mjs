// @ts-check
/** The engine as it is shipped, called through its glue: what crosses the boundary, and what must not break it. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const LINK = 'https://github.com/settings/personal-access-tokens/new';
const EXTENSION = new URL('../../dist/extension/', import.meta.url);
const MODULE = 'finegrain_bg.wasm';

/** @type {typeof import('../finegrain.js')} */
const engine = await import(new URL('finegrain.js', EXTENSION).href);
await engine.default({ module_or_path: await readFile(new URL(MODULE, EXTENSION)) });

/** How each function is asked about a text; a new one gets its line here. @type {Record<string, (text: string) => unknown>} */
const CALLS = {
  form: (text) =>
    engine.form({ page: 'fine-grained', ready: true, address: text, link: text, name: text, owner: text, purpose: text, repositories: [text], permissions: { [text]: text } }),
  judge: (text) => engine.judge(text, text),
  understand: (text) => engine.understand(text),
};

/** The popup needs a document, so the tests in the browsers call it; the others are the glue's own. */
const OTHERS = /^(popup.*|__wbg_reset_state|default|initSync|start)$/;

/** What has broken parsers before. @type {Record<string, string>} */
const HOSTILE = {
  'a lone surrogate': '\ud800',
  'bidirectional and zero-width characters': '\u202e\u2066\u200b\ufeff',
  'invalid percent codes': '%%ff%0%zz%e2%82',
  'many parameters': '&contents=read'.repeat(20_000),
  'NUL and controls': '\0\u0001\u001b[31m\r\n',
  'one megabyte': 'a'.repeat(1_000_000),
};

test('every function is called', () => {
  const forgotten = Object.keys(engine).filter((name) => !OTHERS.test(name) && !(name in CALLS));
  assert.deepEqual(forgotten, [], 'functions that get no line in CALLS');
});

test('what a token needs for a script', () => {
  const { kind, needs } = engine.understand('curl -d @body https://api.github.com/repos/octo-org/app/issues');
  assert.equal(kind, 'calls');
  assert.deepEqual(needs.permissions, { issues: 'write' });
  assert.equal(needs.calls[0].endpoint, '/repos/{owner}/{repo}/issues');
});

for (const [name, call] of Object.entries(CALLS)) {
  test(`what ${name} answers survives JSON, which is all that messages carry`, () => {
    for (const link of ['', 'no link', `${LINK}?name=CI&contents=read`, `${LINK}?name=&variables=rw&expires_in=999#x&y=z`]) {
      for (const text of [link, new URLSearchParams({ address: LINK, link }).toString(), 'threshold=30&host=git.example']) {
        const answer = call(text);
        assert.deepEqual(JSON.parse(JSON.stringify(answer)), answer);
      }
    }
  });

  for (const [what, value] of Object.entries(HOSTILE)) {
    test(`${name} answers to ${what}`, () => {
      for (const text of [value, `${LINK}?name=${value}`, `${LINK}?${value}=read`, `${LINK}#${value}`]) {
        assert.equal(typeof call(text), 'object');
        assert.equal(typeof call(new URLSearchParams({ address: text, link: text, [value]: text }).toString()), 'object');
      }
    });
  }
}

test('the engine can be started again', () => {
  const before = engine.judge(`${LINK}?contents=read`, '');
  engine.__wbg_reset_state();
  assert.deepEqual(engine.judge(`${LINK}?contents=read`, ''), before);
});

test('the module names no folder of the machine that built it', async () => {
  const module = await readFile(new URL(MODULE, EXTENSION), 'latin1');
  assert.doesNotMatch(module, /(?<![\w.])\/(home|root|Users|tmp)\/|\.cargo\/|\.rustup\//);
});
