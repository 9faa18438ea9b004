import { type CivilDate, addDays, civil, daysBetween, iso, weekday } from '../read/civil-date.js';
import type { Moment } from './entity.js';

/** The civil day and second of the day at which something is said, in the shop's zone. */
export type Now = { today: CivilDate; seconds: number };

/** A day, a time of it, or a range of either: what is missing was not said. */
export type When = {
  day?: CivilDate;
  from?: number;
  endDay?: CivilDate;
  to?: number;
  /** The last day that belongs to a range, where that is not the one before `endDay`: "from March to May". */
  last?: CivilDate;
};

export type Shape = Moment['type'];

/** A piece of a text that says when: all that it can mean, and how it goes together with its neighbours. */
export type Piece = {
  start: number;
  end: number;
  shape: Shape;
  whens: When[];
  mod?: string;
  /** Seconds, of a duration. */
  length?: number;
  /** The first such day on or after another: "the 23rd" behind "from the 21st", a month behind a month. */
  onOrAfter?: ((day: CivilDate) => When) | undefined;
  /** The day of a month that was not named. */
  bareDay?: number;
  /** A part of a day that only says which half of the clock is meant. */
  part?: boolean;
  /** A day meant by its weekday alone. */
  weekday?: number;
  /** The weekday said beside a day ("Friday, 21 November"): by it a slip is noticed. */
  beside?: number;
  /** The zone a time was said to be in. */
  zone?: string;
  /** The weekday beside the day is not the day's. */
  doubt?: boolean;
  /** Whole years that were said (2018, not "last year"): a range may begin with one. */
  bareYear?: boolean;
};

export const HOUR = 3600;
export const DAY = 24 * HOUR;
/** Nobody names more times in one message; what does would only hold everybody up. */
export const MOST_PIECES = 120;

/** The parts of a day as most calendars have them, in seconds. */
export const PARTS = {
  morning: { from: 8 * HOUR, to: 12 * HOUR },
  afternoon: { from: 12 * HOUR, to: 16 * HOUR },
  evening: { from: 16 * HOUR, to: 20 * HOUR },
  night: { from: 20 * HOUR, to: DAY - 1 },
  daytime: { from: 8 * HOUR, to: 18 * HOUR },
};

/** The days that are the weekday said beside them; where none is, all of them, in doubt. */
export function agreeing(piece: Piece): { whens: When[]; doubt: boolean } {
  const { whens, beside } = piece;
  if (beside === undefined) return { whens, doubt: piece.doubt === true };
  const agreed = whens.filter(({ day }) => day && weekday(day) === beside);
  return agreed.length > 0 ? { whens: agreed, doubt: piece.doubt === true } : { whens, doubt: true };
}

export function momentsOf(piece: Piece): Moment[] {
  if (piece.shape === 'set') return [{ type: 'set', value: 'not resolved' }];
  if (piece.shape === 'duration') return [{ type: 'duration', value: String(piece.length), ...modOf(piece) }];
  const all = piece.whens.map((when) => momentOf(piece, when));
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

function modOf({ mod }: Piece): { mod?: string } {
  return mod === undefined ? {} : { mod };
}

function momentOf(piece: Piece, { day, from, endDay, to }: When): Moment {
  const { shape, mod } = piece;
  const begin = written(day, from);
  if (!shape.endsWith('range')) return { type: shape, value: begin };
  // "Before June" has an end only, "after June" a beginning.
  if (mod?.startsWith('before') || mod?.startsWith('until')) return { type: shape, end: begin, mod };
  if (mod === 'approx' && endDay === undefined && to === undefined) return { type: shape, value: begin, mod };
  if (mod && /^(?:after|since)/.test(mod) && endDay === undefined && to === undefined)
    return { type: shape, start: begin, mod };
  const end = written(endDay ?? (from === undefined && to === undefined ? undefined : day), to);
  return { type: shape, start: begin, end, ...modOf(piece) };
}

function written(day: CivilDate | undefined, seconds: number | undefined): string {
  const time = seconds === undefined ? '' : clockText(seconds);
  return [day ? iso(day) : '', time].filter((part) => part !== '').join(' ');
}

export function clockText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / HOUR) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** A day of the calendar without its year: the last one gone, and the one to come. */
export function pastAndNext(month: number, day: number, { today, seconds }: Now): When[] {
  const around = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].flatMap((years) => civil(today.year + years, month, day) ?? []);
  const isPast = (one: CivilDate) => daysBetween(today, one) < 0 || (daysBetween(today, one) === 0 && seconds > 0);
  const past = around.filter(isPast).at(-1);
  const next = around.find((one) => !isPast(one));
  return [past, next].flatMap((one) => (one ? [{ day: one }] : []));
}

