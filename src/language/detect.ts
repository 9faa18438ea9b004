import { languageOf } from './languages.js';
import { normalise } from './normalise.js';

/**
 * The language a message is written in, of those the site speaks.
 *
 * Decided by script first: kana and kanji are Japanese, Latin letters a Latin language. Where the site speaks several of
 * those, by their commonest little words and their own letters; the conversation's language stays unless another is
 * clearly heard. A message that cannot tell (fewer than four letters, digits only, an order number) keeps it too. Of a long
 * one the first 1,000 characters tell.
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
  const words = read.match(/\p{Script=Latin}+(?:[-'.]\p{Script=Latin}+)*/gu) ?? [];
  const letters = count(read, /\p{L}/gu);
  if (letters === 0 || (letters < 4 && current !== undefined)) return fallback;
  // A character of Japanese weighs half a word: product names in the other script do not change the language.
  if (japanese > 0 && japanese >= words.length) return languages.find(isJapanese) ?? fallback;
  if (words.length === 0) return fallback;
  const latin = languages.filter((language) => !isJapanese(language));
  const own = current !== undefined && !isJapanese(current) ? current : undefined;
  if (latin.length < 2) return own ?? latin[0] ?? fallback;
  return bySound(words, latin, own) ?? own ?? latin[0] ?? fallback;
}

const isJapanese = (code: string): boolean => languageOf(code)?.script === 'Japanese';

/** Words enough to tell; a long letter would cost time and say no more. */
const wordsAtMost = 60;
/** So many more of its own words another language must have than the conversation's. */
const clearLead = 2;

/** The language most of whose little words and letters are heard, or undefined where none is clearly ahead. */
function bySound(words: readonly string[], latin: readonly string[], own: string | undefined): string | undefined {
  const heard = words.slice(0, wordsAtMost).map((word) => word.toLowerCase());
  const scores = latin
    .map((code) => {
      const sound = languageOf(code)?.sound;
      const own = heard.filter((word) => sound?.words.has(word)).length;
      const lettered = sound?.letters ? heard.filter((word) => sound.letters?.test(word)).length : 0;
      return { code, score: own + 2 * lettered };
    })
    .toSorted((a, b) => b.score - a.score);
  const [best, second] = scores;
  if (!best || best.code === own) return own;
  const against = own === undefined ? second?.score : scores.find(({ code }) => code === own)?.score;
  return best.score - (against ?? 0) >= (own === undefined ? 1 : clearLead) ? best.code : undefined;
}

const longest = 1_000;

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
