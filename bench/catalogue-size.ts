/**
 * How long does one question take over a large catalogue, and what does it weigh? `npm run bench -- catalogue-size --data <folder>`
 *
 * The articles of `faq-localgov.json` (a Japanese city's, some 360 characters each) dealt out anew until there are
 * 2,000, 10,000 and 100,000, asked the set's questions one after the other: the first through the worker thread alone,
 * the others through the text index of a new SQLite file, or of the PostgreSQL named with `--postgres`. Each size is measured
 * in a process of its own; its memory is what that process has more when it has answered than before it loaded.
 * `--check` fails above a 95th percentile of 10, 40 and 150 ms, and above 150 MB at 10,000.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Database } from '../src/database/database.js';
import { migrate } from '../src/database/migrate.js';
import { openDatabase } from '../src/database/open.js';
import type { IndexEntry } from '../src/knowledge/found.js';
import { createKnowledgeIndex, type KnowledgeIndex } from '../src/knowledge/knowledge-index.js';
import { createLargeCatalogue } from '../src/knowledge/large-catalogue.js';
import { firstSite } from '../src/site/site.js';
import { machine } from './load/machine.js';
import { articleCalled, publishMany } from './load/many-articles.js';
import { percentiles, tell } from './load/times.js';
import { dealt, setCalled } from './quality/dealt.js';
import { faqSets } from './quality/sets.js';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    set: { type: 'string', default: 'localgov' },
    /** One size alone, in this process; without it all of them, each in its own. */
    articles: { type: 'string' },
    /** From how many articles on the database is searched. */
    large: { type: 'string', default: '5000' },
    postgres: { type: 'string' },
    check: { type: 'boolean', default: false },
  },
});
const sizes = [
  { articles: 2_000, p95AtMost: 10, megabytesAtMost: Infinity },
  { articles: 10_000, p95AtMost: 40, megabytesAtMost: 150 },
  { articles: 100_000, p95AtMost: 150, megabytesAtMost: Infinity },
];
const { docs, queries, language } = setCalled(faqSets(options.data), options.set, options.data);

if (options.articles === undefined) {
  console.log(machine());
  for (const { articles } of sizes) if (!(await ownProcess(articles))) process.exitCode = 1;
} else {
  const articles = Number(options.articles);
  await (articles >= Number(options.large) ? measureLarge(articles) : measureInMemory(articles));
}

function ownProcess(articles: number): Promise<boolean> {
  const self = ['--expose-gc', '--import', './scripts/typescript.mjs', fileURLToPath(import.meta.url)];
  const child = spawn(process.execPath, [...self, ...process.argv.slice(2), '--articles', String(articles)], {
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code === 0)));
}

async function measureInMemory(articles: number): Promise<void> {
  const before = resident();
  const index = createKnowledgeIndex({ remembered: 0 });
  const loaded = await load(index, articles);
  report(articles, await ask(index), loaded, before);
  await index.close();
}

async function measureLarge(articles: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-large-'));
  const database = await openDatabase(options.postgres ?? join(folder, 'shop.db'));
  try {
    await migrate(database);
    const begun = performance.now();
    await publishMany(database, language, articles, (i) => dealt(docs, i));
    if (database.dialect === 'postgres') await database.rows({ sql: 'analyze', parameters: [] });
    console.log(`${String(articles)} articles: written in ${((performance.now() - begun) / 1_000).toFixed(0)} s`);
    const before = resident();
    const memory = createKnowledgeIndex({ remembered: 0 });
    const from = Number(options.large);
    const index = createLargeCatalogue({ database, site: firstSite, from, memory, remembered: 0 });
    const loaded = await load(index, articles);
    await index.learnt();
    report(articles, await ask(index), loaded, before);
    await askWhileWriting(index, database, articles);
    await index.close();
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function load(index: KnowledgeIndex, articles: number): Promise<number> {
  const begun = performance.now();
  await index.load(
    Array.from({ length: articles }, (_, i) => entryOf(i)),
    1,
  );
  return performance.now() - begun;
}

async function ask(index: KnowledgeIndex): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < queries.length * 3; i++) {
    const asked = queries[i % queries.length];
    if (!asked) break;
    const asking = performance.now();
    await index.find(asked.text, language);
    // The first round is the worker's warming up.
    if (i >= queries.length) times.push(performance.now() - asking);
  }
  return times;
}

/** How long the door's own write takes while questions are asked of the text index: they must not stand in its way. */
async function askWhileWriting(index: KnowledgeIndex, database: Database, articles: number): Promise<void> {
  const write = async (): Promise<number> => {
    const begun = performance.now();
    const values = { name: `bench ${Math.random()}`, value: '' };
    await database.commit([{ statement: database.build.insertInto('secret').values(values).compile() }]);
    return performance.now() - begun;
  };
  const alone: number[] = [];
  for (let i = 0; i < 300; i++) alone.push(await write());
  const beside: number[] = [];
  let asking = true;
  const asked = ask(index).finally(() => (asking = false));
  while (asking) beside.push(await write());
  await asked;
  console.log(`${String(articles)} articles: a write alone ${tell(alone)}, while questions are asked ${tell(beside)}`);
}

function report(articles: number, times: readonly number[], loaded: number, before: number): void {
  const megabytes = resident() - before;
  const told = `${tell(times)}, loaded in ${(loaded / 1_000).toFixed(1)} s, ${megabytes.toFixed(0)} MB`;
  console.log(`${String(articles)} articles: ${told}`);
  const limit = sizes.find((one) => one.articles === articles);
  if (!options.check || !limit) return;
  if (percentiles(times).p95 > limit.p95AtMost || megabytes > limit.megabytesAtMost) process.exitCode = 1;
}

function resident(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss() / 2 ** 20;
}

function entryOf(i: number): IndexEntry {
  return { id: articleCalled(i), kind: 'article', language, ...dealt(docs, i), questions: [], words: [], version: 1 };
}
