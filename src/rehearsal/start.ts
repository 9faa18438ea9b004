import { DateTime } from 'luxon';
import type { FlowTest } from '../flows/flow.js';

/** A Wednesday morning: open in most shops, and no test depends on the day it runs unless it says so. */
const usual = '2026-11-18T10:00';

/** When a test begins, in milliseconds; its `now` is on the wall clock of the shop's zone unless it names an offset. */
export function startOfTest({ given }: Pick<FlowTest, 'given'>, zone: string): number {
  const key = `${given.now ?? usual} ${zone}`;
  const start = starts.get(key) ?? DateTime.fromISO(given.now ?? usual, { zone }).toMillis();
  starts.set(key, start);
  return start;
}

/** Thousands of walks begin at the same few moments. */
const starts = new Map<string, number>();

/** What the demo shop calls today in tests, as an instant of that day: its orders are then as old as they should be. */
export const usualDay = (): number => DateTime.fromISO(usual.slice(0, 10), { zone: 'utc' }).toMillis();
