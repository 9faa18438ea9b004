import { createHash } from 'node:crypto';
import type { Database } from '../../database/database.js';

/** Nothing that looks or sounds like another: people read these out on the telephone. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

const kinds = { return_case: 'R', visit: 'V' } as const;

/**
 * A number a customer can say (`R-7K4MQ2W`) and nobody can guess from another. The same asking gets the same, so that a
 * thought thought twice promises the same number; one that is taken already gives way to the next.
 */
export async function freeReference(
  database: Database,
  table: keyof typeof kinds,
  { site, key }: { site: string; key: string },
): Promise<string> {
  for (let again = 0; ; again++) {
    const id = referenceOf(kinds[table], `${site}|${key}`, again);
    const [taken] = await database.read(
      database.build.selectFrom(table).select('id').where('site', '=', site).where('id', '=', id),
    );
    if (!taken) return id;
  }
}

function referenceOf(letter: string, key: string, again: number): string {
  const digest = createHash('sha256').update(`${letter}|${key}|${again}`).digest();
  const written = [...digest.subarray(0, 7)].map((byte) => letters[byte % letters.length]).join('');
  return `${letter}-${written}`;
}
