import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import { readArticleFolder } from '../../src/knowledge/article-files.js';
import { decide } from '../../src/knowledge/decide.js';
import type { IndexEntry } from '../../src/knowledge/found.js';
import { createSearchedCatalogue } from '../../src/knowledge/searched-catalogue.js';

const catalogue = createSearchedCatalogue();
beforeAll(async () => {
  const { files } = await readArticleFolder('demo/de/knowledge', ['de']);
  const entries = files.map(({ language, slug, text }): IndexEntry => {
    const { title, questions, words, body } = text;
    return {
      id: slug,
      kind: 'article',
      language,
      title,
      questions: [...questions],
      words: [...words],
      body,
      version: 1,
    };
  });
  await catalogue.load(entries, 1);
  await catalogue.learnt();
});

const lines = readFileSync('test/language/de-questions.txt', 'utf8')
  .split('\n')
  .filter((line) => line.includes(' => ') && !line.startsWith('#'))
  .map((line) => {
    const [question = '', slugs = ''] = line.split(' => ');
    return { question, expected: slugs.split(' | ').filter((slug) => slug !== '-') };
  });

test('a shop that speaks German finds its articles: eight of ten first, nine of ten among those shown', () => {
  const answerable = lines.filter(({ expected }) => expected.length > 0);
  const ranked = answerable.map(({ question, expected }) => ({
    question,
    place: catalogue.find(question, 'de').candidates.findIndex(({ id }) => expected.includes(id)),
  }));
  const missed = ranked
    .filter(({ place }) => place !== 0)
    .map(({ question, place }) => `${question}: ${String(place)}`);
  expect(answerable.length).toBeGreaterThanOrEqual(40);
  if (missed.length > 0) process.stdout.write(`${missed.join('\n')}\n`);
  expect(1 - missed.length / answerable.length).toBeGreaterThanOrEqual(0.8);
  expect(ranked.filter(({ place }) => place >= 0 && place < 3).length / ranked.length).toBeGreaterThanOrEqual(0.9);
});

test('what it knows nothing of is not answered', () => {
  const others = lines.filter(({ expected }) => expected.length === 0);
  const answered = others.filter(({ question }) => decide(catalogue.find(question, 'de')).kind === 'answer');
  expect(answered.map(({ question }) => question)).toEqual([]);
});
