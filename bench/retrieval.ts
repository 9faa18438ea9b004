/**
 * Is the right article found, and nothing else given out for it? `npm run bench -- retrieval --data <folder>`
 *
 * Runs the product's search on every `faq-*.json` of a folder, and in the same run five search libraries as their own
 * documentation recommends them; each has `--patience <seconds>` for a set, in a process of its own. `--check` fails when
 * a goal is missed, `--only <set>` runs one, `--alone` leaves the others out, `--search <name>` runs one of the others and
 * prints what it found as JSON. See docs/understanding.md.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { z } from 'zod';
import { counter } from './quality/asked.js';
import { type Abstention, type Retrieval, type Search, abstention, retrieval } from './quality/faqs.js';
import { measures, row } from './quality/goals.js';
import { rivals } from './quality/rivals.js';
import { type Row, isMissed, lines, table } from './quality/row.js';
import { type FaqSet, faqSets } from './quality/sets.js';
import { machine } from './load/machine.js';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    check: { type: 'boolean', default: false },
    only: { type: 'string' },
    alone: { type: 'boolean', default: false },
    patience: { type: 'string', default: '120' },
    search: { type: 'string' },
  },
});

// What JSON cannot say, and has null for: not a number.
const number = z
  .number()
  .nullable()
  .transform((value) => value ?? NaN);
const figures = z.object({
  ...{ hit1: number, hit3: number, mrr: number, ndcg: number },
  ...{ auroc: number, kept: number, precision: number, keptOfRight: number },
});
type Figures = Retrieval & Abstention;
const nothing: Figures = figures.parse({
  ...{ hit1: null, hit3: null, mrr: null, ndcg: null, auroc: null, kept: null, precision: null, keptOfRight: null },
});
type Measured = Figures & { name: string; set: string; seconds: number; isFinished: boolean };

const run = promisify(execFile);
const sets = faqSets(options.data).filter(({ name }) => options.only === undefined || name === options.only);
if (options.search === undefined) await compare();
else for (const set of sets) console.log(JSON.stringify(await figuresOf(set, rivalNamed(set, options.search))));

async function compare(): Promise<void> {
  const measured: Measured[] = [];
  for (const set of sets) {
    const product: Search = (entries) => counter(entries, { candidatesKept: 10 });
    measured.push(await timed('Madoguchi', set, () => figuresOf(set, product)));
    if (options.alone) continue;
    for (const { name } of rivals(set.language)) measured.push(await timed(name, set, () => askedAside(name, set)));
  }
  const ours = measured.filter(({ name }) => name === 'Madoguchi').flatMap(asRows);
  console.log(`\n${beside(measured)}\n\n${table(ours)}\n\n${machine()}`);
  if (options.check && ours.some(isMissed)) process.exitCode = 1;
}

async function figuresOf(set: FaqSet, search: Search): Promise<Figures> {
  return { ...(await retrieval(set, search)), ...(await abstention(set, search)) };
}

function rivalNamed({ language }: FaqSet, name: string): Search {
  const rival = rivals(language).find((one) => one.name === name);
  if (!rival) throw new Error(`no search ${name}`);
  return rival.search;
}

async function timed(name: string, set: FaqSet, measure: () => Promise<Figures | undefined>): Promise<Measured> {
  const begun = performance.now();
  const found = await measure();
  const seconds = (performance.now() - begun) / 1_000;
  console.error(`${set.name}, ${name}: ${seconds.toFixed(1)} s`);
  return { name, set: set.name, seconds, isFinished: found !== undefined, ...(found ?? nothing) };
}

/** In a process that can be ended: some libraries take minutes to build, or seconds for a question. */
async function askedAside(name: string, { name: set }: FaqSet): Promise<Figures | undefined> {
  const file = fileURLToPath(import.meta.url);
  const args = [...process.execArgv, file, '--data', options.data, '--only', set, '--search', name];
  try {
    const { stdout } = await run(process.execPath, args, { timeout: Number(options.patience) * 1_000 });
    return figures.parse(JSON.parse(stdout));
  } catch (error) {
    if (error instanceof Error && 'killed' in error && error.killed === true) return undefined;
    throw error;
  }
}

function asRows({ set, ...found }: Measured): Row[] {
  return [
    row(set, measures.hit1, found.hit1),
    row(set, measures.hit3, found.hit3),
    row(set, measures.mrr, found.mrr),
    row(set, measures.ndcg, found.ndcg, { isShare: true }),
    row(set, measures.kept, found.kept),
    row(set, measures.precision, found.precision),
    row(set, measures.auroc, found.auroc, { isShare: true }),
  ];
}

function beside(measured: readonly Measured[]): string {
  const figure = (value: number, digits: number): string => (Number.isNaN(value) ? '-' : value.toFixed(digits));
  return lines([
    ['set', 'search', 'Hit@1', 'Hit@3', 'MRR@10', 'nDCG@10', 'kept', 'at precision', 'of the right', 'AUROC', 's'],
    ...measured.map((found) => [
      found.set,
      found.name,
      figure(found.hit1, 1),
      figure(found.hit3, 1),
      figure(found.mrr, 1),
      figure(found.ndcg, 3),
      figure(found.kept, 1),
      figure(found.precision, 1),
      figure(found.keptOfRight, 1),
      figure(found.auroc, 3),
      found.isFinished ? found.seconds.toFixed(0) : `did not finish in ${options.patience} s`,
    ]),
  ]);
}
