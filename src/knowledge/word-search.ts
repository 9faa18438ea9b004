import MiniSearch from 'minisearch';
import type { FieldWeights, Term } from '../language/language.js';

/** Where the words of an entry stand. */
export const fields = ['title', 'questions', 'words', 'body', 'reading'] as const;

/** The words of one entry by field, repetitions kept. */
export type Words = Readonly<Record<(typeof fields)[number], readonly string[]>>;

export interface Ranked {
  readonly id: string;
  /** Below the sum of the weights of the question's terms, however often the entry says them. */
  readonly score: number;
  /** The terms asked for that the entry holds. */
  readonly matched: readonly Term[];
}

/** Entries found by their words; the scores are a function of the entries alone, not of the order they came in. */
export interface WordSearch {
  add(id: string, words: Words): void;
  /** Takes out what `add` was given, exactly those words: anything else leaves some behind. */
  remove(id: string, words: Words): void;
  /** How many entries hold a term. */
  holding(term: string): number;
  /** How rare a term is among the entries, as in BM25. */
  rarity(term: string): number;
  /** The best entries for terms that some entry holds, the rarest first; best first, of equal ones the first by id. */
  search(terms: readonly Term[], kept: number): Ranked[];
}

/** How soon more of the same word counts no more, in words of a title that counts 1. */
const saturation = 2.5;
/** How much a long entry's words count less: 0 not at all, 1 in proportion. */
const lengthCounts = 0.7;
/** An entry is as long as so many times the words of its title and questions, and this share of those of its body. */
const headLength = 4;
const bodyLength = 0.25;
/** When the terms stand in more entries than this together, only the likeliest entries are scored, and so many of them. */
const visitsScored = 1_500;
const entriesScored = 150;

interface Document {
  slot: number;
  text: string;
}

interface Slot {
  readonly id: string;
  readonly length: number;
}

/**
 * BM25F by MiniSearch; the only file that knows it.
 *
 * An entry is one text in which a word of the title stands as many times as it counts more than one of the body
 * (Robertson, Zaragoza and Taylor: Simple BM25 Extension to Multiple Weighted Fields, 2004). MiniSearch by itself would
 * score every field alone and add up, so that a word in two fields counts as two words.
 */
