import type { Step } from '../database/database.js';
import type { Signature } from '../flows/shape.js';
import type { Settings } from '../site/settings.js';

/** Who asks, when and where: given to every look-up and act beside its values. */
export interface Asker {
  readonly site: string;
  readonly conversation: string;
  readonly thread: string;
  readonly language: string;
  /** Milliseconds; the moment of thinking. */
  readonly now: number;
  readonly settings: Settings;
  /** Names this asking and no other: (conversation, seq of the message, step). The same key is the same asking. */
  readonly key: string;
}

/** Values by name, plain JSON as `flows/shape.ts` tells. */
export type Values = Readonly<Record<string, unknown>>;

/** `none`: there is no such thing. `failed`: nobody could tell; `why` is for the log and the agent, not the customer. */
export type LookedUp = { kind: 'found'; values: Values } | { kind: 'none' } | { kind: 'failed'; why: string };

/** Reads, and changes nothing; asked while the bot thinks, perhaps more than once. Never throws for what is outside. */
export interface LookUp {
  readonly signature: Signature;
  look(asker: Asker, values: Values, signal: AbortSignal): Promise<LookedUp>;
}

/**
 * An act on our own tables. It changes nothing while the bot thinks: `steps` become part of the turn's own commit, so that
 * it is done exactly once or not at all. A unique key lost in that commit (the last visit of the day) has the bot think again.
 * `details` are told to the customer by the flow.
 */
export interface OwnAct {
  readonly signature: Signature;
  plan(asker: Asker, values: Values): Promise<Planned>;
}
export type Planned =
  | { readonly kind: 'done'; readonly details: Values; readonly steps: readonly Step[] }
  | { readonly kind: 'refused'; readonly details: Values };

/** An act in somebody else's system: asked for in the turn's commit, performed by the outbox, its result an event. */
export interface OutsideAct {
  readonly signature: Signature;
  /** What became of the act with this key; undefined when it was never heard of there. */
  find(key: string, signal: AbortSignal): Promise<Performed | undefined>;
  perform(key: string, values: Values, signal: AbortSignal): Promise<Performed>;
}
export type Performed =
  { readonly kind: 'done' | 'refused'; readonly details: Values } | { readonly kind: 'unknown'; readonly why: string };

/** The shop's systems as its flows know them: its own tables, and what `connectors.yaml` declares. */
export interface ShopSystems {
  readonly lookups: ReadonlyMap<string, LookUp>;
  readonly ownActs: ReadonlyMap<string, OwnAct>;
  readonly outsideActs: ReadonlyMap<string, OutsideAct>;
}
