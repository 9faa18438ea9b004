import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createApp, type App } from '../../app.js';
import { machineClock } from '../../clock.js';
import { parseConfig } from '../../config.js';
import { migrate } from '../../database/migrate.js';
import { openInMemory, type MemoryDatabase } from '../../database/sqlite-in-memory.js';
import type { Signatures } from '../../flows/shape.js';
import { createLog } from '../../log.js';
import { usualDay } from '../../rehearsal/start.js';
import { ensureSite, firstSite } from '../../site/site.js';
import { importDemo } from '../import.js';
import { productFolder } from '../product-folder.js';

export interface Rehearsal extends Pick<MemoryDatabase, 'undone'> {
  readonly app: App;
  readonly database: MemoryDatabase;
  close(): Promise<void>;
}

/**
 * The whole product over a database in memory: the demo shop, these flows, the articles that stand here. What is held
 * inside `undone` finds the shop as it was opened, and leaves it so.
 */
export async function openRehearsal({
  dialogs,
  signatures,
  now = usualDay(),
  before,
}: {
  readonly dialogs: string;
  readonly signatures?: Signatures;
  /** What the demo shop calls today. */
  readonly now?: number;
  /** Called when the shop is imported and nothing is open yet; what it gives, when everything is learnt. */
  readonly before?: (database: MemoryDatabase) => Promise<() => Promise<void>>;
}): Promise<Rehearsal> {
  const config = parseConfig({ LOG_LEVEL: 'error', READINGS: 'off', DATABASE_URL: ':memory:' });
  if (Array.isArray(config)) throw new Error(config.map(({ name, what }) => `${name}: ${what}`).join('\n'));
  const database = openInMemory();
  await migrate(database);
  await ensureSite(database, firstSite);
  const here = (name: string): string => (existsSync(name) ? name : join(productFolder, name));
  const folders = { shop: join(productFolder, 'demo'), articles: here('knowledge'), flows: dialogs };
  await importDemo(database, { site: firstSite, folders, now, ...(signatures && { signatures }) });
  const after = await before?.(database);
  const log = createLog(config.LOG_LEVEL);
  const app = await createApp({ config, database, log, clock: machineClock, environment: {} });
  // Answers are the same from the first conversation on: nothing is learnt while they are held.
  await app.services.knowledge.learnt();
  await after?.();
  return {
    ...{ app, database },
    undone: (act) => database.undone(act),
    async close() {
      await app.stop();
      await database.close();
    },
  };
}
