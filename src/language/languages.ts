import { english } from './en/words.js';
import { japanese } from './ja/words.js';
import type { LanguagePack } from './language.js';

/** Every language the product can read, by its code. */
export const languages: ReadonlyMap<string, LanguagePack> = new Map(
  [english, japanese].map((pack) => [pack.code, pack]),
);
