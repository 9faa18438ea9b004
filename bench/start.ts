/**
 * How long from the command to the first answer? `npm run bench -- start --data <folder>`
 *
 * `madoguchi start` as a process of its own over a catalogue of 2,000 articles (a Japanese city's, dealt out anew), as
 * often as `--rounds` says, beside the least a process takes (`node -e 0`). A start counts as ready when a question over
 * HTTP has its answer; what the process used of the processors until then is read from the system.
 * `--check` fails above 1 s.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { migrate } from '../src/database/migrate.js';
import { openDatabase } from '../src/database/open.js';
import { machine } from './load/machine.js';
import { publishMany } from './load/many-articles.js';
import { median } from './load/times.js';
import { dealt, setCalled } from './quality/dealt.js';
import { faqSets } from './quality/sets.js';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    set: { type: 'string', default: 'localgov' },
    articles: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '5' },
    check: { type: 'boolean', default: false },
  },
});
const readyAtMost = 1_000;
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'madoguchi-start-'));
const port = 20_000 + (process.pid % 20_000);
const { docs, language } = setCalled(faqSets(options.data), options.set, options.data);

interface Started {
  /** Milliseconds from the command to each: it says that it listens, and a question has its answer. */
  readonly listening: number;
  readonly answering: number;
  /** Seconds of all processors together until then. */
  readonly used: number;
  readonly megabytes: number;
}

console.log(machine());
try {
  const least: number[] = [];
  for (let i = 0; i < 5; i++) least.push(await timeOf(['-e', '0']));
  console.log(`node -e 0: ${median(least).toFixed(0)} ms`);
  tell('empty, the first time', [await start()]);
  const database = await openDatabase(join(folder, 'shop.db'));
  await migrate(database);
  await publishMany(database, language, Number(options.articles), (i) => dealt(docs, i));
  await database.close();
  tell(`${options.articles} articles, the first time`, [await start()]);
  const starts: Started[] = [];
  for (let i = 0; i < Number(options.rounds); i++) starts.push(await start());
  const ready = tell(`${options.articles} articles`, starts);
  if (options.check && ready > readyAtMost) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function tell(what: string, starts: readonly Started[]): number {
  const of = (value: (one: Started) => number): number => median(starts.map(value));
  const ready = of(({ answering }) => answering);
  console.log(
    `${what}: listens after ${of(({ listening }) => listening).toFixed(0)} ms, answers after ${ready.toFixed(0)} ms, ` +
      `${of(({ used }) => used).toFixed(2)} s of CPU, ${of(({ megabytes }) => megabytes).toFixed(0)} MB (${starts.length})`,
  );
  return ready;
}

async function start(): Promise<Started> {
  const begun = performance.now();
  const child = spawn(process.execPath, [main, 'start'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: String(port), DATABASE_URL: join(folder, 'shop.db'), LOG_LEVEL: 'silent' },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let out = '';
  const listens = new Promise<number>((resolve, reject) => {
    child.stderr.on('data', (bytes: Buffer) => (out += bytes.toString()));
    child.stdout.on('data', (bytes: Buffer) => {
      out += bytes.toString();
      if (out.includes('Listening on')) resolve(performance.now() - begun);
    });
    child.once('exit', () => reject(new Error(`it did not start:\n${out}`)));
  });
  const listening = await listens;
  await askOnce();
  const answering = performance.now() - begun;
  const [used, megabytes] = usageOf(child.pid ?? 0);
  child.kill('SIGTERM');
  await ended;
  return { listening, answering, used, megabytes };
}

/** A new conversation over Direct Line, a question in it, and whatever the bot says to that. */
async function askOnce(): Promise<void> {
  const at = `http://127.0.0.1:${port}`;
  const post = async (path: string, body: object, token?: string): Promise<Record<string, unknown>> => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await fetch(`${at}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  const { token } = (await post('/chat/token', { language })) as { token: string };
  const { conversationId } = (await post('/v3/directline/conversations', {}, token)) as { conversationId: string };
  const path = `/v3/directline/conversations/${conversationId}/activities`;
  const text = docs[7]?.q ?? '';
  await post(path, { type: 'message', from: { id: 'customer' }, text, locale: language }, token);
  for (;;) {
    const answer = await fetch(`${at}${path}`, { headers: { authorization: `Bearer ${token}` } });
    const { activities } = (await answer.json()) as { activities: { from: { id: string }; text?: string }[] };
    const own = activities.findIndex((one) => one.text === text);
    if (own >= 0 && activities.slice(own + 1).some(({ from }) => from.id !== 'customer')) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function timeOf(args: readonly string[]): Promise<number> {
  const begun = performance.now();
  return new Promise((resolve) => {
    spawn(process.execPath, args).once('exit', () => resolve(performance.now() - begun));
  });
}

/** Seconds of processor and megabytes in memory of a process and its threads, as Linux tells; elsewhere nothing. */
function usageOf(pid: number): [number, number] {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return [(Number(fields[11]) + Number(fields[12])) / 100, (pages * 4_096) / 2 ** 20];
  } catch {
    return [NaN, NaN];
  }
}
