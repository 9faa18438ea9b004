import type { IncomingMessage } from 'node:http';
import { threadAfter, type Position, type ThreadBatch } from '../../conversations/log.js';
import type { Database } from '../../database/database.js';
import type { Live } from '../../live/live.js';

export interface Waiting {
  readonly thread: string;
  readonly after: Position;
  /** 0: answer what there is now. */
  readonly seconds: number;
  /** Whoever asked may have gone. */
  readonly incoming: IncomingMessage;
  /** The server is closing: what waits is answered, so that it can come back elsewhere. */
  readonly stop: AbortSignal;
}

/** What came after a position, as soon as there is something, or nothing when the time is over. */
export async function waitForEvents(
  { database, live }: { database: Database; live: Live },
  { thread, after, seconds, incoming, stop }: Waiting,
): Promise<ThreadBatch> {
  let moved = (): void => undefined;
  // Listening begins before the first read: what happens in between is read again, so nothing falls through.
  let isMoved = false;
  // Who waits on a poll is there as much as who holds a socket open.
  const tell = (about: 'here' | 'left'): void => void (seconds > 0 && live.announce({ about, thread }));
  const leave = live.listen(`thread:${thread}`, ({ about }) => {
    if (about === 'asked') tell('here');
    if (about !== 'conversation') return;
    isMoved = true;
    moved();
  });
  const end = Date.now() + seconds * 1000;
  tell('here');
  try {
    for (;;) {
      isMoved = false;
      const batch = await threadAfter(database, thread, after);
      if (batch.events.length > 0 || Date.now() >= end || stop.aborted || incoming.destroyed) return batch;
      if (isMoved) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(wake, end - Date.now());
        function wake(): void {
          clearTimeout(timer);
          stop.removeEventListener('abort', wake);
          incoming.off('close', wake);
          resolve();
        }
        moved = wake;
        stop.addEventListener('abort', wake);
        incoming.once('close', wake);
      });
    }
  } finally {
    leave();
    // The next poll comes within the patience of whoever asks now; where none comes, they have gone.
    tell('left');
  }
}
