// @ts-check
/**
 * How long answers take, in both browsers and on the command line: `./build.sh bench`.
 *
 *     node tests/e2e/bench.mjs [--runs N] [--only TEXT] [--beside EXTENSION [--beside-binary FINEGRAIN]]
 *
 * `--beside` measures another built extension as well, run by run in turn, so that whatever else the machine does slows
 * both alike. The other command line is looked for beside it, in `target/release`. Everything is a median.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { overhear } from './background.mjs';
import { EXTENSION } from './browsers/index.mjs';
import { FORM, PERMISSIONS, REPOSITORY, serveGitHub } from './pages.mjs';
import { find, untilHint } from './panel.mjs';
import { BROWSERS, closeBrowsers, withExtension } from './session.mjs';
import { serveFolder } from './website.mjs';
import { until } from './until.mjs';

/** @import { Page } from './browsers/index.mjs' */
/** @import { Context } from './session.mjs' */

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '10' },
    only: { type: 'string', default: '' },
    beside: { type: 'string' },
    'beside-binary': { type: 'string' },
  },
});
const runs = Number(options.runs);

/** How often something short is done in one run, of which the median counts. */
const REPEATED = 15;

/**
 * @typedef {object} Candidate
 * @property {string} extension The built extension.
 * @property {string | undefined} binary
 */

/** This build, and the one beside it. @type {Candidate[]} */
const candidates = [
  candidate(EXTENSION),
  ...(options.beside ? [candidate(resolve(options.beside), options['beside-binary'])] : []),
];

/**
 * @param {string} extension
 * @param {string} [binary]
 * @returns {Candidate}
 */
function candidate(extension, binary = join(extension, '../../target/release/finegrain')) {
  return { extension, binary: existsSync(binary) ? binary : undefined };
}

// --- the measurements ---

/** @typedef {(context: Context, copy: Copy) => Promise<number>} Measure In milliseconds. */

/** @type {Record<string, Measure>} */
const MEASURES = {
  /** From the beginning of the navigation to the frame after the popup can be typed in. */
  'popup usable': async ({ openPopup }) => {
    // The first one fills the browser's caches, as every visit but a person's first one finds them.
    await usable(await openPopup());
    return median(await times(3, async () => usable(await openPopup())));
  },

  /** How much later the box takes typing than a page without anything is there. */
  'typing, after an empty page': async ({ openPopup, openExtensionPage }) => {
    const readiness = async (/** @type {() => Promise<Page>} */ open) => {
      await open();
      return median(await times(3, async () => ready(await open())));
    };
    const empty = await readiness(() => openExtensionPage('www/empty.html'));
    return (await readiness(openPopup)) - empty;
  },

  'first message to a stopped background': async ({ github, openExtensionPage, stopBackground }) => {
    const { page, message } = await overheard({ github, openExtensionPage });
    return median(
      await times(3, async () => {
        await stopBackground();
        return (await ask(page, message, 1))[0] ?? NaN;
      }),
    );
  },

  'message to a running background': async ({ github, openExtensionPage }) => {
    const { page, message } = await overheard({ github, openExtensionPage });
    return median(await ask(page, message, 50));
  },

  'changed hint': async ({ github }) => {
    serveGitHub(github);
    const tab = await github.open(`${FORM}?name=CI&administration=write`);
    await untilHint(tab, 'high-risk-permission', 'administration');
    return median(await times(REPEATED, () => changedHint(tab)));
  },

  'changed hint, background stopped': async ({ github, stopBackground }) => {
    serveGitHub(github);
    const tab = await github.open(`${FORM}?name=CI&administration=write`);
    await untilHint(tab, 'high-risk-permission', 'administration');
    return median(
      await times(3, async () => {
        await stopBackground();
        return changedHint(tab);
      }),
    );
  },

  /** In the popup as a web page, whose address can hold a template, with every permission at its highest level. */
  keystroke: async ({ newPage }, { website }) => {
    const page = await newPage();
    const permissions = PERMISSIONS.filter(({ documented }) => documented).map(({ key, levels }) => `${key}=${levels.at(-1)}`);
    await page.goto(`${website}/www/popup.html#name=All&${permissions.join('&')}`);
    await usable(page);
    return median(await keystrokes(page, 60));
  },

  /** The form's answer to a hostile link of 460 KB, from a running background. */
  'answer to a link of 460 KB': async ({ github, openExtensionPage }) => {
    const link = `${FORM}?contents=read#finegrain=1&x=${'authorization:[removed]'.repeat(20_000)}`;
    const { page, message } = await overheard({ github, openExtensionPage }, link, '[data-template-link]');
    return median(await ask(page, message, 5));
  },

  /** How long the page does nothing else after 500 misspelled names, 13 KB, were pasted into the box. */
  'longest pause after pasting misspelled names': async ({ openPopup }) => {
    const page = await openPopup();
    await usable(page);
    const names = Array.from({ length: 500 }, (_, number) => `organisation_secret_${number}=read`);
    return longestPause(page, `https://github.com${FORM}?${names.join('&')}`);
  },

  /** What the content script costs on a page of GitHub without a form. */
  "GitHub's other pages": async ({ github }) => {
    serveGitHub(github);
    const tab = await github.open(REPOSITORY);
    return median(
      await times(REPEATED, async () => {
        await tab.reload();
        await tab.evaluate(() => history.pushState({}, '', '?tab=readme'));
        return Number(await tab.evaluate(() => document.documentElement.dataset.finegrainCost));
      }),
    );
  },
};

