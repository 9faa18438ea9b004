import type { Database } from '../database/database.js';
import { promise, type Promised } from '../hours/promise.js';
import type { Settings, Team } from '../site/settings.js';
import { scheduleOf } from '../site/team.js';
import { presentStaff, roomAmong } from '../staff/presence.js';
import { waitingIn } from '../tickets/list.js';

/**
 * By when somebody who joins this queue now will be answered: from the team's hours and holidays, those who wait in
 * the queue already, and the agents who are really on for it and have room.
 */
export async function promiseFor(
  database: Database,
  settings: Settings,
  { site, team, queue, now }: { site: string; team: Team; queue: string; now: number },
): Promise<Promised> {
  const language = queue.slice(team.id.length + 1);
  const [schedule, present, waitingAhead] = await Promise.all([
    scheduleOf(settings, team),
    presentStaff(database, site, { team: team.id, language }),
    waitingIn(database, site, [queue]),
  ]);
  const { minutesPerConversation, capacity } = team;
  return promise({ now, schedule, minutesPerConversation, waitingAhead, ...roomAmong(present, capacity) });
}
