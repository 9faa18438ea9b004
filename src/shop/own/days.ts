import { DateTime } from 'luxon';
import { dayIn, iso } from '../../language/read/civil-date.js';

/** The day an instant falls on in the shop's zone, `2026-11-21`. */
export const dayOf = (at: number, zone: string): string => iso(dayIn(zone, new Date(at)));

/** As `dayOf`, and undefined for what is not known. */
export const dayOrNone = (at: number | null, zone: string): string | undefined =>
  at === null ? undefined : dayOf(at, zone);

/** Whole days from one day to another, as a calendar counts them. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** The same day so many months later; the month's last where that one has no such day. */
export const monthsAfter = (day: string, months: number): string =>
  DateTime.fromISO(day, { zone: 'utc' }).plus({ months }).toFormat('yyyy-MM-dd');

/** A real day written as `2026-11-21`. */
export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && isReal(text, Date.parse(text));

/** The 31st of a short month is another day when it is written again. */
const isReal = (text: string, at: number): boolean => !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
