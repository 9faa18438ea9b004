import { sql, template, type Template } from '../database/statements.js';
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
  const { kind, key, conversation = null, due, now: created } = job;
  const values = { id: newId('j'), kind, key, conversation, payload: JSON.stringify(job.payload ?? null), created };
  const statement =
    typeof due === 'number'
      ? insertAt(database, { ...values, due })
      : insertAfter(database, { ...values, due: Math.round(due.after) });
  return [{ statement }];
}

interface Values {
  id: string;
  kind: string;
  key: string;
  conversation: string | null;
  payload: string;
  created: number;
  due: number;
}

const insert = (isAfter: boolean): Template<Values> =>
  template<Values>((build, place, now) =>
    build
      .insertInto('job')
      .values({
        ...{ id: place.text('id'), kind: place.text('kind'), key: place.text('key') },
        ...{ conversation: place.text('conversation'), payload: place.text('payload'), created: place.int('created') },
        due: isAfter ? sql<number>`${now} + ${place.int('due')}` : place.int('due'),
        ...{ attempts: 0, lease_by: '', lease_until: 0, state: 'waiting', error: null },
      })
      .onConflict((conflict) => conflict.columns(['kind', 'key']).doNothing()),
  );
const insertAt = insert(false);
const insertAfter = insert(true);
