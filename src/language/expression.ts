import { normalise } from './normalise.js';

/** How a language's expressions are compared: word by word, or character by character where no spaces divide words. */
export type Units = 'words' | 'characters';

/**
 * An expression of a word list, as editors write it: parts divided by spaces, each one word or several with `/` between
 * (any of them), `*` at a word's end for any ending, `..` for one word at most in between (three characters) and `...`
 * for four at most (eight characters), never past the end of a sentence.
 *
 *     smoke ... coming/came        煙が ... 出/上が
 *     hack*                        二度と ... 買/使
 */
export interface Expression {
  readonly parts: readonly Part[];
}

interface Alternative {
  readonly text: string;
  /** Its characters, where those are compared. */
  readonly letters: readonly string[];
  /** Any ending will do. */
  readonly open: boolean;
  /** The key of the places it can begin at; none for an open one of a single letter. */
  readonly start: string | undefined;
}

interface Part {
  /** How many units may stand between the part before and this one. */
  readonly gap: number;
  readonly alternatives: readonly Alternative[];
}

/** A text's words, or its characters, with `.` where a sentence ends. */
export interface Read {
  readonly units: Units;
  readonly words: readonly string[];
  /** The words with their places, by their first letters: most expressions need not look at most places. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

const GAPS = {
  words: { '..': 1, '...': 4 },
  characters: { '..': 3, '...': 8 },
} as const;

/** What is wrong with an expression as it is written, if anything: for whoever edits the lists. */
export const expressionProblem = (text: string): string | undefined =>
  problemOf(text) ?? problemOf(normalise(text).toLowerCase());

function problemOf(text: string): string | undefined {
  const parts = text.split(' ');
  const isGap = (part: string | undefined): boolean => part === '..' || part === '...';
  if (text.trim() === '' || parts.includes('')) return 'an expression is words with one space between them';
  if (text.length > 800) return 'an expression has at most 800 characters';
  if (isGap(parts[0]) || isGap(parts.at(-1))) return 'an expression begins and ends with a word';
  if (parts.some((part, i) => isGap(part) && isGap(parts[i + 1]))) return 'one gap stands between two words';
  if (parts.filter(isGap).length > 3) return 'an expression has at most three gaps';
  if (parts.some((part) => !isGap(part) && part.split('/').some((word) => word.replace(/\*$/, '') === '')))
    return 'there is a word missing beside a /';
  return undefined;
}

/** Reads an expression. Throws on what `expressionProblem` tells. */
export function compile(text: string, units: Units): Expression {
  const written = normalise(text).toLowerCase();
  const problem = problemOf(written);
  if (problem !== undefined) throw new Error(`expression "${text}": ${problem}`);
  const said = units === 'words' ? written.replaceAll("'", '').replaceAll('-', ' ') : written;
  const parts: Part[] = [];
  let gap = 0;
  for (const part of said.split(' ')) {
    if (part === '..' || part === '...') {
      gap = GAPS[units][part];
      continue;
    }
    const alternatives = part.split('/').map((word): Alternative => {
      const text = word.replace(/\*$/, '');
      const open = units === 'words' && word.endsWith('*');
      return { text, letters: [...text], open, start: startOf(text, open, units) };
    });
    parts.push({ gap, alternatives });
    gap = 0;
  }
  return { parts };
}

const SENTENCE_END = '.';

/** A lower-case, normalised text as it is compared. */
export function unitsOf(text: string, units: Units): Read {
  const words = units === 'words' ? wordsOf(text) : charactersOf(text);
  const places = new Map<string, number[]>();
  for (const [place, word] of words.entries()) {
    const key = keyOf(word);
    const known = places.get(key);
    if (known) known.push(place);
    else places.set(key, [place]);
  }
  return { units, words, places };
}

function wordsOf(text: string): string[] {
  const pieces = text.replaceAll("'", '').match(/[\p{L}\p{N}*$@]+|[.!?;\n]+/gu) ?? [];
  // Marks in a text without a Latin letter are for the languages it is written in.
  const isLatin = /\p{Script=Latin}/u.test(text);
  return pieces.map((piece) => (/^[.!?;\n]/.test(piece) ? (isLatin ? mark(piece) : SENTENCE_END) : piece));
}

/** Whether a text holds anything written without spaces between its words. */
export const holdsCharacters = (text: string): boolean =>
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text);

function charactersOf(text: string): string[] {
  const pieces = text.match(/[!?]{2,}|[^]/gu) ?? [];
  const isLatin = !holdsCharacters(text);
  return pieces.map((piece) => {
    if (piece.length > 1 && /^[!?]/.test(piece)) return isLatin ? SENTENCE_END : mark(piece);
    return /^[\u3002\n]$/.test(piece) ? SENTENCE_END : piece;
  });
}

