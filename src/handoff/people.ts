import type { Database } from '../database/database.js';
import { nextOpening } from '../hours/working-time.js';
import type { Settings } from '../site/settings.js';
import { scheduleOf } from '../site/team.js';
import { presentStaff } from '../staff/presence.js';

/** Whether somebody is at the counter, and when it opens next: null while it is open, or when it has no hours. */
export interface People {
  readonly online: boolean;
  readonly opens: number | null;
}

export async function peopleAt(
  database: Database,
  settings: Settings,
  { site, now }: { site: string; now: number },
): Promise<People> {
  const [present, schedules] = await Promise.all([
    presentStaff(database, site),
    Promise.all(settings.teams.map((team) => scheduleOf(settings, team))),
  ]);
  const online = present.some(({ status }) => status === 'online');
  const opening = schedules.map((schedule) => nextOpening(schedule, now)).filter((at) => at !== null);
  const next = opening.length === 0 ? null : Math.min(...opening);
  return { online, opens: next === now ? null : next };
}
