import type { LanguagePack, Term } from '../language/language.js';
import { normalise } from '../language/normalise.js';
import { nearestWord } from '../language/spelling.js';
import { analyse, questionText } from '../language/words.js';
import type { Evidence } from './coefficients.js';
import type { IndexEntry } from './found.js';
import { syllabusOf, type Lessons, type Lookalike, type Taught } from './learned/taught.js';
import type { CountedEntry } from './kept-words.js';
import {
  buildWordSearch,
  countWords,
  createWordSearch,
  type Ranked,
  type Words,
  type WordSearch,
} from './word-search.js';

/** The entries of one language, searched by their words and by what their questions have taught. */
export interface LanguageIndex {
  size(): number;
  /** Adds an entry whose id is not in the index. */
  add(entry: IndexEntry, counted?: CountedEntry): void;
  /** An entry that is there and differs in nothing but what customers have asked. */
  hear(entry: IndexEntry): void;
  /** Takes an entry out; exactly the text that was added, as anything else leaves terms behind. */
  remove(entry: IndexEntry): void;
  find(question: string): Hit[];
  /** What can be learnt from the questions of all entries now. */
  syllabus(): Lessons[];
  /** What was learnt; it counts for the entries that are still there, until something newer comes. */
  taught(): Taught | undefined;
  teach(taught: Taught | undefined): void;
}

export interface Hit {
  entry: IndexEntry;
  evidence: Evidence;
  /** The paragraph of the body nearest to the question, looked for when it is asked for. */
  passage: () => string;
}

/** The rarest 64 terms decide; what a longer question adds is time. */
const searchedTerms = 64;
/** Entries looked at in one search, each term's counted: some milliseconds. */
const visitsAtMost = 60_000;
/** Words looked up for a slip in one question. */
const correctedWords = 24;
/** So many best scores are looked at closely. */
const hitsKept = 10;
const rankedAtMost = 30;
/** So many more that only look like what entries were taught, and how much they must: what is like nothing is near -1. */
const lookalikesKept = 3;
const leastMargin = -0.75;
/** Of what is mostly new, nobody can say what it looks like. */
const leastKnown = 0.3;
const passageLength = 600;

interface Stored {
  entry: IndexEntry;
  /** Title and questions, each as a customer might ask it; analysed when the entry is first found. */
  asked: () => Term[][];
  passages: () => Passage[];
  /** The share of its words that stand neither in its title nor in its questions. */
  beside: number;
}

type Shared = Pick<Evidence, 'terms' | 'shared' | 'whole' | 'coverage' | 'strange' | 'missing' | 'concepts'>;

interface Passage {
  text: string;
  terms: Set<string>;
}

/** A question, its terms weighed. */
interface Asked {
  /** How many terms are counted, in no entry or in some. */
  terms: number;
  /** What those weigh that some entry holds. */
  weights: ReadonlyMap<string, number>;
  /** What all weigh together, and those that no entry holds. */
  whole: number;
  strange: number;
  /** What the rarest of all weighs, and the rarest of those that no entry holds. */
  rarest: number;
  strangest: number;
}

/** @param words where the words are searched: an index of its own unless others are given */
export function createLanguageIndex(
  pack: LanguagePack,
  words: WordSearch = createWordSearch(pack.weights),
): LanguageIndex {
  return indexOver(pack, words, []);
}

/** Takes many entries in at once, then gives the index over them. */
export interface LanguageIndexBuilder {
  add(entry: IndexEntry, counted: CountedEntry): void;
  /** Lets others have their turn in between. */
  built(): Promise<LanguageIndex>;
}

type Beside = Pick<CountedEntry, 'beside' | 'written'>;

export function buildLanguageIndex(pack: LanguagePack): LanguageIndexBuilder {
  const words = buildWordSearch(pack.weights);
  const entries: [IndexEntry, Beside][] = [];
  return {
    add(entry, counted) {
      words.add(entry.id, counted);
      entries.push([entry, { beside: counted.beside, written: counted.written }]);
    },
    built: async () => indexOver(pack, await words.built(), entries),
  };
}

/** An entry's words as the index counts them: most of the time that a catalogue takes to load. */
export function countedOf(pack: LanguagePack, entry: IndexEntry): CountedEntry {
  const words = analysed(pack, entry);
  return {
    ...countWords(pack.weights, words),
    beside: besideQuestions(words),
    written: [...new Set(pack.written?.(plain(entry)) ?? [])],
  };
}

