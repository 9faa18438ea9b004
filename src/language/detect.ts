import { normalise } from './normalise.js';

/**
 * The language a message is written in, of those the site speaks.
 *
 * Decided by script: kana and kanji are Japanese, Latin letters the site's Latin language. A message that cannot tell
 * (fewer than four letters, digits only, an order number) keeps the conversation's language. Of a long one the first
 * 1,000 characters tell.
 *
 * @param options.languages what the site speaks, its default first
 * @param options.current the conversation's language; undefined at its first message, when even two letters must do
 */
export function detectLanguage(
  text: string,
  options: { languages: readonly string[]; current?: string | undefined },
): string {
  const { languages, current } = options;
  const fallback = current ?? languages[0] ?? 'en';
  // Order numbers, model names and addresses are the same in every language.
  const read = normalise(text.slice(0, longest)).replace(/[!-~]+/gu, (piece) =>
    /[0-9@]|:\/\//u.test(piece) ? ' ' : piece,
  );
  const japanese = count(read, /\p{Script=Hiragana}/gu) + count(read, /[\p{Script=Katakana}\p{Script=Han}]/gu) / 2;
  const words = count(read, /\p{Script=Latin}+(?:[-'.]\p{Script=Latin}+)*/gu);
  const letters = count(read, /\p{L}/gu);
  if (letters === 0 || (letters < 4 && current !== undefined)) return fallback;
  // A character of Japanese weighs half a word: product names in the other script do not change the language.
  if (japanese > 0 && japanese >= words) return languages.includes('ja') ? 'ja' : fallback;
  if (words === 0) return fallback;
  if (current !== undefined && current !== 'ja') return current;
  return languages.find((language) => language !== 'ja') ?? fallback;
}

const longest = 1_000;

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
