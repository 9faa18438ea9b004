import { german } from './de/german.js';
import { english } from './en/english.js';
import { japanese } from './ja/japanese.js';
import type { Language, LanguagePack } from './language.js';

/** Every language the product can read. A new one is a folder and its line here. */
export const allLanguages: readonly Language[] = [english, japanese, german];

const byCode: ReadonlyMap<string, Language> = new Map(allLanguages.map((one) => [one.code, one]));

/** What each is searched by, by its code. */
export const languages: ReadonlyMap<string, LanguagePack> = new Map(
  allLanguages.map(({ code, words }) => [code, words]),
);

export const languageOf = (code: string): Language | undefined => byCode.get(code);

/** The languages a message is heard in, in a conversation in `code`, always in the same order. */
export function heardIn(code: string): readonly Language[] {
  let heard = known.get(code);
  if (!heard) {
    heard = allLanguages.filter((one) => one.heard === 'everywhere' || one.code === code);
    // Codes come from outside; those of the languages we have are few.
    if (byCode.has(code)) known.set(code, heard);
  }
  return heard;
}

const known = new Map<string, readonly Language[]>();
