import { afterAll, expect, test } from '@jest/globals';
import type { IndexEntry } from '../../src/knowledge/found.js';
import { createKnowledgeIndex } from '../../src/knowledge/knowledge-index.js';

const index = createKnowledgeIndex({ remembered: 0 });
afterAll(() => index.close());

function entry(id: string, language: string, title: string): IndexEntry {
  return { id, kind: 'article', language, title, questions: [], words: [], body: '', version: 1 };
}

const entries = [
  entry('en/pantry', 'en', 'Does the pantry scheme cover groceries?'),
  entry('en/pay', 'en', 'How can I pay?'),
  entry('ja/pantry', 'ja', '食品庫の制度について'),
  entry('ja/pay', 'ja', '支払い方法'),
];
const best = async (question: string, language: string): Promise<string | undefined> =>
  (await index.find(question, language)).candidates[0]?.id;

test("a shop's own words find what they mean, from the moment they are loaded until they are taken out", async () => {
  await index.load(entries, 1);
  expect(await best('larder', 'en')).toBeUndefined();
  const synonyms = {
    en: { pantry: ['Pantry scheme', 'larder'] },
    ja: { pantry: ['食品庫', 'ﾊﾟﾝﾄﾘｰ'], constructor: ['あ い', 'う え'] },
  };
  await index.load(entries, 2, synonyms);
  expect(await best('LARDER', 'en')).toBe('en/pantry');
  expect(await best('パントリー', 'ja')).toBe('ja/pantry');
  await index.load(entries, 3);
  expect(await best('larder', 'en')).toBeUndefined();
});

test('an article put in later has them too', async () => {
  await index.load(entries, 4, { en: { pantry: ['pantry scheme', 'larder'], bike: ['bicycle', 'two wheels'] } });
  await index.change({ remove: [], put: [entry('en/bike', 'en', 'We repair a bicycle')] }, 5);
  expect(await best('two wheels', 'en')).toBe('en/bike');
});
