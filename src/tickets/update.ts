import { sql } from '../database/statements.js';
import type { RawBuilder } from 'kysely';
import type { Database, Step } from '../database/database.js';
import type { TicketArticle, TicketSlot, TicketStatus } from './ticket.js';

/** What may change on the conversation's open ticket. What is left out stays; the evidence moves to the log's end. */
export interface TicketUpdate {
  readonly conversation: string;
  readonly now: number;
  readonly topic?: string;
  readonly subject?: string;
  readonly queue?: string;
  readonly language?: string;
  readonly reason?: string;
  readonly slots?: readonly TicketSlot[];
  readonly articles?: readonly TicketArticle[];
  readonly promise?: { readonly at: number | null; readonly basis: string };
  /** true: the customer waits for a person from now on (or still does). */
  readonly waiting?: boolean;
  /** One of several open tickets by its id; otherwise the one `openTicketOf` gives. */
  readonly ticket?: string;
}

/** Into a batch after the conversation's UPDATE. Expects an open ticket: none, and the whole batch is undone. */
export function updateTicketSteps(database: Database, update: TicketUpdate): Step[] {
  const { conversation, now, waiting, slots, articles, promise, ticket, ...same } = update;
  return changeSteps(database, {
    ...{ conversation, now, from: ['open', 'waiting', 'claimed'], ticket },
    set: {
      ...same,
      ...(slots ? { slots: JSON.stringify(slots) } : {}),
      ...(articles ? { articles: JSON.stringify(articles) } : {}),
      ...(promise ? { promise: promise.at, promise_basis: promise.basis } : {}),
      ...(waiting
        ? { status: 'waiting', waiting_since: sql<number>`coalesce(waiting_since, ${now})`, holder: null }
        : {}),
    },
  });
}

export interface Reopening {
  readonly conversation: string;
  readonly now: number;
  /** The agent who takes it back, or null: then it waits. */
  readonly holder: string | null;
  /** Left out: the queue it had. It must be the one the conversation waits in. */
  readonly queue?: string;
  readonly promise?: { readonly at: number | null; readonly basis: string };
}

/** The conversation's solved ticket lives again: with the agent who takes it back, or in its queue. The wait begins anew. */
export function reopenTicketSteps(
  database: Database,
  { conversation, now, holder, queue, promise }: Reopening,
): Step[] {
  return changeSteps(database, {
    ...{ conversation, now, from: ['solved'] },
    set: {
      ...{ status: holder === null ? 'waiting' : 'claimed', holder, waiting_since: now, outcome: null },
      ...(queue === undefined ? {} : { queue }),
      ...(promise ? { promise: promise.at, promise_basis: promise.basis } : {}),
    },
  });
}

export interface TicketMove {
  readonly conversation: string;
  readonly now: number;
  readonly from: readonly TicketStatus[];
  readonly ticket?: string | undefined;
  readonly set: {
    readonly [
      column in 'topic' | 'subject' | 'queue' | 'language' | 'reason' | 'slots' | 'articles' | 'promise_basis'
    ]?: string;
  } & {
    readonly status?: TicketStatus;
    readonly holder?: string | null;
    readonly outcome?: string | null;
    readonly promise?: number | null;
    readonly waiting_since?: number | null | RawBuilder<number>;
  };
}

/** One update of one ticket, the evidence with it. Statuses are a compare-and-set: another one by now undoes the batch. */
export function changeSteps(database: Database, { conversation, now, from, ticket, set }: TicketMove): Step[] {
  const { build } = database;
  const log = build.selectFrom('conversation').where('conversation.id', '=', conversation);
  const chosen = build
    .selectFrom('ticket as one')
    .select('one.id')
    .where('one.conversation', '=', conversation)
    .where('one.status', 'in', from)
    .$if(ticket !== undefined, (query) => query.where('one.id', '=', ticket ?? ''))
    .orderBy(sql`case when one.status = 'open' then 1 else 0 end`)
    .orderBy('one.opened', 'desc')
    .orderBy('one.number', 'desc')
    .limit(1);
  const statement = build
    .updateTable('ticket')
    .set({ ...set, updated: now, evidence_seq: log.select('head'), evidence_hash: log.select('hash') })
    .where('id', '=', chosen)
    .where('status', 'in', from)
    .returning(['id', 'number', 'queue'])
    .compile();
  return [{ statement, rows: 1 }];
}
