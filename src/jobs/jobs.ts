import { sql } from '../database/statements.js';
import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { newId } from '../id.js';
import type { Live } from '../live/live.js';
import type { Log } from '../log.js';
import { attempt, type JobHandler, type Trying } from './attempt.js';
import { claimStep, dueQuery, parseJob, type Job } from './job.js';

export interface JobsOptions {
  readonly database: Database;
  readonly live: Live;
  readonly clock: Clock;
  readonly log: Log;
  readonly process: string;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly most?: number;
  readonly pollMs?: number;
  /** A handler is told to stop after this long. The lease lasts half as long again, so that nobody starts beside it. */
  readonly limitMs?: number;
  /** How long to wait before the second, third, … try, in milliseconds. After the last the job is dead. */
  readonly backoff?: readonly number[];
}

export interface Jobs {
  /** Looks for due work now instead of at the next poll. */
  wake(): void;
  /** A dead job from the beginning. False when there is no such dead job. */
  replay(job: string): Promise<boolean>;
  /** How long the oldest due job has been waiting, in milliseconds; 0 when none is. */
  oldestWaiting(): Promise<number>;
  dead(): Promise<{ id: string; kind: string; key: string; conversation: string | null; error: string | null }[]>;
  /** Takes nothing new and waits for what runs, at most `graceMs`; then tells it to stop. */
  stop(graceMs?: number): Promise<void>;
}

const second = 1_000;
const usualBackoff = [5 * second, 30 * second, 300 * second, 1_800 * second, 7_200 * second];

/**
 * Runs due work. A job is claimed with a lease, run, and its result committed together with its completion. A process
 * that dies costs the lease; a job that fails is tried again after the backoff and at last laid aside, to be replayed.
 */
export function createJobs(options: JobsOptions): Jobs {
  const { database, live, log, handlers } = options;
  const { most = 8, pollMs = second, limitMs = 20 * second, backoff = usualBackoff } = options;
  const kinds = Object.keys(handlers);
  const by = `${options.process}:${newId('r')}`;
  const trying: Trying = { database, log, handlers, by, limitMs, backoff };
  const running = new Map<string, { settled: Promise<void>; abort: AbortController }>();
  let stopping = false;
  let looking: Promise<void> | undefined;
  let again = false;

  const forget = live.listen('jobs', wake);
  const timer = setInterval(wake, pollMs);
  timer.unref();

  function wake(): void {
    if (stopping) return;
    if (looking) {
      again = true;
      return;
    }
    looking = look()
      .catch((error: unknown) => log.error({ err: error }, 'jobs: could not look for due work'))
      .finally(() => {
        looking = undefined;
        if (again && !stopping) {
          again = false;
          wake();
        }
      });
  }

  async function look(): Promise<void> {
    if (kinds.length === 0 || running.size >= most) return;
    if ((await database.rows(dueQuery(database, kinds))).length === 0) return;
    const claim = { kinds, most: most - running.size, by, leaseMs: Math.round(limitMs * 1.5) };
    const commit = await database.commit([claimStep(database, claim)]);
    if (!commit.done) return;
    const claimed = (commit.rows[0] ?? []).map(parseJob).sort((one, other) => one.due - other.due);
    for (const job of claimed) start(job);
  }

  function start(job: Job): void {
    const abort = new AbortController();
    const settled = attempt(trying, job, abort)
      .catch((error: unknown) =>
        log.error({ err: error, job: job.id, kind: job.kind }, 'jobs: the result was not kept'),
      )
      .finally(() => {
        running.delete(job.id);
        wake();
      });
    running.set(job.id, { settled, abort });
  }

  return {
    wake,
    async replay(job) {
      const commit = await database.commit([{ statement: replayStatement(database, job), rows: 1 }]);
      if (commit.done) live.announce({ about: 'jobs' });
      return commit.done;
    },
    async oldestWaiting() {
      const [row] = await database.rows<{ age: number | null }>(oldestStatement(database));
      return row?.age ?? 0;
    },
    dead: () => database.read(deadQuery(database)),
    async stop(graceMs = 10 * second) {
      stopping = true;
      forget();
      clearInterval(timer);
      await looking;
      const all = Promise.allSettled([...running.values()].map(({ settled }) => settled));
      const late = setTimeout(() => {
        for (const { abort } of running.values()) abort.abort(new Error('jobs: the process is stopping'));
      }, graceMs);
      await all;
      clearTimeout(late);
    },
  };
}

function replayStatement(database: Database, job: string) {
  return database.build
    .updateTable('job')
    .set({ state: 'waiting', attempts: 0, due: database.now, lease_by: '', lease_until: 0, error: null })
    .where('id', '=', job)
    .where('state', '=', 'dead')
    .compile();
}

function oldestStatement(database: Database) {
  return database.build
    .selectFrom('job')
    .select(sql<number | null>`${database.now} - min(case when due = 0 then created else due end)`.as('age'))
    .where('state', '=', 'waiting')
    .where('due', '<=', database.now)
    .compile();
}

const deadQuery = ({ build }: Database) =>
  build
    .selectFrom('job')
    .select(['id', 'kind', 'key', 'conversation', 'error'])
    .where('state', '=', 'dead')
    .orderBy('due');
