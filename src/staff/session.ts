import type { Clock } from '../clock.js';
import type { Database, Step } from '../database/database.js';
import { sql, template } from '../database/statements.js';
import { Refusal } from '../refusal.js';
import { staffOf, type Staff } from './staff.js';
import { tokenHash } from './token.js';

/** After this long without a request a session is over. */
export const idleSession = 12 * 3_600_000;

/** After this long it is over in any case. */
export const longestSession = 7 * 24 * 3_600_000;

/** A request moves the end only when it is this much nearer: not every request shall write. */
const renewal = 1_800_000;

/** Who holds this session, as they are on the staff now; undefined when it is over, never was, or they left. */
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

export interface NewSession {
  /** The hash of its token. */
  readonly session: string;
  readonly staff: string;
  readonly now: number;
  /** What the browser calls itself, for its owner to recognise it by. */
  readonly device: string;
}

/** The steps that begin a session. Nobody who left gets one: then the last step touches no row. */
export function beginSessionSteps(database: Database, { session, staff, now, device }: NewSession): Step[] {
  const over = database.build.deleteFrom('staff_session').where('staff', '=', staff).where('expires', '<', now);
  const values = { session, staff, now, expires: now + idleSession, device: device.slice(0, 200) };
  return [{ statement: over.compile() }, { statement: beginSession(database, values), rows: 1 }];
}

/** One place where somebody is signed in, as they see it in their account. */
export interface SessionLine {
  readonly id: string;
  readonly device: string;
  readonly begun: number;
  /** Right to within half an hour: not every request writes. */
  readonly seen: number;
  readonly current: boolean;
}

/** Where somebody is signed in now, the latest first. `token` is the session that asks. */
export async function sessionsOf(
  database: Database,
  { staff, token, now }: { staff: string; token: string; now: number },
): Promise<SessionLine[]> {
  const rows = await database.read(
    database.build
      .selectFrom('staff_session')
      .select(['token', 'device', 'created', 'seen'])
      .where('staff', '=', staff)
      .where('expires', '>', now)
      .orderBy('created', 'desc'),
  );
  const current = tokenHash(token);
  return rows.map((row) => ({
    ...{ id: row.token.slice(0, idLength), device: row.device, begun: row.created },
    ...{ seen: row.seen ?? row.created, current: row.token === current },
  }));
}

/** What is shown of a session's hash: enough to name it, of no use to anybody. */
const idLength = 16;

/** Ends one of somebody's own sessions by the id that `sessionsOf` gives. `Refusal('not-found')` for any other. */
export async function endSession(database: Database, staff: string, id: string): Promise<void> {
  const statement = database.build
    .deleteFrom('staff_session')
    .where('staff', '=', staff)
    .where(sql<string>`substr(token, 1, ${sql.lit(idLength)})`, '=', id);
  const commit = await database.commit([{ statement: statement.compile(), rows: 1 }]);
  if (!commit.done) throw new Refusal('not-found', `session: ${staff} has no session ${id}`);
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
  await database.commit(endSessionsSteps(database, staff));
}

/** The same as steps of a larger batch; `but` is the hash of a session that stays, and then presence stays too. */
export function endSessionsSteps({ build }: Database, staff: string, but?: string): Step[] {
  const sessions = build
    .deleteFrom('staff_session')
    .where('staff', '=', staff)
    .$if(but !== undefined, (one) => one.where('token', '<>', but ?? ''));
  return [
    { statement: sessions.compile() },
    { statement: build.deleteFrom('sign_in_link').where('staff', '=', staff).compile() },
    { statement: build.deleteFrom('sign_in_challenge').where('staff', '=', staff).compile() },
    ...(but === undefined ? [{ statement: build.deleteFrom('presence').where('staff', '=', staff).compile() }] : []),
  ];
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
    .where('expires', '>', place.int('now'))
    .where('deactivated', 'is', null),
);

// `expires >` once more: a session that was signed out or ended meanwhile must not come back.
const moveEnd = template<{ session: string; now: number; expires: number }>((build, place) =>
  build
    .updateTable('staff_session')
    .set({ expires: place.int('expires'), seen: place.int('now') })
    .where('token', '=', place.text('session'))
    .where('expires', '>', place.int('now')),
);

const beginSession = template<NewSession & { expires: number }>((build, place) =>
  build
    .insertInto('staff_session')
    .columns(['token', 'staff', 'created', 'expires', 'device', 'seen'])
    .expression((eb) =>
      eb
        .selectFrom('staff')
        .select([
          place.text('session').as('token'),
          'staff.id',
          place.int('now').as('created'),
          place.int('expires').as('expires'),
          place.text('device').as('device'),
          place.int('now').as('seen'),
        ])
        .where('staff.id', '=', place.text('staff'))
        .where('staff.deactivated', 'is', null),
    ),
);
