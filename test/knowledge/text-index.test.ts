import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { textColumns, type ArticleText } from '../../src/knowledge/articles.js';
import { fillTexts, isFilled } from '../../src/knowledge/fill-texts.js';
import type { IndexEntry } from '../../src/knowledge/found.js';
import { raiseCatalogue } from '../../src/knowledge/import-batches.js';
import { createKnowledgeIndex } from '../../src/knowledge/knowledge-index.js';
import { createLargeCatalogue } from '../../src/knowledge/large-catalogue.js';
import { lexemeOf } from '../../src/knowledge/lexeme.js';
import { countHolding, findTexts, readCollection } from '../../src/knowledge/text-search.js';
import { writeArticle } from '../../src/knowledge/write-article.js';
import { onEachDatabase } from '../setup/each-database.js';
import { shippedArticles } from './shipped.js';

const now = Date.parse('2026-11-21T01:00:00Z');

function text(parts: Partial<ArticleText>): ArticleText {
  return { title: '', topic: '', questions: [], words: [], body: '', owner: '', review: null, ...parts };
}

test('a term is one word of letters for both databases, and no two terms are the same', () => {
  const terms = [
    'refund',
    '返品',
    'ー',
    '#refund',
    'wi-fi',
    "it's",
    '𠮷',
    'ﬃ',
    '゛',
    '',
    ' ',
    '\\',
    "'",
    '"',
    '\ue000',
    'é',
  ];
  const lexemes = terms.map((term) => lexemeOf('en', term));
  expect(new Set(lexemes).size).toBe(terms.length);
  for (const one of lexemes) expect(one).toMatch(/^[\p{L}\p{N}\p{Co}]+$/u);
  expect(lexemeOf('ja', 'refund')).not.toBe(lexemeOf('en', 'refund'));
});

