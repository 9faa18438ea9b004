import { asideSteps } from '../conversations/append.js';
import { parseEvent } from '../conversations/event.js';
import { wellFormed, type Stored } from '../conversations/say.js';
import { redact } from '../conversations/redact.js';
import type { Database } from '../database/database.js';
import { Refusal } from '../refusal.js';
import { announce, type Desk, type Found } from './desk.js';

/** Where a customer can answer. Elsewhere nobody is asked: a question without a way to answer it is no question. */
export const canRate = ({ channel }: Pick<Found, 'channel'>): boolean => channel === 'widget';

export interface Rating {
  readonly thread: string;
  readonly conversation: string;
  readonly clientId: string;
  readonly score: number;
  readonly comment: string;
}

/**
 * What the customer says of the last closing by a person. Neither the bot nor anybody's queue hears of it, and the
 * conversation stays closed. Said again, it takes the first one's place; the same client id and body is stored once.
 * Throws `Refusal('not-found')` for another's conversation and `Refusal('too-late')` when nobody has asked.
 */
export async function rate(desk: Desk, { thread, conversation, clientId, ...said }: Rating): Promise<Stored> {
  const { database } = desk;
  const found = await placeOf(database, thread, conversation);
  const mark = `rating:${clientId}`;
  const comment = redact(wellFormed(said.comment, 'comment'), desk.own());
  const first = await firstOf(database, conversation, mark);
  if (first) return sameOrRefuse(first, said.score, comment);
  const asked = await lastAsking(database, conversation);
  if (!asked) throw new Refusal('too-late', `rating: nobody has asked in conversation ${conversation}`);
  const time = desk.clock.now();
  const body = { kind: 'rating given', asked: asked.seq, ticket: asked.ticket, score: said.score, comment } as const;
  const event = { author: 'customer', time, body, clientId: mark } as const;
  const update = database.build
    .updateTable('ticket')
    .set({ score: said.score, comment })
    .where('id', '=', asked.ticket ?? '')
    .compile();
  const commit = await database.commit([...asideSteps(database, conversation, event), { statement: update }]);
  if (!commit.done) {
    const repeat = await firstOf(database, conversation, mark);
    if (repeat) return sameOrRefuse(repeat, said.score, comment);
    throw new Refusal('busy', `rating: conversation ${conversation} could not be written to`);
  }
  const seq = Number(commit.rows[0]?.[0]?.['head']);
  announce(desk, { id: conversation, thread }, [event], seq);
  desk.live.announce({ about: 'tickets', site: found.site });
  return { conversation, seq, time, repeated: false };
}

async function placeOf(database: Database, thread: string, conversation: string): Promise<{ site: string }> {
  const [row] = await database.read(
    database.build
      .selectFrom('conversation')
      .select('site')
      .where('id', '=', conversation)
      .where('thread', '=', thread),
  );
  if (!row) throw new Refusal('not-found', `rating: conversation ${conversation} is not in ${thread}`);
  return row;
}

async function lastAsking(
  database: Database,
  conversation: string,
): Promise<{ seq: number; ticket: string | null } | undefined> {
  const [event] = await eventsWhere(database, conversation, { kind: 'rating asked' });
  return event && { seq: event.seq, ticket: event.body?.kind === 'rating asked' ? event.body.ticket : null };
}

type Given = Awaited<ReturnType<typeof eventsWhere>>[number];

async function firstOf(database: Database, conversation: string, mark: string): Promise<Given | undefined> {
  const [event] = await eventsWhere(database, conversation, { client_id: mark });
  return event;
}

function sameOrRefuse({ conversation, seq, time, body }: Given, score: number, comment: string): Stored {
  if (body?.kind === 'rating given' && body.score === score && body.comment === comment) {
    return { conversation, seq, time, repeated: true };
  }
  throw new Refusal('other-body', 'rating: the client id was used for another');
}

async function eventsWhere(
  database: Database,
  conversation: string,
  by: { kind: string } | { client_id: string },
): Promise<ReturnType<typeof parseEvent>[]> {
  const [column, value] = 'kind' in by ? (['kind', by.kind] as const) : (['client_id', by.client_id] as const);
  const rows = await database.read(
    database.build
      .selectFrom('event')
      .select(['conversation', 'seq', 'kind', 'author', 'time', 'client_id', 'body'])
      .where('conversation', '=', conversation)
      .where(column, '=', value)
      .orderBy('seq', 'desc')
      .limit(1),
  );
  return rows.map(parseEvent);
}
