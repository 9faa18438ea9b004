import type { Event, Owner } from './wire.js';

/**
 * What the console reads, under `/staff`. Types alone: we made what they describe. Every time is milliseconds since 1970.
 */
export type StaffRole = 'owner' | 'supervisor' | 'agent' | 'editor';
export type PresenceStatus = 'online' | 'away' | 'transfer-only' | 'offline';

/** `GET /staff/me`. */
export interface Me {
  readonly staff: {
    readonly id: string;
    readonly mail: string;
    readonly name: string;
    readonly role: StaffRole;
    readonly languages: readonly string[];
    readonly teams: readonly string[];
  };
  readonly queues: { readonly mine: readonly string[]; readonly all: readonly string[] };
}
export type { Event, Owner };
