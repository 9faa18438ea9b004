import { useSyncExternalStore } from 'react';

/** Every page of the console lies under this. */
export const base = '/console';

const heard = new Set<() => void>();
const tell = (): void => heard.forEach((hear) => hear());

function subscribe(hear: () => void): () => void {
  if (heard.size === 0) addEventListener('popstate', tell);
  heard.add(hear);
  return () => {
    heard.delete(hear);
    if (heard.size === 0) removeEventListener('popstate', tell);
  };
}

/** The address within the console: `/conversations/c_1?list=mine`. */
const here = (): string => `${location.pathname.slice(base.length) || '/'}${location.search}`;

export function usePath(): { path: string; query: URLSearchParams } {
  const address = useSyncExternalStore(subscribe, here);
  const [path = '/', query = ''] = address.split('?');
  return { path, query: new URLSearchParams(query) };
}

/** Goes to a page of the console. `replace` leaves no step for the back button: for what the page itself chose. */
export function navigate(to: string, { replace = false } = {}): void {
  if (to === here()) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', base + to);
  tell();
}

/** The values of a pattern such as `/tickets/:number` in this path, or undefined when it does not fit. */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const [wanted, given] = [pattern, path].map((one) => one.split('/').filter((part) => part !== ''));
  if (!wanted || !given || given.length > wanted.length) return undefined;
  const found: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at];
    const optional = part.endsWith('?');
    if (part.startsWith(':')) {
      if (value === undefined && !optional) return undefined;
      if (value !== undefined) found[part.replace(/^:|\?$/g, '')] = decoded(value);
    } else if (part !== value) return undefined;
  }
  return found;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
