import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer_de.js';

/** Umlauts as they are written without them: Rückgabe and Rueckgabe meet, and single letters can be corrected. */
export const writtenOut = (text: string): string =>
  text.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss');

const stems = new Map<string, string>();

/**
 * A word without its ending (Snowball's German stemmer, Porter 2001), and without -ung, which the stemmer leaves on short
 * words: Sendung is senden. Umlauts are written out already.
 */
export function stem(word: string): string {
  if (!/^[a-z]{3,40}$/.test(word)) return word;
  const known = stems.get(word);
  if (known !== undefined) return known;
  const found = PorterStemmer.stem(word.replace(/(?<=^[a-z]{4,36})ung(?:en|s)?$/, ''));
  // The catalogue's words fill it once; beyond that only questions add, so it may simply start again.
  if (stems.size > 20_000) stems.clear();
  stems.set(word, found);
  return found;
}
