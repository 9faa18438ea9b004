import { z } from 'zod';
import type { Database } from '../database/database.js';
import { template } from '../database/statements.js';

/** What an editor writes of an article. `questions`: as customers ask it; `words`: further words it is found by. */
export interface ArticleText {
  readonly title: string;
  readonly topic: string;
  readonly questions: readonly string[];
  readonly words: readonly string[];
  readonly body: string;
  /** Who answers for it, and the day (ISO) by which it must be looked at again. */
  readonly owner: string;
  readonly review: string | null;
}

/** An article as customers read it: the text of its live revision. */
export interface Article extends ArticleText {
  readonly id: string;
  readonly site: string;
  readonly language: string;
  readonly slug: string;
  readonly revision: number;
}

/** One state of an article's text. `base` is the revision its author started from. */
export interface Revision extends ArticleText {
  readonly article: string;
  readonly number: number;
  readonly base: number | null;
  readonly made: number;
  readonly madeBy: string;
}

/** Every published article of a site, all that the search index needs. A long read: kept out of the way of turns. */
export async function liveArticles(database: Database, site: string): Promise<Article[]> {
  const rows = await database.rows<ArticleRow>(allLive(database, { site }), 'slow');
  return rows.map(parseArticle);
}

export async function liveArticle(
  database: Database,
  site: string,
  language: string,
  slug: string,
): Promise<Article | undefined> {
  const [row] = await database.rows<ArticleRow>(oneLive(database, { site, language, slug }));
  return row && parseArticle(row);
}

/** A revision as it was, also of an article that has moved on: an answer names the one the customer read. */
export async function revisionOf(database: Database, article: string, number: number): Promise<Revision | undefined> {
  const [row] = await database.rows<RevisionRow>(oneRevision(database, { article, number }));
  return row && { ...parseText(row), ...keys(row) };
}

/** Rises whenever what customers can find changes: 0 before the first article. */
export async function catalogueVersion(database: Database, site: string): Promise<number> {
  const [row] = await database.rows<{ version: number }>(version(database, { site }));
  return row?.version ?? 0;
}

export const articleText = ['title', 'topic', 'questions', 'words', 'body', 'owner', 'review'] as const;

interface TextRow {
  title: string;
  topic: string;
  questions: string;
  words: string;
  body: string;
  owner: string;
  review: string | null;
}
export type ArticleRow = TextRow & { id: string; site: string; language: string; slug: string; number: number };
type RevisionRow = TextRow & { article: string; number: number; base: number | null; made: number; made_by: string };

const allLive = template<{ site: string }>((build, place) =>
  build
    .selectFrom('article')
    .innerJoin('revision', (join) =>
      join.onRef('revision.article', '=', 'article.id').onRef('revision.number', '=', 'article.live'),
    )
    .select(['article.id', 'article.site', 'article.language', 'article.slug', 'revision.number', ...articleText])
    .where('article.site', '=', place.text('site'))
    .orderBy('article.language')
    .orderBy('article.slug'),
);

const oneLive = template<{ site: string; language: string; slug: string }>((build, place) =>
  build
    .selectFrom('article')
    .innerJoin('revision', (join) =>
      join.onRef('revision.article', '=', 'article.id').onRef('revision.number', '=', 'article.live'),
    )
    .select(['article.id', 'article.site', 'article.language', 'article.slug', 'revision.number', ...articleText])
    .where('article.site', '=', place.text('site'))
    .where('article.language', '=', place.text('language'))
    .where('article.slug', '=', place.text('slug')),
);

const oneRevision = template<{ article: string; number: number }>((build, place) =>
  build
    .selectFrom('revision')
    .select(['article', 'number', 'base', 'made', 'made_by', ...articleText])
    .where('article', '=', place.text('article'))
    .where('number', '=', place.int('number')),
);

const version = template<{ site: string }>((build, place) =>
  build.selectFrom('catalogue').select('version').where('site', '=', place.text('site')),
);

const list = z.array(z.string());

function parseText({ title, topic, questions, words, body, owner, review }: TextRow): ArticleText {
  return {
    title,
    topic,
    body,
    owner,
    review,
    questions: list.parse(JSON.parse(questions)),
    words: list.parse(JSON.parse(words)),
  };
}

export function parseArticle(row: ArticleRow): Article {
  const { id, site, language, slug, number } = row;
  return { id, site, language, slug, revision: number, ...parseText(row) };
}

const keys = ({ article, number, base, made, made_by }: RevisionRow): Omit<Revision, keyof ArticleText> => ({
  article,
  number,
  base,
  made,
  madeBy: made_by,
});

/** A text as the columns of a revision. */
export function textColumns({ questions, words, ...rest }: ArticleText): TextRow {
  const { title, topic, body, owner, review } = rest;
  return { title, topic, body, owner, review, questions: JSON.stringify(questions), words: JSON.stringify(words) };
}
