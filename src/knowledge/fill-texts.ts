import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database, Statement, Step } from '../database/database.js';
import { mannerOfReading } from '../language/manner.js';
import { articleText, parseArticle, type ArticleRow } from './articles.js';
import { indexSteps, removalSteps } from './text-index.js';

const filledAtOnce = 50;

/**
 * Puts into the text index what is live and not in it: articles older than the index, or read in another manner before.
 * Then takes out what is live no more. `progress` is called after each batch. Words are split one article at a time, so
 * that nobody is held; two processes that fill at once do some of it twice and no harm.
 */
export async function fillTexts(database: Database, site: string, progress: () => void): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const rows: ArticleRow[] = await database.rows<ArticleRow>(
      missing(database, { site, after, most: filledAtOnce }),
      'slow',
    );
    after = rows.length < filledAtOnce ? undefined : rows.at(-1)?.id;
    const steps: Step[] = [];
    for (const row of rows) {
      const { id, revision, ...text } = parseArticle(row);
      steps.push(...indexSteps(database, { article: id, number: revision, site, language: text.language, text }));
      await nextTurn();
    }
    if (steps.length === 0) continue;
    // Not done: another process was quicker with one of them. The next look finds what is still missing.
    await database.commit(steps);
    progress();
  }
  await sweepTexts(database, site);
}

/** Whether every live article is in the text index, as words are read now. */
export async function isFilled(database: Database, site: string): Promise<boolean> {
  return (await database.rows(missing(database, { site, after: '', most: 1 }), 'slow')).length === 0;
}

/** Takes out the words of revisions that nobody can find any more; those an import is about to show stay. */
export async function sweepTexts(database: Database, site: string): Promise<void> {
  for (let after: number | undefined = 0; after !== undefined;) {
    const rows: Left[] = await database.rows<Left>(left(database, { site, after }), 'slow');
    if (rows.length > 0) await database.commit(removalSteps(database, rows));
    after = rows.length < filledAtOnce ? undefined : rows.at(-1)?.id;
  }
}

interface Left {
  id: number;
  article: string;
  number: number;
}

function left({ build }: Database, { site, after }: { site: string; after: number }): Statement {
  return build
    .selectFrom('text_entry')
    .select(['text_entry.id', 'text_entry.article', 'text_entry.number'])
    .where('text_entry.site', '=', site)
    .where('text_entry.id', '>', after)
    .where((one) => {
      const live = one.selectFrom('article').select('article.id');
      const own = live.whereRef('article.id', '=', 'text_entry.article');
      return one.not(one.exists(own.whereRef('article.live', '=', 'text_entry.number')));
    })
    .where((one) => {
      const coming = one.selectFrom('article_import').select('article_import.article');
      const own = coming.whereRef('article_import.article', '=', 'text_entry.article');
      return one.not(one.exists(own.whereRef('article_import.revision', '=', 'text_entry.number')));
    })
    .orderBy('text_entry.id')
    .limit(filledAtOnce)
    .compile();
}

function missing({ build }: Database, { site, after, most }: { site: string; after: string; most: number }): Statement {
  return build
    .selectFrom('article')
    .innerJoin('revision', (join) =>
      join.onRef('revision.article', '=', 'article.id').onRef('revision.number', '=', 'article.live'),
    )
    .leftJoin('text_entry', (join) =>
      join
        .onRef('text_entry.article', '=', 'article.id')
        .onRef('text_entry.number', '=', 'article.live')
        .on('text_entry.manner', '=', mannerOfReading()),
    )
    .select(['article.id', 'article.site', 'article.language', 'article.slug', 'revision.number', ...articleText])
    .where('article.site', '=', site)
    .where('article.id', '>', after)
    .where('text_entry.id', 'is', null)
    .orderBy('article.id')
    .limit(most)
    .compile();
}
