import { z } from 'zod';
import { eventsAfter } from '../conversations/log.js';
import { parseOwner } from '../conversations/owner.js';
import type { Database } from '../database/database.js';
import { Refusal } from '../refusal.js';
import { parseTicket, type Ticket } from '../tickets/ticket.js';
import type { Card, ConversationView } from './view.js';

/** The ticket as its card shows it: everything the bot collected, and how far the log had come. */
export type TicketCard = Ticket & Card;

/** Ticket and log position in one statement, so that the events after `head` are exactly what the card lacks. */
export async function cardOf(database: Database, site: string, number: string): Promise<TicketCard> {
  const [row] = await database.read(
    database.build
      .selectFrom('ticket')
      .innerJoin('conversation', 'conversation.id', 'ticket.conversation')
      .selectAll('ticket')
      .select('conversation.head')
      .where('ticket.site', '=', site)
      .where('ticket.number', '=', number),
  );
  if (!row) throw new Refusal('not-found', `card: there is no ticket ${number} on site ${site}`);
  const ticket = parseTicket(row);
  return { ...ticket, ticket: ticket.id, head: z.number().parse(row.head) };
}

/** The whole conversation with its owner, as of one place in its log. */
export async function viewOf(database: Database, site: string, conversation: string): Promise<ConversationView> {
  const [row] = await database.read(
    database.build.selectFrom('conversation').select('owner').where('id', '=', conversation).where('site', '=', site),
  );
  if (!row) throw new Refusal('not-found', `view: there is no conversation ${conversation} on site ${site}`);
  let view: ConversationView = { conversation, owner: parseOwner(row.owner), upTo: 0, events: [] };
  for (;;) {
    const batch = await eventsAfter(database, conversation, view.upTo, 1_000);
    const last = batch.events.findLast(({ body }) => body?.kind === 'owner')?.body;
    const owner = last?.kind === 'owner' ? last.to : view.owner;
    view = { ...view, owner, upTo: batch.upTo, events: [...view.events, ...batch.events] };
    if (batch.events.length < 1_000) return view;
  }
}
