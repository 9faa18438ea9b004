import type { Batch, Event, Owner } from './wire.js';

/**
 * What the console reads and hears, under `/staff`. Types alone: we made what they describe. Every time is milliseconds
 * since 1970, every `seq` a place in the conversation's log.
 */
export type StaffRole = 'owner' | 'supervisor' | 'agent' | 'editor';
export type PresenceStatus = 'online' | 'away' | 'transfer-only' | 'offline';
export type TicketStatus = 'open' | 'waiting' | 'claimed' | 'solved';

/** `GET /staff/me`: who is signed in, and what every screen needs of the shop. */
export interface Me {
  readonly staff: {
    readonly id: string;
    readonly mail: string;
    readonly name: string;
    readonly role: StaffRole;
    readonly languages: readonly string[];
    readonly teams: readonly string[];
  };
  /** What they said last; whether they count as on also needs a living socket. */
  readonly presence: PresenceStatus;
  readonly queues: { readonly mine: readonly string[]; readonly all: readonly string[] };
  readonly site: {
    readonly name: string;
    readonly zone: string;
    readonly languages: readonly string[];
    readonly teams: readonly Team[];
  };
}

export interface Team {
  readonly id: string;
  readonly name: Readonly<Record<string, string>>;
  readonly languages: readonly string[];
}

/** `GET /staff/colleagues`: to whom a conversation can be given. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly languages: readonly string[];
  readonly teams: readonly string[];
  /** `offline` also for whom no socket stands for. */
  readonly presence: PresenceStatus;
}

/** The lists of `GET /staff/tickets?list=…`: `waiting` longest wait first, the others what was touched last first. */
export type ListName = 'waiting' | 'mine' | 'open' | 'solved';

export interface TicketLine {
  readonly ticket: string;
  readonly number: string;
  readonly conversation: string;
  readonly status: TicketStatus;
  readonly queue: string;
  readonly language: string;
  readonly channel: string;
  readonly topic: string;
  readonly subject: string;
  readonly promise: number | null;
  readonly opened: number;
  readonly updated: number;
  readonly waitingSince: number | null;
  readonly holder: string | null;
  readonly holderName: string | null;
  readonly outcome: string | null;
  readonly head: number;
  /** What the customer is called, as far as anybody knows: '' when nobody does. */
  readonly customer: string;
  /** The newest message, its beginning. */
  readonly last: {
    readonly seq: number;
    readonly time: number;
    readonly by: 'customer' | 'bot' | 'agent';
    readonly text: string;
  } | null;
}

export interface TicketList {
  readonly lines: readonly TicketLine[];
  /** The database's clock: a wait is `now` less `waitingSince`, whatever this machine's clock says. */
  readonly now: number;
  readonly next: string | null;
  /** How many are in each list, for its heading; counted to 1,000. */
  readonly counts: Readonly<Record<'waiting' | 'mine', number>>;
}

/** The ticket as its card shows it. `src/handoff/view.ts` brings it forward by events. */
export interface TicketCard {
  readonly ticket: string;
  readonly number: string;
  readonly conversation: string;
  readonly status: TicketStatus;
  readonly queue: string;
  readonly holder: string | null;
  readonly waitingSince: number | null;
  readonly opened: number;
  readonly updated: number;
  readonly outcome: string | null;
  readonly score: number | null;
  readonly comment: string | null;
  readonly head: number;
  readonly topic: string;
  readonly subject: string;
  readonly language: string;
  readonly reason: string;
  readonly slots: readonly {
    readonly name: string;
    readonly label: string;
    readonly value: string;
    readonly display: string;
    readonly state: 'given' | 'checked' | 'refused';
  }[];
  readonly articles: readonly {
    readonly article: string;
    readonly revision: number;
    readonly title: string;
    readonly slug: string;
    readonly vote: 'helped' | 'did not help' | null;
  }[];
  readonly promise: { readonly at: number | null; readonly basis: string };
  readonly stale?: boolean;
}

/** What the bot did with a question of the customer's. */
export interface Tried {
  readonly seq: number;
  readonly question: string;
  readonly decision: 'answer' | 'ask back' | 'nothing';
  /** What was shown for it. */
  readonly titles: readonly string[];
}

/** `GET /staff/conversations/:id`: everything but the log, which is read by place (`…/events?after=`). */
export interface ConversationDetail {
  readonly conversation: string;
  readonly channel: string;
  readonly language: string;
  readonly owner: Owner;
  /** What the card and `owner` rest on: the events after it are what they lack. */
  readonly head: number;
  /** Who holds it or held it last, and whoever else speaks in the log. */
  readonly names: Readonly<Record<string, string>>;
  readonly card: TicketCard | null;
  /** The customer's own first words. */
  readonly firstWords: readonly { readonly seq: number; readonly text: string; readonly language: string }[];
  readonly tried: readonly Tried[];
  /** Where on the shop's site the customer was when they wrote; null when the channel does not tell. */
  readonly page: { readonly url: string; readonly title: string } | null;
  readonly reach: Reach;
  readonly now: number;
  /** The newest stretch of the log. What lies before `tail.after` is read when somebody scrolls there. */
  readonly tail: Batch;
}

