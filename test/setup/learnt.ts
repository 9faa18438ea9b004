import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import type { Database } from '../../src/database/database.js';
import { readKept, writeKept } from '../../src/knowledge/learned/kept.js';
import { firstSite } from '../../src/site/site.js';

const kept = z.array(z.object({ language: z.string(), key: z.string(), model: z.instanceof(Uint8Array) }));

/**
 * What the search learns of a catalogue, learnt once a run: the first who opens it leaves it in the run's folder, and the others
 * start as a product does that was there before. It serves only the very questions it was learnt from; the product looks.
 * `catalogue` names the folders it was read from. Gives what to call when everything is learnt.
 */
export async function learntBefore(database: Database, catalogue: unknown): Promise<() => Promise<void>> {
  const name = createHash('sha256').update(JSON.stringify(catalogue)).digest('hex').slice(0, 16);
  const file = join(process.env['MADOGUCHI_TEST_FOLDER'] ?? '', `learnt-${name}`);
  if (existsSync(file)) {
    for (const one of kept.parse(deserialize(readFileSync(file)))) await writeKept(database, firstSite, one);
    return () => Promise.resolve();
  }
  return async () => {
    // Whole or not at all: another test file may look at the same moment.
    writeFileSync(`${file}.${process.pid}`, serialize(await readKept(database, firstSite)));
    renameSync(`${file}.${process.pid}`, file);
  };
}
