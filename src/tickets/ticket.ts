import { z } from 'zod';
import type { Database } from '../database/database.js';
import { template } from '../database/statements.js';

const slot = z.object({
  name: z.string(),
  label: z.string(),
  value: z.string(),
  display: z.string(),
  state: z.enum(['given', 'checked', 'refused']),
});
/** What the bot collected, and whether it was only given, checked against the shop's data, or refused by the customer. */
export type TicketSlot = z.infer<typeof slot>;

const article = z.object({
  article: z.string(),
  revision: z.number().int(),
  title: z.string(),
  slug: z.string(),
  vote: z.enum(['helped', 'did not help']).nullable(),
});
/** An article the customer was shown before, at the revision that was shown. */
export type TicketArticle = z.infer<typeof article>;

/**
 * `open`: nobody waits in the chat (a report, or handed back to the bot). `waiting`: in a queue for an agent.
 * `claimed`: an agent has the conversation. `solved`: closed with an outcome.
 */
export const ticketStatus = z.enum(['open', 'waiting', 'claimed', 'solved']);
export type TicketStatus = z.infer<typeof ticketStatus>;

export interface Ticket {
  readonly id: string;
  readonly site: string;
  readonly number: string;
  readonly conversation: string;
  readonly key: string;
  readonly status: TicketStatus;
  readonly topic: string;
  readonly subject: string;
  readonly queue: string;
  readonly language: string;
  readonly reason: string;
  readonly slots: readonly TicketSlot[];
  readonly articles: readonly TicketArticle[];
  /** The log's place and running hash when the ticket last changed: what it rests on can be proved. */
  readonly evidence: { readonly seq: number; readonly hash: string };
  readonly promise: { readonly at: number | null; readonly basis: string };
  readonly opened: number;
  readonly updated: number;
  /** Since when the customer has been waiting for a person; kept while somebody holds it, so a release costs no place. */
  readonly waitingSince: number | null;
  readonly holder: string | null;
  readonly outcome: string | null;
  /** What the customer said of its last closing, 1 to 5, and why. */
  readonly score: number | null;
  readonly comment: string | null;
}

const row = z.object({
  id: z.string(),
  site: z.string(),
  number: z.string(),
  conversation: z.string(),
  key: z.string(),
  status: ticketStatus,
  topic: z.string(),
  subject: z.string(),
  queue: z.string(),
  language: z.string(),
  reason: z.string(),
  slots: z.string(),
  articles: z.string(),
  evidence_seq: z.number(),
  evidence_hash: z.string(),
  promise: z.number().nullable(),
  promise_basis: z.string(),
  opened: z.number(),
  updated: z.number(),
  waiting_since: z.number().nullable(),
  holder: z.string().nullable(),
  outcome: z.string().nullable(),
  score: z.number().nullable(),
  comment: z.string().nullable(),
});

/** Made once: making a schema costs more than reading with it. */
const allSlots = z.array(slot);
const allArticles = z.array(article);

export function parseTicket(from: unknown): Ticket {
  const { evidence_seq, evidence_hash, promise, promise_basis, waiting_since, slots, articles, ...same } =
    row.parse(from);
  return {
    ...same,
    slots: allSlots.parse(JSON.parse(slots)),
    articles: allArticles.parse(JSON.parse(articles)),
    evidence: { seq: evidence_seq, hash: evidence_hash },
    promise: { at: promise, basis: promise_basis },
    waitingSince: waiting_since,
  };
}

export async function ticketOf(database: Database, site: string, number: string): Promise<Ticket | undefined> {
  const [found] = await database.read(
    database.build.selectFrom('ticket').selectAll().where('site', '=', site).where('number', '=', number),
  );
  return found && parseTicket(found);
}

/** The conversation's unsolved ticket; the one somebody waits on or holds before others, else the newest. */
export async function openTicketOf(database: Database, conversation: string): Promise<Ticket | undefined> {
  const found = await database.rows(unsolved(database, { conversation }));
  const tickets = found.map(parseTicket);
  return tickets.find(({ status }) => status !== 'open') ?? tickets[0];
}

const unsolved = template<{ conversation: string }>((build, place) =>
  build
    .selectFrom('ticket')
    .selectAll()
    .where('conversation', '=', place.text('conversation'))
    .where('status', '!=', 'solved')
    .orderBy('opened', 'desc')
    .orderBy('number', 'desc'),
);

/** The conversation's ticket whatever has become of it: the open one, else the one solved last. */
export async function latestTicketOf(database: Database, conversation: string): Promise<Ticket | undefined> {
  const [found] = await database.read(
    database.build
      .selectFrom('ticket')
      .selectAll()
      .where('conversation', '=', conversation)
      .orderBy((by) => by.case().when('status', '=', 'solved').then(1).else(0).end())
      .orderBy('updated', 'desc')
      .limit(1),
  );
  return found && parseTicket(found);
}
