const letters = 'abcdefghijklmnopqrstuvwxyz';
const correctable = /^[a-z]{5,30}$/;

/**
 * The known word one slip away from a misspelt one: a letter missing, too many, wrong, or two swapped
 * (Damerau-Levenshtein distance 1). Of several the most frequent wins, then the first in the alphabet. Short words are
 * left alone: nearly every four letters are one slip from another word.
 *
 * @param frequency how often a word stands in the catalogue, 0 when it does not
 */
export function nearestWord(word: string, frequency: (word: string) => number): string | undefined {
  if (!correctable.test(word)) return undefined;
  let best: string | undefined;
  let most = 0;
  const consider = (candidate: string): void => {
    const count = frequency(candidate);
    if (count > most || (count === most && count > 0 && best !== undefined && candidate < best)) {
      best = candidate;
      most = count;
    }
  };
  for (let i = 0; i <= word.length; i++) {
    const before = word.slice(0, i);
    const rest = word.slice(i + 1);
    if (i < word.length) consider(before + rest);
    if (i + 1 < word.length) consider(before + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2));
    for (const letter of letters) {
      consider(before + letter + word.slice(i));
      if (i < word.length) consider(before + letter + rest);
    }
  }
  return best;
}
