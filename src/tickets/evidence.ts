import type { Database } from '../database/database.js';
import { eventsAfter, hashAt, type Verdict } from '../conversations/log.js';
import type { Event } from '../wire.js';
import type { Ticket } from './ticket.js';

/** Proves that the conversation up to the ticket's evidence is complete and is the one the ticket was made from. */
export async function verifyEvidence(
  database: Database,
  ticket: Pick<Ticket, 'conversation' | 'evidence'>,
): Promise<Verdict> {
  const { seq, hash } = ticket.evidence;
  const verdict = await hashAt(database, ticket.conversation, seq);
  if (!verdict.whole || verdict.hash === hash) return verdict;
  return { whole: false, seq, why: 'the running hash is not the one the ticket holds' };
}

/** Longer chains than this are read from their newest end: a customer of many years. */
const mostConversations = 50;

/** Every event of the ticket's conversation and of those it follows, oldest first: never a first page only. */
export async function transcript(database: Database, ticket: Pick<Ticket, 'conversation'>): Promise<Event[]> {
  const chain = await followedBy(database, ticket.conversation);
  const events: Event[] = [];
  for (const conversation of chain) {
    for (let after = 0; ;) {
      const batch = await eventsAfter(database, conversation, after, 1_000);
      events.push(...batch.events);
      if (batch.events.length < 1_000) break;
      after = batch.upTo;
    }
  }
  return events;
}

async function followedBy(database: Database, conversation: string): Promise<string[]> {
  const chain: string[] = [];
  for (let next: string | null = conversation; next !== null && chain.length < mostConversations;) {
    chain.unshift(next);
    const [row]: { follows: string | null }[] = await database.read(
      database.build.selectFrom('conversation').select('follows').where('id', '=', next),
    );
    next = row?.follows ?? null;
  }
  return chain;
}
