import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes a folder of flows: the shipped ones, tests and words and all, under names of their own (`receipt-7` calls
 * `prove-order-7`), until there are so many. Blocks count, as they are files too.
 */
export function writeManyFlows(folder: string, languages: readonly string[], count: number): void {
  const shipped = readdirSync('dialogs').filter((name) => name.endsWith('.yaml'));
  for (const language of languages) {
    mkdirSync(join(folder, 'words', language), { recursive: true });
    const words = readFileSync(join('dialogs/words', `${language}.yaml`), 'utf8');
    // What a matter offers is there under the first of its names.
    const offers = words.replaceAll(/^( +offers: \[)(.*)\]$/gm, (_, before: string, names: string) => {
      const renamed = names.split(', ').map((name) => `${name}-0`);
      return `${before}${renamed.join(', ')}]`;
    });
    writeFileSync(join(folder, 'words', `${language}.yaml`), offers);
  }
  // Whole copies first: a flow's blocks are among those of its own number.
  const copies = Math.ceil(count / shipped.length);
  const all = Array.from({ length: copies }, (_, copy) => shipped.map((file) => ({ file, copy }))).flat();
  for (const { file, copy } of all) {
    const name = file.slice(0, -'.yaml'.length);
    const renamed = `${name}-${copy}`;
    const text = readFileSync(join('dialogs', file), 'utf8')
      .replace(/^flow: .*$/m, `flow: ${renamed}`)
      .replaceAll(/^(\s*(?:- )?call: )(\S+)$/gm, `$1$2-${copy}`);
    writeFileSync(join(folder, `${renamed}.yaml`), text);
    for (const language of languages) {
      const words = readFileSync(join('dialogs/words', language, file));
      writeFileSync(join(folder, 'words', language, `${renamed}.yaml`), words);
    }
  }
}
