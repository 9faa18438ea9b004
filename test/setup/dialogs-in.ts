import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { temporaryFolder } from './databases.js';

/**
 * `dialogs` as a shop has it that speaks a language beside the demo's: the flows there are words for, and no others. The
 * importer names each flow that lacks a language of the shop, so such a shop leaves it out.
 */
export function dialogsIn(language: string, ...others: string[]): string {
  const folder = temporaryFolder();
  const worded = new Set(readdirSync(join('dialogs/words', language)).map((file) => basename(file, '.yaml')));
  for (const file of readdirSync('dialogs').filter((name) => worded.has(basename(name, '.yaml'))))
    cpSync(join('dialogs', file), join(folder, file));
  for (const one of [language, ...others]) {
    const words = join(folder, 'words', one);
    mkdirSync(words, { recursive: true });
    cpSync(join('dialogs/words', `${one}.yaml`), `${words}.yaml`);
    for (const name of worded) cpSync(join('dialogs/words', one, `${name}.yaml`), join(words, `${name}.yaml`));
  }
  return folder;
}
