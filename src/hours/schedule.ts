import { instantOf } from './wall-clock.js';

/** Monday first, as ISO 8601 counts. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/**
 * From and until on the wall clock, `["09:00", "18:00"]`. `"24:00"` is the day's end; an end that is not after its
 * beginning is the next day's (`["22:00", "02:00"]`). The stretch belongs to the day it begins on.
 */
export type Hours = readonly [from: string, until: string];
export type Week = { readonly [day in Weekday]?: readonly Hours[] };

/** Whole days, both included, as `2027-01-01`. */
export interface Closure {
  readonly from: string;
  readonly to: string;
}

/** Whether a day (`2027-05-03`) is a public holiday. */
export type HolidayCalendar = (date: string) => boolean;

/** When somebody is at the counter: a week on the wall clock of an IANA zone, less holidays and closures. */
export interface Schedule {
  readonly zone: string;
  readonly week: Week;
  readonly holidays: HolidayCalendar | null;
  readonly closures: readonly Closure[];
}

/** A stretch of open time in milliseconds, `until` excluded. */
export interface Opening {
  readonly from: number;
  readonly until: number;
}

const patience = 400;
const dayLength = 86_400_000;

/**
 * The stretches of open time from `at` on, in order and without overlap; the first is cut to begin at `at`.
 * It ends when 400 days bring none: then the counter counts as closed for good.
 */
export function* openings(schedule: Schedule, at: number): Generator<Opening, void> {
  let reached = at;
  let barren = 0;
  // From the day before: its night shift may still be on.
  for (let day = utcDay(at) - 2; barren <= patience; day++, barren++) {
    for (const { from, until } of openingsOn(schedule, new Date(day * dayLength).toISOString().slice(0, 10))) {
      if (until <= reached) continue;
      yield { from: Math.max(from, reached), until };
      reached = until;
      barren = 0;
    }
  }
}

const utcDay = (at: number): number => Math.floor(at / dayLength);

/** What begins on this day of the schedule's zone. */
function openingsOn(schedule: Schedule, date: string): Opening[] {
  if (isClosedAllDay(schedule, date)) return [];
  return (schedule.week[weekdayOf(date)] ?? [])
    .map(([from, until]) => {
      const [start, end] = [minutesOf(from), minutesOf(until)];
      return {
        from: instantOf(schedule.zone, date, start),
        until: instantOf(schedule.zone, date, end > start ? end : end + 24 * 60),
      };
    })
    .sort((one, other) => one.from - other.from);
}

/** Whether the counter opens at all on a day (`2027-05-03`): what counts as a working day. */
export function opensOn(schedule: Schedule, date: string): boolean {
  return (schedule.week[weekdayOf(date)] ?? []).length > 0 && !isClosedAllDay(schedule, date);
}

const weekdayOf = (date: string): Weekday => weekdays[(new Date(date).getUTCDay() + 6) % 7] ?? 'mon';

function isClosedAllDay({ closures, holidays }: Schedule, date: string): boolean {
  return closures.some(({ from, to }) => from <= date && date <= to) || (holidays?.(date) ?? false);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
