import type { Colleague } from '../console-wire.js';
import type { Database } from '../database/database.js';
import { presentStaff } from '../staff/presence.js';
import { may } from '../staff/role.js';
import { staffOfSite } from '../staff/staff.js';

/** Everybody who answers customers, those who are on first. */
export async function colleaguesOf(database: Database, site: string): Promise<Colleague[]> {
  const [all, present] = await Promise.all([staffOfSite(database, site), presentStaff(database, site)]);
  const on = new Map(present.map(({ id, status }) => [id, status]));
  return all
    .filter(({ role }) => may(role, 'answer customers'))
    .map(({ id, name, languages, teams }): Colleague => {
      return { id, name, languages, teams, presence: on.get(id) ?? 'offline' };
    })
    .toSorted((a, b) => Number(a.presence === 'offline') - Number(b.presence === 'offline') || compare(a.name, b.name));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
