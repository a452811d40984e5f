// @ts-check
/** The popup's painter, by the cases that the panel's painter passes as well. `cargo xtask paint` builds it. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { check } from '../nodes/check.mjs';
import { inEachBrowser } from './harness.mjs';
import { serveFolder } from './website.mjs';

const site = await serveFolder(fileURLToPath(new URL('../../target/paint', import.meta.url)));
after(site.close);
const cases = JSON.parse(await readFile(new URL('../nodes/cases.json', import.meta.url), 'utf8'));

inEachBrowser('the painter passes all cases', async ({ newPage }) => {
  const page = await newPage();
  await page.goto(`${site.origin}/index.html`);
  const failures = await page.evaluate(
    async (source, wanted) => {
      document.body.replaceChildren();
      const { default: init, Case } = await import(`${location.origin}/paint.js`);
      await init();
      let next = 0;
      /** @type {import('../nodes/check.mjs').MakePainter} */
      const makePainter = (container, send) => {
        const painter = new Case(container, next, send);
        next += 1;
        return (_, at) => painter.paint(at);
      };
      return (0, eval)(`(${source})`)(wanted, makePainter);
    },
    String(check),
    cases,
  );
  assert.deepEqual(failures, []);
});