/** A day of an unnamed month. */
export function dayPastAndNext(day: number, now: Now): When[] {
  const around = months(now.today, -4, 4).flatMap(({ year, month }) => civil(year, month, day) ?? []);
  const isPast = (one: CivilDate) =>
    daysBetween(now.today, one) < 0 || (daysBetween(now.today, one) === 0 && now.seconds > 0);
  const [past, next] = [around.filter(isPast).at(-1), around.find((one) => !isPast(one))];
  return [past, next].flatMap((one) => (one ? [{ day: one }] : []));
}

/** A month without its year; the running one is both this year's and last year's. */
export function monthPastAndNext(month: number, { today }: Now): When[] {
  const next = today.month <= month ? today.year : today.year + 1;
  return [next - 1, next].map((year) => monthOf(year, month));
}

export function weekdayPastAndNext(wanted: number, { today }: Now): When[] {
  const ahead = (wanted - weekday(today) + 7) % 7;
  return [{ day: addDays(today, ahead - 7) }, { day: addDays(today, ahead) }];
}

/** A day of the month that is such a weekday, in the nearest months where both agree. */
export function dayOnWeekday(day: number, wanted: number, { today }: Now): When[] {
  const now = civil(today.year, today.month, day);
  if (now && day === today.day && weekday(now) === wanted) return [{ day: now }];
  const fitting = months(today, -14, 14)
    .flatMap(({ year, month }) => civil(year, month, day) ?? [])
    .filter((one) => weekday(one) === wanted);
  const past = fitting.filter((one) => daysBetween(today, one) < 0).at(-1);
  const next = fitting.find((one) => daysBetween(today, one) >= 0);
  return [past, next].flatMap((one) => (one ? [{ day: one }] : []));
}

function months(today: CivilDate, from: number, to: number): { year: number; month: number }[] {
  return Array.from({ length: to - from + 1 }, (_, at) => {
    const index = today.year * 12 + today.month - 1 + from + at;
    return { year: Math.floor(index / 12), month: (index % 12) + 1 };
  });
}

/** Ranges of days end with the day after the last. */
export function yearOf(year: number): When {
  return { day: { year, month: 1, day: 1 }, endDay: { year: year + 1, month: 1, day: 1 } };
}

export function monthOf(year: number, month: number): When {
  const index = year * 12 + month;
  return { day: { year, month, day: 1 }, endDay: { year: Math.floor(index / 12), month: (index % 12) + 1, day: 1 } };
}

/** The week, from Monday, `weeks` from the one of a day. */
export function weekOf(day: CivilDate, weeks: number): When {
  const monday = addDays(day, -((weekday(day) + 6) % 7) + 7 * weeks);
  return { day: monday, endDay: addDays(monday, 7) };
}

/** The first week of a month or year is the one with its first Thursday. */
export function numberedWeek(first: CivilDate, number: number): When {
  const thursday = addDays(first, (4 - weekday(first) + 7) % 7);
  return weekOf(thursday, number - 1);
}

export function lastWeek(endDay: CivilDate): When {
  const last = addDays(endDay, -1);
  return weekOf(addDays(last, -((weekday(last) - 4 + 7) % 7)), 0);
}

/** So many working days on; a negative count goes back. */
export function workingDays(from: CivilDate, count: number): CivilDate {
  let day = from;
  for (let left = Math.min(Math.abs(count), 400); left > 0;) {
    day = addDays(day, Math.sign(count));
    if (weekday(day) % 6 !== 0) left -= 1;
  }
  return day;
}

/** The instant some seconds from now, as day and time. */
export function afterSeconds({ today, seconds }: Now, more: number): When {
  const total = seconds + more;
  const days = Math.floor(total / DAY);
  return { day: addDays(today, days), from: total - days * DAY };
}

