import { appendFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { importFrom } from '../../src/command/import.js';
import type { IndexEntry } from '../../src/knowledge/found.js';
import { createKnowledgeIndex } from '../../src/knowledge/knowledge-index.js';
import { firstSite } from '../../src/site/site.js';
import { openCounter } from '../setup/counter.js';
import { temporaryFolder } from '../setup/databases.js';

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

test('what an editor writes into the words is searched with as soon as it is imported', async () => {
  const clock = { now: () => Date.now() };
  const counter = await openCounter({ clock });
  const { app, database } = counter;
  const found = async (): Promise<string | undefined> => {
    const [first] = (await app.services.knowledge.find('grockle', 'en')).candidates;
    return first && app.services.current().article(first.id)?.slug;
  };
  expect(await found()).not.toBe('gift-wrapping');
  const path = join(temporaryFolder(), 'dialogs');
  cpSync('dialogs', path, { recursive: true });
  appendFileSync(join(path, 'words/en.yaml'), '\nsynonyms:\n  giftWrap: [Grockle, wrapping as a gift]\n');
  expect(await importFrom('flows', { database, site: firstSite, path, now: clock.now() })).toMatchObject({ ok: true });
  await app.refresh();
  expect(await found()).toBe('gift-wrapping');
  await counter.close();
}, 60_000);
