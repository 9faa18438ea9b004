import type { Step } from '../../database/database.js';
import type { LookedUp, Planned, Values } from '../system.js';

/** A value as a text of at most `most` characters; '' when it was left out. */
export function textIn(values: Values, name: string, most = 300): string {
  const value = values[name];
  if (typeof value === 'number') return String(value);
  // Half a letter and NUL come from no keyboard, and PostgreSQL takes neither.
  return typeof value === 'string' ? value.slice(0, most).toWellFormed().replaceAll('\0', '').trim() : '';
}

/** As `textIn`, on one line: for what becomes part of a document, a letter or a calendar. */
export const lineIn = (values: Values, name: string, most = 300): string =>
  textIn(values, name, most).replace(/\s+/g, ' ');

/** A list of texts; a text alone is a list with its parts between `;`. */
export function listIn(values: Values, name: string, most = 50): string[] {
  const value = values[name];
  const all: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[;；]/) : [];
  return all
    .slice(0, most)
    .map((one) => textIn({ one }, 'one'))
    .filter((one) => one !== '');
}

/** Yes or no, said by a condition (true) or chosen from a list (`yes`). */
export const yesIn = (values: Values, name: string): boolean => values[name] === true || values[name] === 'yes';

export function numberIn(values: Values, name: string): number | undefined {
  const value = values[name];
  const number = typeof value === 'string' && /^-?\d{1,12}(\.\d{1,6})?$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** The amount of money, `{ amount, currency }` or the amount alone. */
export function amountIn(values: Values, name: string): number | undefined {
  const value = values[name];
  if (typeof value !== 'object' || value === null || !('amount' in value)) return numberIn(values, name);
  return typeof value.amount === 'number' && Number.isFinite(value.amount) ? value.amount : undefined;
}

/** What is not known is left out, so that a flow can ask `has(order.delivered)`. */
export function known(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
}

export const found = (values: Values): LookedUp => ({ kind: 'found', values: known(values) });
export const none: LookedUp = { kind: 'none' };

export const done = (details: Values, steps: readonly Step[]): Planned => ({
  ...{ kind: 'done', details: known(details), steps },
});

/** `why` is a short word for the flow to branch on; docs/shop.md lists them. */
export const refused = (why: string, details: Values = {}): Planned => ({
  ...{ kind: 'refused', details: known({ ...details, why }) },
});
