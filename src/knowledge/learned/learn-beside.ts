import { Worker } from 'node:worker_threads';
import { workerFile } from '../../worker-file.js';
import type { Learned } from './classifier.js';
import type { Lessons } from './taught.js';

/** Learns in a thread that lives only as long as it takes: nothing is held between two editions of a catalogue. */
export function learnBeside(syllabus: readonly Lessons[]): Promise<Learned> {
  const worker = new Worker(workerFile(import.meta.url, './learning-worker.js'));
  return new Promise<Learned>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`learning: the worker ended with ${String(code)}`)));
    worker.postMessage(syllabus);
  }).finally(() => void worker.terminate());
}