/**
 * @param {Page} page A page with the popup, altered by `withClocks`.
 * @returns {Promise<number>}
 */
const usable = (page) =>
  page.evaluate(async () => (await import(`${location.origin}/www/usable.js`)).usable);

/**
 * @param {Page} page One that has READY.
 * @returns {Promise<number>}
 */
const ready = async (page) => {
  await until(page, () => 'finegrainReady' in window);
  return page.evaluate(() => /** @type {any} */ (window).finegrainReady);
};

/**
 * A message that the content script really sent, and a page from which to send it again.
 *
 * @param {Pick<Context, 'github' | 'openExtensionPage'>} context
 * @param {string} link What leads to the form.
 * @param {string} answered What is there when the message was answered.
 */
async function overheard(
  { github, openExtensionPage },
  link = `${FORM}?name=CI&administration=write`,
  answered = '[data-code=high-risk-permission]',
) {
  serveGitHub(github);
  const page = await openExtensionPage('www/options.html');
  const heard = await overhear(page);
  const tab = await github.open(link);
  await find(tab, answered);
  const message = (await heard()).find(({ kind }) => kind === 'form');
  await page.bringToFront();
  return { page, message };
}

/**
 * @param {Page} page
 * @param {unknown} message
 * @param {number} count
 */
const ask = (page, message, count) =>
  page.evaluate(
    async (message, count) => {
      const times = [];
      for (let round = 0; round < count; round += 1) {
        const start = performance.now();
        const reply = await chrome.runtime.sendMessage(message);
        times.push(performance.now() - start);
        if (!reply || reply.error) {
          throw new Error(reply?.error ?? 'the background does not know this message');
        }
      }
      return times;
    },
    message,
    count,
  );

/**
 * From a change on the form to what the panel says about it.
 *
 * @param {Page} tab
 * @returns {Promise<number>}
 */
const changedHint = (tab) =>
  tab.evaluate(
    () =>
      new Promise((resolve) => {
        const root = /** @type {ShadowRoot} */ (document.querySelector('finegrain-panel')?.shadowRoot);
        const input = /** @type {HTMLInputElement} */ (
          document.querySelector('[name="integration[default_permissions][administration]"]')
        );
        const link = () => root.querySelector('[data-template-link]')?.textContent;
        const before = link();
        const start = performance.now();
        const observer = new MutationObserver(() => {
          if (link() !== before) {
            observer.disconnect();
            resolve(performance.now() - start);
          }
        });
        observer.observe(root, { attributes: true, characterData: true, childList: true, subtree: true });
        input.value = input.value === 'write' ? 'read' : 'write';
      }),
  );

