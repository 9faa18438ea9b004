import type { Settings, Team } from '../site/settings.js';
import { teamFor } from '../site/team.js';

export interface Route {
  readonly team: Team;
  /** `<team>.<language>` */
  readonly queue: string;
}

/**
 * Where a customer with this topic and language waits. The team is the one that names the topic, of those that speak
 * the language (`teamFor`). When no team speaks it, the queue is in the first language of the team that is left: a
 * colleague with a dictionary answers, a queue nobody works never does.
 */
export function routeTo(settings: Settings, { topic, language }: { topic: string; language: string }): Route {
  const team = teamFor(settings, topic, language);
  return { team, queue: queueOf(team, language) };
}

/** The team's queue for a language: spoken exactly, else its base (`ja` for `ja-JP`), else the team's first. */
export function queueOf(team: Pick<Team, 'id' | 'languages'>, language: string): string {
  const spoken =
    team.languages.find((one) => one === language) ??
    team.languages.find((one) => baseOf(one) === baseOf(language)) ??
    team.languages[0];
  return `${team.id}.${spoken ?? language}`;
}

/** Every queue there is, in the order of the settings. */
export const queuesOf = (settings: Settings): string[] =>
  settings.teams.flatMap((team) => team.languages.map((language) => `${team.id}.${language}`));

/** The queues an agent works: their teams (`*` is every one) in their languages. */
export function queuesOfAgent(
  settings: Settings,
  agent: { teams: readonly string[]; languages: readonly string[] },
): string[] {
  return queuesOf(settings).filter((queue) => {
    const [team = '', language = ''] = partsOf(queue);
    const mine = agent.teams.includes(team) || agent.teams.includes('*');
    return mine && agent.languages.some((one) => baseOf(one) === baseOf(language));
  });
}

/** The team of a queue; undefined when the settings have lost it since. */
export const teamOfQueue = (settings: Settings, queue: string): Team | undefined =>
  settings.teams.find(({ id }) => id === partsOf(queue)[0]);

function partsOf(queue: string): [team: string, language: string] {
  const dot = queue.indexOf('.');
  return [queue.slice(0, dot), queue.slice(dot + 1)];
}

const baseOf = (language: string): string => language.split('-')[0] ?? language;
