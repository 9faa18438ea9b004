import type { Position } from '../../conversations/log.js';
import { conversationsOf } from '../../conversations/log.js';
import { markSeen } from '../../conversations/seen.js';
import type { Event } from '../../wire.js';
import type { DirectLine } from './directline.js';

/**
 * How far a client of Direct Line has come. Its protocol has no "read": what a client proves to have received counts as
 * seen, so that an answer on somebody's screen is not mailed to them as well. A frame that was only sent proves
 * nothing: a phone that was put to sleep takes no more, and its line looks open for a while.
 */
export interface Delivered {
  /** These went out on the line. */
  sent(events: readonly Event[]): void;
  /** A ping goes out now: its answer proves all that was sent before it. */
  pinged(): void;
  answered(): void;
}

export function followDelivery(line: DirectLine, thread: string): Delivered {
  const sent = new Map<string, number>();
  let awaited = new Map<string, number>();
  return {
    sent(events) {
      // Only what a person, or an act, brought is ever mailed; noting every sentence of the bot would cost a commit each.
      for (const { conversation, seq, author, body } of events) {
        if (author.startsWith('agent:') || body?.kind === 'act done' || sent.has(conversation))
          sent.set(conversation, seq);
      }
    },
    pinged() {
      awaited = new Map(sent);
    },
    answered() {
      for (const [conversation, seq] of awaited) {
        if (sent.get(conversation) === seq) sent.delete(conversation);
        note(line, { conversation, thread, seq });
      }
      awaited.clear();
    },
  };
}

/** A client that polls asks for what comes after its watermark: so far it has read. */
export async function noteWatermark(line: DirectLine, thread: string, { ordinal, seq }: Position): Promise<void> {
  if (seq === 0) return;
  const own = (await conversationsOf(line.door.database, thread)).find((one) => one.ordinal === ordinal);
  if (own) note(line, { conversation: own.id, thread, seq });
}

/** Lost, it costs a letter that was not needed: no reason to fail what the client asked for. */
function note({ door, log }: DirectLine, mark: { conversation: string; thread: string; seq: number }): void {
  markSeen(door, { reader: 'customer', now: door.clock.now(), ...mark }).catch((error: unknown) =>
    log.error({ err: error, conversation: mark.conversation }, 'directline: could not note what was read'),
  );
}
