import type { Clock } from '../clock.js';
import type { Database, Step } from '../database/database.js';
import { sql, template } from '../database/statements.js';
import { Refusal } from '../refusal.js';
import { removeFactorSteps } from './factor.js';
import type { Role } from './role.js';
import { endSessionsSteps } from './session.js';
import { staffOf, type Staff } from './staff.js';

/** Somebody as an owner sees them. */
export interface Person extends Staff {
  /** Since when they work here no more. */
  readonly deactivated: number | null;
  readonly hasPassword: boolean;
  readonly hasFactor: boolean;
  readonly status: string;
}

/** Everybody who works or worked there, by name. */
export async function peopleOf(database: Database, site: string): Promise<Person[]> {
  const rows = await database.read(
    database.build
      .selectFrom('staff')
      .leftJoin('staff_password', 'staff_password.staff', 'staff.id')
      .leftJoin('staff_factor', (join) =>
        join.onRef('staff_factor.staff', '=', 'staff.id').on('staff_factor.confirmed', 'is not', null),
      )
      .leftJoin('presence', (join) =>
        join.onRef('presence.staff', '=', 'staff.id').on('presence.lease_until', '>', database.now),
      )
      .selectAll('staff')
      .select(['staff_password.changed', 'staff_factor.confirmed', 'presence.status'])
      .where('site', '=', site)
      .orderBy('staff.name')
      .orderBy('staff.id'),
  );
  return rows.map((row) => ({
    ...{ ...staffOf(row), deactivated: row.deactivated, status: row.status ?? 'offline' },
    ...{ hasPassword: row.changed !== null, hasFactor: row.confirmed !== null },
  }));
}

/** One of them. `Refusal('not-found')` for somebody of another site. */
export async function personOf(database: Database, site: string, id: string): Promise<Person> {
  const person = (await peopleOf(database, site)).find((one) => one.id === id);
  if (!person) throw new Refusal('not-found', `people: there is nobody ${id} at ${site}`);
  return person;
}

export interface PersonChange {
  readonly name: string;
  readonly role: Role;
  readonly languages: readonly string[];
  readonly teams: readonly string[];
}

/**
 * Changes what somebody may and does; it counts from their next request on. `Refusal('last-owner')` when nobody would
 * be left who may change it back.
 */
export async function changePerson(
  database: Database,
  { site, id, change }: { site: string; id: string; change: PersonChange },
): Promise<void> {
  await personOf(database, site, id);
  const { name, role } = change;
  const lists = { languages: JSON.stringify(change.languages), teams: JSON.stringify(change.teams) };
  const update = database.build
    .updateTable('staff')
    .set({ name, role, ...lists })
    .where('id', '=', id);
  await withOwnerLeft(database, { site, id }, role === 'owner', [{ statement: update.compile(), rows: 1 }]);
}

/**
 * Somebody's last day: no session, no link, no place at the counter from this moment on. What they hold goes back by
 * the caller (handoff/leave.ts). `Refusal('last-owner')` as above.
 */
export async function deactivate(
  database: Database,
  clock: Clock,
  { site, id }: { site: string; id: string },
): Promise<void> {
  await personOf(database, site, id);
  const { build } = database;
  const leave = build.updateTable('staff').set({ deactivated: clock.now() }).where('id', '=', id);
  await withOwnerLeft(database, { site, id }, false, [
    { statement: leave.where('deactivated', 'is', null).compile() },
    ...endSessionsSteps(database, id),
  ]);
}

/** They work here again: with the password and second factor they had, without a session. */
export async function reactivate(database: Database, { site, id }: { site: string; id: string }): Promise<void> {
  await personOf(database, site, id);
  const statement = database.build.updateTable('staff').set({ deactivated: null }).where('id', '=', id).compile();
  await database.commit([{ statement, rows: 1 }]);
}

/** For a colleague whose telephone and recovery codes are lost: their sessions end, then they may begin anew. */
export async function resetFactor(database: Database, { site, id }: { site: string; id: string }): Promise<void> {
  await personOf(database, site, id);
  await database.commit([...removeFactorSteps(database, id), ...endSessionsSteps(database, id)]);
}

/**
 * Does something that may cost an owner. The site's row is taken first: two owners who each demote the other at the same
 * moment come one after the other, and the second is refused.
 */
async function withOwnerLeft(
  database: Database,
  { site, id }: { site: string; id: string },
  staysOwner: boolean,
  steps: readonly Step[],
): Promise<void> {
  const commit = await database.commit([
    { statement: takeSite(database, { site }), rows: 1 },
    ...(staysOwner ? [] : [{ statement: otherOwner(database, { site, id }), rows: 1 }]),
    ...steps,
  ]);
  if (commit.done) return;
  if (commit.at === 1) throw new Refusal('last-owner', `people: ${id} is the last owner of ${site}`);
  throw new Refusal('moved-on', `people: ${id} was changed meanwhile`);
}

const takeSite = template<{ site: string }>((build, place) =>
  build
    .updateTable('site')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', place.text('site')),
);

/** One row when they are no owner themselves or another owner works here. */
const otherOwner = template<{ site: string; id: string }>(
  (_, place) => sql`
    select 1 as safe where exists (select 1 from staff
        where id = ${place.text('id')} and (role <> 'owner' or deactivated is not null))
      or exists (select 1 from staff where site = ${place.text('site')} and role = 'owner'
        and deactivated is null and id <> ${place.text('id')})`,
);
