import type { Database } from '../database/database.js';
import { sql, template } from '../database/statements.js';
import type { Batch, Event } from '../wire.js';
import { digestOf, linkOf, nextHash, parseEvent, type EventRow } from './event.js';
import { firstHash } from './open.js';

/** The events of one conversation after `after`, at most `limit`, oldest first. `upTo` is where this reader now stands. */
export async function eventsAfter(
  database: Database,
  conversation: string,
  after: number,
  limit = 500,
): Promise<Batch> {
  const rows = await database.rows<EventRow>(eventsOf(database, { conversation, after, limit }));
  const events = rows.map(parseEvent);
  return { conversation, after, upTo: events.at(-1)?.seq ?? after, events };
}

/**
 * Where a reader of a thread stands: in its n-th conversation, after this seq. A thread holds more than one
 * conversation when the customer came back long after the first was closed.
 */
export interface Position {
  readonly ordinal: number;
  readonly seq: number;
}

export const start: Position = { ordinal: 0, seq: 0 };

export const formatPosition = ({ ordinal, seq }: Position): string => (ordinal === 0 ? `${seq}` : `${ordinal}-${seq}`);

/** `undefined` when the text is not a position: the caller refuses or begins at the start. */
export function parsePosition(text: string): Position | undefined {
  const found = /^(?:(\d{1,6})-)?(\d{1,15})$/.exec(text);
  return found ? { ordinal: Number(found[1] ?? 0), seq: Number(found[2]) } : undefined;
}

/** A stretch of a thread: what came after `after`, across its conversations, and the position it leads to. */
export interface ThreadBatch {
  readonly after: Position;
  readonly upTo: Position;
  readonly events: readonly Event[];
}

export async function threadAfter(
  database: Database,
  thread: string,
  after: Position,
  limit = 500,
): Promise<ThreadBatch> {
  const rows = await database.rows<EventRow & { ordinal: number }>(
    threadEvents(database, { thread, ordinal: after.ordinal, seq: after.seq, limit }),
  );
  const last = rows.at(-1);
  return { after, upTo: last ? { ordinal: last.ordinal, seq: last.seq } : after, events: rows.map(parseEvent) };
}

/** The thread's conversations, oldest first. */
export async function conversationsOf(
  database: Database,
  thread: string,
): Promise<{ id: string; ordinal: number; head: number }[]> {
  return database.read(
    database.build
      .selectFrom('conversation')
      .select(['id', 'ordinal', 'head'])
      .where('thread', '=', thread)
      .orderBy('ordinal'),
  );
}

export type Verdict = { whole: true; events: number; hash: string } | { whole: false; seq: number; why: string };

/**
 * Proves that a log is complete and unaltered: every seq is there, every digest fits its body (unless erased), and the
 * chain ends in the conversation's own hash. Reads the whole log, so it belongs to checks and exports, not to turns.
 */
export async function verifyLog(database: Database, conversation: string): Promise<Verdict> {
  const [row] = await database.read(
    database.build.selectFrom('conversation').select(['head', 'hash']).where('id', '=', conversation),
  );
  if (!row) return { whole: false, seq: 0, why: 'there is no such conversation' };
  const verdict = await hashAt(database, conversation, row.head);
  if (!verdict.whole || verdict.hash === row.hash) return verdict;
  return { whole: false, seq: row.head, why: 'the running hash differs' };
}

/** The running hash at `upTo`, computed anew from the events themselves, or where the log is not whole before it. */
export async function hashAt(database: Database, conversation: string, upTo: number): Promise<Verdict> {
  let hash = firstHash(conversation);
  let seq = 0;
  while (seq < upTo) {
    const limit = Math.min(1_000, upTo - seq);
    const rows = await database.rows<EventRow>(eventsOf(database, { conversation, after: seq, limit }), 'slow');
    for (const event of rows) {
      if (event.seq !== seq + 1) return { whole: false, seq: seq + 1, why: 'an event is missing' };
      if (event.salt !== null && event.body !== null && digestOf(event.salt, event.body) !== event.digest) {
        return { whole: false, seq: event.seq, why: 'the body is not the one that was stored' };
      }
      seq = event.seq;
      hash = nextHash(hash, seq, linkOf(event.kind, event.author, event.time, event.digest));
    }
    if (rows.length < limit) break;
  }
  return seq === upTo
    ? { whole: true, events: seq, hash }
    : { whole: false, seq: seq + 1, why: 'the log ends too early' };
}

const eventsOf = template<{ conversation: string; after: number; limit: number }>(
  (_, place) => sql`
    select conversation, seq, kind, author, time, client_id, salt, digest, body from event
    where conversation = ${place.text('conversation')} and seq > ${place.int('after')}
    order by seq limit ${place.int('limit')}`,
);

const threadEvents = template<{ thread: string; ordinal: number; seq: number; limit: number }>(
  (_, place) => sql`
    select e.conversation, e.seq, e.kind, e.author, e.time, e.client_id, e.salt, e.digest, e.body, c.ordinal
    from conversation c join event e on e.conversation = c.id
    where c.thread = ${place.text('thread')} and c.ordinal >= ${place.int('ordinal')}
      and e.seq > case when c.ordinal = ${place.int('ordinal')} then ${place.int('seq')} else 0 end
    order by c.ordinal, e.seq limit ${place.int('limit')}`,
);
