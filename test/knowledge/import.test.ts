import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { migrate } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open.js';
import { catalogueVersion, liveArticle, liveArticles, revisionOf, textColumns } from '../../src/knowledge/articles.js';
import { exportArticles, importArticles } from '../../src/knowledge/import-articles.js';
import type { Wishes } from '../../src/knowledge/plan-import.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';

const now = Date.parse('2026-11-21T01:00:00Z');
const shipped = join(import.meta.dirname, '../../knowledge');

describe.each([
  ['SQLite', async () => join(temporaryFolder(), 'shop.sqlite')],
  ['PostgreSQL', postgresUrl],
] as const)('importing articles on %s', (_, address) => {
  let database: Database;
  let folder = '';
  let site = '';
  let sites = 0;

  beforeAll(async () => {
    database = await openDatabase(await address());
    await migrate(database);
  });
  afterAll(() => database.close());
  beforeEach(() => {
    site = `site${++sites}`;
    folder = temporaryFolder();
    write('en/hours.md', 'Always.');
    write('en/returns.md', 'Within 30 days.');
  });

  const write = (file: string, body: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `---\ntitle: About ${file}\n---\n${body}\n`);
  };
  const load = (wishes: Wishes = {}) =>
    importArticles(database, { site, folder, languages: ['en', 'ja'], now, ...wishes });
  const bodyOf = async (slug: string): Promise<string | undefined> =>
    (await liveArticle(database, site, 'en', slug))?.body;
  const result = { imported: 0, unchanged: 0, archived: 0, conflicts: [], warnings: [] };

  /** What the product does when an editor publishes another text. */
  async function edit(slug: string, body: string): Promise<void> {
    const live = await liveArticle(database, site, 'en', slug);
    if (!live) throw new Error(`there is no article ${slug}`);
    const { id, revision, title, topic, questions, words, owner, review } = live;
    const text = textColumns({ title, topic, questions, words, owner, review, body });
    const number = revision + 1;
    const row = { article: id, number, base: revision, made: now, made_by: 'editor', ...text };
    await database.commit([
      { statement: database.build.insertInto('revision').values(row).compile(), rows: 1 },
      {
        statement: database.build.updateTable('article').set({ live: number }).where('id', '=', id).compile(),
        rows: 1,
      },
    ]);
  }

  test('makes every file live at once, under one new version of the catalogue', async () => {
    expect(await load()).toEqual({ ...result, imported: 2 });
    expect(await catalogueVersion(database, site)).toBe(1);
    expect((await liveArticles(database, site)).map(({ slug, revision }) => [slug, revision])).toEqual([
      ['hours', 1],
      ['returns', 1],
    ]);
    expect(await liveArticles(database, 'another site')).toEqual([]);
  });

  test('passes over files that say the same, and then the catalogue stays as it is', async () => {
    await load();
    expect(await load()).toEqual({ ...result, unchanged: 2 });
    expect(await catalogueVersion(database, site)).toBe(1);
  });

  test('makes a changed file a new revision and keeps the old one', async () => {
    await load();
    write('en/hours.md', 'From nine to five.');
    expect(await load()).toEqual({ ...result, imported: 1, unchanged: 1 });
    const article = await liveArticle(database, site, 'en', 'hours');
    expect(article).toMatchObject({ revision: 2, body: 'From nine to five.' });
    expect(await revisionOf(database, article?.id ?? '', 1)).toMatchObject({ body: 'Always.', base: null });
    expect(await revisionOf(database, article?.id ?? '', 2)).toMatchObject({ base: 1, madeBy: 'import', made: now });
    expect(await catalogueVersion(database, site)).toBe(2);
  });

  test('changes nothing when one file is wrong, and says which', async () => {
    await load();
    write('en/hours.md', 'From nine to five.');
    write('en/new.md', '');
    writeFileSync(join(folder, 'en/Bad Name.md'), 'x');
    mkdirSync(join(folder, 'eng'));
    expect(await load()).toEqual({
      problems: [
        expect.objectContaining({ file: 'en/Bad Name.md', code: 'wrong-file-name' }),
        expect.objectContaining({ file: 'en/new.md', code: 'empty-body', line: 4 }),
        expect.objectContaining({ file: 'eng/', message: "the site does not speak 'eng'; is it 'en'?" }),
      ],
      more: 0,
    });
    expect(await bodyOf('hours')).toBe('Always.');
    expect(await catalogueVersion(database, site)).toBe(1);
  });

  test('a folder that is not there is told', async () => {
    folder = '/nowhere';
    expect(await load()).toEqual({ problems: [expect.objectContaining({ code: 'not-readable' })], more: 0 });
  });

  describe('when a file changed and the article was edited in the product too', () => {
    beforeEach(async () => {
      await load();
      await edit('hours', 'Edited.');
      write('en/hours.md', 'From the file.');
      write('en/returns.md', 'Within 60 days.');
    });

    test('the article is left alone and reported, the others are imported', async () => {
      const conflict = expect.objectContaining({ file: 'en/hours.md', why: 'edited' });
      expect(await load()).toEqual({ ...result, imported: 1, conflicts: [conflict] });
      expect(await bodyOf('hours')).toBe('Edited.');
      expect(await bodyOf('returns')).toBe('Within 60 days.');
      expect(await load()).toEqual({ ...result, unchanged: 1, conflicts: [conflict] });
    });

    test('the file’s text is taken when that is asked for', async () => {
      expect(await load({ keep: 'theirs' })).toEqual({ ...result, imported: 2 });
      const article = await liveArticle(database, site, 'en', 'hours');
      expect(article).toMatchObject({ body: 'From the file.', revision: 3 });
      expect(await revisionOf(database, article?.id ?? '', 3)).toMatchObject({ base: 2 });
    });

    test('the product’s text is kept when that is asked for, until the file changes again', async () => {
      expect(await load({ keep: 'ours' })).toEqual({ ...result, imported: 1 });
      expect(await bodyOf('hours')).toBe('Edited.');
      expect(await load()).toEqual({ ...result, unchanged: 2 });
      write('en/hours.md', 'From the file, again.');
      expect(await load()).toMatchObject({ conflicts: [{ file: 'en/hours.md' }] });
    });

    test('there is no conflict once the edited text was exported into the file', async () => {
      await exportArticles(database, site, folder);
      expect(await load()).toEqual({ ...result, unchanged: 1 });
      const version = await catalogueVersion(database, site);
      write('en/hours.md', 'From the file, after all.');
      expect(await load()).toEqual({ ...result, imported: 1, unchanged: 1 });
      expect(await catalogueVersion(database, site)).toBe(version + 1);
    });
  });

  test('an edited article whose file did not change stays as it was edited', async () => {
    await load();
    await edit('hours', 'Edited.');
    expect(await load()).toEqual({ ...result, unchanged: 2 });
    expect(await bodyOf('hours')).toBe('Edited.');
  });

  test('an edit that is published while the import runs is not overwritten', async () => {
    await load();
    write('en/hours.md', 'From the file.');
    let edited = false;
    const progress = async (): Promise<void> => {
      if (edited) return;
      edited = true;
      await publishAt(3);
    };
    const imported = await importArticles(database, { site, folder, languages: ['en', 'ja'], now, progress });
    expect(imported).toEqual({
      ...result,
      unchanged: 1,
      conflicts: [expect.objectContaining({ file: 'en/hours.md' })],
    });
    expect(await bodyOf('hours')).toBe('Edited.');
    expect(await storedRevisions()).toEqual([1, 3]);
  });

  /** An editor's revision made while an import has staged the number before it. */
  async function publishAt(number: number): Promise<void> {
    const article = database.build
      .selectFrom('article')
      .select('id')
      .where('site', '=', site)
      .where('slug', '=', 'hours');
    const [row] = await database.read(article);
    const id = row?.id ?? '';
    const text = textColumns({
      title: 'A',
      topic: '',
      questions: [],
      words: [],
      owner: '',
      review: null,
      body: 'Edited.',
    });
    const { build } = database;
    await database.commit([
      {
        statement: build
          .insertInto('revision')
          .values({ article: id, number, base: 1, made: now, made_by: 'editor', ...text })
          .compile(),
      },
      { statement: build.updateTable('article').set({ live: number }).where('id', '=', id).compile(), rows: 1 },
    ]);
  }

  const storedRevisions = async (): Promise<number[]> => {
    const query = database.build
      .selectFrom('revision')
      .innerJoin('article', 'article.id', 'revision.article')
      .select('revision.number')
      .where('article.site', '=', site)
      .where('article.slug', '=', 'hours')
      .orderBy('revision.number');
    return (await database.read(query)).map(({ number }) => number);
  };

  test('an import that dies leaves nothing visible, and the next one sweeps what it left', async () => {
    await load();
    write('en/hours.md', 'From the file.');
    write('en/new.md', 'New.');
    const progress = (): never => {
      throw new Error('pulled the plug');
    };
    const dying = importArticles(database, { site, folder, languages: ['en', 'ja'], now, progress });
    await expect(dying).rejects.toThrow('pulled the plug');
    expect(await bodyOf('hours')).toBe('Always.');
    expect(await catalogueVersion(database, site)).toBe(1);
    expect(await storedRevisions()).toEqual([1, 2]);
    expect(await load()).toEqual({ ...result, imported: 2, unchanged: 1 });
    expect(await storedRevisions()).toEqual([1, 2]);
    expect(await liveArticle(database, site, 'en', 'hours')).toMatchObject({ body: 'From the file.', revision: 2 });
  });

  test('a file that is gone changes nothing unless pruning is asked for', async () => {
    await load();
    rmSync(join(folder, 'en/hours.md'));
    expect(await load()).toEqual({ ...result, unchanged: 1 });
    expect(await bodyOf('hours')).toBe('Always.');
    expect(await load({ prune: true })).toEqual({ ...result, unchanged: 1, archived: 1 });
    expect(await bodyOf('hours')).toBeUndefined();
    expect(await catalogueVersion(database, site)).toBe(2);
    write('en/hours.md', 'Always.');
    expect(await load()).toEqual({ ...result, imported: 1, unchanged: 1 });
    expect(await bodyOf('hours')).toBe('Always.');
  });

  test('pruning does not archive what was edited after its file came in', async () => {
    await load();
    await edit('hours', 'Edited.');
    rmSync(join(folder, 'en/hours.md'));
    const conflict = expect.objectContaining({ file: 'en/hours.md', why: 'edited-and-file-gone' });
    expect(await load({ prune: true })).toEqual({ ...result, unchanged: 1, conflicts: [conflict] });
    expect(await bodyOf('hours')).toBe('Edited.');
  });

  test('the articles shipped go in and come out byte for byte', async () => {
    cpSync(shipped, folder, { recursive: true });
    rmSync(join(folder, 'en/hours.md'));
    rmSync(join(folder, 'en/returns.md'));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /^..\/.*\.md$/.test(name),
    );
    expect(await load()).toEqual({ ...result, imported: files.length });
    const out = temporaryFolder();
    expect(await exportArticles(database, site, out)).toEqual({ exported: files.length });
    for (const file of files) {
      expect(readFileSync(join(out, file), 'utf8')).toBe(readFileSync(join(folder, file), 'utf8'));
    }
  });
});
