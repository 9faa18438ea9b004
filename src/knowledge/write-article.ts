import type { Database } from '../database/database.js';
import { newId, randomText } from '../id.js';
import { Refusal } from '../refusal.js';
import { textColumns, type ArticleText } from './articles.js';
import { raiseCatalogue } from './import-batches.js';
import { indexSteps } from './text-index.js';

export interface NewArticle {
  readonly site: string;
  readonly language: string;
  readonly text: ArticleText;
  /** The staff member who writes it. */
  readonly by: string;
  readonly now: number;
}

/**
 * Writes an article in the product and publishes it at once: the bot answers from it within a second. Its address is
 * made of its title; a title that gives none, or one that is taken, gets a few letters more.
 */
export async function writeArticle(
  database: Database,
  { site, language, text, by, now }: NewArticle,
): Promise<{ id: string; slug: string }> {
  const { build } = database;
  const wished = slugOf(text.title);
  for (const slug of [wished, ...[1, 2, 3].map(() => `${wished}-${suffix()}`)]) {
    const id = newId('a');
    const article = { id, site, language, slug, live: 1, imported_hash: null, imported_revision: null };
    const revision = { article: id, number: 1, base: null, ...textColumns(text), made: now, made_by: by };
    const commit = await database.commit([
      { statement: build.insertInto('article').values(article).compile(), rows: 1 },
      { statement: build.insertInto('revision').values(revision).compile(), rows: 1 },
      ...indexSteps(database, { article: id, number: 1, site, language, text }),
      raiseCatalogue(database, site),
    ]);
    if (commit.done) return { id, slug };
  }
  throw new Refusal('taken', `article: the address ${wished} is taken again and again`);
}

/** Small letters, digits and hyphens, as an imported file's name must be; a Japanese title gives `article`. */
function slugOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return plain.length >= 3 ? plain : `article-${suffix()}`;
}

const suffix = (): string =>
  randomText(6)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '0')
    .slice(0, 5);
