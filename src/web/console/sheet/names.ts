import { useMe } from '../me.js';
import { useLanguage } from '../words.js';

/** A language's name in the reader's language; the code itself when nobody knows one. */
export function useLanguageName(): (code: string) => string {
  const language = useLanguage();
  const names = new Intl.DisplayNames([language], { type: 'language' });
  return (code) => {
    try {
      return names.of(code) ?? code;
    } catch {
      return code;
    }
  };
}

/** A day and its time, in the reader's language and the shop's zone. */
export function useMoment(): (time: number, style?: 'day' | 'time') => string {
  const language = useLanguage();
  const { zone } = useMe().site;
  return (time, style = 'time') =>
    new Intl.DateTimeFormat(language, {
      ...{ dateStyle: 'medium', timeZone: zone },
      ...(style === 'time' ? { timeStyle: 'short' as const } : {}),
    }).format(time);
}

/** A word in the reader's language, else in any that there is. */
export const inLanguage = (named: Readonly<Record<string, string>>, language: string): string =>
  named[language] ?? Object.values(named)[0] ?? '';
