import type { Event } from '../../../../wire.js';
import { dayOf, type Place } from '../../times.js';
import type { Pending } from '../compose/outbox.js';

/** What stands in a transcript, one below the other. */
export type Entry =
  | { readonly kind: 'day'; readonly key: string; readonly day: string }
  /** `follows`: the same writer a moment ago, whose name need not be said again. */
  | { readonly kind: 'event'; readonly key: string; readonly event: Event; readonly follows: boolean }
  | { readonly kind: 'pending'; readonly key: string; readonly pending: Pending };

/** Within this time two messages of one writer are read as one. */
const together = 5 * 60_000;

export function entriesOf(events: readonly Event[], pending: readonly Pending[], place: Place): Entry[] {
  const entries: Entry[] = [];
  let day = '';
  let before: Event | undefined;
  for (const event of events) {
    const today = dayOf(event.time, place);
    if (today !== day) entries.push({ kind: 'day', key: `day ${today}`, day: today });
    const follows = today === day && before !== undefined && isTogether(before, event);
    entries.push({ kind: 'event', key: `event ${event.seq}`, event, follows });
    day = today;
    before = event;
  }
  // The log's own wake-up may be faster than the answer to what was sent: then it stands there once all the same.
  const onTheWay = pending.filter((one) => !events.some(({ clientId }) => clientId?.endsWith(`:${one.clientId}`)));
  return [...entries, ...onTheWay.map((one): Entry => ({ kind: 'pending', key: one.clientId, pending: one }))];
}

const isTogether = (before: Event, event: Event): boolean =>
  before.author === event.author &&
  before.body?.kind === 'message' &&
  event.body?.kind === 'message' &&
  event.time - before.time < together;
