// @ts-check
/** Copies of the built extension with something broken in them, for tests of what happens then. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { EXTENSION } from './browsers/index.mjs';

/** @type {string[]} */
const copies = [];

after(() => Promise.all(copies.map((copy) => rm(copy, { recursive: true }))));

/**
 * @param {string} file A file of the extension.
 * @param {(content: string) => string} alter
 * @returns {Promise<string>} The folder of the copy.
 */
export async function altered(file, alter) {
  const copy = await mkdtemp(join(tmpdir(), 'finegrain-'));
  copies.push(copy);
  await cp(EXTENSION, copy, { recursive: true });
  const path = join(copy, file);
  const content = await readFile(path, 'utf8');
  const after = alter(content);
  if (after === content) {
    throw new Error(`${file} is as it was: the test looks for something that is not there`);
  }
  await writeFile(path, after);
  return copy;
}