function mark(run: string): string {
  if (run.includes('!') && run.includes('?')) return '?!';
  if (run.startsWith('!!!')) return '!!!';
  return run.startsWith('????') ? '????' : SENTENCE_END;
}

const isEnd = (word: string | undefined): boolean => word === undefined || /^[.!?]+$/.test(word);

/** Two letters divide English words well enough; in Japanese every character is a place of its own. */
const keyOf = (word: string): string => word.slice(0, 2);

/** Every place the expression stands at: the units it takes, those of its gaps left out. One after the other, as asked for. */
export function* spansOf({ parts }: Expression, read: Read): Generator<number[], void> {
  const [first, ...rest] = parts;
  if (!first) return;
  for (const alternative of first.alternatives) {
    for (const place of read.places.get(alternative.start ?? '') ?? []) {
      const taken = takes(alternative, read, place);
      if (taken === 0) continue;
      const others = follow(rest, read, place + taken);
      if (others) yield [...range(place, taken), ...others];
    }
  }
}

const isMarks = (text: string): boolean => /^[!?]{2}/.test(text);

function startOf(text: string, open: boolean, units: Units): string | undefined {
  if (units === 'characters') return isMarks(text) ? keyOf(text) : [...text][0];
  return text.length < 2 && open ? undefined : keyOf(text);
}

/**
 * What a text must hold for an expression to stand in it: of its parts the one that the fewest others share, as a text
 * that holds "smoke" is rarer than one that holds "i". A whole word (`=` before it), or for any ending, and where
 * characters are compared, how it begins. Of thousands a message then tries a few.
 *
 * @returns for each expression the keys of which a text holds one at least (see `keysIn`)
 */
export function keysOf(expressions: readonly Expression[], units: Units): string[][] {
  const told = expressions.map(({ parts }) => parts.map((part, place) => toldBy(part, place, units)));
  const shared = new Map<string, number>();
  for (const parts of told) for (const key of new Set(parts.flat(2))) shared.set(key, (shared.get(key) ?? 0) + 1);
  const sharing = (key: string): number => shared.get(key) ?? 0;
  const rarest = (keys: readonly string[]): string =>
    keys.reduce((best, key) => (sharing(key) < sharing(best) ? key : best));
  const cost = (keys: readonly string[]): number => keys.reduce((sum, key) => sum + sharing(key), 0);
  return told.map((parts) =>
    parts
      // A part of which an alternative tells nothing may stand anywhere.
      .filter((alternatives) => alternatives.length > 0 && alternatives.every((keys) => keys.length > 0))
      .map((alternatives) => [...new Set(alternatives.map(rarest))])
      .reduce<string[]>((best, keys) => (best.length > 0 && cost(best) <= cost(keys) ? best : keys), []),
  );
}

/** What a text must hold for each alternative of a part: all of its keys. */
function toldBy({ alternatives }: Part, place: number, units: Units): string[][] {
  return alternatives
    .map(({ text, letters, open, start }) => {
      if (units === 'words') return open ? (start === undefined ? [] : [start]) : [`=${text}`];
      return isMarks(text) ? [keyOf(text)] : [...letters];
    })
    .filter((keys) => place > 0 || keys.length > 0);
}

/** Every key of `keysOf` that a text holds. */
export function keysIn({ units, words, places }: Read): string[] {
  return units === 'words' ? [...places.keys(), ...new Set(words.map((word) => `=${word}`))] : [...places.keys()];
}

/** How many units the alternative takes at a place: 0 when it does not stand there. */
function takes({ text, letters, open }: Alternative, { units, words }: Read, place: number): number {
  if (units === 'words') {
    const word = words[place] ?? '';
    return word === text || (open && word.startsWith(text)) ? 1 : 0;
  }
  if (words[place] === text) return 1;
  for (let i = 0; i < letters.length; i++) if (words[place + i] !== letters[i]) return 0;
  return letters.length;
}

/** The units the rest takes from a place on, or undefined. At most three gaps of nine places each are tried. */
function follow(parts: readonly Part[], read: Read, from: number): number[] | undefined {
  const [part, ...rest] = parts;
  if (!part) return [];
  for (let gap = 0; gap <= part.gap; gap++) {
    const place = from + gap;
    if (gap > 0 && isEnd(read.words[place - 1])) return undefined;
    for (const alternative of part.alternatives) {
      const taken = takes(alternative, read, place);
      if (taken === 0) continue;
      const others = follow(rest, read, place + taken);
      if (others) return [...range(place, taken), ...others];
    }
  }
  return undefined;
}

const range = (from: number, length: number): number[] => Array.from({ length }, (_, i) => from + i);
