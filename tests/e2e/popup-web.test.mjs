// @ts-check
/** The popup as a plain web page: served from a folder, without an extension, its template in its own address. */
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { EXTENSION } from './browsers/index.mjs';
import { inEachBrowser } from './harness.mjs';
import { FORM, LINK, box, liveLink, paste, press, pressButton, ready, textOf } from './popup.mjs';
import { serveFolder } from './website.mjs';
import { until } from './until.mjs';

const site = await serveFolder(EXTENSION);
after(site.close);
const PAGE = `${site.origin}/www/index.html`;

const QUERY = 'name=CI&target_name=octo-org&contents=write';
const OWN = 'finegrain=1&repository=octo-org/app&why.contents=pushes+tags';

inEachBrowser('the template is in the address of the page', async ({ newPage, checkAccessibility, picture }) => {
  const page = await newPage();
  await page.goto(`${PAGE}#${QUERY}&${OWN}`);
  await ready(page);
  assert.equal(await liveLink(page), `${LINK}?${QUERY}#${OWN}`);
  await page.setViewport({ width: 1280, height: 800 });
  await checkAccessibility(page);
  await picture(page, 'web-1280');

  // What is typed gets into the address, to be bookmarked.
  await paste(page, '#description', 'a & b');
  await until(page, (expected) => location.hash === expected, `#${QUERY.replace('&', '&description=a+%26+b&')}&${OWN}`);
  const bookmark = page.url();
  const other = await newPage();
  await other.goto(bookmark);
  await ready(other);
  assert.equal(await liveLink(other), `${LINK}?${QUERY.replace('&', '&description=a+%26+b&')}#${OWN}`);

  // Another address in the same page is another template, and the one before is not lost.
  await other.evaluate(() => {
    location.hash = 'host=octo.ghe.com&issues=read';
  });
  await until(other, (expected) => document.querySelector('[data-template-link]')?.textContent === expected, `https://octo.ghe.com${FORM}?issues=read`);
  await other.focus('main');
  await press(other, 'Control+z');
  assert.match(await liveLink(other), /description=a/);
});

inEachBrowser('it says what it is, and works without an extension', async ({ newPage }) => {
  const page = await newPage();
  await page.goto(PAGE);
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await ready(page);
  assert.match(await textOf(page, '.page-head'), /^Finegrain Builds and checks links/);
  assert.match(await textOf(page, '.page-foot'), /Add it to your browser/);
  await page.focus(box);
  await page.keyboard.type('gists');
  await press(page, 'Enter');
  assert.equal(await liveLink(page), `${LINK}?gists=write`);
  await pressButton(page, 'Saved templates');
  await page.setViewport({ width: 320, height: 600 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});
