import { parentPort } from 'node:worker_threads';
import type { Synonyms } from '../language/language.js';
import type { Found, IndexEntry } from './found.js';
import { keyOf, pack, unpack, type Kept } from './learned/kept.js';
import { learnBeside } from './learned/learn-beside.js';
import { type Changes, createSearchedCatalogue } from './searched-catalogue.js';

export interface Question {
  id: number;
  question: string;
  language: string;
}

export type ToWorker =
  | {
      type: 'load';
      id: number;
      entries: IndexEntry[];
      version: number;
      synonyms: Synonyms;
      kept: readonly Kept[];
    }
  | { type: 'change'; id: number; changes: Changes; version: number }
  | { type: 'find'; questions: Question[] }
  | { type: 'await learning'; id: number };

export type FromWorker =
  | { type: 'written'; id: number; error?: string }
  /** Answers may be others from now on. */
  | { type: 'learnt'; kept: Kept }
  | { type: 'not learnt'; error: string }
  | { type: 'found'; answers: { id: number; found?: Found; error?: string }[] };

const kept = new Map<string, Uint8Array>();
const catalogue = createSearchedCatalogue({
  learn: learnBeside,
  recall(_language, syllabus) {
    const model = kept.get(keyOf(syllabus));
    return model && unpack(model);
  },
  onLearnt: (language, syllabus, learned) =>
    reply({ type: 'learnt', kept: { language, key: keyOf(syllabus), model: pack(learned) } }),
  onProblem: (why) => reply({ type: 'not learnt', error: String(why) }),
});
// Loads and changes happen in the order they were asked for; questions are answered in between.
let writing: Promise<void> = Promise.resolve();

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'find') return reply({ type: 'found', answers: message.questions.map(answer) });
  if (message.type === 'await learning') {
    void writing.then(() => catalogue.learnt()).then(() => reply({ type: 'written', id: message.id }));
    return;
  }
  const write =
    message.type === 'load' ? () => load(message) : () => catalogue.change(message.changes, message.version);
  writing = writing.then(write).then(
    () => reply({ type: 'written', id: message.id }),
    (error: unknown) => reply({ type: 'written', id: message.id, error: String(error) }),
  );
});

function load({ entries, version, synonyms, kept: models }: Extract<ToWorker, { type: 'load' }>): Promise<void> {
  for (const { key, model } of models) kept.set(key, model);
  // They serve this once: what is learnt later is told to whoever keeps it.
  return catalogue.load(entries, version, synonyms).finally(() => kept.clear());
}

function answer({ id, question, language }: Question): { id: number; found?: Found; error?: string } {
  try {
    return { id, found: catalogue.find(question, language) };
  } catch (error) {
    // One question that breaks the search may not take the others of its batch with it.
    return { id, error: String(error) };
  }
}

function reply(message: FromWorker): void {
  parentPort?.postMessage(message);
}
