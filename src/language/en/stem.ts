import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';

const stems = new Map<string, string>();

/** The stem of a word in small letters (Porter 1980); what is no plain word stays as it is. */
export function stem(word: string): string {
  if (!/^[a-z]{3,30}$/.test(word)) return word;
  const known = stems.get(word);
  if (known !== undefined) return known;
  const found = PorterStemmer.stem(word);
  // The catalogue's words fill it once; beyond that only questions add, so it may simply start again.
  if (stems.size > 20_000) stems.clear();
  stems.set(word, found);
  return found;
}
