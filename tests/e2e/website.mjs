// @ts-check
/** The popup as a plain web page: a folder with the built extension, served on this machine. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const TYPES = { css: 'text/css', html: 'text/html', js: 'text/javascript', png: 'image/png', wasm: 'application/wasm' };

/** @param {string} folder */
export async function serveFolder(folder) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const type = TYPES[/** @type {keyof TYPES} */ (path.split('.').at(-1))];
    const content = await readFile(folder + path).catch(() => undefined);
    response.writeHead(content ? 200 : 404, { 'content-type': type ?? 'application/octet-stream' });
    response.end(content);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    // Of all addresses without https, browsers give only those of the machine itself a clipboard.
    origin: `http://localhost:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
