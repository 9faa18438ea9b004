import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '../../src/app.js';
import { machineClock } from '../../src/clock.js';
import { demoFolders, importDemo } from '../../src/command/import.js';
import { parseConfig } from '../../src/config.js';
import type { Database } from '../../src/database/database.js';
import { migrate } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open.js';
import { createLog } from '../../src/log.js';
import { ensureSite, firstSite } from '../../src/site/site.js';

export interface OpenCounter {
  readonly app: App;
  readonly database: Database;
  close(): Promise<void>;
}

/** The whole product with the demo shop on a database of its own, in this process and without the network. */
export async function openCounter(): Promise<OpenCounter> {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-bench-'));
  const config = parseConfig({ LOG_LEVEL: 'silent', DATABASE_URL: join(folder, 'counter.db') });
  if (Array.isArray(config)) throw new Error(config.map(({ name, what }) => `${name}: ${what}`).join('\n'));
  const database = await openDatabase(config.DATABASE_URL);
  await migrate(database);
  await ensureSite(database, firstSite);
  await importDemo(database, { site: firstSite, folders: demoFolders('.'), now: Date.now() });
  const app = await createApp({ config, database, log: createLog(config.LOG_LEVEL), clock: machineClock });
  await app.services.knowledge.learnt();
  return {
    ...{ app, database },
    async close() {
      await app.stop();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
