import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { nearestName } from '../import/nearest-name.js';
import type { Problem } from '../import/problem.js';
import { textOf } from '../import/source.js';
import type { ArticleText } from './articles.js';
import { contentHash, parseMarkdown } from './markdown-file.js';

export interface ArticleFile {
  readonly language: string;
  readonly slug: string;
  readonly hash: string;
  readonly text: ArticleText;
}

export interface ArticleFolder {
  readonly files: readonly ArticleFile[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * Reads a folder of articles, `<language>/<slug>.md`. Hidden files, files of other kinds and Markdown beside the
 * language folders (a README) are left alone; `languages` are those the site speaks.
 */
export async function readArticleFolder(folder: string, languages: readonly string[]): Promise<ArticleFolder> {
  const files: ArticleFile[] = [];
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const entries = await folders(folder, problems);
  for (const language of entries) {
    if (!languages.includes(language)) {
      const meant = nearestName(language, languages);
      const message = `the site does not speak '${language}'${meant ? `; is it '${meant}'?` : `; it speaks ${languages.join(', ')}`}`;
      problems.push({ file: `${language}/`, line: 1, field: '', code: 'wrong-file-name', message });
      continue;
    }
    for (const name of await markdownFiles(join(folder, language))) {
      const read = await readFile(join(folder, language, name), language, name);
      warnings.push(...read.warnings);
      if ('problems' in read) problems.push(...read.problems);
      else files.push(read.file);
    }
  }
  return { files, problems, warnings };
}

type ReadFile = ({ file: ArticleFile } | { problems: readonly Problem[] }) & { warnings: readonly Problem[] };

async function readFile(path: string, language: string, name: string): Promise<ReadFile> {
  const file = `${language}/${name}`;
  const slug = name.slice(0, -'.md'.length);
  const wrong = (code: Problem['code'], message: string, example: string): ReadFile => ({
    problems: [{ file, line: 1, field: '', code, message, example }],
    warnings: [],
  });
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length > 100) {
    return wrong(
      'wrong-file-name',
      'a file name is small letters, digits and single hyphens; it becomes the address',
      'track-an-order.md',
    );
  }
  const pieces = await textOf({ file: path });
  if (!pieces) return wrong('encoding', 'the file is not UTF-8 text', 'save it as UTF-8');
  let content = '';
  for await (const piece of pieces) content += piece;
  const parsed = parseMarkdown(content, file);
  if ('problems' in parsed) return parsed;
  const { text, warnings } = parsed;
  return { file: { language, slug, text, hash: contentHash(text) }, warnings };
}

async function folders(folder: string, problems: Problem[]): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    const message = `the folder cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    problems.push({ file: folder, line: 1, field: '', code: 'not-readable', message });
    return [];
  }
}

async function markdownFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md') && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}
