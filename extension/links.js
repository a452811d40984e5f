// @ts-check
/** Tells the popup which links to GitHub's token forms there are on a page, when it asks. */
chrome.runtime.onMessage.addListener((message, sender, reply) => {
  if (sender.id !== chrome.runtime.id || message?.kind !== 'links') {
    return false;
  }
  const forms = 'a[href*="/settings/personal-access-tokens/new?"], a[href*="/settings/tokens/new?"]';
  const found = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(forms));
  reply([...new Set([...found].map(({ href }) => href))].slice(0, 20));
  return false;
});
