import type { Sentence } from './words.js';

/** How a language writes dates, times and money, and what stored values are called in it. */
export interface Wording {
  readonly language: string;
  readonly zone: string;
  /** The moment of speaking: a year is told only where it is not this one. */
  readonly now: number;
  readonly tables: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** One of a sentence's wordings: the n-th repetition takes the n-th, so that the bot does not say the same twice. */
export function wordingOf(sentence: Sentence, repetition: number): string {
  if (typeof sentence === 'string') return sentence;
  return sentence[Math.min(repetition, sentence.length - 1)] ?? '';
}

/**
 * Fills `{name}`, `{name.field}` and `{name.field:form}`. Forms: `date`, `time`, `moment` (milliseconds or ISO date),
 * `money` (`{ amount, currency }`, or whole yen), `number`, or the name of a table. What is unknown becomes an
 * em dash: a sentence is never sent with its braces.
 */
export function fill(text: string, values: Readonly<Record<string, unknown>>, wording: Wording): string {
  return text.replace(/\{([a-zA-Z][\w.]*)(?::([a-z-]+))?\}/g, (_, path: string, form: string | undefined) => {
    const value = valueAt(values, path);
    return value === undefined || value === null || value === '' ? '—' : written(value, form, wording);
  });
}

function valueAt(values: Readonly<Record<string, unknown>>, path: string): unknown {
  let value: unknown = values;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = new Map(Object.entries(value)).get(name);
  }
  return value;
}

function written(value: unknown, form: string | undefined, wording: Wording): string {
  switch (form) {
    case undefined:
      return plain(value);
    case 'date':
      return formatDay(toDate(value), wording);
    case 'time':
      return formatDate(toDate(value), wording, { timeStyle: 'short' });
    case 'moment':
      return formatMoment(toDate(value), wording);
    case 'money':
      return formatMoney(value, wording);
    case 'number':
      return new Intl.NumberFormat(wording.language).format(Number(value));
    default:
      return wording.tables[form]?.[plain(value)] ?? plain(value);
  }
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(plain).join(', ') : JSON.stringify(value);
}

function formatMoney(value: unknown, { language }: Wording): string {
  const [amount, currency] =
    typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value
      ? [Number(value.amount), String(value.currency)]
      : [Number(value), 'JPY'];
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount);
}

/** A day alone (`2026-11-21`) means that day wherever the reader is; noon keeps it on it in every zone. */
function toDate(value: unknown): Date {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return new Date(`${value}T12:00:00Z`);
  return new Date(typeof value === 'number' || typeof value === 'string' ? value : Number.NaN);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs more than a whole turn's thinking; there are few of them. */
function formatDate(date: Date, { language, zone }: Wording, options: Intl.DateTimeFormatOptions): string {
  if (Number.isNaN(date.getTime())) return '—';
  const key = `${language}|${zone}|${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(language, { ...options, timeZone: zone })));
  return format.format(date);
}

/** As people say a day: "Thursday, November 19", 「11月19日(木)」; with the year where it is not this one. */
function formatDay(date: Date, wording: Wording): string {
  const year = (day: Date): string => formatDate(day, wording, { year: 'numeric' });
  return formatDate(date, wording, {
    ...(year(date) === year(new Date(wording.now)) ? {} : { year: 'numeric' }),
    ...{ month: 'long', day: 'numeric', weekday: wording.language === 'ja' ? 'short' : 'long' },
  });
}

function formatMoment(date: Date, wording: Wording): string {
  return formatDate(date, wording, {
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
}
