import { sql, template, type Template } from '../database/statements.js';
import { z } from 'zod';
import type { Database } from '../database/database.js';
import { Refusal } from '../refusal.js';
import { ticketStatus, type TicketStatus } from './ticket.js';

/** One line of a queue. Its wait is true: `now` (the database's) less `waitingSince`, whoever held it in between. */
const entry = z.object({
  ticket: z.string(),
  number: z.string(),
  conversation: z.string(),
  status: ticketStatus,
  queue: z.string(),
  language: z.string(),
  topic: z.string(),
  subject: z.string(),
  promise: z.number().nullable(),
  opened: z.number(),
  updated: z.number(),
  waitingSince: z.number().nullable(),
  holder: z.string().nullable(),
  head: z.number(),
});
export type QueueEntry = z.infer<typeof entry>;

export interface QueuePage {
  readonly entries: readonly QueueEntry[];
  readonly now: number;
  /** Give it back for the next page; null on the last. */
  readonly next: string | null;
}

export interface QueueQuery {
  readonly site: string;
  readonly status: TicketStatus;
  readonly queues?: readonly string[] | undefined;
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** What orders a list: the longest wait first; else what was left alone longest; of the solved the newest. */
const sortedBy = { waiting: 'waiting_since', claimed: 'updated', open: 'updated', solved: 'updated' } as const;

/** One page of tickets in one statement. Pages go by place, not by count: what leaves the list moves nobody off a page. */
export async function ticketsOf(database: Database, query: QueueQuery): Promise<QueuePage> {
  const limit = query.limit ?? 50;
  const column = sql.ref<number>(`ticket.${sortedBy[query.status]}`);
  const direction = query.status === 'solved' ? 'desc' : 'asc';
  const place = query.after === undefined ? undefined : parsePlace(query.after);
  const rows = await database.read(
    database.build
      .selectFrom('ticket')
      .innerJoin('conversation', 'conversation.id', 'ticket.conversation')
      .select([
        'ticket.id as ticket',
        'number',
        'conversation',
        'status',
        'queue',
        'ticket.language',
        'topic',
        'subject',
      ])
      .select(['promise', 'ticket.opened', 'updated', 'waiting_since as waitingSince', 'holder', 'conversation.head'])
      .select([column.as('place'), database.now.as('now')])
      .where('ticket.site', '=', query.site)
      .where('ticket.status', '=', query.status)
      .$if(query.queues !== undefined, (list) => list.where('queue', 'in', [...(query.queues ?? []), '']))
      .$if(place !== undefined, (list) => list.where(beyond(column, direction, place ?? { at: 0, id: '' })))
      .orderBy(column, direction)
      .orderBy('ticket.id', direction)
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    entries: page.map((row) => entry.parse(row)),
    now: rows[0]?.now ?? Date.now(),
    next: rows.length > limit && last ? `${last.place}.${last.ticket}` : null,
  };
}

function beyond(column: ReturnType<typeof sql.ref<number>>, direction: 'asc' | 'desc', { at, id }: Place) {
  const sign = sql.raw(direction === 'asc' ? '>' : '<');
  return sql<boolean>`(${column}, ticket.id) ${sign} (${at}, ${id})`;
}

interface Place {
  at: number;
  id: string;
}

function parsePlace(text: string): Place {
  const found = /^(\d{1,15})\.([\w-]{1,64})$/.exec(text);
  if (!found?.[1] || !found[2]) throw new Refusal('bad-input', 'queue: the place to go on from cannot be read');
  return { at: Number(found[1]), id: found[2] };
}

/** How many wait in these queues. */
export async function waitingIn(database: Database, site: string, queues: readonly string[]): Promise<number> {
  const [row] = await database.rows<{ count: number }>(
    countWaiting(queues.length)(database, {
      site,
      ...Object.fromEntries(queues.map((queue, at) => [`queue${at}`, queue])),
    }),
  );
  return Number(row?.count ?? 0);
}

interface InQueues {
  site: string;
  [queue: `queue${number}`]: string;
}

const counts = new Map<number, Template<InQueues>>();

function countWaiting(queues: number): Template<InQueues> {
  const known = counts.get(queues);
  if (known) return known;
  const fresh = template<InQueues>((build, place) =>
    build
      .selectFrom('ticket')
      .select((one) => one.fn.countAll<number>().as('count'))
      .where('site', '=', place.text('site'))
      .where('status', '=', 'waiting')
      .where('queue', 'in', [...Array.from({ length: queues }, (_, at) => place.text(`queue${at}`)), '']),
  );
  counts.set(queues, fresh);
  return fresh;
}
