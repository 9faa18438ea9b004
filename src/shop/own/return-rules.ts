import { findOrder, type Order } from '../../customers/order.js';
import type { Product } from '../../customers/product.js';
import type { Database } from '../../database/database.js';
import { template } from '../../database/statements.js';
import type { FieldKind } from '../../flows/shape.js';
import type { Asker, LookUp, Values } from '../system.js';
import { dayOf, daysBetween } from './days.js';
import { productsOf } from './order.js';
import { listCurrency, nameOf } from './product.js';
import { mayChange } from './proof.js';
import { found, listIn, none, textIn } from './values.js';

/** So many pieces of one line of an order. */
export interface Piece {
  readonly sku: string;
  readonly quantity: number;
}

const line: Readonly<Record<string, FieldKind>> = {
  ...{ sku: 'text', name: 'text', quantity: 'count', left: 'count', price: 'money', category: 'text' },
  ...{ sale: 'yes-no', returnable: 'yes-no', returned: 'yes-no' },
};

/**
 * `return-rules` {order, items}: the facts by which a flow's `check` decides, each by its own name, so that the agent is
 * shown the rule that decided. `items` are lines of the order (`KT-200 x2`; without a number all of them); left out, the
 * whole order. `valid: false` when one is not in the order or not so often. Only for who has proven the order.
 */
export function createReturnRulesLookUp(database: Database): LookUp {
  return {
    signature: {
      takes: { order: 'text', items: 'list' },
      optional: ['items'],
      gives: {
        ...{ number: 'text', status: 'text', isDelivered: 'yes-no', delivered: 'date', daysSinceDelivered: 'count' },
        ...{ days: 'count', openedDays: 'count', withinDays: 'yes-no', withinOpenedDays: 'yes-no' },
        ...{
          valid: 'yes-no',
          allReturnable: 'yes-no',
          anySale: 'yes-no',
          saleAllowed: 'yes-no',
          anyReturned: 'yes-no',
        },
        ...{ worth: 'money', priceLimit: 'money', overLimit: 'yes-no', whole: 'yes-no', items: { list: line } },
      },
    },
    async look(asker, values) {
      const order = await findOrder(database, asker.site, textIn(values, 'order', 40));
      if (!order || !(await mayChange(database, asker, order))) return none;
      const [products, returned] = await Promise.all([
        productsOf(database, asker, order),
        returnedOf(database, asker.site, order.number),
      ]);
      const chosen = chosenPieces(order, returned, listIn(values, 'items'));
      return found({ ...timeFacts(asker, order), ...goodsFacts(asker, { order, products, returned, chosen }) });
    },
  };
}

/** What of an order has gone back or is about to: pieces by product, and whether a return of it is open. */
export type Returned = ReadonlyMap<string, { readonly pieces: number; readonly isOpen: boolean }>;

export async function returnedOf(database: Database, site: string, number: string): Promise<Returned> {
  const rows = await database.rows<{ sku: string; quantity: number; open: number }>(
    goneBack(database, { site, number }),
  );
  const all = new Map<string, { pieces: number; isOpen: boolean }>();
  for (const { sku, quantity, open } of rows) {
    const before = all.get(sku) ?? { pieces: 0, isOpen: false };
    all.set(sku, { pieces: before.pieces + quantity, isOpen: before.isOpen || open === 1 });
  }
  return all;
}

const goneBack = template<{ site: string; number: string }>((build, place) =>
  build
    .selectFrom('return_line as line')
    .innerJoin('return_case as one', (join) =>
      join.onRef('one.site', '=', 'line.site').onRef('one.id', '=', 'line.return_case'),
    )
    .select(['line.sku', 'line.quantity', 'line.open'])
    .where('line.site', '=', place.text('site'))
    .where('line.number', '=', place.text('number'))
    .where('one.status', '!=', 'refused'),
);

