/**
 * Is the right article found, and nothing else given out for it? `npm run bench -- retrieval --data <folder>`
 *
 * Runs the product's search on every `faq-*.json` of a folder, and in the same run five search libraries as their own
 * documentation recommends them; each has `--patience <seconds>` for a set. `--check` fails when a goal is missed,
 * `--only <set>` runs one, `--alone` leaves the others out. See docs/understanding.md.
 */
import { parseArgs } from 'node:util';
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
  },
});

type Measured = Retrieval & Abstention & { name: string; set: string; seconds: number; isFinished: boolean };

const noRetrieval: Retrieval = { hit1: NaN, hit3: NaN, mrr: NaN, ndcg: NaN };
const noAbstention: Abstention = { auroc: NaN, kept: NaN, precision: NaN, keptOfRight: NaN };
const outOfTime = new Error('out of time');
const patience = Number(options.patience);

const product: Search = (entries) => counter(entries, { candidatesKept: 10 });
const measured: Measured[] = [];
for (const set of faqSets(options.data).filter(({ name }) => options.only === undefined || name === options.only)) {
  measured.push(await measure('Madoguchi', set, product));
  if (options.alone) continue;
  for (const { name, search } of rivals(set.language)) measured.push(await measure(name, set, hurried(search)));
}
const ours = measured.filter(({ name }) => name === 'Madoguchi').flatMap(asRows);
console.log(`\n${beside()}\n\n${table(ours)}\n\n${machine()}`);
const missed = ours.filter(isMissed);
if (options.check && missed.length > 0) process.exitCode = 1;

async function measure(name: string, set: FaqSet, search: Search): Promise<Measured> {
  const begun = performance.now();
  const found = await unlessTooSlow(() => retrieval(set, search));
  const known = found && (await unlessTooSlow(() => abstention(set, search)));
  const seconds = (performance.now() - begun) / 1_000;
  console.error(`${set.name}, ${name}: ${seconds.toFixed(1)} s`);
  const isFinished = known !== undefined;
  return { name, set: set.name, ...(found ?? noRetrieval), ...(known ?? noAbstention), seconds, isFinished };
}

/** Gives up with `outOfTime` between two questions: some libraries take seconds for one. */
function hurried(search: Search): Search {
  const end = performance.now() + patience * 1_000;
  return async (entries) => {
    const ask = await search(entries);
    return (question) => {
      if (performance.now() > end) throw outOfTime;
      return ask(question);
    };
  };
}

async function unlessTooSlow<T>(measure: () => Promise<T>): Promise<T | undefined> {
  try {
    return await measure();
  } catch (error) {
    if (error === outOfTime) return undefined;
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

function beside(): string {
  const number = (value: number, digits: number): string => (Number.isNaN(value) ? '-' : value.toFixed(digits));
  return lines([
    ['set', 'search', 'Hit@1', 'Hit@3', 'MRR@10', 'nDCG@10', 'kept', 'at precision', 'of the right', 'AUROC', 's'],
    ...measured.map((found) => [
      found.set,
      found.name,
      number(found.hit1, 1),
      number(found.hit3, 1),
      number(found.mrr, 1),
      number(found.ndcg, 3),
      number(found.kept, 1),
      number(found.precision, 1),
      number(found.keptOfRight, 1),
      number(found.auroc, 3),
      found.isFinished ? found.seconds.toFixed(0) : `did not finish in ${options.patience} s`,
    ]),
  ]);
}
