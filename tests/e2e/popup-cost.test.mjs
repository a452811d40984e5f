// @ts-check
/**
 * What a keystroke costs in the largest template there is: every permission. Counted in work; `./build.sh bench` measures
 * the time.
 */
import assert from 'node:assert/strict';
import { inEachBrowser } from './harness.mjs';
import { ready, template } from './popup.mjs';
import { start } from './popup-states.mjs';

inEachBrowser('a keystroke changes only what it has to, in a template with every permission', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  await start(popup, await template());
  await popup.click('#details-toggle');
  const permissions = (await popup.$$('.perm-rows > li')).length;
  assert.ok(permissions > 70);
  for (const field of ['#name', '#description', '#owner', '#repositories']) {
    const changes = await popup.$eval(field, async (element) => {
      /** @type {HTMLElement} */ (element).focus();
      document.execCommand('insertText', false, 'x');
      const observer = new MutationObserver(() => {});
      observer.observe(document.body, { attributes: true, characterData: true, childList: true, subtree: true });
      document.execCommand('insertText', false, 'x');
      const records = observer.takeRecords();
      return records.reduce((sum, { addedNodes, removedNodes }) => sum + Math.max(1, addedNodes.length + removedNodes.length), 0);
    });
    // A popup that drew its rows anew would change one for each permission at least.
    assert.ok(changes > 0 && changes < permissions, `${field}: ${changes} changes`);
  }
});
