import type { Database } from '../database/database.js';
import { sql, template } from '../database/statements.js';

/** Whether this agent is at the counter now: their lease runs and they have not signed off. By the database's clock. */
export async function agentIsOn(database: Database, agent: string): Promise<boolean> {
  const rows = await database.rows<{ staff: string }>(on(database, { agent }));
  return rows.length === 1;
}

const on = template<{ agent: string }>(
  (_, place, now) => sql`
    select staff from presence where staff = ${place.text('agent')} and lease_until > ${now} and status <> 'offline'`,
);

/**
 * Whoever acts is there: moves the end of their lease, never nearer, and leaves their status as it is. Somebody who
 * never said whether they are on counts as on.
 */
export async function stayOn(database: Database, agent: string, seconds: number): Promise<void> {
  await database.commit([{ statement: stay(database, { agent, length: seconds * 1000 }) }]);
}

const stay = template<{ agent: string; length: number }>(
  (_, place, now) => sql`
    insert into presence (staff, status, lease_until) values (${place.text('agent')}, 'online', ${now} + ${place.int('length')})
    on conflict (staff) do update set lease_until = case when presence.lease_until > excluded.lease_until
      then presence.lease_until else excluded.lease_until end`,
);
