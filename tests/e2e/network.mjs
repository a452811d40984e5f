// @ts-check
/**
 * The network as the browsers under test see it: a proxy on this machine that is their only way out. It answers for
 * github.com, with GitHub's own policy, and for its assets, and refuses and records everything else.
 *
 * A proxy, and not the interception of a page's requests: it also sees what the extension's background asks for, and
 * tabs that the extension opens, from their first request on.
 */
import { createHash, createPublicKey } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { generate } from 'selfsigned';
import { ASSETS, HEADERS, HOST } from './github.mjs';

/** What browsers ask for on their own account, whatever extension is installed: updates, settings, the time. */
const BROWSERS_OWN = /(^|\.)(google\.com|googleapis\.com|gvt1\.com|mozilla\.com|mozilla\.net|mozilla\.org)$/;

/** @typedef {{method: string, url: URL, body: string}} Request */
/** @typedef {{status?: number, headers?: Record<string, string>, body?: string}} Answer */
/** @typedef {string | Answer | ((request: Request) => string | Answer | Promise<string | Answer>)} Page A string is HTML. */

/** Browsers ask for it by themselves. */
const FAVICON = '/favicon.ico';

/** @typedef {Awaited<ReturnType<typeof startNetwork>>} Network */

/** Starts the proxy. */
export async function startNetwork() {
  /** @type {Map<string, Page>} By path, with or without query; with it wins. GitHub's assets by their whole address. */
  const pages = new Map();
  /** @type {Request[]} What github.com was asked for. */
  const requests = [];
  /** @type {string[]} What was asked for and not answered. */
  const refused = [];

  const { key, cert, publicKey } = await certificate(HOST);
  const github = https.createServer({ key, cert }, async (incoming, response) => {
    const url = new URL(incoming.url ?? '/', `https://${incoming.headers.host}`);
    const request = { method: incoming.method ?? 'GET', url, body: await text(incoming) };
    const asset = url.host === ASSETS;
    const page = asset ? pages.get(url.href) : pages.get(url.pathname + url.search) ?? pages.get(url.pathname);
    if (url.pathname === FAVICON) {
      response.writeHead(204).end();
      return;
    }
    if (!asset) {
      requests.push(request);
    }
    if (page === undefined) {
      refused.push(`${request.method} ${url}`);
    }
    const given = typeof page === 'function' ? await page(request) : page ?? { status: 404 };
    const answer = typeof given === 'string' ? { body: given } : given;
    response.writeHead(answer.status ?? 200, { ...HEADERS, ...answer.headers });
    response.end(answer.body);
  });

  const proxy = http.createServer((request, response) => {
    refuse(new URL(request.url ?? '/', 'http://unknown').hostname, request.url);
    response.writeHead(403).end();
  });
  proxy.on('connect', (request, socket) => {
    // A browser that is closed drops its connections.
    socket.on('error', () => {});
    if (request.url === `${HOST}:443` || request.url === `${ASSETS}:443`) {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      github.emit('connection', socket);
    } else {
      refuse(new URL(`https://${request.url}`).hostname, request.url);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    }
  });

  /**
   * @param {string} host
   * @param {string | undefined} what
   */
  function refuse(host, what) {
    if (!BROWSERS_OWN.test(host)) {
      refused.push(String(what));
    }
  }

  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (proxy.address());
  return {
    port: address.port,
    publicKey,
    pages,
    requests,
    refused,
    /** Forgets what a test left behind. */
    reset() {
      pages.clear();
      requests.length = 0;
      refused.length = 0;
    },
    close() {
      proxy.close();
      proxy.closeAllConnections();
      github.closeAllConnections();
    },
  };
}

/** @param {AsyncIterable<Buffer>} stream */
async function text(stream) {
  const chunks = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/**
 * A certificate for one host, made anew for each run so that no key is kept in the repository.
 *
 * @param {string} host
 * @returns {Promise<{key: string, cert: string, publicKey: string}>} Key and certificate as PEM, and the public key's
 *   SHA-256 in base 64, which tells Chromium to trust it.
 */
async function certificate(host) {
  const made = await generate([{ name: 'commonName', value: host }], {
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] }],
    keyType: 'ec',
  });
  const spki = createPublicKey(made.public).export({ type: 'spki', format: 'der' });
  return { key: made.private, cert: made.cert, publicKey: createHash('sha256').update(spki).digest('base64') };
}
