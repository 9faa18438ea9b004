import { createHmac } from 'node:crypto';
import type { Clock } from '../clock.js';
import type { Database, Row } from '../database/database.js';
import { sql, template } from '../database/statements.js';
import type { Live, Moment } from '../live/live.js';
import { reached } from '../points.js';
import { Refusal } from '../refusal.js';
import type { Event, EventBody, Message } from '../wire.js';
import { chain } from './append.js';
import { seal, type SealedEvent } from './event.js';
import { conversationSteps } from './open.js';
import { parseOwner } from './owner.js';
import { redact } from './redact.js';

/** What the door needs of the house. `own` are the shop's own number patterns, which are never taken for a card. */
export interface Door {
  readonly database: Database;
  readonly live: Live;
  readonly clock: Clock;
  readonly process: string;
  readonly repeatKey: string;
  readonly leaseSeconds: number;
  readonly own: () => readonly RegExp[];
  /** What the bot remembers in a conversation that follows another, of what it remembered in that one. */
  readonly carry?: (state: string, now: number) => string;
}

/** A customer's message at the door. `clientId` is the sender's own name for it: the same one is stored once. */
export interface Said {
  readonly thread: string;
  readonly clientId: string;
  readonly message: Message;
}

export interface Stored {
  readonly conversation: string;
  readonly seq: number;
  readonly time: number;
  readonly repeated: boolean;
}

/** After this long a closed conversation is not reopened: a message begins a new one that is linked to the old. */
export const reopenWindow = 72 * 3600 * 1000;

/** How often a message is tried anew when others change its thread at the same moment. */
const mostTries = 5;

/**
 * The one door. Stores what a customer said, durably, before it answers; the same client id and body again gets the
 * first answer, with another body a `Refusal('other-body')`. Takes the conversation's turn lease in the same statement
 * when it is free, so that thinking can begin without a commit spent on locking. Never calls the bot: it wakes it.
 */
export function say(door: Door, said: Said): Promise<Stored> {
  return store(door, said, 1);
}

async function store(door: Door, said: Said, tries: number): Promise<Stored> {
  const body: EventBody = { kind: 'message', message: cleanMessage(said.message, door.own()) };
  const original = repeatMark(door.repeatKey, said.message);
  const now = door.clock.now();
  const sealed = seal({ author: 'customer', time: now, body, clientId: said.clientId, original });
  reached('door: before commit', said.thread);
  const commit = await door.database.commit([
    {
      statement: advance(door.database, {
        thread: said.thread,
        client: said.clientId,
        link0: sealed.link,
        lease: `${door.process}:${sealed.salt}`,
        length: door.leaseSeconds * 1000,
        reopen: now - reopenWindow,
      }),
      rows: 1,
    },
    { statement: insertIntoThread(door.database, { thread: said.thread, ...sealed }), rows: 1 },
  ]);
  if (!commit.done) return repeatOrRefuse(door, said, { original, now, tries });
  const row = commit.rows[0]?.[0];
  const conversation = String(row?.['id']);
  const seq = Number(row?.['head']);
  reached('door: after commit', conversation);
  const event: Event = { conversation, seq, author: 'customer', time: now, clientId: said.clientId, body };
  door.live.announce({
    about: 'conversation',
    conversation,
    thread: said.thread,
    leased: row?.['leased'] === 1,
    ...momentOf(row),
    batch: { conversation, after: seq - 1, upTo: seq, events: [event] },
  });
  const agent = /^agent:(.+)$/.exec(String(row?.['owner']))?.[1];
  if (agent !== undefined) door.live.announce({ about: 'held', agent, conversation, seq });
  return { conversation, seq, time: now, repeated: false };
}

/** Only for who took the lease, and only when this message is the one thing to answer. */
function momentOf(row: Row | undefined): { moment?: Moment } {
  if (row?.['leased'] !== 1 || Number(row['answered']) !== Number(row['head']) - 1) return {};
  const { site, channel, language, owner, closed_by: closedBy, turn, head, attempts, state } = row;
  return {
    moment: {
      site: String(site),
      channel: String(channel),
      language: String(language),
      state: String(state ?? ''),
      owner: parseOwner(String(owner)),
      closedBy: typeof closedBy === 'string' ? closedBy : null,
      turn: Number(turn),
      head: Number(head),
      attempts: Number(attempts),
    },
  };
}

const latest = sql`(select id from conversation as newest where newest.thread = `;

interface Advance {
  thread: string;
  client: string;
  link0: string;
  lease: string;
  length: number;
  reopen: number;
}

