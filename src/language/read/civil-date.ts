/** A day in the calendar, of no particular zone. */
export type CivilDate = { year: number; month: number; day: number };

/** The day it is in a zone (`Asia/Tokyo`) at an instant. */
export function dayIn(zone: string, now: Date): CivilDate {
  // Since 1972 zones differ by whole quarters of an hour: within one it is the same day.
  const key = `${zone} ${Math.floor(now.getTime() / 900_000)}`;
  const known = days.get(key) ?? readDay(zone, now);
  if (days.size >= 2_000) days.clear();
  days.set(key, known);
  return known;
}

/** Of most instants asked about, the same few days around now are told. */
const days = new Map<string, CivilDate>();

function readDay(zone: string, now: Date): CivilDate {
  const part = partsOf('day', zone, now);
  return { year: part.get('year') ?? 0, month: part.get('month') ?? 0, day: part.get('day') ?? 0 };
}

/** The second of the day it is in a zone. */
export function secondsIn(zone: string, now: Date): number {
  const part = partsOf('time', zone, now);
  return (part.get('hour') ?? 0) * 3600 + (part.get('minute') ?? 0) * 60 + (part.get('second') ?? 0);
}

const written = {
  day: { year: 'numeric', month: 'numeric', day: 'numeric' },
  time: { hourCycle: 'h23', hour: 'numeric', minute: 'numeric', second: 'numeric' },
} as const;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs more than reading a date. */
function partsOf(what: keyof typeof written, zone: string, now: Date): ReadonlyMap<string, number> {
  const key = `${what} ${zone}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat('en-US', { ...written[what], timeZone: zone })));
  return new Map(format.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
}

/** The date, if the calendar has it (no 31 November); years outside 1900–2199 are taken for slips. */
export function civil(year: number, month: number, day: number): CivilDate | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  const exists = at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return exists && year >= 1900 && year < 2200 ? { year, month, day } : undefined;
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return fromInstant(instant(date) + days * 86_400_000);
}

/** The same day so many months on, or the month's last day when it has no such day. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const index = date.year * 12 + date.month - 1 + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  return { year, month, day: Math.min(date.day, lastDay(year, month)) };
}

export function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** 0 is Sunday. */
export function weekday(date: CivilDate): number {
  return new Date(instant(date)).getUTCDay();
}

export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round((instant(to) - instant(from)) / 86_400_000);
}

export function iso({ year, month, day }: CivilDate): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export function parseIso(text: string): CivilDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? civil(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** As it is read back: with the weekday, by which a customer notices a wrong week. */
export function displayDate(date: CivilDate, language: string): string {
  const { year, month, day } = date;
  if (language === 'ja') return `${year}年${month}月${day}日(${'日月火水木金土'[weekday(date)] ?? ''})`;
  if (language === 'en') return `${WEEKDAYS[weekday(date)] ?? ''}, ${day} ${MONTHS[month - 1] ?? ''} ${year}`;
  const written = new Intl.DateTimeFormat(language, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  });
  return written.format(instant(date));
}

function instant({ year, month, day }: CivilDate): number {
  return Date.UTC(year, month - 1, day);
}

function fromInstant(time: number): CivilDate {
  const at = new Date(time);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}
