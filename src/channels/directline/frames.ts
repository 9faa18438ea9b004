import { formatPosition, type Position, type ThreadBatch } from '../../conversations/log.js';
import type { Batch, Event } from '../../wire.js';
import type { Ordinals } from './ordinals.js';
import { presentActivity, type Look, type OutActivity } from './present-activity.js';

interface Reader {
  readonly thread: string;
  readonly user: string;
}

export interface ActivitySet {
  readonly activities: readonly OutActivity[];
  readonly watermark: string;
}

/** Events as the text of Direct Line frames. A batch that wakes many sockets is presented and written out once. */
export interface Frames {
  ofBatch(batch: Batch, reader: Reader & { ordinal: number }): string | undefined;
  ofThread(batch: ThreadBatch, reader: Reader): Promise<string | undefined>;
  setOf(batch: ThreadBatch, reader: Reader): Promise<ActivitySet>;
}

export function createFrames(ordinals: Ordinals, look: Look): Frames {
  // A batch has one thread, and a thread one customer: every socket it wakes reads the same text.
  const written = new WeakMap<Batch, { frame: string | undefined }>();

  async function setOf(batch: ThreadBatch, { thread, user }: Reader): Promise<ActivitySet> {
    const activities: OutActivity[] = [];
    for (const event of batch.events) {
      const position = { ordinal: await ordinals.of(thread, event.conversation), seq: event.seq };
      activities.push(...present(event, position, { thread, user }));
    }
    return { activities, watermark: formatPosition(batch.upTo) };
  }

  function present(event: Event, position: Position, reader: Reader): OutActivity[] {
    const activity = presentActivity(event, { position, ...reader }, look);
    return activity ? [activity] : [];
  }

  return {
    setOf,
    ofBatch(batch, { ordinal, ...reader }) {
      const known = written.get(batch);
      if (known) return known.frame;
      const activities = batch.events.flatMap((event) => present(event, { ordinal, seq: event.seq }, reader));
      const frame = frameOf({ activities, watermark: formatPosition({ ordinal, seq: batch.upTo }) });
      written.set(batch, { frame });
      return frame;
    },
    async ofThread(batch, reader) {
      return frameOf(await setOf(batch, reader));
    },
  };
}

/** An empty frame would only look like a keep-alive. */
const frameOf = (set: ActivitySet): string | undefined =>
  set.activities.length === 0 ? undefined : JSON.stringify(set);
