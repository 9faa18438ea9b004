import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import type { IndexEntry } from '../../src/knowledge/found.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const frontMatter = z.object({
  title: z.coerce.string(),
  questions: z.array(z.coerce.string()).nullish(),
  words: z.array(z.coerce.string()).nullish(),
});

/** The articles of `knowledge/` as the index takes them; the id is `<language>/<slug>`. */
export function shippedArticles(): IndexEntry[] {
  return folders(`${root}/knowledge`).flatMap((language) =>
    readdirSync(`${root}/knowledge/${language}`)
      .filter((file) => file.endsWith('.md'))
      .sort()
      .map((file) => {
        const [, head = '', body = ''] =
          /^---\n(.*?)\n---\n(.*)$/su.exec(readFileSync(`${root}/knowledge/${language}/${file}`, 'utf8')) ?? [];
        const { title, questions, words } = frontMatter.parse(parse(head));
        return {
          id: `${language}/${file.slice(0, -3)}`,
          kind: 'article',
          language,
          title,
          questions: questions ?? [],
          words: words ?? [],
          body,
          version: 1,
        };
      }),
  );
}

/** One line of a ranking list: a question and the articles that answer it, none when nothing may. */
export interface RankingLine {
  place: string;
  language: string;
  question: string;
  expected: string[];
  reason: string;
  /** Never used for tuning. */
  held: boolean;
}

/** The lines of `test/ranking/<language>*.txt`: `question => slug | other # reason`, `=> -` for nothing, `!held` anywhere. */
export function rankingLines(): RankingLine[] {
  const folder = `${root}/test/ranking`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .flatMap((file) =>
      readFileSync(`${folder}/${file}`, 'utf8')
        .split('\n')
        .flatMap((line, i) => rankingLine(line, file, i + 1)),
    );
}

function rankingLine(line: string, file: string, number: number): RankingLine[] {
  if (/^\s*(#|$)/u.test(line)) return [];
  const at = line.indexOf('=>');
  if (at < 0) throw new Error(`${file}:${String(number)}: no => in "${line}"`);
  const question = line.slice(0, at).trim();
  const [slugs = '', ...reasons] = line.slice(at + 2).split('#');
  const language = /^[a-z]{2}/u.exec(file)?.[0] ?? 'en';
  const expected = slugs
    .replace('!held', '')
    .split('|')
    .map((slug) => slug.trim())
    .filter((slug) => slug !== '' && slug !== '-');
  return [
    {
      place: `${file}:${String(number)}`,
      language,
      question,
      expected: expected.map((slug) => (slug.includes('/') ? slug : `${language}/${slug}`)),
      reason: reasons.join('#').replace('!held', '').trim(),
      held: line.includes('!held'),
    },
  ];
}

function folders(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