/** How a reply gets to the customer now, and what became of those before. Also sent on the socket when it changes. */
export interface Reach {
  /** On this conversation's chat at this moment; null where a channel cannot tell. */
  readonly online: boolean | null;
  /** The last sign of life: a message, a page opened. */
  readonly lastSeen: number | null;
  /** The customer has had everything up to here on their screen. */
  readonly seenUpTo: number | null;
  readonly road: Road;
  /** Replies of which more is known than that they are stored. A later entry for a seq takes an earlier one's place. */
  readonly deliveries: readonly Delivery[];
}

export type Road =
  /** In the chat window at once; after `seconds` unseen by mail, or not at all and `without` says why. */
  | {
      readonly by: 'chat';
      readonly mailAfter: { readonly to: string; readonly seconds: number } | null;
      readonly without: 'no-address' | 'mail-not-set-up' | null;
    }
  | { readonly by: 'mail'; readonly to: string }
  /** Another company's channel: `msteams`, `line`, … */
  | { readonly by: 'channel'; readonly channel: string };

export interface Delivery {
  readonly seq: number;
  /** `no-address`: it is read only if the customer comes back. */
  readonly state: 'mail-waiting' | 'mailed' | 'not-sent' | 'no-address';
  readonly time: number;
  /** The address, and for `not-sent` the reason in the words of whoever refused it. */
  readonly to?: string;
  readonly why?: string;
}

/** `GET /staff/conversations/:id/customer`: the context beside it. */
export interface CustomerContext {
  readonly name: string;
  readonly mail: string;
  readonly phone: string;
  /**
   * `signed`: the shop's own site vouches. `proven`: knew an order's number and its mail or phone. `said`: only what
   * they told us. `unknown`: nothing was told.
   */
  readonly identity: 'signed' | 'proven' | 'said' | 'unknown';
  /** The shop's own number for them. */
  readonly customer: string | null;
  readonly orders: readonly CustomerOrder[];
  readonly earlier: readonly EarlierTicket[];
}

export interface CustomerOrder {
  readonly number: string;
  readonly status: string;
  readonly placed: number;
  readonly expected: number | null;
  readonly delivered: number | null;
  readonly carrier: string | null;
  readonly tracking: string | null;
  readonly total: number;
  readonly currency: string;
  readonly lines: readonly { readonly sku: string; readonly name: string; readonly quantity: number }[];
}

export interface EarlierTicket {
  readonly number: string;
  readonly conversation: string;
  readonly status: TicketStatus;
  readonly subject: string;
  readonly opened: number;
  readonly outcome: string | null;
}

/** What a console's tab says on `/staff/events`. `after`: the last event it has; what it missed comes first. */
export type StaffSaid =
  | { readonly kind: 'look'; readonly conversation: string; readonly after: number }
  | { readonly kind: 'leave'; readonly conversation: string }
  /** The agent is writing a reply (never a note): said at most every few seconds while they do. */
  | { readonly kind: 'typing'; readonly conversation: string }
  /** Everything up to here was before the eyes of the agent who holds it. */
  | { readonly kind: 'seen'; readonly conversation: string; readonly upTo: number };

/** What it hears. `queue` carries no truth: read the lists again. */
export type StaffFrame =
  /** Every few seconds: the line lives, and this is the server's time. */
  | { readonly kind: 'here'; readonly now: number }
  | { readonly kind: 'queue' }
  /** The customer has written in a conversation this agent holds, whether or not it is looked at here. */
  | { readonly kind: 'mine'; readonly conversation: string; readonly upTo: number }
  | { readonly kind: 'events'; readonly batch: Batch }
  /** Everything a look asked for is here; what comes now is new. */
  | { readonly kind: 'caught-up'; readonly conversation: string; readonly upTo: number }
  /** Somebody is writing: the customer, or a colleague by name. Over after `seconds`, or with their next message. */
  | {
      readonly kind: 'typing';
      readonly conversation: string;
      readonly by: 'customer' | 'bot' | 'agent';
      readonly name: string;
      readonly seconds: number;
    }
  /** How far this side has read, and since when; told first for whoever begins to look. */
  | {
      readonly kind: 'seen';
      readonly conversation: string;
      readonly by: 'customer' | 'bot' | 'agent';
      readonly upTo: number;
      readonly time: number;
    }
  /** Whether the customer has the chat open, whenever that changes; silent where a channel cannot tell. */
  | { readonly kind: 'online'; readonly conversation: string; readonly online: boolean }
  | { readonly kind: 'reach'; readonly conversation: string; readonly reach: Reach }
  | { readonly kind: 'refused'; readonly conversation: string; readonly code: string };

/** `POST …/files?name=` answers this; its id goes into the reply's `files`. */
export interface ReplyFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

export type { Event };
