import MiniSearch from 'minisearch';
import type { LanguagePack, Term } from '../language/language.js';
import { normalise } from '../language/normalise.js';
import { nearestWord } from '../language/spelling.js';
import { analyse, questionText } from '../language/words.js';
import type { Evidence } from './coefficients.js';
import type { IndexEntry } from './found.js';
import { syllabusOf, type Lessons, type Lookalike, type Taught } from './learned/taught.js';

/** The entries of one language, searched by BM25 (MiniSearch); the only file that knows MiniSearch. */
export interface LanguageIndex {
  size(): number;
  /** Adds an entry whose id is not in the index. */
  add(entry: IndexEntry): void;
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

/** The rarest 24 terms decide; what a longer question adds is time. */
const searchedTerms = 24;
/** Entries looked at in one search, each term's counted: some milliseconds. */
const visitsAtMost = 5_000;
/** So many best scores are looked at closely. */
const hitsKept = 10;
/** So many more that only look like what entries were taught, and how much they must: what is like nothing is near -1. */
const lookalikesKept = 3;
const leastMargin = -0.75;
/** Of what is mostly new, nobody can say what it looks like. */
const leastKnown = 0.3;
const passageLength = 600;
const fields = ['title', 'questions', 'words', 'body', 'reading'] as const;

type Field = (typeof fields)[number];
type Document = { id: string } & Record<Field, string>;

interface Stored {
  entry: IndexEntry;
  /** Title and questions, each as a customer might ask it; analysed when the entry is first found. */
  asked: () => Term[][];
  passages: () => Passage[];
}

interface Passage {
  text: string;
  terms: Set<string>;
}

export function createLanguageIndex(pack: LanguagePack): LanguageIndex {
  const search = new MiniSearch<Document>({
    fields: [...fields],
    // Documents come analysed, one term a line: MiniSearch's own splitting finds nothing in Japanese.
    tokenize: (text) => (text === '' ? [] : text.split('\n')),
    processTerm: (term) => term,
    searchOptions: {
      boost: {
        title: pack.weights.title,
        questions: pack.weights.questions,
        words: pack.weights.words,
        body: pack.weights.body,
      },
    },
  });
  const stored = new Map<string, Stored>();
  const entriesWith = new Map<string, number>();
  const written = new Map<string, number>();
  const rarities = new Map<string, number>();
  let taught: Taught | undefined;

  function add(entry: IndexEntry): void {
    const document = analysed(pack, entry);
    search.add(document);
    stored.set(entry.id, {
      entry,
      asked: once(() => [entry.title, ...entry.questions].map((text) => analyse(pack, text, 'query'))),
      passages: once(() => passages(pack, entry.body)),
    });
    count(entry, document, 1);
  }

  function remove(entry: IndexEntry): void {
    const document = analysed(pack, entry);
    search.remove(document);
    stored.delete(entry.id);
    count(entry, document, -1);
  }

  function count(entry: IndexEntry, document: Document, by: 1 | -1): void {
    rarities.clear();
    for (const term of new Set(fields.flatMap((field) => document[field].split('\n')))) raise(entriesWith, term, by);
    for (const word of new Set(pack.written?.(plain(entry)) ?? [])) raise(written, word, by);
  }

  function find(question: string): Hit[] {
    // A sound no entry has says nothing of what is missing: no entry may have been read aloud yet.
    const terms = analyse(pack, corrected(question), 'query').filter(
      ({ term }) => !isSound(term) || entriesWith.has(term),
    );
    const known = searched(terms);
    const lookalike = taught?.ask(question);
    const asked = terms.filter(({ term }) => !entriesWith.has(term)).concat(known);
    const whole = asked.reduce((sum, term) => sum + weight(term), 0);
    const weights = new Map(known.map((term) => [term.term, weight(term)]));
    const best = ranked(known);
    const [first, second] = best;
    return [...best.slice(0, hitsKept), ...lookalikes(lookalike, best)].flatMap(({ id, score, matched }, i) => {
      const hit = stored.get(id);
      if (!hit) return [];
      const shared = known.filter(({ term }) => matched.includes(term));
      const evidence: Evidence = {
        ...{ score, terms: asked.length, shared: shared.length },
        coverage: whole === 0 ? 0 : shared.reduce((sum, term) => sum + weight(term), 0) / whole,
        concepts: shared.filter(({ term }) => term.startsWith('#')).length,
        margin: first ? (score - ((i === 0 ? second : first)?.score ?? 0)) / first.score : 0,
        likeness: whole === 0 ? 0 : likeness(hit.asked(), weights, whole),
        ...taughtOf(id, lookalike),
      };
      return [{ entry: hit.entry, evidence, passage: () => nearest(hit.passages(), weights) }];
    });
  }

  interface Ranked {
    readonly id: string;
    readonly score: number;
    readonly matched: readonly string[];
  }

  function ranked(known: Term[]): Ranked[] {
    if (known.length === 0) return [];
    const results = search.search('question', {
      tokenize: () => known.map(({ term }) => term),
      boostTerm: (_term, i) => known[i]?.weight ?? 1,
    });
    // MiniSearch multiplies by the number of terms that matched, which buries a short exact question under a long text;
    // its root ranks better on every list measured.
    // Ties are broken by id, and scores compared to the sixth digit: the order may not depend on the order of adding.
    return results
      .map((result) => ({
        id: String(result.id),
        score: rounded(result.score / Math.sqrt(result.terms.length)),
        matched: result.queryTerms,
      }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
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
    const known = terms.filter(({ term }) => entriesWith.has(term)).sort((a, b) => weight(b) - weight(a));
    let visits = 0;
    return known.slice(0, searchedTerms).filter(({ term }, i) => {
      visits += entriesWith.get(term) ?? 0;
      return i === 0 || visits <= visitsAtMost;
    });
  }

  // How rare a term is among the entries, as in BM25, times how much it counts in a question.
  function weight({ term, weight }: Term): number {
    let rarity = rarities.get(term);
    if (rarity === undefined) {
      const holding = entriesWith.get(term) ?? 0;
      rarity = Math.log(1 + (stored.size - holding + 0.5) / (holding + 0.5));
      // Terms of questions only, without end, must not fill the memory.
      if (holding > 0) rarities.set(term, rarity);
    }
    return weight * rarity;
  }

  // The weighed Dice coefficient of the question and the most similar one of the entry's own.
  function likeness(questions: Term[][], asked: ReadonlyMap<string, number>, whole: number): number {
    const isSpoken = [...asked.keys()].some(isSound);
    return questions.reduce((best, question) => {
      let [common, own] = [0, 0];
      for (const term of question) {
        // How an entry's questions sound is nothing a question with kanji in it could share.
        if (!isSpoken && isSound(term.term)) continue;
        own += weight(term);
        common += asked.get(term.term) ?? 0;
      }
      return Math.max(best, (2 * common) / (whole + own));
    }, 0);
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
      const near = slips < searchedTerms ? nearestWord(word, (candidate) => written.get(candidate) ?? 0) : undefined;
      slips += 1;
      return near ?? word;
    });
    return read.every((word, i) => word === words[i]) ? question : read.join(' ');
  }

  // Also true of stop words, which must not be corrected into something.
  function isKnown(word: string): boolean {
    return analyse(pack, word, 'query').every(({ term }) => entriesWith.has(term));
  }

  return {
    size: () => stored.size,
    add,
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

function lessonsOf({ id, title, questions }: IndexEntry): Lessons {
  return { entry: id, questions: title === '' ? questions : [title, ...questions] };
}

function analysed(pack: LanguagePack, entry: IndexEntry): Document {
  const lines = (text: string): string =>
    analyse(pack, text, 'document')
      .map(({ term }) => term)
      .join('\n');
  // A stop between the questions, so that no pair of characters spans two of them.
  return {
    id: entry.id,
    title: lines(entry.title),
    questions: lines(entry.questions.join(' . ')),
    words: lines(entry.words.join(' . ')),
    body: lines(entry.body),
    reading: pack.sounds?.terms(entry.reading ?? '').join('\n') ?? '',
  };
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

function rounded(score: number): number {
  return Math.round(score * 1e6) / 1e6;
}

function raise(counts: Map<string, number>, key: string, by: 1 | -1): void {
  if (key === '') return;
  const now = (counts.get(key) ?? 0) + by;
  if (now > 0) counts.set(key, now);
  else counts.delete(key);
}