function indexOver(
  pack: LanguagePack,
  words: WordSearch,
  entries: readonly (readonly [IndexEntry, Beside])[],
): LanguageIndex {
  const stored = new Map<string, Stored>();
  const written = new Map<string, number>();
  const rarities = new Map<string, number>();
  let taught: Taught | undefined;

  for (const [entry, own] of entries) store(entry, own);

  function add(entry: IndexEntry, counted: CountedEntry = countedOf(pack, entry)): void {
    words.add(entry.id, counted);
    store(entry, counted);
  }

  function store(entry: IndexEntry, { beside, written: own }: Beside): void {
    rarities.clear();
    stored.set(entry.id, {
      entry,
      beside,
      asked: once(() => [entry.title, ...entry.questions].map((text) => analyse(pack, text, 'query'))),
      passages: once(() => passages(pack, entry.body)),
    });
    for (const word of own) raise(written, word, 1);
  }

  function hear(entry: IndexEntry): void {
    const known = stored.get(entry.id);
    if (known) stored.set(entry.id, { ...known, entry });
  }

  function remove(entry: IndexEntry): void {
    const counted = countedOf(pack, entry);
    rarities.clear();
    words.remove(entry.id, counted);
    stored.delete(entry.id);
    for (const word of counted.written) raise(written, word, -1);
  }

  function find(question: string): Hit[] {
    // A sound no entry has says nothing of what is missing: no entry may have been read aloud yet.
    const terms = analyse(pack, corrected(question), 'query').filter(
      ({ term }) => !isSound(term) || words.holding(term) > 0,
    );
    const known = searched(terms);
    const asked = weighed(terms, known);
    const lookalike = taught?.ask(question);
    const best = words.search(known, rankedAtMost);
    const ranked = [...best.slice(0, hitsKept), ...lookalikes(lookalike, best)];
    return ranked.flatMap(({ id, score, matched }, i) => {
      const hit = stored.get(id);
      if (!hit) return [];
      const [first, second] = best;
      const evidence: Evidence = {
        score,
        margin: first ? (score - ((i === 0 ? second : first)?.score ?? 0)) / first.score : 0,
        beside: hit.beside,
        entries: words.size(),
        ...shared(asked, matched),
        ...likeness(hit.asked(), asked),
        ...(lookalike ? taughtOf(id, lookalike) : { apart: true }),
      };
      return [{ entry: hit.entry, evidence, passage: () => nearest(hit.passages(), asked.weights) }];
    });
  }

  function weighed(terms: readonly Term[], known: readonly Term[]): Asked {
    const strangers = terms.filter(({ term }) => words.holding(term) === 0).map(weight);
    const weights = new Map(known.map((term) => [term.term, weight(term)]));
    const strange = strangers.reduce((sum, one) => sum + one, 0);
    const whole = [...weights.values()].reduce((sum, one) => sum + one, strange);
    const strangest = Math.max(0, ...strangers);
    const rarest = Math.max(strangest, ...weights.values());
    return { terms: strangers.length + known.length, weights, whole, strange, rarest, strangest };
  }

  /** How much of the question a hit contains. */
  function shared(asked: Asked, matched: readonly Term[]): Shared {
    const { terms, weights, whole, strange, rarest, strangest } = asked;
    const has = new Set(matched.map(({ term }) => term));
    let [common, missing] = [0, strangest];
    for (const [term, its] of weights) {
      if (has.has(term)) common += its;
      else missing = Math.max(missing, its);
    }
    const share = (part: number, all: number): number => (all === 0 ? 0 : part / all);
    return {
      terms,
      shared: matched.length,
      whole,
      coverage: share(common, whole),
      strange: share(strange, whole),
      missing: share(missing, rarest),
      concepts: matched.filter(({ term }) => term.startsWith('#')).length,
    };
  }

  /** What shares no word with the question may still look like it: a typo, another ending, another writing. */
  function lookalikes(lookalike: Lookalike | undefined, best: readonly Ranked[]): Ranked[] {
    if (!lookalike || lookalike.known < leastKnown) return [];
    const there = new Set(best.slice(0, hitsKept).map(({ id }) => id));
    return [...lookalike.margins]
      .sort((a, b) => b[1] - a[1])
      .slice(0, lookalikesKept)
      .filter(([id, margin]) => margin > leastMargin && !there.has(id))
      .map(([id]) => best.find((one) => one.id === id) ?? { id, score: 0, matched: [] });
  }

  function taughtOf(id: string, lookalike: Lookalike | undefined): Pick<Evidence, 'taught'> {
    const margin = lookalike?.margins.get(id);
    const lessons = taught?.lessons.get(id);
    if (!lookalike || margin === undefined || lessons === undefined) return {};
    let other = -1;
    for (const [one, its] of lookalike.margins) if (one !== id && its > other) other = its;
    return { taught: { margin, lead: margin - other, known: lookalike.known, lessons } };
  }

  // The rarest first, until they stand in so many entries that more would cost time and tell nothing new.
  function searched(terms: Term[]): Term[] {
    const known = terms.filter(({ term }) => words.holding(term) > 0).sort((a, b) => weight(b) - weight(a));
    let visits = 0;
    return known.slice(0, searchedTerms).filter(({ term }, i) => {
      visits += words.holding(term);
      return i === 0 || visits <= visitsAtMost;
    });
  }

  // How rare a term is among the entries, times how much it counts in a question.
  function weight({ term, weight }: Term): number {
    let rarity = rarities.get(term);
    if (rarity === undefined) {
      rarity = words.rarity(term);
      // Terms of questions only, without end, must not fill the memory.
      if (words.holding(term) > 0) rarities.set(term, rarity);
    }
    return weight * rarity;
  }

  // The weighed Dice coefficient of the question and the most similar one of the entry's own.
  function likeness(questions: Term[][], { weights, whole }: Asked): Pick<Evidence, 'likeness' | 'echo'> {
    const isSpoken = [...weights.keys()].some(isSound);
    let best = { likeness: 0, echo: 0 };
    for (const question of questions) {
      let [common, own] = [0, 0];
      for (const term of question) {
        // How an entry's questions sound is nothing a question with kanji in it could share.
        if (!isSpoken && isSound(term.term)) continue;
        own += weight(term);
        common += weights.get(term.term) ?? 0;
      }
      const likeness = common === 0 ? 0 : (2 * common) / (whole + own);
      if (likeness > best.likeness) best = { likeness, echo: common / whole };
    }
    return best;
  }

  function nearest(paragraphs: Passage[], asked: ReadonlyMap<string, number>): string {
    let best = paragraphs[0]?.text ?? '';
    let most = 0;
    for (const paragraph of paragraphs) {
      let sum = 0;
      for (const [term, weight] of asked) if (paragraph.terms.has(term)) sum += weight;
      if (sum > most) [best, most] = [paragraph.text, sum];
    }
    return best;
  }

  // A misspelt word is read as the catalogue's own word: more is found than by fuzzy search, and clean questions lose nothing.
  function corrected(question: string): string {
    if (!pack.written) return question;
    const words = pack.written(questionText(question)).slice(0, 60);
    let slips = 0;
    const read = words.map((word) => {
      if (written.has(word) || isKnown(word)) return word;
      const near = slips < correctedWords ? nearestWord(word, (candidate) => written.get(candidate) ?? 0) : undefined;
      slips += 1;
      return near ?? word;
    });
    return read.every((word, i) => word === words[i]) ? question : read.join(' ');
  }

  // Also true of stop words, which must not be corrected into something.
  function isKnown(word: string): boolean {
    return analyse(pack, word, 'query').every(({ term }) => words.holding(term) > 0);
  }

  return {
    size: () => stored.size,
    add,
    hear,
    remove,
    find,
    syllabus: () => syllabusOf([...stored.values()].map(({ entry }) => lessonsOf(entry))),
    taught: () => taught,
    teach(learnt) {
      taught = learnt;
    },
  };
}

