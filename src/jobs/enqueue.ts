import type { Database, Step } from '../database/database.js';
import { newId } from '../id.js';

/**
 * Work to be done after this commit. `key` names it within its kind: asked for twice, it is done once.
 * `due` is an instant in milliseconds; 0 is at once.
 */
export interface NewJob {
  readonly kind: string;
  readonly key: string;
  readonly conversation?: string;
  readonly payload: unknown;
  readonly due: number;
  readonly now: number;
}

/** Steps for any batch, so that what is due stands or falls with what asked for it. Announce `jobs` after the commit. */
export function enqueueSteps(database: Database, job: NewJob): Step[] {
  const statement = database.build
    .insertInto('job')
    .values({
      ...{ id: newId('j'), kind: job.kind, key: job.key, conversation: job.conversation ?? null },
      ...{ payload: JSON.stringify(job.payload ?? null), due: job.due, created: job.now },
      ...{ attempts: 0, lease_by: '', lease_until: 0, state: 'waiting', error: null },
    })
    .onConflict((conflict) => conflict.columns(['kind', 'key']).doNothing())
    .compile();
  return [{ statement }];
}
