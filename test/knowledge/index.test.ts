import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Found, IndexEntry } from '../../src/knowledge/found.js';
import {
  type KnowledgeIndex,
  type KnowledgeIndexOptions,
  createKnowledgeIndex,
} from '../../src/knowledge/knowledge-index.js';
import { startSearchThread } from '../../src/knowledge/search-thread.js';
import { createSearchedCatalogue } from '../../src/knowledge/searched-catalogue.js';
import { workerFile } from '../../src/worker-file.js';
import { shippedArticles } from './shipped.js';
import { spent } from '../setup/spent.js';

const articles = shippedArticles();
const builtWorker = workerFile(new URL('../../src/knowledge/x.ts', import.meta.url).href, './search-worker.js');
const opened: KnowledgeIndex[] = [];
const questions = [
  'how do I get my money back',
  'cancel my order',
  'wi-fi does not connect',
  'shiping cost',
  'my kettel leaks',
];
const japanese = ['返品したい', 'キャンセルできますか', '送料はいくら', 'パスワードを忘れた'];

function open(options: KnowledgeIndexOptions = {}): KnowledgeIndex {
  const index = createKnowledgeIndex({ remembered: 0, ...options });
  opened.push(index);
  return index;
}

async function answers(index: KnowledgeIndex): Promise<Found['candidates'][]> {
  await index.learnt();
  const found = await Promise.all([
    ...questions.map((text) => index.find(text, 'en')),
    ...japanese.map((text) => index.find(text, 'ja')),
  ]);
  return found.map(({ candidates }) => candidates);
}

function entry(id: string, parts: Partial<IndexEntry> = {}): IndexEntry {
  return { id, kind: 'article', language: 'en', title: id, questions: [], words: [], body: '', version: 1, ...parts };
}

/** The real worker, but that it does `act` instead of reading its first question; the worker after it does not. */
function workerThatOnce(act: string): URL {
  const folder = mkdtempSync(join(tmpdir(), 'search-'));
  const mark = JSON.stringify(join(folder, 'done'));
  const source = `
    import { existsSync, writeFileSync } from 'node:fs';
    import { parentPort } from 'node:worker_threads';
    const on = parentPort.on.bind(parentPort);
    parentPort.on = (name, read) => on(name, (message) => {
      if (message.type === 'find' && !existsSync(${mark})) {
        writeFileSync(${mark}, '');
        ${act}
      }
      read(message);
    });
    await import(${JSON.stringify(builtWorker.href)});
  `;
  writeFileSync(join(folder, 'worker.mjs'), source);
  return pathToFileURL(join(folder, 'worker.mjs'));
}

beforeAll(() => {
  expect(articles.length).toBeGreaterThan(0);
});

afterEach(async () => {
  for (const index of opened.splice(0)) await index.close();
});

test('the best candidate comes first, five at most, with its passage and the versions', async () => {
  const index = open();
  await index.load(articles, 7);
  const found = await index.find('how do I cancel my order?', 'en');
  expect(found.catalogueVersion).toBe(7);
  expect(found.coefficients).toBeGreaterThan(0);
  expect(found.candidates[0]?.id).toBe('en/cancel-an-order');
  expect(found.candidates[0]?.passage).not.toBe('');
  expect(found.candidates.length).toBeLessThanOrEqual(5);
  const chances = found.candidates.map(({ probability }) => probability);
  expect(chances).toEqual([...chances].sort((a, b) => b - a));
});

test('articles that nobody has written questions for come in the order of their words', async () => {
  const index = open();
  await index.load(
    articles.map((article) => ({ ...article, questions: [] })),
    1,
  );
  for (const candidates of await answers(index)) {
    const scores = candidates.map(({ score }) => score);
    expect(scores.length).toBeGreaterThan(1);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  }
});

test('an article is less likely the answer the more its title speaks of what was not asked', async () => {
  const about = async (title: string): Promise<number> => {
    const index = open();
    await index.load(
      [entry('a', { title }), entry('b', { title: 'Opening hours' }), entry('c', { title: 'Gift vouchers' })],
      1,
    );
    const { candidates } = await index.find('how do I return a lamp', 'en');
    expect(candidates[0]?.id).toBe('a');
    return candidates[0]?.probability ?? 0;
  };
  const long = await about('Return a lamp with a broken switch for repair under warranty');
  expect(long).toBeLessThan(await about('Return a lamp'));
});

test('articles and flows stand in one ranking', async () => {
  const index = open();
  await index.load(
    [
      entry('a', { title: 'Opening hours' }),
      entry('f', { kind: 'flow', title: 'Order status', questions: ['where is my parcel', 'track my parcel'] }),
    ],
    1,
  );
  const { candidates } = await index.find('where is my parcel?', 'en');
  expect(candidates[0]).toMatchObject({ id: 'f', kind: 'flow', title: 'Order status' });
});

test('a catalogue that was changed ranks and scores exactly as one built afresh', async () => {
  const changed = open();
  const [first, second, third, ...rest] = articles;
  if (!first || !second || !third) throw new Error('too few articles');
  await changed.load(
    [
      { ...first, body: 'Another body about refunds and 返品.', title: 'Another title' },
      second,
      entry('gone', { body: 'money back 返品' }),
      ...rest,
    ],
    1,
  );
  await changed.change({ remove: ['gone'], put: [first] }, 2);
  await changed.change({ remove: [], put: [third] }, 3);
  await changed.change({ remove: [second.id], put: [] }, 4);
  await changed.change({ remove: [], put: [second] }, 5);
  const fresh = open();
  await fresh.load(articles, 5);
  expect(await answers(changed)).toEqual(await answers(fresh));
});

