import type { Delivery, Reach, Road } from '../console-wire.js';
import { seenOf } from '../conversations/seen.js';
import type { Database } from '../database/database.js';
import { contactOf } from '../letters/contact.js';
import { deliveries, type Delivery as Told } from '../letters/delivery.js';

/** How letters go out of this shop. */
export interface MailRoad {
  /** So long a reply waits to be seen before it goes out by mail. */
  readonly unseenSeconds: number;
  /** False: no mail server is set up, and letters wait in the outbox. */
  readonly sendsMail: boolean;
}

export interface Reached {
  readonly id: string;
  readonly thread: string;
  readonly channel: string;
  readonly head: number;
}

/** Of so many of the newest events the replies' states are told: an older reply's no longer changes what one does. */
const toldOf = 200;

/**
 * Whether the customer is there, how a reply would reach them now, and what became of earlier ones: one look at what is
 * stored. Whether the chat is open at this moment is not stored: the socket tells it.
 */
export async function reachOf(database: Database, conversation: Reached, mail: MailRoad): Promise<Reach> {
  const { id, thread, channel, head } = conversation;
  const seconds = mail.unseenSeconds;
  const [lastWord, { customer }, contact, replies] = await Promise.all([
    lastWordAt(database, id),
    seenOf(database, id),
    contactOf(database, thread),
    deliveries(database, { conversation: id, after: Math.max(0, head - toldOf), seconds }),
  ]);
  const signs = [lastWord, customer?.time].filter((time) => time !== undefined);
  return {
    online: null,
    seenUpTo: customer?.seq ?? null,
    lastSeen: signs.length === 0 ? null : Math.max(...signs),
    road: roadOf(channel, contact.mail, mail),
    deliveries: isOutside(channel)
      ? []
      : [...replies].flatMap(([seq, told]) => deliveryOf(seq, told, contact.mail ?? '') ?? []),
  };
}

async function lastWordAt(database: Database, conversation: string): Promise<number | undefined> {
  const [last] = await database.read(
    database.build
      .selectFrom('event')
      .select('time')
      .where('conversation', '=', conversation)
      .where('author', '=', 'customer')
      .orderBy('seq', 'desc')
      .limit(1),
  );
  return last?.time;
}

/** `botframework:msteams`: another company's channel, where our letters are not wanted. */
const isOutside = (channel: string): boolean => channel.includes(':');

function roadOf(channel: string, to: string | null, { unseenSeconds: seconds, sendsMail }: MailRoad): Road {
  if (isOutside(channel)) return { by: 'channel', channel: channel.slice(channel.indexOf(':') + 1) };
  if (to === null) return { by: 'chat', mailAfter: null, without: 'no-address' };
  return sendsMail
    ? { by: 'chat', mailAfter: { to, seconds }, without: null }
    : { by: 'chat', mailAfter: null, without: 'mail-not-set-up' };
}

/** What is seen is told by `seenUpTo`. */
function deliveryOf(seq: number, told: Told, to: string): Delivery | undefined {
  switch (told.state) {
    case 'seen':
      return undefined;
    case 'waiting':
      return { seq, to, state: 'mail-waiting', time: told.mailAt };
    case 'sending':
      return {
        seq,
        to,
        state: 'mail-waiting',
        time: told.nextTry,
        ...(told.reason === null ? {} : { why: told.reason }),
      };
    case 'mailed':
      return { seq, to, state: 'mailed', time: told.at };
    case 'not sent':
      return told.letter === null
        ? { seq, state: 'no-address', time: 0 }
        : { seq, to, state: 'not-sent', time: 0, why: told.reason };
  }
}