const isSound = (term: string): boolean => term.startsWith('~');

/** What an entry teaches: its title and questions, and what customers have asked that it answered. */
export function lessonsOf({ id, title, questions, heard = [] }: IndexEntry): Lessons {
  const own = title === '' ? questions : [title, ...questions];
  return { entry: id, questions: own, ...(heard.length > 0 && { heard }) };
}

function analysed(pack: LanguagePack, entry: IndexEntry): Words {
  const terms = (text: string): string[] => analyse(pack, text, 'document').map(({ term }) => term);
  // A stop between the questions, so that no pair of characters spans two of them.
  return {
    title: terms(entry.title),
    questions: terms(entry.questions.join(' . ')),
    words: terms(entry.words.join(' . ')),
    body: terms(entry.body),
    reading: pack.sounds?.terms(entry.reading ?? '') ?? [],
  };
}

function besideQuestions(words: Words): number {
  const asked = new Set([...words.title, ...words.questions]);
  const all = new Set([...words.words, ...words.body, ...asked]);
  return all.size === 0 ? 0 : 1 - asked.size / all.size;
}

/** Most entries are seldom found: what is looked at only then is not made for all at the start. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function plain(entry: IndexEntry): string {
  return normalise([entry.title, ...entry.questions, ...entry.words, entry.body].join(' ')).toLowerCase();
}

function passages(pack: LanguagePack, body: string): Passage[] {
  return body
    .split(/\n\s*\n/u)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => ({
      text: text.slice(0, passageLength),
      terms: new Set(analyse(pack, text, 'document').map(({ term }) => term)),
    }));
}

function raise(counts: Map<string, number>, key: string, by: 1 | -1): void {
  if (key === '') return;
  const now = (counts.get(key) ?? 0) + by;
  if (now > 0) counts.set(key, now);
  else counts.delete(key);
}
