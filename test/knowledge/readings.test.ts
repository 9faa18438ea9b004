import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { migrate } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open.js';
import { decide } from '../../src/knowledge/decide.js';
import type { IndexEntry } from '../../src/knowledge/found.js';
import { createReadings } from '../../src/knowledge/readings/readings.js';
import { createSearchedCatalogue, type SearchedCatalogue } from '../../src/knowledge/searched-catalogue.js';
import { japaneseSounds } from '../../src/language/ja/sounds.js';
import { createLog } from '../../src/log.js';
import { temporaryFolder } from '../setup/databases.js';
import { rankingLines, shippedArticles } from './shipped.js';

const log = createLog('silent');
const articles = new Map(shippedArticles().map((one): [string, IndexEntry] => [one.id, one]));
const written = createSearchedCatalogue();
const sounding = createSearchedCatalogue();
let database: Database;
let sounds: Map<string, IndexEntry>;

beforeAll(async () => {
  database = await openDatabase(join(temporaryFolder(), 'readings.db'));
  await migrate(database);
  let isRead = false;
  const readings = createReadings({ database, log, delay: 0, onRead: () => (isRead = true) });
  await readings.attach(articles);
  await readings.settled();
  expect(isRead).toBe(true);
  sounds = await readings.attach(articles);
  const japanese = (entries: ReadonlyMap<string, IndexEntry>): IndexEntry[] =>
    [...entries.values()].filter(({ language }) => language === 'ja');
  await written.load(japanese(articles), 1);
  await sounding.load(japanese(sounds), 1);
  await Promise.all([written.learnt(), sounding.learnt()]);
}, 60_000);
afterAll(() => database.close());

const asked = readFileSync('test/language/kana-questions.txt', 'utf8')
  .split('\n')
  .filter((line) => line.includes('=>'))
  .map((line) => {
    const [question = '', slugs = ''] = line.split('=>').map((part) => part.trim());
    return { question, expected: slugs.split('|').map((slug) => `ja/${slug.trim()}`) };
  });

function first(catalogue: SearchedCatalogue): number {
  const right = asked.filter(({ question, expected }) => {
    const [best] = catalogue.find(question, 'ja').candidates;
    return best !== undefined && expected.includes(best.id);
  });
  return (100 * right.length) / asked.length;
}

describe('a question typed in kana', () => {
  test('finds its article first in nine of ten, by the reading', () => {
    expect(asked.length).toBeGreaterThanOrEqual(20);
    expect(first(sounding)).toBeGreaterThanOrEqual(90);
    expect(first(written)).toBeLessThan(first(sounding));
  });

  test('with kanji in it finds what it found without readings', () => {
    // Every third is enough to tell, and spares the gate some seconds.
    const questions = rankingLines()
      .filter(({ language, question }) => language === 'ja' && !japaneseSounds.isSpoken(question))
      .filter((_, i) => i % 3 === 0);
    expect(questions.length).toBeGreaterThan(100);
    const differing = questions.filter(
      ({ question }) =>
        JSON.stringify(written.find(question, 'ja').candidates) !==
        JSON.stringify(sounding.find(question, 'ja').candidates),
    );
    expect(differing.map(({ place }) => place)).toEqual([]);
  });

  test('in the lists finds its article first as often as before, and no more is answered that has no answer', () => {
    const lines = rankingLines().filter(
      ({ language, question }) => language === 'ja' && japaneseSounds.isSpoken(question),
    );
    const count = (catalogue: SearchedCatalogue): { first: number; wrong: number } => {
      const found = lines.map(({ question, expected }) => ({ found: catalogue.find(question, 'ja'), expected }));
      return {
        first: found.filter(({ found, expected }) => expected.includes(found.candidates[0]?.id ?? '')).length,
        wrong: found.filter(({ found, expected }) => expected.length === 0 && decide(found).kind === 'answer').length,
      };
    };
    const [heard, before] = [count(sounding), count(written)];
    expect(heard.first).toBeGreaterThanOrEqual(before.first);
    expect(heard.wrong).toBeLessThanOrEqual(before.wrong);
  });
});

describe('readings', () => {
  test.each([
    ['へんぴん', 'ヘンピン'],
    ['ヲタク', 'オタク'],
    ['つづき', 'ツズキ'],
    ['はなぢ', 'ハナジ'],
    ['サーバー', 'サバ'],
  ])('%s sounds like %s', (one, other) => {
    expect(japaneseSounds.terms(`${one}ケン`)).toEqual(japaneseSounds.terms(`${other}ケン`));
  });

  test('a start finds them in the database and reads nothing', async () => {
    const again = createReadings({
      ...{ database, log, delay: 0, onRead: () => undefined },
      read: () => Promise.reject(new Error('test: nothing is to be read')),
    });
    const attached = await again.attach(articles);
    await again.settled();
    const japanese = [...attached.values()].filter(({ language }) => language === 'ja');
    expect(japanese.every(({ reading }) => reading !== undefined && reading !== '')).toBe(true);
    expect([...attached.values()].some(({ language, reading }) => language !== 'ja' && reading !== undefined)).toBe(
      false,
    );
  });

  test('an article that changes is read again, the others are not', async () => {
    const read: string[][] = [];
    const again = createReadings({
      ...{ database, log, delay: 0, onRead: () => undefined },
      read: (texts) => {
        read.push([...texts]);
        return Promise.resolve(texts.map(() => 'カワッタ'));
      },
    });
    const one = articles.get('ja/warranty');
    if (!one) throw new Error('test: there is no such article');
    await again.attach(new Map(articles).set('ja/warranty', { ...one, title: '変わった' }));
    await again.settled();
    expect(read.map((texts) => texts.length)).toEqual([1]);
  });

  test('without a dictionary everything is found as it was', async () => {
    const empty = await openDatabase(join(temporaryFolder(), 'none.db'));
    await migrate(empty);
    let tries = 0;
    const readings = createReadings({
      ...{ database: empty, log, delay: 0, onRead: () => undefined },
      read: () => {
        tries += 1;
        return Promise.reject(new Error('test: there is no dictionary'));
      },
    });
    await readings.attach(articles);
    await readings.settled();
    const attached = await readings.attach(articles);
    await readings.settled();
    expect(tries).toBe(1);
    expect([...attached.values()].filter(({ reading }) => reading !== undefined)).toEqual([]);
    await empty.close();
  });
});
