import { formatPosition, type Position, type ThreadBatch } from '../../conversations/log.js';
import type { ServerFrame, WidgetBatch, WidgetEvent } from '../../widget-wire.js';
import type { Batch, Event } from '../../wire.js';
import type { Ordinals } from '../directline/ordinals.js';
import { agentOf, presentEvent } from './present.js';
import type { Widget } from './widget.js';

/** Events as the widget's frames. A batch that wakes many sockets is presented and written out once. */
export interface Frames {
  /** Undefined when a name in it must be asked for first. */
  ofBatch(batch: Batch, ordinal: number): string | undefined;
  ofThread(batch: ThreadBatch, thread: string): Promise<string>;
  batchOf(batch: ThreadBatch, thread: string): Promise<WidgetBatch>;
}

export const written = (frame: ServerFrame): string => JSON.stringify(frame);

export function createFrames(widget: Widget, ordinals: Ordinals): Frames {
  // A batch has one thread, and a thread one customer: every tab it wakes reads the same text.
  const known = new WeakMap<Batch, string>();

  async function batchOf({ after, upTo, events }: ThreadBatch, thread: string): Promise<WidgetBatch> {
    await widget.names.load(events.flatMap((event) => agentOf(event) ?? []));
    const seen: WidgetEvent[] = [];
    for (const event of events) seen.push(...shown(event, await ordinals.of(thread, event.conversation)));
    return { after: formatPosition(after), upTo: formatPosition(upTo), events: seen };
  }

  function shown(event: Event, ordinal: number): WidgetEvent[] {
    const one = presentEvent(event, ordinal, widget);
    return one ? [one] : [];
  }

  return {
    batchOf,
    ofBatch(batch, ordinal) {
      const frame = known.get(batch);
      if (frame !== undefined) return frame;
      const agents = batch.events.flatMap((event) => agentOf(event) ?? []);
      if (agents.some((agent) => widget.names.known(agent) === undefined)) return undefined;
      const at = (seq: number): string => formatPosition({ ordinal, seq } satisfies Position);
      const events = batch.events.flatMap((event) => shown(event, ordinal));
      const text = written({ kind: 'events', batch: { after: at(batch.after), upTo: at(batch.upTo), events } });
      known.set(batch, text);
      return text;
    },
    async ofThread(batch, thread) {
      return written({ kind: 'events', batch: await batchOf(batch, thread) });
    },
  };
}
