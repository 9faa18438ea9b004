import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LanguagePack, Synonyms } from '../language/language.js';
import { languages } from '../language/languages.js';
import { coefficients, probabilities } from './coefficients.js';
import { asShipped, modelIn, type Fitted } from './fitted/fitted.js';
import type { Candidate, Found, IndexEntry } from './found.js';
import { learnSyllabus, taughtBy, type Lessons, type Taught } from './learned/taught.js';
import type { Learned } from './learned/classifier.js';
import { createWordPacker, type CountedEntry } from './kept-words.js';
import { buildLanguageIndex, countedOf, createLanguageIndex, type Hit, type LanguageIndex } from './language-index.js';
import { createWeighedWords, type Whole } from './weighed-words.js';

/** Entries found elsewhere, to be weighed as in the whole catalogue they come from. */
export interface Among {
  readonly entries: readonly IndexEntry[];
  readonly whole: Whole;
}

export interface Changes {
  remove: string[];
  put: IndexEntry[];
}

/** All languages' indexes as one catalogue with one version, inside the search worker. */
export interface SearchedCatalogue {
  /** Builds the whole catalogue beside the one in use, letting questions be answered in between, then swaps. */
  load(entries: IndexEntry[], version: number, synonyms?: Synonyms): Promise<void>;
  /** Takes entries out and puts entries in, new or changed; the scores are those of a catalogue built afresh. */
  change(changes: Changes, version: number): Promise<void>;
  find(question: string, language: string): Found;
  /** As if nothing but these entries were there to be found. */
  findAmong(question: string, language: string, among: Among): Found;
  /** By what is decided from now on; as shipped until this is called. */
  decideBy(fitted: Fitted): void;
  /** Resolves when all that has changed is learnt, or could not be. */
  learnt(): Promise<void>;
}

/** Above this a change is slower in place than a build beside, and in place it would hold the questions. */
const changedInPlace = 10;
/** Entries whose words are counted before questions get their turn, and whose words were kept: a few milliseconds. */
const countedAtOnce = 8;
const recalledAtOnce = 100;
/** When more than one entry in so many had to be counted, the words are kept anew. */
const mostlyKept = 20;

/** Entries found elsewhere whose words are remembered: some ten megabytes. */
const keptLately = 500;

interface Built {
  version: number;
  entries: Map<string, IndexEntry>;
  indexes: Map<string, LanguageIndex>;
  synonyms: Synonyms;
}

export interface CatalogueOptions {
  /** How many candidates an answer names at most; more are wanted only for measuring. */
  candidatesKept?: number;
  /** The languages' words, by code. */
  packs?: ReadonlyMap<string, LanguagePack>;
  /** Learns a syllabus; in this thread, with pauses, unless told otherwise. */
  learn?: (syllabus: readonly Lessons[]) => Promise<Learned>;
  /** What was learnt earlier from the very same questions. */
  recall?: (language: string, syllabus: readonly Lessons[]) => Learned | undefined;
  /** The counted words of entries, kept earlier: by language, then by id and mark. */
  recallWords?: (language: string) => ((id: string, mark: string) => CountedEntry | undefined) | undefined;
  /** Called with the counted words of a language after a load, when they are worth keeping. */
  onWords?: (language: string, packed: Uint8Array<ArrayBuffer>) => void;
  /** Called when answers to the same questions may be others than before. */
  onLearnt?: (language: string, syllabus: readonly Lessons[], learned: Learned | undefined) => void;
  onProblem?: (why: unknown) => void;
}

