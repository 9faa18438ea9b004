import { englishQuestions } from './en/questions.js';
import { japaneseQuestions } from './ja/questions.js';
import { normalise } from './normalise.js';

/** A piece of a message that could be a question of its own. */
export interface Clause {
  readonly text: string;
  /** A sentence ended before it, or it is led in by "also", あと, …: what stands before it is over. */
  readonly apart: boolean;
  readonly marked: boolean;
}

/** What a language gives: `src/language/<code>/questions.ts` exports one of these. All take normalised text. */
export interface QuestionPack {
  readonly code: string;
  /** Whether somebody wants to know or to have something, and does not merely tell. */
  asks(text: string): boolean;
  /** Asks for the way to do something oneself: how, where, whether one can. */
  readonly how: RegExp;
  /** Stands in front of a question and says nothing: "by the way", ところで. */
  readonly leadIn: RegExp;
  /** The text cut wherever a second question could begin. */
  clauses(text: string): Clause[];
  /** Whether something to look up is left without words like it, do, help, 方法: "and how do I do that?" is no second question. */
  standsAlone(text: string): boolean;
  /** What stands around an order number and says nothing: politeness, "and what about", の状況を教えてください. */
  readonly fillers: RegExp;
  /** Whether the text is in this language's letters, and how many of them are hardly anything beside a number. */
  readonly letters: RegExp;
  readonly few: number;
}

const PACKS: readonly QuestionPack[] = [englishQuestions, japaneseQuestions];
const LONGEST = 400;
const partsAtMost = 3;

/** Whether somebody wants to know something, or only tells: what is told in a form is for the form. */
export function asksSomething(text: string): boolean {
  const said = prepare(text);
  return PACKS.some((pack) => pack.asks(said));
}

/** Whether the way to do something is asked, and not that it be done. */
export function asksHow(text: string): boolean {
  const said = prepare(text);
  return PACKS.some((pack) => pack.how.test(said));
}

/** The text without what only leads over to a question, which would hide it from the search. */
export function withoutLeadIn(text: string): string {
  let rest = text.trim();
  for (const pack of PACKS) rest = rest.replace(pack.leadIn, '');
  return rest === '' ? text : rest;
}

/** Whether a text around a detail holds nothing but politeness: "and A-10293 please?". */
export function saysNothing(rest: string): boolean {
  const left = PACKS.reduce((text, { fillers }) => text.replace(fillers, ' '), normalise(rest));
  return !/[\p{L}\p{N}]{2}/u.test(left);
}

/** Whether hardly anything stands beside a detail. */
export function saysLittle(rest: string): boolean {
  const few = PACKS.findLast(({ letters }) => letters.test(rest))?.few ?? 0;
  return rest.replace(/[^\p{L}\p{N}]/gu, '').length <= few;
}

/** The questions of one message. `clear`: each is a question in form; else they are two only if both find their answer. */
export interface Questions {
  readonly parts: readonly string[];
  readonly clear: boolean;
}

/**
 * The questions in a message that holds more than one ("where is my order and can I return it?"), or undefined.
 *
 * Cut at the ends of sentences and at "and", "also", あと, それと and the like before a new question; a piece that asks nothing, or
 * nothing that could be looked up by itself, stays with the piece before it.
 */
export function questionsIn(text: string, language: string): Questions | undefined {
  const pack = PACKS.find(({ code }) => code === language);
  if (!pack) return undefined;
  const groups: Group[] = [];
  let clear = true;
  // What was sent in two messages is joined by a line break, which ends a sentence like a full stop.
  for (const clause of text
    .slice(0, LONGEST)
    .split('\n')
    .flatMap((line) => pack.clauses(prepare(line)))) {
    const group = groups.at(-1);
    const next = groupOf(pack, clause.text);
    const cut = group === undefined ? 'clear' : cutBetween(group, next, clause);
    if (group === undefined || (cut !== 'none' && groups.length < partsAtMost)) groups.push(next);
    else groups[groups.length - 1] = joined(group, next, clause);
    if (cut === 'possible') clear = false;
  }
  const parts = groups.map((group) => withoutLeadIn(group.text));
  return parts.length > 1 ? { parts, clear } : undefined;
}

interface Group {
  readonly text: string;
  readonly asks: boolean;
  readonly alone: boolean;
}

function groupOf(pack: QuestionPack, text: string): Group {
  return { text, asks: pack.asks(text.replace(pack.leadIn, '')), alone: pack.standsAlone(text) };
}

function cutBetween(before: Group, next: Group, { apart, marked }: Clause): 'clear' | 'possible' | 'none' {
  if (!before.alone || !next.alone) return 'none';
  if (next.asks && (before.asks || marked)) return 'clear';
  return marked || (apart && next.asks) ? 'possible' : 'none';
}

const joined = (before: Group, next: Group, { apart }: Clause): Group => ({
  text: `${before.text}${apart ? ' ' : ', '}${next.text}`,
  asks: before.asks || next.asks,
  alone: before.alone || next.alone,
});

const prepare = (text: string): string => normalise(text.slice(0, LONGEST)).slice(0, LONGEST);
