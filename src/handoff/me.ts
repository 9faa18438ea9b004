import type { Me, PresenceStatus } from '../console-wire.js';
import type { Database } from '../database/database.js';
import { readSettings } from '../site/site.js';
import { presenceStatuses } from '../staff/presence.js';
import type { Staff } from '../staff/staff.js';
import { queuesOf, queuesOfAgent } from './route-to.js';

/** Who is signed in, and what every screen of theirs needs of the shop. */
export async function meOf(database: Database, staff: Staff): Promise<Me> {
  const [settings, presence] = await Promise.all([readSettings(database, staff.site), statusOf(database, staff.id)]);
  const { name, zone, languages, teams } = settings;
  return {
    staff,
    presence,
    queues: { mine: queuesOfAgent(settings, staff), all: queuesOf(settings) },
    site: { name, zone, languages, teams: teams.map(({ id, name, languages }) => ({ id, name, languages })) },
  };
}

/** What they said last; whoever never said anything is taken to be on as soon as they act. */
async function statusOf(database: Database, staff: string): Promise<PresenceStatus> {
  const [row] = await database.read(database.build.selectFrom('presence').select('status').where('staff', '=', staff));
  return presenceStatuses.find((one) => one === row?.status) ?? 'online';
}
