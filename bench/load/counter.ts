/**
 * The product as it ships, in a process of its own, on an SQLite file: `counter.ts <folder> <port>`. Only the rate limits are raised.
 * A folder that holds a database is used as it is, so that a benchmark can kill this process and start it again.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../../src/app.js';
import { machineClock } from '../../src/clock.js';
import { demoFolders, importDemo } from '../../src/command/import.js';
import { parseConfig } from '../../src/config.js';
import { migrate } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open.js';
import { createRates } from '../../src/http/limits.js';
import { createLog } from '../../src/log.js';
import { createServer } from '../../src/serve.js';
import { ensureSite, firstSite } from '../../src/site/site.js';
import { takeOrders } from './orders.js';

const many = 1_000_000_000;
const raised = createRates({
  ...{ messages: many, siteMessages: many, reads: many, conversations: many, siteConversations: many },
});

const [folder = '.', port = '0'] = process.argv.slice(2);
const file = join(folder, 'counter.db');
const isNew = !existsSync(file);
const config = parseConfig({ DATABASE_URL: file, PORT: port, LOG_LEVEL: 'info' });
if (Array.isArray(config)) throw new Error(config.map(({ name, what }) => `${name}: ${what}`).join('\n'));
const database = await openDatabase(file);
await migrate(database);
await ensureSite(database, firstSite);
if (isNew) await importDemo(database, { site: firstSite, folders: demoFolders('.'), now: Date.now() });
const log = createLog(config.LOG_LEVEL);
const app = await createApp({ config, database, log, clock: machineClock });
const { server } = createServer({ app, config, database, clock: machineClock, log, rates: raised });
const listening = await server.listen(config.PORT);
takeOrders(server.restify.server, {
  ready: { port: listening.port, secret: app.secrets.directline },
  async stop() {
    await server.close(0);
    await app.stop();
    await database.close();
  },
});
