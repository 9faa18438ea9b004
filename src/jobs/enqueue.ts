import { sql } from '../database/statements.js';
import type { Database, Step } from '../database/database.js';
import { newId } from '../id.js';

/**
 * Work to be done after this commit. `key` names it within its kind: asked for twice, it is done once.
 * `due` is an instant in milliseconds, 0 at once; or so many milliseconds `after` now by the database's own clock, which
 * is the one that decides what is due.
 */
export interface NewJob {
  readonly kind: string;
  readonly key: string;
  readonly conversation?: string;
  readonly payload: unknown;
  readonly due: number | { readonly after: number };
  readonly now: number;
}

/** Steps for any batch, so that what is due stands or falls with what asked for it. Announce `jobs` after the commit. */
export function enqueueSteps(database: Database, job: NewJob): Step[] {
  const statement = database.build
    .insertInto('job')
    .values({
      ...{ id: newId('j'), kind: job.kind, key: job.key, conversation: job.conversation ?? null },
      ...{ payload: JSON.stringify(job.payload ?? null), created: job.now },
      due: typeof job.due === 'number' ? job.due : sql<number>`${database.now} + ${sql.lit(job.due.after)}`,
      ...{ attempts: 0, lease_by: '', lease_until: 0, state: 'waiting', error: null },
    })
    .onConflict((conflict) => conflict.columns(['kind', 'key']).doNothing())
    .compile();
  return [{ statement }];
}