export function createSearchedCatalogue(options: CatalogueOptions = {}): SearchedCatalogue {
  const { candidatesKept = 5, packs = languages } = options;
  const { learn = (syllabus) => learnSyllabus(syllabus, () => nextTurn()) } = options;
  let built: Built = { version: 0, entries: new Map(), indexes: new Map(), synonyms: {} };
  /** Languages whose entries have changed since they were last learnt. */
  const changedSince = new Set<string>();
  const lately = new Map<string, CountedEntry>();
  let learning: Promise<void> | undefined;
  let fitted = asShipped;

  async function load(entries: IndexEntry[], version: number, synonyms: Synonyms = {}): Promise<void> {
    const all = new Map(entries.map((entry) => [entry.id, entry]));
    const next: Built = { version, entries: all, indexes: new Map(), synonyms };
    for (const language of new Set([...all.values()].map((entry) => entry.language))) {
      const own = [...all.values()].filter((entry) => entry.language === language);
      next.indexes.set(language, await indexOf(language, own, synonyms));
    }
    // What was learnt of the catalogue before serves until this one is learnt.
    for (const [language, index] of next.indexes)
      index.teach(recalled(language, index, version) ?? built.indexes.get(language)?.taught());
    built = next;
    learnSoon(
      [...next.indexes].filter(([, index]) => index.taught()?.version !== version).map(([language]) => language),
    );
  }

  async function indexOf(language: string, entries: readonly IndexEntry[], synonyms: Synonyms): Promise<LanguageIndex> {
    const pack = packOf(packs, language, synonyms);
    const own = JSON.stringify(synonyms[language] ?? null);
    const recall = options.recallWords?.(language);
    const [builder, packer] = [buildLanguageIndex(pack), options.onWords && createWordPacker()];
    let [counted, recalled] = [0, 0];
    for (const entry of entries) {
      const mark = packer || recall ? markOf(entry, own) : '';
      const kept = recall?.(entry.id, mark);
      const its = kept ?? countedOf(pack, entry);
      builder.add(entry, its);
      packer?.add(entry.id, mark, its);
      if (kept ? ++recalled % recalledAtOnce === 0 : ++counted % countedAtOnce === 0) await nextTurn();
    }
    if (packer && counted * mostlyKept > entries.length) options.onWords?.(language, packer.bytes());
    return builder.built();
  }

  function recalled(language: string, index: LanguageIndex, version: number): Taught | undefined {
    const syllabus = index.syllabus();
    const learned = syllabus.length === 0 ? undefined : options.recall?.(language, syllabus);
    return learned && taughtBy(syllabus, learned, version);
  }

  function learnSoon(languages: Iterable<string>): void {
    for (const language of languages) changedSince.add(language);
    learning ??= learnChanged()
      .catch((error: unknown) => options.onProblem?.(error))
      .finally(() => {
        learning = undefined;
      });
  }

  /** One language after the other, the newest entries of each: what changes meanwhile is learnt afterwards. */
  async function learnChanged(): Promise<void> {
    for (const language of changedSince) {
      changedSince.delete(language);
      const syllabus = built.indexes.get(language)?.syllabus() ?? [];
      const { version } = built;
      if (syllabus.length === 0) {
        built.indexes.get(language)?.teach(undefined);
        // What is kept of the catalogue before may hold words of questions that have been erased.
        options.onLearnt?.(language, syllabus, undefined);
        continue;
      }
      const learned = await learn(syllabus);
      built.indexes.get(language)?.teach(taughtBy(syllabus, learned, version));
      options.onLearnt?.(language, syllabus, learned);
    }
  }

  async function change({ remove, put: all }: Changes, version: number): Promise<void> {
    const removed = new Set(remove);
    const changed = all.filter((entry) => {
      if (removed.has(entry.id) || !hasOnlyHeard(built.entries.get(entry.id), entry)) return true;
      hear(built, entry);
      return false;
    });
    if (remove.length + changed.length > changedInPlace) {
      const entries = new Map(built.entries);
      for (const id of remove) entries.delete(id);
      for (const entry of changed) entries.set(entry.id, entry);
      return load([...entries.values()], version, built.synonyms);
    }
    const languagesChanged = [
      ...remove.flatMap((id) => built.entries.get(id)?.language ?? []),
      ...all.map(({ language }) => language),
    ];
    for (const id of remove) take(built, id);
    for (const entry of changed) put(built, entry, packs);
    built.version = version;
    learnSoon(languagesChanged);
  }

  function find(question: string, language: string): Found {
    return foundBy(built.indexes.get(language), question, language);
  }

  function findAmong(question: string, language: string, { entries, whole }: Among): Found {
    const pack = packOf(packs, language, built.synonyms);
    const index = createLanguageIndex(pack, createWeighedWords(pack.weights, whole));
    for (const entry of entries) index.add(entry, countedLately(pack, entry));
    return foundBy(index, question, language);
  }

  /** The articles asked for most are asked for again: splitting one into words takes longer than all the rest. */
  function countedLately(pack: LanguagePack, entry: IndexEntry): CountedEntry {
    const key = `${entry.id} ${markOf(entry, String(built.version))}`;
    const counted = lately.get(key) ?? countedOf(pack, entry);
    lately.delete(key);
    lately.set(key, counted);
    const oldest = lately.keys().next();
    if (lately.size > keptLately && !oldest.done) lately.delete(oldest.value);
    return counted;
  }

  function foundBy(index: LanguageIndex | undefined, question: string, language: string): Found {
    const hits = index?.find(question) ?? [];
    // Sorting is stable: of two as probable the better score stays first.
    const chances = probabilities(
      hits.map(({ evidence }) => evidence),
      modelIn(fitted, language),
    );
    const candidates = hits
      .map((hit, i) => ({ hit, probability: chances[i] ?? 0 }))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, candidatesKept)
      .map(({ hit, probability }) => asCandidate(hit, probability));
    const learntOf = index?.taught()?.version ?? 0;
    const versions = { catalogueVersion: built.version, coefficients: coefficients.version, fitted: fitted.number };
    return { learnt: learntOf, candidates, ...versions };
  }

  async function learnt(): Promise<void> {
    while (learning) await learning;
  }

  function decideBy(next: Fitted): void {
    fitted = next;
  }

  return { load, change, find, findAmong, decideBy, learnt };
}

