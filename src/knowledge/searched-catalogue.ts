import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LanguagePack, Synonyms } from '../language/language.js';
import { languages } from '../language/languages.js';
import { coefficients, modelOf, probabilities } from './coefficients.js';
import type { Candidate, Found, IndexEntry } from './found.js';
import { learnSyllabus, taughtBy, type Lessons, type Taught } from './learned/taught.js';
import type { Learned } from './learned/classifier.js';
import { createLanguageIndex, type Hit, type LanguageIndex } from './minisearch-index.js';

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
  /** Resolves when all that has changed is learnt, or could not be. */
  learnt(): Promise<void>;
}

/** Above this a change is slower in place than a build beside, and in place it would hold the questions. */
const changedInPlace = 10;
/** Entries built before questions get their turn: a few milliseconds. */
const builtAtOnce = 4;

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
  /** Called when answers to the same questions may be others than before. */
  onLearnt?: (language: string, syllabus: readonly Lessons[], learned: Learned) => void;
  onProblem?: (why: unknown) => void;
}

export function createSearchedCatalogue(options: CatalogueOptions = {}): SearchedCatalogue {
  const { candidatesKept = 5, packs = languages } = options;
  const { learn = (syllabus) => learnSyllabus(syllabus, () => nextTurn()) } = options;
  let built: Built = { version: 0, entries: new Map(), indexes: new Map(), synonyms: {} };
  /** Languages whose entries have changed since they were last learnt. */
  const changedSince = new Set<string>();
  let learning: Promise<void> | undefined;

  async function load(entries: IndexEntry[], version: number, synonyms: Synonyms = {}): Promise<void> {
    const next: Built = { version, entries: new Map(), indexes: new Map(), synonyms };
    for (const [i, entry] of entries.entries()) {
      put(next, entry, packs);
      if (i % builtAtOnce === builtAtOnce - 1) await nextTurn();
    }
    // What was learnt of the catalogue before serves until this one is learnt.
    for (const [language, index] of next.indexes)
      index.teach(recalled(language, index, version) ?? built.indexes.get(language)?.taught());
    built = next;
    learnSoon(
      [...next.indexes].filter(([, index]) => index.taught()?.version !== version).map(([language]) => language),
    );
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
        continue;
      }
      const learned = await learn(syllabus);
      built.indexes.get(language)?.teach(taughtBy(syllabus, learned, version));
      options.onLearnt?.(language, syllabus, learned);
    }
  }

  async function change({ remove, put: changed }: Changes, version: number): Promise<void> {
    if (remove.length + changed.length > changedInPlace) {
      const entries = new Map(built.entries);
      for (const id of remove) entries.delete(id);
      for (const entry of changed) entries.set(entry.id, entry);
      return load([...entries.values()], version, built.synonyms);
    }
    const languagesChanged = [
      ...remove.flatMap((id) => built.entries.get(id)?.language ?? []),
      ...changed.map(({ language }) => language),
    ];
    for (const id of remove) take(built, id);
    for (const entry of changed) put(built, entry, packs);
    built.version = version;
    learnSoon(languagesChanged);
  }

  function find(question: string, language: string): Found {
    const index = built.indexes.get(language);
    const hits = index?.find(question) ?? [];
    // Sorting is stable: of two as probable the better score stays first.
    const chances = probabilities(
      hits.map(({ evidence }) => evidence),
      modelOf(language),
    );
    const candidates = hits
      .map((hit, i) => ({ hit, probability: chances[i] ?? 0 }))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, candidatesKept)
      .map(({ hit, probability }) => asCandidate(hit, probability));
    const learntOf = index?.taught()?.version ?? 0;
    return { catalogueVersion: built.version, coefficients: coefficients.version, learnt: learntOf, candidates };
  }

  async function learnt(): Promise<void> {
    while (learning) await learning;
  }

  return { load, change, find, learnt };
}

function asCandidate({ entry, evidence, passage }: Hit, probability: number): Candidate {
  const { id, kind, title } = entry;
  return { id, kind, title, score: evidence.score, probability, passage: passage() };
}

// Never MiniSearch's replace or discard: they leave the old words in the averages until a later clean-up, so the same
// question would be answered differently twice.
function put(built: Built, entry: IndexEntry, packs: ReadonlyMap<string, LanguagePack>): void {
  take(built, entry.id);
  const pack = packs.get(entry.language);
  if (!pack) throw new Error(`knowledge index: no words for language ${entry.language} of entry ${entry.id}`);
  const own = built.synonyms[entry.language];
  const index = built.indexes.get(entry.language) ?? createLanguageIndex(own ? pack.withConcepts(own) : pack);
  index.add(entry);
  built.indexes.set(entry.language, index);
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
