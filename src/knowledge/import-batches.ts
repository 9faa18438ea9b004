import type { ExpressionBuilder } from 'kysely';
import type { Database, Step } from '../database/database.js';
import type { Tables } from '../database/tables.js';
import { newId } from '../id.js';
import { textColumns } from './articles.js';
import { sweepTexts } from './fill-texts.js';
import type { ArticleChange } from './plan-import.js';
import { indexSteps } from './text-index.js';

type Remember = Extract<ArticleChange, { do: 'remember' }>;
type Shown = Exclude<ArticleChange, Remember>;

/** Notes what a file said without changing what customers read; refused when another revision is live by now. */
export function remembered({ build }: Database, { article, seen, revision, hash }: Remember): Step[] {
  const statement = build
    .updateTable('article')
    .set({ imported_hash: hash, imported_revision: revision })
    .where('id', '=', article)
    .where('live', 'is not distinct from', seen)
    .compile();
  return [{ statement, rows: 1 }];
}

/** Stores one change so that nobody sees it yet; refused when an editor took the revision's number meanwhile. */
export function staged(
  database: Database,
  { id, site, now }: { id: string; site: string; now: number },
  change: Shown,
): Step[] {
  const { build } = database;
  const mark = (article: string, seen: number | null, revision: number | null, hash: string | null): Step => ({
    statement: build.insertInto('article_import').values({ import: id, article, seen, revision, hash }).compile(),
    rows: 1,
  });
  if (change.do === 'archive') return [mark(change.article, change.seen, null, null)];
  const { text, hash, language, slug } = change.file;
  const { article, seen, last } = change.do === 'create' ? { article: newId('a'), seen: null, last: 0 } : change;
  const unseen = { id: article, site, language, slug, live: null, imported_hash: null, imported_revision: null };
  const revision = { article, number: last + 1, base: seen, ...textColumns(text), made: now, made_by: 'import' };
  return [
    ...(change.do === 'create' ? [{ statement: build.insertInto('article').values(unseen).compile(), rows: 1 }] : []),
    { statement: build.insertInto('revision').values(revision).compile(), rows: 1 },
    ...indexSteps(database, { article, number: last + 1, site, language, text }),
    mark(article, seen, last + 1, hash),
  ];
}

/**
 * Makes everything an import stored live at once and raises the catalogue's version. `count` is how many articles that
 * are: when one is no longer what the plan was made for, fewer rows match and all of it is undone.
 */
export function goLive(
  { build }: Pick<Database, 'build'>,
  { id, site }: { id: string; site: string },
  count: number,
): Step[] {
  const stored = build.selectFrom('article_import').select('article').where('import', '=', id);
  const own = (from: ExpressionBuilder<Tables, 'article'>) =>
    from.selectFrom('article_import as own').where('own.import', '=', id).whereRef('own.article', '=', 'article.id');
  const show = build
    .updateTable('article')
    .set((from) => ({
      live: own(from).select('own.revision'),
      imported_revision: own(from).select('own.revision'),
      imported_hash: own(from).select('own.hash'),
    }))
    .where('id', 'in', stored)
    .where('live', 'is not distinct from', (from) => own(from).select('own.seen'));
  return [
    { statement: show.compile(), rows: count },
    raiseCatalogue({ build }, site),
    { statement: build.deleteFrom('article_import').where('import', '=', id).compile(), rows: count },
  ];
}

/** What tells every process that customers can find something else now. */
export function raiseCatalogue({ build }: Pick<Database, 'build'>, site: string): Step {
  const raise = build
    .insertInto('catalogue')
    .values({ site, version: 1 })
    .onConflict((conflict) =>
      conflict.column('site').doUpdateSet((column) => ({ version: column('catalogue.version', '+', 1) })),
    );
  return { statement: raise.compile(), rows: 1 };
}

/**
 * Deletes what an import left behind that died before it went live. One that still runs loses its rows too: it then
 * matches fewer than it counted, changes nothing and plans again.
 */
export async function sweepImports(database: Database, site: string): Promise<void> {
  const { build } = database;
  const left = build
    .selectFrom('article_import')
    .innerJoin('article', 'article.id', 'article_import.article')
    .where('article.site', '=', site);
  if ((await database.read(left.select('article.id').limit(1))).length === 0) return;
  const unseen = left
    .where('article_import.revision', 'is distinct from', (column) => column.ref('article.live'))
    .where('article_import.revision', 'is not', null)
    .select(['article_import.article as article', 'article_import.revision as revision'])
    .$narrowType<{ revision: number }>();
  const revisions = build
    .deleteFrom('revision')
    .where((column) => column(column.refTuple('article', 'number'), 'in', unseen.$asTuple('article', 'revision')));
  const marks = build
    .deleteFrom('article_import')
    .where('article', 'in', build.selectFrom('article').select('id').where('site', '=', site));
  const articles = build
    .deleteFrom('article')
    .where('site', '=', site)
    .where('live', 'is', null)
    .where((column) =>
      column.not(
        column.exists(column.selectFrom('revision').select('number').whereRef('revision.article', '=', 'article.id')),
      ),
    );
  await database.commit([revisions, marks, articles].map((query) => ({ statement: query.compile() })));
  await sweepTexts(database, site);
}
