/**
 * Do the errands hold whatever customers do? `npm run bench -- walks [--flow return-item] [--walks 10000] [--seed 1]`
 *
 * Seeded random customers (test/walks) through the real door, bot and database, each in a shop of its own: in memory, in
 * the walking thread, undone after each walk. A process a core; each flow is told with its walks, seconds, ends and
 * problems, the first of them with its seed and transcript. `--check` fails with any problem, and when a flow takes
 * longer than 60 s for 10,000 walks; `--write <file>` writes the table; `--known <n>` shows so many problems of a flow.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { openRehearsal } from '../src/command/flow/rehearsal.js';
import { readFlows } from '../src/flows/read-flows.js';
import { onPoint } from '../src/points.js';
import { coverageOf } from '../src/rehearsal/coverage.js';
import { languages } from '../test/walks/sayings.js';
import { ends, walk, type Ending } from '../test/walks/walk.js';
import { machine } from './load/machine.js';

const { values: options } = parseArgs({
  options: {
    flow: { type: 'string', multiple: true },
    walks: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    processes: { type: 'string', default: String(availableParallelism()) },
    known: { type: 'string', default: '1' },
    check: { type: 'boolean', default: false },
    write: { type: 'string' },
    part: { type: 'boolean', default: false },
  },
});
const secondsAtMost = 60;
const head = ['flow', 'walks', 'seconds', 'CPU s', 'messages a walk', ...ends, 'problems', 'steps seen', 'roads seen'];

interface Share {
  readonly flow: string;
  readonly seeds: readonly [from: number, to: number];
}

interface Found {
  readonly seed: number;
  readonly language: string;
  readonly what: readonly string[];
  readonly transcript: readonly string[];
}

interface Part {
  readonly ends: Readonly<Record<string, number>>;
  readonly messages: number;
  /** Seconds of the processors, all threads of this process. */
  readonly used: number;
  readonly problems: readonly Found[];
  readonly faulty: number;
  readonly roads: readonly string[];
}

if (options.part) await beAPart();
else await main();

