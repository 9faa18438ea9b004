import { holidayCalendar } from '../hours/holidays.js';
import type { Schedule } from '../hours/schedule.js';
import type { Settings, Team } from './settings.js';

/** When a team is there: its own week if it has one, else the shop's; holidays and closures are the shop's. */
export async function scheduleOf(settings: Settings, team?: Pick<Team, 'hours'>): Promise<Schedule> {
  return {
    zone: settings.zone,
    week: team?.hours ?? settings.hours,
    holidays: settings.holidays === null ? null : await holidayCalendar(settings.holidays),
    closures: settings.closures,
  };
}

/**
 * The team for a topic and a language. The language weighs more than the topic, a topic named more than `*`, and the
 * list's order decides the rest; so everybody finds a queue.
 */
export function teamFor(settings: Settings, topic: string, language: string): Team {
  const rank = (team: Team): number =>
    (speaks(team, language) ? 4 : 0) + (takes(team, topic) ? (team.topics === '*' ? 1 : 2) : 0);
  const [first, ...others] = settings.teams;
  if (!first) throw new Error('settings: a site has at least one team');
  return others.reduce((best, team) => (rank(team) > rank(best) ? team : best), first);
}

const takes = ({ topics }: Team, topic: string): boolean => topics === '*' || topics.includes(topic);

/** `ja-JP` is served by a team for `ja`. */
const speaks = ({ languages }: Team, language: string): boolean =>
  languages.some((spoken) => spoken === language || spoken.split('-')[0] === language.split('-')[0]);
