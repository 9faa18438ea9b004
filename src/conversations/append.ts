import type { Database, Step } from '../database/database.js';
import { sql, template, type Template } from '../database/statements.js';
import type { Owner } from '../wire.js';
import { seal, type NewEvent, type SealedEvent } from './event.js';
import { formatOwner } from './owner.js';

/**
 * What a turn or an agent's action changes. Every change of a conversation is one such batch: the first step is the
 * compare-and-set that locks the row and moves `head` and the running hash, the rest hangs on it.
 */
export interface Change {
  readonly conversation: string;
  readonly events: readonly NewEvent[];
  /** The owner the caller saw. Another one by now: nothing is written. */
  readonly owner: Owner;
  readonly newOwner?: Owner;
  readonly now: number;
  /** The bot must take note of it (an act's result, a timer): a turn becomes due, unless an agent holds the chat. */
  readonly wake?: { readonly by: string; readonly leaseSeconds: number };
}

interface GuardValues {
  wake: number;
  lease: string;
  length: number;
  id: string;
  owner: string;
  newOwner: string;
  now: number;
  closed: number | null;
  closedBy: string | null;
  [link: `link${number}`]: string;
}

const guards = new Map<number, Template<GuardValues>>();

/**
 * Agents, watchdogs, timers: the guard is the owner alone; the bot's turn number does not move. What was said while an
 * agent held the conversation was the agent's to answer: it is not left for the bot when the agent hands back.
 */
function guard(count: number): Template<GuardValues> {
  let known = guards.get(count);
  if (!known) {
    known = template<GuardValues>(
      (_, place, clock) => sql`
        update conversation set head = head + ${sql.lit(count)}, hash = ${chain(links(count, place))},
          owner = ${place.text('newOwner')},
          owner_since = case when owner = ${place.text('newOwner')} then owner_since else ${place.int('now')} end,
          answered = case when owner like 'agent:%' then head + ${sql.lit(count)} else answered end,
          lease_by = case when ${place.int('wake')} = 1 and lease_until < ${clock} then ${place.text('lease')} else lease_by end,
          lease_until = case when ${place.int('wake')} = 1 and lease_until < ${clock} and owner not like 'agent:%'
            then ${clock} + ${place.int('length')} else lease_until end,
          pending = case when owner like 'agent:%' then 0 when ${place.int('wake')} = 1 then 1 else pending end,
          closed = ${place.int('closed')}, closed_by = ${place.text('closedBy')}
        where id = ${place.text('id')} and owner = ${place.text('owner')}
        returning head, hash`,
    );
    guards.set(count, known);
  }
  return known;
}

/** The steps of a change: expects the owner the caller saw, writes the events at the log's end. */
export function appendSteps(database: Database, change: Change): Step[] {
  const sealed = change.events.map(seal);
  const to = change.newOwner ?? change.owner;
  const author = change.events[0]?.author ?? 'system';
  const values: GuardValues = {
    id: change.conversation,
    owner: formatOwner(change.owner),
    newOwner: formatOwner(to),
    wake: change.wake ? 1 : 0,
    lease: change.wake?.by ?? '',
    length: (change.wake?.leaseSeconds ?? 0) * 1000,
    now: change.now,
    closed: to.status === 'closed' ? change.now : null,
    closedBy: to.status === 'closed' ? author : null,
    ...linkValues(sealed),
  };
  return [
    { statement: guard(sealed.length)(database, values), rows: 1 },
    ...eventSteps(database, change.conversation, sealed),
  ];
}

/**
 * The steps of something said beside the conversation, such as a rating: it stands in the log, and owner, closing,
 * turn and what is unanswered stay as they are. The first gives `head`.
 */
export function asideSteps(database: Database, conversation: string, event: NewEvent): Step[] {
  const sealed = seal(event);
  const statement = aside(database, { id: conversation, link0: sealed.link });
  return [{ statement, rows: 1 }, ...eventSteps(database, conversation, [sealed])];
}

const aside = template<{ id: string; link0: string }>(
  (_, place) => sql`
    update conversation set head = head + 1, hash = ${chain([place.text('link0')])},
      answered = case when answered = head then head + 1 else answered end
    where id = ${place.text('id')}
    returning head`,
);

/** One insert an event. `head` has moved already, so the event's place is counted back from it. */
export function eventSteps(database: Database, conversation: string, sealed: readonly SealedEvent[]): Step[] {
  return sealed.map((event, index) => ({
    statement: insertEvent(database, { id: conversation, back: sealed.length - 1 - index, ...event }),
    rows: 1,
  }));
}

const insertEvent = template<SealedEvent & { id: string; back: number }>(
  (_, place) => sql`
    insert into event (conversation, seq, kind, author, time, client_id, original, salt, digest, body)
    select id, head - ${place.int('back')}, ${place.text('kind')}, ${place.text('author')}, ${place.int('time')},
      ${place.text('client')}, ${place.text('original')}, ${place.text('salt')}, ${place.text('digest')}, ${place.text('body')}
    from conversation where id = ${place.text('id')}`,
);

/** Places for the links of `count` events, by the names `linkValues` gives them. */
export function links(
  count: number,
  place: { text: (name: `link${number}`) => ReturnType<typeof sql> },
): ReturnType<typeof sql>[] {
  return Array.from({ length: count }, (_, index) => place.text(`link${index}`));
}

export function linkValues(sealed: readonly SealedEvent[]): Record<`link${number}`, string> {
  return Object.fromEntries(sealed.map((event, index) => [`link${index}`, event.link]));
}

/** The running hash after these links, computed where the row is locked: nobody can slip between. */
export function chain(parts: readonly ReturnType<typeof sql>[]): ReturnType<typeof sql> {
  return parts.reduce(
    (previous, link, index) => sql`sha256_hex(${previous} || '|' || (head + ${sql.lit(index + 1)}) || '|' || ${link})`,
    sql`hash`,
  );
}
