import type { Database, Step } from '../database/database.js';
import { sql, template, type Template } from '../database/statements.js';
import { chain, eventSteps, links, linkValues } from '../conversations/append.js';
import { seal, type NewEvent } from '../conversations/event.js';
import { formatOwner } from '../conversations/owner.js';
import type { Owner } from '../wire.js';
import type { Loaded } from './load.js';

/** Everything a turn wants to happen, as data: nothing of it has happened yet. */
export interface Thought {
  readonly events: readonly NewEvent[];
  readonly owner: Owner;
  readonly language: string;
  readonly state: string;
  /** Rows of other tables that belong to the same moment: ticket, jobs, bookings. They may read the new head and hash. */
  readonly steps: readonly Step[];
}

/**
 * committed: all of it stands. stale: another turn went first, or the owner changed: nothing is said.
 * lost: a unique key was taken meanwhile: think again from fresh state.
 */
export type Outcome =
  { kind: 'committed'; head: number; pending: boolean } | { kind: 'stale' } | { kind: 'lost'; step: number };

export async function commitTurn(
  database: Database,
  loaded: Loaded,
  thought: Thought,
  { now, leaseSeconds }: { now: number; leaseSeconds: number },
): Promise<Outcome> {
  const sealed = thought.events.map(seal);
  const changed = formatOwner(loaded.owner) !== formatOwner(thought.owner);
  const statement = advance(sealed.length)(database, {
    id: loaded.conversation,
    turn: loaded.turn,
    owner: formatOwner(loaded.owner),
    seen: loaded.head,
    newOwner: formatOwner(thought.owner),
    changed: changed ? 1 : 0,
    now,
    language: thought.language,
    state: thought.state,
    length: leaseSeconds * 1000,
    closed: thought.owner.status === 'closed' ? 1 : 0,
    ...linkValues(sealed),
  });
  const commit = await database.commit([
    { statement, rows: 1 },
    ...eventSteps(database, loaded.conversation, sealed),
    ...thought.steps,
  ]);
  if (!commit.done) return commit.at === 0 ? { kind: 'stale' } : { kind: 'lost', step: commit.at };
  const row = commit.rows[0]?.[0];
  return { kind: 'committed', head: Number(row?.['head']), pending: row?.['pending'] === 1 };
}

interface Advance {
  id: string;
  turn: number;
  owner: string;
  newOwner: string;
  changed: number;
  now: number;
  language: string;
  state: string;
  seen: number;
  length: number;
  closed: number;
  [link: `link${number}`]: string;
}

const statements = new Map<number, Template<Advance>>();

/**
 * The guard of a turn: its number and its owner must be those it loaded. The lease ends here unless something came in
 * while it thought (`head` has moved past what was seen): then this process keeps it and goes on.
 */
function advance(count: number): Template<Advance> {
  const known = statements.get(count);
  if (known) return known;
  const fresh = template<Advance>((_, place, clock) => {
    const allSeen = sql`head = ${place.int('seen')}`;
    return sql`
      update conversation set turn = turn + 1, head = head + ${sql.lit(count)}, hash = ${chain(links(count, place))},
        answered = case when ${allSeen} then head + ${sql.lit(count)} else ${place.int('seen')} end, attempts = 0, state = ${place.text('state')}, language = ${place.text('language')},
        owner = ${place.text('newOwner')},
        owner_since = case when ${place.int('changed')} = 1 then ${place.int('now')} else owner_since end,
        closed = case when ${place.int('closed')} = 0 then null when closed is null then ${place.int('now')} else closed end,
        closed_by = case when ${place.int('closed')} = 0 then null when closed is null then 'bot' else closed_by end,
        pending = case when ${allSeen} then 0 else 1 end,
        lease_until = case when ${allSeen} then 0 else ${clock} + ${place.int('length')} end
      where id = ${place.text('id')} and turn = ${place.int('turn')} and owner = ${place.text('owner')}
      returning head, pending`;
  });
  statements.set(count, fresh);
  return fresh;
}
