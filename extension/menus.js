// @ts-check
/**
 * The entries that Finegrain adds to the menu of a page: a link or a selection is put into the box of the popup.
 *
 * The text goes by way of the session's storage, which no page can read and which ends with the browser.
 */

const FORMS = ['*://*/settings/personal-access-tokens/new*', '*://*/settings/tokens/new*'];

/** Adds the entries; the browser keeps them. */
export function addMenus() {
  chrome.runtime.onInstalled.addListener(() => {
    chrome.contextMenus.removeAll(() => {
      chrome.contextMenus.create({ id: 'link', title: 'Check this link', contexts: ['link'], targetUrlPatterns: FORMS });
      chrome.contextMenus.create({ id: 'selection', title: 'Check this selection', contexts: ['selection'] });
    });
  });
  chrome.contextMenus.onClicked.addListener(({ linkUrl, selectionText }) => {
    check(linkUrl ?? selectionText ?? '');
  });
}

/**
 * Opens the popup with a text in its box, or a tab where the browser does not let it open.
 *
 * @param {string} text
 */
function check(text) {
  chrome.storage.session.set({ check: text });
  const inTab = () => chrome.tabs.create({ url: chrome.runtime.getURL('www/popup.html') });
  // At once: Firefox opens the popup only as long as it knows of the click.
  try {
    chrome.action.openPopup().catch(inTab);
  } catch {
    inTab();
  }
}