onEachDatabase((opened) => {
  describe('the text index', () => {
    let database: Database;
    let sites = 0;
    let site = '';
    beforeAll(() => {
      database = opened();
    });
    const fresh = (): void => {
      sites += 1;
      site = `site${sites}`;
    };
    const write = (parts: Partial<ArticleText>, language = 'en'): Promise<{ id: string }> =>
      writeArticle(database, { site, language, text: text(parts), by: 'kim', now });
    const find = async (terms: string[], language = 'en'): Promise<string[]> =>
      (
        await findTexts(
          database,
          { site, language },
          terms.map((term) => ({ term, weight: 1 })),
          10,
        )
      ).map(({ title }) => title);

    test('an article is found as soon as it is written, in its own language and at its own site', async () => {
      fresh();
      await write({ title: 'Refunds', body: 'Money comes back within a week.' });
      await write({ title: '返品について', body: '三十日以内に返品できます。' }, 'ja');
      expect(await find(['refund'])).toEqual(['Refunds']);
      expect(await find(['返品'], 'ja')).toEqual(['返品について']);
      expect(await find(['返品'])).toEqual([]);
      fresh();
      expect(await find(['refund'])).toEqual([]);
    });

    test('what holds more of the terms comes first', async () => {
      fresh();
      await write({ title: 'Kettle', body: 'A kettle boils water.' });
      await write({ title: 'Kettle filter', body: 'The filter of the kettle is cleaned with vinegar.' });
      expect((await find(['kettl', 'filter', 'vinegar']))[0]).toBe('Kettle filter');
    });

    test('words of any kind do not end a query', async () => {
      fresh();
      await write({ title: 'Odd', body: 'Odd' });
      for (const term of ["'", '"', '\\', ':*', '!', '(', 'a & b', '\ue000', '#', '']) {
        await expect(find([term, 'odd'])).resolves.toEqual(['Odd']);
      }
    });

    test('counts how many articles hold a term', async () => {
      fresh();
      await write({ title: 'Zeppelin repair' });
      await write({ title: 'Zeppelin sale' });
      const counted = await countHolding(database, { site, language: 'en' }, ['zeppelin', 'repair', 'nobody']);
      expect(counted.get('zeppelin')).toBe(2);
      expect(counted.has('nobody')).toBe(false);
      expect((await readCollection(database, { site, language: 'en' })).entries).toBe(2);
    });

    test('what was published without it is put in, and what is live no more is taken out', async () => {
      fresh();
      const { id } = await write({ title: 'Old words' });
      const { build } = database;
      const revision = { article: id, number: 2, base: 1, ...textColumns(text({ title: 'New words' })), made: now };
      await database.commit([
        {
          statement: build
            .insertInto('revision')
            .values({ ...revision, made_by: 'kim' })
            .compile(),
          rows: 1,
        },
        { statement: build.updateTable('article').set({ live: 2 }).where('id', '=', id).compile(), rows: 1 },
        raiseCatalogue(database, site),
      ]);
      expect(await find(['old', 'new'])).toEqual([]);
      await fillTexts(database, site, () => undefined);
      expect(await find(['new'])).toEqual(['New words']);
      const rows = await database.read(build.selectFrom('text_entry').select('number').where('article', '=', id));
      expect(rows).toEqual([{ number: 2 }]);
      expect((await countHolding(database, { site, language: 'en' }, ['old'])).size).toBe(0);
    });

    test('answers as memory does, with the flows among them', async () => {
      fresh();
      const articles = shippedArticles().slice(0, 40);
      const entries: IndexEntry[] = [];
      for (const { language, title, questions: all, words, body } of articles) {
        // Too few to be learnt from: the text index weighs words alone.
        const questions = all.slice(0, 1);
        const { id } = await write({ title, questions, words, body }, language);
        entries.push({ id, kind: 'article', language, title, questions, words, body, version: 1 });
      }
      const flow: IndexEntry = {
        ...{ id: 'flow:en:order-status', kind: 'flow', language: 'en', title: 'Where is my order?' },
        ...{ questions: ['track my parcel', 'order status'], words: [], body: '', version: 0 },
      };
      const memory = createKnowledgeIndex({ remembered: 0 });
      const inner = createKnowledgeIndex({ remembered: 0 });
      const large = createLargeCatalogue({ database, site, from: 10, memory: inner, remembered: 0 });
      try {
        await Promise.all([memory.load([...entries, flow], 3), large.load([...entries, flow], 3)]);
        const asked = [...articles.map(({ title, language }) => [title, language]), ['track my parcel', 'en']];
        for (const [question = '', language = ''] of asked) {
          const [one, other] = await Promise.all([memory.find(question, language), large.find(question, language)]);
          expect([question, other.candidates[0]?.id]).toEqual([question, one.candidates[0]?.id]);
          expect(other.catalogueVersion).toBe(3);
        }
      } finally {
        await Promise.all([memory.close(), large.close()]);
      }
    });

    test('of many articles a load waits for none to stand in memory: the text index answers till they do', async () => {
      fresh();
      const texts = Array.from({ length: 320 }, (_, i) => ({ title: `Lamp ${i}`, body: `The bulb of type E${i}.` }));
      const written = await Promise.all(texts.map((one) => write(one)));
      const entries = texts.map((one, i): IndexEntry => ({
        ...{ id: written[i]?.id ?? '', kind: 'article', language: 'en', questions: [], words: [], version: 1 },
        ...one,
      }));
      const inner = createKnowledgeIndex({ remembered: 0 });
      let isInMemory = false;
      const memory = {
        ...inner,
        load: (...given: Parameters<typeof inner.load>) => inner.load(...given).finally(() => (isInMemory = true)),
      };
      const large = createLargeCatalogue({ database, site, from: 5_000, memory, remembered: 0 });
      const first = async () => (await large.find('bulb E217', 'en')).candidates[0]?.title;
      try {
        await large.load(entries, 1);
        await large.settled();
        expect(isInMemory).toBe(false);
        expect(await first()).toBe('Lamp 217');
        // What changes before that is changed after it.
        await large.change({ remove: [entries[5]?.id ?? ''], put: [] }, 2);
        await large.learnt();
        expect(isInMemory).toBe(true);
        expect(await first()).toBe('Lamp 217');
        const others = await large.find('bulb E5', 'en');
        expect(others.catalogueVersion).toBe(2);
        expect(others.candidates.map(({ title }) => title)).not.toContain('Lamp 5');
      } finally {
        await large.close();
      }
    });

    test('many articles whose words are read in another way now are written to the text index beside the answering', async () => {
      fresh();
      const texts = Array.from({ length: 301 }, (_, i) => ({ title: `Lamp ${i}`, body: `The bulb of type E${i}.` }));
      const written = await Promise.all(texts.map((one) => write(one)));
      const old = database.build.updateTable('text_entry').set({ manner: 'before' }).where('site', '=', site);
      await database.commit([{ statement: old.compile() }]);
      const entries = texts.map((one, i): IndexEntry => ({
        ...{ id: written[i]?.id ?? '', kind: 'article', language: 'en', questions: [], words: [], version: 1 },
        ...one,
      }));
      const memory = createKnowledgeIndex({ remembered: 0 });
      const large = createLargeCatalogue({ database, site, from: 5_000, memory, remembered: 0 });
      try {
        expect(await isFilled(database, site)).toBe(false);
        await large.load(entries, 1);
        expect((await large.find('bulb E217', 'en')).candidates[0]?.title).toBe('Lamp 217');
        await large.learnt();
        expect(await isFilled(database, site)).toBe(true);
      } finally {
        await large.close();
      }
    });

    test("a misspelt word is mended, and the shop's own words for a thing find what is called otherwise", async () => {
      fresh();
      const entries: IndexEntry[] = [];
      const texts = [
        ['Refunds', 'Money comes back within a week.'],
        ['Hanging the hammock', 'The legs are screwed on.'],
        ['Tuning the ukulele', 'By ear.'],
        ['Opening hours', 'From nine to six.'],
      ];
      for (const [title = '', body = ''] of texts) {
        const { id } = await write({ title, body });
        const entry = { id, kind: 'article', language: 'en', title, body, version: 1 } as const;
        entries.push({ ...entry, questions: [], words: [] });
      }
      const inner = createKnowledgeIndex({ remembered: 0 });
      const large = createLargeCatalogue({ database, site, from: 1, memory: inner, remembered: 0 });
      const first = async (question: string) => (await large.find(question, 'en')).candidates[0]?.title;
      try {
        await large.load(entries, 1);
        expect(await first('tune my ukullele')).toBe('Tuning the ukulele');
        expect(await first('ukuleel')).toBe('Tuning the ukulele');
        expect(await first('garden cradle')).toBeUndefined();
        await large.load(entries, 2, { en: { seat: ['hammock', 'garden cradle'] } });
        expect(await first('garden cradle')).toBe('Hanging the hammock');
      } finally {
        await large.close();
      }
    });
  });
});
