import { describe, expect, test } from '@jest/globals';
import { conditionsOf, type Facts } from '../../src/flows/condition.js';
import { flow, type Flow } from '../../src/flows/flow.js';
import type { Signatures } from '../../src/flows/shape.js';

const signatures: Signatures = {
  lookups: new Map([
    [
      'own-order',
      {
        takes: { number: 'text' },
        gives: {
          ...{ status: 'text', total: 'money', delivered: 'date', shipped: 'yes-no' },
          items: { list: { sku: 'text', quantity: 'count', price: 'money' } },
        },
      },
    ],
  ]),
  acts: new Map(),
};

const errand: Flow = flow.parse({
  flow: 'give-back',
  topic: 'returns',
  slots: {
    order: { kind: 'order number' },
    bought: { kind: 'date' },
    paid: { kind: 'money' },
    opened: { kind: 'yes-no' },
    pieces: { kind: 'count' },
    lines: { kind: 'choice', several: true, choices: ['one', 'two'] },
  },
  steps: [{ id: 'find', lookup: 'own-order', with: { number: 'slots.order' }, as: 'order', none: 'end' }],
});

/** Weekends are closed, and so is Monday, 23 November 2026 (a holiday in Japan). */
const facts: Facts = {
  slots: { bought: '2026-11-10', paid: '3500 JPY', opened: 'yes', pieces: '2', lines: 'one\ntwo' },
  brought: {
    order: {
      ...{ status: 'delivered', total: { amount: 30000, currency: 'JPY' }, shipped: true },
      // Midnight in Tokyo is still the day before in Greenwich.
      delivered: Date.UTC(2026, 10, 16, 15),
      items: [
        { sku: 'KT-200', quantity: 2, price: { amount: 3500, currency: 'JPY' } },
        { sku: 'HP-20', quantity: 1, price: { amount: 12000, currency: 'JPY' } },
      ],
    },
  },
  conversation: { questions: 1, language: 'en', waiting: false, opening: '', told: false },
  today: '2026-11-20',
  calendar: { isWorkingDay: (day) => ![0, 6].includes(new Date(day).getUTCDay()) && day !== '2026-11-23' },
  dayOf: (time) => new Date(time + 9 * 3_600_000).toISOString().slice(0, 10),
};

const conditions = conditionsOf(errand, signatures);

describe('a condition is told from its text alone whether it can ever be asked', () => {
  test.each([
    ['order.status == "delivered" && slots.opened'],
    ['today - order.delivered <= 30'],
    ['workingDays(order.delivered, today) > 5'],
    ['order.total > money("10000 JPY")'],
    ['order.items.exists(line, line.quantity > 1)'],
    ['size(slots.lines) == 2 && "one" in slots.lines'],
    ['has(slots.bought)'],
  ])('%s is one', (text) => {
    expect(conditions.problem(text, 'condition')).toBeUndefined();
  });

  test.each([
    ['order.state == "delivered"', /No such key: state/],
    ['slots.opend', /No such key: opend; opened is meant, perhaps/],
    ['slots.opened == "yes"', /bool == string/],
    ['today - order.total > 3', /not defined|no such overload/i],
    ['order.total > 10000', /not defined|no such overload/i],
    ['slots.pieces', /it gives int, not true or false/],
    ['ordr.status == "delivered"', /Unknown variable: ordr/],
    ['process.exit(1)', /Unknown variable|not found/i],
  ])('%s is none', (text, told) => {
    expect(conditions.problem(text, 'condition')).toMatch(told);
  });
});

describe('days, working days and money count as people count them', () => {
  test.each([
    [
      'a look-up that tells a day as an instant means the day of the shop',
      'order.delivered == date("2026-11-17")',
      true,
    ],
    ['days between two days', 'today - slots.bought == 10', true],
    ['working days leave out weekends', 'workingDays(slots.bought, today) == 8', true],
    [
      'the third working day from Friday on is Thursday after a holiday',
      'addWorkingDays(today, 3) == date("2026-11-26")',
      true,
    ],
    ['the other way round they are negative', 'workingDays(today, slots.bought) == -8', true],
    ['a day of the week', 'weekday(today) == "fri"', true],
    ['an amount of the same currency', 'slots.paid + money("500 JPY") == money("4000 JPY")', true],
    [
      'a list of things with fields of their own',
      'order.items.filter(line, line.price > slots.paid).size() == 1',
      true,
    ],
    ['a slot that is not given', 'has(slots.order)', false],
  ])('%s', (_, text, expected) => {
    expect(conditions.holds(text, facts)).toBe(expected);
  });

  test('two currencies are not compared: that is a fault, not a no', () => {
    expect(() => conditions.holds('slots.paid > money("20 USD")', facts)).toThrow(/JPY and USD cannot be compared/);
  });

  test('a field that a look-up did not bring is a fault, unless it is asked for first', () => {
    const without = { ...facts, brought: { order: { status: 'placed' } } };
    expect(() => conditions.holds('today - order.delivered < 3', without)).toThrow(/No such key: delivered/);
    expect(conditions.holds('has(order.delivered) && today - order.delivered < 3', without)).toBe(false);
  });

  test('a shop that never opens stops the counting with a reason', () => {
    const closed = { ...facts, calendar: { isWorkingDay: () => false } };
    expect(() => conditions.holds('addWorkingDays(today, 1) == today', closed)).toThrow(/no working days/);
  });
});

test('a value leaves as it is stored: plain JSON', () => {
  expect(conditions.evaluate('slots.bought + 3', facts)).toBe('2026-11-13');
  expect(conditions.evaluate('slots.paid', facts)).toEqual({ amount: 3500, currency: 'JPY' });
  expect(conditions.evaluate('slots.pieces * 2', facts)).toBe(4);
  expect(conditions.evaluate('slots.lines', facts)).toEqual(['one', 'two']);
});
