import { createHash } from 'node:crypto';
import { Document, isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { nearestName } from '../import/nearest-name.js';
import type { Problem, ProblemCode } from '../import/problem.js';
import type { ArticleText } from './articles.js';

/** What was read of a file, or why it could not be. Warnings do not stop an import. */
export type Parsed =
  { text: ArticleText; warnings: readonly Problem[] } | { problems: readonly Problem[]; warnings: readonly Problem[] };

const fields = ['title', 'topic', 'questions', 'words', 'owner', 'review'];

/** What the widget shows of an answer before "read more": a longer first paragraph is cut there. */
const firstParagraph = 300;

/**
 * Reads an article's file: YAML between two lines `---`, then the body in Markdown. `file` is only for the messages.
 *
 *     ---
 *     title: How do I return an item?
 *     topic: returns
 *     questions:
 *       - send it back
 *     words: [return, refund]
 *     owner: returns@example.com
 *     review: 2027-03-31
 *     ---
 *     Within 30 days …
 */
export function parseMarkdown(content: string, file: string): Parsed {
  const problems: Problem[] = [];
  const wrong = (line: number, field: string, code: ProblemCode, message: string, example?: string): void => {
    problems.push({ file, line, field, code, message, ...(example === undefined ? {} : { example }) });
  };
  const plain = plainText(content);
  const [whole, front = ''] = /^---\n([\s\S]*?\n)?---(?:\n|$)/.exec(plain) ?? [];
  if (whole === undefined) {
    wrong(1, '', 'no-front-matter', 'the file must begin with ---, the title and further fields, and --- again');
    return { problems, warnings: [] };
  }
  const bodyLine = whole.split('\n').length;
  if (plain.includes('\0')) wrong(1, '', 'wrong-value', 'the file holds a NUL character');
  const rest = plain.slice(whole.length);
  const blank = /^(?:[ \t]*\n)*/.exec(rest)?.[0] ?? '';
  const body = rest.slice(blank.length).trimEnd();
  if (body === '') wrong(bodyLine, '', 'empty-body', 'the article has no text below its fields');
  const warnings = longStart(body, bodyLine + blank.split('\n').length - 1, file);
  const read = readFront(front, wrong);
  if (!read || problems.length > 0) return { problems, warnings };
  return { text: { ...read, body }, warnings };
}

/** Writes an article in our own form; parsing and writing a file in this form gives the same bytes. */
export function formatMarkdown({ title, topic, questions, words, owner, review, body }: ArticleText): string {
  const front = new Document({
    title,
    ...(topic === '' ? {} : { topic }),
    ...(questions.length === 0 ? {} : { questions }),
    ...(words.length === 0 ? {} : { words }),
    ...(owner === '' ? {} : { owner }),
    ...(review === null ? {} : { review }),
  });
  const list: unknown = front.get('words', true);
  if (isSeq(list)) list.flow = true;
  return `---\n${front.toString({ lineWidth: 0, flowCollectionPadding: false })}---\n${body}\n`;
}

/** What tells that a file says something else than before: a mere change of form (quotes, line ends) is none. */
export const contentHash = (text: ArticleText): string =>
  createHash('sha256').update(formatMarkdown(text)).digest('hex');

/** Line ends and the invisible mark that some editors put first are not content. */
const plainText = (content: string): string =>
  content
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .toWellFormed();

type Wrong = (line: number, field: string, code: ProblemCode, message: string, example?: string) => void;

function readFront(front: string, wrong: Wrong): Omit<ArticleText, 'body'> | undefined {
  const lines = new LineCounter();
  // The failsafe schema: everything is text, so a title `2027` or `no` stays what was written.
  const document = parseDocument(front, { schema: 'failsafe', lineCounter: lines });
  // One line more than counted: the --- above.
  const lineOf = (offset: number): number => lines.linePos(offset).line + 1;
  for (const error of document.errors) {
    wrong(lineOf(error.pos[0]), '', 'not-yaml', error.message.split('\n')[0]?.replace(/ at line.*/, '') ?? '');
  }
  if (document.errors.length > 0) return undefined;
  const { contents } = document;
  if (!isMap(contents))
    return void wrong(2, 'title', 'missing-value', 'there is no title', 'title: How do I return an item?');
  checkFields(contents, lineOf, wrong);
  const { one, many, lineAt } = readers(contents, lineOf, wrong);
  const title = one('title');
  if (title === '') wrong(2, 'title', 'missing-value', 'there is no title', 'title: How do I return an item?');
  const review = one('review');
  if (review !== '' && !isDay(review))
    wrong(lineAt('review'), 'review', 'wrong-value', `'${review}' is not a day`, '2027-03-31');
  return {
    ...{ title, topic: one('topic'), questions: many('questions'), words: many('words'), owner: one('owner') },
    review: review === '' ? null : review,
  };
}

function checkFields(map: YAMLMap<unknown, unknown>, lineOf: (offset: number) => number, wrong: Wrong): void {
  for (const { key } of map.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (fields.includes(name)) continue;
    const meant = nearestName(name, fields);
    const help = meant ? `is it '${meant}'?` : `known are ${fields.join(', ')}`;
    wrong(
      lineOf(isScalar(key) ? (key.range?.[0] ?? 0) : 0),
      name,
      'unknown-field',
      `there is no field '${name}'; ${help}`,
    );
  }
}

function readers(map: YAMLMap<unknown, unknown>, lineOf: (offset: number) => number, wrong: Wrong) {
  const at = (node: unknown): number =>
    isScalar(node) || isSeq(node) || isMap(node) ? lineOf(node.range?.[0] ?? 0) : 2;
  const lineAt = (field: string): number => at(map.get(field, true));
  const textOf = (node: unknown): string | undefined =>
    isScalar(node) && typeof node.value === 'string' ? node.value.trim() : undefined;
  return {
    lineAt,
    one: (field: string): string => {
      const node: unknown = map.get(field, true);
      const value = node === undefined ? '' : textOf(node);
      if (value !== undefined && !value.includes('\n')) return value;
      wrong(
        isScalar(node) || isSeq(node) || isMap(node) ? at(node) : 2,
        field,
        'wrong-value',
        'one line of text is wanted here',
      );
      return '';
    },
    many: (field: string): string[] => {
      const node: unknown = map.get(field, true);
      if (node === undefined || textOf(node) === '') return [];
      if (!isSeq(node)) {
        wrong(at(node), field, 'wrong-value', 'a list is wanted here', '- first');
        return [];
      }
      return node.items.flatMap((item) => {
        const value = textOf(item);
        if (value !== undefined && value !== '') return [value];
        wrong(
          at(item),
          field,
          'wrong-value',
          'an entry of the list is empty or not plain text',
          '- when does my parcel come',
        );
        return [];
      });
    },
  };
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text);

function longStart(body: string, line: number, file: string): Problem[] {
  const length = [...(body.split(/\n\s*\n/, 1)[0] ?? '')].length;
  if (length <= firstParagraph) return [];
  const message = `the first paragraph has ${length} characters; it is the answer people see, ${firstParagraph} at most`;
  return [{ file, line, field: '', code: 'long-first-paragraph', message }];
}
