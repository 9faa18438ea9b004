import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { Kept } from './learned/kept.js';
import type { Synonyms } from '../language/language.js';
import { languages } from '../language/languages.js';
import { normalise } from '../language/normalise.js';
import { questionLength } from '../language/words.js';
import { Refusal } from '../refusal.js';
import { createAnswerMemory } from './answer-memory.js';
import { asShipped, type Fitted } from './fitted/fitted.js';
import type { Found, IndexEntry } from './found.js';
import type { FromWorker, Question, ToWorker } from './search-worker.js';
import { isRunning, startSearchThread } from './search-thread.js';
import type { Among, Changes } from './searched-catalogue.js';

/**
 * The search over published articles and flows, in a worker thread of its own.
 *
 * `load` and `change` resolve when questions are answered from that catalogue version. A dead worker is started again and
 * given the catalogue anew; questions that waited are answered then. Nothing here blocks the caller's thread.
 */
export interface KnowledgeIndex {
  /** `synonyms`: what means the same to this shop, beside what the languages know. */
  load(entries: IndexEntry[], catalogueVersion: number, synonyms?: Synonyms): Promise<void>;
  change(changes: Changes, catalogueVersion: number): Promise<void>;
  /** Decides by the shop's own coefficients from when it resolves, until it is called again. */
  decideBy(fitted: Fitted): Promise<void>;
  /** @throws Refusal `busy` when 1,000 questions wait already; an error when none was found in 5 seconds */
  find(question: string, language: string): Promise<Found>;
  /**
   * Resolves when all that was loaded and changed before is learnt as well. Until then questions are answered too, with
   * what was learnt of earlier entries, or by words alone.
   */
  learnt(): Promise<void>;
  close(): Promise<void>;
}

/** The index in memory, which also weighs what was found elsewhere. */
export interface MemoryIndex extends KnowledgeIndex {
  /** The answer when nothing but these entries is there to be found. */
  findAmong(question: string, language: string, among: Among): Promise<Found>;
}

export interface KnowledgeIndexOptions {
  workerFile?: URL;
  /** The thread, where it has been started already. */
  thread?: Worker | undefined;
  /** How many answers are kept for questions asked in the same words; 0 for none. */
  remembered?: number;
  /** Called once each time the worker had to be started again. */
  onRestart?: (why: Error) => void;
  /** What was learnt before, one a language; it serves where the questions are still the same. A load waits for it. */
  kept?: readonly Kept[] | Promise<readonly Kept[]>;
  /** The counted words of entries as they were kept before, by language; they serve the first load. */
  words?: Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>>;
  /** Called with the counted words of a language, to be kept for the next start. */
  onWords?: (language: string, packed: Uint8Array) => void;
  /** Called with what was learnt of a language, to be kept for the next start. */
  onLearnt?: (kept: Kept) => void;
  /** Called when questions could not be learnt from: they are found by words alone. */
  onProblem?: (why: Error) => void;
}

const noSynonyms: Synonyms = {};
const waitingAtMost = 1_000;
const patience = 5_000;
/** Questions in one message to the worker, and messages under way: large enough to save copying, small enough to be fair. */
const batchSize = 64;
const batchesUnderWay = 2;
/** Entries copied to the worker before others get their turn: a millisecond's worth. */
const entriesAtOnce = 100;

interface Waiting extends Question {
  since: number;
  resolve: (found: Found) => void;
  reject: (error: Error) => void;
}

interface Writing {
  resolve: () => void;
  reject: (error: Error) => void;
}

