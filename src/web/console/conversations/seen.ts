import { useSyncExternalStore } from 'react';

const key = 'madoguchi.seen';
const most = 300;

/** How far each conversation was read on this device: what a mark in the list rests on. */
let known = read();
const heard = new Set<() => void>();

export function markSeen(conversation: string, upTo: number): void {
  if ((known.get(conversation) ?? 0) >= upTo) return;
  const next = new Map(known);
  next.delete(conversation);
  next.set(conversation, upTo);
  known = new Map([...next].slice(-most));
  try {
    localStorage.setItem(key, JSON.stringify([...known]));
  } catch {
    // Without storage the marks last as long as the page.
  }
  for (const hear of heard) hear();
}

export function useSeen(): ReadonlyMap<string, number> {
  return useSyncExternalStore(
    (hear) => {
      heard.add(hear);
      return () => heard.delete(hear);
    },
    () => known,
  );
}

addEventListener('storage', (event) => {
  if (event.key !== key) return;
  known = read();
  for (const hear of heard) hear();
});

function read(): Map<string, number> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    const pairs: readonly unknown[] = Array.isArray(stored) ? stored : [];
    return new Map(pairs.filter(isPair));
  } catch {
    return new Map();
  }
}

const isPair = (one: unknown): one is [string, number] =>
  Array.isArray(one) && typeof one[0] === 'string' && typeof one[1] === 'number';