test('a large change is the same catalogue as well', async () => {
  const changed = open();
  await changed.load(
    articles.map((article) => ({ ...article, body: 'old words' })),
    1,
  );
  await changed.change({ remove: [], put: articles }, 2);
  const fresh = open();
  await fresh.load(articles, 2);
  expect(await answers(changed)).toEqual(await answers(fresh));
});

test('one catalogue is in use until the next is whole', async () => {
  const catalogue = createSearchedCatalogue();
  await catalogue.load([entry('old', { title: 'kettle' })], 1);
  const loading = catalogue.load(
    Array.from({ length: 50 }, (_, i) => entry(`new ${String(i)}`, { title: 'kettle' })),
    2,
  );
  expect(catalogue.find('kettle', 'en')).toMatchObject({ catalogueVersion: 1, candidates: [{ id: 'old' }] });
  await loading;
  expect(catalogue.find('kettle', 'en').catalogueVersion).toBe(2);
});

test('a misspelt word is read as the word of the catalogue', async () => {
  const index = open();
  await index.load([entry('k', { title: 'Kettle leaks' }), entry('v', { title: 'Vacuum cleaner' })], 1);
  expect((await index.find('my kettel is broken', 'en')).candidates[0]?.id).toBe('k');
});

test('what has no word of the catalogue finds nothing', async () => {
  const index = open();
  await index.load(articles, 1);
  for (const text of ['', '   ', '?!', '\u0000', '\ud800', 'xyzzyplugh', 'the of and']) {
    expect((await index.find(text, 'en')).candidates).toEqual([]);
  }
});

test('any text at all is answered, long or strange', async () => {
  const catalogue = createSearchedCatalogue();
  await catalogue.load(articles, 1);
  const everything = articles.map(({ body }) => body).join(' ');
  const strange = [
    everything,
    '返品'.repeat(50_000),
    'refund '.repeat(50_000),
    'ー'.repeat(100_000),
    'a-'.repeat(100_000),
    'qwrtz'.repeat(9) + ' qwrtzx'.repeat(40),
    '__proto__ constructor toString',
  ];
  for (const text of strange) {
    for (const language of ['en', 'ja']) {
      catalogue.find(text, language);
      expect(await spent(() => catalogue.find(text, language), { enough: 20 })).toBeLessThan(20);
    }
  }
});

test('a thread that was started before is used, and another one where it has died meanwhile', async () => {
  const [living, dead] = [startSearchThread({ keepsWords: false }), startSearchThread({ keepsWords: false })];
  await dead.terminate();
  for (const thread of [living, dead]) {
    const index = open({ thread });
    await index.load([entry('a', { title: 'Cancelling an order' }), entry('b', { title: 'Wi-Fi' })], 1);
    expect((await index.find('cancel my order', 'en')).candidates[0]?.id).toBe('a');
    await index.close();
  }
  expect(living.threadId).toBe(-1);
});

test('a worker that dies is started again, and the waiting questions are answered', async () => {
  const died: Error[] = [];
  const index = open({ workerFile: workerThatOnce('process.exit(1);'), onRestart: (why) => died.push(why) });
  await index.load(articles.slice(0, 20), 1);
  await index.change({ remove: [], put: [entry('late', { title: 'Zeppelin repair' })] }, 2);
  const found = await Promise.all([index.find('zeppelin', 'en'), index.find('cancel my order', 'en')]);
  expect(found.map(({ candidates }) => candidates[0]?.id)).toEqual(['late', 'en/cancel-an-order']);
  expect(found[0]?.catalogueVersion).toBe(2);
  expect(died).toHaveLength(1);
});

test('a worker that is silent is given up after 5 seconds and replaced', async () => {
  const index = open({ workerFile: workerThatOnce('for (;;);') });
  await index.load(articles.slice(0, 20), 1);
  await expect(index.find('cancel my order', 'en')).rejects.toThrow('no answer within 5 s');
  expect((await index.find('cancel my order', 'en')).candidates[0]?.id).toBe('en/cancel-an-order');
}, 15_000);

test('more than a thousand waiting questions are refused', async () => {
  const index = open();
  await index.load(articles, 1);
  const asked = await Promise.allSettled(
    Array.from({ length: 1_200 }, (_, i) => index.find(`cancel order ${String(i)}`, 'en')),
  );
  const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  expect(refused).toHaveLength(200);
  expect(refused[0]).toMatchObject({ name: 'Refusal', code: 'busy' });
});

test('a remembered answer is forgotten with its catalogue', async () => {
  const index = open({ remembered: 10 });
  await index.load([entry('old', { title: 'kettle' })], 1);
  expect(await index.find('kettle', 'en')).toBe(await index.find('ｋｅｔｔｌｅ', 'en'));
  await index.change({ remove: ['old'], put: [entry('new', { title: 'kettle' })] }, 2);
  expect(await index.find('kettle', 'en')).toMatchObject({ catalogueVersion: 2, candidates: [{ id: 'new' }] });
});

test('an entry in a language without words is refused before anything is loaded', () => {
  expect(() => open().load([entry('x', { language: 'xx' })], 1)).toThrow('no words for language xx');
});

test('a closed index refuses instead of waiting', async () => {
  const index = open();
  await index.close();
  await expect(index.find('x', 'en')).rejects.toThrow('closed');
  await expect(index.load([], 1)).rejects.toThrow('closed');
});
