import { stem } from '../../language/en/stem.js';
import { normalise } from '../../language/normalise.js';
import { questionLength } from '../../language/words.js';

/**
 * A question as the parts that teach which answer it wants: its words and their stems, its pairs of words, and runs of
 * 2 to 4 characters inside words, so that a typo or an ending spoils few of them. Stems that stand near each other are
 * a part together whichever comes first: "order a new card" and "a card I ordered". Where words are not separated (kana,
 * kanji, hangul) runs of 1 to 3 characters stand for them. Repetitions are kept.
 *
 * Runs inside words, with the word's edges: McNamee and Mayfield, Character N-Gram Tokenization (2004).
 */
export function traitsOf(question: string): string[] {
  const text = normalise(question.slice(0, questionLength * 2))
    .slice(0, questionLength)
    .toLowerCase()
    .replaceAll('’', "'");
  const traits: string[] = [];
  const words: string[] = [];
  for (const [piece] of text.matchAll(pieces)) {
    if (unseparated.test(piece)) {
      pushRuns(piece, 1, 3, traits);
      continue;
    }
    traits.push(`w${piece}`, `p${words.at(-1) ?? '^'} ${piece}`);
    pushRuns(` ${piece} `, 2, 4, traits);
    words.push(piece);
  }
  if (words.length > 0) traits.push(`p${words.at(-1) ?? ''} $`);
  pushStems(words, traits);
  return traits;
}

/** So many words further on a word still stands near. */
const nearBy = 3;

// English stems for all languages in Latin letters: elsewhere an ending is cut now and then that the runs know anyway.
function pushStems(words: readonly string[], into: string[]): void {
  const stems = words.map(stem);
  for (const [i, one] of stems.entries()) {
    into.push(`s${one}`);
    for (const other of stems.slice(i + 1, i + 1 + nearBy))
      into.push(one < other ? `n${one} ${other}` : `n${other} ${one}`);
  }
}

const unseparated = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー]/u;
const pieces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー]+|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー])[\p{L}\p{N}])+(?:'\p{L}+)?/gu;

function pushRuns(piece: string, shortest: number, longest: number, into: string[]): void {
  for (let length = shortest; length <= longest; length++) {
    for (let from = 0; from + length <= piece.length; from++) into.push(`c${piece.slice(from, from + length)}`);
  }
}
