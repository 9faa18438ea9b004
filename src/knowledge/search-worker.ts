import { parentPort } from 'node:worker_threads';
import type { Found, IndexEntry } from './found.js';
import { type Changes, createSearchedCatalogue } from './searched-catalogue.js';

export interface Question {
  id: number;
  question: string;
  language: string;
}

export type ToWorker =
  | { type: 'load'; id: number; entries: IndexEntry[]; version: number }
  | { type: 'change'; id: number; changes: Changes; version: number }
  | { type: 'find'; questions: Question[] };

export type FromWorker =
  | { type: 'written'; id: number; error?: string }
  | { type: 'found'; answers: { id: number; found?: Found; error?: string }[] };

const catalogue = createSearchedCatalogue();
// Loads and changes happen in the order they were asked for; questions are answered in between.
let writing: Promise<void> = Promise.resolve();

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'find') return reply({ type: 'found', answers: message.questions.map(answer) });
  const write = message.type === 'load'
    ? () => catalogue.load(message.entries, message.version)
    : () => catalogue.change(message.changes, message.version);
  writing = writing.then(write).then(
    () => reply({ type: 'written', id: message.id }),
    (error: unknown) => reply({ type: 'written', id: message.id, error: String(error) }),
  );
});

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
