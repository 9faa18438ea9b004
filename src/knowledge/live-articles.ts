import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database, Statement } from '../database/database.js';
import { template, type Template } from '../database/statements.js';
import { articleText, parseArticle, type Article, type ArticleRow } from './articles.js';

const articlesAtOnce = 200;
const revisionsAtOnce = 2_000;
const fetchedAtOnce = 50;

/**
 * Every published article of a site by its id, in the order of language and address, for a caller that must not be held:
 * it comes in slices, each parsed in a millisecond or two, and of what is `known` only those are read that have another
 * revision by now. What is published meanwhile may be in it or not: the catalogue's version, read before and after,
 * tells whether it is all of one moment.
 */
export async function readLiveArticles(
  database: Database,
  site: string,
  known: ReadonlyMap<string, Article>,
): Promise<Map<string, Article>> {
  const live = known.size === 0 ? await readAll(database, site) : await readChanged(database, site, known);
  return new Map(live.sort(inOrder).map((article) => [article.id, article]));
}

async function readAll(database: Database, site: string): Promise<Article[]> {
  const live: Article[] = [];
  await eachSlice<ArticleRow>(database, site, { of: slice, size: articlesAtOnce }, (rows) => {
    for (const row of rows) live.push(parseArticle(row));
  });
  return live;
}

async function readChanged(database: Database, site: string, known: ReadonlyMap<string, Article>): Promise<Article[]> {
  const live: Article[] = [];
  const changed: string[] = [];
  await eachSlice<Revised>(database, site, { of: sliceOfRevisions, size: revisionsAtOnce }, (rows) => {
    for (const row of rows) {
      const article = known.get(row.id);
      if (article?.revision === row.live) live.push(article);
      else changed.push(row.id);
    }
  });
  for (let at = 0; at < changed.length; at += fetchedAtOnce) {
    const rows = await database.rows<ArticleRow>(those(database, changed.slice(at, at + fetchedAtOnce)), 'slow');
    for (const row of rows) live.push(parseArticle(row));
  }
  return live;
}

interface Place {
  language: string;
  slug: string;
}
type Revised = Place & { id: string; live: number };

/** One slice after the other, each beginning after the last row of the one before: it is read while that is taken. */
async function eachSlice<R extends Place>(
  database: Database,
  site: string,
  { of, size }: { of: Template<Place & { site: string }>; size: number },
  take: (rows: R[]) => void,
): Promise<void> {
  const after = ({ language, slug }: Place): Promise<R[]> => {
    const asked = database.rows<R>(of(database, { site, language, slug }), 'slow');
    // Whoever waits for it is told; nobody does when taking the one before has failed.
    asked.catch(() => undefined);
    return asked;
  };
  let coming: Promise<R[]> | undefined = after({ language: '', slug: '' });
  while (coming) {
    const rows: R[] = await coming;
    const last = rows.length < size ? undefined : rows.at(-1);
    coming = last && after(last);
    // Only then is it on its way.
    await nextTurn();
    take(rows);
  }
}

// The database's own order may be another country's: two starts on two machines must give the same.
const inOrder = (one: Article, other: Article): number =>
  order(one.language, other.language) || order(one.slug, other.slug);
const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const slice = template<Place & { site: string }>((build, place) =>
  build
    .selectFrom('article')
    .innerJoin('revision', (join) =>
      join.onRef('revision.article', '=', 'article.id').onRef('revision.number', '=', 'article.live'),
    )
    .select(['article.id', 'article.site', 'article.language', 'article.slug', 'revision.number', ...articleText])
    .where('article.site', '=', place.text('site'))
    .where((one) =>
      one(one.refTuple('article.language', 'article.slug'), '>', one.tuple(place.text('language'), place.text('slug'))),
    )
    .orderBy('article.language')
    .orderBy('article.slug')
    .limit(articlesAtOnce),
);

const sliceOfRevisions = template<Place & { site: string }>((build, place) =>
  build
    .selectFrom('article')
    .select(['id', 'language', 'slug', 'live'])
    .where('site', '=', place.text('site'))
    .where('live', 'is not', null)
    .where((one) => one(one.refTuple('language', 'slug'), '>', one.tuple(place.text('language'), place.text('slug'))))
    .orderBy('language')
    .orderBy('slug')
    .limit(revisionsAtOnce),
);

const those = ({ build }: Database, ids: readonly string[]): Statement =>
  build
    .selectFrom('article')
    .innerJoin('revision', (join) =>
      join.onRef('revision.article', '=', 'article.id').onRef('revision.number', '=', 'article.live'),
    )
    .select(['article.id', 'article.site', 'article.language', 'article.slug', 'revision.number', ...articleText])
    .where('article.id', 'in', ids)
    .compile();
