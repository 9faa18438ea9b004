import type { Database } from '../database/database.js';
import { sql, template } from '../database/statements.js';
import type { Live } from '../live/live.js';

export type Reader = 'customer' | 'agent';

/** How far a side has read, and when it came that far. No event: it may be lost without anything being untrue. */
export interface Seen {
  readonly seq: number;
  readonly time: number;
}

/**
 * Notes that this side has read up to `seq` and tells the other. A mark never goes back, nor beyond what there is.
 * Gives whether anything has changed.
 */
export async function markSeen(
  { database, live }: { database: Database; live: Live },
  mark: { conversation: string; thread: string; reader: Reader; seq: number; now: number },
): Promise<boolean> {
  const { conversation, thread, reader, seq, now } = mark;
  const commit = await database.commit([
    { statement: moveMark(database, { conversation, reader, seq, time: now }), rows: 1 },
  ]);
  if (commit.done) live.announce({ about: 'seen', conversation, thread, by: reader, seq, time: now });
  return commit.done;
}

/** How far each side has read; a side that has read nothing is not in it. */
export async function seenOf(
  database: Database,
  conversation: string,
): Promise<{ customer?: Seen | undefined; agent?: Seen | undefined }> {
  const rows = await database.read(
    database.build.selectFrom('seen').select(['reader', 'seq', 'time']).where('conversation', '=', conversation),
  );
  const of = (reader: Reader): Seen | undefined => {
    const found = rows.find((row) => row.reader === reader);
    return found && { seq: found.seq, time: found.time };
  };
  return { customer: of('customer'), agent: of('agent') };
}

const moveMark = template<{ conversation: string; reader: string; seq: number; time: number }>(
  (_, place) => sql`
    insert into seen (conversation, reader, seq, time)
    select id, ${place.text('reader')}, ${place.int('seq')}, ${place.int('time')} from conversation
      where id = ${place.text('conversation')} and head >= ${place.int('seq')}
    on conflict (conversation, reader) do update set seq = excluded.seq, time = excluded.time
      where excluded.seq > seen.seq
    returning seq`,
);
