import { z } from 'zod';
import { flow, flowTest, kindIn, stepKinds, stepSchemaOf, type Flow } from './flow.js';
import { quickReader } from './quick-schema.js';

/**
 * A test with what is given in it looked through at once: `z.json` tries each value as everything that JSON knows, and a
 * schema that holds it anywhere keeps a list of all it has seen, against circles.
 */
const plain = z.custom<z.core.util.JSONType>(isJson);
const plainFields = z.record(z.string(), plain);
const { given } = flowTest.shape;
const quickTest = flowTest.extend({
  given: given
    .unwrap()
    .extend({
      lookups: plainFields.default({}),
      acts: z
        .record(
          z.string(),
          z.union([
            z.strictObject({ done: plainFields }),
            z.strictObject({ refused: plainFields }),
            z.literal('failed'),
          ]),
        )
        .default({}),
    })
    .prefault({}),
});
/** A flow but for its steps and tests. */
const readFrame = quickReader(
  flow.extend({ steps: z.array(z.unknown()).min(1).max(120), tests: z.array(z.unknown()).max(60).default([]) }),
);
const readTest = quickReader(quickTest);
const stepReaders = new Map(stepKinds.map((kind) => [kind, quickReader(stepSchemaOf(kind))]));

function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  return typeof value === 'object' && Object.values(value).every(isJson);
}

/**
 * A flow out of plain data, each step read by the schema of the kind it names and not tried as all eleven; `undefined` where
 * anything is wrong, which the whole schema tells.
 */
export function readFlow(raw: unknown): Flow | undefined {
  const read = readFrame(raw);
  if (!read) return undefined;
  // A step of no kind is none of `say` either.
  const steps = readAll(read.steps, (one) => stepReaders.get(kindIn(one) ?? 'say')?.(one));
  const tests = readAll(read.tests, readTest);
  return steps && tests ? { ...read, steps, tests } : undefined;
}

function readAll<T>(raw: readonly unknown[], read: (one: unknown) => T | undefined): T[] | undefined {
  const all: T[] = [];
  for (const one of raw) {
    const value = read(one);
    if (value === undefined) return undefined;
    all.push(value);
  }
  return all;
}
