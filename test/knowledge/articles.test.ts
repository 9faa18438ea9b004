import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contentHash, formatMarkdown, parseMarkdown } from '../../src/knowledge/markdown-file.js';

const folder = join(import.meta.dirname, '../../knowledge');
const shipped = ['en', 'ja'].flatMap((language) =>
  readdirSync(join(folder, language))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${language}/${name}`),
);

const article = {
  title: 'How do I return an item?',
  topic: 'returns',
  questions: ['send it back', 'return'],
  words: ['return', 'refund'],
  owner: 'returns@example.com',
  review: '2027-03-31',
  body: 'Within 30 days.\n\n## How\nWrite to us.',
};
const written = `---
title: How do I return an item?
topic: returns
questions:
  - send it back
  - return
words: [return, refund]
owner: returns@example.com
review: 2027-03-31
---
Within 30 days.

## How
Write to us.
`;

const textOf = (content: string) => {
  const parsed = parseMarkdown(content, 'en/a.md');
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.text;
};

describe('an article’s file', () => {
  test('is read', () => {
    expect(parseMarkdown(written, 'en/a.md')).toEqual({ text: article, warnings: [] });
  });

  test('is written in one form', () => {
    expect(formatMarkdown(article)).toBe(written);
  });

  test.each(shipped)('knowledge/%s comes back byte for byte', (file) => {
    const content = readFileSync(join(folder, file), 'utf8');
    expect(formatMarkdown(textOf(content))).toBe(content);
  });

  test('needs nothing but a title and a text', () => {
    const text = { title: 'Hours', topic: '', questions: [], words: [], owner: '', review: null, body: 'Always.' };
    expect(textOf('---\ntitle: Hours\n---\nAlways.')).toEqual(text);
    expect(formatMarkdown(text)).toBe('---\ntitle: Hours\n---\nAlways.\n');
  });

  test.each([
    ['Windows line ends', written.replaceAll('\n', '\r\n')],
    ['a mark at the beginning', `\ufeff${written}`],
    [
      'quotes and lists of the other kind',
      written
        .replace('title: How do I return an item?', "title: 'How do I return an item?'")
        .replace('[return, refund]', '\n  - return\n  - "refund"'),
    ],
    ['empty lines around the text', written.replace('---\nWithin', '---\n\nWithin') + '\n\n'],
  ])('says the same with %s', (_, content) => {
    expect(contentHash(textOf(content))).toBe(contentHash(article));
  });

  test('keeps words that YAML would take for something else', () => {
    const odd = {
      ...article,
      title: 'no',
      words: ['1.0', 'true', '2027-01-01', 'a: b', '#5', '[x', 'y]', "it's", 'null', ''].slice(0, 9),
      topic: '~',
    };
    expect(textOf(formatMarkdown(odd))).toEqual(odd);
  });

  test('comes back whatever an editor writes', () => {
    const line = fc
      .string({ unit: 'grapheme', maxLength: 60 })
      .map((text) => text.replace(/\s+/g, ' ').trim())
      .filter((text) => text !== '');
    const texts = fc.record({
      ...{ title: line, topic: line, owner: line, review: fc.constantFrom(null, '2027-03-31') },
      ...{ questions: fc.array(line, { maxLength: 5 }), words: fc.array(line, { maxLength: 5 }), body: line },
    });
    fc.assert(
      fc.property(texts, (text) => {
        expect(textOf(formatMarkdown(text))).toEqual(text);
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});

describe('what is wrong in an article’s file is told by line and field', () => {
  test.each<[string, string, { line: number; field: string; code: string; message?: string }]>([
    ['no fields', 'Hello', { line: 1, field: '', code: 'no-front-matter' }],
    ['fields that never end', '---\ntitle: A\nHello', { line: 1, field: '', code: 'no-front-matter' }],
    ['no title', '---\ntopic: a\n---\nHello', { line: 2, field: 'title', code: 'missing-value' }],
    ['no fields between the lines', '---\n---\nHello', { line: 2, field: 'title', code: 'missing-value' }],
    ['an empty title', '---\ntitle:\n---\nHello', { line: 2, field: 'title', code: 'missing-value' }],
    ['no text', '---\ntitle: A\ntopic: b\n---\n\n', { line: 5, field: '', code: 'empty-body' }],
    [
      'a field misspelt',
      '---\ntitle: A\nquestion:\n  - b\n---\nHello',
      {
        line: 3,
        field: 'question',
        code: 'unknown-field',
        message: "there is no field 'question'; is it 'questions'?",
      },
    ],
    [
      'a field nobody knows',
      '---\ntitle: A\nweather: b\n---\nHello',
      { line: 3, field: 'weather', code: 'unknown-field' },
    ],
    ['a field twice', '---\ntitle: A\ntitle: B\n---\nHello', { line: 3, field: '', code: 'not-yaml' }],
    ['YAML that is none', '---\ntitle: A\nwords: [a, b\n---\nHello', { line: 4, field: '', code: 'not-yaml' }],
    [
      'questions that are no list',
      '---\ntitle: A\nquestions: b\n---\nHello',
      { line: 3, field: 'questions', code: 'wrong-value' },
    ],
    [
      'a question that is a list',
      '---\ntitle: A\nquestions:\n  - a\n  - [b]\n---\nHello',
      { line: 5, field: 'questions', code: 'wrong-value' },
    ],
    [
      'a question that is an alias',
      '---\ntitle: &a A\nquestions:\n  - *a\n---\nHello',
      { line: 2, field: 'questions', code: 'wrong-value' },
    ],
    [
      'a review day that does not exist',
      '---\ntitle: A\nreview: 2027-02-30\n---\nHello',
      { line: 3, field: 'review', code: 'wrong-value' },
    ],
    ['a NUL', '---\ntitle: A\n---\nHel\0lo', { line: 1, field: '', code: 'wrong-value' }],
  ])('%s', (_, content, expected) => {
    const parsed = parseMarkdown(content, 'en/a.md');
    expect(parsed).toEqual({ problems: [expect.objectContaining({ file: 'en/a.md', ...expected })], warnings: [] });
  });

  test('a first paragraph that is too long to be an answer is only a warning', () => {
    const parsed = parseMarkdown(`---\ntitle: A\n---\n\n${'long '.repeat(70)}\n\nshort`, 'en/a.md');
    expect(parsed).toMatchObject({ text: { title: 'A' }, warnings: [{ line: 5, code: 'long-first-paragraph' }] });
  });
});
