import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { normalise } from '../../src/language/normalise.js';

test.each([
  ['full width letters and digits become plain ones', 'ＷｉーＦｉ　１２，３４５円', 'Wi-Fi 12,345円'],
  ['half width katakana becomes full width', 'ﾊﾟｽﾜｰﾄﾞを忘れた', 'パスワードを忘れた'],
  ['a dash inside a katakana word is a long vowel', 'サ−ビス、サーバ-', 'サービス、サーバー'],
  ['a long vowel between digits is a dash', '03ー1234ー5678', '03-1234-5678'],
  ['a dash between katakana and a code stays a dash', 'モデル-A12', 'モデル-A12'],
  ['all dashes are one', 'A‐1 A‑2 A–3 A—4 A−5 A－6', 'A-1 A-2 A-3 A-4 A-5 A-6'],
  ['wave dashes are one', '5〜6 5～6', '5~6 5~6'],
  ['typographic apostrophes are plain', 'It’s won´t', "It's won't"],
  ['white space of every kind is one space', '  a\u00a0\u3000b\r\n\tc ', 'a b c'],
  ['invisible characters go', 're\u200bfund\ufeff \u202eback', 'refund back'],
  ['the case is kept', 'Order AB-12x', 'Order AB-12x'],
])('%s', (_claim, written, read) => {
  expect(normalise(written)).toBe(read);
});

test('normalising twice is normalising once, whatever was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(normalise(normalise(text))).toBe(normalise(text));
    }),
    { numRuns: 2000 },
  );
  const awkward = [
    'カ\u200b-',
    'A\u200bー\u200bB',
    'アーA-',
    'か\u200bー1',
    'ア---',
    '1ーー2ー3',
    'アー-1',
    '\u00b4a',
    'カ-ー1ーa',
    'Aー-B',
    '1ー-ー2',
  ];
  for (const text of awkward) expect(normalise(normalise(text))).toBe(normalise(text));
});

test('a long hostile text is read in a moment', () => {
  const begun = performance.now();
  for (const unit of ['ー', 'ア-', '-', 'aー', '\u200b', ' ', '\ufdfa']) normalise(unit.repeat(20_000));
  expect(performance.now() - begun).toBeLessThan(1_000);
});
