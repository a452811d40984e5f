// @ts-check
/** The popup as a plain web page: served from a folder, without an extension, its template in its own address. */
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { EXTENSION, addressOf } from './browsers/index.mjs';
import { inEachBrowser } from './harness.mjs';
import { FORM, LINK, liveLink, paste, ready, said, textOf } from './popup.mjs';
import { serveFolder } from './website.mjs';

const site = await serveFolder(EXTENSION);
after(() => site.close());
const PAGE = `${site.origin}/www/popup.html`;

const QUERY = 'name=CI&target_name=octo-org&contents=write';
const OWN = 'finegrain=1&repository=octo-org/app&why.contents=pushes+tags';

inEachBrowser('the template stands in the address of the page', async ({ newPage, checkAccessibility }) => {
  const page = await newPage();
  await page.goto(`${PAGE}#${QUERY}&${OWN}`);
  await ready(page);
  assert.equal(await liveLink(page), `${LINK}?${QUERY}#${OWN}`);
  await checkAccessibility(page);

  // What is typed gets into the address, to be bookmarked.
  await paste(page, '#description', 'a & b');
  await page.waitForFunction((expected) => location.hash === expected, {}, `#${QUERY.replace('&', '&description=a+%26+b&')}&${OWN}`);
  const bookmark = await addressOf(page);
  const other = await newPage();
  await other.goto(bookmark);
  await ready(other);
  assert.equal(await liveLink(other), `${LINK}?${QUERY.replace('&', '&description=a+%26+b&')}#${OWN}`);

  // Another address in the same page is another template, and the one before is not lost.
  await other.evaluate(() => {
    location.hash = 'host=octo.ghe.com&issues=read';
  });
  await said(other, 'Opened from the address of this page.');
  assert.equal(await liveLink(other), `https://octo.ghe.com${FORM}?issues=read`);
  await other.click('#undo');
  assert.match(await liveLink(other), /description=a/);
});

inEachBrowser('an address that is changed while the one before is due to be written is read, not written over', async ({ newPage }) => {
  const page = await newPage();
  await page.goto(`${PAGE}#${QUERY}`);
  await ready(page);
  await page.focus('#description');
  await page.evaluate(() => {
    document.execCommand('insertText', false, 'a change');
    // The timer that writes the address is due when this ends; Firefox runs it before it tells of the change.
    const due = performance.now() + 400;
    while (performance.now() < due);
    location.hash = 'name=Asked&issues=read';
  });
  await said(page, 'Opened from the address of this page.');
  assert.equal(await liveLink(page), `${LINK}?name=Asked&issues=read`);
  assert.equal(new URL(await addressOf(page)).hash, '#name=Asked&issues=read');
  await page.click('#undo');
  assert.match(await liveLink(page), /description=a\+change/);
});

inEachBrowser('a draft is kept between visits; an address goes before it', async ({ newPage }) => {
  const page = await newPage();
  await page.goto(PAGE);
  await ready(page);
  // Other tests were here before.
  await page.click('[data-do=start-again]');
  await paste(page, '#name', 'Kept');
  await page.close();
  const again = await newPage();
  await again.goto(PAGE);
  await ready(again);
  assert.equal(await liveLink(again), `${LINK}?name=Kept`);
  await again.goto('about:blank');
  await again.goto(`${PAGE}#contents=read`);
  await ready(again);
  assert.equal(await liveLink(again), `${LINK}?contents=read`);
  assert.equal(await textOf(again, '#toast-text'), 'Opened from the address of this page.');
  await again.click('#undo');
  assert.equal(await liveLink(again), `${LINK}?name=Kept`);
});

inEachBrowser('the link is opened and copied there, too', async ({ newPage, github, opened, clipboard }) => {
  github.serve({ [FORM]: '<!doctype html><title>Form</title>' });
  const page = await newPage();
  await page.goto(`${PAGE}#${QUERY}`);
  await ready(page);
  await page.click('#copy');
  await said(page, 'Link copied.');
  assert.equal(await clipboard(), `${LINK}?${QUERY}`);
  await page.bringToFront();
  const form = await opened(() => page.click('#open'));
  await form.waitForFunction(() => document.title === 'Form');
  assert.equal(await addressOf(form), `${LINK}?${QUERY}`);
});
