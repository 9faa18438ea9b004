import { rememberNewest } from './newest.js';

// Marks that change nothing a customer sees but split words: zero-width spaces and joiners, direction marks, soft
// hyphen, variation selectors (a kanji pasted from a PDF may carry one).
const invisible =
  /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu;
const dashes = /[\u2010-\u2015\u2043\u2212\u2500\u2501\ufe58]/gu;
const apostrophes = /[\u2018\u2019\u02bc\u2032\u00b4]/gu;

/**
 * One spelling for what is written in many: every reader of customer text (search, recognisers, phrases) begins here.
 *
 * Full and half width become one (NFKC), dashes become `-`, wave dashes `~`, typographic apostrophes `'`, every run of
 * whitespace one space, invisible characters nothing. The case is kept: a name or an order number is read back as it
 * was written. Idempotent; the positions of the result are not those of the input.
 */
export function normalise(text: string): string {
  return plain.test(text) ? text : remembered(text);
}

/** ASCII with single spaces is as it should be; linear, for a word and the space before the next never overlap. */
const plain = /^[!-~]+(?: [!-~]+)*$/;

const remembered = rememberNewest(256, anew);

function anew(text: string): string {
  const folded = text
    // NFKC would make `´` a space and an accent, so apostrophes come first.
    .replace(apostrophes, "'")
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(dashes, '-')
    .replace(/\u301c/gu, '~');
  return longVowels(folded).normalize('NFKC').replace(/\s+/gu, ' ').trim();
}

// Customers type the katakana long vowel as a dash (サ-ビス) and the dash as a long vowel (03ー1234ー5678). A dash between
// a katakana word and a code (モデル-A12) stays a dash.
function longVowels(text: string): string {
  return text
    .replace(/(?<=[\p{Script=Katakana}ー])-(?![-0-9A-Za-z])/gu, 'ー')
    .replace(/(?<=[0-9A-Za-z])ー+(?=[0-9A-Za-z])/gu, '-');
}
