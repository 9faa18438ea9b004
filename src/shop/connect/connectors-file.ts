import { z } from 'zod';
import { fieldKinds } from '../../flows/shape.js';

/**
 * `connectors.yaml`: which systems of the shop are asked over HTTP, and how (docs/connectors.md). Only the form is told
 * here, so that a JSON Schema can be made of it; what belongs together is told by `check-file.ts`.
 */
const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'a name in small letters, digits and hyphens, such as order-status');
const field = z.string().regex(/^[a-z][A-Za-z0-9_]{0,39}$/, 'a name such as number or trackingNumber');

const place = z
  .union([z.string().min(1).max(200), z.array(z.string().min(1).max(100)).min(1).max(10)])
  .describe(
    'Where it stands in the answer: delivery.expected, items.0.sku; a list of keys when a key has a dot; . is all.',
  );
export type Place = z.infer<typeof place>;

const statuses = z.array(z.int().min(200).max(599)).min(1).max(20);
const literal = z.union([z.string().max(200), z.number(), z.boolean()]);

const plainField = z.strictObject({
  kind: z.enum(['text', 'yes-no', 'number', 'count', 'date', 'moment', 'list']),
  from: place.optional(),
  needed: z.boolean().optional().describe('Without it nobody could tell: the look-up has failed.'),
  map: z
    .record(z.string().max(100), z.union([z.string().max(200), z.boolean()]))
    .optional()
    .describe("The answer's words in ours: { '30': shipped }."),
  else: z
    .union([z.string().max(200), z.boolean()])
    .optional()
    .describe('What a word means that map does not name.'),
});
const moneyField = z.strictObject({
  kind: z.literal('money'),
  from: place.optional(),
  needed: z.boolean().optional(),
  currency: z.string().min(1).max(200).optional().describe('JPY, or where it stands in the answer.'),
  divide: z.int().min(1).max(10_000).optional().describe('100 when the answer counts in cents.'),
});
const listField = z.strictObject({
  from: place.optional(),
  needed: z.boolean().optional(),
  list: z.record(field, z.union([z.enum(fieldKinds), plainField, moneyField])).describe('What stands in each entry.'),
});
const givenField = z.union([z.enum(fieldKinds), plainField, moneyField, listField]);
export type GivenField = z.infer<typeof givenField>;
export type ListField = z.infer<typeof listField>;
/** By what its author wrote in it: a field that fits none is measured against the one that was meant. */
export const fieldSchemas = {
  kind: z.enum(fieldKinds),
  plain: plainField,
  money: moneyField,
  list: listField,
} as const;

const seconds = z.number().min(0.05).max(15);
const timeout = seconds.optional().describe('Seconds for everything, repeats included.');
const retries = z.int().min(0).max(5).optional().describe('How often it is asked again when it could not be answered.');
const headers = z
  .record(z.string().max(60), z.string().max(2_000))
  .describe('Values may name ${VARIABLES} of the environment.');
const query = z.record(z.string().min(1).max(60), literal);
const takes = z.record(field, z.enum(fieldKinds)).default({});
const gives = z.record(field, givenField).default({});

const system = z.strictObject({
  address: z.string().min(1).max(500).describe('https://erp.example.com/api; may be ${ERP_URL}.'),
  headers: headers.default({}),
  timeout,
  retries,
  breaker: z
    .strictObject({ failures: z.int().min(1).max(100).default(5), rest: z.number().min(0.05).max(3_600).default(30) })
    .default({ failures: 5, rest: 30 })
    .describe('After so many failures in a row it is left alone for so many seconds, then tried once.'),
});
export type SystemFile = z.infer<typeof system>;

const path = z
  .string()
  .max(500)
  .regex(/^\/[^?#\s]*$/, 'begins with / and has no ? (that is query)')
  .describe('After the address of the system; {names} of takes are filled in, percent-encoded.');
const none = z
  .strictObject({ status: statuses.optional(), empty: place.optional() })
  .describe('What says that there is no such thing: a status (404), or a place that is missing or empty.');
const at = place.optional().describe('Where gives and where are counted from; empty is counted from the whole answer.');

const lookup = z.strictObject({
  system: name,
  method: z.enum(['GET', 'POST']).default('GET'),
  path,
  query: query.default({}),
  headers: headers.default({}),
  body: z.unknown().optional(),
  key: z.string().max(60).optional().describe('Header for the key; a POST is only repeated when it is sent.'),
  takes,
  optional: z.array(field).optional(),
  gives,
  at,
  none: none.default({ status: [404] }),
  timeout,
  retries,
});
export type LookUpFile = z.infer<typeof lookup>;

const rule = z.strictObject({
  status: statuses.optional(),
  where: z.strictObject({ path: place, is: z.array(literal).min(1).max(50) }).optional(),
});
export type Rule = z.infer<typeof rule>;

const act = z.strictObject({
  system: name,
  method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']).default('POST'),
  path,
  query: query.default({}),
  headers: headers.default({}),
  body: z.unknown().optional().describe('Sent as JSON; {names} are filled in with values, never with code.'),
  key: z.string().max(60).optional().describe('Header for the idempotency key, such as Idempotency-Key.'),
  takes,
  optional: z.array(field).optional(),
  gives,
  at,
  done: rule.optional().describe('Without it: any status from 200 to 299.'),
  refused: rule.optional().describe('Without it: 409, 410, 412 and 422.'),
  find: z
    .strictObject({ path, query: query.default({}), at, none: none.default({ status: [404] }) })
    .optional()
    .describe('How to look, after an unknown outcome, what became of the act with this {key}.'),
  timeout,
  retries,
});
export type ActFile = z.infer<typeof act>;

export const connectorsFile = z.strictObject({
  allow: z
    .array(z.string().max(60))
    .max(50)
    .default([])
    .describe('Addresses inside the private network that may be called, each with its port: 10.0.0.5:8080.'),
  systems: z.record(name, system),
  lookups: z.record(name, lookup).default({}),
  acts: z.record(name, act).default({}),
});
export type ConnectorsFile = z.infer<typeof connectorsFile>;
