import type { Database } from '../database/database.js';
import type { Log } from '../log.js';
import { settleStep, type Job, type Outcome } from './job.js';

export type JobHandler = (job: Job, signal: AbortSignal) => Promise<Outcome>;

export interface Trying {
  readonly database: Database;
  readonly log: Log;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  /** The holder of the lease. */
  readonly by: string;
  readonly limitMs: number;
  readonly backoff: readonly number[];
}

/** One try of a job that is leased to us: run it, and keep what became of it. */
export async function attempt(trying: Trying, job: Job, abort: AbortController): Promise<void> {
  // Each of these tries ended a process or outlived its lease: it will not go better the next time.
  if (job.attempts > trying.backoff.length + 1) {
    return settle(trying, job, { dead: true, why: 'no try ever came to an end' });
  }
  for (let tries = 1; tries <= 5; tries++) {
    const outcome = await run(trying, job, abort);
    if (!('done' in outcome)) return settle(trying, job, outcome);
    const completed = await complete(trying, job, outcome);
    if (completed === true) return;
    if (completed !== false) return settle(trying, job, completed);
    // What its steps expected has changed meanwhile (a new owner): read afresh. The handler looks by its key first.
  }
  return settle(trying, job, { retry: true, why: 'its commit was refused five times' });
}

async function run({ log, handlers, limitMs }: Trying, job: Job, abort: AbortController): Promise<Outcome> {
  const handler = handlers[job.kind];
  if (!handler) return { dead: true, why: `nobody does '${job.kind}'` };
  const late = setTimeout(() => abort.abort(new Error(`jobs: ${job.kind} took over ${limitMs} ms`)), limitMs);
  const stopped = new Promise<Outcome>((_, reject) => {
    abort.signal.addEventListener('abort', () => reject(errorOf(abort.signal.reason)), { once: true });
  });
  try {
    abort.signal.throwIfAborted();
    // A handler that does not listen to the signal is left behind: its result is nobody's any more.
    return await Promise.race([handler(job, abort.signal), stopped]);
  } catch (error) {
    log.warn({ err: error, job: job.id, kind: job.kind, attempts: job.attempts }, 'jobs: a try failed');
    return { retry: true, why: errorOf(error).message };
  } finally {
    clearTimeout(late);
  }
}

/** False when its steps were refused: then nothing happened. A statement that cannot run at all is a failed try. */
async function complete(
  { database, log, by }: Trying,
  job: Job,
  outcome: Extract<Outcome, { done: true }>,
): Promise<boolean | Extract<Outcome, { retry: true }>> {
  const completion = settleStep(database, { id: job.id, by, state: 'done', after: 0, error: null });
  try {
    const commit = await database.commit([completion, ...(outcome.steps ?? [])]);
    if (commit.done) outcome.announce?.();
    else if (commit.at === 0) log.warn({ job: job.id, kind: job.kind }, 'jobs: the lease ended, another has it');
    return commit.done || commit.at === 0;
  } catch (error) {
    log.error({ err: error, job: job.id, kind: job.kind }, 'jobs: the result could not be written');
    return { retry: true, why: errorOf(error).message };
  }
}

async function settle(
  { database, log, by, backoff }: Trying,
  job: Job,
  outcome: Exclude<Outcome, { done: true }>,
): Promise<void> {
  const wait = 'dead' in outcome ? undefined : (outcome.after ?? backoff[job.attempts - 1]);
  const over = wait === undefined || job.attempts > backoff.length;
  const state = over ? 'dead' : 'waiting';
  const error = outcome.why ?? null;
  if (over) log.error({ job: job.id, kind: job.kind, conversation: job.conversation, error }, 'jobs: laid aside');
  await database.commit([settleStep(database, { id: job.id, by, state, after: wait ?? 0, error })]);
}

const errorOf = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