/** Walks what it is given, until the one who gives is gone. */
async function beAPart(): Promise<void> {
  const rehearsal = await openRehearsal({ dialogs: 'dialogs' });
  // A channel that gains its first listener or loses its last is another object to V8: each walk would have everything
  // that passes a point compiled anew.
  onPoint(() => undefined);
  const { flows: published, readers } = rehearsal.app.services.current();
  // The first English date of a process starts the workers that read them, as in a shop some hours after its start.
  await readers.read('date', 'two days before christmas', { language: 'en', now: new Date() });
  const { live } = published;
  // What is published has no tests any more; they stand in the files.
  const { flows } = await readFlows('dialogs', languages);
  process.on('message', (share: Share) => {
    void walkShare(share).then((part) => process.send?.(part));
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');

  async function walkShare({ flow: name, seeds: [from, to] }: Share): Promise<Part> {
    const flow = flowCalled(name);
    const [counted, roads, problems] = [new Map<Ending, number>(), new Set<string>(), new Array<Found>()];
    let [messages, faulty] = [0, 0];
    const began = process.cpuUsage();
    for (let seed = from; seed < to; seed++) {
      const language = languages[seed % languages.length] ?? 'en';
      const walked = await walk({ house: rehearsal.app, database: rehearsal.database, flow, language, seed });
      counted.set(walked.end, (counted.get(walked.end) ?? 0) + 1);
      messages += walked.messages;
      walked.roads.forEach((road) => roads.add(road));
      if (walked.problems.length === 0) continue;
      faulty += 1;
      const { problems: what, transcript } = walked;
      if (problems.length < Number(options.known)) problems.push({ seed, language, what, transcript });
    }
    const { user, system } = process.cpuUsage(began);
    const used = (user + system) / 1e6;
    return { ends: Object.fromEntries(counted), messages, used, problems, faulty, roads: [...roads] };
  }

  function flowCalled(name: string): Parameters<typeof walk>[0]['flow'] {
    const flow = flows.find((one) => one.flow === name);
    if (!flow || !live.has(name)) throw new Error(`walks: there is no flow called ${name}`);
    return flow;
  }
}

async function main(): Promise<void> {
  console.log(`${machine()}, seed ${options.seed}`);
  console.log(`| ${head.join(' | ')} |`);
  const { flows } = await readFlows('dialogs', languages);
  const chosen = flows.filter(({ flow }) => options.flow?.includes(flow) ?? true);
  const parts = await Promise.all(Array.from({ length: Number(options.processes) }, openPart));
  const rows: string[] = [];
  let isGood = chosen.length > 0;
  for (const flow of chosen) {
    const began = performance.now();
    const [walks, first] = [Number(options.walks), Number(options.seed)];
    const size = Math.ceil(walks / parts.length);
    const shares = parts.map((_, at): [number, number] => [
      first + at * size,
      first + Math.min(walks, (at + 1) * size),
    ]);
    const told = await Promise.all(
      parts.map((part, at) => ask(part, { flow: flow.flow, seeds: shares[at] ?? [0, 0] })),
    );
    const seconds = (performance.now() - began) / 1_000;
    const faulty = told.reduce((sum, one) => sum + one.faulty, 0);
    if (faulty > 0 || seconds > (secondsAtMost * walks) / 10_000) isGood = false;
    const taken = new Set(told.flatMap(({ roads }) => roads));
    const { steps, roads } = coverageOf(flow, taken);
    const count = (end: Ending): number => told.reduce((sum, one) => sum + (one.ends[end] ?? 0), 0);
    const messages = told.reduce((sum, one) => sum + one.messages, 0);
    const used = told.reduce((sum, one) => sum + one.used, 0);
    const cells = [
      ...[flow.flow, walks, seconds.toFixed(1), used.toFixed(1), (messages / walks).toFixed(1)],
      ...[...ends.map(count), faulty, `${steps.seen}/${steps.all}`, `${roads.seen}/${roads.all}`],
    ];
    rows.push(`| ${cells.join(' | ')} |`);
    console.log(rows.at(-1));
    for (const problem of told.flatMap(({ problems }) => problems).slice(0, Number(options.known)))
      show(flow.flow, problem);
  }
  if (options.write !== undefined) writeFileSync(options.write, report(rows));
  for (const part of parts) part.disconnect();
  if (options.check && !isGood) process.exitCode = 1;
}

async function openPart(): Promise<ChildProcess> {
  // Young objects of a walk are gone with it: in a larger space few of them are copied, and by the thread itself, since the
  // other processors are walking too.
  const execArgv = [...process.execArgv, '--max-semi-space-size=64', '--single-threaded-gc'];
  const part = fork(new URL(import.meta.url), ['--part', '--known', options.known], { execArgv });
  await once(part, 'message');
  return part;
}

async function ask(part: ChildProcess, share: Share): Promise<Part> {
  const answer = once(part, 'message') as Promise<[Part]>;
  part.send(share);
  return (await answer)[0];
}

function show(flow: string, { seed, language, what, transcript }: Found): void {
  console.log(`  ${flow} (${language}), seed ${seed}: ${what.join('; ')}`);
  for (const line of transcript) console.log(`    ${line}`);
}

function report(rows: readonly string[]): string {
  return [
    '# Random walks: last result',
    '',
    `Written by \`npm run bench -- walks --seed ${options.seed} --walks ${options.walks} --write docs/results/walks.md\` on`,
    `${new Date().toISOString().slice(0, 10)}; ${machine()}, ${options.processes} processes.`,
    '',
    'Each walk is a customer made of chance (`test/walks`), half of them in Japanese: they follow one of the flow’s own tests and',
    'stray from it, or tap and write anything; they correct, ask in between, go back, fall silent, send the same twice, give up.',
    'Through the door, the bot and a database in memory, where every walk finds the shop as it was. Some thoughts are thrown away',
    'before their commit and thought again, some are committed a second time.',
    '',
    `| ${head.join(' | ')} |`,
    `| ${head.map((_, at) => (at === 0 ? '---' : '---:')).join(' | ')} |`,
    ...rows,
    '',
    'Checked after each: it has ended (done, kept for later, cancelled, with a ticket or a person), every message was answered, no',
    'bot message came three times in a row unless it was asked for, every act was done once and left as many rows as it may, no',
    'message sent again was heard as a new one, one ticket at most, no gap in the log, nothing said with its braces.',
    '',
  ].join('\n');
}
