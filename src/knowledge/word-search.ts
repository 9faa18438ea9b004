import MiniSearch, { type AsPlainObject, type Options } from 'minisearch';
import type { FieldWeights, Term } from '../language/language.js';
import { createNumbers } from './numbers.js';

/** Where the words of an entry stand. */
export const fields = ['title', 'questions', 'words', 'body', 'reading'] as const;

/** The words of one entry by field, repetitions kept. */
export type Words = Readonly<Record<(typeof fields)[number], readonly string[]>>;

/** An entry as it is searched: how much each of its words counts in it, and how long it is. */
export interface Counted {
  readonly terms: ReadonlyMap<string, number>;
  readonly length: number;
}

export interface Ranked {
  readonly id: string;
  /** Below the sum of the weights of the question's terms, however often the entry says them. */
  readonly score: number;
  /** The terms asked for that the entry holds. */
  readonly matched: readonly Term[];
}

/** Entries found by their words; the scores are a function of the entries alone, not of the order they came in. */
export interface WordSearch {
  /** How many there are. */
  size(): number;
  add(id: string, counted: Counted): void;
  /** Takes out what `add` was given, exactly those words: anything else leaves some behind. */
  remove(id: string, counted: Counted): void;
  /** How many entries hold a term. */
  holding(term: string): number;
  /** How rare a term is among the entries, as in BM25. */
  rarity(term: string): number;
  /** The best entries for terms that some entry holds, the rarest first; best first, of equal ones the first by id. */
  search(terms: readonly Term[], kept: number): Ranked[];
}

/** Takes many entries in at once and gives the search over them: several times as fast as one by one. */
export interface WordSearchBuilder {
  add(id: string, counted: Counted): void;
  /** Lets others have their turn in between. */
  built(): Promise<WordSearch>;
}

/** How soon more of the same word counts no more, in words of a title that counts 1. */
const saturation = 2.5;
/** How much a long entry's words count less: 0 not at all, 1 in proportion. */
export const lengthCounts = 0.7;
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
  return searchOver(new MiniSearch<Document>(settings(weights)), emptyBooks(), weights);
}

export function buildWordSearch(weights: FieldWeights): WordSearchBuilder {
  const books = emptyBooks();
  const numbers = new Map<string, number>();
  /** Two numbers a posting: the term's, and the entry's slot with the count. */
  const postings = createNumbers();
  return {
    add(id, { terms, length }) {
      const slot = books.slots.length;
      books.slots.push({ id, length });
      books.slotOf.set(id, slot);
      books.lengths += length;
      for (const [term, count] of terms) {
        let number = numbers.get(term);
        if (number === undefined) numbers.set(term, (number = numbers.size));
        postings.push(number);
        postings.push(slot * countsAtMost + count);
      }
    },
    async built() {
      const index = inverted([...numbers.keys()], postings.all(), books);
      const search = await MiniSearch.loadJSAsync<Document>(written(books, index), settings(weights));
      return searchOver(search, books, weights);
    },
  };
}

/** More than that often nothing counts: a number below it and an entry's are kept in one. */
const countsAtMost = 0x400;

const settings = (weights: FieldWeights): Options<Document> => ({
  idField: 'slot',
  fields: ['text'],
  // Entries come counted, as MiniSearch's own splitting finds nothing in Japanese, and in as many lines as they are
  // long: MiniSearch takes the number of different lines for the length, and each line's keys for words.
  tokenize: (text) => (text === '' ? [] : text.split('\n')),
  processTerm: (line) => line.split('\t').slice(1),
  searchOptions: { processTerm: (key) => key, bm25: { k: curveOf(weights), b: lengthCounts, d: 0 } },
});

/** In MiniSearch's own form for keeping an index; an entry's number is its slot. */
function written({ slots, lengths }: Books, index: () => Iterator<[string, Posted]>): AsPlainObject {
  return {
    documentCount: slots.length,
    nextId: slots.length,
    storedFields: {},
    dirtCount: 0,
    serializationVersion: 2,
    documentIds: Object.fromEntries(slots.map((_, slot) => [slot, slot])),
    fieldIds: { text: 0 },
    fieldLength: Object.fromEntries(slots.map((one, slot) => [slot, [one?.length ?? 0]])),
    averageFieldLength: slots.length === 0 ? [] : [lengths / slots.length],
    // Written while it is read: all of it at once would take as much memory as the index.
    index: Object.assign([], { [Symbol.iterator]: index }),
  };
}

