import type { Database } from '../database/database.js';
import { sql, template } from '../database/statements.js';

/**
 * Takes the conversation that has waited longest with nobody thinking about it although somebody should: its process
 * died, or its wake-up was lost. The taking counts as an attempt, so a message that kills the process is not tried
 * for ever.
 */
export async function takeAbandoned(
  database: Database,
  { by, leaseSeconds }: { by: string; leaseSeconds: number },
): Promise<string | undefined> {
  const commit = await database.commit([{ statement: take(database, { by, length: leaseSeconds * 1000 }) }]);
  const id = commit.done ? commit.rows[0]?.[0]?.['id'] : undefined;
  return id === undefined ? undefined : String(id);
}

/** A thought that failed here: counted at once, and the lease stays for the next try. */
export async function countFailure(database: Database, conversation: string, leaseSeconds: number): Promise<void> {
  await database.commit([{ statement: fail(database, { id: conversation, length: leaseSeconds * 1000 }) }]);
}

/** The owner changed while the bot thought, or another turn went first: the next message may take the lease. */
export async function letGo(database: Database, conversation: string): Promise<void> {
  await database.commit([{ statement: release(database, { id: conversation }) }]);
}

/**
 * One process owns an SQLite file, so at its start every lease belongs to a process that is gone. On PostgreSQL
 * others may be thinking: there, leases run out by themselves.
 */
export async function freeAllLeases(database: Database): Promise<void> {
  await database.commit([
    { statement: sql`update conversation set lease_until = 0 where pending = 1`.compile(database.build) },
  ]);
}

const take = template<{ by: string; length: number }>((_, place, now, dialect) => {
  const lock = dialect === 'postgres' ? sql`for update skip locked` : sql``;
  return sql`
    update conversation set lease_by = ${place.text('by')}, lease_until = ${now} + ${place.int('length')},
      attempts = attempts + 1
    where id in (select id from conversation where pending = 1 and lease_until < ${now}
      order by lease_until limit 1 ${lock})
    returning id`;
});

const fail = template<{ id: string; length: number }>(
  (_, place, now) => sql`
    update conversation set attempts = attempts + 1, lease_until = ${now} + ${place.int('length')}
    where id = ${place.text('id')} and pending = 1`,
);

const release = template<{ id: string }>(
  (_, place) => sql`
    update conversation set lease_until = 0,
      pending = case when owner like 'agent:%' then 0 else pending end where id = ${place.text('id')}`,
);
