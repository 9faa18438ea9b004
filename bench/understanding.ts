/**
 * Does the bot understand, and does it know when it does not? `npm run bench -- understanding --data <folder>`
 *
 * Runs the product's own search and decision on every `intent-*.json` and `faq-*.json` of a folder of public question sets
 * and prints one table with what others published. `--check` fails when a goal is missed, `--only <set>,<set>` runs some,
 * `--counter` adds what customers would have read. See docs/understanding.md.
 */
import { parseArgs } from 'node:util';
import { counter } from './quality/asked.js';
import { abstention } from './quality/faqs.js';
import { measures, row } from './quality/goals.js';
import { type IntentResult, askIntents, together } from './quality/intents.js';
import { type Row, isMissed, table } from './quality/row.js';
import { faqSets, intentSets } from './quality/sets.js';
import { machine } from './load/machine.js';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    check: { type: 'boolean', default: false },
    only: { type: 'string' },
    counter: { type: 'boolean', default: false },
  },
});
const wanted = options.only?.split(',');
const isWanted = ({ name }: { name: string }): boolean => wanted?.includes(name) ?? true;

const results: IntentResult[] = [];
const answerable: Row[] = [];
for (const set of intentSets(options.data).filter(isWanted)) {
  const begun = performance.now();
  results.push(await askIntents(set));
  told(set.name, begun);
}
for (const set of faqSets(options.data).filter(isWanted)) {
  const begun = performance.now();
  const separation = await abstention(set, (entries) => counter(entries));
  answerable.push(row(set.name, measures.auroc, separation.auroc, { isShare: true }));
  told(set.name, begun);
}
const own = results
  .flatMap(({ rows }) => rows)
  .filter(({ measure }) => options.counter || !measure.startsWith('shipped'));
const rows = [...together(results), ...own, ...answerable];
console.log(`\n${table(rows)}\n\n${machine()}`);
const missed = rows.filter(isMissed);
if (missed.length > 0) console.log(`\nmissed: ${missed.map(({ set, measure }) => `${set}: ${measure}`).join('; ')}`);
if (options.check && missed.length > 0) process.exitCode = 1;

function told(name: string, begun: number): void {
  console.error(`${name}: ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
}