/** A day and a time of it, a day and a part of it, a part and the clock within it. Undefined when they do not go together. */
export function joined(a: Piece, b: Piece): Piece | undefined {
  const place = { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
  if (a.shape === 'date' && (b.shape === 'time' || b.shape === 'timerange') && !a.mod) {
    const whens = b.whens.flatMap(({ from, to }) =>
      a.whens.map(({ day }) => {
        const over = to !== undefined && from !== undefined && to <= from && day ? { endDay: addDays(day, 1) } : {};
        return { day, from, ...(to === undefined ? {} : { to }), ...over };
      }),
    );
    const shape = b.shape === 'time' ? 'datetime' : 'datetimerange';
    return { ...b, ...place, ...besides(a), shape, whens, part: b.part === true };
  }
  if (a.part && (b.shape === 'time' || (b.shape === 'timerange' && !b.part && !b.mod))) {
    const whens = within(a, b.whens);
    const isDated = a.whens.some(({ day }) => day !== undefined);
    // "Tonight at one" is tomorrow to the clock and today to who says it.
    const isNight = isDated && a.whens.some(({ from }) => (from ?? 0) >= PARTS.night.from);
    const doubt = isNight && whens.some(({ from }) => (from ?? DAY) < 5 * HOUR);
    const shape = b.shape === 'time' ? 'datetime' : 'datetimerange';
    return { ...b, ...place, ...besides(a), ...(doubt ? { doubt } : {}), ...(isDated ? { shape } : {}), whens };
  }
  return undefined;
}

function besides({ beside, doubt }: Piece): { beside?: number; doubt?: boolean } {
  return { ...(beside === undefined ? {} : { beside }), ...(doubt ? { doubt } : {}) };
}

/** Of the two halves of the clock the one that is in the part of the day, on each day it can be. */
export function within(part: Piece, times: When[]): When[] {
  const inside = times.filter(({ from }) => part.whens.some((one) => isWithin(one, from ?? 0)));
  const fitting = inside.length > 0 ? inside : times;
  return fitting.flatMap((time) => part.whens.map(({ day }) => (day ? { ...time, day } : time)));
}

function isWithin(part: When, time: number): boolean {
  const [from, to] = [part.from ?? 0, part.to ?? DAY];
  if (to <= 12 * HOUR) return time < 12 * HOUR;
  // Three at night is before the morning; seven in the evening and nine at night are after noon.
  if (from >= 20 * HOUR) return time >= 17 * HOUR || time < 5 * HOUR;
  return time >= 12 * HOUR;
}

/** From one to the other. Undefined when there is no such range. */
export function ranged(a: Piece, b: Piece): Piece | undefined {
  const place = { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
  // "From the 3rd to the 6th of January" begins in January.
  if (a.bareDay !== undefined && b.shape === 'date' && b.bareDay === undefined && b.onOrAfter) {
    const whens = agreeing(b).whens.flatMap(({ day: last }): When[] => {
      const day = last && civil(last.year, last.month, a.bareDay ?? 0);
      return day && last && day.day < last.day ? [{ day, endDay: last, last }] : [];
    });
    if (whens.length > 0) return { ...place, shape: 'daterange', whens };
  }
  // "From January to April 2015": what ends in a year begins in it, or in the one before.
  if (isDays(a) && isDays(b) && a.onOrAfter && !b.onOrAfter && b.whens.length === 1 && a.bareDay === undefined) {
    const end = b.whens[0]?.day;
    const inYear = (year: number) => a.onOrAfter?.({ year, month: 1, day: 1 });
    const begin =
      end && [inYear(end.year), inYear(end.year - 1)].find((one) => one?.day && daysBetween(one.day, end) > 0);
    if (begin) return ranged({ ...a, whens: [begin], onOrAfter: undefined }, b);
  }
  if (isDays(a) && isDays(b)) {
    const [from, to] = [agreeing(a), agreeing(b)];
    const whens = from.whens.flatMap((first, at): When[] => {
      const day = first.day;
      if (!day) return [];
      const end = b.onOrAfter ? b.onOrAfter(day) : (to.whens[at] ?? to.whens.at(-1));
      if (!end?.day || daysBetween(day, end.day) <= 0) return [];
      return [{ day, endDay: end.day, last: end.endDay ? addDays(end.endDay, -1) : end.day }];
    });
    const doubt = from.doubt || to.doubt || wrongEnd(b, whens);
    return whens.length > 0 ? { ...place, shape: 'daterange', whens, ...(doubt ? { doubt } : {}) } : undefined;
  }
  if (a.shape === 'time' && b.shape === 'time') {
    const whens = hours(a.whens, b.whens);
    return whens.length > 0 ? { ...place, shape: 'timerange', whens } : undefined;
  }
  if (a.shape === 'datetime' && b.shape === 'time') {
    const days = [...new Map(a.whens.map(({ day }) => [day ? iso(day) : '', day])).values()];
    const pairs = hours(
      a.whens.filter((when) => when.day === a.whens[0]?.day),
      b.whens,
    );
    const whens = days.flatMap((day) =>
      pairs.flatMap(({ from, to }) =>
        day ? [{ day, from, to, ...((to ?? 0) <= (from ?? 0) ? { endDay: addDays(day, 1) } : {}) }] : [],
      ),
    );
    return whens.length > 0 ? { ...place, ...besides(a), shape: 'datetimerange', whens } : undefined;
  }
  if (a.shape === 'datetime' && b.shape === 'datetime') {
    const whens = a.whens.flatMap((first, at): When[] => {
      const last = b.whens[at] ?? b.whens[0];
      return last?.day && last.from !== undefined ? [{ ...first, endDay: last.day, to: last.from }] : [];
    });
    return { ...place, ...besides(a), shape: 'datetimerange', whens: whens.slice(0, 4) };
  }
  return undefined;
}

function wrongEnd({ beside }: Piece, whens: When[]): boolean {
  return beside !== undefined && whens.some(({ last }) => last && weekday(last) !== beside);
}

function isDays({ shape, mod }: Piece): boolean {
  return (shape === 'date' || shape === 'daterange') && mod === undefined;
}

/** Which halves of the clock two times can be in together: "3 to 8" twice, "3 to 8 pm" and "10:30 to 3" once. */
function hours(firsts: When[], lasts: When[]): When[] {
  const from = [...new Set(firsts.flatMap((one) => one.from ?? []))].toSorted((a, b) => a - b);
  const to = [...new Set(lasts.flatMap((one) => one.from ?? []))].toSorted((a, b) => a - b);
  if (from.length > 1 && to.length === 1) {
    const latest = from.filter((one) => one < (to[0] ?? 0)).at(-1) ?? from[0];
    return latest === undefined ? [] : [{ from: latest, to: to[0] }];
  }
  if (from.length === 1) {
    const next = to.find((one) => one > (from[0] ?? 0)) ?? to[0];
    return next === undefined ? [] : [{ from: from[0], to: next }];
  }
  const pairs = from.flatMap((first, at): When[] => {
    const same = to[at];
    if (same !== undefined && same > first) return [{ from: first, to: same }];
    const later = to.find((one) => one > first);
    return later === undefined ? [] : [{ from: first, to: later }];
  });
  return pairs;
}

/** Leaning to one side of what was said: before, since, until … A range is over with its last day, so "after" begins there. */
export function leaning(piece: Piece, mod: string, end: number): Piece | undefined {
  if (piece.mod !== undefined && !/^(?:start|end)$/.test(piece.mod)) return undefined;
  if (piece.shape === 'duration') return /^(?:more|less)/.test(mod) ? { ...piece, end, mod } : undefined;
  const range: Shape = piece.shape.endsWith('range')
    ? piece.shape
    : piece.shape === 'date'
      ? 'daterange'
      : piece.shape === 'time'
        ? 'timerange'
        : 'datetimerange';
  const whens = piece.whens.map(({ day, from, endDay }): When => {
    const edge = mod === 'after' && piece.shape === 'daterange' && endDay ? endDay : day;
    return { ...(edge ? { day: edge } : {}), ...(from === undefined ? {} : { from }) };
  });
  return { start: piece.start, end, shape: range, whens, mod };
}
