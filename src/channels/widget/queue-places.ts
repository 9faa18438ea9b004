import type { Database } from '../../database/database.js';
import { template } from '../../database/statements.js';
import type { Live } from '../../live/live.js';
import type { Log } from '../../log.js';

/** Where somebody waiting stands: so many before them in their queue, and what was promised. */
export interface Place {
  readonly ahead: number;
  readonly promise: number | null;
}

export interface QueuePlaces {
  /** Hears the place of this thread now and whenever it changes, until the returned function is called. */
  follow(thread: string, hear: (place: Place) => void): () => void;
  close(): void;
}

const pauseMs = 1_000;

/** Read for all who wait at once, at most once a second, when a list has changed and somebody listens. */
export function createQueuePlaces(parts: { database: Database; live: Live; log: Log; site: string }): QueuePlaces {
  const { database, live, log, site } = parts;
  const ears = new Map<string, Set<(place: Place) => void>>();
  let places: ReadonlyMap<string, Place> = new Map();
  let timer: NodeJS.Timeout | undefined;
  let isDue = false;

  function changed(): void {
    isDue = true;
    if (timer || ears.size === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (isDue) changed();
    }, pauseMs).unref();
    isDue = false;
    read().catch((error: unknown) => log.error({ err: error }, 'widget: places in the queue could not be read'));
  }

  async function read(): Promise<void> {
    const before = places;
    places = placesIn(await database.rows<WaitingRow>(waiting(database, { site })));
    for (const [thread, place] of places) {
      const old = before.get(thread);
      if (old?.ahead === place.ahead && old.promise === place.promise) continue;
      for (const hear of ears.get(thread) ?? []) hear(place);
    }
  }

  const leave = live.listen(`tickets:${site}`, changed);
  return {
    follow(thread, hear) {
      const others = ears.get(thread) ?? new Set();
      ears.set(thread, others.add(hear));
      const place = places.get(thread);
      if (place) hear(place);
      changed();
      return () => {
        others.delete(hear);
        if (others.size === 0 && ears.get(thread) === others) ears.delete(thread);
      };
    },
    close() {
      clearTimeout(timer);
      leave();
    },
  };
}

interface WaitingRow {
  thread: string;
  queue: string;
  promise: number | null;
}

function placesIn(rows: readonly WaitingRow[]): Map<string, Place> {
  const lengths = new Map<string, number>();
  const places = new Map<string, Place>();
  for (const { thread, queue, promise } of rows) {
    const ahead = lengths.get(queue) ?? 0;
    lengths.set(queue, ahead + 1);
    places.set(thread, { ahead, promise });
  }
  return places;
}

const waiting = template<{ site: string }>((build, place) =>
  build
    .selectFrom('ticket')
    .innerJoin('conversation', 'conversation.id', 'ticket.conversation')
    .select(['conversation.thread', 'ticket.queue', 'ticket.promise'])
    .where('ticket.site', '=', place.text('site'))
    .where('ticket.status', '=', 'waiting')
    .orderBy('ticket.waiting_since')
    .orderBy('ticket.id'),
);