/** Of a field, of an entry: how often a term stands there. */
type Posted = Record<string, Record<string, number>>;

/** Postings by term instead of by entry, and how many entries hold each. */
function inverted(
  terms: readonly string[],
  postings: Uint32Array,
  { entriesWith }: Books,
): () => Iterator<[string, Posted]> {
  const starts = new Uint32Array(terms.length + 1);
  for (let i = 0; i < postings.length; i += 2) raise(starts, (postings[i] ?? 0) + 1);
  for (let term = 0; term < terms.length; term++) starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0);
  const ordered = new Uint32Array(postings.length / 2);
  const next = starts.slice();
  for (let i = 0; i < postings.length; i += 2) {
    const term = postings[i] ?? 0;
    ordered[next[term] ?? 0] = postings[i + 1] ?? 0;
    raise(next, term);
  }
  for (const [i, term] of terms.entries()) entriesWith.set(term, (starts[i + 1] ?? 0) - (starts[i] ?? 0));
  return function* () {
    for (const [i, term] of terms.entries()) {
      const counts: Record<string, number> = {};
      for (const one of ordered.subarray(starts[i], starts[i + 1]))
        counts[Math.floor(one / countsAtMost)] = one % countsAtMost;
      yield [keyOf(term), { 0: counts }];
    }
  };
}

function raise(counts: Uint32Array, place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
}

/** What is known of the entries beside their words. */
interface Books {
  readonly slots: (Slot | undefined)[];
  readonly slotOf: Map<string, number>;
  readonly entriesWith: Map<string, number>;
  lengths: number;
}

const emptyBooks = (): Books => ({ slots: [], slotOf: new Map(), entriesWith: new Map(), lengths: 0 });

function searchOver(search: MiniSearch<Document>, books: Books, weights: FieldWeights): WordSearch {
  const { slots, slotOf, entriesWith } = books;
  const curve = curveOf(weights);
  const free: number[] = [];

  function add(id: string, { terms, length }: Counted): void {
    const slot = free.pop() ?? slots.length;
    slots[slot] = { id, length };
    slotOf.set(id, slot);
    books.lengths += length;
    for (const term of terms.keys()) entriesWith.set(term, holding(term) + 1);
    search.add({ slot, text: textOf({ terms, length }) });
  }

  function remove(id: string, { terms, length }: Counted): void {
    const slot = slotOf.get(id);
    if (slot === undefined) return;
    search.remove({ slot, text: textOf({ terms, length }) });
    for (const term of terms.keys()) {
      if (holding(term) > 1) entriesWith.set(term, holding(term) - 1);
      else entriesWith.delete(term);
    }
    books.lengths -= length;
    slots[slot] = undefined;
    slotOf.delete(id);
    free.push(slot);
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
    const usual = books.lengths / slotOf.size;
    const likely = sums.map((sum, slot) =>
      sum === 0 ? 0 : sum / (2 - lengthCounts + (lengthCounts * (slots[slot]?.length ?? 0)) / usual),
    );
    const least = likely.toSorted()[Math.max(0, likely.length - entriesScored)] ?? 0;
    const found = new Set<number>();
    for (const [slot, chance] of likely.entries()) if (chance > 0 && chance >= least) found.add(slot);
    return found;
  }

  return { size: () => slotOf.size, add, remove, holding, rarity, search: find };
}

/** A word of the title stands as many times as it counts more than one of the body. */
export function countWords(weights: FieldWeights, words: Words): Counted {
  const terms = new Map<string, number>();
  for (const field of fields) {
    // What is read aloud is the title and the questions.
    const times = Math.max(1, Math.round(weights[field === 'reading' ? 'title' : field] / weights.body));
    for (const term of words[field]) terms.set(term, Math.min((terms.get(term) ?? 0) + times, countsAtMost - 1));
  }
  return { terms, length: terms.size === 0 ? 0 : lengthOf(words) };
}

function textOf({ terms, length }: Counted): string {
  const lines = Array.from({ length }, (_, i) => [String(i)]);
  let next = 0;
  for (const [term, count] of terms) {
    const key = keyOf(term);
    for (let i = 0; i < count; i++) lines[next++ % length]?.push(key);
  }
  return lines.map((line) => line.join('\t')).join('\n');
}

export const curveOf = ({ body }: FieldWeights): number => saturation / body;

function lengthOf({ title, questions, words, body }: Words): number {
  return Math.ceil(headLength * (title.length + questions.length + words.length) + bodyLength * body.length);
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
