import { setImmediate as nextTurn } from 'node:timers/promises';
import { languages } from '../language/languages.js';
import { coefficients, modelOf, probabilities } from './coefficients.js';
import type { Candidate, Found, IndexEntry } from './found.js';
import { createLanguageIndex, type Hit, type LanguageIndex } from './minisearch-index.js';

export interface Changes {
  remove: string[];
  put: IndexEntry[];
}

/** All languages' indexes as one catalogue with one version, inside the search worker. */
export interface SearchedCatalogue {
  /** Builds the whole catalogue beside the one in use, letting questions be answered in between, then swaps. */
  load(entries: IndexEntry[], version: number): Promise<void>;
  /** Takes entries out and puts entries in, new or changed; the scores are those of a catalogue built afresh. */
  change(changes: Changes, version: number): Promise<void>;
  find(question: string, language: string): Found;
}

/** Above this a change is slower in place than a build beside, and in place it would hold the questions. */
const changedInPlace = 10;
/** Entries built before questions get their turn: a few milliseconds. */
const builtAtOnce = 4;

const candidatesKept = 5;

interface Built {
  version: number;
  entries: Map<string, IndexEntry>;
  indexes: Map<string, LanguageIndex>;
}

export function createSearchedCatalogue(): SearchedCatalogue {
  let built: Built = { version: 0, entries: new Map(), indexes: new Map() };

  async function load(entries: IndexEntry[], version: number): Promise<void> {
    const next: Built = { version, entries: new Map(), indexes: new Map() };
    for (const [i, entry] of entries.entries()) {
      put(next, entry);
      if (i % builtAtOnce === builtAtOnce - 1) await nextTurn();
    }
    built = next;
  }

  async function change({ remove, put: changed }: Changes, version: number): Promise<void> {
    if (remove.length + changed.length > changedInPlace) {
      const entries = new Map(built.entries);
      for (const id of remove) entries.delete(id);
      for (const entry of changed) entries.set(entry.id, entry);
      return load([...entries.values()], version);
    }
    for (const id of remove) take(built, id);
    for (const entry of changed) put(built, entry);
    built.version = version;
  }

  function find(question: string, language: string): Found {
    const hits = built.indexes.get(language)?.find(question) ?? [];
    // Sorting is stable: of two as probable the better score stays first.
    const chances = probabilities(hits.map(({ evidence }) => evidence), modelOf(language));
    const candidates = hits
      .map((hit, i) => ({ hit, probability: chances[i] ?? 0 }))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, candidatesKept)
      .map(({ hit, probability }) => asCandidate(hit, probability));
    return { catalogueVersion: built.version, coefficients: coefficients.version, candidates };
  }

  return { load, change, find };
}

function asCandidate({ entry, evidence, passage }: Hit, probability: number): Candidate {
  const { id, kind, title } = entry;
  return { id, kind, title, score: evidence.score, probability, passage: passage() };
}

// Never MiniSearch's replace or discard: they leave the old words in the averages until a later clean-up, so the same
// question would be answered differently twice.
function put(built: Built, entry: IndexEntry): void {
  take(built, entry.id);
  const pack = languages.get(entry.language);
  if (!pack) throw new Error(`knowledge index: no words for language ${entry.language} of entry ${entry.id}`);
  const index = built.indexes.get(entry.language) ?? createLanguageIndex(pack);
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
