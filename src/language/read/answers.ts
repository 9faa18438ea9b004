import type { Mention, Today } from './date-candidates.js';

/**
 * How a language says yes and no, which choice, which day and how many: `src/language/<code>/answers.ts` exports one of
 * these. English and Japanese are built into the readers beside this file; what no language gives here is asked back
 * unless it is written in figures that mean the same everywhere (2026-11-21, 15:30, 3500).
 *
 * Whole answers are compared in lower case, without punctuation.
 */
export interface AnswerPack {
  readonly yes: ReadonlySet<string>;
  readonly no: ReadonlySet<string>;
  /** Said to an offer it declines, said to "is this right?" it confirms. */
  readonly fine: ReadonlySet<string>;
  /** A yes or no in front of more: what may lead in with one, and what behind it takes it back. */
  readonly leadYes: RegExp;
  readonly leadNo: RegExp;
  readonly doubt: RegExp;
  readonly spoilsYes: RegExp;
  /** Which place of a list is named, from 1; -1 is the last. Takes text without punctuation. */
  place(said: string): number | undefined;
  /** "Not the first", "except …": a choice is denied, not made. */
  readonly denies: RegExp;
  /** Words that stand in many sentences and name no choice. */
  readonly idle: ReadonlySet<string>;
  /** Every day a text speaks of, the text left with NUL in their places, and whether something in it moves or doubts them. */
  days(text: string, at: Today): { readonly mentions: Mention[]; readonly left: string; readonly isPart: boolean };
  /** A span of time without a day: asked back for the day. */
  readonly span: RegExp;
  /** Number words as figures; what is written in figures otherwise than English has it (1.234,5) left for asking back. */
  figures(text: string): string;
}
