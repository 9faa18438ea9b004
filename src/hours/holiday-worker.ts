import { parentPort, workerData } from 'node:worker_threads';
import Library, { type HolidaysTypes } from 'date-holidays';

/** What is asked of this thread: the days of some years at a place (`JP`, `DE-BY`) that nobody works on. */
export interface HolidaysAsked {
  readonly place: string;
  readonly from: number;
  readonly to: number;
}

function daysOff({ place, from, to }: HolidaysAsked): string[] | null {
  const [country = '', state] = place.split('-');
  const names = new Library();
  if (!(country in names.getCountries())) return null;
  if (state !== undefined && !(state in (names.getStates(country) ?? {}))) return null;
  const library = state === undefined ? new Library(country) : new Library(country, state);
  // A feast of several days that begins at the end of December is listed under its first year.
  const years = Array.from({ length: to - from + 2 }, (_, i) => from - 1 + i);
  const found = years.flatMap((year) => library.getHolidays(year)).filter(({ type }) => type === 'public');
  const days = found.flatMap(daysCovered);
  if (country === 'JP')
    days.push(...citizensHolidays(found.filter(({ substitute }) => !substitute).flatMap(daysCovered)));
  return [...new Set(days)];
}

/** The days of which a holiday takes at least half: a free Christmas Eve from 14:00 on is none. */
function daysCovered({ date, start, end }: HolidaysTypes.Holiday): string[] {
  const begin = Number(date.slice(11, 13));
  const finish = begin + (end.getTime() - start.getTime()) / 3_600_000;
  const days: string[] = [];
  for (let day = 0; finish - day * 24 >= 12; day++) {
    if (begin - day * 24 <= 12) days.push(daysAfter(date.slice(0, 10), day));
  }
  return days;
}

/**
 * Japan's 国民の休日: a day between two national holidays is one too (Act on National Holidays, article 3, paragraph 3).
 * The package knows only years it lists by hand and misses 21 September of 2032.
 */
function citizensHolidays(national: readonly string[]): string[] {
  const days = new Set(national);
  return national.map((date) => daysAfter(date, 1)).filter((day) => !days.has(day) && days.has(daysAfter(day, 1)));
}

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

parentPort?.postMessage(daysOff(workerData as HolidaysAsked));
