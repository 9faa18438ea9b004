/**
 * What a look-up or an act takes and gives, so that a flow's conditions can be checked before a customer is on the line.
 *
 * Values travel as plain JSON: `text` a string, `yes-no` true or false, `number` a number, `count` a whole one, `money`
 * `{ amount, currency }` (amount in whole units, as 12.5 USD or 3500 JPY), `date` a day (`2026-11-21`), `moment`
 * milliseconds since 1970, `list` texts, and a nested shape a list of such things. What is not known is left out.
 */
export const fieldKinds = ['text', 'yes-no', 'number', 'count', 'money', 'date', 'moment', 'list'] as const;
export type FieldKind = (typeof fieldKinds)[number];

export interface Shape {
  readonly [field: string]: FieldKind | { readonly list: Readonly<Record<string, FieldKind>> };
}

/** One look-up or act as a flow may name it. Every field of `takes` is needed unless it stands in `optional`. */
export interface Signature {
  readonly takes: Readonly<Record<string, FieldKind>>;
  readonly optional?: readonly string[];
  readonly gives: Shape;
}

/** Everything a flow may look up and have done in this shop, by name. */
export interface Signatures {
  readonly lookups: ReadonlyMap<string, Signature>;
  readonly acts: ReadonlyMap<string, Signature>;
}

/** Of a shop that does not tell: nothing is checked. */
export const noSignatures: Signatures = { lookups: new Map(), acts: new Map() };
