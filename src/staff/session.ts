import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { template } from '../database/statements.js';
import { staffOf, type Staff } from './staff.js';
import { tokenHash } from './token.js';

/** After this long without a request a session is over. */
export const idleSession = 12 * 3_600_000;

/** After this long it is over in any case. */
export const longestSession = 7 * 24 * 3_600_000;

/** A request moves the end only when it is this much nearer: not every request shall write. */
const renewal = 1_800_000;

/** Who holds this session, as they are on the staff now; undefined when it is over or never was. */
export async function staffOfSession(database: Database, clock: Clock, token: string): Promise<Staff | undefined> {
  const values = { session: tokenHash(token), now: clock.now() };
  const [row] = await database.rows<SessionRow>(sessionOf(database, values));
  if (!row) return undefined;
  const expires = Math.min(values.now + idleSession, row.begun + longestSession);
  if (expires >= row.expires + renewal) {
    await database.commit([{ statement: moveEnd(database, { ...values, expires }) }]);
  }
  return staffOf(row);
}

/** Ends one session; one that is over already stays over. */
export async function signOut(database: Database, token: string): Promise<void> {
  const statement = database.build.deleteFrom('staff_session').where('token', '=', tokenHash(token)).compile();
  await database.commit([{ statement }]);
}

/**
 * Ends every session of somebody and every link that could begin one, and takes them off the counter: for a lost
 * telephone, or a last working day. Their open sockets are the caller's to close.
 */
export async function endSessionsOf(database: Database, staff: string): Promise<void> {
  const { build } = database;
  await database.commit([
    { statement: build.deleteFrom('staff_session').where('staff', '=', staff).compile() },
    { statement: build.deleteFrom('sign_in_link').where('staff', '=', staff).compile() },
    { statement: build.deleteFrom('presence').where('staff', '=', staff).compile() },
  ]);
}

interface SessionRow {
  id: string;
  site: string;
  mail: string;
  name: string;
  role: string;
  languages: string;
  teams: string;
  begun: number;
  expires: number;
}

const sessionOf = template<{ session: string; now: number }>((build, place) =>
  build
    .selectFrom('staff_session')
    .innerJoin('staff', 'staff.id', 'staff_session.staff')
    .select(['id', 'site', 'mail', 'name', 'role', 'languages', 'teams'])
    .select(['staff_session.created as begun', 'expires'])
    .where('token', '=', place.text('session'))
    .where('expires', '>', place.int('now')),
);

// `expires >` once more: a session that was signed out or ended meanwhile must not come back.
const moveEnd = template<{ session: string; now: number; expires: number }>((build, place) =>
  build
    .updateTable('staff_session')
    .set({ expires: place.int('expires') })
    .where('token', '=', place.text('session'))
    .where('expires', '>', place.int('now')),
);
