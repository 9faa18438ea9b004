import type { WidgetBatch, WidgetEvent } from '../../../widget-wire.js';
import { isAfter } from './position.js';

/** The conversation as far as this reader has it. */
export interface Thread {
  readonly position: string;
  readonly events: readonly WidgetEvent[];
}

export type MessageEvent = Extract<WidgetEvent, { kind: 'message' }>;

export const emptyThread: Thread = { position: '', events: [] };

/**
 * The thread with the batch in it; the same thread when the batch is old news; `gap` when something lies between, and the
 * reader must ask for what comes after its own position.
 */
export function withBatch(thread: Thread, { after, upTo, events }: WidgetBatch): Thread | 'gap' {
  if (after !== thread.position && isAfter(after, thread.position)) return 'gap';
  const fresh = events.filter((event) => isAfter(event.position, thread.position));
  if (!isAfter(upTo, thread.position)) return thread;
  return { position: upTo, events: fresh.reduce(withEvent, thread.events) };
}

function withEvent(events: readonly WidgetEvent[], event: WidgetEvent): readonly WidgetEvent[] {
  switch (event.kind) {
    case 'erased':
      // What was erased on the server is not to be read on a screen that had it already.
      return [...events.filter(({ conversation }) => conversation !== event.conversation), event];
    case 'rating': {
      // A changed score takes the place of the question it answers.
      const rest = events.filter((old) => old.kind !== 'rating' || old.conversation !== event.conversation);
      const asked = events.find((old) => old.kind === 'rating' && old.conversation === event.conversation);
      if (asked === undefined || event.score === null) return [...rest, event];
      return events.map((old) => (old === asked ? { ...event, position: old.position, time: old.time } : old));
    }
    default:
      return [...events, event];
  }
}

/** Who has the conversation now. */
export function ownerOf({ events }: Thread): { status: 'bot' | 'waiting' | 'agent' | 'closed'; name: string } {
  const last = events.findLast((event) => event.kind === 'owner');
  return last?.kind === 'owner' ? last : { status: 'bot', name: '' };
}

export function messagesOf({ events }: Thread): MessageEvent[] {
  return events.filter((event) => event.kind === 'message');
}
