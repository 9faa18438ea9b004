import { parentPort, workerData } from 'node:worker_threads';
import type { Synonyms } from '../language/language.js';
import type { Fitted } from './fitted/fitted.js';
import type { Found, IndexEntry } from './found.js';
import { keyOf, pack, unpack, type Kept } from './learned/kept.js';
import { unpackWords } from './kept-words.js';
import { learnBeside } from './learned/learn-beside.js';
import { type Among, type Changes, createSearchedCatalogue } from './searched-catalogue.js';

export interface SearchWorkerData {
  /** Whether counted words are wanted, to be kept. */
  readonly keepsWords: boolean;
}

export interface Question {
  id: number;
  question: string;
  language: string;
  /** Weighed instead of what the catalogue holds. */
  among?: Among;
}

export type ToWorker =
  /** The counted words of a language's entries as they were kept, for the load to come. */
  | { type: 'words'; language: string; packed: Uint8Array<ArrayBuffer> }
  /** What was learnt before, for the load to come. */
  | { type: 'kept'; kept: readonly Kept[] }
  /** Entries of the load or change to come: all at once they would hold whoever sends them. */
  | { type: 'part'; entries: IndexEntry[] }
  | { type: 'load'; id: number; put: IndexEntry[]; version: number; synonyms: Synonyms }
  | ({ type: 'change'; id: number; version: number } & Changes)
  /** By what is decided from here on. */
  | { type: 'decide by'; id: number; fitted: Fitted }
  | { type: 'find'; questions: Question[] }
  | { type: 'await learning'; id: number };

export type FromWorker =
  | { type: 'written'; id: number; error?: string }
  /** Answers may be others from now on. */
  | { type: 'learnt'; kept: Kept }
  /** What a load has counted, worth keeping. */
  | { type: 'counted'; language: string; packed: Uint8Array }
  | { type: 'not learnt'; error: string }
  | { type: 'found'; answers: { id: number; found?: Found; error?: string }[] };

const { keepsWords } = workerData as SearchWorkerData;
const kept = new Map<string, Uint8Array>();
const words = new Map<string, ReturnType<typeof unpackWords>>();
const catalogue = createSearchedCatalogue({
  learn: learnBeside,
  recallWords: (language) => words.get(language),
  // Handed over, not copied: ten thousand articles give some ten megabytes, and whoever receives them must not be held.
  ...(keepsWords && {
    onWords: (language: string, packed: Uint8Array<ArrayBuffer>) =>
      parentPort?.postMessage({ type: 'counted', language, packed } satisfies FromWorker, [packed.buffer]),
  }),
  recall(_language, syllabus) {
    const model = kept.get(keyOf(syllabus));
    return model && unpack(model);
  },
  onLearnt(language, syllabus, learned) {
    const model = learned ? pack(learned) : new Uint8Array();
    // As above: a model may have 60 MB.
    parentPort?.postMessage({ type: 'learnt', kept: { language, key: keyOf(syllabus), model } } satisfies FromWorker, [
      model.buffer,
    ]);
  },
  onProblem: (why) => reply({ type: 'not learnt', error: String(why) }),
});
// Loads and changes happen in the order they were asked for; questions are answered in between.
let writing: Promise<void> = Promise.resolve();
let parts: IndexEntry[] = [];

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'find') return reply({ type: 'found', answers: message.questions.map(answer) });
  if (message.type === 'part') return void parts.push(...message.entries);
  if (message.type === 'words') return void words.set(message.language, unpackWords(message.packed));
  if (message.type === 'kept') return void message.kept.forEach(({ key, model }) => kept.set(key, model));
  if (message.type === 'await learning') {
    void writing.then(() => catalogue.learnt()).then(() => reply({ type: 'written', id: message.id }));
    return;
  }
  if (message.type === 'decide by') {
    catalogue.decideBy(message.fitted);
    return reply({ type: 'written', id: message.id });
  }
  const put = parts.concat(message.put);
  parts = [];
  const write =
    message.type === 'load'
      ? // What was kept serves this once: what is learnt later is told to whoever keeps it.
        () => catalogue.load(put, message.version, message.synonyms).finally(forget)
      : () => catalogue.change({ remove: message.remove, put }, message.version);
  writing = writing.then(write).then(
    () => reply({ type: 'written', id: message.id }),
    (error: unknown) => reply({ type: 'written', id: message.id, error: String(error) }),
  );
});

function forget(): void {
  kept.clear();
  words.clear();
}

function answer({ id, question, language, among }: Question): { id: number; found?: Found; error?: string } {
  try {
    return { id, found: among ? catalogue.findAmong(question, language, among) : catalogue.find(question, language) };
  } catch (error) {
    // One question that breaks the search may not take the others of its batch with it.
    return { id, error: String(error) };
  }
}

function reply(message: FromWorker): void {
  parentPort?.postMessage(message);
}
