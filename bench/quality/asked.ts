import { type Decision, decide } from '../../src/knowledge/decide.js';
import type { IndexEntry } from '../../src/knowledge/found.js';
import { type CatalogueOptions, createSearchedCatalogue } from '../../src/knowledge/searched-catalogue.js';
import type { FaqSet, IntentSet, Line } from './sets.js';

/** What the product made of one question. */
export interface Asked {
  /** Ids, best first. */
  ranking: string[];
  /** The probability of the best candidate, 0 without one: how surely the question has an answer here. */
  sureness: number;
  decision: Decision;
}

/** Asks the product's own catalogue, filled with these entries. */
export type Ask = (question: string) => Asked;

/** The catalogue as the search worker holds it, built and taught. */
export async function counter(entries: IndexEntry[], options: CatalogueOptions = {}): Promise<Ask> {
  const catalogue = createSearchedCatalogue(options);
  await catalogue.load(entries, 1);
  await catalogue.learnt();
  const language = entries[0]?.language ?? 'en';
  return (question) => {
    const found = catalogue.find(question, language);
    return {
      ranking: found.candidates.map(({ id }) => id),
      sureness: found.candidates[0]?.probability ?? 0,
      decision: decide(found),
    };
  };
}

/** A shop that would answer each label with one article: its title says nothing, its questions are those of the label. */
export function intentEntries({ language }: IntentSet, taught: readonly Line[]): IndexEntry[] {
  const questions = new Map<string, string[]>();
  for (const { text, label } of taught) questions.set(label, [...(questions.get(label) ?? []), text]);
  return [...questions].map(([id, own]) => ({ ...empty(id, language), questions: own }));
}

export function faqEntries({ docs, language }: Pick<FaqSet, 'docs' | 'language'>): IndexEntry[] {
  return docs.map(({ id, q, a }) => ({ ...empty(id, language), title: q, body: a }));
}

function empty(id: string, language: string): IndexEntry {
  return { id, kind: 'article', language, title: '', questions: [], words: [], body: '', version: 1 };
}
