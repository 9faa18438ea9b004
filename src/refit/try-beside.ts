import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { workerFile } from '../worker-file.js';
import type { FromTrial, ToTrial } from './trial-worker.js';
import type { Trial, TrialCall } from './trial.js';

/** Copied to the thread before others get their turn: a millisecond's worth. */
const entriesAtOnce = 100;
const toldAtOnce = 500;

/** Tries a shop's votes out in a thread that lives only as long as it takes: some seconds for a thousand articles. */
export async function tryBeside({ entries, told, ...call }: TrialCall): Promise<Trial> {
  const worker = new Worker(workerFile(import.meta.url, './trial-worker.js'));
  const answered = new Promise<Trial>((resolve, reject) => {
    worker.once('message', (message: FromTrial) =>
      'trial' in message ? resolve(message.trial) : reject(new Error(message.error)),
    );
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`refit: the worker ended with ${String(code)}`)));
  });
  const post = (message: ToTrial): void => worker.postMessage(message);
  try {
    for (let at = 0; at < entries.length; at += entriesAtOnce) {
      post({ type: 'part', entries: entries.slice(at, at + entriesAtOnce) });
      await nextTurn();
    }
    for (let at = 0; at < told.length; at += toldAtOnce) {
      post({ type: 'part', told: told.slice(at, at + toldAtOnce) });
      await nextTurn();
    }
    post({ type: 'try', call });
    return await answered;
  } finally {
    void worker.terminate();
  }
}
