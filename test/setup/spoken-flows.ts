import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { temporaryFolder } from './databases.js';

/** The shipped flows that have words in this language: a shop abroad offers what it can say, not everything there is. */
export function flowsIn(language: string): string {
  const folder = temporaryFolder();
  cpSync('dialogs', folder, { recursive: true });
  const words = z.object({ flows: z.record(z.string(), z.unknown()).default({}) });
  const { flows } = words.parse(parse(readFileSync(join(folder, `words/${language}.yaml`), 'utf8')));
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    const isSpoken = Object.hasOwn(flows, basename(file, '.yaml')) || existsSync(join(folder, 'words', language, file));
    if (!isSpoken) rmSync(join(folder, file));
  }
  return folder;
}
