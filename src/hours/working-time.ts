import { openings, type Schedule } from './schedule.js';

export function isOpen(schedule: Schedule, at: number): boolean {
  return nextOpening(schedule, at) === at;
}

/** `at` itself when it is open then, else when the next opening begins; null when there is none within 400 days. */
export function nextOpening(schedule: Schedule, at: number): number | null {
  for (const { from } of openings(schedule, at)) return from;
  return null;
}

/** When so many open minutes have passed; for none, the next open moment. null when the hours run out before. */
export function addWorkingTime(schedule: Schedule, from: number, minutes: number): number | null {
  let left = minutes * 60_000;
  for (const opening of openings(schedule, from)) {
    const length = opening.until - opening.from;
    if (left <= length) return opening.from + left;
    left -= length;
  }
  return null;
}

/** The open minutes between two instants, negative when `b` is the earlier. */
export function workingTimeBetween(schedule: Schedule, a: number, b: number): number {
  if (b < a) return -workingTimeBetween(schedule, b, a);
  let sum = 0;
  for (const { from, until } of openings(schedule, a)) {
    if (from >= b) break;
    sum += Math.min(until, b) - from;
  }
  return sum / 60_000;
}
