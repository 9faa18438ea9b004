import { conversationsOf, parsePosition } from '../../conversations/log.js';
import type { Door } from '../../conversations/say.js';
import { markSeen } from '../../conversations/seen.js';
import { tellTyping } from '../../conversations/typing.js';
import type { WidgetParts } from './parts.js';

/** Somebody who types is told of this often, and a read mark is stored this often, however many frames come. */
const typingEveryMs = 2_000;
const seenEveryMs = 1_000;

/** What a customer does without a word. Frames may come often; what they cost comes seldom. */
export function createHands({ widget: { door } }: WidgetParts): {
  typing(thread: string): Promise<void>;
  seen(thread: string, upTo: string): Promise<void>;
} {
  let typed = 0;
  let waiting: string | undefined;
  let resting = false;

  return {
    async typing(thread) {
      if (Date.now() - typed < typingEveryMs) return;
      typed = Date.now();
      await tellTyping(door, thread);
    },
    async seen(thread, upTo) {
      waiting = upTo;
      if (resting) return;
      resting = true;
      while (waiting !== undefined) {
        const next: string = waiting;
        waiting = undefined;
        await noteSeen(door, thread, next);
        await new Promise((resolve) => setTimeout(resolve, seenEveryMs).unref());
      }
      resting = false;
    },
  };
}

/** Notes how far the customer has read. A position of another thread, or of none, moves nothing. */
export async function noteSeen(door: Door, thread: string, upTo: string): Promise<void> {
  const { database, clock } = door;
  const position = parsePosition(upTo);
  const found =
    position && (await conversationsOf(database, thread)).find(({ ordinal }) => ordinal === position.ordinal);
  if (!found) return;
  const mark = { conversation: found.id, thread, reader: 'customer', seq: position.seq, now: clock.now() } as const;
  await markSeen(door, mark);
}
