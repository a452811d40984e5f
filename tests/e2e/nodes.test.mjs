// @ts-check
/** Both painters, the popup's and the panel's, by one set of cases. `cargo xtask paint` builds the popup's for this. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { EXTENSION } from './browsers/index.mjs';
import { check } from '../nodes/check.mjs';
import { inEachBrowser } from './harness.mjs';
import { serveFolder } from './website.mjs';

const site = await serveFolder(fileURLToPath(new URL('../../target/paint', import.meta.url)));
after(site.close);
const cases = JSON.parse(await readFile(new URL('../nodes/cases.json', import.meta.url), 'utf8'));

inEachBrowser("the popup's painter passes all cases", async ({ newPage }) => {
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

/** The content scripts up to the panel's painter, in their order. */
const scripts = await Promise.all(['github.js', 'draw.js'].map((file) => readFile(`${EXTENSION}/${file}`, 'utf8')));

inEachBrowser("the panel's painter passes all cases", async ({ newPage }) => {
  const page = await newPage();
  await page.goto(`${site.origin}/index.html`);
  const failures = await page.evaluate(
    (scripts, source, wanted) => {
      document.body.replaceChildren();
      const Painter = (0, eval)(`${scripts.join('\n')}\nfinegrain.draw();`);
      /** @type {import('../nodes/check.mjs').MakePainter} */
      const makePainter = (container, send) => {
        const painter = new Painter(container, (/** @type {{message: string}} */ { message }) => send(message));
        return (tree) => painter.paint([tree]);
      };
      return (0, eval)(`(${source})`)(wanted, makePainter);
    },
    scripts,
    String(check),
    cases,
  );
  assert.deepEqual(failures, []);
});
