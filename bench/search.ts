/**
 * How many questions a second does the search answer, and what does the main thread pay? `npm run bench -- search`
 *
 * Over the shipped articles, end to end through the worker thread, with 200 questions asked at once as a busy server
 * would, first each time anew, then with remembered answers; the questions are those of the ranking lists.
 */
import { performance } from 'node:perf_hooks';
import { createKnowledgeIndex } from '../src/knowledge/knowledge-index.js';
import { rankingLines, shippedArticles } from '../test/knowledge/shipped.js';

const articles = shippedArticles();
const lines = rankingLines().map(({ question, language }) => ({ question, language }));
const questions =
  lines.length > 0
    ? lines
    : articles.flatMap(({ questions, language }) => questions.map((question) => ({ question, language })));
const atOnce = 200;
const seconds = 4;

console.log(
  `search: ${String(articles.length)} articles, ${String(questions.length)} questions, ${String(atOnce)} at once`,
);
for (const remembered of [0, 1_000]) await measure(remembered);
await alone();

async function measure(remembered: number): Promise<void> {
  const index = createKnowledgeIndex({ remembered });
  const begun = performance.now();
  await index.load(articles, 1);
  const loaded = performance.now() - begun;
  await run(1);
  const before = performance.eventLoopUtilization();
  const cpu = process.cpuUsage();
  const times = await run(seconds);
  const { active } = performance.eventLoopUtilization(before);
  const used = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  console.log(
    `search ${remembered === 0 ? 'anew' : 'with remembered answers'}: ${Math.round(times.length / seconds).toString()} finds/s, ` +
      `main thread ${((active * 1_000) / times.length).toFixed(1)} us a find, both threads ${((used.user + used.system) / times.length).toFixed(0)} us, ` +
      `p50 ${at(0.5)} p95 ${at(0.95)} p99 ${at(0.99)} ms, loaded in ${loaded.toFixed(0)} ms`,
  );
  await index.close();

  async function run(length: number): Promise<number[]> {
    const times: number[] = [];
    const end = performance.now() + length * 1_000;
    let next = 0;
    const customer = async (): Promise<void> => {
      while (performance.now() < end) {
        const asked = questions[next++ % questions.length];
        if (!asked) return;
        const begun = performance.now();
        await index.find(asked.question, asked.language);
        times.push(performance.now() - begun);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, customer));
    return times;
  }
}

/** One customer after the other: the time a single question waits. */
async function alone(): Promise<void> {
  const index = createKnowledgeIndex({ remembered: 0 });
  await index.load(articles, 1);
  const times: number[] = [];
  for (let i = 0; i < 2_000; i++) {
    const asked = questions[i % questions.length];
    if (!asked) break;
    const begun = performance.now();
    await index.find(asked.question, asked.language);
    if (i >= 500) times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
  console.log(`search one after the other: p50 ${at(0.5)} p95 ${at(0.95)} p99 ${at(0.99)} ms`);
  await index.close();
}
