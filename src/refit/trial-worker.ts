import { parentPort } from 'node:worker_threads';
import type { Told } from '../knowledge/fitted/told.js';
import type { IndexEntry } from '../knowledge/found.js';
import { tryOut, type Trial, type TrialCall } from './trial.js';

/** Entries and votes of the trial to come, so that whoever sends them is not held; then the trial itself. */
export type ToTrial =
  | { readonly type: 'part'; readonly entries?: readonly IndexEntry[]; readonly told?: readonly Told[] }
  | { readonly type: 'try'; readonly call: Omit<TrialCall, 'entries' | 'told'> };

export type FromTrial = { readonly trial: Trial } | { readonly error: string };

const entries: IndexEntry[] = [];
const told: Told[] = [];

parentPort?.on('message', (message: ToTrial) => {
  if (message.type === 'part') {
    entries.push(...(message.entries ?? []));
    told.push(...(message.told ?? []));
    return;
  }
  tryOut({ ...message.call, entries, told }).then(
    (trial) => parentPort?.postMessage({ trial } satisfies FromTrial),
    (error: unknown) => parentPort?.postMessage({ error: String(error) } satisfies FromTrial),
  );
});
