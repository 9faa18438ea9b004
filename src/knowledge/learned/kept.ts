import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import type { Database } from '../../database/database.js';
import type { Learned } from './classifier.js';
import type { Lessons } from './taught.js';

/** What was learnt of one language, kept between two starts: a restart answers as before, at once. */
export interface Kept {
  readonly language: string;
  /** Of the very questions it was learnt from. */
  readonly key: string;
  readonly model: Uint8Array;
}

/** Raised when traits or learning change: what was kept before is then learnt anew. */
const manner = 3;

/** Of the questions alone: they stand in an order of their own, whatever the ids of their entries. */
export const keyOf = (syllabus: readonly Lessons[]): string =>
  createHash('sha256')
    .update(JSON.stringify([manner, syllabus.map(({ questions, heard = [] }) => [questions, heard])]))
    .digest('base64url');

export const pack = (learned: Learned): Uint8Array<ArrayBuffer> => new Uint8Array(serialize(learned));

const model = z.object({
  labels: z.number(),
  traits: z.array(z.string()),
  rarity: z.instanceof(Float32Array<ArrayBuffer>),
  weights: z.instanceof(Int8Array<ArrayBuffer>),
  scale: z.instanceof(Float32Array<ArrayBuffer>),
  bias: z.instanceof(Float32Array<ArrayBuffer>),
});

/** Undefined for what another version of Node has written in a way this one does not read. */
export function unpack(bytes: Uint8Array): Learned | undefined {
  try {
    return model.parse(deserialize(bytes));
  } catch {
    return undefined;
  }
}

export function readKept(database: Database, site: string): Promise<Kept[]> {
  return database.read(
    database.build.selectFrom('learnt').select(['language', 'key', 'model']).where('site', '=', site),
  );
}

export async function writeKept(database: Database, site: string, { language, key, model }: Kept): Promise<void> {
  const statement = database.build
    .insertInto('learnt')
    .values({ site, language, key, model })
    .onConflict((conflict) => conflict.columns(['site', 'language']).doUpdateSet({ key, model }))
    .compile();
  await database.commit([{ statement }]);
}
