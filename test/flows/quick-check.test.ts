import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { conditionsOf, type Use } from '../../src/flows/condition.js';
import { flow } from '../../src/flows/flow.js';
import { expressionsIn } from '../../src/flows/lint-expressions.js';
import { createQuickCheck } from '../../src/flows/quick-check.js';
import { readFlows } from '../../src/flows/read-flows.js';
import type { Signature, Signatures } from '../../src/flows/shape.js';
import { ownSignatures } from '../../src/shop/own/signatures.js';

const signatures: Signatures = {
  lookups: new Map<string, Signature>([
    ['own-order', { takes: {}, gives: { status: 'text', total: 'money', items: { list: { sku: 'text' } } } }],
    ['own-parcel', { takes: {}, gives: { status: 'yes-no', sent: 'date' } }],
  ]),
  acts: new Map(),
};
const found = (name: string, lookup: string): object => ({ id: `find-${name}`, lookup, as: name, none: 'end' });
const back = flow.parse({
  ...{ flow: 'back', topic: 'orders' },
  slots: { order: { kind: 'order number' }, bought: { kind: 'date' }, opened: { kind: 'yes-no' } },
  steps: [found('order', 'own-order'), found('parcel', 'own-parcel')],
});
/** Means something else by `order` and `bought`, and looks up a `line`, which elsewhere is one of a list. */
const ask = flow.parse({
  ...{ flow: 'ask', topic: 'orders' },
  slots: { bought: { kind: 'text' }, size: { kind: 'count' } },
  steps: [found('order', 'own-parcel'), found('line', 'own-order'), found('other', 'nobody-knows')],
});
const check = createQuickCheck([back, ask], signatures);

describe('an expression that is right at first sight is right', () => {
  const name = fc.constantFrom(
    ...[
      'slots.order',
      'slots.bought',
      'slots.opened',
      'slots.size',
      'slots.none',
      'slots',
      'slots["size"]',
      'slots .size',
    ],
    ...[
      'order.status',
      'order.total',
      'order. sent',
      'order.items',
      'order',
      'parcel.sent',
      'line.total',
      'line',
      'other.x',
    ],
    ...[
      'today',
      'conversation.told',
      '"slots.size"',
      'date("2026-11-22")',
      'true',
      '1',
      '"order"',
      '[line]',
      '`order`',
    ],
    ...[
      '"a" + order',
      "'\"' + order + '\"'",
      '"""\"""" + order + """\""""',
      'r"\\" + order + "x"',
      '"\\"" + order + "\\""',
    ],
    ...['order.items.exists(line, line.sku == "a")', 'order.items.map(size, size.sku)', 'has(slots.size)', 'unknown'],
  );
  const expression = fc
    .tuple(
      name,
      fc.constantFrom('', '==', '<', '&&', '-', 'in', '? 1 :'),
      name,
      fc.constantFrom('', '!', 'size', 'not '),
    )
    .map(([left, sign, right, before]) => `${before}(${left}${sign === '' ? '' : ` ${sign} ${right}`})`);

  test('by whoever tells what is wrong, in each of two flows that mean different things by the same names', () => {
    const isRight = [back, ask].map((one) => ({ quick: check(one), whole: conditionsOf(one, signatures) }));
    let right = 0;
    fc.assert(
      fc.property(fc.oneof(name, expression), fc.constantFrom<Use>('condition', 'value'), (text, use) => {
        for (const { quick, whole } of isRight) {
          if (!quick(text, use)) continue;
          right += 1;
          expect({ text, use, problem: whole.problem(text, use) }).toEqual({ text, use, problem: undefined });
        }
      }),
      { numRuns: 3_000 },
    );
    expect(right).toBeGreaterThan(300);
  });

  test.each([
    ['a slot that only another flow has', 'slots.size > 1', false],
    ['a slot that is of another kind in the flow before', 'slots.bought == "x"', false],
    ['what only another flow looks up', 'line.status == "x"', false],
    ['what another flow calls by the same name', 'order.status == "sent"', true],
    [
      'one of a list that is called as another flow calls what it looks up',
      'order.items.exists(line, line.sku == "a")',
      false,
    ],
    ['one of a list', 'order.items.exists(one, one.sku == "a")', true],
    ['a slot taken by its name in brackets', 'slots["order"] == "a"', false],
  ])('%s', (_, text, right) => {
    expect(check(back)(text, 'condition')).toBe(right);
  });

  test('the flows we ship need nothing else, but where two look-ups go by one name', async () => {
    const { flows, blocks } = await readFlows('dialogs', ['en', 'ja'], ownSignatures());
    const quick = createQuickCheck([...flows, ...blocks], ownSignatures());
    const all = flows.flatMap((one) =>
      one.steps.flatMap(expressionsIn).map(({ text, use }) => ({ text, isRight: quick(one)(text, use) })),
    );
    expect(all.filter(({ isRight }) => !isRight).map(({ text }) => text)).toEqual([
      'changed.why == "nothing-new"',
      'item.known && item.stocked',
    ]);
  });
});
