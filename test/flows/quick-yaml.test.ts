import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { readPlainYaml } from '../../src/flows/plain-yaml.js';
import { readQuickly } from '../../src/flows/quick-yaml.js';

const files = readdirSync('dialogs', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));

/** What the whole language gives; `undefined` where it is no YAML. */
function whole(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0, logLevel: 'silent' }) as unknown;
  } catch {
    return undefined;
  }
}

test('every file of flows and words is read the quickest way, and as the whole language reads it', () => {
  for (const name of files) {
    const text = readFileSync(join('dialogs', name), 'utf8');
    expect({ name, ...readPlainYaml(text) }).toEqual({ name, value: whole(text) });
  }
});

describe('what is read the quick way is what the whole language reads', () => {
  const words = fc.constantFrom(
    ...['a', 'order', 'yes', 'no', 'true', 'null', '~', '1', '-1', '0x1f', '1.50', '1e3', '.5', '2026-11-22', '10:30'],
    ...[
      'it is: so',
      'a # b',
      'a#b',
      "don't",
      '"quoted"',
      '- dash',
      '? key',
      '[x',
      '{y}',
      'a, b',
      '@skip',
      '日本、語',
      '',
    ],
    ...[' lead', 'tail ', 'two\nlines', '*name', '&name', '!tag', '%d', '`', '>', '|', '-', 'a:', ':b', '{x}', "''"],
  );
  const key = fc.constantFrom('flow', 'steps', 'id', 'a-b', 'note', 'true', '12', 'a b', 'größe');
  const data = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 4 }, words, fc.integer(), fc.boolean(), tie('list'), tie('map')),
    list: fc.array(tie('any'), { maxLength: 4 }),
    map: fc.dictionary(key, tie('any'), { maxKeys: 4, noNullPrototype: true }),
  }));
  // A key of nothing is called "null" by one and "" by the other; no file may have it, and both are told as not known.
  const keyOfNothing = /(?:^|[-:?,[{]) *[:?](?:\s|$)/m;
  const same = (text: string): void => {
    const plain = readPlainYaml(text);
    if (plain !== undefined) expect({ text, ...plain }).toEqual({ text, value: whole(text) });
    if (keyOfNothing.test(text)) return;
    const quick = readQuickly(text);
    if (quick !== undefined) expect({ text, ...quick }).toEqual({ text, value: whole(text) });
  };

  test('of data written as blocks and in brackets', () => {
    fc.assert(
      fc.property(
        data.map,
        fc.constantFrom('BLOCK', 'FLOW'),
        fc.integer({ min: 20, max: 200 }),
        (value, style, lineWidth) => {
          const collectionStyle = style === 'BLOCK' ? 'block' : 'flow';
          same(stringify(value, { collectionStyle, lineWidth, indentSeq: lineWidth % 2 === 0 }));
        },
      ),
      { numRuns: 600 },
    );
  });

  test('of keys that are alike', () => {
    const alike = fc.dictionary(fc.stringMatching(/^[ab]{1,7}$/), fc.constantFrom('a', 'b'), { noNullPrototype: true });
    fc.assert(
      fc.property(alike, (value) => {
        expect(readPlainYaml(stringify({ k: 1, ...value }))).toEqual({ value: { k: 1, ...value } });
      }),
      { numRuns: 300 },
    );
  });

  test('of lines put together by chance', () => {
    const piece = fc.constantFrom(
      ...['a: ', 'b:', '- ', '  ', '    ', '\n', '\n\n', '\n  ', '\n    ', '# note', ' # note', '>-', '|', ', ', ': '],
      ...['{ ', ' }', '[', ']', '"x"', "'y'", 'plain text', '1', 'true', '@', '&a', '*a', '-', 'a', "it's", '"', "'"],
    );
    const text = fc.array(piece, { maxLength: 24 }).map((pieces) => `k: v\n${pieces.join('')}`);
    fc.assert(fc.property(text, same), { numRuns: 4_000 });
  });

  test('of shipped files with a few letters put in, taken out or doubled', () => {
    const texts = files
      .map((name) => readFileSync(join('dialogs', name), 'utf8'))
      .filter((text) => text.length < 4_000);
    const edit = fc.record({
      at: fc.nat(4_000),
      taken: fc.nat(3),
      put: fc.constantFrom(
        '',
        ' ',
        '\n',
        ': ',
        ':',
        ' #',
        '#',
        '- ',
        '-',
        ',',
        '"',
        "'",
        '{',
        '}',
        '[',
        ']',
        '\\',
        '  ',
        '>-',
        'é',
      ),
    });
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 3 }), (text, edits) =>
        same(edits.reduce((all, { at, taken, put }) => all.slice(0, at) + put + all.slice(at + taken), text)),
      ),
      { numRuns: 300 },
    );
  });

  test.each([
    ['a comment under a folded text', 'a: >-\n  one\n# two'],
    ['a text that goes on', 'a: one\n  two'],
    ['a list in a list', '- - a'],
    ['a number in another notation', 'a: 0x1f'],
    ['a key that every object has', 'constructor: one\na: { toString: two }'],
    ['brackets that end too far left', 'a: [\n  b,\n]'],
    ['a blank line in a folded text', 'a: >-\n  one\n\n  two'],
  ])('the quickest reader leaves %s to the others', (_, text) => {
    expect(readPlainYaml(text)).toBeUndefined();
    same(text);
  });

  test.each([
    ['a folded text', 'when: >-\n  a and\n  b\nnext: c'],
    ['a list at its key’s own column', 'steps:\n- id: a\n  say: b\n- id: c'],
    ['brackets over several lines', 'start:\n  [\n    one,\n    "two",\n  ]\nother: { a: [1, 2], b: "x" }'],
    ['an end of nothing', 'a:\nb: c'],
    ['a plain text on two lines', 'a: one\n  two'],
  ])('%s is not left to the whole language', (_, text) => {
    expect(readQuickly(text)).toEqual({ value: whole(text) });
  });

  test.each([
    ['a key twice', 'a: 1\na: 2'],
    ['a name for a place', 'a: &x 1\nb: *x'],
    ['a tag', 'a: !!str 1'],
    ['a tab', 'a:\n\tb: 1'],
    ['a bracket that is not closed', 'a: [1, 2'],
    ['a key of objects', '__proto__: { a: 1 }'],
  ])('%s is left to it', (_, text) => {
    expect(readQuickly(text)).toBeUndefined();
  });
});
