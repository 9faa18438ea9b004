import { describe, expect, test } from '@jest/globals';
import {
  asksHow,
  asksSomething,
  questionsIn,
  saysLittle,
  saysNothing,
  withoutLeadIn,
} from '../../src/language/questions.js';
import { spent } from '../setup/spent.js';

describe('two questions in one message', () => {
  test.each([
    ['where is my order and can I return it?', ['where is my order', 'can I return it?']],
    ['How much is shipping? And do you deliver to Germany?', ['How much is shipping?', 'do you deliver to Germany?']],
    [
      'I forgot my password. Also, how do I change my mail address?',
      ['I forgot my password.', 'how do I change my mail address?'],
    ],
    [
      'Do you gift wrap, and can you leave it outside my door',
      ['Do you gift wrap', 'can you leave it outside my door'],
    ],
    ['where is my order\ncan I return it', ['where is my order', 'can I return it']],
    ['Can I pay with PayPay, do you deliver to Okinawa?', ['Can I pay with PayPay', 'do you deliver to Okinawa?']],
  ])('"%s"', (text, parts) => {
    expect(questionsIn(text, 'en')?.parts).toEqual(parts);
  });

  test.each([
    ['注文した商品はどこですか？返品もできますか？', ['注文した商品はどこですか?', '返品もできますか?']],
    ['銀行振込で払えますか。あと、領収書はもらえますか。', ['銀行振込で払えますか。', '領収書はもらえますか。']],
    ['離島にも届きますか、送料はいくらですか', ['離島にも届きますか', '送料はいくらですか']],
  ])('「%s」', (text, parts) => {
    expect(questionsIn(text, 'ja')?.parts).toEqual(parts);
  });

  test.each([
    ['where is my order', 'en'],
    ['I lost my card, what should I do?', 'en'],
    ['I want to return this lamp. How do I do that?', 'en'],
    ['Hi, I have a question. Where is my order?', 'en'],
    ['Can I return it? I bought it last week.', 'en'],
    ['is the kettle black and white', 'en'],
    ['do you sell pots and pans', 'en'],
    ['Can you help me and tell me where my parcel is?', 'en'],
    ['返品したいのですが、どうすればいいですか？', 'ja'],
    ['こんにちは。荷物はどこですか？', 'ja'],
    ['返品できますか？方法を教えてください。', 'ja'],
    ['色と大きさを教えてください', 'ja'],
    ['', 'en'],
  ])('"%s" is one', (text, language) => {
    expect(questionsIn(text, language)).toBeUndefined();
  });

  test('a statement beside a question is two only when both find their answer', () => {
    expect(questionsIn('My kettle leaks. Do you deliver abroad?', 'en')?.clear).toBe(false);
    expect(questionsIn('Does the kettle leak? Do you deliver abroad?', 'en')?.clear).toBe(true);
  });

  test('four questions become three parts, and nothing of them is lost', () => {
    const parts = questionsIn(
      'Do you wrap gifts? Do you ship abroad? Is paypay accepted? Can I add an item?',
      'en',
    )?.parts;
    expect(parts).toHaveLength(3);
    expect(parts?.at(-1)).toBe('Is paypay accepted? Can I add an item?');
  });
});

test.each([
  'Can you ship to Okinawa',
  'by the way how long is the warranty',
  'I would like to know the price',
  '送料はいくらですか',
  '返品したいのですが',
  '配送料は？',
])('"%s" asks something', (text) => {
  expect(asksSomething(text, 'en')).toBe(true);
});

test.each(['it is broken', 'A-10293', '壊れています', 'はい', ''])('"%s" asks nothing', (text) => {
  expect(asksSomething(text, 'en')).toBe(false);
});

test('asking for the way is told from wanting it done', () => {
  expect(asksHow('How do I delete my account?', 'en')).toBe(true);
  expect(asksHow('退会の方法を教えてください', 'en')).toBe(true);
  expect(asksHow('Delete my account now', 'en')).toBe(false);
  expect(asksHow('退会したいです', 'en')).toBe(false);
});

test('what leads over to a question goes, the question stays', () => {
  expect(withoutLeadIn('by the way, what does shipping cost', 'en')).toBe('what does shipping cost');
  expect(withoutLeadIn('ところで、送料はいくらですか', 'en')).toBe('送料はいくらですか');
  expect(withoutLeadIn('また', 'en')).toBe('また');
});

test('politeness around a number says nothing, a matter beside it does', () => {
  expect(saysNothing(' and  please?', 'en')).toBe(true);
  expect(saysNothing('の状況を教えてください', 'en')).toBe(true);
  expect(saysNothing('cancel ', 'en')).toBe(false);
  expect(saysLittle('track ', 'en')).toBe(true);
  expect(saysLittle('I would like to send it back to you', 'en')).toBe(false);
});

test.each(['and ', 'か、', 'and can i ', 'how and ', '? ', 'also, ', 'のと、', '方法と', 'please tell me '])(
  'four hundred characters of "%s" are cut in 20 ms',
  async (piece) => {
    const text = piece.repeat(400);
    const hear = (): void => {
      questionsIn(text, 'en');
      questionsIn(text, 'ja');
      asksSomething(text, 'ja');
      withoutLeadIn(text, 'en');
      saysNothing(text, 'en');
    };
    expect(await spent(hear, { enough: 20 })).toBeLessThan(20);
  },
);
