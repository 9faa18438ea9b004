import type { Batch, Event, EventBody, Owner } from '../wire.js';

/**
 * What a console keeps of a ticket and its conversation between two reads, and how an event changes it. The rule all of
 * it obeys: an old snapshot with the events since is the same as a fresh one. Runs in the browser: wire types alone.
 */
export interface Card {
  readonly ticket: string;
  readonly number: string;
  readonly conversation: string;
  readonly status: 'open' | 'waiting' | 'claimed' | 'solved';
  readonly queue: string;
  readonly holder: string | null;
  readonly waitingSince: number | null;
  readonly updated: number;
  readonly outcome: string | null;
  /** What the customer said of the last closing, 1 to 5, and why. */
  readonly score: number | null;
  readonly comment: string | null;
  readonly head: number;
  /** The ticket's content has changed in a way the event does not tell (slots, articles, a promise): read it again. */
  readonly stale?: boolean;
}

/** Events come in order; one that was applied already changes nothing. */
export function applyToCard<C extends Card>(card: C, event: Event): C {
  if (event.conversation !== card.conversation || event.seq <= card.head) return card;
  const moved = { ...card, head: event.seq };
  if (event.body?.kind === 'owner') return { ...moved, ...afterOwner(card, event.body, event.time) };
  if (event.body?.kind === 'ticket' && event.body.number === card.number) {
    return { ...moved, ...afterTicket(event.body, event.time) };
  }
  if (event.body?.kind === 'rating given' && event.body.ticket === card.ticket) {
    return { ...moved, score: event.body.score, comment: event.body.comment };
  }
  return event.body?.kind === 'erased' ? { ...moved, stale: true } : moved;
}

type Change = Partial<Omit<Card, 'ticket' | 'number' | 'conversation'>>;

function afterOwner(card: Card, { from, to, reason }: Extract<EventBody, { kind: 'owner' }>, time: number): Change {
  const reopened = from.status === 'closed' && card.status === 'solved';
  const waitingSince = reopened ? time : card.waitingSince;
  const outcome = reopened ? null : card.outcome;
  switch (to.status) {
    case 'waiting':
      return {
        ...{ status: 'waiting', queue: to.queue, holder: null, outcome, updated: time },
        waitingSince: waitingSince ?? time,
      };
    case 'agent':
      return { status: 'claimed', holder: to.agent, waitingSince, outcome, updated: time };
    case 'bot':
      // A customer who comes back to the bot leaves a solved ticket solved.
      return from.status === 'closed' ? {} : { status: 'open', holder: null, waitingSince: null, updated: time };
    case 'closed':
      // The bot's own goodbye solves nothing; an agent's does, in their words, and so does a customer's who waits no more.
      if (from.status === 'waiting') return { status: 'solved', outcome: reason, updated: time };
      return from.status === 'agent' ? { status: 'solved', outcome: reason, holder: from.agent, updated: time } : {};
  }
}

function afterTicket({ change }: Extract<EventBody, { kind: 'ticket' }>, time: number): Change {
  switch (change) {
    case 'opened':
      return {};
    case 'solved':
      return { status: 'solved', updated: time };
    case 'updated':
    case 'reopened':
      return { updated: time, stale: true };
  }
}

/** A conversation as far as it was read. */
export interface ConversationView {
  readonly conversation: string;
  readonly owner: Owner;
  readonly upTo: number;
  readonly events: readonly Event[];
}

/**
 * The view after a batch, or `gap` when something between is missing: then ask for the events after `upTo`. Batches
 * may overlap and come twice.
 */
export function applyBatch(view: ConversationView, batch: Batch): ConversationView | 'gap' {
  if (batch.conversation !== view.conversation || batch.upTo <= view.upTo) return view;
  if (batch.after > view.upTo) return 'gap';
  const fresh = batch.events.filter(({ seq }) => seq > view.upTo);
  const owner = fresh.reduce((known, { body }) => (body?.kind === 'owner' ? body.to : known), view.owner);
  return { ...view, owner, upTo: batch.upTo, events: [...view.events, ...fresh] };
}

/** What a queue's list shows of a card: whether it still belongs there. */
export const isListed = (card: Card, queues: readonly string[], status: Card['status']): boolean =>
  card.status === status && queues.includes(card.queue);
