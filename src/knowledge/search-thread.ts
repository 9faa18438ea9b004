import { Worker } from 'node:worker_threads';
import { workerFile } from '../worker-file.js';
import type { SearchWorkerData } from './search-worker.js';

/** What is thrown away soon fills this much before it is looked through: loading makes a lot of it, and it stays taken. */
const youngMegabytes = 16;

/** Starts the thread in which questions are searched; a server does it first of all, as it reads its code meanwhile. */
export function startSearchThread(
  { keepsWords }: SearchWorkerData,
  file = workerFile(import.meta.url, './search-entry.js'),
): Worker {
  const started = new Worker(file, {
    workerData: { keepsWords } satisfies SearchWorkerData,
    resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
  });
  started.unref();
  return started;
}

/** Whether it still lives: one that died before anybody listened has told nobody. */
export const isRunning = (thread: Worker): boolean => thread.threadId !== -1;
