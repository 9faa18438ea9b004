import type { ConversationDetail, Reach, StaffFrame, TicketCard } from '../../../../console-wire.js';
import { applyBatch, applyToCard, type ConversationView } from '../../../../handoff/view.js';
import type { Batch } from '../../../../wire.js';

/** One conversation as this tab knows it. The log is whole from after `from` up to `view.upTo`. */
export interface Conversation {
  readonly detail: Omit<ConversationDetail, 'tail' | 'card' | 'reach'>;
  readonly card: TicketCard | null;
  readonly reach: Reach;
  readonly view: ConversationView;
  readonly from: number;
  /** Who is writing now, and until when they are taken to be. */
  readonly typing: { readonly by: 'customer' | 'bot' | 'agent'; readonly name: string; readonly until: number } | null;
  /** Something between is missing: ask again from `view.upTo`. */
  readonly gap: boolean;
}

/** As the server has just told it. */
export function opened({ tail, card, reach, ...detail }: ConversationDetail): Conversation {
  const { conversation, owner } = detail;
  const view = { conversation, owner, upTo: tail.after, events: [] };
  const known: Conversation = { detail, card, reach, view, from: tail.after, typing: null, gap: false };
  return withBatch(known, tail);
}

/** Told anew (a ticket's details changed): what came in since stays. */
export function refreshed(known: Conversation, { tail, card, reach, ...detail }: ConversationDetail): Conversation {
  const base = withReach({ ...known, detail, card }, reach);
  return { ...withBatch(base, tail), card: bringForward(card, known.view.events) };
}

const bringForward = (card: TicketCard | null, events: Batch['events']): TicketCard | null =>
  card && events.reduce(applyToCard<TicketCard>, card);

export function withBatch(known: Conversation, batch: Batch): Conversation {
  const view = applyBatch(known.view, batch);
  if (view === 'gap') return { ...known, gap: true };
  const fresh = view.events.slice(known.view.events.length);
  const isWriterDone = fresh.some(({ author }) => author === 'customer');
  const typing = isWriterDone && known.typing?.by === 'customer' ? null : known.typing;
  return {
    ...known,
    view,
    typing,
    gap: false,
    card: bringForward(known.card, fresh),
    reach: reachAfter(known.reach, fresh),
  };
}

/** A message is a sign of life, and whoever writes has the conversation before them. */
function reachAfter(reach: Reach, fresh: Batch['events']): Reach {
  const last = fresh.findLast(({ author }) => author === 'customer');
  return last ? { ...reach, lastSeen: last.time } : reach;
}

/** How a reply gets there, read anew; whether the chat is open only the socket knows. */
export const withReach = (known: Conversation, reach: Reach): Conversation => ({
  ...known,
  reach: { ...reach, online: known.reach.online, seenUpTo: Math.max(known.reach.seenUpTo ?? 0, reach.seenUpTo ?? 0) },
});

/** What stands before the part known so far. */
export function withEarlier(known: Conversation, batch: Batch): Conversation {
  if (batch.after >= known.from) return known;
  const earlier = batch.events.filter(({ seq }) => seq <= known.from);
  return { ...known, from: batch.after, view: { ...known.view, events: [...earlier, ...known.view.events] } };
}

/** One frame of the socket. */
export function heard(known: Conversation, frame: StaffFrame, now: number): Conversation {
  switch (frame.kind) {
    case 'events':
      return withBatch(known, frame.batch);
    case 'reach':
      return { ...known, reach: frame.reach };
    case 'online':
      return { ...known, reach: { ...known.reach, online: frame.online } };
    case 'typing':
      return { ...known, typing: { by: frame.by, name: frame.name, until: now + frame.seconds * 1_000 } };
    case 'seen':
      if (frame.by !== 'customer') return known;
      return {
        ...known,
        reach: {
          ...known.reach,
          seenUpTo: Math.max(known.reach.seenUpTo ?? 0, frame.upTo),
          lastSeen: Math.max(known.reach.lastSeen ?? 0, frame.time),
        },
      };
    default:
      return known;
  }
}
