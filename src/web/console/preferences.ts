import { useSyncExternalStore } from 'react';

export type ConsoleLanguage = 'en' | 'ja';
export type ThemeChoice = 'auto' | 'light' | 'dark';

/** What a person likes on this device; kept here and nowhere else, the same in all their tabs. */
export interface Preferences {
  readonly language: ConsoleLanguage;
  readonly theme: ThemeChoice;
  /** Single letters as keys (WCAG 2.1.4): some dictate, some have a cat. */
  readonly singleKeys: boolean;
  readonly notices: boolean;
  readonly listOpen: boolean;
  readonly contextOpen: boolean;
}

const key = 'madoguchi.preferences';

const first: Preferences = {
  language: navigator.language.startsWith('ja') ? 'ja' : 'en',
  ...{ theme: 'auto', singleKeys: true, notices: false, listOpen: true, contextOpen: true },
};

const heard = new Set<() => void>();
let known = read();

export function preferences(): Preferences {
  return known;
}

export function changePreferences(change: Partial<Preferences>): void {
  known = { ...known, ...change };
  // A browser may forbid storage; the choice then lasts as long as the page.
  try {
    localStorage.setItem(key, JSON.stringify(known));
  } catch {
    // Nothing to do: see above.
  }
  for (const hear of heard) hear();
}

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, preferences);

function subscribe(hear: () => void): () => void {
  heard.add(hear);
  return () => heard.delete(hear);
}

addEventListener('storage', (event) => {
  if (event.key !== key) return;
  known = read();
  for (const hear of heard) hear();
});

/** What was stored, by another version perhaps: whatever does not fit is as on the first day. */
function read(): Preferences {
  const stored = readStored();
  const flag = (name: 'singleKeys' | 'notices' | 'listOpen' | 'contextOpen'): boolean => {
    const found = stored.get(name);
    return typeof found === 'boolean' ? found : first[name];
  };
  return {
    language: oneOf(['en', 'ja'], stored.get('language')) ?? first.language,
    theme: oneOf(['auto', 'light', 'dark'], stored.get('theme')) ?? first.theme,
    ...{ singleKeys: flag('singleKeys'), notices: flag('notices') },
    ...{ listOpen: flag('listOpen'), contextOpen: flag('contextOpen') },
  };
}

function readStored(): ReadonlyMap<string, unknown> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return new Map(typeof stored === 'object' && stored !== null ? Object.entries(stored) : []);
  } catch {
    return new Map();
  }
}

function oneOf<T extends string>(choices: readonly T[], given: unknown): T | undefined {
  return choices.find((choice) => choice === given);
}
