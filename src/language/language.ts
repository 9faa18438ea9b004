/** A word, word part or concept as the search index knows it, and how much it counts in a question (1 is a plain word). */
export interface Term {
  term: string;
  weight: number;
}

/** Words and phrases that mean the same to this shop, by the name of what they mean. */
export type ConceptGroups = Readonly<Record<string, readonly string[]>>;

/**
 * What a language folder gives to be searched in: `src/language/<code>/words.ts` exports one of these.
 *
 * A new language is a folder with `words.ts`, `concepts.ts`, `phrases.ts`, `feelings.ts` and `questions.ts`, a line in
 * `languages.ts` and in the list of packs of `phrases.ts`, `feelings.ts` and `questions.ts`, its articles in
 * `knowledge/<code>/` and its ranking list in `test/ranking/`. All functions are pure and take text that went through
 * `normalise` and `toLowerCase`.
 */
export interface LanguagePack {
  /** As in `<html lang>`: en, ja, de. */
  code: string;
  /** The searchable parts of a text in reading order, stop words left out, repetitions kept. */
  terms(text: string): Term[];
  /** The names of the concept groups the text speaks of, found by longest match. */
  concepts(text: string): string[];
  /**
   * The words of a text as they are written, when single words can be corrected by the words of the catalogue; left out
   * for languages searched by parts of words, which bear a typo by themselves.
   */
  written?(text: string): string[];
  /** How much a match counts by where it was found. */
  weights: FieldWeights;
}

export interface FieldWeights {
  title: number;
  questions: number;
  words: number;
  body: number;
  concept: number;
}
