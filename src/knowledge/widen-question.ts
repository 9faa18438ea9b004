import type { ConceptGroups, LanguagePack, Term } from '../language/language.js';
import { nearestWord } from '../language/spelling.js';
import { analyse, questionText } from '../language/words.js';

/** How many articles hold each of these terms. */
export type Counting = (terms: readonly Term[]) => Promise<ReadonlyMap<string, number>>;

/** A question as the database's text index is asked: what memory does with words in hand is done by counting them here. */
export interface Widened {
  /** With slips mended. */
  readonly question: string;
  /** What is looked for: its own terms, and the words of the shop's synonyms for them. */
  readonly terms: readonly Term[];
  /** How many articles hold each term; a shop's own concept stands in no article there, and gets what its words have. */
  readonly holding: ReadonlyMap<string, number>;
}

/** Each costs a look-up of some hundred spellings. */
const mendedWords = 2;
/** Of a large group the first phrases are looked for. */
const phrasesAtMost = 12;

/**
 * @param pack with the shop's own groups among its concepts
 * @param own those groups
 */
export async function widenQuestion(
  { pack, own, count }: { pack: LanguagePack; own: ConceptGroups; count: Counting },
  asked: string,
): Promise<Widened> {
  const question = await mended(pack, asked, count);
  const terms = analyse(pack, question, 'query');
  const groups = terms.flatMap(({ term }) => groupOf(own, term) ?? []);
  const phrases = groups.flatMap((group) =>
    group.phrases.map((phrase) => ({ ...group, terms: wordsOf(pack, phrase) })),
  );
  const others = phrases.flatMap((phrase) =>
    // All words of a phrase together are worth what the concept is.
    phrase.terms.map(({ term }) => ({ term, weight: pack.weights.concept / phrase.terms.length })),
  );
  const counted = await count([...terms, ...others]);
  const holding = new Map(counted);
  for (const { concept, terms: words } of phrases) {
    const least = Math.min(...words.map(({ term }) => counted.get(term) ?? 0));
    if (words.length > 0) holding.set(concept, (holding.get(concept) ?? 0) + least);
  }
  return {
    question,
    // What is a concept of the shop's alone stands in no article's words.
    terms: [
      ...terms.filter(({ term }) => !term.startsWith('#') || (counted.get(term) ?? 0) > 0),
      ...others.filter(({ term }) => !terms.some((one) => one.term === term)),
    ],
    holding,
  };
}

function groupOf(own: ConceptGroups, term: string): { concept: string; phrases: readonly string[] } | undefined {
  const name = term.startsWith('#') ? term.slice(1) : '';
  if (name === '' || !Object.hasOwn(own, name)) return undefined;
  return { concept: term, phrases: (own[name] ?? []).slice(0, phrasesAtMost) };
}

const wordsOf = (pack: LanguagePack, phrase: string): Term[] =>
  analyse(pack, phrase, 'query').filter(({ term }) => !term.startsWith('#'));

/** A word in no article is read as the one that most articles hold of those one slip away. */
async function mended(pack: LanguagePack, asked: string, count: Counting): Promise<string> {
  if (!pack.written) return asked;
  const words = pack.written(questionText(asked));
  const termsOf = new Map(words.map((word) => [word, wordsOf(pack, word)]));
  const known = await count([...termsOf.values()].flat());
  // Also true of stop words, which must not be mended into something.
  const isKnown = (word: string): boolean => termsOf.get(word)?.every(({ term }) => (known.get(term) ?? 0) > 0) ?? true;
  const strange = words.filter((word) => !isKnown(word)).slice(0, mendedWords);
  if (strange.length === 0) return asked;
  const spellings = new Map<string, readonly Term[]>();
  for (const word of strange)
    nearestWord(word, (near) => {
      if (!spellings.has(near)) spellings.set(near, wordsOf(pack, near));
      return 0;
    });
  const counted = await count([...spellings.values()].flat());
  const frequency = (near: string): number => {
    const terms = spellings.get(near) ?? [];
    return terms.length === 0 ? 0 : Math.min(...terms.map(({ term }) => counted.get(term) ?? 0));
  };
  const read = new Map(strange.map((word) => [word, nearestWord(word, frequency) ?? word]));
  return words.map((word) => read.get(word) ?? word).join(' ');
}
