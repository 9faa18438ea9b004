import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Database } from '../database/database.js';
import { newId } from '../id.js';
import type { Problem, Problems } from '../import/problem.js';
import { readArticleFolder } from './article-files.js';
import { liveArticles } from './articles.js';
import { sweepTexts } from './fill-texts.js';
import { goLive, remembered, staged, sweepImports } from './import-batches.js';
import { formatMarkdown } from './markdown-file.js';
import {
  planImport,
  type ArticleChange,
  type Conflict,
  type KnownArticle,
  type Plan,
  type Wishes,
} from './plan-import.js';

export interface ArticlesRequest extends Wishes {
  readonly site: string;
  /** Holds `<language>/<slug>.md`. */
  readonly folder: string;
  readonly languages: readonly string[];
  readonly now: number;
  /** Told how many revisions are stored so far. */
  readonly progress?: (articles: number) => void | Promise<void>;
}

export interface ImportedArticles {
  /** New and changed articles now live. */
  imported: number;
  unchanged: number;
  archived: number;
  /** Articles that were left as they are, because file and product both changed. */
  conflicts: readonly Conflict[];
  warnings: readonly Problem[];
}

/**
 * Imports a folder of articles. One file that cannot be read, and nothing changes; a conflict holds back its own
 * article alone. New revisions are stored invisibly and become live in one batch, which also raises the catalogue's
 * version. Throws when articles keep being published meanwhile: nothing has changed then either.
 */
export async function importArticles(
  database: Database,
  request: ArticlesRequest,
): Promise<ImportedArticles | Problems> {
  const { files, problems, warnings } = await readArticleFolder(request.folder, request.languages);
  if (problems.length > 0) return { problems: problems.slice(0, 100), more: Math.max(0, problems.length - 100) };
  for (let tries = 1; tries <= 3; tries++) {
    await sweepImports(database, request.site);
    const plan = planImport(files, await knownArticles(database, request.site), request);
    if (!(await carryOut(database, plan, request))) continue;
    const count = (...kinds: ArticleChange['do'][]): number =>
      plan.changes.filter((change) => kinds.includes(change.do)).length;
    const { conflicts, unchanged } = plan;
    return { imported: count('create', 'revise'), archived: count('archive'), unchanged, conflicts, warnings };
  }
  throw new Error(`import: articles of site ${request.site} were changed by somebody else three times meanwhile`);
}

/** Writes every live article as `<language>/<slug>.md`; files that hold it already are not touched. Gives their number. */
export async function exportArticles(database: Database, site: string, folder: string): Promise<{ exported: number }> {
  const articles = await liveArticles(database, site);
  for (const article of articles) {
    const path = join(folder, article.language, `${article.slug}.md`);
    const content = formatMarkdown(article);
    if ((await readFile(path, 'utf8').catch(() => undefined)) === content) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return { exported: articles.length };
}

async function knownArticles(database: Database, site: string): Promise<KnownArticle[]> {
  const all = database.build
    .selectFrom('article')
    .select(['id', 'language', 'slug', 'live', 'imported_hash', 'imported_revision'])
    .where('site', '=', site);
  const numbers = database.build
    .selectFrom('revision')
    .innerJoin('article', 'article.id', 'revision.article')
    .select((column) => ['article.id', column.fn.max('revision.number').as('last')])
    .where('article.site', '=', site)
    .groupBy('article.id');
  const last = new Map((await database.read(numbers)).map((row) => [row.id, row.last]));
  const texts = new Map((await liveArticles(database, site)).map((article) => [article.id, article]));
  return (await database.read(all)).map(({ imported_hash, imported_revision, ...article }) => {
    const text = texts.get(article.id);
    const shown = text?.revision === article.live ? text : undefined;
    const imported = { importedHash: imported_hash, importedRevision: imported_revision };
    return { ...article, ...imported, last: last.get(article.id) ?? 0, ...(shown ? { text: shown } : {}) };
  });
}

/** Whether all of the plan was carried out; false: somebody was quicker with one of the articles, and nothing is live. */
async function carryOut(database: Database, plan: Plan, { site, now, progress }: ArticlesRequest): Promise<boolean> {
  const { changes } = plan;
  for (const change of changes) {
    if (change.do === 'remember' && !(await database.commit(remembered(database, change))).done) return false;
  }
  const shown = changes.filter((change) => change.do !== 'remember');
  if (shown.length === 0) return true;
  const id = newId('i');
  for (const [done, change] of shown.entries()) {
    if (!(await database.commit(staged(database, { id, site, now }, change))).done) return false;
    await progress?.(done + 1);
  }
  const { done } = await database.commit(goLive(database, { id, site }, shown.length));
  // Afterwards, in small batches: what makes articles visible is short.
  if (done) await sweepTexts(database, site);
  return done;
}
