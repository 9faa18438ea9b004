import { createServer as createProbe } from 'node:net';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { createApp, type App } from '../app.js';
import { machineClock } from '../clock.js';
import { doubtsAbout, type Config } from '../config.js';
import type { Database } from '../database/database.js';
import { missingMigrations, migrate } from '../database/migrate.js';
import { playHistory } from '../demo-history/history.js';
import { createLog } from '../log.js';
import { skipStep } from '../office/set-up.js';
import { createServer } from '../serve.js';
import { ensureSite, firstSite } from '../site/site.js';
import { createSetUpLink, joinLink } from '../staff/invitation.js';
import { importFrom } from './import.js';
import type { ImportKind } from './uses.js';
import { tellDemo } from './demo-addresses.js';
import { productFolder } from './product-folder.js';
import { step, type Terminal } from './terminal.js';

/**
 * `start`: serves what is there. An empty database is migrated and gets the shipped flows first; the shipped articles
 * are the demo shop's, and a bot that quotes another shop's promises is worse than one that knows nothing yet.
 */
export async function start(
  given: Config,
  terminal: Terminal,
  {
    demo,
    environment,
    opening,
    searchThread,
  }: {
    readonly demo: boolean;
    readonly environment: NodeJS.ProcessEnv;
    readonly opening: Promise<Database>;
    readonly searchThread: Worker;
  },
): Promise<void> {
  const config = given.PORT === 0 ? await onFreePort(given) : given;
  const database = await step(terminal, `Opening ${config.DATABASE_URL.replace(/\/\/[^@/]*@/, '//…@')}`, () => opening);
  await prepare(database, terminal, demo);
  const log = createLog(config.LOG_LEVEL);
  for (const { name, what } of doubtsAbout(config)) log.warn({ variable: name }, `configuration: ${what}`);
  const app = await step(terminal, 'Loading articles, flows and readers', () =>
    createApp({ config, database, log, clock: machineClock, environment, searchThread }),
  );
  if (demo) await givePast(app, terminal);
  const { server, drain } = createServer({
    ...{ app, config, database, clock: machineClock, log },
    demo: demo ? join(productFolder, 'demo') : undefined,
  });
  const { port } = await server.listen(config.PORT, config.HOST);
  terminal.line(`Listening on ${config.HOST}:${port}`);
  await tellAddresses(database, config.PUBLIC_URL, terminal, demo);

  const stop = async (signal: string): Promise<void> => {
    log.info({ signal }, 'stopping: running work ends first');
    drain();
    await server.close(config.DRAIN_SECONDS * 1000);
    await app.stop();
    await database.close();
    log.info('stopped');
  };
  let stopping: Promise<void> | undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stopping ??= stop(signal).then(
        () => process.exit(0),
        (error: unknown) => {
          log.fatal({ err: error }, 'stopping failed');
          process.exit(1);
        },
      );
    });
  }
}

/** PORT=0 takes any free port; it must be known before the routes are made, which tell it to clients. */
async function onFreePort(config: Config): Promise<Config> {
  const probe = createProbe();
  await new Promise<void>((resolve) => probe.listen(0, config.HOST, resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { ...config, PORT: port, PUBLIC_URL: config.PUBLIC_URL.replace(/:0$/, `:${port}`) };
}

async function prepare(database: Database, terminal: Terminal, demo: boolean): Promise<void> {
  const missing = await missingMigrations(database);
  if (missing.length > 0)
    await step(terminal, `Migrating the database (${missing.length} steps)`, () => migrate(database));
  await ensureSite(database, firstSite);
  const [flow] = await database.read(database.build.selectFrom('flow_live').select('flow').limit(1));
  if (flow) return;
  const flows: [ImportKind, string] = ['flows', 'dialogs'];
  const parts: [ImportKind, string][] = demo ? [['shop', 'demo'], flows, ['articles', 'knowledge']] : [flows];
  for (const [kind, folder] of parts) {
    const path = join(productFolder, folder);
    const told = await step(terminal, `Importing ${folder}/`, () =>
      importFrom(kind, { database, site: firstSite, path, now: Date.now() }),
    );
    if (!told.ok) throw new Error(told.lines.join('\n'));
    for (const line of told.lines) terminal.line(`    ${line}`);
  }
  // A demo sends no letters: its owner's first page shall not ask for it.
  if (demo) await skipStep(database, { site: firstSite, step: 'mail', by: 'demo', now: Date.now(), skipped: true });
}

/** The demo's past conversations, on the first start; later ones find them there. */
async function givePast(app: App, terminal: Terminal): Promise<void> {
  const folder = join(productFolder, 'demo', 'history');
  await step(terminal, 'Playing 200 past conversations', () => playHistory(app, folder, machineClock.now()));
}

async function tellAddresses(database: Database, url: string, terminal: Terminal, demo: boolean): Promise<void> {
  if (demo) await tellDemo(database, url, terminal);
  else await tellStart(database, url, terminal);
  terminal.line('');
  terminal.line('Stop with Ctrl-C.');
}

async function tellStart(database: Database, url: string, terminal: Terminal): Promise<void> {
  terminal.line('');
  terminal.line(`  Chat              ${url}/chat`);
  terminal.line(`  チャット(日本語)   ${url}/chat?lang=ja`);
  terminal.line(`  Health, metrics   ${url}/readyz  ${url}/metrics`);
  // Nobody works here yet: whoever holds this link becomes the first owner. There is no default password.
  const token = await createSetUpLink(database, machineClock, firstSite);
  if (token !== undefined) {
    terminal.line('');
    terminal.line('  Nobody works here yet. Open this link once to become the owner and set the shop up (24 hours):');
    terminal.line(
      '  まだ担当者がいません。このリンクを開くと最初のオーナーとして初期設定を始められます（24時間有効）：',
    );
    terminal.line(`  ${joinLink(url, token)}`);
  }
}
