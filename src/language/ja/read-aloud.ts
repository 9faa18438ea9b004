import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import kuromoji from '@sglkc/kuromoji';

/**
 * Tells how a text sounds, in katakana, by IPADIC's dictionary (kuromoji): 返品 is ヘンピン. Words the dictionary does not
 * know sound as they are written. Loads 310 MB: not to be called in a process that serves.
 */
export async function createReader(): Promise<(text: string) => string> {
  const home = dirname(createRequire(import.meta.url).resolve('@sglkc/kuromoji/package.json'));
  const tokenizer = await new Promise<kuromoji.Tokenizer<kuromoji.IpadicFeatures>>((resolve, reject) => {
    kuromoji.builder({ dicPath: join(home, 'dict') }).build((error, built) => {
      if (error) reject(error);
      else resolve(built);
    });
  });
  return (text) =>
    tokenizer
      .tokenize(text)
      .map(({ reading, surface_form }) => (reading === undefined || reading === '*' ? surface_form : reading))
      .join('');
}
