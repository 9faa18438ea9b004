import type { Database } from '../database/database.js';
import { template } from '../database/statements.js';
import { Refusal } from '../refusal.js';
import { may } from './role.js';
import { staffOf, type Staff } from './staff.js';

/** `transfer-only`: takes what a colleague hands over, nothing from the queue. */
export const presenceStatuses = ['online', 'away', 'transfer-only', 'offline'] as const;
export type PresenceStatus = (typeof presenceStatuses)[number];

export interface Present extends Staff {
  readonly status: Exclude<PresenceStatus, 'offline'>;
  /** Conversations in their hands. */
  readonly holds: number;
}

/**
 * Says that somebody is on for the next `seconds`, by the database's clock. Called when their status changes and by the
 * pong of their socket, never by a timer in the page: a browser put to sleep then counts as gone.
 */
export async function renewPresence(
  database: Database,
  { staff, status, seconds = 30 }: { staff: string; status: PresenceStatus; seconds?: number },
): Promise<void> {
  const length = status === 'offline' ? 0 : seconds * 1000;
  const commit = await database.commit([{ statement: renew(database, { staff, status, length }), rows: 1 }]);
  if (!commit.done) throw new Refusal('not-found', `presence: ${staff} is not on the staff`);
}

/** Those who may answer customers and whose lease runs, narrowed to a team and a language. */
export async function presentStaff(
  database: Database,
  site: string,
  { team, language }: { team?: string; language?: string } = {},
): Promise<Present[]> {
  const rows = await database.rows<PresentRow>(present(database, { site }));
  const found = rows
    .map(({ status, ...row }) => ({
      ...staffOf(row),
      status: presenceStatuses.find((one) => one === status) ?? 'offline',
    }))
    .filter((one) => may(one.role, 'answer customers') && (team === undefined || isIn(one, team)))
    .filter((one) => language === undefined || speaks(one, language));
  const holds = await heldBy(
    database,
    site,
    found.map(({ id }) => id),
  );
  return found.flatMap(({ status, ...one }) =>
    status === 'offline' ? [] : [{ ...one, status, holds: holds.get(one.id) ?? 0 }],
  );
}

/** How many conversations each of these agents holds; one who holds none is not in the map. */
export async function heldBy(
  database: Database,
  site: string,
  agents: readonly string[],
): Promise<Map<string, number>> {
  if (agents.length === 0) return new Map();
  const owners = new Map(agents.map((agent) => [`agent:${agent}`, agent]));
  const rows = await database.read(
    database.build
      .selectFrom('conversation')
      .select((eb) => ['owner', eb.fn.countAll<number>().as('held')])
      .where('site', '=', site)
      .where('owner', 'in', [...owners.keys()])
      .groupBy('owner'),
  );
  return new Map(rows.map(({ owner, held }) => [owners.get(owner) ?? owner, held]));
}

/** What a promise rests on: those who take from the queue, and those of them with room for one more. */
export function roomAmong(
  present: readonly Present[],
  capacity: number,
): { agentsOnline: number; agentsOnlineAtAll: number } {
  const online = present.filter(({ status }) => status === 'online');
  return { agentsOnline: online.filter(({ holds }) => holds < capacity).length, agentsOnlineAtAll: online.length };
}

interface PresentRow {
  id: string;
  site: string;
  mail: string;
  name: string;
  role: string;
  languages: string;
  teams: string;
  status: string;
}

const isIn = ({ teams }: Staff, team: string): boolean => teams.includes(team) || teams.includes('*');

/** `ja-JP` is spoken by who speaks `ja`. */
const speaks = ({ languages }: Staff, language: string): boolean =>
  languages.some((spoken) => spoken.split('-')[0] === language.split('-')[0]);

const present = template<{ site: string }>((build, place, now) =>
  build
    .selectFrom('presence')
    .innerJoin('staff', 'staff.id', 'presence.staff')
    .select(['id', 'site', 'mail', 'name', 'role', 'languages', 'teams', 'status'])
    .where('site', '=', place.text('site'))
    .where('lease_until', '>', now)
    .where('deactivated', 'is', null)
    .orderBy('id'),
);

// Selected from the staff, so that an unknown name touches no row instead of breaking a foreign key.
const renew = template<{ staff: string; status: string; length: number }>((build, place, now) =>
  build
    .insertInto('presence')
    .columns(['staff', 'status', 'lease_until'])
    .expression((eb) =>
      eb
        .selectFrom('staff')
        .select((one) => [
          'staff.id',
          place.text('status').as('status'),
          one(now, '+', place.int('length')).as('lease_until'),
        ])
        .where('staff.id', '=', place.text('staff')),
    )
    .onConflict((conflict) =>
      conflict.column('staff').doUpdateSet((eb) => ({
        status: eb.ref('excluded.status'),
        lease_until: eb.ref('excluded.lease_until'),
      })),
    ),
);
