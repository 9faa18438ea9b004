import { describe, expect, test } from '@jest/globals';
import { connectorsFile } from '../../../src/shop/connect/connectors-file.js';
import { readGiven, shapeOf } from '../../../src/shop/connect/gives.js';

/** Fields as a file would have them. */
const fields = (gives: unknown) =>
  connectorsFile.parse({ systems: {}, lookups: { one: { system: 's', path: '/', gives } } }).lookups['one']?.gives ??
  {};

const readOne = (field: unknown, value: unknown) => {
  const { values, faults } = readGiven(fields({ x: field }), { x: value }, { zone: 'Asia/Tokyo' });
  return faults[0] ?? values['x'];
};

describe('a value of each kind', () => {
  const day = Date.UTC(2026, 10, 20, 15);
  test.each([
    ['text', 'shipped', 'shipped'],
    ['text', 42, '42'],
    ['text', true, 'x: is no text'],
    ['text', { a: 1 }, 'x: is no text'],
    ['yes-no', true, true],
    ['yes-no', 'false', false],
    ['yes-no', 1, 'x: is neither true nor false'],
    ['number', 1.5, 1.5],
    ['number', '12.50', 12.5],
    ['number', '1,200', 'x: is no number'],
    ['count', 3, 3],
    ['count', 3.5, 'x: is no whole number'],
    ['date', '2026-11-21', '2026-11-21'],
    ['date', '2026/11/21', '2026-11-21'],
    ['date', '2026-02-30', 'x: is no date'],
    ['date', '2026-11-20T15:30:00Z', '2026-11-21'],
    ['date', '21.11.2026', 'x: is no date'],
    ['moment', '2026-11-21T00:00:00+09:00', day],
    ['moment', '2026-11-21T00:00', day],
    ['moment', day, day],
    ['moment', day / 1000, day],
    ['moment', 'tomorrow', 'x: is no moment'],
    ['money', { amount: '3500', currency: 'jpy' }, { amount: 3500, currency: 'JPY' }],
    ['money', 3500, 'x: has no currency'],
    ['list', ['a', 'b'], ['a', 'b']],
    ['list', ['a', 1], 'x: is no list of texts'],
    ['text', null, undefined],
  ])('%s: %p is read as %p', (kind, value, expected) => {
    expect(readOne(kind, value)).toEqual(expected);
  });

  test("the answer's words become ours; one that map does not name is a fault without being repeated, or what else says", () => {
    const map = { kind: 'text', map: { '30': 'shipped', PART: 'shipped' } };
    expect(readOne(map, 30)).toBe('shipped');
    expect(readOne(map, 'PART')).toBe('shipped');
    expect(readOne(map, 'secret-code')).toBe('x: says something that map does not name');
    expect(readOne(map, 'constructor')).toBe('x: says something that map does not name');
    expect(readOne({ ...map, else: 'other' }, 'X9')).toBe('other');
    expect(readOne({ kind: 'yes-no', map: { Y: true, N: false } }, 'N')).toBe(false);
  });

  test('money has its currency fixed, beside it or in the answer, and cents are divided', () => {
    const money = (field: object, json: unknown) =>
      readGiven(fields({ total: { kind: 'money', ...field } }), json, { zone: 'UTC' }).values['total'];
    expect(money({ currency: 'JPY' }, { total: 3500 })).toEqual({ amount: 3500, currency: 'JPY' });
    expect(money({ currency: 'pay.code', from: 'pay.sum', divide: 100 }, { pay: { sum: 1250, code: 'USD' } })).toEqual({
      amount: 12.5,
      currency: 'USD',
    });
  });
});

describe('an answer', () => {
  test('is read from where each field stands, what is missing is left out', () => {
    const gives = fields({
      status: { kind: 'text', from: 'data.0.state' },
      odd: { kind: 'text', from: ['a.b', 'c'] },
      expected: { kind: 'date', from: 'delivery.expected' },
    });
    const json = { data: [{ state: 'packed' }], 'a.b': { c: 'x' }, delivery: null };
    expect(readGiven(gives, json, { zone: 'UTC' })).toEqual({ values: { status: 'packed', odd: 'x' }, faults: [] });
  });

  test('without a needed field is a fault', () => {
    expect(readGiven(fields({ status: { kind: 'text', needed: true } }), {}, { zone: 'UTC' }).faults).toEqual([
      'status: is missing in the answer',
    ]);
  });

  test('gives lists of things, at most a hundred, and one spoilt entry spoils the list', () => {
    const gives = fields({ lines: { from: 'items', list: { sku: 'text', quantity: { kind: 'count', from: 'qty' } } } });
    const read = (items: unknown) => readGiven(gives, { items }, { zone: 'UTC' });
    expect(read([{ sku: 'KT-1', qty: 2, price: 1 }]).values).toEqual({ lines: [{ sku: 'KT-1', quantity: 2 }] });
    expect(read(Array.from({ length: 150 }, () => ({ sku: 'a' }))).values['lines']).toHaveLength(100);
    expect(read([{ sku: 'KT-1', qty: 'many' }]).faults).toEqual(['lines: in an entry, quantity: is no whole number']);
    expect(read({ sku: 'KT-1' }).faults).toEqual(['lines: is no list']);
    expect(shapeOf(gives)).toEqual({ lines: { list: { sku: 'text', quantity: 'count' } } });
  });

  test('leads to nothing that it does not hold itself', () => {
    const gives = fields({
      a: { kind: 'text', from: 'constructor.name' },
      b: { kind: 'count', from: 'list.length' },
      d: { kind: 'text', from: '__proto__' },
    });
    expect(readGiven(gives, { list: [1, 2] }, { zone: 'UTC' })).toEqual({ values: {}, faults: [] });
    const own: unknown = JSON.parse('{"__proto__": {"polluted": "yes"}}');
    const from = fields({ c: { kind: 'text', from: '__proto__.polluted' } });
    expect(readGiven(from, own, { zone: 'UTC' }).values).toEqual({ c: 'yes' });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('is cut to a length, and cleared of signs that no one sees', () => {
    expect(readOne('text', 'x'.repeat(5_000))).toHaveLength(2_000);
    expect(readOne('text', 'A\u202e\u0000\u001b[31mB\nC')).toBe('A[31mB\nC');
    expect(readOne('list', ['y'.repeat(900)])).toEqual([`${'y'.repeat(199)}…`]);
  });
});