/**
 * @param {Page} page
 * @param {number} count
 * @returns {Promise<number[]>}
 */
const keystrokes = (page, count) =>
  page.evaluate((count) => {
    const fields = [...document.querySelectorAll('[data-box], #name')];
    const field = /** @type {HTMLElement | undefined} */ (fields.find((it) => it.checkVisibility()));
    if (!field) {
      throw new Error('there is no field to type in');
    }
    field.focus();
    return Array.from({ length: count }, () => {
      const start = performance.now();
      document.execCommand('insertText', false, 'x');
      // Whatever it changed is laid out, too.
      document.body.getBoundingClientRect();
      return performance.now() - start;
    });
  }, count);

/**
 * @param {Page} page
 * @param {string} text Pasted into the box.
 */
const longestPause = (page, text) =>
  page.evaluate(async (text) => {
    const field = /** @type {HTMLElement} */ (document.querySelector('[data-box]'));
    field.focus();
    const { port1, port2 } = new MessageChannel();
    const turn = () => new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
    await turn();
    const start = performance.now();
    let last = start;
    let longest = 0;
    document.execCommand('insertText', false, text);
    while (last < start + 1000) {
      await turn();
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }
    return longest;
  }, text);

/** Lines of prose, each tenth with a link, one of four with faults. */
const TEXT = 10_000_000;

/** @returns {string} */
function tenMegabytes() {
  const form = 'https://github.com/settings/personal-access-tokens/new';
  const links = [
    `${form}?name=Release+bot&description=Pushes+release+tags&expires_in=90&contents=write`,
    `${form}?name=CI&target_name=octo-org&expires_in=30&actions=read&contents=read`,
    `${form}?name=Deploy&contents=rw&variables=write&expires_in=999`,
    `${form}?name=Labels&issues=write&pull_requests=write`,
  ];
  const prose = 'Tokens let programs act for you; give each one no more than what it needs, and let it end soon.\n';
  const tenLines = links.map((link) => `${prose.repeat(9)}Create [a token](${link}) first.\n`);
  const block = tenLines.join('');
  return block.repeat(Math.ceil(TEXT / block.length));
}

/**
 * @param {string} binary
 * @param {string} file
 */
