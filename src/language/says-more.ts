import { languageOf } from './languages.js';
import { analyse } from './words.js';

const longest = 300;

/**
 * Whether a text tells something beyond the name of an errand. Its name are the words of the title and those several of
 * the examples share: "I'd like to report a problem" only names it, "there is a crack in it" tells what happened.
 * `nameless` leaves out what the shop sells: what it is about is not what happened.
 */
export function saysMore(
  text: string,
  { title, examples }: { title: string; examples: readonly string[] },
  { language, nameless }: { language: string; nameless: (text: string) => string },
): boolean {
  if (examples.some((one) => plain(one) === plain(text))) return false;
  if (text.trim().length < (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text) ? 8 : 20))
    return false;
  const count = new Map<string, number>();
  for (const one of examples) for (const word of tellingIn(one, language)) count.set(word, (count.get(word) ?? 0) + 1);
  const naming = tellingIn(title, language);
  return [...tellingIn(nameless(text), language)].some(
    (word) => !naming.has(word) && (count.get(word) ?? 0) < sharedBy,
  );
}

const plain = (text: string): string => text.toLowerCase().replace(/[\p{P}\s]/gu, '');

/** So many examples with a word in common speak of the errand and not of one customer's case. */
const sharedBy = 3;

function tellingIn(text: string, language: string): Set<string> {
  const own = languageOf(language) ?? languageOf('en');
  if (!own) return new Set();
  // Numbers of orders, models and addresses are details of their own.
  const bare = text.slice(0, longest).replace(/\S{0,40}[@\d０-９]\S{0,40}/gu, spared);
  const words = analyse(own.words, bare, 'document').map(({ term }) => term);
  return new Set(words.filter((word) => isTelling(word) && !own.questions.idle.test(word)));
}

/** Japanese is written without spaces: only the letters around the digit go. */
const spared = (piece: string): string => piece.replace(/[\p{Script=Latin}\p{N}@._+-]+/gu, ' ');

/** Of Japanese pairs of letters those that are no grammar and no seam of two words. */
const isTelling = (word: string): boolean =>
  !word.startsWith('#') &&
  !/\p{Script=Hiragana}/u.test(word) &&
  (!/\p{Script=Han}/u.test(word) || [...word].length === 1);
