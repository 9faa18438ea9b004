/**
 * How long does one question take over a large catalogue? `npm run bench -- catalogue-size --data <folder>`
 *
 * The articles of `faq-localgov.json` (a Japanese city's, some 360 characters each) repeated with their paragraphs dealt
 * out anew until there are 2,000 and 10,000, asked the set's questions one after the other through the worker thread.
 * Repeated words stand in more articles than those of a catalogue grown by itself would: this is the slow side.
 * `--check` fails above a 95th percentile of 10 and 40 ms.
 */
import { parseArgs } from 'node:util';
import type { IndexEntry } from '../src/knowledge/found.js';
import { createKnowledgeIndex } from '../src/knowledge/knowledge-index.js';
import { machine } from './load/machine.js';
import { percentiles, tell } from './load/times.js';
import { type FaqSet, faqSets } from './quality/sets.js';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    set: { type: 'string', default: 'localgov' },
    check: { type: 'boolean', default: false },
  },
});
const sizes = [
  { articles: 2_000, p95AtMost: 10 },
  { articles: 10_000, p95AtMost: 40 },
];

const set = faqSets(options.data).find(({ name }) => name === options.set);
if (!set) throw new Error(`no faq-${options.set}.json in ${options.data}`);
console.log(machine());
for (const { articles, p95AtMost } of sizes) {
  const p95 = await measure(set, articles);
  if (options.check && p95 > p95AtMost) process.exitCode = 1;
}

async function measure({ docs, queries, language }: FaqSet, articles: number): Promise<number> {
  const entries = Array.from({ length: articles }, (_, i) => dealt(docs, language, i));
  const before = process.memoryUsage.rss();
  const index = createKnowledgeIndex({ remembered: 0 });
  const begun = performance.now();
  await index.load(entries, 1);
  const loaded = performance.now() - begun;
  const times: number[] = [];
  for (let i = 0; i < queries.length * 3; i++) {
    const asked = queries[i % queries.length];
    if (!asked) break;
    const asking = performance.now();
    await index.find(asked.text, language);
    // The first round is the worker's warming up.
    if (i >= queries.length) times.push(performance.now() - asking);
  }
  const memory = (process.memoryUsage.rss() - before) / 2 ** 20;
  console.log(
    `${String(articles)} articles: ${tell(times)}, loaded in ${(loaded / 1_000).toFixed(1)} s, ${memory.toFixed(0)} MB`,
  );
  await index.close();
  return percentiles(times).p95;
}

/** The first round as they are; then each with the sentences of another, so that no two articles are the same. */
function dealt(docs: FaqSet['docs'], language: string, i: number): IndexEntry {
  const round = Math.floor(i / docs.length);
  const doc = docs[i % docs.length];
  const other = docs[(i * 7 + round * 131) % docs.length];
  if (!doc || !other) throw new Error('the set has no articles');
  const body = round === 0 ? doc.a : doc.a.slice(0, doc.a.length / 2) + other.a.slice(other.a.length / 2);
  return { id: String(i), kind: 'article', language, title: doc.q, questions: [], words: [], body, version: 1 };
}
