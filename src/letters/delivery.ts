import { eventsAfter } from '../conversations/log.js';
import { seenOf } from '../conversations/seen.js';
import type { Database } from '../database/database.js';
import type { Event } from '../wire.js';
import { contactOf } from './contact.js';
import { parseLetter, type Letter } from './letter.js';
import { worthALetter } from './unseen.js';

/** How far a reply has come on its way to the customer. Times are milliseconds since 1970. */
export type Delivery =
  /** By `at` at the latest: it is when the customer last read on. */
  | { readonly state: 'seen'; readonly at: number }
  /** Not seen yet; at `mailAt` it goes out by mail. */
  | { readonly state: 'waiting'; readonly mailAt: number }
  | { readonly state: 'mailed'; readonly at: number }
  /** Being sent, or tried again at `nextTry`; `reason` says what went wrong before. */
  | { readonly state: 'sending'; readonly nextTry: number; readonly reason: string | null }
  /** It goes nowhere unless the customer comes back: `no mail` known, or what the letter met. */
  | { readonly state: 'not sent'; readonly reason: string; readonly letter: string | null };

/**
 * The state of each reply after `after` (agents' messages, and the bot's after an act), by seq. What was seen after it
 * was mailed is `seen`: that is what an agent wants to know.
 */
export async function deliveries(
  database: Database,
  { conversation, after = 0, seconds }: { conversation: string; after?: number; seconds: number },
): Promise<Map<number, Delivery>> {
  const [found] = await database.read(
    database.build.selectFrom('conversation').select('thread').where('id', '=', conversation),
  );
  const [{ customer }, contact, letters, replies] = await Promise.all([
    seenOf(database, conversation),
    contactOf(database, found?.thread ?? ''),
    lettersAbout(database, conversation),
    repliesAfter(database, conversation, after),
  ]);
  const told = replies.map(({ seq, time }): [number, Delivery] => {
    if (customer && seq <= customer.seq) return [seq, { state: 'seen', at: customer.time }];
    const letter = letters.find(({ firstSeq, upTo }) => seq >= (firstSeq ?? 0) && seq <= (upTo ?? 0));
    if (letter) return [seq, stateOf(letter)];
    if (contact.mail === null) return [seq, { state: 'not sent', reason: 'no mail', letter: null }];
    return [seq, { state: 'waiting', mailAt: time + seconds * 1000 }];
  });
  return new Map(told);
}

function stateOf({ id, state, sent, created, nextTry, reason }: Letter): Delivery {
  switch (state) {
    case 'sent':
      return { state: 'mailed', at: sent ?? created };
    case 'waiting':
      return { state: 'sending', nextTry: nextTry ?? created, reason };
    case 'not needed':
      return { state: 'seen', at: sent ?? created };
    case 'failed':
    case 'not configured':
      return { state: 'not sent', reason: reason ?? state, letter: id };
  }
}

async function lettersAbout(database: Database, conversation: string): Promise<Letter[]> {
  const rows = await database.read(
    database.build
      .selectFrom('mail')
      .selectAll()
      .where('conversation', '=', conversation)
      .where('kind', '=', 'reply')
      .orderBy('up_to'),
  );
  return rows.map(parseLetter);
}

async function repliesAfter(database: Database, conversation: string, after: number): Promise<Event[]> {
  const events: Event[] = [];
  for (let from = after; ;) {
    const batch = await eventsAfter(database, conversation, from, 1_000);
    events.push(...batch.events);
    from = batch.upTo;
    if (batch.events.length < 1_000) return worthALetter(events);
  }
}
