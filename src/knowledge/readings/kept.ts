import { createHash } from 'node:crypto';
import type { Database } from '../../database/database.js';

/** Raised when another dictionary, or another part of an entry, is read: what was kept before is then read anew. */
const manner = 1;

export const hashOf = (text: string): string => createHash('sha256').update(`${manner}\n${text}`).digest('base64url');

/** Statements with more values than this are refused by some databases. */
const atOnce = 500;

/** What was read before of these texts, by hash. */
export async function keptReadings(database: Database, hashes: readonly string[]): Promise<Map<string, string>> {
  const kept = new Map<string, string>();
  for (let from = 0; from < hashes.length; from += atOnce) {
    const rows = await database.read(
      database.build
        .selectFrom('reading')
        .select(['hash', 'sound'])
        .where('hash', 'in', hashes.slice(from, from + atOnce)),
    );
    for (const { hash, sound } of rows) kept.set(hash, sound);
  }
  return kept;
}

/** Keeps readings. Another process may have read the same texts: the same came out. */
export async function keepReadings(database: Database, readings: ReadonlyMap<string, string>): Promise<void> {
  const rows = [...readings].map(([hash, sound]) => ({ hash, sound }));
  for (let from = 0; from < rows.length; from += atOnce) {
    const statement = database.build
      .insertInto('reading')
      .values(rows.slice(from, from + atOnce))
      .onConflict((conflict) => conflict.column('hash').doNothing())
      .compile();
    await database.commit([{ statement }]);
  }
}
