import { z } from 'zod';
import { meant } from './check-asking.js';
import type { Wrong } from './check-file.js';
import { connectorsFile, fieldSchemas } from './connectors-file.js';

/** What zod found, in words for whoever wrote the file: each unknown key and word with the one that was probably meant. */
export function mistakesOf(error: z.ZodError, raw: unknown): Wrong[] {
  return error.issues.flatMap((issue) => mistakes(issue, raw));
}

function mistakes(issue: z.core.$ZodIssue, raw: unknown): Wrong[] {
  const at = issue.path;
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(at, raw);
    return issue.keys.map((key) => ({ at: [...at, key], what: `there is no such key${meant(key, known)}` }));
  }
  if (issue.code === 'invalid_key') return [{ at, what: issue.issues[0]?.message ?? 'is no name' }];
  if (issue.code === 'invalid_value') {
    const words = issue.values.map(String);
    const written = valueAt(raw, at);
    return [{ at, what: `one of: ${words.join(', ')}${typeof written === 'string' ? meant(written, words) : ''}` }];
  }
  if (issue.code === 'invalid_union') return unionMistakes(at, raw);
  if (issue.code === 'invalid_type' && valueAt(raw, at) === undefined) return [{ at, what: 'is missing' }];
  return [{ at, what: issue.message }];
}

function unionMistakes(at: readonly PropertyKey[], raw: unknown): Wrong[] {
  if (['from', 'at', 'empty'].includes(String(at.at(-1))) || at.at(-2) === 'where') {
    return [{ at, what: 'a place in the answer such as delivery.expected' }];
  }
  if (at.includes('gives') && !at.includes('map') && at.at(-1) !== 'else') return fieldMistakes(at, raw);
  return [{ at, what: 'a text, a number, true or false' }];
}

/** A field that fits no form is measured against the one its author began. */
function fieldMistakes(at: readonly PropertyKey[], raw: unknown): Wrong[] {
  const written = valueAt(raw, at);
  const result = formOf(written).safeParse(written);
  if (result.success) return [{ at, what: 'cannot stand here' }];
  return result.error.issues.flatMap((inner) => mistakes({ ...inner, path: [...at, ...inner.path] }, raw));
}

function formOf(field: unknown): z.ZodType {
  if (typeof field !== 'object' || field === null) return fieldSchemas.kind;
  if ('list' in field) return fieldSchemas.list;
  return 'kind' in field && field.kind === 'money' ? fieldSchemas.money : fieldSchemas.plain;
}

/** The keys that may stand at a place, read from the schema as editors get it. */
function keysAt(at: readonly PropertyKey[], raw: unknown): string[] {
  const place = at.indexOf('gives');
  const field = at.length > place + 1 && place >= 0 ? formOf(valueAt(raw, at)) : undefined;
  const schema = jsonSchema.parse(z.toJSONSchema(field ?? connectorsFile, { io: 'input' }));
  const found = field ? schema : at.reduce<JsonSchema | undefined>((one, key) => below(one, String(key)), schema);
  return Object.keys(found?.properties ?? {});
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined;
  readonly additionalProperties?: JsonSchema | boolean | undefined;
}

const jsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.object({
    properties: z.record(z.string(), jsonSchema).optional(),
    additionalProperties: z.union([z.boolean(), jsonSchema]).optional(),
  }),
);

function below(schema: JsonSchema | undefined, key: string): JsonSchema | undefined {
  const own = schema?.properties?.[key];
  const others = schema?.additionalProperties;
  return own ?? (typeof others === 'object' ? others : undefined);
}

const valueAt = (raw: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    raw,
  );
