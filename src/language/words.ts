import type { LanguagePack, Term } from './language.js';
import { normalise } from './normalise.js';

/** Longer questions are read up to here: what is asked stands at the beginning, and no pasted text may hold the search. */
export const questionLength = 200;

/**
 * A text as terms of the search index.
 *
 * A document keeps repetitions (they are its term frequency); a query is cut to 200 characters and says every term once.
 * Concepts come as `#name`, so that `返金` and `refund`, or `money back` and `refund`, meet in one term.
 */
export function analyse(pack: LanguagePack, text: string, use: 'document' | 'query'): Term[] {
  // Cut before and after: one character may become eighteen under NFKC.
  const read = use === 'query' ? questionText(text) : normalise(text).toLowerCase();
  const terms = pack.terms(read);
  if (use === 'query' && pack.sounds?.isSpoken(read) === true)
    for (const term of pack.sounds.terms(read)) terms.push({ term, weight: 1 });
  for (const name of pack.concepts(read)) terms.push({ term: `#${name}`, weight: pack.weights.concept });
  return use === 'query' ? once(terms) : terms;
}

/** A question as the packs read it: normalised, lower-case, no longer than `questionLength`. */
export function questionText(text: string): string {
  return normalise(text.slice(0, questionLength * 2))
    .slice(0, questionLength)
    .toLowerCase();
}

function once(terms: Term[]): Term[] {
  const seen = new Map<string, Term>();
  for (const term of terms) if (!seen.has(term.term)) seen.set(term.term, term);
  return [...seen.values()];
}
