import type { ConsoleLanguage } from './preferences.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const units = {
  en: { second: ' s', minute: ' min', hour: ' h', day: ' d', space: ' ' },
  ja: { second: '秒', minute: '分', hour: '時間', day: '日', space: '' },
} as const;

/** How long, in at most two units: `45 s`, `12 min`, `1 h 05 min`, `3 d`. */
export function span(milliseconds: number, language: ConsoleLanguage): string {
  const unit = units[language];
  const long = Math.max(0, milliseconds);
  if (long < minute) return `${Math.floor(long / 1_000)}${unit.second}`;
  if (long < hour) return `${Math.floor(long / minute)}${unit.minute}`;
  if (long >= 2 * day) return `${Math.floor(long / day)}${unit.day}`;
  const rest = Math.floor((long % hour) / minute);
  return `${Math.floor(long / hour)}${unit.hour}${unit.space}${rest}${unit.minute}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format costs far more to make than to use, and a transcript uses it for every line. */
function format(language: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${Object.values(options).join(' ')}`;
  let known = formats.get(key);
  if (!known) formats.set(key, (known = new Intl.DateTimeFormat(language, { ...options, timeZone: zone })));
  return known;
}

/** Reader's language, shop's zone. */
export interface Place {
  readonly language: ConsoleLanguage;
  readonly zone: string;
}

export const clockTime = (time: number, { language, zone }: Place): string =>
  format(language === 'en' ? 'en-GB' : 'ja', zone, { hour: '2-digit', minute: '2-digit' }).format(time);

export const dayOf = (time: number, { language, zone }: Place): string =>
  format(language, zone, { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' }).format(time);

export const shortDay = (time: number, { language, zone }: Place): string =>
  format(language, zone, { month: 'short', day: 'numeric' }).format(time);

export const fullTime = (time: number, place: Place): string => `${dayOf(time, place)} ${clockTime(time, place)}`;

/** Today the time, before that the day: for a line in a list. */
export function briefTime(time: number, now: number, place: Place): string {
  return dayOf(time, place) === dayOf(now, place) ? clockTime(time, place) : shortDay(time, place);
}

export const price = (amount: number, currency: string, language: ConsoleLanguage): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(amount);

export function fileSize(bytes: number, language: ConsoleLanguage): string {
  const [size, unit] = bytes < 1024 * 1024 ? [Math.max(1, bytes / 1024), 'KB'] : [bytes / 1024 / 1024, 'MB'];
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: size < 10 ? 1 : 0 }).format(size)} ${unit}`;
}
