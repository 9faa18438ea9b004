import { notPlain, type Cursor } from './plain-cursor.js';
import { isLetter, plainScalar, readQuoted } from './plain-scalar.js';

/** Whether a key stands here, of a form that needs no thinking, with its colon. */
export function startsMapping({ text, at }: Cursor): boolean {
  return endOfKey(text, at) !== undefined;
}

/** The key that stands here, one these entries do not have; then past its colon. */
export function readKey(cursor: Cursor, entries: Readonly<Record<string, unknown>>): string {
  const { text, at } = cursor;
  const end = endOfKey(text, at);
  if (end === undefined) throw notPlain;
  const isBare = isNameStart(text.charCodeAt(at));
  const key = isBare ? keyBetween(text, at, end) : keyBetween(text, at + 1, end - 1);
  // A second time, or one that every object has.
  if (entries[key] !== undefined) throw notPlain;
  // Not names but values, and a value as a key has other rules.
  if (isBare && key.length <= 5 && constant.test(key)) throw notPlain;
  cursor.at = end + 1;
  return key;
}

/** Keys that were read, each at a place that follows from its letters; a newer one takes the place of an older. */
const keys: string[] = Array.from({ length: 1024 }, () => '');

/** The same few keys come again and again: a text cut out anew must be looked up before an object can have it as a key. */
function keyBetween(text: string, from: number, to: number): string {
  const length = to - from;
  const sum =
    text.charCodeAt(from) * 31 + text.charCodeAt(to - 1) * 7 + text.charCodeAt(from + (length >> 1)) + length * 131;
  const place = sum % keys.length;
  const known = keys[place];
  if (known !== undefined && known.length === length && text.startsWith(known, from)) return known;
  return (keys[place] = text.slice(from, to));
}

const constant = /^(?:null|true|false)$/i;
const longestKey = 200;

/** Where the colon stands after a key: a name, or one in quotes that holds none and no escape. */
function endOfKey(text: string, from: number): number | undefined {
  let at = from;
  const first = text.charCodeAt(at);
  if (isNameStart(first)) while (isInName(text.charCodeAt(at))) at++;
  else if (first === singleQuote || first === doubleQuote) {
    at++;
    for (let code = text.charCodeAt(at); isInName(code) || code === space || code === monkey;)
      code = text.charCodeAt(++at);
    if (text.charCodeAt(at) !== first) return undefined;
    at++;
  } else return undefined;
  if (text.charCodeAt(at) !== colon || at - from > longestKey) return undefined;
  const next = text.charCodeAt(at + 1);
  return next === space || next === newline || at + 1 === text.length ? at : undefined;
}

const isNameStart = (code: number): boolean => isLetter(code) || code === underscore;
const isInName = (code: number): boolean =>
  isNameStart(code) || (code >= 48 && code <= 57) || code === dash || code === dot;

interface Within {
  /** Its lines stand further in than this. */
  readonly indent: number;
  /** How much deeper it may go. */
  readonly depth: number;
}

const newline = 10;
const space = 32;
const doubleQuote = 34;
const hash = 35;
const singleQuote = 39;
const comma = 44;
const dash = 45;
const dot = 46;
const colon = 58;
const monkey = 64;
const bracket = 91;
const bracketEnd = 93;
const underscore = 95;
const brace = 123;
const braceEnd = 125;

/** A collection in brackets, `{ a: 1 }` or `[1, 2]`, or what stands in one; then past it. */
export function readInBrackets(cursor: Cursor, within: Within): unknown {
  if (within.depth <= 0) throw notPlain;
  const inside = { indent: within.indent, depth: within.depth - 1 };
  switch (cursor.text.charCodeAt(cursor.at)) {
    case brace:
      return readPairs(cursor, inside);
    case bracket:
      return readItems(cursor, inside);
    case doubleQuote:
    case singleQuote:
      return readQuoted(cursor);
    default:
      return readPlain(cursor);
  }
}

function readItems(cursor: Cursor, within: Within): unknown[] {
  const items: unknown[] = [];
  cursor.at++;
  while (goesOn(cursor, bracketEnd, within)) {
    items.push(readInBrackets(cursor, within));
    pastComma(cursor, bracketEnd, within);
  }
  return items;
}

function readPairs(cursor: Cursor, within: Within): Record<string, unknown> {
  const entries: Record<string, unknown> = {};
  cursor.at++;
  while (goesOn(cursor, braceEnd, within)) {
    const key = readKey(cursor, entries);
    skip(cursor, within);
    entries[key] = readInBrackets(cursor, within);
    pastComma(cursor, braceEnd, within);
  }
  return entries;
}

function goesOn(cursor: Cursor, end: number, within: Within): boolean {
  skip(cursor, within);
  if (cursor.text.charCodeAt(cursor.at) !== end) return true;
  cursor.at++;
  return false;
}

/** A comma, or the end, which stays. */
function pastComma(cursor: Cursor, end: number, within: Within): void {
  skip(cursor, within);
  const next = cursor.text.charCodeAt(cursor.at);
  if (next === comma) cursor.at++;
  else if (next !== end) throw notPlain;
}

function skip(cursor: Cursor, { indent }: Within): void {
  const { text } = cursor;
  let { at } = cursor;
  while (text.charCodeAt(at) === space) at++;
  while (text.charCodeAt(at) === newline) {
    const start = ++at;
    while (text.charCodeAt(at) === space) at++;
    if (at - start <= indent && text.charCodeAt(at) !== newline) throw notPlain;
  }
  cursor.at = at;
}

/** Everything up to what ends a scalar without quotes inside brackets. */
function readPlain(cursor: Cursor): unknown {
  const { text } = cursor;
  const start = cursor.at;
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === comma || code === bracketEnd || code === braceEnd || code === newline) break;
    // Brackets in it, and what would be a key or a comment.
    if (code === bracket || code === brace) throw notPlain;
    if (code === colon && ends(text.charCodeAt(at + 1))) throw notPlain;
    if (code === hash && text.charCodeAt(at - 1) === space) throw notPlain;
  }
  cursor.at = at;
  return plainScalar(text.slice(start, at).trimEnd());
}

const ends = (code: number): boolean =>
  code === space ||
  code === newline ||
  code === comma ||
  code === bracketEnd ||
  code === braceEnd ||
  code === bracket ||
  code === brace;
