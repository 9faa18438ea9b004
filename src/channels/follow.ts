import { threadAfter, type Position, type ThreadBatch } from '../conversations/log.js';
import type { Database } from '../database/database.js';
import type { Live, Wake } from '../live/live.js';
import type { Batch } from '../wire.js';

/** Whoever reads a thread as it happens: a socket of one channel or another. */
export interface Reader {
  readonly isOpen: () => boolean;
  /**
   * Passes on at once what came along with a wake-up and follows what was passed on before. False: it cannot be said
   * without asking first; then it is read like everything else.
   */
  readonly now: (batch: Batch, position: Position) => boolean;
  /** Passes on a page that was read; done when it is with the network, so that a long log never stands in memory. */
  readonly page: (batch: ThreadBatch) => Promise<void>;
  /** Hears that somebody types or has read. */
  readonly sign?: (wake: Extract<Wake, { about: 'typing' | 'seen' }>) => void;
  readonly failed: (error: unknown) => void;
}

export interface Following {
  /** Reads what may have been missed. */
  look(): void;
  stop(): void;
}

const pageSize = 100;

/** Everything of a thread after a position, once and in order, and then everything that happens. */
export function followThread(
  { database, live }: { database: Database; live: Live },
  thread: string,
  { from, reader }: { from: Position; reader: Reader },
): Following {
  let position = from;
  /** The conversation the position is in, once an event of it was read. */
  let conversation: string | undefined;
  let reading = false;
  let wokenWhileReading = false;

  function hear(wake: Wake): void {
    if (wake.about === 'typing' || wake.about === 'seen') return reader.sign?.(wake);
    if (wake.about === 'asked') return live.announce({ about: 'here', thread });
    if (wake.about !== 'conversation') return;
    const { batch } = wake;
    if (reading || batch === undefined || batch.conversation !== conversation) return look();
    if (batch.upTo <= position.seq) return;
    if (batch.after !== position.seq) return look();
    const reached = { ordinal: position.ordinal, seq: batch.upTo };
    if (!reader.now(batch, reached)) return look();
    position = reached;
  }

  function look(): void {
    if (reading) return void (wokenWhileReading = true);
    reading = true;
    readOn().catch((error: unknown) => {
      leave();
      reader.failed(error);
    });
  }

  async function readOn(): Promise<void> {
    for (;;) {
      wokenWhileReading = false;
      const batch = await threadAfter(database, thread, position, pageSize);
      if (!reader.isOpen()) return;
      position = batch.upTo;
      conversation = batch.events.at(-1)?.conversation ?? conversation;
      if (batch.events.length > 0) await reader.page(batch);
      if (batch.events.length < pageSize && !wokenWhileReading) {
        // In the same step as the look: a wake-up between the two would be heard by nobody.
        reading = false;
        return;
      }
    }
  }

  // Listening begins before the first read: what happens in between wakes a second read, so nothing falls through.
  const leave = live.listen(`thread:${thread}`, hear);
  look();
  live.announce({ about: 'here', thread });
  return {
    look,
    stop() {
      leave();
      live.announce({ about: 'left', thread });
    },
  };
}
