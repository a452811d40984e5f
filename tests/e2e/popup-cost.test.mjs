// @ts-check
/**
 * What a keystroke costs in the largest template there is: every permission, each at its highest level. Counted in work;
 * `./build.sh bench` measures the time.
 */
import assert from 'node:assert/strict';
import { inEachBrowser } from './harness.mjs';
import { PERMISSIONS } from './pages.mjs';
import { LINK, ready } from './popup.mjs';
import { edit } from './popup-states.mjs';

const permissions = PERMISSIONS.filter(({ documented }) => documented).map(({ key, levels }) => `${key}=${levels.at(-1)}`);

/** Nodes that come, go or change. A popup that drew its rows anew would change one for each permission at least. */
const MOST = permissions.length;

inEachBrowser('a keystroke changes only what it has to, in a template with every permission', async ({ openPopup }) => {
  const popup = await ready(await openPopup());
  await edit(popup, `${LINK}?name=All&${permissions.join('&')}`);
  assert.equal((await popup.$$('[data-row]')).length, permissions.length);
  for (const field of ['#name', '#description', '#owner', '#repositories', '[data-row=watching] .reason']) {
    const changes = await popup.$eval(field, async (element) => {
      /** @type {HTMLElement} */ (element).focus();
      document.execCommand('insertText', false, 'x');
      const observer = new MutationObserver(() => {});
      observer.observe(document.body, { attributes: true, characterData: true, childList: true, subtree: true });
      document.execCommand('insertText', false, 'x');
      const records = observer.takeRecords();
      return records.reduce((sum, { addedNodes, removedNodes }) => sum + Math.max(1, addedNodes.length + removedNodes.length), 0);
    });
    assert.ok(changes > 0 && changes < MOST, `${field}: ${changes} changes`);
  }
});
