import { expect, test } from '@jest/globals';
import { languages } from '../../src/language/languages.js';
import { nearestWord } from '../../src/language/spelling.js';
import { analyse, questionLength } from '../../src/language/words.js';

function terms(language: string, text: string, use: 'document' | 'query' = 'query'): string[] {
  const pack = languages.get(language);
  if (!pack) throw new Error(language);
  return analyse(pack, text, use).map(({ term }) => term);
}

test('English words come as stems, without those that carry nothing', () => {
  expect(terms('en', 'Where are the batteries of my vacuum cleaners?')).toEqual([
    'where',
    'batteri',
    'vacuum',
    'cleaner',
    '#vacuum',
  ]);
});

test('wi-fi and wifi meet in both languages, full width or not', () => {
  expect(terms('en', 'My Wi-Fi is slow')).toContain('wifi');
  expect(terms('ja', 'ＷｉーＦｉが遅い')).toContain('wifi');
});

test('an order number stays one term', () => {
  expect(terms('en', 'AB-12345')).toContain('ab12345');
  expect(terms('ja', '注文番号はAB-12345です')).toContain('ab-12345');
});

test('Japanese comes as pairs of characters and single kanji, without pairs of hiragana', () => {
  expect(terms('ja', '在庫がありません')).toEqual(['在', '在庫', '庫', '庫が', '#stock']);
});

test('the last long vowel of a katakana word does not matter', () => {
  expect(terms('ja', 'サーバー')).toEqual(terms('ja', 'サーバ'));
  expect(terms('ja', 'カー')).toEqual(['カー']);
});

test('a kanji counts less than a pair, a concept more', () => {
  const pack = languages.get('ja');
  const weights = pack && new Map(analyse(pack, '返金', 'query').map(({ term, weight }) => [term, weight]));
  expect(weights).toEqual(
    new Map([
      ['返', 0.7],
      ['返金', 1],
      ['金', 0.7],
      ['#refund', 2],
    ]),
  );
});

test.each([
  ['en', 'can I have my money back', '#refund'],
  ['en', "I don't want it anymore", '#return'],
  ['ja', 'お金を返してほしい', '#refund'],
  ['ja', 'へんぴんしたい', '#return'],
  ['ja', '送料無料', '#deliveryFee'],
])('%s: "%s" speaks of %s', (language, text, concept) => {
  expect(terms(language, text)).toContain(concept);
});

test('the longest phrase is the concept: a gift card is no gift and no card', () => {
  expect(terms('en', 'gift cards').filter((term) => term.startsWith('#'))).toEqual(['#giftCard']);
});

test('a short Latin phrase is not found inside a word', () => {
  expect(terms('ja', 'dm')).toContain('#newsletter');
  expect(terms('ja', 'admin')).not.toContain('#newsletter');
});

test('a document keeps repetitions, a question says every term once', () => {
  expect(terms('en', 'ship ship ship', 'document').filter((term) => term === 'ship')).toHaveLength(3);
  expect(terms('en', 'ship ship ship').filter((term) => term === 'ship')).toHaveLength(1);
});

test('a question is read up to 200 characters, however it grows under normalisation', () => {
  expect(terms('ja', '\ufdfa'.repeat(5_000) + '返品').length).toBeLessThanOrEqual(questionLength * 2);
  expect(terms('en', `${'a'.repeat(questionLength)} refund`)).not.toContain('refund');
});

test('words of every language are words to the English reader', () => {
  expect(terms('en', 'Rückerstattung für Äpfel')).toEqual(['rückerstattung', 'für', 'äpfel']);
});

const words: Record<string, number> = { refund: 3, delivery: 5, deliver: 2, return: 1, constructor: 0 };
const frequency = (word: string): number => (Object.hasOwn(words, word) ? (words[word] ?? 0) : 0);

test.each([
  ['a missing letter', 'delivry', 'delivery'],
  ['a letter too many', 'reefund', 'refund'],
  ['a wrong letter', 'regund', 'refund'],
  ['two letters swapped', 'refnud', 'refund'],
  ['two slips', 'rfnud', undefined],
  ['a short word', 'retu', undefined],
  ['the more frequent of two', 'deliverr', 'delivery'],
])('spelling: %s', (_slip, written, read) => {
  expect(nearestWord(written, frequency)).toBe(read);
});
