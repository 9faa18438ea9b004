import { readInBrackets, readKey, startsMapping } from './plain-brackets.js';
import { endOfLine, notPlain, type Cursor } from './plain-cursor.js';
import { plainScalar, readQuoted } from './plain-scalar.js';

/**
 * Reads the part of YAML 1.2 that flows and words are written in: collections in blocks and in brackets, scalars on one
 * line, folded texts, comments. Of everything else it only says that it is there (`undefined`): who knows the whole
 * language then reads the file. It keeps nothing but the values and tries no place twice, which is what makes it quick.
 */
export function readPlainYaml(text: string): { value: unknown } | undefined {
  if (unusual.test(text)) return undefined;
  try {
    const reader: Reader = { text, at: -1, indent: 0 };
    nextLine(reader);
    if (reader.indent !== 0) return undefined;
    const value = readBlock(reader, 0, 0);
    return isRead(reader) ? { value } : undefined;
  } catch (error) {
    if (error === notPlain) return undefined;
    throw error;
  }
}

/** What ends lines elsewhere, and what does not print. Marks between documents stand where only a key may stand here. */
const unusual = /[\0-\t\v-\x1F\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]/;

interface Reader extends Cursor {
  /** The column at which the line of `at` begins to hold something; `ended` after the last one. */
  indent: number;
}

const ended = -1;
const isRead = ({ indent }: Reader): boolean => indent === ended;
/** Deeper than any flow, and shallow enough for the stack. */
const deepest = 40;
const newline = 10;
const space = 32;
const hash = 35;
const dash = 45;
const colon = 58;

/** To the next line that holds something. Between here and the end of this one only a comment may stand. */
function nextLine(reader: Reader): void {
  const { text } = reader;
  let { at } = reader;
  while (text.charCodeAt(at) === space) at++;
  if (text.charCodeAt(at) === hash && at > reader.at) at = endOfLine(text, at);
  if (at >= 0 && at < text.length && text.charCodeAt(at) !== newline) throw notPlain;
  while (at < text.length) {
    const start = at + 1;
    at = start;
    while (text.charCodeAt(at) === space) at++;
    const first = text.charCodeAt(at);
    if (first === hash) at = endOfLine(text, at);
    else if (at < text.length && first !== newline) {
      reader.at = at;
      reader.indent = at - start;
      return;
    }
  }
  reader.at = text.length;
  reader.indent = ended;
}

/** The collection whose entries stand at this column; the first of them is at hand. */
function readBlock(reader: Reader, indent: number, depth: number): unknown {
  if (depth > deepest) throw notPlain;
  return isEntry(reader) ? readSequence(reader, indent, depth) : readMapping(reader, indent, depth);
}

function isEntry({ text, at }: Reader): boolean {
  return text.charCodeAt(at) === dash && (isOver(text, at + 1) || text.charCodeAt(at + 1) === space);
}

const isOver = (text: string, at: number): boolean => at >= text.length || text.charCodeAt(at) === newline;

function readSequence(reader: Reader, indent: number, depth: number): unknown[] {
  const { text } = reader;
  const items: unknown[] = [];
  while (reader.indent === indent && isEntry(reader)) {
    const entry = reader.at;
    reader.at++;
    while (text.charCodeAt(reader.at) === space) reader.at++;
    // An entry that begins on the next line, or a list in the list.
    if (isOver(text, reader.at) || text.charCodeAt(reader.at) === hash || isEntry(reader)) throw notPlain;
    // `- id: x` is a mapping whose entries stand where the first of them does.
    if (startsMapping(reader)) items.push(readMapping(reader, indent + reader.at - entry, depth + 1));
    else items.push(readValue(reader, indent, depth));
  }
  return items;
}

function readMapping(reader: Reader, indent: number, depth: number): Record<string, unknown> {
  if (depth > deepest) throw notPlain;
  const { text } = reader;
  const entries: Record<string, unknown> = {};
  do {
    const key = readKey(reader, entries);
    const after = reader.at;
    while (text.charCodeAt(reader.at) === space) reader.at++;
    const isNested = isOver(text, reader.at) || text.charCodeAt(reader.at) === hash;
    if (isNested) reader.at = after;
    entries[key] = isNested ? readNested(reader, indent, depth) : readValue(reader, indent, depth);
  } while (reader.indent === indent && !isEntry(reader));
  return entries;
}

/** What stands under a key: a collection further in, or a list at the key's own column. Nothing there is nothing. */
function readNested(reader: Reader, indent: number, depth: number): unknown {
  nextLine(reader);
  if (reader.indent > indent) {
    const first = reader.text.charCodeAt(reader.at);
    if (first === brace || first === bracket) return readValue(reader, indent, depth);
    return readBlock(reader, reader.indent, depth + 1);
  }
  return reader.indent === indent && isEntry(reader) ? readBlock(reader, indent, depth + 1) : null;
}

const brace = 123;
const bracket = 91;
const quotes = [34, 39];
const folded = 62;

/** A value that begins here, and all that belongs to it stands further in than `indent`. Then to the next line. */
function readValue(reader: Reader, indent: number, depth: number): unknown {
  const { text, at } = reader;
  const first = text.charCodeAt(at);
  if (first === folded) return readFolded(reader, indent);
  let value: unknown;
  if (first === brace || first === bracket) value = readInBrackets(reader, { indent, depth: deepest - depth });
  else if (quotes.includes(first)) value = readQuoted(reader);
  else {
    reader.at = endOfPlain(text, at);
    value = plainScalar(text.slice(at, reader.at));
  }
  nextLine(reader);
  // It goes on in the next line.
  if (reader.indent > indent) throw notPlain;
  return value;
}

/** Where a scalar without quotes ends: at its last letter before a comment or the end of the line. */
function endOfPlain(text: string, from: number): number {
  let end = from;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === space) continue;
    if (code === newline || (code === hash && end < at)) break;
    end = at + 1;
    // With a colon it is a mapping, or a mistake.
    if (code === colon && (isOver(text, end) || text.charCodeAt(end) === space)) throw notPlain;
  }
  return end;
}

/** `>-`: the lines further in, with spaces between. Blank lines, deeper ones and spaces at an end mean more: not here. */
function readFolded(reader: Reader, indent: number): string {
  const { text } = reader;
  const parts: string[] = [];
  let end = endOfLine(text, reader.at);
  if (text.slice(reader.at, end) !== '>-') throw notPlain;
  let column = 0;
  while (end < text.length) {
    let at = end + 1;
    while (text.charCodeAt(at) === space) at++;
    const own = at - end - 1;
    if (parts.length === 0) column = own;
    if (own <= indent || isOver(text, at)) break;
    const line = text.slice(at, endOfLine(text, at));
    if (own !== column || line.endsWith(' ')) throw notPlain;
    parts.push(line);
    end = at + line.length;
  }
  reader.at = end;
  nextLine(reader);
  // Spaces or what looks like a comment below it may be part of it, and so is what stands further in after a blank line.
  const between = text.slice(end, Math.max(end, reader.at - Math.max(reader.indent, 0)));
  if (parts.length === 0 || reader.indent > indent || /[^\n]/.test(between)) throw notPlain;
  return parts.join(' ');
}
