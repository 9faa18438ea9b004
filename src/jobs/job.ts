import { z } from 'zod';
import type { Database, Row, Statement, Step } from '../database/database.js';
import { sql, template } from '../database/statements.js';

/** A piece of due work, held by this process until its lease ends. `attempts` counts this try. */
export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly conversation: string | null;
  readonly payload: unknown;
  readonly due: number;
  readonly attempts: number;
}

/**
 * What became of a job. `steps` are committed together with its completion, so its effects on our own tables happen
 * exactly once; `announce` is called after that commit.
 */
export type Outcome =
  | { readonly done: true; readonly steps?: readonly Step[]; readonly announce?: () => void }
  | { readonly retry: true; readonly after?: number; readonly why?: string }
  | { readonly dead: true; readonly why: string };

const row = z.object({
  id: z.string(),
  kind: z.string(),
  key: z.string(),
  conversation: z.string().nullable(),
  payload: z.string(),
  due: z.number(),
  attempts: z.number(),
});

export function parseJob(from: Row): Job {
  const { payload, ...job } = row.parse(from);
  return { ...job, payload: JSON.parse(payload) };
}

/** Is anything due? Asked before claiming, so that an idle process never writes. */
export function dueQuery(database: Database, kinds: readonly string[]): Statement {
  return database.build
    .selectFrom('job')
    .select('id')
    .where('state', '=', 'waiting')
    .where('kind', 'in', kinds)
    .where('due', '<=', database.now)
    .where('lease_until', '<', database.now)
    .limit(1)
    .compile();
}

/** Takes up to `most` due jobs in one statement. Two processes never get the same one: rows being taken are skipped. */
export function claimStep(
  database: Database,
  claim: { kinds: readonly string[]; most: number; by: string; leaseMs: number },
): Step {
  const due = database.build
    .selectFrom('job')
    .select('id')
    .where('state', '=', 'waiting')
    .where('kind', 'in', claim.kinds)
    .where('due', '<=', database.now)
    .where('lease_until', '<', database.now)
    .orderBy('due')
    .limit(claim.most);
  const statement = database.build
    .updateTable('job')
    .set({
      lease_by: claim.by,
      lease_until: sql`${database.now} + ${sql.lit(claim.leaseMs)}`,
      attempts: sql`attempts + 1`,
    })
    .where('id', 'in', database.dialect === 'postgres' ? due.forUpdate().skipLocked() : due)
    .returning(['id', 'kind', 'key', 'conversation', 'payload', 'due', 'attempts'])
    .compile();
  return { statement };
}

interface Settled {
  id: string;
  by: string;
  state: 'waiting' | 'done' | 'dead';
  /** From now, by the database's clock. */
  after: number;
  error: string | null;
}

const settle = template<Settled>(
  (_, place, now) => sql`
    update job set state = ${place.text('state')}, error = ${place.text('error')},
      due = case when ${place.text('state')} = 'waiting' then ${now} + ${place.int('after')} else due end,
      lease_by = '', lease_until = 0
    where id = ${place.text('id')} and lease_by = ${place.text('by')} and state = 'waiting'`,
);

/** Ends a try. Only the process that holds the lease may: one that was too slow finds its work taken over. */
export const settleStep = (database: Database, settled: Settled): Step => ({
  statement: settle(database, settled),
  rows: 1,
});
