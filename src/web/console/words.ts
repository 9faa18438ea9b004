import { usePreferences, type ConsoleLanguage } from './preferences.js';

type Sentence = string | ((...values: never[]) => string);

/** The same keys and the same holes in every language; a missing one does not compile. */
export interface Words<W> {
  readonly en: W;
  readonly ja: W;
}

/** Words of one screen, beside the screen: `words({ en: {…}, ja: {…} })`. A sentence with holes is a function. */
export const words = <W extends Readonly<Record<string, Sentence>>>(both: {
  readonly en: W;
  readonly ja: { readonly [K in keyof W]: W[K] };
}): Words<W> => both;

/** The words in the reader's language. */
export function useWords<W>(both: Words<W>): W {
  return both[usePreferences().language];
}

export const useLanguage = (): ConsoleLanguage => usePreferences().language;
