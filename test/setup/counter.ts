import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createApp, type App } from '../../src/app.js';
import type { Clock } from '../../src/clock.js';
import { demoFolders, importDemo, importFrom, type DemoFolders } from '../../src/command/import.js';
import { parseConfig, type Config } from '../../src/config.js';
import type { Database } from '../../src/database/database.js';
import { migrate } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open.js';
import { createLog } from '../../src/log.js';
import { ensureSite, firstSite } from '../../src/site/site.js';
import { temporaryFolder } from './databases.js';
import { dialogsIn } from './dialogs-in.js';
import { learntBefore } from './learnt.js';

/** A clock the test moves. It runs on by a millisecond a look, so that no two events share a time by chance. */
export interface TestClock extends Clock {
  advance(milliseconds: number): void;
}

export function createTestClock(start: number): TestClock {
  let now = start;
  return {
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}

export interface Counter {
  readonly app: App;
  readonly database: Database;
  readonly config: Config;
  close(): Promise<void>;
}

/**
 * The whole product on a real database with the demo shop in it, as `madoguchi demo` has it, without the network.
 * `abroad`: the folder of a shop that changes what differs in another country, `demo/de`, with articles of its own.
 */
export async function openCounter({
  clock,
  address = join(temporaryFolder(), 'counter.db'),
  environment = {},
  folders = {},
  abroad,
}: {
  clock: Clock;
  address?: string;
  environment?: Record<string, string>;
  /** Others than the product's own: flows of a test's. */
  folders?: Partial<DemoFolders>;
  abroad?: string;
}): Promise<Counter> {
  const config = parseConfig({ LOG_LEVEL: 'silent', READINGS: 'off', DATABASE_URL: address, ...environment });
  if (Array.isArray(config)) throw new Error(config.map(({ name, what }) => `${name}: ${what}`).join('\n'));
  const database = await openShop(address, { now: clock.now(), folders, abroad });
  const keepLearnt = await learntBefore(database, { folders, abroad });
  const app = await createApp({ config, database, log: createLog(config.LOG_LEVEL), clock });
  // Answers are the same from the first question on: nothing is learnt while a test asks.
  await app.services.knowledge.learnt();
  await keepLearnt();
  return {
    ...{ app, database, config },
    async close() {
      await app.stop();
      await database.close();
    },
  };
}

interface Goods {
  readonly now: number;
  readonly folders: Partial<DemoFolders>;
  readonly abroad: string | undefined;
}

/** A database with the shop's goods in it. The demo's own are imported once a run and day, and copied from then on. */
async function openShop(address: string, goods: Goods): Promise<Database> {
  const isDemo = goods.abroad === undefined && Object.keys(goods.folders).length === 0;
  const isFile = !/^postgres|^:/.test(address);
  if (!isDemo || !isFile || existsSync(address)) return stocked(address, goods);
  const day = new Date(goods.now).toISOString().slice(0, 10);
  const stock = join(process.env['MADOGUCHI_TEST_FOLDER'] ?? '', `shop-${day}.db`);
  if (!existsSync(stock)) {
    const own = `${stock}.${process.pid}`;
    // Closed, a database is one file, and whole.
    await (await stocked(own, goods)).close();
    renameSync(own, stock);
  }
  copyFileSync(stock, address);
  return openDatabase(address);
}

async function stocked(address: string, { now, folders, abroad }: Goods): Promise<Database> {
  const database = await openDatabase(address);
  await migrate(database);
  await ensureSite(database, firstSite);
  const call = { site: firstSite, now };
  // A shop abroad has the orders and customers of the demo, and its own of everything else.
  if (abroad !== undefined) await importFrom('shop', { ...call, database, path: 'demo' });
  const own =
    abroad === undefined
      ? {}
      : { shop: abroad, articles: join(abroad, 'knowledge'), flows: dialogsIn(basename(abroad), 'en') };
  await importDemo(database, { ...call, folders: { ...demoFolders('.'), ...own, ...folders } });
  return database;
}
