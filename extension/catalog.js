// @ts-check
/** What GitHub offers, as tables: the one file that both modules of WebAssembly start with. */

/** @type {Promise<string> | undefined} */
let tables;

/** @returns {Promise<string>} */
export function catalog() {
  tables ??= read().catch((error) => {
    tables = undefined;
    throw error;
  });
  return tables;
}

async function read() {
  const response = await fetch(new URL('catalog.tsv', import.meta.url));
  if (!response.ok) {
    throw new Error(`catalog.tsv cannot be read: ${response.status}`);
  }
  return response.text();
}
