import type { Clock } from '../clock.js';
import { appendSteps } from '../conversations/append.js';
import type { NewEvent } from '../conversations/event.js';
import { parseOwner } from '../conversations/owner.js';
import type { Commit, Database, Step } from '../database/database.js';
import type { Live } from '../live/live.js';
import { reached } from '../points.js';
import { Refusal } from '../refusal.js';
import type { Staff } from '../staff/staff.js';
import type { Event, Owner } from '../wire.js';

/** What agents' actions need of the house: the same parts as the customer's door. */
export interface Desk {
  readonly database: Database;
  readonly live: Live;
  readonly clock: Clock;
  readonly repeatKey: string;
  /** The shop's own number patterns, never taken for a card. */
  readonly own: () => readonly RegExp[];
  /** So long may a reply stay unseen before it goes out by mail. */
  readonly unseenSeconds?: number;
  /** Whether letters leave this server, or wait in the outbox. */
  readonly sendsMail?: boolean;
}

/** Who acts. `site` comes from the credential, never from what was sent. */
export type Agent = Pick<Staff, 'id' | 'site' | 'name' | 'languages' | 'teams'>;

/** A conversation as an action found it; the owner is what the commit compares with. */
export interface Found {
  readonly id: string;
  readonly thread: string;
  readonly site: string;
  readonly channel: string;
  readonly language: string;
  readonly owner: Owner;
  readonly head: number;
}

/** The one road from an agent to a conversation: one of another site does not exist here. */
export async function findConversation(database: Database, site: string, id: string): Promise<Found> {
  const [row] = await database.read(
    database.build
      .selectFrom('conversation')
      .select(['id', 'thread', 'site', 'channel', 'language', 'owner', 'head'])
      .where('id', '=', id)
      .where('site', '=', site),
  );
  if (!row) throw new Refusal('not-found', `desk: there is no conversation ${id} on site ${site}`);
  return { ...row, owner: parseOwner(row.owner) };
}

/** Throws `Refusal('not-holder')` unless this agent holds the conversation. */
export function checkHolder(found: Found, agent: Agent, action: string): void {
  if (found.owner.status === 'agent' && found.owner.agent === agent.id) return;
  throw notHolder(agent, found.id, action);
}

export const notHolder = (agent: Agent, conversation: string, action: string): Refusal =>
  new Refusal('not-holder', `${action}: ${agent.id} does not hold conversation ${conversation}`);

export interface DeskChange {
  readonly events: readonly NewEvent[];
  readonly newOwner?: Owner;
  readonly now: number;
  /** Run while the conversation's row is locked, before anything else is written. */
  readonly guards?: readonly Step[];
  /** Tickets and what else hangs on it. */
  readonly steps?: readonly Step[];
  /** Work for later; no list changes by it. */
  readonly later?: readonly Step[];
}

export type Changed = { done: true; head: number } | { done: false; lost: 'owner' | 'guard' | 'event' | 'step' };

/** Writes one change in one commit, then announces it. What stopped it is told by its place in the batch. */
export async function change(
  desk: Pick<Desk, 'database' | 'live'>,
  found: Found,
  wanted: DeskChange,
): Promise<Changed> {
  const { events, newOwner, now, guards = [], steps = [], later = [] } = wanted;
  const [advance, ...inserts] = appendSteps(desk.database, {
    ...{ conversation: found.id, events, owner: found.owner, now },
    ...(newOwner ? { newOwner } : {}),
  });
  if (!advance) throw new Error('desk: a change without a first step');
  reached('handoff: before commit', found.id);
  const commit = await desk.database.commit([advance, ...guards, ...inserts, ...steps, ...later]);
  if (!commit.done) return { done: false, lost: lostAt(commit, guards.length, inserts.length) };
  const head = Number(commit.rows[0]?.[0]?.['head']);
  reached('handoff: after commit', found.id);
  announce(desk, found, events, head);
  if (newOwner || steps.length > 0) desk.live.announce({ about: 'tickets', site: found.site });
  return { done: true, head };
}

function lostAt(
  { at }: Extract<Commit, { done: false }>,
  guards: number,
  inserts: number,
): 'owner' | 'guard' | 'event' | 'step' {
  if (at === 0) return 'owner';
  if (at <= guards) return 'guard';
  return at <= guards + inserts ? 'event' : 'step';
}

/** Tells whoever reads this log what was written at its end. */
export function announce(
  { live }: Pick<Desk, 'live'>,
  found: Pick<Found, 'id' | 'thread'>,
  events: readonly NewEvent[],
  head: number,
): void {
  const after = head - events.length;
  const stored = events.map(({ author, time, clientId, body }, index): Event => ({
    ...{ conversation: found.id, seq: after + 1 + index, author, time, body },
    clientId: clientId ?? null,
  }));
  live.announce({
    ...{ about: 'conversation', conversation: found.id, thread: found.thread },
    batch: { conversation: found.id, after, upTo: head, events: stored },
  });
}
