import { parentPort } from 'node:worker_threads';
import type { IndexEntry } from '../knowledge/found.js';
import { tryOut, type Trial, type TrialCall } from './trial.js';

/** Entries of the trial to come, so that whoever sends them is not held; then the trial itself. */
export type ToTrial =
  | { readonly type: 'part'; readonly entries: readonly IndexEntry[] }
  | { readonly type: 'try'; readonly call: Omit<TrialCall, 'entries'> };

export type FromTrial = { readonly trial: Trial } | { readonly error: string };

const entries: IndexEntry[] = [];

parentPort?.on('message', (message: ToTrial) => {
  if (message.type === 'part') return void entries.push(...message.entries);
  tryOut({ ...message.call, entries }).then(
    (trial) => parentPort?.postMessage({ trial } satisfies FromTrial),
    (error: unknown) => parentPort?.postMessage({ error: String(error) } satisfies FromTrial),
  );
});
