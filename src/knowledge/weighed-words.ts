import type { FieldWeights, Term } from '../language/language.js';
import type { Collection } from './text-search.js';
import { type Counted, curveOf, lengthCounts, type Ranked, type WordSearch } from './word-search.js';

/** What is counted over a whole catalogue, of which only some entries are at hand. */
export interface Whole extends Collection {
  /** How many entries hold a term, of the terms asked for. */
  readonly holding: ReadonlyMap<string, number>;
}

/**
 * The words of a few entries weighed as in the catalogue they come from: BM25F as `createWordSearch` has it, with the
 * rarity of words and the usual length counted over all entries. Each entry is looked at in each search.
 */
export function createWeighedWords(weights: FieldWeights, { entries, usualLength, holding }: Whole): WordSearch {
  const curve = curveOf(weights);
  const counted = new Map<string, Counted>();

  const held = (term: string): number => holding.get(term) ?? 0;
  const rarity = (term: string): number => Math.log(1 + (entries - held(term) + 0.5) / (held(term) + 0.5));

  function scored(id: string, { terms: counts, length }: Counted, terms: readonly Term[]): Ranked {
    const slowed = curve * (1 - lengthCounts + (lengthCounts * length) / usualLength);
    const matched = terms.filter(({ term }) => counts.has(term));
    const score = matched.reduce((sum, { term, weight }) => {
      const times = counts.get(term) ?? 0;
      return sum + (weight * rarity(term) * times) / (times + slowed);
    }, 0);
    return { id, score: Math.round(score * 1e6) / 1e6, matched };
  }

  return {
    size: () => entries,
    add: (id, its) => void counted.set(id, its),
    remove: (id) => void counted.delete(id),
    holding: held,
    rarity,
    search: (terms, kept) =>
      [...counted]
        .map(([id, its]) => scored(id, its, terms))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, kept),
  };
}
