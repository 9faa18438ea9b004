import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Decision, decide } from '../../src/knowledge/decide.js';
import { createKnowledgeIndex } from '../../src/knowledge/knowledge-index.js';
import { type RankingLine, rankingLines, shippedArticles } from './shipped.js';

/** What must hold of each list, in percent: set a little under what is reached, raised when more is. */
const mustReach = [
  { language: 'en', held: false, served: 80, falselyAnswered: 10 },
  { language: 'en', held: true, served: 82, falselyAnswered: 30 },
  { language: 'ja', held: false, served: 85, falselyAnswered: 12 },
  { language: 'ja', held: true, served: 79, falselyAnswered: 28 },
];

const lines = rankingLines();
const articles = shippedArticles();
const index = createKnowledgeIndex({ remembered: 0 });

beforeAll(async () => {
  await index.load(articles, 1);
  await index.learnt();
});
afterAll(() => index.close());

test('every article named by a list exists', () => {
  const ids = new Set(articles.map(({ id }) => id));
  expect(
    lines.flatMap(({ place, expected }) => expected.filter((id) => !ids.has(id)).map((id) => `${place}: ${id}`)),
  ).toEqual([]);
});

describe.each(mustReach)('$language, held: $held', ({ language, held, served, falselyAnswered }) => {
  const list = lines.filter((line) => line.language === language && line.held === held);
  const answerable = list.filter(({ expected }) => expected.length > 0);
  const others = list.filter(({ expected }) => expected.length === 0);

  test(`at least ${String(served)} % of the questions are answered, or the answer is among those offered`, async () => {
    const wrong = await failing(answerable, (line, decision) =>
      offered(decision).some((id) => line.expected.includes(id)),
    );
    if (wrong.length > 0 && !held) process.stdout.write(`${wrong.join('\n')}\n`);
    expect(answerable.length).toBeGreaterThan(0);
    expect(100 * (1 - wrong.length / answerable.length)).toBeGreaterThanOrEqual(served);
  });

  test(`at most ${String(falselyAnswered)} % of what has no answer is answered`, async () => {
    const wrong = await failing(others, (_line, decision) => decision.kind !== 'answer');
    if (wrong.length > 0 && !held) process.stdout.write(`${wrong.join('\n')}\n`);
    expect(others.length).toBeGreaterThan(0);
    expect((100 * wrong.length) / others.length).toBeLessThanOrEqual(falselyAnswered);
  });
});

/** The lines that fail, as an editor wants to read them; held lines are counted, never shown, so that nobody tunes on them. */
async function failing(
  list: RankingLine[],
  passes: (line: RankingLine, decision: Decision) => boolean,
): Promise<string[]> {
  const results = await Promise.all(
    list.map(async (line) => {
      const decision = decide(await index.find(line.question, line.language));
      if (passes(line, decision)) return [];
      const got = `${decision.kind} ${offered(decision).join(', ')}`.trim();
      return [`${line.place} ${line.question} => ${line.expected.join(' | ') || '-'}, got ${got}   # ${line.reason}`];
    }),
  );
  return results.flat();
}

function offered(decision: Decision): string[] {
  if (decision.kind === 'answer') return [decision.candidate.id];
  return decision.kind === 'ask back' ? decision.candidates.map(({ id }) => id) : [];
}
