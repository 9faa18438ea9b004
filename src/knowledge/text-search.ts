import type { Database, Statement } from '../database/database.js';
import { sql } from '../database/statements.js';
import { mannerOfReading } from '../language/manner.js';
import { parseArticle, type Article, type ArticleRow } from './articles.js';
import { lexemeOf } from './lexeme.js';

/** Where is looked: the live articles of one language. */
export interface TextPlace {
  readonly site: string;
  readonly language: string;
}

/** What the text index knows of a language's articles as a whole, as scoring a few of them needs it. */
export interface Collection {
  readonly entries: number;
  /** How long an article is, as words are counted (`word-search.ts`), on average. */
  readonly usualLength: number;
}

export async function readCollection(database: Database, { site, language }: TextPlace): Promise<Collection> {
  const counted = sql<{ entries: number; usual: number | null }>`
    select count(*) as entries, cast(avg(length) as double precision) as usual from text_entry
    where site = ${site} and language = ${language} and manner = ${mannerOfReading()}`;
  const [row] = await database.rows<{ entries: number; usual: number | null }>(counted.compile(database.build), 'slow');
  return { entries: row?.entries ?? 0, usualLength: row?.usual ?? 0 };
}

/** Above this a word is common, and how common it is makes no difference: PostgreSQL would read every row of it. */
const countedAtMost = 20_000;

/** How many articles hold each of these terms; a term in none is left out. */
export async function countHolding(
  database: Database,
  { language }: TextPlace,
  terms: readonly string[],
): Promise<Map<string, number>> {
  if (terms.length === 0) return new Map();
  const byLexeme = new Map(terms.map((term) => [lexemeOf(language, term), term]));
  const lexemes = [...byLexeme.keys()];
  const counted =
    database.dialect === 'sqlite'
      ? sql`select term, doc as entries from text_word_counts where term in (${sql.join(lexemes)})`
      : sql`select term, (select count(*) from
            (select 1 from text_entry where vector @@ quoted::tsquery limit ${countedAtMost}) as one) as entries
          from (values ${sql.join(lexemes.map((one) => sql`(${one}::text, ${quoted(one)}::text)`))}) as asked (term, quoted)`;
  const rows = await database.rows<{ term: string; entries: number }>(counted.compile(database.build), 'slow');
  const found = rows.filter(({ entries }) => entries > 0);
  return new Map(found.map(({ term, entries }) => [byLexeme.get(term) ?? term, entries]));
}

/** A term that is looked for, and what finding it is worth. */
export interface Wanted {
  readonly term: string;
  readonly weight: number;
}

/**
 * The live articles that fit these terms best by the database's own ranking, best first: FTS5's BM25 with the fields
 * weighed, or in PostgreSQL, whose ranking knows nothing of rare words, the sum of what the terms found are worth.
 */
export async function findTexts(
  database: Database,
  place: TextPlace,
  wanted: readonly Wanted[],
  kept: number,
): Promise<Article[]> {
  if (wanted.length === 0) return [];
  const statement = database.dialect === 'sqlite' ? bestOfSqlite : bestOfPostgres;
  const rows = await database.rows<ArticleRow>(statement(database, place, { wanted, kept }), 'slow');
  return rows.map(parseArticle);
}

interface Asked {
  readonly wanted: readonly Wanted[];
  readonly kept: number;
}

/** Of the best by words some are no longer live, or not yet. */
const spare = 1.5;

const columns = sql`article.id, article.site, article.language, article.slug, revision.number,
  title, topic, questions, words, body, owner, review`;

function bestOfSqlite({ build }: Database, { site, language }: TextPlace, { wanted, kept }: Asked): Statement {
  const words = wanted.map(({ term }) => quoted(lexemeOf(language, term), '"')).join(' OR ');
  // Joined crosswise, which SQLite does in the order written: by itself it begins with all articles of the site.
  return sql`select ${columns} from
      (select rowid as entry, rank as worth from text_words where text_words match ${words}
       and rank match 'bm25(2.0, 1.0, 1.0, 0.5)' order by rank limit ${Math.ceil(kept * spare)}) as best
    cross join text_entry on text_entry.id = best.entry and manner = ${mannerOfReading()}
    cross join article on article.id = text_entry.article and article.live = text_entry.number and article.site = ${site}
    cross join revision on revision.article = article.id and revision.number = article.live
    order by worth, article.id limit ${kept}`.compile(build);
}

function bestOfPostgres({ build }: Database, { site, language }: TextPlace, { wanted, kept }: Asked): Statement {
  const words = wanted.map(({ term, weight }) => ({ query: quoted(lexemeOf(language, term)), weight }));
  const any = words.map(({ query }) => query).join(' | ');
  const worth = sql.join(
    words.map(({ query, weight }) => sql`case when vector @@ ${query}::tsquery then ${weight}::float8 else 0 end`),
    sql` + `,
  );
  return sql`select ${columns} from
      (select text_entry.article as entry, text_entry.number as revised, ${worth} as worth from text_entry
       join article on article.id = text_entry.article and article.live = text_entry.number
       where vector @@ ${any}::tsquery and text_entry.site = ${site} and manner = ${mannerOfReading()}
       order by worth desc, text_entry.article limit ${kept}) as best
    join article on article.id = entry
    join revision on revision.article = entry and revision.number = revised
    order by worth desc, article.id`.compile(build);
}

/** A lexeme as a word of a query; it holds letters and digits alone, so that no quote can end it. */
const quoted = (lexeme: string, quote = "'"): string => `${quote}${lexeme}${quote}`;
