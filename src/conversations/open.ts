import type { Database, Step } from '../database/database.js';
import { template } from '../database/statements.js';
import { newId } from '../id.js';
import { Refusal } from '../refusal.js';
import type { Message } from '../wire.js';
import { appendSteps } from './append.js';
import { nextHash } from './event.js';

/** A new thread: what one customer sees as one continuing chat on one channel. `peer` is their id out there. */
export interface NewThread {
  readonly site: string;
  readonly channel: string;
  readonly peer: string;
  readonly language: string;
  readonly now: number;
  /** An id given out before the thread was made: a token for a chat that may never begin. */
  readonly thread?: string;
  /** The bot's first words: they stand in the log from the moment there is one. */
  readonly greeting?: Message | undefined;
  /** How to reach the customer outside, as the channel's own JSON. */
  readonly address?: string;
  /** The customer the shop has vouched for. */
  readonly customer?: string | undefined;
}

export interface Opened {
  readonly thread: string;
  readonly conversation: string;
  /** False when the thread was there already. */
  readonly made: boolean;
}

/** Opens a thread with its first conversation. The same (site, channel, peer) again gives the thread already there. */
export async function openThread(database: Database, wanted: NewThread): Promise<Opened> {
  const thread = wanted.thread ?? newId('t');
  const { steps, conversation } = conversationSteps(database, { ...wanted, thread, ordinal: 0, follows: null });
  const { site, channel, peer, now, address = null, customer = null } = wanted;
  const insert = insertThread(database, { thread, site, channel, peer, now, address, customer });
  const greeted = wanted.greeting ? greetingSteps(database, conversation, wanted.greeting, now) : [];
  const commit = await database.commit([{ statement: insert, rows: 1 }, ...steps, ...greeted]);
  if (commit.done) return { thread, conversation, made: true };
  const known = await currentConversation(database, { site, channel, peer });
  if (!known) throw new Refusal('not-found', `open: thread ${channel}/${peer} could be neither made nor found`);
  return { ...known, made: false };
}

function greetingSteps(database: Database, conversation: string, message: Message, now: number): Step[] {
  const greeting = { author: 'bot', time: now, body: { kind: 'message', message } } as const;
  return appendSteps(database, { conversation, events: [greeting], owner: { status: 'bot' }, now });
}

export function conversationSteps(
  database: Database,
  wanted: Omit<NewThread, 'peer'> & { thread: string; ordinal: number; follows: string | null; state?: string },
): { steps: Step[]; conversation: string } {
  const id = newId('c');
  const { thread, ordinal, site, channel, language, now, follows, state = '' } = wanted;
  const hash = firstHash(id);
  const statement = insertConversation(database, {
    ...{ id, thread, ordinal, site, channel, language, now, follows, state, hash },
  });
  return { steps: [{ statement, rows: 1 }], conversation: id };
}

interface ThreadRow extends Pick<NewThread, 'site' | 'channel' | 'peer' | 'now'> {
  thread: string;
  address: string | null;
  customer: string | null;
}

const insertThread = template<ThreadRow>((build, place) =>
  build.insertInto('thread').values({
    ...{ id: place.text('thread'), site: place.text('site'), channel: place.text('channel') },
    ...{ peer: place.text('peer'), opened: place.int('now'), address: place.text('address') },
    ...{ cursor: null, customer: place.text('customer') },
  }),
);

interface ConversationRow {
  id: string;
  thread: string;
  ordinal: number;
  site: string;
  channel: string;
  language: string;
  now: number;
  follows: string | null;
  state: string;
  hash: string;
}

const insertConversation = template<ConversationRow>((build, place) =>
  build.insertInto('conversation').values({
    ...{ id: place.text('id'), thread: place.text('thread'), ordinal: place.int('ordinal') },
    ...{ site: place.text('site'), channel: place.text('channel'), language: place.text('language') },
    ...{ follows: place.text('follows'), opened: place.int('now'), owner: 'bot', owner_since: place.int('now') },
    ...{ turn: 0, head: 0, answered: 0, pending: 0, attempts: 0, hash: place.text('hash') },
    ...{ state: place.text('state'), lease_by: '', lease_until: 0, closed: null, closed_by: null },
  }),
);

/** The chain begins with the conversation's own id, so two logs never share a beginning. */
export const firstHash = (conversation: string): string => nextHash('', 0, conversation);

async function currentConversation(
  database: Database,
  { site, channel, peer }: Pick<NewThread, 'site' | 'channel' | 'peer'>,
): Promise<Omit<Opened, 'made'> | undefined> {
  const [row] = await database.read(
    database.build
      .selectFrom('conversation')
      .innerJoin('thread', 'thread.id', 'conversation.thread')
      .select(['conversation.id as conversation', 'thread.id as thread'])
      .where('thread.site', '=', site)
      .where('thread.channel', '=', channel)
      .where('thread.peer', '=', peer)
      .orderBy('conversation.ordinal', 'desc')
      .limit(1),
  );
  return row;
}
