import type { Batch, Owner } from '../wire.js';

/**
 * Wake-ups: "this log has reached seq N". They carry no truth: a lost one costs a moment, never a message, because
 * every reader asks for what comes after its own position and a slow poll runs beneath.
 */
export type Wake =
  | { about: 'conversation'; conversation: string; thread: string; batch?: Batch; leased?: boolean; moment?: Moment }
  | { about: 'typing'; conversation: string; thread: string; by: Side; name: string }
  | { about: 'seen'; conversation: string; thread: string; by: Side; seq: number; time: number }
  | { about: 'tickets'; site: string }
  /** Somebody may have lost their session or their role: what they have open asks again. */
  | { about: 'staff'; staff: string }
  /** The customer has written to the agent who holds the conversation, wherever that agent looks. */
  | { about: 'held'; agent: string; conversation: string; seq: number }
  /** Is the customer there? Each of their open sockets and waiting polls answers `here`; one that ends says `left` unasked. */
  | { about: 'asked' | 'here' | 'left'; thread: string }
  | { about: 'jobs' };

/** Who types or has read. Typing is never stored and may be lost; how far was read is stored beside the log. */
export type Side = 'customer' | 'bot' | 'agent';

/** A reader hears that somebody types again within this time, or takes it that they have stopped. */
export const typingSeconds = 6;

/**
 * A courtesy to whoever takes the turn: the conversation as the statement that took its lease left it, with nothing
 * unanswered but the batch that comes along. It saves a read; the turn's own guard decides whether it still holds.
 */
export interface Moment {
  readonly site: string;
  readonly channel: string;
  readonly language: string;
  readonly owner: Owner;
  readonly closedBy: string | null;
  readonly turn: number;
  readonly head: number;
  readonly attempts: number;
  readonly state: string;
}

export type Topic =
  | `conversation:${string}`
  | `thread:${string}`
  | `tickets:${string}`
  | `staff:${string}`
  | `held:${string}`
  | 'turns'
  | 'jobs';

export interface Live {
  announce(wake: Wake): void;
  /** Hears every wake of the topic until the returned function is called. */
  listen(topic: Topic, hear: (wake: Wake) => void): () => void;
  /** Told by another process: heard here, not told on. */
  hear(wake: Wake): void;
  /** Everything announced here goes to the other machines through this, when there are any. */
  relay(send: (wake: Wake) => void): void;
  readonly listeners: number;
}

export function createLive(): Live {
  const ears = new Map<Topic, Set<(wake: Wake) => void>>();
  let send: ((wake: Wake) => void) | undefined;
  let listeners = 0;

  function hear(wake: Wake): void {
    for (const topic of topicsOf(wake)) for (const ear of ears.get(topic) ?? []) ear(wake);
  }

  return {
    announce(wake) {
      hear(wake);
      send?.(wake);
    },
    listen(topic, ear) {
      const set = ears.get(topic) ?? new Set();
      ears.set(topic, set.add(ear));
      listeners++;
      return () => {
        if (!set.delete(ear)) return;
        listeners--;
        if (set.size === 0) ears.delete(topic);
      };
    },
    hear,
    relay(to) {
      send = to;
    },
    get listeners() {
      return listeners;
    },
  };
}

function topicsOf(wake: Wake): Topic[] {
  switch (wake.about) {
    case 'conversation': {
      const topics: Topic[] = [`conversation:${wake.conversation}`, `thread:${wake.thread}`];
      return wake.leased ? [...topics, 'turns'] : topics;
    }
    case 'typing':
    case 'seen':
      return [`conversation:${wake.conversation}`, `thread:${wake.thread}`];
    case 'tickets':
      return [`tickets:${wake.site}`];
    case 'staff':
      return [`staff:${wake.staff}`];
    case 'held':
      return [`held:${wake.agent}`];
    case 'asked':
    case 'here':
    case 'left':
      return [`thread:${wake.thread}`];
    case 'jobs':
      return ['jobs'];
  }
}