export function createKnowledgeIndex(options: KnowledgeIndexOptions = {}): MemoryIndex {
  const memory = createAnswerMemory(options.remembered ?? 1_000);
  /** What a new worker is loaded with. */
  const catalogue = { version: 0, entries: new Map<string, IndexEntry>(), synonyms: noSynonyms, fitted: asShipped };
  const kept = new Map<string, Kept>();
  const queue: Waiting[] = [];
  const underWay = new Map<number, Waiting>();
  const writes = new Map<number, Writing>();
  let batches = 0;
  let lastId = 0;
  let reloading: number | undefined;
  let flushing = false;
  let closed = false;
  let deaths = 0;
  let worker = listenTo(options.thread && isRunning(options.thread) ? options.thread : start());
  /** What is written goes out in the order it was asked for, however long a load takes to be copied. */
  let outgoing = recall();
  // Every 250 ms is exact enough for a patience of seconds, and one timer serves all questions.
  const watch = setInterval(giveUp, 250);
  watch.unref();

  async function recall(): Promise<void> {
    try {
      for (const one of (await options.kept) ?? []) kept.set(one.language, one);
      // Handed over: a worker that has to be started again counts anew.
      for (const [language, packed] of (await options.words) ?? [])
        worker.postMessage({ type: 'words', language, packed } satisfies ToWorker, [packed.buffer]);
    } catch (error) {
      options.onProblem?.(error instanceof Error ? error : new Error(String(error)));
    }
  }

  function start(): Worker {
    return startSearchThread({ keepsWords: options.onWords !== undefined }, options.workerFile);
  }

  function listenTo(started: Worker): Worker {
    started.on('message', (message: FromWorker) => {
      if (started === worker) receive(message);
    });
    started.on('error', (error) => died(started, error instanceof Error ? error : new Error(String(error))));
    started.on('exit', (code) => died(started, new Error(`search worker ended with ${String(code)}`)));
    // A listener makes the process wait for it.
    started.unref();
    return started;
  }

  function died(which: Worker, why: Error): void {
    if (closed || which !== worker) return;
    deaths += 1;
    options.onRestart?.(why);
    batches = 0;
    queue.unshift(...underWay.values());
    underWay.clear();
    const restart = (): void => {
      if (closed) return;
      worker = listenTo(start());
      if (queue.length > 0 || writes.size > 0) worker.ref();
      lastId += 1;
      reloading = lastId;
      const { version, synonyms, fitted } = catalogue;
      send({ type: 'decide by', id: 0, fitted });
      send({ type: 'load', id: lastId, put: [...catalogue.entries.values()], version, synonyms });
    };
    // A worker that dies at once again (no memory) must not keep a core busy.
    reloading = -1;
    setTimeout(restart, deaths === 1 ? 0 : Math.min(100 * 2 ** deaths, patience)).unref();
  }

  function receive(message: FromWorker): void {
    if (message.type === 'written') return received(message.id, message.error);
    if (message.type === 'counted') return options.onWords?.(message.language, message.packed);
    if (message.type === 'not learnt') return options.onProblem?.(new Error(message.error));
    if (message.type === 'learnt') {
      memory.forget(catalogue.version);
      kept.set(message.kept.language, message.kept);
      return options.onLearnt?.(message.kept);
    }
    batches -= 1;
    deaths = 0;
    for (const { id, found, error } of message.answers) {
      const waiting = underWay.get(id);
      underWay.delete(id);
      if (!waiting) continue;
      if (!found) waiting.reject(new Error(`search: ${error ?? 'no answer'}`));
      else {
        // What was decided before a change of coefficients is not what would be decided now.
        if (!waiting.among && found.fitted === catalogue.fitted.number) memory.keep(waiting, found);
        waiting.resolve(found);
      }
    }
    flush();
    rest();
  }

  function received(id: number, error: string | undefined): void {
    const writing = writes.get(id);
    writes.delete(id);
    if (error !== undefined) writing?.reject(new Error(error));
    else writing?.resolve();
    if (id === reloading) {
      reloading = undefined;
      // The reload held all that was asked for before it.
      for (const [earlier, { resolve }] of writes) {
        if (earlier > id) continue;
        resolve();
        writes.delete(earlier);
      }
      flush();
    }
    rest();
  }

  function write(message: (id: number) => ToWorker): Promise<void> {
    if (closed) return Promise.reject(new Error('knowledge index: closed'));
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      writes.set(id, { resolve, reject });
      // While the worker is being started again, the reload to come holds this change.
      if (reloading !== -1) send(message(id));
      worker.ref();
    });
  }

  function send(message: ToWorker): void {
    const receiver = worker;
    // A worker that died meanwhile needs none of it: the next one is loaded with all there is.
    const isGone = (): boolean => closed || receiver !== worker;
    outgoing = outgoing.then(async () => {
      if (isGone()) return;
      if (message.type === 'load' && kept.size > 0) post({ type: 'kept', kept: [...kept.values()] });
      if (message.type !== 'load' && message.type !== 'change') return post(message);
      const entries = message.put;
      for (let at = 0; at < entries.length && !isGone(); at += entriesAtOnce) {
        post({ type: 'part', entries: entries.slice(at, at + entriesAtOnce) });
        if (at + entriesAtOnce < entries.length) await nextTurn();
      }
      if (!isGone()) post({ ...message, put: [] });
    });
  }

  function flush(): void {
    flushing = false;
    if (reloading !== undefined) return;
    while (queue.length > 0 && batches < batchesUnderWay) {
      const batch = queue.splice(0, batchSize);
      for (const waiting of batch) underWay.set(waiting.id, waiting);
      batches += 1;
      post({ type: 'find', questions: batch.map(questionOf) });
    }
  }

  function post(message: ToWorker): void {
    worker.postMessage(message);
  }

  // The process may end while nothing is asked.
  function rest(): void {
    if (underWay.size === 0 && queue.length === 0 && writes.size === 0) worker.unref();
  }

  function giveUp(): void {
    const oldest = performance.now() - patience;
    const stuck = [...underWay.values()].some(({ since }) => since < oldest);
    for (const [id, waiting] of underWay) if (waiting.since < oldest) refuse(waiting, () => underWay.delete(id));
    while (queue[0] && queue[0].since < oldest) refuse(queue[0], () => queue.shift());
    // What does not answer for so long will not: a new worker does.
    if (stuck) void worker.terminate();
  }

  function refuse(waiting: Waiting, forget: () => unknown): void {
    forget();
    waiting.reject(new Error(`search: no answer within ${String(patience / 1000)} s`));
  }

  function find(question: string, language: string): Promise<Found> {
    const read = readQuestion(question);
    const known = closed ? undefined : memory.recall(read, language);
    return known ? Promise.resolve(known) : ask(read, language);
  }

  function ask(read: string, language: string, among?: Among): Promise<Found> {
    if (closed) return Promise.reject(new Error('knowledge index: closed'));
    if (queue.length >= waitingAtMost)
      return Promise.reject(new Refusal('busy', `search: ${String(waitingAtMost)} questions wait already`));
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      queue.push({ id, question: read, language, ...(among && { among }), since: performance.now(), resolve, reject });
      if (flushing) return;
      flushing = true;
      worker.ref();
      // What is asked in the same turn of the event loop travels in one message.
      setImmediate(flush);
    });
  }

  return {
    load(entries, version, synonyms = noSynonyms) {
      for (const entry of entries) mustHaveWords(entry);
      catalogue.version = version;
      catalogue.entries = new Map(entries.map((entry) => [entry.id, entry]));
      catalogue.synonyms = synonyms;
      memory.forget(version);
      return write((id) => ({ type: 'load', id, put: entries, version, synonyms }));
    },
    change(changes, version) {
      for (const entry of changes.put) mustHaveWords(entry);
      for (const id of changes.remove) catalogue.entries.delete(id);
      for (const entry of changes.put) catalogue.entries.set(entry.id, entry);
      catalogue.version = version;
      memory.forget(version);
      return write((id) => ({ type: 'change', id, ...changes, version }));
    },
    decideBy(fitted) {
      catalogue.fitted = fitted;
      memory.forget(catalogue.version);
      return write((id) => ({ type: 'decide by', id, fitted }));
    },
    find,
    findAmong: (question, language, among) => ask(readQuestion(question), language, among),
    learnt: () => write((id) => ({ type: 'await learning', id })),
    async close() {
      closed = true;
      clearInterval(watch);
      const error = new Error('knowledge index: closed');
      for (const { reject } of [...queue.splice(0), ...underWay.values(), ...writes.values()]) reject(error);
      await worker.terminate();
    },
  };
}

/** A question as the index reads it: what is longer or written otherwise is the same question. */
export const readQuestion = (question: string): string =>
  normalise(question.slice(0, questionLength * 2)).slice(0, questionLength);

const questionOf = ({ id, question, language, among }: Question): Question => ({
  id,
  question,
  language,
  ...(among && { among }),
});

function mustHaveWords({ id, language }: IndexEntry): void {
  if (!languages.has(language)) throw new Error(`knowledge index: no words for language ${language} of entry ${id}`);
}
