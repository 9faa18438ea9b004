import { createHmac } from 'node:crypto';
import { cleanMessage } from '../conversations/say.js';
import type { Database, Step } from '../database/database.js';
import { sql, template } from '../database/statements.js';
import { lookLaterSteps } from '../letters/unseen.js';
import { Refusal } from '../refusal.js';
import type { Message } from '../wire.js';
import { change, checkHolder, findConversation, type Agent, type Desk } from './desk.js';

export interface Reply {
  readonly conversation: string;
  /** The console's own name for it: sent again with it, it is stored once. */
  readonly clientId: string;
  readonly message: Omit<Message, 'language'> & { readonly language?: string | undefined };
  /** The last event on the agent's screen. A customer's message after it holds the reply back. */
  readonly basedOn?: number | undefined;
  /** The agent has been shown what came in and sends all the same. */
  readonly anyway?: boolean | undefined;
}

export interface Stored {
  readonly seq: number;
  readonly time: number;
  readonly repeated: boolean;
}

/**
 * An agent's message. Answers after it is durable; the same id and body again gets the first answer, another body
 * `Refusal('other-body')`. Refused with `not-holder` to anybody but the holder, and with `moved-on` (details: `seq` of
 * the newest message) when the customer has written something the agent has not seen.
 */
export async function reply(desk: Desk, agent: Agent, { conversation, clientId, ...said }: Reply): Promise<Stored> {
  const { database } = desk;
  const found = await findConversation(database, agent.site, conversation);
  const message: Message = { ...said.message, language: said.message.language ?? found.language };
  const original = createHmac('sha256', desk.repeatKey).update(JSON.stringify(message)).digest('base64url');
  const mark = { id: clientIdOf(agent, clientId), original };
  const body = { kind: 'message', message: cleanMessage(message, desk.own()) } as const;
  const known = await firstAnswer(database, conversation, mark);
  if (known) return known;
  checkHolder(found, agent, 'reply');
  const now = desk.clock.now();
  const changed = await change(desk, found, {
    events: [{ author: `agent:${agent.id}`, time: now, body, clientId: mark.id, original }],
    now,
    guards: unseenGuard(database, conversation, said),
    later: lookLaterSteps(database, { conversation, key: mark.id, seconds: desk.unseenSeconds ?? 120, now }),
  });
  if (changed.done) return { seq: changed.head, time: now, repeated: false };
  // The same reply may have come through on another line a moment ago: then this is its repeat, whatever stopped it.
  const repeat = await firstAnswer(database, conversation, mark);
  if (repeat) return repeat;
  if (changed.lost === 'guard') throw await movedOn(database, conversation);
  throw new Refusal('not-holder', `reply: ${agent.id} does not hold conversation ${conversation} any more`);
}

/** Agents' ids live beside the customer's in one index: a customer cannot take an agent's id away. */
export const clientIdOf = (agent: Agent, clientId: string): string => `agent:${agent.id}:${clientId}`;

async function firstAnswer(
  database: Database,
  conversation: string,
  mark: { id: string; original: string },
): Promise<Stored | undefined> {
  const [first] = await database.read(
    database.build
      .selectFrom('event')
      .select(['seq', 'time', 'original'])
      .where('conversation', '=', conversation)
      .where('client_id', '=', mark.id),
  );
  if (first && first.original !== mark.original) {
    throw new Refusal('other-body', `reply: client id ${mark.id} was used for another message`);
  }
  return first && { seq: first.seq, time: first.time, repeated: true };
}

/** One row when the agent has seen all the customer wrote. It runs while the log cannot grow. */
export function unseenGuard(
  database: Database,
  conversation: string,
  { basedOn, anyway }: { basedOn?: number | undefined; anyway?: boolean | undefined },
): Step[] {
  if (basedOn === undefined || anyway) return [];
  return [{ statement: allSeen(database, { conversation, basedOn }), rows: 1 }];
}

const allSeen = template<{ conversation: string; basedOn: number }>(
  (_, place) => sql`
    select id from conversation where id = ${place.text('conversation')}
      and not exists (select 1 from event where event.conversation = conversation.id
        and event.seq > ${place.int('basedOn')} and event.author = 'customer' and event.kind = 'message')`,
);

export async function movedOn(database: Database, conversation: string): Promise<Refusal> {
  const [newest] = await database.read(
    database.build
      .selectFrom('event')
      .select('seq')
      .where('conversation', '=', conversation)
      .where('author', '=', 'customer')
      .orderBy('seq', 'desc')
      .limit(1),
  );
  const seq = newest?.seq ?? 0;
  return new Refusal('moved-on', `reply: the customer has written ${seq} in conversation ${conversation}`, { seq });
}
