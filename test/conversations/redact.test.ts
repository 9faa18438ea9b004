import { describe, expect, test } from '@jest/globals';
import { redact } from '../../src/conversations/redact.js';
import { spent } from '../setup/spent.js';

const cut = '[card number removed]';

describe('card numbers are cut', () => {
  test.each([
    ['Visa', '4242424242424242'],
    ['Mastercard', '5555 5555 5555 4444'],
    ['Mastercard, new range', '2223-0031-2200-3222'],
    ['American Express', '3782 822463 10005'],
    ['Diners', '3056 930902 5904'],
    ['Discover', '6011111111111117'],
    ['JCB', '3566002020360505'],
    ['UnionPay', '6200000000000005'],
    ['full width', '４２４２ ４２４２ ４２４２ ４２４２'],
    ['full width with a wide space', '４２４２　４２４２　４２４２　４２４２'],
    ['hyphens of a Japanese keyboard', '4242‐4242‐4242‐4242'],
    ['minus signs', '4242−4242−4242−4242'],
    ['dots', '4242.4242.4242.4242'],
  ])('of %s', (_, number) => {
    expect(redact(`it is ${number}, thanks`)).toBe(`it is ${cut}, thanks`);
  });

  test.each([
    ['a date after it', 'card 4242 4242 4242 4242 12/27', `card ${cut} 12/27`],
    ['a code after it', '4242424242424242 123', `${cut} 123`],
    ['a number before it', '20261121 4242 4242 4242 4242', `20261121 ${cut}`],
    ['another card', '4242424242424242 5555555555554444', `${cut} ${cut}`],
  ])('with %s', (_, text, left) => {
    expect(redact(text)).toBe(left);
  });
});

describe('what is no card stays', () => {
  test.each([
    ['a wrong check digit', '4242424242424243'],
    ['no issuer begins so', '9999999999999995'],
    ['a telephone number', '+81 90-1234-5678'],
    ['a tracking number', '1234-5678-9012'],
    ['a short number', '424242424242'],
    ['an order number', 'A-10293'],
  ])('%s', (_, text) => {
    expect(redact(`about ${text} please`)).toBe(`about ${text} please`);
  });
});

describe('My Number', () => {
  test('is cut beside a word that names it', () => {
    expect(redact('マイナンバーは 1234 5678 9018 です')).toBe('マイナンバーは [my number removed] です');
    expect(redact('my number: 123456789018')).toBe('my number: [my number removed]');
    expect(redact('個人番号１２３４５６７８９０１８')).toBe('個人番号[my number removed]');
  });

  test('stays when nothing names it, or its check digit is wrong', () => {
    expect(redact('tracking 1234 5678 9018')).toBe('tracking 1234 5678 9018');
    expect(redact('マイナンバーは 123456789012')).toBe('マイナンバーは 123456789012');
  });
});

test("the shop's own numbers stay, also beside a card", () => {
  const own = [/\b62\d{14}\b/iu];
  expect(redact('order 6200000000000005', own)).toBe('order 6200000000000005');
  expect(redact('order 6200000000000005, card 4242424242424242', own)).toBe(`order 6200000000000005, card ${cut}`);
});

test('the longest text of nothing but digits is read in no time', async () => {
  for (const digits of ['1 ', '4', '4 ', '4242 4242 4242 4243 ', '４−']) {
    const text = digits.repeat(4_000 / digits.length);
    expect(await spent(() => redact(text), { enough: 100 })).toBeLessThan(100);
  }
});