function check(binary, file) {
  const start = performance.now();
  const { status, stderr } = spawnSync(binary, ['check', '--format', 'json', file], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  // 1 says that links have errors, and some have them on purpose.
  if (status !== 0 && status !== 1) {
    throw new Error(`${binary}: ${stderr}`);
  }
  return performance.now() - start;
}

// --- copies with clocks ---

/** @typedef {{extension: string, website: string, remove: () => Promise<void>}} Copy */

/**
 * A copy of the extension that tells when its popup can be used and what its content script costs.
 *
 * @param {string} extension
 * @returns {Promise<Copy>}
 */
async function withClocks(extension) {
  const copy = await mkdtemp(join(tmpdir(), 'finegrain-bench-'));
  await cp(extension, copy, { recursive: true });

  const popup = join(copy, 'www/popup.html');
  const html = await readFile(popup, 'utf8');
  await writeFile(
    popup,
    html.replace('</head>', '<script src="ready.js"></script><script type="module" src="usable.js"></script></head>'),
  );
  await writeFile(join(copy, 'www/usable.js'), USABLE);
  await writeFile(join(copy, 'www/ready.js'), READY);
  await writeFile(join(copy, 'www/empty.html'), '<!doctype html><title>Empty</title><script src="ready.js"></script><body></body>');

  const manifest = JSON.parse(await readFile(join(copy, 'manifest.json'), 'utf8'));
  for (const [at, script] of manifest.content_scripts.flatMap((/** @type {any} */ it) => it.js).entries()) {
    const path = join(copy, script);
    await writeFile(path, timed(await readFile(path, 'utf8'), at === 0));
  }
  const site = await serveFolder(copy);
  return {
    extension: copy,
    website: site.origin,
    async remove() {
      site.close();
      await rm(copy, { recursive: true });
    },
  };
}

/** Ends when the popup has started, and the frame in which it can be typed in has been painted. */
const USABLE = `
await import('./popup.js');
await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
export const usable = performance.now();
`;

/** Ends with the frame after the box has the focus, or, where there is none, after the page is there. */
const READY = `
(function look() {
  const box = document.querySelector('textarea, input');
  const is = document.readyState !== 'loading' && (!box || document.activeElement === box);
  requestAnimationFrame(is ? () => setTimeout(() => { window.finegrainReady = performance.now(); }) : look);
})();
`;

/**
 * The script, with the time that it takes added to the others'.
 *
 * @param {string} script
 * @param {boolean} first
 */
function timed(script, first) {
  return `${first ? 'var finegrainCost = 0;' : ''}
var finegrainBegan = performance.now();
${script}
finegrainCost += performance.now() - finegrainBegan;
document.documentElement.dataset.finegrainCost = finegrainCost;
`;
}

// --- the runs ---

/**
 * @param {number} count
 * @param {() => Promise<number>} measure
 */
async function times(count, measure) {
  const found = [];
  for (let round = 0; round < count; round += 1) {
    found.push(await measure());
  }
  return found;
}

/** @param {number[]} times */
function median(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] ?? NaN : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/**
 * @param {string} what
 * @param {number[][]} found For each candidate its times.
 */
function print(what, found) {
  const [here = NaN, beside] = found.map(median);
  const compared = beside === undefined ? '' : `${beside.toFixed(2).padStart(10)} ms ${(here / beside).toFixed(2).padStart(7)}`;
  console.log(`${what.padEnd(50)} ${here.toFixed(2).padStart(10)} ms ${compared}`);
}

const isWanted = (/** @type {string} */ what) => what.includes(options.only);

console.log(`${`medians of ${runs} runs`.padEnd(50)} ${'here'.padStart(13)} ${options.beside ? `${'beside'.padStart(13)} ${'ratio'.padStart(7)}` : ''}`);

const copies = await Promise.all(candidates.map(({ extension }) => withClocks(extension)));
try {
  for (const name of BROWSERS) {
    for (const [what, measure] of Object.entries(MEASURES).filter(([what]) => isWanted(`${name}: ${what}`))) {
      const found = copies.map(() => /** @type {number[]} */ ([]));
      for (let run = 0; run < runs; run += 1) {
        for (const [at, copy] of copies.entries()) {
          await withExtension(
            name,
            async (context) => {
              found[at]?.push(await measure(context, copy));
            },
            { extension: copy.extension },
          );
        }
      }
      print(`${name}: ${what}`, found);
    }
  }
} finally {
  await closeBrowsers();
  await Promise.all(copies.map((copy) => copy.remove()));
}

const CHECK = 'command line: check 10 MB, a link in every tenth line';
if (isWanted(CHECK)) {
  const folder = await mkdtemp(join(tmpdir(), 'finegrain-bench-'));
  try {
    const file = join(folder, 'links.md');
    await writeFile(file, tenMegabytes());
    const binaries = candidates.map(({ binary, extension }) => {
      if (!binary) {
        throw new Error(`the command line of ${extension} is missing: build it with \`cargo build --release\``);
      }
      return binary;
    });
    const found = binaries.map(() => /** @type {number[]} */ ([]));
    for (let run = 0; run < runs; run += 1) {
      binaries.forEach((binary, at) => found[at]?.push(check(binary, file)));
    }
    print(CHECK, found);
  } finally {
    await rm(folder, { recursive: true });
  }
}
