import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainText, treeOf } from '../../src/markdown/tree.js';
import type { Block, Inline } from '../../src/widget-wire.js';

const options = { language: 'en', publicUrl: 'https://help.example', lines: 'kept' } as const;
const tree = (text: string): Block[] => treeOf(text, options);
const inlines = (text: string): readonly Inline[] => {
  const [first] = tree(text);
  return first?.kind === 'paragraph' ? first.inlines : [];
};
const text = (said: string): Inline => ({ kind: 'text', text: said });

describe('Markdown as a tree', () => {
  test('everything articles use has its place', () => {
    const blocks = tree(
      '## How\n\n1. One **bold** `code`\n2. Two\n   - inner\n\n> said ~~not~~ *so*\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\n```\nx < y\n```\n',
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'list', 'quote', 'table', 'rule', 'code']);
    expect(blocks[0]).toEqual({ kind: 'heading', level: 2, inlines: [text('How')] });
    expect(blocks[1]).toMatchObject({
      ...{ kind: 'list', ordered: true, start: 1 },
      items: [
        [
          {
            inlines: [
              text('One '),
              { kind: 'strong', inlines: [text('bold')] },
              text(' '),
              { kind: 'code', text: 'code' },
            ],
          },
        ],
        [{ kind: 'paragraph' }, { kind: 'list', ordered: false }],
      ],
    });
    expect(blocks[3]).toEqual({ kind: 'table', head: [[text('a')], [text('b')]], rows: [[[text('1')], [text('2')]]] });
    expect(blocks[5]).toEqual({ kind: 'code', text: 'x < y' });
  });

  test("a list goes on from the number it begins with, and a message's line ends where its writer ended it", () => {
    expect(tree('3. three')[0]).toMatchObject({ kind: 'list', ordered: true, start: 3 });
    expect(inlines('one\ntwo')).toEqual([text('one'), { kind: 'break' }, text('two')]);
    expect(treeOf('one\ntwo', { ...options, lines: 'joined' })[0]).toMatchObject({ inlines: [text('one two')] });
  });

  test('links to articles open inside, by file name and by our own address', () => {
    for (const href of [
      'delivery-time.md',
      './delivery-time.md#top',
      '/help/en/delivery-time',
      'https://help.example/help/en/delivery-time?x',
    ]) {
      expect(inlines(`[see](${href})`)).toEqual([
        {
          ...{ kind: 'link', url: '/help/en/delivery-time', inlines: [text('see')] },
          article: { slug: 'delivery-time', language: 'en' },
        },
      ]);
    }
    expect(inlines('https://shop.example/a?b=1')[0]).toMatchObject({
      kind: 'link',
      url: 'https://shop.example/a?b=1',
      article: null,
    });
    expect(inlines('write to kim@example.com')[1]).toMatchObject({ kind: 'link', url: 'mailto:kim@example.com' });
    expect(inlines('[call](tel:+81312345678)')[0]).toMatchObject({ url: 'tel:+81312345678' });
    expect(inlines('Node.js and example.com')).toEqual([text('Node.js and example.com')]);
  });

  test.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java&#x09;script:alert(1))',
    '[x](data:text/html,<script>1</script>)',
    '[x](vbscript:1)',
    '[x](file:///etc/passwd)',
    '[x](blob:https://help.example/1)',
    '[x](//evil.example/a)',
    '[x](../staff)',
    '<javascript:alert(1)>',
    '![x](javascript:alert(1))',
    '![x](data:image/svg+xml,<svg/>)',
  ])('%s leads nowhere', (said) => {
    expect(JSON.stringify(tree(said))).not.toMatch(/"kind":"(link|image)"/);
  });

  test('HTML is what it is written as, and a picture from elsewhere is a link', () => {
    expect(inlines('<img src=x onerror=alert(1)> & <b>x</b>')).toEqual([
      text('<img src=x onerror=alert(1)> & <b>x</b>'),
    ]);
    expect(tree('<script>alert(1)</script>')[0]).toMatchObject({ kind: 'paragraph' });
    expect(inlines('![cat](https://other.example/cat.png)')[0]).toMatchObject({ kind: 'link', inlines: [text('cat')] });
    expect(inlines('![cat](https://help.example/files/cat.png)')).toEqual([
      { kind: 'image', url: '/files/cat.png', alt: 'cat' },
    ]);
    expect(JSON.stringify(tree('![cat](//other.example/cat.png)'))).not.toContain('image');
  });

  test('whatever is written, the tree holds only what it may, and no word of plain text is lost', () => {
    const allowed = /^(https?:|mailto:|tel:|\/help\/)/;
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (said) => {
        const seen: string[] = [];
        JSON.stringify(tree(said), (key, value: unknown) => {
          if (key === 'url' && typeof value === 'string') seen.push(value);
          return value;
        });
        expect(seen.filter((url) => !allowed.test(url))).toEqual([]);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,12}( [a-z]{1,12}){0,8}$/), (said) => {
        expect(plainText(tree(said))).toBe(said);
      }),
    );
  });
});
