import { heardIn, languageOf } from './languages.js';
import { rememberInEach } from './newest.js';
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
  /** All that may stand around the bare name of a matter: "I want to talk about my order", 注文の件でお話したい. No word that asks or tells. */
  readonly around: RegExp;
  /** Search terms that tell when and who and how politely, and not what happened: days, "somebody should come and look". */
  readonly idle: RegExp;
  /** What begins like this (in lower case) is somebody or something, but no name: my company, 会社. */
  readonly nobody: RegExp;
  /** What stands before and behind a name or a number that was asked for: "it is …, please", …でお願いします. */
  readonly named: { readonly before: RegExp; readonly behind: RegExp };
  /** What stands around an order number and says nothing: politeness, "and what about", の状況を教えてください. */
  readonly fillers: RegExp;
  /** Whether the text is in this language's letters, and how many of them are hardly anything beside a number. */
  readonly letters: RegExp;
  readonly few: number;
  /** What leads up to a number or an address at the end of a text, and follows it at the beginning: "you can reach me at". */
  readonly labels: { readonly before: RegExp; readonly behind: RegExp };
}

const LONGEST = 400;
const partsAtMost = 3;

/** Whether somebody wants to know something, or only tells: what is told in a form is for the form. */
export function asksSomething(text: string, language: string): boolean {
  return askedIn(prepare(text), language);
}

/** Asked several times on the way of one message. */
const askedIn = rememberInEach(256, (said, language) => packsIn(language).some((pack) => pack.asks(said)));

/** Whether the way to do something is asked, and not that it be done. */
export function asksHow(text: string, language: string): boolean {
  const said = prepare(text);
  return packsIn(language).some((pack) => pack.how.test(said));
}

/** The text without what only leads over to a question, which would hide it from the search. */
export function withoutLeadIn(text: string, language: string): string {
  let rest = text.trim();
  for (const pack of packsIn(language)) rest = rest.replace(pack.leadIn, '');
  return rest === '' ? text : rest;
}

/** Whether a text around a detail holds nothing but politeness: "and A-10293 please?". */
export function saysNothing(rest: string, language: string): boolean {
  const left = packsIn(language).reduce((text, { fillers }) => text.replace(fillers, ' '), normalise(rest));
  return !/[\p{L}\p{N}]{2}/u.test(left);
}

/** Whether hardly anything stands beside a detail. */
export function saysLittle(rest: string, language: string): boolean {
  return length(rest) <= fewIn(rest, language);
}

/**
 * A text without all that may stand around the bare name of a matter: of "I want to talk about my order" only "order" is
 * left. Whether what is left is such a name is for the caller to see.
 */
export function withoutAround(text: string, language: string): string {
  const said = prepare(text);
  const around = packFor(said, language)?.around;
  // A particle stands alone only once what followed it is gone.
  const once = (left: string): string =>
    left
      .replace(around ?? /^$/u, ' ')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return once(once(once(said)));
}

const length = (text: string): number => text.replace(/[^\p{L}\p{N}]/gu, '').length;

const fewIn = (text: string, language: string): number => packFor(text, language)?.few ?? 0;

const packFor = (text: string, language: string): QuestionPack | undefined =>
  packsIn(language).findLast(({ letters }) => letters.test(text));

/**
 * A text without details and without the words that only lead up to them ("my phone number is …", 連絡先は…です): what is
 * left is what somebody wants. Where hardly anything is left the text stays as it is.
 *
 * @param details the details as they stand in the text
 */
export function withoutDetails(text: string, details: readonly string[], language: string): string {
  let left = text;
  for (const detail of details) {
    const at = left.indexOf(detail);
    if (at < 0) continue;
    let [front, behind] = [left.slice(0, at), left.slice(at + detail.length)];
    for (const { labels } of packsIn(language)) {
      front = front.slice(0, -labelAtMost) + front.slice(-labelAtMost).replace(labels.before, '');
      behind = behind.slice(0, labelAtMost).replace(labels.behind, '') + behind.slice(labelAtMost);
    }
    left = `${front.trimEnd()} ${behind.trimStart()}`;
  }
  const rest = left
    // A run is tried from its start alone: from each of its places, four thousand commas cost sixteen million steps.
    .replace(/(?<!\s)\s+(?=[、。,.;!?])/gu, '')
    // Of "…leaks., ." only the end of the sentence is left.
    .replace(/(?<=[。.!?])[、,;。.]+|(?<![、,;])[、,;]+(?=[。.!?]|$)/gu, '')
    .trim();
  return length(rest) <= fewIn(rest, language) / 2 ? text : rest;
}

/** No label is longer: what stands before it need not be looked through. */
const labelAtMost = 60;

const packsIn = (language: string): readonly QuestionPack[] => heardIn(language).map(({ questions }) => questions);

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
  const pack = languageOf(language)?.questions;
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
  const parts = groups.map((group) => withoutLeadIn(group.text, language));
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
