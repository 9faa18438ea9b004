import { createHmac, hash } from 'node:crypto';
import { randomText } from '../id.js';
import type { Author, Event, EventBody } from '../wire.js';

/** An event before it has a place in the log. `clientId` and `original` are what makes a repeat recognisable. */
export interface NewEvent {
  readonly author: Author;
  readonly time: number;
  readonly body: EventBody;
  readonly clientId?: string;
  readonly original?: string;
}

/** An event as columns, with the part of its hash that does not depend on its place. */
export interface SealedEvent {
  readonly kind: string;
  readonly author: string;
  readonly time: number;
  readonly client: string | null;
  readonly original: string | null;
  readonly salt: string;
  readonly digest: string;
  readonly body: string;
  readonly link: string;
}

export interface EventRow {
  conversation: string;
  seq: number;
  kind: string;
  author: string;
  time: number;
  client_id: string | null;
  salt: string | null;
  digest: string;
  body: string | null;
}

/**
 * The digest is keyed with a salt of the event's own: once body and salt are erased, nothing of the text can be
 * guessed from the digest, and the chain of hashes still verifies.
 */
export function seal(event: NewEvent): SealedEvent {
  const salt = randomText(16);
  const body = JSON.stringify(event.body);
  const digest = digestOf(salt, body);
  return {
    kind: event.body.kind,
    author: event.author,
    time: event.time,
    client: event.clientId ?? null,
    original: event.original ?? null,
    salt,
    digest,
    body,
    link: linkOf(event.body.kind, event.author, event.time, digest),
  };
}

export function digestOf(salt: string, body: string): string {
  return createHmac('sha256', salt).update(body).digest('base64url');
}

/** No field of a link can hold a `|`, so no two events can be told as one. */
export function linkOf(kind: string, author: string, time: number, digest: string): string {
  return `${kind}|${author}|${time}|${digest}`;
}

/** `SHA-256(previous, seq, kind, author, time, digest)`: the database computes the same in `sha256_hex`. */
export function nextHash(previous: string, seq: number, link: string): string {
  return hash('sha256', `${previous}|${seq}|${link}`);
}

/** The stored form back into an event: the only place where a body written by `seal` gets its type again. */
export function parseEvent(row: Omit<EventRow, 'salt' | 'digest'>): Event {
  return {
    conversation: row.conversation,
    seq: row.seq,
    author: row.author as Author,
    time: row.time,
    clientId: row.client_id,
    body: row.body === null ? null : (JSON.parse(row.body) as EventBody),
  };
}
