import { parseEvent, type EventRow } from '../conversations/event.js';
import type { Database } from '../database/database.js';
import { sql, template } from '../database/statements.js';
import { learntOf, type Matter } from '../knowledge/fitted/places.js';
import type { Told } from '../knowledge/fitted/told.js';
import type { Event } from '../wire.js';
import { toldIn, type ToldThere } from './told-in.js';

/** How far back customers are asked: what helped longer ago was said of other articles. */
const since = 400 * 24 * 3600 * 1000;
const eventsAtOnce = 300;
/** A longer conversation is nobody's at a counter; the rest of it is not read. */
const eventsAtMost = 2_000;
/** Whoever tells more counts no more: it would only be carried along. */
const toldByVisitor = 100;

export interface GatherCall {
  readonly site: string;
  readonly now: number;
  readonly matter: Matter;
  /** The article behind a help page. */
  readonly articleAt: (language: string, slug: string) => string | undefined;
}

/**
 * What customers and agents told of the bot's answers, read from the log in slices that hold nobody up. Nothing of it is
 * kept: a conversation that is erased has told nothing the next time.
 */
export async function gatherTold(database: Database, call: GatherCall): Promise<Told[]> {
  const told: Told[] = [];
  const tellings = new Map<string, number>();
  let open: { visitor: string; events: Event[] } | undefined;
  const close = (): void => {
    if (!open) return;
    const before = tellings.get(open.visitor) ?? 0;
    const now = toldBy(open, call).slice(0, toldByVisitor - before);
    tellings.set(open.visitor, before + now.length);
    told.push(...now);
  };
  let after: { conversation: string; seq: number } | undefined = { conversation: '', seq: 0 };
  while (after) {
    const place = { ...after, site: call.site, since: call.now - since };
    const rows: LogRow[] = await database.rows<LogRow>(slice(database, place), 'slow');
    for (const { visitor, ...row } of rows) {
      if (open?.events[0]?.conversation !== row.conversation) {
        close();
        open = { visitor, events: [] };
      }
      if (open.events.length < eventsAtMost) open.events.push(parseEvent(row));
    }
    const last = rows.at(-1);
    after = rows.length < eventsAtOnce || !last ? undefined : { conversation: last.conversation, seq: last.seq };
  }
  close();
  return told;
}

function toldBy(
  { visitor, events }: { visitor: string; events: readonly Event[] },
  { matter, articleAt }: GatherCall,
): Told[] {
  const conversation = events[0]?.conversation ?? '';
  return toldIn(events).flatMap(({ outcome, ...one }: ToldThere): Told[] => {
    const entry = outcome.kind === 'linked' ? articleAt(outcome.language, outcome.slug) : undefined;
    const known =
      outcome.kind !== 'linked' ? outcome : entry === undefined ? undefined : ({ kind: 'right', entry } as const);
    const question = learntOf(one.question, one.language, matter);
    return known && question !== '' ? [{ ...one, visitor, conversation, question, outcome: known }] : [];
  });
}

type LogRow = Omit<EventRow, 'salt' | 'digest'> & { visitor: string };

// Of the many messages only those are parsed that can tell something.
const slice = template<{ site: string; since: number; conversation: string; seq: number }>(
  (_, place) => sql`
    select e.conversation, e.seq, e.kind, e.author, e.time, e.client_id, e.body, coalesce(t.customer, t.id) as visitor
    from event e join conversation c on c.id = e.conversation join thread t on t.id = c.thread
    where c.site = ${place.text('site')} and c.opened >= ${place.int('since')} and e.body is not null
      and (e.conversation, e.seq) > (${place.text('conversation')}, ${place.int('seq')})
      and (e.kind = 'vote' or (e.kind = 'message' and (e.author = 'customer' or e.author like 'agent:%'
        or (e.author = 'bot' and (e.body like '%"reasoning"%' or e.body like '%"sources"%')))))
    order by e.conversation, e.seq limit ${eventsAtOnce}`,
);
