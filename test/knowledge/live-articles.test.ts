import { expect, test } from '@jest/globals';
import type { Database, Step } from '../../src/database/database.js';
import { textColumns } from '../../src/knowledge/articles.js';
import { readLiveArticles } from '../../src/knowledge/live-articles.js';
import { onEachDatabase } from '../setup/each-database.js';

const site = 'shop';
const count = 450;

const idOf = (i: number): string => `a${String(i).padStart(3, '0')}`;

function revised(database: Database, i: number, number: number, title: string): Step[] {
  const { build } = database;
  const text = { title, topic: '', questions: ['why?'], words: [], body: 'Because.', owner: '', review: null };
  const revision = { article: idOf(i), number, base: null, ...textColumns(text), made: 0, made_by: 'kim' };
  return [
    { statement: build.insertInto('revision').values(revision).compile(), rows: 1 },
    { statement: build.updateTable('article').set({ live: number }).where('id', '=', idOf(i)).compile(), rows: 1 },
  ];
}

onEachDatabase((opened) => {
  test('all that is live comes in the order of language and address, however many slices it takes', async () => {
    const database = opened();
    const { build } = database;
    for (let i = 0; i < count; i++) {
      const unseen = { site, language: i % 3 === 0 ? 'ja' : 'en', live: null, imported_hash: null };
      const article = { id: idOf(i), slug: `s-${count - i}`, imported_revision: null, ...unseen };
      await database.commit([
        { statement: build.insertInto('article').values(article).compile(), rows: 1 },
        ...(i === 7 ? [] : revised(database, i, 1, `Title ${i}`)),
      ]);
    }
    const live = await readLiveArticles(database, site, new Map());
    const places = [...live.values()].map(({ language, slug }) => `${language} ${slug}`);
    expect(live.size).toBe(count - 1);
    expect(places).toEqual([...places].sort());
    expect(live.get(idOf(11))).toMatchObject({ title: 'Title 11', revision: 1, questions: ['why?'] });
    expect((await readLiveArticles(database, 'another', new Map())).size).toBe(0);
  });

  test('what is known in its live revision is taken over as it is, and the rest is read', async () => {
    const database = opened();
    const before = await readLiveArticles(database, site, new Map());
    await database.commit(revised(database, 11, 2, 'Another title'));
    await database.commit(revised(database, 7, 1, 'New'));
    await database.commit([
      { statement: database.build.updateTable('article').set({ live: null }).where('id', '=', idOf(20)).compile() },
    ]);
    const after = await readLiveArticles(database, site, before);
    expect(after.get(idOf(11))).toMatchObject({ title: 'Another title', revision: 2 });
    expect(after.get(idOf(7))?.title).toBe('New');
    expect(after.has(idOf(20))).toBe(false);
    expect(after.size).toBe(before.size);
    const same = [...after.values()].filter((article) => before.get(article.id) === article);
    expect(same).toHaveLength(before.size - 2);
    expect([...after.keys()].filter((id) => before.has(id))).toEqual([...before.keys()].filter((id) => after.has(id)));
  });
});
