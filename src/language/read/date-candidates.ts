import { type CivilDate, addDays, civil, daysBetween, weekday } from './civil-date.js';

/** Which side of today the answer lies on, when the question says so: a purchase is past, an appointment is to come. */
export type Side = 'past' | 'future' | undefined;

/** One mention of a day in a text: the days it can mean, or why it means none. */
export type Mention = { text: string; days: CivilDate[]; why?: 'not-a-date' | 'not-a-day' | 'weekday-disagrees' };

export type Today = { today: CivilDate; side: Side };

export function mention(text: string, days: (CivilDate | undefined)[], side: Side, today: CivilDate): Mention {
  const real = days.filter((day): day is CivilDate => day !== undefined);
  if (real.length === 0) return { text, days: [], why: 'not-a-date' };
  const fitting = real.filter((day) => onSide(day, side, today));
  return { text, days: fitting.length > 0 ? fitting : real };
}

function onSide(day: CivilDate, side: Side, today: CivilDate): boolean {
  const distance = daysBetween(today, day);
  return side === undefined || (side === 'past' ? distance <= 0 : distance >= 0);
}

/** A month and day without a year: the nearest, and a second one when it is not clearly farther away. */
export function monthDay(month: number, day: number, { today, side }: Today): CivilDate[] {
  // Nine years reach every leap day.
  const years = Array.from({ length: 17 }, (_, index) => today.year - 8 + index);
  const days = years.flatMap((year) => civil(year, month, day) ?? []);
  return nearest(days, { today, side }, 90);
}

/** A day of an unnamed month. */
export function dayOfMonth(day: number, { today, side }: Today): CivilDate[] {
  const days = [-2, -1, 0, 1, 2].flatMap((months) => {
    const index = today.year * 12 + today.month - 1 + months;
    return civil(Math.floor(index / 12), (index % 12) + 1, day) ?? [];
  });
  return nearest(days, { today, side }, 10);
}

/** A bare weekday: the last and the coming one, unless the question says which side. */
export function bareWeekday(wanted: number, { today, side }: Today): CivilDate[] {
  const ahead = (wanted - weekday(today) + 7) % 7;
  return nearest(
    [addDays(today, ahead - 7), addDays(today, ahead), ...(ahead === 0 ? [addDays(today, 7)] : [])],
    { today, side },
    0,
  );
}

/** A day of which the weekday stands beside it: the two must agree. */
export function checkWeekday(found: Mention, wanted: number): Mention {
  const days = found.days.filter((day) => weekday(day) === wanted);
  return days.length > 0 ? { ...found, days } : { text: found.text, days: [], why: 'weekday-disagrees' };
}

/** Days until the next such weekday, at least one. */
export const daysUntil = (wanted: number, today: CivilDate): number => ((wanted - weekday(today) + 6) % 7) + 1;

function nearest(days: CivilDate[], { today, side }: Today, clearly: number): CivilDate[] {
  const distance = (day: CivilDate) => Math.abs(daysBetween(today, day));
  const sorted = days.toSorted((a, b) => distance(a) - distance(b));
  const fitting = sorted.filter((day) => onSide(day, side, today));
  const [first, second] = fitting.length > 0 ? fitting : sorted;
  if (!first) return [];
  if (side !== undefined || !second) return [first];
  return distance(first) <= clearly && distance(second) > clearly ? [first] : [first, second];
}

/**
 * A weekday of the week `weeks` from this one. Weeks begin on Monday for some people and on Sunday for others: where that
 * changes the day, both are answered.
 */
export function weekdayOfWeek(wanted: number, weeks: number, today: CivilDate): CivilDate[] {
  const now = weekday(today);
  const fromSunday = addDays(today, wanted - now + weeks * 7);
  const fromMonday = addDays(today, ((wanted + 6) % 7) - ((now + 6) % 7) + weeks * 7);
  return daysBetween(fromSunday, fromMonday) === 0 ? [fromMonday] : [fromMonday, fromSunday];
}

/** Two-digit years are this century's. */
export function fullYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

/** `2026-11-21`, `2026/11/21`, `2026.11.21`, `20261121`. */
export function yearFirst(text: string, { today, side }: Today): Mention[] {
  const pattern =
    /(?<![\d/.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-]|\.\d)|(?<![\d/.A-Za-z-])((?:19|20)\d{2})(\d{2})(\d{2})(?![\d/-]|\.\d)/g;
  return [...text.matchAll(pattern)].map((match) => {
    const [whole, y1, , m1, d1, y2, m2, d2] = match;
    const day = civil(Number(y1 ?? y2), Number(m1 ?? m2), Number(d1 ?? d2));
    return mention(whole, [day], side, today);
  });
}
