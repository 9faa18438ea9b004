import type { ServerFrame } from '../../widget-wire.js';
import { mark } from './between.js';
import type { KeptMessage } from './client/outgoing.js';
import type { MadoguchiOptions } from './madoguchi.js';

/**
 * Where what our own server says gets its type. It comes from the release that also made this file, over a connection the
 * browser has checked; a schema here would weigh more on the customer's phone than the whole of the screen.
 */
export function heard<T>(text: string): T {
  return JSON.parse(text) as T;
}

/** A frame of the socket; undefined when it is none (a proxy's own words). */
export function frameOf(data: unknown): ServerFrame | undefined {
  try {
    const frame: unknown = JSON.parse(String(data));
    return typeof frame === 'object' && frame !== null && 'kind' in frame ? (frame as ServerFrame) : undefined;
  } catch {
    return undefined;
  }
}

/** What this release, or the one before it, has put into the browser's database. */
export function storedMessages(store: IDBObjectStore): IDBRequest<KeptMessage[]> {
  return store.getAll() as IDBRequest<KeptMessage[]>;
}

/**
 * What stands in an envelope of ours, or undefined. The caller has checked origin and source before: whoever passes those
 * is the other half of this release.
 */
export function opened<T>(data: unknown): T | undefined {
  const envelope = Object(data) as { to?: unknown; say?: T };
  return envelope.to === mark ? envelope.say : undefined;
}

/** From the host's call or the tag's `data-…`. The host may only harm itself: the frame looks at each again. */
export function optionsOf(given: unknown): MadoguchiOptions {
  return { ...(given as MadoguchiOptions) };
}
