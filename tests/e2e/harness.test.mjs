// @ts-check
/** The harness itself: a test that could not fail would prove nothing. */
import assert from 'node:assert/strict';
import { altered } from './altered.mjs';
import { addressOf } from './browsers/index.mjs';
import { BROWSERS, inEachBrowser, withExtension } from './harness.mjs';
import { test } from 'node:test';
import { until } from './until.mjs';

const FORM = '/settings/personal-access-tokens/new';

/** What the text "fail" makes of the background, in a copy of it. */
const failing = await altered('background.js', (source) => `${source}
  chrome.runtime.onMessage.addListener((message) => {
    if (message === 'fail') {
      console.error('written');
      throw new Error('thrown');
    }
    return false;
  });`);

inEachBrowser('errors in the background are seen', async ({ logged, openPopup, takeErrors }) => {
  const popup = await openPopup();
  await popup.evaluate(() => chrome.runtime.sendMessage('fail').catch(() => {}));
  await logged(/written/);
  await logged(/thrown/);
  assert.match((await takeErrors()).join(), /written.*thrown/s);
}, { extension: failing });

for (const name of BROWSERS) {
  test(`${name}: a request to anywhere but an answered page fails a test`, async () => {
    const leak = withExtension(name, async ({ github, takeErrors }) => {
      github.serve({ '/page': { body: '<title>Page</title>', headers: { 'content-security-policy': '' } } });
      const page = await github.open('/page');
      await page.evaluate(() => fetch('https://example.com/leak').catch(() => {}));
      await takeErrors();
    });
    await assert.rejects(leak, /the network was asked/);
  });

  test(`${name}: errors in the extension's pages are seen`, () =>
    withExtension(name, async ({ openPopup, takeErrors }) => {
      const popup = await openPopup();
      await popup.evaluate(() => console.error('written'));
      assert.match((await takeErrors()).join(), /written/);
      await popup.evaluate(() => new Promise((resolve) => {
        window.addEventListener('error', resolve);
        setTimeout(() => { throw new Error('thrown'); });
      }));
      assert.match((await takeErrors()).join(), /thrown/);
      await popup.evaluate(() => new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', resolve);
        document.body.append(Object.assign(document.createElement('script'), { textContent: '0' }));
      }));
      assert.match((await takeErrors()).join(), /Content.Security.Policy/);
    }));

  test(`${name}: an error in a page fails a test`, async () => {
    const broken = withExtension(name, async ({ openPopup }) => {
      const popup = await openPopup();
      await popup.evaluate(() => console.error('broken'));
    });
    await assert.rejects(broken, /pages reported errors/);
  });
}

for (const name of BROWSERS) {
  test(`${name}: storage does not outlive a test`, async () => {
    await withExtension(name, async ({ openPopup }) => {
      const popup = await openPopup();
      await popup.evaluate(() => chrome.storage.local.set({ left: 'over' }));
      await popup.evaluate(() => localStorage.setItem('left', 'over'));
    });
    await withExtension(name, async ({ openPopup }) => {
      const popup = await openPopup();
      assert.deepEqual(await popup.evaluate(() => chrome.storage.local.get()), {});
      assert.equal(await popup.evaluate(() => localStorage.getItem('left')), null);
    });
  });

  test(`${name}: a test that hangs ends with its browser, and the next one gets another`, async () => {
    /** @type {number | undefined} */
    let pid;
    const hanging = new AbortController();
    const hangs = withExtension(name, async ({ browser, newPage }) => {
      pid = browser.process()?.pid;
      const page = await newPage();
      setImmediate(() => hanging.abort());
      await page.waitForSelector('#never');
    }, { signal: hanging.signal });
    await assert.rejects(hangs);
    await withExtension(name, async ({ browser, openPopup }) => {
      assert.notEqual(browser.process()?.pid, pid);
      await openPopup();
    });
    assert.throws(() => process.kill(pid ?? NaN, 0), { code: 'ESRCH' });
  });
}

inEachBrowser('the clipboard is the real one', async ({ openPopup, clipboard }) => {
  const popup = await openPopup();
  await popup.evaluate(() => {
    const button = document.createElement('button');
    button.id = 'of-the-test';
    button.onclick = async () => {
      await navigator.clipboard.writeText('gr\u00fcn\nfein');
      button.dataset.done = '';
    };
    document.body.append(button);
    button.focus();
  });
  await popup.keyboard.press('Enter');
  await popup.waitForSelector('#of-the-test[data-done]');
  assert.equal(await clipboard(), 'gr\u00fcn\nfein');
});

inEachBrowser('a tab that the extension opens is answered and seen', async ({ openPopup, github, opened }) => {
  github.serve({ [FORM]: ({ url }) => `<!doctype html><title>${url.searchParams.get('name')}</title>` });
  const popup = await openPopup();
  const tab = await opened(() =>
    popup.evaluate((url) => void chrome.tabs.create({ url }), `https://github.com${FORM}?name=CI`),
  );
  await until(tab, () => document.title === 'CI');
  assert.deepEqual(github.requests().map(({ method, url }) => `${method} ${url}`), [`GET https://github.com${FORM}?name=CI`]);
});

inEachBrowser('forms are posted and answered', async ({ github }) => {
  github.serve({
    '/sudo': ({ method, body }) =>
      method === 'POST'
        ? { status: 302, headers: { location: `/after?${body}` } }
        : '<!doctype html><form method="post"><button name="confirm" value="yes">Confirm</button></form>',
    '/after': '<!doctype html><title>After</title>',
  });
  const page = await github.open('/sudo');
  await page.click('button');
  await until(page, () => document.title === 'After');
  assert.equal(await addressOf(page), 'https://github.com/after?confirm=yes');
});
