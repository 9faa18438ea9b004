import { basketOf } from './baskets.mjs';

/** Documents, tests, the shop page and its conversations name these: they never change. */
const known = [
  order('A-10009', 'C-1054', 'packed', 2, { expected: -3, lines: [['HP-20', 1]] }),
  order('A-10293', 'C-1001', 'shipped', 2, { expected: -1, carrier: 'Kumo Express', lines: [['KT-200', 1]] }),
  order('A-10294', 'C-1001', 'delivered', 6, { expected: 3, delivered: 3, carrier: 'Kumo Express', lines: [['RC-55', 1]] }),
  order('A-10310', 'C-1002', 'delayed', 7, { expected: -3, carrier: 'Kumo Express', lines: [['RV-10', 1]] }),
  order('A-10311', 'C-1002', 'delivered', 20, {
    ...{ expected: 17, delivered: 17, carrier: 'Nagare Logistics' },
    lines: [['AP-40', 1], ['AP-F40', 2]],
  }),
  order('A-10320', 'C-1003', 'placed', 0, { expected: -3, lines: [['WM-90', 1]] }),
  order('A-10321', 'C-1003', 'cancelled', 9, { lines: [['HP-20', 1]] }),
  order('A-10330', 'C-1004', 'out for delivery', 3, { expected: 0, carrier: 'Nagare Logistics', lines: [['DL-5', 2]] }),
  order('A-10331', 'C-1004', 'returned', 30, { expected: 27, delivered: 27, carrier: 'Kumo Express', lines: [['MW-18', 1]] }),
];

/** Days count back from the import: 2 is the day before yesterday, -1 tomorrow. */
function order(number, customer, status, placed, more) {
  return { number, customer, status, placed, carrier: '', ...more };
}

/** So many orders of the last year, numbered as they came in, in every state an order of that age can be in. */
export function makeOrders(count, { customers, products, chance }) {
  const taken = new Set(known.map(({ number }) => number));
  const ages = Array.from({ length: count - known.length }, () => ageOf(chance)).toSorted((one, other) => other - one);
  // The last number given today stands a little above the known ones.
  let number = 10_352 - count;
  const made = ages.map((placed) => {
    do number += 1;
    while (taken.has(`A-${String(number).padStart(5, '0')}`));
    return madeOrder(`A-${String(number).padStart(5, '0')}`, placed, { customers, products, chance });
  });
  return [...known, ...made]
    .toSorted((one, other) => one.number.localeCompare(other.number))
    .map((one) => rowOf(one, products));
}

/** A third of the year's orders fall in the last five weeks: that is what people ask about. */
function ageOf(chance) {
  return chance.weighed([
    [12, () => chance.whole(0, 6)],
    [23, () => chance.whole(7, 35)],
    [65, () => chance.whole(36, 364)],
  ])();
}

function madeOrder(number, placed, { customers, products, chance }) {
  const lines = basketOf(products, chance);
  const isLarge = lines.some(([sku]) => /^(WM|RF|FZ|DR|DW|TV|KO)-/.test(sku));
  const takes = chance.whole(2, 3) + (isLarge ? 2 : 0);
  const status = statusAt(placed, takes, chance);
  const base = order(number, whose(customers, chance), status, placed, { lines });
  if (status === 'cancelled') return base;
  const late = status === 'delayed' ? chance.whole(2, 4) : 0;
  // Due today or later while it is under way; a delayed one has a new day.
  const expected = status === 'delayed' ? -late : isUnderWay(status) ? Math.min(placed - takes, status === 'out for delivery' ? 0 : -1) : placed - takes;
  const carrier = ['placed', 'packed'].includes(status) ? '' : carrierOf(lines, isLarge, chance);
  if (!['delivered', 'returned'].includes(status)) return { ...base, expected, carrier };
  return { ...base, expected, carrier, delivered: Math.max(0, expected - (chance.happens(0.09) ? 1 : 0)) };
}

const isUnderWay = (status) => ['placed', 'packed', 'shipped', 'out for delivery'].includes(status);

function statusAt(age, takes, chance) {
  if (chance.happens(0.035)) return 'cancelled';
  if (age === 0) return chance.happens(0.85) ? 'placed' : 'packed';
  if (age < takes - 1) return chance.weighed([[3, 'placed'], [5, 'packed'], [3, 'shipped']]);
  if (age < takes) return chance.weighed([[1, 'packed'], [8, 'shipped']]);
  if (age === takes) return chance.weighed([[5, 'out for delivery'], [2, 'shipped'], [3, 'delivered']]);
  if (age <= takes + 4 && chance.happens(0.22)) return 'delayed';
  if (age >= takes + 5 && chance.happens(0.045)) return 'returned';
  return 'delivered';
}

/** Some come back again and again, most came once or twice. */
const whose = (customers, chance) => customers[Math.floor(chance.next() ** 1.5 * customers.length)].id;

function carrierOf(lines, isLarge, chance) {
  if (isLarge) return 'Nagare Logistics';
  if (lines.length === 1 && /-[A-Z]+\d+$/.test(lines[0][0])) return 'Tsubame Mail';
  return chance.happens(0.6) ? 'Kumo Express' : 'Nagare Logistics';
}

/** Shipping is free from 5,000 yen on and costs 550 below: the articles say so, so the totals must too. */
function rowOf({ number, customer, status, placed, expected, delivered, carrier, lines }, products) {
  const goods = lines.reduce((sum, [sku, quantity]) => sum + products.get(sku).price * quantity, 0);
  return {
    ...{ number, customer, status },
    ...{ placed: day(placed), expected: day(expected), delivered: day(delivered), carrier },
    tracking: carrier === '' ? '' : `0000-2026-${number.slice(-4)}`,
    total: goods + (goods >= 5_000 ? 0 : 550),
    lines: lines.map(([sku, quantity]) => `${sku} x${quantity}`).join('; '),
  };
}

function day(back) {
  if (back === undefined) return '';
  return back === 0 ? 'today' : back > 0 ? `today-${back}` : `today+${-back}`;
}
