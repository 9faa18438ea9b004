import { normalise } from '../../language/normalise.js';
import { questionLength } from '../../language/words.js';

/**
 * A question as the parts that teach which answer it wants: its words, its pairs of words, and runs of 2 to 5
 * characters inside words, so that a typo or an ending spoils few of them. Where words are not separated (kana, kanji,
 * hangul) runs of 1 to 3 characters stand for them. Repetitions are kept.
 *
 * Runs inside words, with the word's edges: McNamee and Mayfield, Character N-Gram Tokenization (2004).
 */
export function traitsOf(question: string): string[] {
  const text = normalise(question.slice(0, questionLength * 2))
    .slice(0, questionLength)
    .toLowerCase()
    .replaceAll('’', "'");
  const traits: string[] = [];
  let before = '^';
  for (const [piece] of text.matchAll(pieces)) {
    if (unseparated.test(piece)) {
      pushRuns(piece, 1, 3, traits);
      continue;
    }
    traits.push(`w${piece}`, `p${before} ${piece}`);
    pushRuns(` ${piece} `, 2, 5, traits);
    before = piece;
  }
  if (before !== '^') traits.push(`p${before} $`);
  return traits;
}

const unseparated = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー]/u;
const pieces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー]+|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー])[\p{L}\p{N}])+(?:'\p{L}+)?/gu;

function pushRuns(piece: string, shortest: number, longest: number, into: string[]): void {
  for (let length = shortest; length <= longest; length++) {
    for (let from = 0; from + length <= piece.length; from++) into.push(`c${piece.slice(from, from + length)}`);
  }
}
