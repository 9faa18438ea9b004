/**
 * What this browser keeps of a customer between two pages, in our own origin's storage: no cookie, nothing in an
 * address. A private window may keep nothing: then it lives as long as the page.
 */
const prefix = 'madoguchi.';
const memory = new Map<string, string>();

export type Kept = 'token' | 'thread' | 'draft' | 'seen' | 'language';

export function kept(name: Kept): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return memory.get(name) ?? null;
  }
}

export function keep(name: Kept, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
  } catch {
    if (value === null) memory.delete(name);
    else memory.set(name, value);
  }
}

/** Everything, also what an older release kept under another name. */
export function forgetAll(): void {
  memory.clear();
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name);
    sessionStorage.clear();
  } catch {
    // There was nothing to forget.
  }
}
