import type { Database } from '../database/database.js';
import { sql, template } from '../database/statements.js';
import { parseEvent, type EventRow } from '../conversations/event.js';
import { parseOwner } from '../conversations/owner.js';
import type { Event, Owner } from '../wire.js';

/** All a turn knows of its conversation: read once, in one statement, so that it is one moment of the log. */
export interface Loaded {
  readonly conversation: string;
  readonly thread: string;
  readonly site: string;
  readonly channel: string;
  readonly language: string;
  readonly owner: Owner;
  readonly closedBy: string | null;
  readonly turn: number;
  readonly head: number;
  readonly attempts: number;
  readonly pending: boolean;
  readonly state: string;
  /** What nobody has answered yet, oldest first: messages of the customer, results of acts. */
  readonly inbox: readonly Event[];
}

interface LoadedRow extends Omit<EventRow, 'salt' | 'digest' | 'seq' | 'kind' | 'author' | 'time'> {
  id: string;
  thread: string;
  site: string;
  channel: string;
  language: string;
  owner: string;
  closed_by: string | null;
  turn: number;
  head: number;
  attempts: number;
  pending: number;
  state: string;
  seq: number | null;
  kind: string | null;
  author: string | null;
  time: number | null;
}

/** `undefined` when there is no such conversation. */
export async function load(database: Database, conversation: string): Promise<Loaded | undefined> {
  const rows = await database.rows<LoadedRow>(select(database, { id: conversation }));
  const [first] = rows;
  if (!first) return undefined;
  const inbox = rows.flatMap(({ id, seq, kind, author, time, client_id, body }) =>
    seq === null || kind === null || author === null || time === null
      ? []
      : [parseEvent({ conversation: id, seq, kind, author, time, client_id, body })],
  );
  return {
    conversation: first.id,
    thread: first.thread,
    site: first.site,
    channel: first.channel,
    language: first.language,
    owner: parseOwner(first.owner),
    closedBy: first.closed_by,
    turn: first.turn,
    head: first.head,
    attempts: first.attempts,
    pending: first.pending === 1,
    state: first.state,
    inbox,
  };
}

const select = template<{ id: string }>(
  (_, place) => sql`
    select c.id, c.thread, c.site, c.channel, c.language, c.owner, c.closed_by, c.turn, c.head, c.attempts, c.pending,
      c.state, e.seq, e.kind, e.author, e.time, e.client_id, e.body
    from conversation c left join event e on e.conversation = c.id and e.seq > c.answered
      and ((e.author = 'customer' and e.kind = 'message') or (e.author = 'system' and e.kind in ('act done', 'flow moved', 'silence')))
    where c.id = ${place.text('id')} order by e.seq`,
);
