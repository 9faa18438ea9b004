import type { Words } from './en.js';

const chunks = {
  en: () => import('./en.js'),
  ja: () => import('./ja.js'),
} as const satisfies Record<string, () => Promise<{ words: Words }>>;

export type Language = keyof typeof chunks;

/** Each language by the name its own readers give it. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', ja: '日本語' };

/** One chunk for each language: a customer loads their own alone. */
export async function wordsIn(language: Language): Promise<Words> {
  return (await chunks[language]()).words;
}

/** The first of these we have words for: `ja-JP` finds `ja`. */
export function languageOf(...asked: (string | null | undefined)[]): Language {
  for (const one of asked) {
    const short = one?.slice(0, 2).toLowerCase();
    if (isLanguage(short)) return short;
  }
  return 'en';
}

export function isLanguage(code: string | null | undefined): code is Language {
  return Object.hasOwn(chunks, code ?? '');
}
