import { forCustomer } from '../conversations/present.js';
import { threadAfter } from '../conversations/log.js';
import type { Database } from '../database/database.js';
import { ticketOf, type Ticket } from '../tickets/ticket.js';
import type { Event } from '../wire.js';

/** A ticket as its customer may see it: the whole of what was said since it began, whoever holds it, what comes next. */
export interface TicketView {
  readonly ticket: Ticket;
  readonly thread: string;
  /** Of the ticket's conversation and of those that followed it, oldest first; nothing that is the staff's alone. */
  readonly events: readonly Event[];
  /** By conversation: how far a reader of this page has read. */
  readonly heads: ReadonlyMap<string, number>;
  readonly names: ReadonlyMap<string, string>;
  /** What agents wrote since the customer last spoke. */
  readonly answer: readonly Event[];
}

export async function ticketView(database: Database, site: string, number: string): Promise<TicketView | undefined> {
  const ticket = await ticketOf(database, site, number);
  if (!ticket) return undefined;
  const [own] = await database.read(
    database.build.selectFrom('conversation').select(['thread', 'ordinal']).where('id', '=', ticket.conversation),
  );
  if (!own) return undefined;
  const all = await everythingSince(database, own.thread, own.ordinal);
  const heads = new Map(all.map(({ conversation, seq }) => [conversation, seq]));
  const lastWord = all.findLastIndex(({ author, body }) => author === 'customer' && body?.kind === 'message');
  const answer = all.slice(lastWord + 1).filter(isAgents);
  return { ticket, thread: own.thread, events: all, heads, names: await namesIn(database, all, ticket), answer };
}

/** The customer's part of an event, or nothing when it is not theirs to see. */
export const shownEvent = (event: Event): Event | undefined => forCustomer(event);

const isAgents = ({ author, body }: Event): boolean => author.startsWith('agent:') && body?.kind === 'message';

async function everythingSince(database: Database, thread: string, ordinal: number): Promise<Event[]> {
  const events: Event[] = [];
  for (let after = { ordinal, seq: 0 }; ;) {
    const batch = await threadAfter(database, thread, after, 1_000);
    events.push(...batch.events);
    if (batch.events.length < 1_000) return events;
    after = { ...batch.upTo };
  }
}

async function namesIn(database: Database, events: readonly Event[], ticket: Ticket): Promise<Map<string, string>> {
  const authors = events.flatMap(({ author }) => (author.startsWith('agent:') ? [author.slice('agent:'.length)] : []));
  const ids = [...new Set([...authors, ...(ticket.holder === null ? [] : [ticket.holder])])];
  if (ids.length === 0) return new Map();
  const rows = await database.read(database.build.selectFrom('staff').select(['id', 'name']).where('id', 'in', ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