function packOf(packs: ReadonlyMap<string, LanguagePack>, language: string, synonyms: Synonyms): LanguagePack {
  const pack = packs.get(language);
  if (!pack) throw new Error(`knowledge index: no words for language ${language}`);
  const own = synonyms[language];
  return own ? pack.withConcepts(own) : pack;
}

/** Another for every other text of an entry, and for every other manner it is counted in. */
const markOf = ({ title, questions, words, body, reading }: IndexEntry, manner: string): string =>
  createHash('sha1')
    .update(JSON.stringify([title, questions, words, body, reading ?? null, manner]))
    .digest('base64url')
    .slice(0, 16);

function asCandidate({ entry, evidence, passage }: Hit, probability: number): Candidate {
  const { id, kind, title } = entry;
  return { id, kind, title, score: evidence.score, probability, passage: passage() };
}

// Never MiniSearch's replace or discard: they leave the old words in the averages until a later clean-up, so the same
// question would be answered differently twice.
function put(built: Built, entry: IndexEntry, packs: ReadonlyMap<string, LanguagePack>): void {
  take(built, entry.id);
  const pack = packOf(packs, entry.language, built.synonyms);
  const index = built.indexes.get(entry.language) ?? createLanguageIndex(pack);
  index.add(entry);
  built.indexes.set(entry.language, index);
  built.entries.set(entry.id, entry);
}

/** No word has changed: what customers asked is only learnt from, and counting thousands of articles anew takes seconds. */
function hasOnlyHeard(old: IndexEntry | undefined, entry: IndexEntry): boolean {
  const asCounted = ({ heard: _, ...rest }: IndexEntry): string => JSON.stringify(rest);
  return old !== undefined && asCounted(old) === asCounted(entry);
}

function hear(built: Built, entry: IndexEntry): void {
  built.indexes.get(entry.language)?.hear(entry);
  built.entries.set(entry.id, entry);
}

function take(built: Built, id: string): void {
  const old = built.entries.get(id);
  if (!old) return;
  const index = built.indexes.get(old.language);
  index?.remove(old);
  if (index?.size() === 0) built.indexes.delete(old.language);
  built.entries.delete(id);
}
