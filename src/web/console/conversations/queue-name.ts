import type { Me } from '../../../console-wire.js';
import type { ConsoleLanguage } from '../preferences.js';

/** `support.ja` as people say it: the team's name and the language. */
export function queueName(site: Me['site'], queue: string, language: ConsoleLanguage): string {
  const dot = queue.lastIndexOf('.');
  const [id, spoken] = [queue.slice(0, dot), queue.slice(dot + 1)];
  return `${teamName(site, id, language)} · ${languageName(spoken, language)}`;
}

export function teamName(site: Me['site'], id: string, language: ConsoleLanguage): string {
  const names = site.teams.find((team) => team.id === id)?.name;
  return names?.[language] ?? Object.values(names ?? {})[0] ?? id;
}

const names = new Map<ConsoleLanguage, Intl.DisplayNames>();

export function languageName(code: string, language: ConsoleLanguage): string {
  let known = names.get(language);
  if (!known) names.set(language, (known = new Intl.DisplayNames(language, { type: 'language' })));
  try {
    return known.of(code) ?? code;
  } catch {
    return code;
  }
}
