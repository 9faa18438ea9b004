import type Holidays from 'date-holidays';
import type { HolidaysTypes } from 'date-holidays';
import type { HolidayCalendar } from './schedule.js';

/** `JP`, or with a state where those have their own: `DE-BY`. */
export const holidayPlace = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

const calendars = new Map<string, Promise<HolidayCalendar | null>>();

/**
 * The public holidays of a place (from the package date-holidays, loaded when first asked for); null for a place it
 * does not know. Loading holds the process for a quarter of a second: ask once while starting.
 */
export function holidayCalendar(place: string): Promise<HolidayCalendar | null> {
  const known = calendars.get(place) ?? calendarOf(place);
  calendars.set(place, known);
  return known;
}

async function calendarOf(place: string): Promise<HolidayCalendar | null> {
  const { default: Library } = await import('date-holidays');
  const [country = '', state] = place.split('-');
  const names = new Library();
  if (!(country in names.getCountries())) return null;
  if (state !== undefined && !(state in (names.getStates(country) ?? {}))) return null;
  const library = state === undefined ? new Library(country) : new Library(country, state);
  const years = new Map<number, ReadonlySet<string>>();
  const inYear = (year: number): ReadonlySet<string> => {
    const days = years.get(year) ?? daysOf(library, country, year);
    years.set(year, days);
    return days;
  };
  // The first year asked of the library takes 80 ms, later ones 15: pay now rather than in somebody's turn.
  inYear(new Date().getUTCFullYear());
  return (date) => inYear(Number(date.slice(0, 4))).has(date);
}

function daysOf(library: Holidays, country: string, year: number): ReadonlySet<string> {
  const found = library.getHolidays(year).filter(({ type }) => type === 'public');
  // A feast of several days that begins at the end of December is listed under its first year.
  const before = library
    .getHolidays(year - 1)
    .filter(({ type, date }) => type === 'public' && date.slice(5, 7) === '12');
  const days = [...before, ...found].flatMap(daysCovered);
  if (country !== 'JP') return new Set(days);
  return new Set([...days, ...citizensHolidays(found.filter(({ substitute }) => !substitute).flatMap(daysCovered))]);
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
