import { notPlain, type Cursor } from './plain-cursor.js';

const newline = 10;
const doubleQuote = 34;
const singleQuote = 39;
const backslash = 92;

export const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** A text in quotes on one line; then past it. */
export function readQuoted(cursor: Cursor): string {
  const { text } = cursor;
  const start = cursor.at;
  const isSingle = text.charCodeAt(start) === singleQuote;
  const end = isSingle ? endOfSingle(text, start + 1) : endOfDouble(text, start + 1);
  cursor.at = end + 1;
  const written = text.slice(start + 1, end);
  if (isSingle) return written.includes("''") ? written.replaceAll("''", "'") : written;
  return written.includes('\\') ? unescaped(text.slice(start, end + 1)) : written;
}

function endOfSingle(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === newline) break;
    if (code !== singleQuote) continue;
    if (text.charCodeAt(at + 1) !== singleQuote) return at;
    at++;
  }
  throw notPlain;
}

function endOfDouble(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === newline) break;
    if (code === doubleQuote) return at;
    if (code === backslash) at++;
  }
  throw notPlain;
}

/** The escapes that JSON knows as well. */
const asJson = /^"(?:[^\\]|\\["\\/bfnrt]|\\u[\da-fA-F]{4})*"$/;

function unescaped(quoted: string): string {
  const value: unknown = asJson.test(quoted) ? JSON.parse(quoted) : undefined;
  if (typeof value !== 'string') throw notPlain;
  return value;
}

/** What begins otherwise is no plain scalar. */
const notScalar = /^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?: |$))/;
const perhapsOther = /^(?:[-+.\d]|~$|null$|true$|false$)/i;

/** Letters with which no number, yes or no, or nothing begins, as none does outside ASCII: most texts are over with the first. */
const isText = Array.from({ length: 128 }, (_, code) => isLetter(code) && !/[ntf]/i.test(String.fromCharCode(code)));

/** Without quotes: a text, or what looks like a number, yes or no, or nothing. */
export function plainScalar(text: string): unknown {
  const first = text.charCodeAt(0);
  if (first > 127 || isText[first] === true) return text;
  if (text === '' || notScalar.test(text)) throw notPlain;
  if (!perhapsOther.test(text)) return text;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^(?:null|Null|NULL|~)$/.test(text)) return null;
  if (/^(?:0|-?[1-9]\d{0,14}|-?(?:0|[1-9]\d{0,8})\.\d{1,6})$/.test(text)) return Number(text);
  // Every other way to write a number is left to who knows them all.
  if (/^[-+]?(?:\.?\d[\d_]*(?:\.\d*)?(?:e[-+]?\d+)?|0[xo][\da-f]+|\.inf|\.nan)$/i.test(text)) throw notPlain;
  return text;
}
