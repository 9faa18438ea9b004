import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { workerFile } from '../worker-file.js';

let known: string | undefined;

/**
 * A name for the way texts are read now: another one as soon as a single letter of this folder's code differs. What is
 * kept of texts that were read (an index, a snapshot) is kept under it and never meets texts read in another way.
 */
export function mannerOfReading(): string {
  known ??= hashOfCode(fileURLToPath(workerFile(import.meta.url, './')));
  return known;
}

/** Another one for every other letter of a folder's code. */
export function hashOfCode(folder: string): string {
  const hash = createHash('sha256');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  for (const name of names.sort()) hash.update(name).update(readFileSync(`${folder}/${name}`));
  return hash.digest('base64url').slice(0, 16);
}
