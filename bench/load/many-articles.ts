import type { Database, Step } from '../../src/database/database.js';
import { textColumns } from '../../src/knowledge/articles.js';
import { raiseCatalogue } from '../../src/knowledge/import-batches.js';
import { indexSteps } from '../../src/knowledge/text-index.js';
import { firstSite } from '../../src/site/site.js';

export interface Written {
  readonly title: string;
  readonly body: string;
  readonly questions?: readonly string[];
}

export const articleCalled = (i: number): string => `a${String(i).padStart(6, '0')}`;

/** Publishes articles as an import would, and in the end all at once; `from` is the number of the first. */
export async function publishMany(
  database: Database,
  language: string,
  count: number,
  written: (i: number) => Written,
  from = 0,
): Promise<void> {
  const { build } = database;
  for (let at = from; at < from + count; at += 100) {
    const steps: Step[] = [];
    for (let i = at; i < Math.min(at + 100, from + count); i++) {
      const { title, body, questions = [] } = written(i);
      const id = articleCalled(i);
      const text = { title, body, questions, words: [], topic: 'general', owner: '', review: null };
      const article = {
        id,
        site: firstSite,
        language,
        slug: id,
        live: 1,
        imported_hash: null,
        imported_revision: null,
      };
      const revision = { article: id, number: 1, base: null, ...textColumns(text), made: 0, made_by: 'bench' };
      steps.push(
        { statement: build.insertInto('article').values(article).compile() },
        { statement: build.insertInto('revision').values(revision).compile() },
        ...indexSteps(database, { article: id, number: 1, site: firstSite, language, text }),
      );
    }
    const { done } = await database.commit(steps);
    if (!done) throw new Error('articles could not be written');
  }
  await database.commit([raiseCatalogue(database, firstSite)]);
}
