/**
 * How long is the main thread held while the catalogue is loaded, published and learnt? `npm run bench -- delay --data <folder>`
 *
 * The product without its network over a catalogue of 10,000 articles, each phase with the longest the event loop was
 * late in it (`monitorEventLoopDelay`, 1 ms). Articles are written by another process, as an import is. What else the
 * machine does shows too: the phase that does nothing is the measure of that. `--check` fails above 20 ms.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createApp } from '../src/app.js';
import { machineClock } from '../src/clock.js';
import { parseConfig } from '../src/config.js';
import { importFrom } from '../src/command/import.js';
import { migrate } from '../src/database/migrate.js';
import { openDatabase } from '../src/database/open.js';
import { createLog } from '../src/log.js';
import { ensureSite, firstSite } from '../src/site/site.js';
import { machine } from './load/machine.js';
import { publishMany, type Written } from './load/many-articles.js';
import { dealt, setCalled } from './quality/dealt.js';
import { faqSets } from './quality/sets.js';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    set: { type: 'string', default: 'localgov' },
    articles: { type: 'string', default: '10000' },
    /** For the process that writes: into which database, from which article on, how many, with or without questions. */
    write: { type: 'string' },
    check: { type: 'boolean', default: false },
  },
});
const heldAtMost = 20;
const { docs, queries, language } = setCalled(faqSets(options.data), options.set, options.data);

if (options.write === undefined) await measure();
else {
  for await (const _ of process.stdin);
  await write(options.write);
}

async function write(what: string): Promise<void> {
  const [file = '', from = '0', count = '0', asked = '0'] = what.split(',');
  const database = await openDatabase(file);
  const written = (i: number): Written => ({
    ...dealt(docs, i),
    questions: Array.from({ length: Number(asked) }, (_, n) => queries[(i * 5 + n) % queries.length]?.text ?? ''),
  });
  await publishMany(database, language, Number(count), written, Number(from));
  await database.close();
}

async function measure(): Promise<void> {
  console.log(machine());
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-delay-'));
  const file = join(folder, 'shop.db');
  const database = await openDatabase(file);
  try {
    await migrate(database);
    await ensureSite(database, firstSite);
    const path = fileURLToPath(new URL('../dialogs', import.meta.url));
    await importFrom('flows', { database, site: firstSite, path, now: Date.now() });
    await writer(`${file},0,${options.articles},0`)();
    const config = parseConfig({ DATABASE_URL: file, LOG_LEVEL: 'silent' });
    if (Array.isArray(config)) throw new Error('the configuration is wrong');
    const log = createLog('silent');
    await held('nothing, for 2 s', () => new Promise((resolve) => setTimeout(resolve, 2_000)));
    const app = await held(`loading ${options.articles} articles at the start`, () =>
      createApp({ config, database, log, clock: machineClock }),
    );
    const { knowledge } = app.services;
    const published = async (what: string, from: number, count: number, asked: number): Promise<void> => {
      // A process so large is held by starting another one: that is no part of what is measured.
      const write = writer(`${file},${from},${count},${asked}`);
      await held(what, async () => {
        await write();
        await app.refresh();
        await knowledge.learnt();
      });
    };
    const first = Number(options.articles);
    await published('publishing one article', first, 1, 0);
    await published('publishing 1,000 articles', first + 1, 1_000, 0);
    await published('publishing and learning 300 articles with 5 questions each', first + 1_001, 300, 5);
    await app.stop();
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function held<T>(what: string, work: () => Promise<T>): Promise<T> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const begun = performance.now();
  const result = await work();
  const took = (performance.now() - begun) / 1_000;
  // A delay is seen when the next sample comes.
  await new Promise((resolve) => setTimeout(resolve, 50));
  delay.disable();
  const longest = delay.max / 1e6;
  console.log(
    `${what}: held ${longest.toFixed(1)} ms at most, p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms, ${took.toFixed(1)} s`,
  );
  if (options.check && longest > heldAtMost) process.exitCode = 1;
  return result;
}

/** Another process that writes when it is told to. */
function writer(what: string): () => Promise<void> {
  const given = ['--data', options.data, '--set', options.set, '--write', what];
  const args = ['--import', './scripts/typescript.mjs', fileURLToPath(import.meta.url), ...given];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'inherit', 'inherit'] });
  const done = new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error('writing failed'))));
  });
  return () => {
    child.stdin.end();
    return done;
  };
}
