/**
 * What do 2,000 open chats cost, how soon is a message seen, and how soon are all back? `npm run bench -- stream`
 *
 * 2,000 conversations with their streams open and 100 messages a second in all, sent by the clock, not by the answers.
 * Then every socket is cut at once, each customer writes while nobody listens, and all come back from their watermark:
 * every log must have arrived whole, in order and once. With `--restart` the server is killed instead and started again
 * on its file. `--check` fails when a limit is passed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { isFromArticle, isOwn, openCustomer, openStream, post, renew, type Customer } from './load/customer.js';
import { atOnce } from './load/at-once.js';
import { machine } from './load/machine.js';
import { openLine, type Line } from './load/post-line.js';
import { answeredQuestions } from './load/questions.js';
import { startServer } from './load/server-process.js';
import { percentiles, tell } from './load/times.js';

const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    restart: { type: 'boolean', default: false },
    chats: { type: 'string', default: '2000' },
    rate: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '20' },
  },
});
const [chats, rate, seconds] = [options.chats, options.rate, options.seconds].map(Number) as [number, number, number];
const limits = { seenMs: 100, chatKb: 60, backSeconds: 10 };
/** Kept-alive connections for posting: browsers have their own, but 100 messages a second never need more at once. */
const lines = 64;

const folder = await mkdtemp(join(tmpdir(), 'madoguchi-bench-'));
let server = await startServer('counter', { args: [folder, '0'] });
const problems: string[] = [];
try {
  await measure();
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
for (const problem of problems) console.log(`  ! ${problem}`);
process.exitCode = options.check && problems.length > 0 ? 1 : 0;

async function measure(): Promise<void> {
  console.log(`stream: ${machine()}`);
  const questions = await answeredQuestions(server);
  const posting = await Promise.all(Array.from({ length: lines }, () => openLine(server.port)));
  // So that what a first conversation compiles and fills for all is not counted as the cost of one.
  await close(await openAll(200, posting));
  const empty = await server.settle();
  const began = performance.now();
  const customers = await openAll(chats, posting);
  const opened = (performance.now() - began) / 1_000;
  const open = await server.settle();
  console.log(`  ${chats} conversations opened, each with its stream, in ${opened.toFixed(1)} s`);
  await flow(customers, posting, questions);
  const used = await server.settle();
  const each = (now: number, before: number): number => (now - before) / chats / 1024;
  const [held, rss] = [each(used.held, empty.held), each(used.rss, empty.rss)];
  console.log(
    `  memory: ${(empty.rss / 2 ** 20).toFixed(0)} MB RSS without chats; an open chat holds ${each(open.held, empty.held).toFixed(1)} KB of heap and buffers ` +
      `(RSS ${each(open.rss, empty.rss).toFixed(1)}), after the messages ${held.toFixed(1)} KB (RSS ${rss.toFixed(1)}; limit ${limits.chatKb} for both)`,
  );
  limit(Math.max(held, rss) <= limits.chatKb, 'an open chat takes too much memory');
  await comeBack(customers, posting, questions);
  await close(customers);
}

async function openAll(count: number, posting: readonly Line[]): Promise<Customer[]> {
  const customers: Customer[] = [];
  await atOnce(posting, count, async (line) => {
    const customer = await openCustomer(server, line);
    await openStream(customer, server.port);
    customers.push(customer);
  });
  await until(() => customers.every(({ seqs }) => seqs.length > 0), 10, 'the welcome');
  return customers;
}

async function close(customers: readonly Customer[]): Promise<void> {
  for (const { socket } of customers) socket?.terminate();
  await pause(500);
}

/** Messages by the clock: a slow server meets the next one all the same. */
async function flow(
  customers: readonly Customer[],
  posting: readonly Line[],
  questions: readonly string[],
): Promise<void> {
  const free = [...posting];
  const own: number[] = [];
  const answers: number[] = [];
  const others: number[] = [];
  const acknowledged: number[] = [];
  const work: Promise<unknown>[] = [];
  let late = 0;
  const count = rate * seconds;
  const before = await server.usage();
  const began = performance.now();
  for (let n = 0; n < count; n++) {
    const due = began + (n * 1_000) / rate;
    if (due > performance.now()) await pause(due - performance.now());
    const customer = customers[n % customers.length];
    const line = free.shift();
    if (!customer || !line) {
      late++;
      continue;
    }
    const text = n % 2 === 0 ? (questions[(n / 2) % questions.length] ?? '') : 'thank you!';
    const sent = performance.now();
    customer.hear = (seen) => {
      const time = performance.now() - sent;
      if (isOwn(seen)) own.push(time);
      else (isFromArticle(seen) ? answers : others).push(time);
    };
    work.push(
      post(customer, line, text, `flow${n}`).then(() => {
        acknowledged.push(performance.now() - sent);
        free.push(line);
      }),
    );
  }
  await Promise.all(work);
  await until(
    () => own.length + late >= count && answers.length + others.length + late >= count,
    5,
    'the last answers',
  );
  const after = await server.usage();
  const cpu = (after.user + after.system - before.user - before.system) / seconds;
  console.log(
    `  ${rate} messages/s for ${seconds} s, ${answers.length} answered from an article, ${others.length} otherwise; server ${(cpu * 100).toFixed(0)} % of a core`,
  );
  console.log(`    acknowledged    ${tell(acknowledged)}`);
  console.log(`    own message seen ${tell(own)}  (limit p95 ${limits.seenMs})`);
  console.log(`    answer seen      ${tell(answers)}  (limit p95 ${limits.seenMs})`);
  limit(late === 0, `${late} messages found no free connection`);
  limit(percentiles(own).p95 <= limits.seenMs, 'own messages are seen too late');
  limit(percentiles(answers).p95 <= limits.seenMs, 'answers are seen too late');
}

async function comeBack(
  customers: readonly Customer[],
  posting: readonly Line[],
  questions: readonly string[],
): Promise<void> {
  const how = options.restart ? 'server killed and started again' : 'all sockets cut';
  const lines = options.restart ? await restart() : posting;
  if (!options.restart) await server.drop();
  await until(() => customers.every(({ socket }) => socket?.readyState === 3), 10, 'the cut');
  // Everybody misses something: their own message, and its answer.
  await atOnce(lines, customers.length, async (line, n) => {
    const customer = customers[n];
    if (customer) await post(customer, line, questions[n % questions.length] ?? '', `away${n}`);
  });
  const began = performance.now();
  await atOnce(lines, customers.length, async (line, n) => {
    const customer = customers[n];
    if (!customer) return;
    await renew(customer, line);
    await openStream(customer, server.port);
  });
  const connected = (performance.now() - began) / 1_000;
  const isBack = ({ seqs, posted }: Customer): boolean => (seqs.at(-1) ?? 0) > (posted.at(-1) ?? 0);
  await until(() => customers.every(isBack), 30, 'everybody to be caught up');
  const back = (performance.now() - began) / 1_000;
  const broken = customers.filter(({ seqs, posted }) => !isWhole(seqs) || !posted.every((seq) => seqs.includes(seq)));
  console.log(
    `  ${how}, ${customers.length} messages written meanwhile: all connected in ${connected.toFixed(1)} s, caught up in ${back.toFixed(1)} s ` +
      `(limit ${limits.backSeconds}); ${broken.length} logs with a gap, a double or a wrong order`,
  );
  limit(back <= limits.backSeconds, 'coming back takes too long');
  limit(broken.length === 0, `lost or doubled in ${broken.length} conversations`);
}

async function restart(): Promise<Line[]> {
  const { port } = server;
  await server.kill();
  server = await startServer('counter', { args: [folder, String(port)] });
  return Promise.all(Array.from({ length: lines }, () => openLine(port)));
}

/** Everything in these logs is visible to the customer, so what arrived must be 1, 2, 3 … to the end. */
function isWhole(seqs: readonly number[]): boolean {
  return seqs.every((seq, n) => seq === n + 1);
}

async function until(holds: () => boolean, patience: number, what: string): Promise<void> {
  const end = performance.now() + patience * 1_000;
  while (!holds()) {
    if (performance.now() > end) return limit(false, `waited ${patience} s in vain for ${what}`);
    await pause(10);
  }
}

function limit(holds: boolean, problem: string): void {
  if (!holds) problems.push(problem);
}
