import type { Slot } from '../flows/flow.js';
import { saysLittle, saysNothing } from '../language/questions.js';
import type { Ears } from './ears.js';
import { areContacts, findable } from './flow-fill.js';
import { outlives } from './flow-state.js';
import { isOwnContact } from '../language/own-contact.js';
import { normalise } from '../language/normalise.js';
import type { Filled } from './state.js';

/** A detail somebody wrote in passing: an order number, a model, an address. */
export interface Detail {
  readonly kind: Slot['kind'];
  readonly filled: Filled;
  /** The message without it. */
  readonly rest: string;
}

/** The details in a free message that some errand of this shop would ask for. A product counts by its model alone. */
export async function detailsIn({ current, turn }: Pick<Ears, 'current' | 'turn'>, text: string): Promise<Detail[]> {
  // Numbers, models and addresses hold a digit or an @; most questions hold neither, and need not be read four times.
  if (!/[\d\uFF10-\uFF19@\uFF20]/.test(text)) return [];
  const wanted = new Set(
    [...current.flows.live.values()].flatMap(({ flow }) => Object.values(flow.slots).map(({ kind }) => kind)),
  );
  const details: Detail[] = [];
  for (const kind of findable) {
    if (!wanted.has(kind) || kind === 'photo' || kind === 'count') continue;
    const reading = await current.readers.read(kind, text, { language: turn.language, now: new Date(turn.now) });
    if (reading.status !== 'read') continue;
    // "Do you sell a toaster?" is not about a toaster the customer has.
    if (kind === 'product' && !text.normalize('NFKC').toLowerCase().includes(reading.value.toLowerCase())) continue;
    const { value, display, rest } = reading;
    details.push({ kind, filled: { value, display, state: kind === 'product' ? 'checked' : 'given' }, rest });
  }
  return details;
}

/** Keeps them for the next errand and for the ticket: nobody is asked for what they have just written. */
export function noteDetails({ current, turn, details }: Ears, text: string): void {
  if (details.length === 0) return;
  const isOwn = isOwnContact(text);
  for (const { flow, words } of current.flows.live.values()) {
    for (const [name, slot] of Object.entries(flow.slots)) {
      const found = outlives(slot.scope) ? details.find(({ kind }) => kind === slot.kind) : undefined;
      if (!found || (areContacts.has(slot.kind) && !isOwn)) continue;
      turn.state.slots[name] = found.filled;
      turn.state.collected[name] = { label: words[turn.language]?.slots[name] ?? name, ...found.filled };
    }
  }
}

/**
 * An errand the details of a message speak for. `starts`: the flow begins with such a detail. `bare`: and nothing else is
 * said. `direct`: and hardly anything else is. `byNumber`: it takes the number of an order or a parcel that was given.
 */
export interface Hint {
  readonly flow: string;
  readonly starts: boolean;
  readonly bare: boolean;
  readonly direct: boolean;
  readonly byNumber: boolean;
}

/** Where somebody can be reached goes with any errand, and speaks for none. */
const speaking = ({ kind }: Detail): boolean => !areContacts.has(kind);

/** Whether one of the numbers and models stands in this piece of the message. */
export const holdsDetail = ({ details }: Pick<Ears, 'details'>, part: string): boolean => {
  const plain = (one: string): string =>
    normalise(one)
      .toUpperCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
  return details.some((one) => speaking(one) && plain(part).includes(plain(one.filled.value)));
};

/** The errand most of the details fit into comes first. */
export function hintsOf({ current, details, turn }: Ears): Hint[] {
  return [...current.flows.live.values()]
    .map(({ flow }) => {
      const kinds = Object.values(flow.slots).map(({ kind }) => kind);
      const fitting = details.filter((one) => speaking(one) && kinds.includes(one.kind));
      const first = details.find(({ kind }) => flow.startsWith.some((name) => flow.slots[name]?.kind === kind));
      return {
        flow: flow.flow,
        count: fitting.length,
        starts: first !== undefined,
        byNumber: fitting.some(({ kind }) => kind !== 'product'),
        bare: first !== undefined && saysNothing(first.rest, turn.language),
        direct: first !== undefined && saysLittle(first.rest, turn.language),
      };
    })
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .map(({ flow, starts, bare, direct, byNumber }) => ({ flow, starts, bare, direct, byNumber }));
}