/** The pieces that are meant; undefined when one of them is not in the order, or not so often. */
export function chosenPieces(
  { lines }: Pick<Order, 'lines'>,
  returned: Returned,
  items: readonly string[],
): readonly Piece[] | undefined {
  const bought = new Map<string, number>();
  for (const { sku, quantity } of lines) bought.set(sku, (bought.get(sku) ?? 0) + quantity);
  const left = (sku: string): number => (bought.get(sku) ?? 0) - (returned.get(sku)?.pieces ?? 0);
  if (items.length === 0) {
    return [...bought.keys()].map((sku) => ({ sku, quantity: left(sku) })).filter(({ quantity }) => quantity > 0);
  }
  const wanted = new Map<string, number>();
  for (const item of items) {
    const [, sku = '', quantity] = /^([A-Za-z0-9][\w./-]{0,39})(?:\s{0,3}[x×]\s{0,3}([1-9]\d{0,3}))?$/.exec(item) ?? [];
    const number = sku.toUpperCase();
    if (!bought.has(number)) return undefined;
    wanted.set(number, (wanted.get(number) ?? 0) + (quantity === undefined ? left(number) : Number(quantity)));
  }
  const pieces = [...wanted].map(([sku, quantity]) => ({ sku, quantity }));
  return pieces.every(({ sku, quantity }) => quantity > 0 && quantity <= left(sku)) ? pieces : undefined;
}

function timeFacts({ settings, now }: Asker, { number, status, delivered }: Order): Values {
  const { days, openedDays } = settings.returns;
  const told = { number, status, days, openedDays, isDelivered: status === 'delivered' };
  if (delivered === null) return { ...told, withinDays: false, withinOpenedDays: false };
  const day = dayOf(delivered, settings.zone);
  const since = daysBetween(day, dayOf(now, settings.zone));
  const within = { withinDays: since <= days, withinOpenedDays: since <= openedDays };
  return { ...told, delivered: day, daysSinceDelivered: since, ...within };
}

interface Goods {
  readonly order: Order;
  readonly products: ReadonlyMap<string, Product>;
  readonly returned: Returned;
  readonly chosen: readonly Piece[] | undefined;
}

function goodsFacts(asker: Asker, { order, products, returned, ...goods }: Goods): Values {
  const chosen = goods.chosen ?? [];
  const { priceLimit, saleItems } = asker.settings.returns;
  const about = chosen.map(({ sku, quantity }) => ({ sku, quantity, product: products.get(sku) }));
  const worth = about.reduce((sum, { quantity, product }) => sum + quantity * (product?.price ?? 0), 0);
  // What has left the catalogue has no price any more: then the order's own total is the careful answer.
  const amount = about.some(({ product }) => !product) ? order.total : worth;
  const money = (units: number): Values => ({ amount: units, currency: order.currency });
  return {
    ...{ valid: goods.chosen !== undefined && chosen.length > 0, whole: isWhole(order, chosen) },
    allReturnable: about.every(({ product }) => product?.returnable ?? true),
    anySale: about.some(({ product }) => product?.sale ?? false),
    anyReturned: chosen.some(({ sku }) => returned.get(sku)?.isOpen ?? false) || chosen.length === 0,
    ...{ saleAllowed: saleItems, worth: money(amount), overLimit: priceLimit !== null && amount > priceLimit },
    priceLimit: priceLimit === null ? undefined : money(priceLimit),
    items: order.lines.map(({ sku, quantity }) => toldLine(asker, { sku, quantity, products, returned })),
  };
}

const isWhole = ({ lines }: Pick<Order, 'lines'>, chosen: readonly Piece[]): boolean =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0) === chosen.reduce((sum, { quantity }) => sum + quantity, 0);

function toldLine(
  asker: Asker,
  { sku, quantity, products, returned }: Piece & Pick<Goods, 'products' | 'returned'>,
): Values {
  const product = products.get(sku);
  const before = returned.get(sku);
  const left = Math.max(0, quantity - (before?.pieces ?? 0));
  const told = { sku, quantity, left, returned: before?.isOpen ?? false };
  if (!product) return { ...told, name: sku, sale: false, returnable: true };
  const { price, category, sale, returnable } = product;
  return {
    ...{ ...told, name: nameOf(product, asker), category, sale, returnable },
    price: { amount: price, currency: listCurrency },
  };
}
