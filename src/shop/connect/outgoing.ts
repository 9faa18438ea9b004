import { z } from 'zod';
import type { FieldKind, Signature } from '../../flows/shape.js';
import type { Values } from '../system.js';
import type { Outgoing, OutgoingValues } from './template.js';

/** What each kind is when it goes out; what a flow gives is looked at once more before it leaves the house. */
const kinds = {
  text: z
    .string()
    .max(4_000)
    .transform((text): Outgoing => ({ text, json: text })),
  'yes-no': z.boolean().transform((yes): Outgoing => ({ text: String(yes), json: yes })),
  number: z.number().transform((number): Outgoing => ({ text: String(number), json: number })),
  count: z.int().transform((count): Outgoing => ({ text: String(count), json: count })),
  money: z
    .object({ amount: z.number(), currency: z.string().regex(/^[A-Z]{3}$/) })
    .transform((money): Outgoing => ({ json: money })),
  date: z.iso.date().transform((date): Outgoing => ({ text: date, json: date })),
  moment: z
    .int()
    .min(0)
    .max(8.64e15)
    .transform((moment): Outgoing => ({ text: new Date(moment).toISOString(), json: new Date(moment).toISOString() })),
  list: z
    .array(z.string().max(1_000))
    .max(100)
    .transform((texts): Outgoing => ({ json: texts })),
} satisfies Record<FieldKind, z.ZodType<Outgoing>>;

/**
 * The values of an asking, ready for templates, or why it cannot be asked: a text naming the value, never what is in it.
 * `fixed` are names that every template knows beside its own (`language`, `key`).
 */
export function outgoing(
  { takes, optional = [] }: Signature,
  values: Values,
  fixed: Readonly<Record<string, string>>,
): OutgoingValues | string {
  const ready = new Map<string, Outgoing>(Object.entries(fixed).map(([name, text]) => [name, { text, json: text }]));
  for (const [name, kind] of Object.entries(takes)) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === null || value === '') {
      if (optional.includes(name)) continue;
      return `was not asked: ${name} is empty`;
    }
    const parsed = kinds[kind].safeParse(value);
    if (!parsed.success) return `was not asked: ${name} is no ${kind}, or too long`;
    ready.set(name, parsed.data);
    if (kind === 'money') for (const [part, one] of moneyParts(parsed.data)) ready.set(`${name}.${part}`, one);
  }
  return ready;
}

const moneyValue = z.object({ amount: z.number(), currency: z.string() });

function moneyParts({ json }: Outgoing): [string, Outgoing][] {
  const { amount, currency } = moneyValue.parse(json);
  return [
    ['amount', { text: String(amount), json: amount }],
    ['currency', { text: currency, json: currency }],
  ];
}
