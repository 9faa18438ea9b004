import { createHash } from 'node:crypto';

/**
 * A term of our index as one word of the database's: its text index takes what is letters and digits for a word and
 * must neither cut nor change ours. The language stands before it, so that each language is counted by itself.
 */
export function lexemeOf(language: string, term: string): string {
  return `${language}${between}${plain.test(term) ? term : `${coded}${codeOf(term)}`}`;
}

/** PostgreSQL takes words of 2,046 bytes; nobody asks for one that long. */
function codeOf(term: string): string {
  return term.length > 60 ? createHash('sha256').update(term).digest('hex') : Buffer.from(term).toString('hex');
}

// Private characters count as letters in both databases; no term that went through the packs holds one unseen.
const between = '\ue001';
const coded = '\ue000';
// Kanji and kana that were letters in Unicode 6 already, which is what SQLite knows.
const plain = /^[a-z0-9\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fcb]{1,60}$/;