const advance = template<Advance>((_, place, now) => {
  const free = sql`(lease_until < ${now} and owner not like 'agent:%')`;
  return sql`
    update conversation set head = head + 1, hash = ${chain([place.text('link0')])},
      pending = case when owner like 'agent:%' then 0 else 1 end,
      answered = case when owner like 'agent:%' then head + 1 else answered end,
      lease_by = case when ${free} then ${place.text('lease')} else lease_by end,
      lease_until = case when ${free} then ${now} + ${place.int('length')} else lease_until end
    where id = ${latest}${place.text('thread')} order by ordinal desc limit 1)
      and (closed is null or closed >= ${place.int('reopen')})
      and not exists (select 1 from event
        where event.conversation = conversation.id and event.client_id = ${place.text('client')})
    returning id, head, site, channel, language, owner, closed_by, turn, answered, attempts,
      case when lease_by = ${place.text('lease')} then 1 else 0 end as leased,
      case when lease_by = ${place.text('lease')} then state end as state`;
});

const insertIntoThread = template<SealedEvent & { thread: string }>(
  (_, place) => sql`
    insert into event (conversation, seq, kind, author, time, client_id, original, salt, digest, body)
    select id, head, ${place.text('kind')}, ${place.text('author')}, ${place.int('time')},
      ${place.text('client')}, ${place.text('original')}, ${place.text('salt')}, ${place.text('digest')}, ${place.text('body')}
    from conversation where thread = ${place.text('thread')} order by ordinal desc limit 1`,
);

/** Networks send again what had arrived: this is asked as often as they do. */
const storedBefore = template<{ thread: string; client: string }>((build, place) =>
  build
    .selectFrom('event')
    .innerJoin('conversation', 'conversation.id', 'event.conversation')
    .select(['event.conversation', 'event.seq', 'event.time', 'event.original'])
    .where('conversation.thread', '=', place.text('thread'))
    .where('event.client_id', '=', place.text('client')),
);

/** The first try was refused: the message is here already, or the conversation is past reopening, or there is none. */
async function repeatOrRefuse(
  door: Door,
  said: Said,
  { original, now, tries }: { original: string; now: number; tries: number },
): Promise<Stored> {
  const { database } = door;
  const [first] = await database.rows<Pick<Stored, 'conversation' | 'seq' | 'time'> & { original: string | null }>(
    storedBefore(database, { thread: said.thread, client: said.clientId }),
  );
  if (first) {
    if (first.original !== original)
      throw new Refusal('other-body', `say: client id ${said.clientId} was used for another message`);
    return { conversation: first.conversation, seq: first.seq, time: first.time, repeated: true };
  }
  const [old] = await database.read(
    database.build
      .selectFrom('conversation')
      .select(['id', 'ordinal', 'site', 'channel', 'language', 'closed', 'thread', 'state'])
      .where('thread', '=', said.thread)
      .orderBy('ordinal', 'desc')
      .limit(1),
  );
  if (!old) throw new Refusal('not-found', `say: there is no thread ${said.thread}`);
  if (old.closed === null || old.closed >= now - reopenWindow) {
    // Another message began this conversation between our try and this look: there is room in it now.
    if (tries < mostTries) return store(door, said, tries + 1);
    throw new Refusal('busy', `say: conversation ${old.id} could not be advanced`);
  }
  const state = door.carry?.(old.state, now) ?? '';
  const { steps } = conversationSteps(database, { ...old, ordinal: old.ordinal + 1, follows: old.id, now, state });
  // Losing the race for the next ordinal is fine: the other message made the conversation this one goes to.
  await database.commit(steps);
  if (tries >= mostTries) throw new Refusal('busy', `say: thread ${said.thread} keeps changing`);
  return store(door, said, tries + 1);
}

/** Text made well-formed, card numbers cut. NUL is refused: SQLite would silently keep only what stands before it. */
export function cleanMessage(message: Message, own: readonly RegExp[]): Message {
  const text = wellFormed(message.text, 'text');
  const value = message.value === undefined ? undefined : wellFormed(message.value, 'value');
  const answers = message.answers && Object.entries(message.answers);
  return {
    ...message,
    text: redact(text, own),
    ...(value === undefined ? {} : { value: redact(value, own) }),
    ...(answers && { answers: Object.fromEntries(answers.map((one) => cleanAnswer(one, own))) }),
  };
}

function cleanAnswer([name, answer]: [string, string], own: readonly RegExp[]): [string, string] {
  return [wellFormed(name, 'answers'), redact(wellFormed(answer, `answers.${name}`), own)];
}

export function wellFormed(text: string, field: string): string {
  if (text.includes('\0')) throw new Refusal('bad-input', `${field} holds a NUL character`);
  return text.toWellFormed();
}

/** Repeats are recognised by a keyed hash of what was sent, so a cut card number is not kept for comparing. */
function repeatMark(key: string, message: Message): string {
  return createHmac('sha256', key).update(JSON.stringify(message)).digest('base64url');
}
