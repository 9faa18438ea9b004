import { DateTime } from 'luxon';
import type { FieldKind, Shape } from '../../flows/shape.js';
import type { Values } from '../system.js';
import { at, stepsOf } from './answer.js';
import type { GivenField, ListField } from './connectors-file.js';

/** What was read of an answer. Faults name the field and what was wrong, never the value. */
export interface Given {
  readonly values: Values;
  readonly faults: readonly string[];
}

export interface Reading {
  /** The shop's time zone: in it a moment has its day, and a time without a zone is meant. */
  readonly zone: string;
}

type Fields = Readonly<Record<string, GivenField>>;

const most = { text: 2_000, list: 100, listText: 200 } as const;

/** The fields of an answer by their kinds. What is missing or null is left out, unless it is `needed`. */
export function readGiven(fields: Fields, json: unknown, reading: Reading): Given {
  const faults: string[] = [];
  const values = Object.entries(fields).flatMap(([name, field]) => {
    const read = readField(field, at(json, stepsOf(fromOf(name, field))), json, reading);
    if (read === undefined && isNeeded(field)) faults.push(`${name}: is missing in the answer`);
    if (read instanceof Fault) faults.push(`${name}: ${read.what}`);
    return read === undefined || read instanceof Fault ? [] : [[name, read] as const];
  });
  return { values: Object.fromEntries(values), faults };
}

/** What flows may read of these fields. */
export const shapeOf = (fields: Fields): Shape =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      typeof field === 'string' ? field : 'list' in field ? { list: kindsOf(field) } : field.kind,
    ]),
  );

const kindsOf = ({ list }: ListField): Record<string, FieldKind> =>
  Object.fromEntries(Object.entries(list).map(([name, one]) => [name, typeof one === 'string' ? one : one.kind]));

const fromOf = (name: string, field: GivenField) => (typeof field === 'string' ? name : (field.from ?? name));
const isNeeded = (field: GivenField): boolean => typeof field !== 'string' && field.needed === true;

class Fault {
  constructor(readonly what: string) {}
}

function readField(field: GivenField, value: unknown, around: unknown, reading: Reading): unknown {
  if (value === undefined || value === null) return undefined;
  if (typeof field === 'string') return readKind[field](value, reading);
  if ('list' in field) return readEntries(field, value, reading);
  if (field.kind === 'money') return readMoney(field, value, around);
  if (field.map === undefined) return readKind[field.kind](value, reading);
  const word =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  const ours = Object.hasOwn(field.map, word) ? field.map[word] : field.else;
  return ours === undefined ? new Fault('says something that map does not name') : readKind[field.kind](ours, reading);
}

/** A list of things: each entry by its own fields. One that cannot be read spoils the list, or goods would be missing in it. */
function readEntries(field: ListField, value: unknown, reading: Reading): unknown {
  if (!Array.isArray(value)) return new Fault('is no list');
  const entries = value.slice(0, most.list).map((one: unknown) => readGiven(field.list, one, reading));
  const [fault] = entries.flatMap(({ faults }) => faults);
  return fault === undefined ? entries.map(({ values }) => values) : new Fault(`in an entry, ${fault}`);
}

const readKind: Readonly<Record<FieldKind, (value: unknown, reading: Reading) => unknown>> = {
  text: (value) => {
    if (typeof value !== 'string' && typeof value !== 'number') return new Fault('is no text');
    return cleaned(String(value), most.text);
  },
  'yes-no': (value) => {
    if (value === 'true' || value === 'false') return value === 'true';
    return typeof value === 'boolean' ? value : new Fault('is neither true nor false');
  },
  number: (value) => numberIn(value) ?? new Fault('is no number'),
  count: (value) => {
    const number = numberIn(value);
    return Number.isSafeInteger(number) ? number : new Fault('is no whole number');
  },
  money: (value) => readMoney({ kind: 'money' }, value, value),
  date: (value, { zone }) => dayIn(value, zone) ?? new Fault('is no date'),
  moment: (value, { zone }) => momentIn(value, zone) ?? new Fault('is no moment'),
  list: (value) => {
    if (!Array.isArray(value) || !value.every((one) => typeof one === 'string'))
      return new Fault('is no list of texts');
    return value.slice(0, most.list).map((one) => cleaned(one, most.listText));
  },
};

/** Cut to a length that fits a chat, without signs that no one can see but that change what is read. */
function cleaned(text: string, length: number): string {
  // Control signs but for line ends and tabs, and those that turn the direction of writing.
  const plain = text
    .slice(0, length * 2)
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '');
  return plain.length > length ? `${plain.slice(0, length - 1)}…`.toWellFormed() : plain.toWellFormed();
}

/** A number, or one written plainly in a text: `12.50`. Thousands separators are guesses and none of ours. */
function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' && /^-?\d{1,15}(\.\d{1,10})?$/.test(value) ? Number(value) : undefined;
}

type MoneyField = {
  readonly kind: 'money';
  readonly currency?: string | undefined;
  readonly divide?: number | undefined;
};

/** The amount itself with its currency beside it or fixed, or both together as `{ amount, currency }`. */
function readMoney({ currency, divide = 1 }: MoneyField, value: unknown, around: unknown): unknown {
  const isWhole = typeof value === 'object';
  const amount = numberIn(isWhole ? at(value, ['amount']) : value);
  if (amount === undefined) return new Fault('is no amount of money');
  const isFixed = currency !== undefined && /^[A-Z]{3}$/.test(currency);
  const found = isFixed ? currency : currency === undefined ? at(value, ['currency']) : at(around, stepsOf(currency));
  if (typeof found !== 'string' || !/^[A-Za-z]{3}$/.test(found)) return new Fault('has no currency');
  return { amount: amount / divide, currency: found.toUpperCase() };
}

function dayIn(value: unknown, zone: string): string | null | undefined {
  const [, year, month, day] = (typeof value === 'string' && plainDay.exec(value)) || [];
  if (day === undefined) return instantIn(value, zone)?.toISODate();
  // It is that day everywhere: to ask the time zone would cost more than all the rest of an answer.
  const text = `${year}-${month}-${day}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined;
}

const momentIn = (value: unknown, zone: string): number | undefined => {
  const instant = instantIn(value, zone);
  return instant && Math.round(instant.toMillis());
};

const plainDay = /^(\d{4})[-/](\d{2})[-/](\d{2})$/;
const written = /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;
/** 1973 in milliseconds, 5138 in seconds: no moment of a shop is mistaken. */
const firstMilliseconds = 100_000_000_000;

function instantIn(value: unknown, zone: string): DateTime | undefined {
  if (typeof value === 'number') {
    const instant = DateTime.fromMillis(Math.abs(value) < firstMilliseconds ? value * 1_000 : value, { zone });
    return instant.isValid ? instant : undefined;
  }
  const parts = typeof value === 'string' && value.length <= 40 ? written.exec(value) : null;
  if (!parts) return undefined;
  const [, year, month, day, time = '00:00', offset = ''] = parts;
  const instant = DateTime.fromISO(`${year}-${month}-${day}T${time}${offset}`, { zone });
  return instant.isValid ? instant : undefined;
}
