import type { Database, Step } from '../database/database.js';
import { sql, template } from '../database/statements.js';
import type { TicketArticle, TicketSlot } from './ticket.js';

/** A ticket to be. `key` names what opens it (a turn's flow step) within the conversation: it is opened once. */
export interface NewTicket {
  readonly id: string;
  readonly site: string;
  readonly conversation: string;
  readonly key: string;
  readonly number: string;
  readonly topic: string;
  readonly subject: string;
  readonly queue: string;
  readonly language: string;
  readonly reason: string;
  readonly slots: readonly TicketSlot[];
  readonly articles: readonly TicketArticle[];
  readonly promise: { readonly at: number | null; readonly basis: string };
  readonly now: number;
  /** The customer waits for a person in the chat; otherwise the ticket is a report to be worked on. */
  readonly waiting: boolean;
}

/**
 * Goes into the batch that hands over, after the conversation's UPDATE: the evidence is the log's end as that batch
 * leaves it. A second ticket with the same key breaks the unique index, and with it the whole batch.
 */
export function openTicketSteps(database: Database, ticket: NewTicket): Step[] {
  const { slots, articles, promise, waiting, ...same } = ticket;
  const statement = insert(database, {
    ...same,
    ...{ slots: JSON.stringify(slots), articles: JSON.stringify(articles) },
    ...{ promise: promise.at, basis: promise.basis },
    ...{ status: waiting ? 'waiting' : 'open', since: waiting ? ticket.now : null },
  });
  return [{ statement, rows: 1 }];
}

interface Inserted extends Omit<NewTicket, 'slots' | 'articles' | 'promise' | 'waiting'> {
  slots: string;
  articles: string;
  promise: number | null;
  basis: string;
  status: string;
  since: number | null;
}

const insert = template<Inserted>(
  (_, place) => sql`
    insert into ticket (id, site, number, conversation, key, status, topic, subject, queue, language, reason, slots,
      articles, evidence_seq, evidence_hash, promise, promise_basis, opened, updated, waiting_since, holder, outcome)
    select ${place.text('id')}, ${place.text('site')}, ${place.text('number')}, id, ${place.text('key')},
      ${place.text('status')}, ${place.text('topic')}, ${place.text('subject')}, ${place.text('queue')},
      ${place.text('language')}, ${place.text('reason')}, ${place.text('slots')}, ${place.text('articles')},
      head, hash, ${place.int('promise')}, ${place.text('basis')}, ${place.int('now')}, ${place.int('now')},
      ${place.int('since')}, null, null
    from conversation where id = ${place.text('conversation')} and site = ${place.text('site')}`,
);