export function createWordSearch(weights: FieldWeights): WordSearch {
  const curve = saturation / weights.body;
  // What is read aloud is the title and the questions.
  const counts = { ...weights, reading: weights.title };
  const search = new MiniSearch<Document>({
    idField: 'slot',
    fields: ['text'],
    // Entries come analysed, as MiniSearch's own splitting finds nothing in Japanese, and in as many lines as they are
    // long: MiniSearch takes the number of different lines for the length, and each line's keys for words.
    tokenize: (text) => (text === '' ? [] : text.split('\n')),
    processTerm: (line) => line.split('\t').slice(1),
    searchOptions: { processTerm: (key) => key, bm25: { k: curve, b: lengthCounts, d: 0 } },
  });
  const slots: (Slot | undefined)[] = [];
  const slotOf = new Map<string, number>();
  const free: number[] = [];
  const entriesWith = new Map<string, number>();
  let lengths = 0;

  function add(id: string, words: Words): void {
    const slot = free.pop() ?? slots.length;
    const length = lengthOf(words);
    slots[slot] = { id, length };
    slotOf.set(id, slot);
    lengths += length;
    for (const term of distinct(words)) entriesWith.set(term, holding(term) + 1);
    search.add({ slot, text: textOf(words) });
  }

  function remove(id: string, words: Words): void {
    const slot = slotOf.get(id);
    if (slot === undefined) return;
    search.remove({ slot, text: textOf(words) });
    for (const term of distinct(words)) {
      if (holding(term) > 1) entriesWith.set(term, holding(term) - 1);
      else entriesWith.delete(term);
    }
    lengths -= slots[slot]?.length ?? 0;
    slots[slot] = undefined;
    slotOf.delete(id);
    free.push(slot);
  }

  function textOf(words: Words): string {
    const lines = Array.from({ length: lengthOf(words) }, (_, i) => [String(i)]);
    let next = 0;
    for (const field of fields) {
      const times = Math.max(1, Math.round(counts[field] / weights.body));
      for (const term of words[field]) {
        const key = keyOf(term);
        for (let i = 0; i < times; i++) lines[next++ % lines.length]?.push(key);
      }
    }
    return lines.map((line) => line.join('\t')).join('\n');
  }

  const holding = (term: string): number => entriesWith.get(term) ?? 0;

  function rarity(term: string): number {
    const holds = holding(term);
    return Math.log(1 + (slotOf.size - holds + 0.5) / (holds + 0.5));
  }

  function find(terms: readonly Term[], kept: number): Ranked[] {
    if (terms.length === 0) return [];
    const byKey = new Map(terms.map((term) => [keyOf(term.term), term]));
    const keys = [...byKey.keys()];
    const scored = likeliest(terms, keys);
    const results = search.search('', {
      tokenize: () => keys,
      boostTerm: (key) => byKey.get(key)?.weight ?? 1,
      ...(scored && { boostDocument: (slot: number) => (scored.has(slot) ? 1 : 0) }),
    });
    // MiniSearch multiplies by the number of terms that matched, which buries a short exact question under a long text.
    // Ties are broken by id, and scores compared to the sixth digit: the order may not depend on the order of adding.
    return results
      .map(({ id, score, queryTerms }) => ({
        id: slots[Number(id)]?.id ?? '',
        score: Math.round((score / queryTerms.length / (curve + 1)) * 1e6) / 1e6,
        matched: queryTerms.flatMap((key) => byKey.get(key) ?? []),
      }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, kept);
  }

  /**
   * The entries worth scoring, undefined for all. A scored entry costs some 1 µs a term, one only looked at a tenth: so
   * a first look counts which entries hold most of the question, the long ones less. A boost of 0 leaves an entry out.
   */
  function likeliest(terms: readonly Term[], keys: readonly string[]): ReadonlySet<number> | undefined {
    if (terms.reduce((sum, { term }) => sum + holding(term), 0) <= visitsScored) return undefined;
    const weightOf = new Map(terms.map(({ term, weight }, i) => [keys[i] ?? '', weight * rarity(term)]));
    const sums = new Float64Array(slots.length);
    let [looked, weight] = ['', 0];
    search.search('', {
      tokenize: () => [...keys],
      boostDocument(slot: number, key) {
        if (key !== looked) [looked, weight] = [key, weightOf.get(key) ?? 0];
        sums[slot] = (sums[slot] ?? 0) + weight;
        return 0;
      },
    });
    const usual = lengths / slotOf.size;
    const likely = sums.map((sum, slot) =>
      sum === 0 ? 0 : sum / (2 - lengthCounts + (lengthCounts * (slots[slot]?.length ?? 0)) / usual),
    );
    const least = likely.toSorted()[Math.max(0, likely.length - entriesScored)] ?? 0;
    const found = new Set<number>();
    for (const [slot, chance] of likely.entries()) if (chance > 0 && chance >= least) found.add(slot);
    return found;
  }

  return { add, remove, holding, rarity, search: find };
}

function lengthOf({ title, questions, words, body }: Words): number {
  return Math.ceil(headLength * (title.length + questions.length + words.length) + bodyLength * body.length);
}

function distinct(words: Words): Set<string> {
  return new Set(fields.flatMap((field) => words[field]));
}

/**
 * A term under three letters of its hash: MiniSearch looks keys up letter by letter, and walks through all letters that
 * words begin with, of which Japanese has thousands.
 */
function keyOf(term: string): string {
  let hash = 0;
  for (let i = 0; i < term.length; i++) hash = (Math.imul(hash, 31) + term.charCodeAt(i)) | 0;
  return (prefixes[(hash ^ (hash >>> 12)) & 0xfff] ?? '') + term;
}

const prefixes = Array.from({ length: 0x1000 }, (_, i) => i.toString(16).padStart(3, '0'));
