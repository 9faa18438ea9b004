import type { ShopSettings } from '../../../office-wire.js';

type Part = keyof ShopSettings;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const parts = (settings: ShopSettings): Part[] => Object.keys(settings).filter((key): key is Part => key in settings);

/** What differs between two states of the settings, by its first word: `hours`, `teams`. */
export const changedParts = (before: ShopSettings, after: ShopSettings): Part[] =>
  parts({ ...before, ...after }).filter((part) => !same(before[part], after[part]));

/**
 * My changes on top of what somebody saved meanwhile. `both` are the parts that we both changed: there mine stand, and
 * the person is told before anything is saved.
 */
export function onTopOf(
  theirs: ShopSettings,
  { base, mine }: { base: ShopSettings; mine: ShopSettings },
): { merged: ShopSettings; both: Part[] } {
  const [ours, others] = [changedParts(base, mine), changedParts(base, theirs)];
  const changes = Object.fromEntries(ours.map((part) => [part, mine[part]]));
  return {
    merged: { ...theirs, ...changes },
    both: ours.filter((part) => others.includes(part) && !same(mine[part], theirs[part])),
  };
}
