import { describe, expect, test } from '@jest/globals';
import { conditionsOf, type Facts } from '../../src/flows/condition.js';
import { flow } from '../../src/flows/flow.js';
import type { Signatures } from '../../src/flows/shape.js';

const signatures: Signatures = {
  lookups: new Map([
    [
      'own-order',
      { takes: {}, gives: { number: 'text', items: { list: { sku: 'text', left: 'count', price: 'money' } } } },
    ],
  ]),
  acts: new Map(),
};
const conditions = conditionsOf(
  flow.parse({
    ...{ flow: 'back', topic: 'orders' },
    steps: [{ id: 'find', lookup: 'own-order', as: 'order', none: 'end' }],
  }),
  signatures,
);
const facts: Facts = {
  slots: {},
  brought: {
    order: {
      number: 'A-10293',
      items: [
        { sku: 'KT-200', left: 2, price: { amount: 4980, currency: 'JPY' } },
        { sku: 'HP-10', left: 1, price: { amount: 3980, currency: 'JPY' } },
      ],
    },
  },
  conversation: { questions: 0, language: 'en', waiting: false, opening: '', told: false },
  today: '2026-11-18',
  calendar: { isWorkingDay: () => true },
  dayOf: () => '2026-11-18',
};

describe('a list that a look-up brings', () => {
  test('one of it is taken by its place as well as by its fields', () => {
    expect(conditions.problem('order.items[0].left > 1', 'condition')).toBeUndefined();
    expect(conditions.holds('order.items[0].left > 1', facts)).toBe(true);
    expect(conditions.holds('order.items[1].left > 1', facts)).toBe(false);
    expect(
      conditions.holds('order.items.exists(one, one.sku == "HP-10" && one.price < money("5000 JPY"))', facts),
    ).toBe(true);
    expect(conditions.evaluate('order.items.map(one, one.sku)', facts)).toEqual(['KT-200', 'HP-10']);
    expect(conditions.evaluate('[order.items[0].sku + " x" + string(order.items[0].left)]', facts)).toEqual([
      'KT-200 x2',
    ]);
  });

  test('a field it does not have is a mistake', () => {
    expect(conditions.problem('order.items[0].colour == "red"', 'condition')).toContain('colour');
  });
});
