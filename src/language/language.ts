import type { FeelingPack } from './feelings.js';
import type { PhrasePack } from './phrases.js';
import type { QuestionPack } from './questions.js';
import type { AnswerPack } from './read/answers.js';
import type { SlipPack } from './slips.js';

/**
 * Everything the product knows of one language: `src/language/<code>/<name>.ts` exports one of these, made of the files
 * beside it. `docs/languages.md` tells how one is added, step by step.
 */
export interface Language {
  /** As in `<html lang>`: en, ja, de. */
  readonly code: string;
  /** Languages of different scripts are told apart by it alone. */
  readonly script: 'Latin' | 'Japanese';
  /**
   * Where its commands, feelings and questions are heard: in every conversation, or only where the shop speaks it. A
   * language with words that mean something harmless in another (Gift is poison) stays at home.
   */
  readonly heard: 'everywhere' | 'at home';
  /** By which it is told from others of its script; asked only in shops that speak several. */
  readonly sound: Sound;
  readonly words: LanguagePack;
  /**
   * By whose coefficients its answers are decided (`src/knowledge/coefficients.ts`): its own code once they are fitted on
   * questions in it, until then that of another language. A shop's own (`madoguchi refit`) are drawn to these.
   */
  readonly ranksLike: string;
  readonly phrases: PhrasePack;
  readonly feelings: FeelingPack;
  readonly questions: QuestionPack;
  readonly slips: SlipPack;
  /** How yes and no, choices, days and numbers are said. English and Japanese are built into the readers. */
  readonly answers?: AnswerPack;
}

export interface Sound {
  /** Its commonest little words, in lower case: what no sentence does without. */
  readonly words: ReadonlySet<string>;
  /** Letters that none of the other languages has. */
  readonly letters?: RegExp;
}

/** A word, word part or concept as the search index knows it, and how much it counts in a question (1 is a plain word). */
export interface Term {
  term: string;
  weight: number;
}

/** Words and phrases that mean the same to this shop, by the name of what they mean. */
export type ConceptGroups = Readonly<Record<string, readonly string[]>>;

/** A shop's own groups by language: `synonyms` in `dialogs/words/<language>.yaml`. */
export type Synonyms = Readonly<Record<string, ConceptGroups>>;

/**
 * What a language folder gives to be searched in: `src/language/<code>/words.ts` exports one of these. All functions are
 * pure and take text that went through `normalise` and `toLowerCase`.
 */
export interface LanguagePack {
  /** As in `<html lang>`: en, ja, de. */
  code: string;
  /** The searchable parts of a text in reading order, stop words left out, repetitions kept. */
  terms(text: string): Term[];
  /** The names of the concept groups the text speaks of, found by longest match. */
  concepts(text: string): string[];
  /** The same language with more groups beside its own: a shop's own words. Groups of one name become one. */
  withConcepts(more: ConceptGroups): LanguagePack;
  /**
   * The words of a text as they are written, when single words can be corrected by the words of the catalogue; left out
   * for languages searched by parts of words, which bear a typo by themselves.
   */
  written?(text: string): string[];
  /** How much a match counts by where it was found. */
  weights: FieldWeights;
  /** For a language that can be typed as it sounds, beside how it is written. */
  sounds?: Sounds;
}

/** What is heard of a reading: `src/knowledge/readings/` has the readings made when articles change. */
export interface Sounds {
  /** Whether a question is typed as it sounds, and readings are what it should be compared with. */
  isSpoken(question: string): boolean;
  /** The sounds of a reading, or of such a question, as terms that no written text has. */
  terms(reading: string): string[];
}

export interface FieldWeights {
  title: number;
  questions: number;
  words: number;
  body: number;
  concept: number;
}
