import { customerOfThread } from '../../customers/identified.js';
import { findOrder, type Order } from '../../customers/order.js';
import { ordersOf } from '../../customers/orders-of.js';
import { productBySku, type Product } from '../../customers/product.js';
import type { Database } from '../../database/database.js';
import type { FieldKind, Shape } from '../../flows/shape.js';
import type { Asker, LookUp, Values } from '../system.js';
import { provenMails } from './code.js';
import { customerByMail } from './customer.js';
import { dayOf, dayOrNone, daysBetween } from './days.js';
import { addressOf, canChange } from './order-change.js';
import { listCurrency, nameOf } from './product.js';
import { isLocked, proveOrder } from './proof.js';
import { found, none, textIn } from './values.js';

/**
 * `order` {number}: only that there is one, and whether it is locked because too much was guessed. Whoever knows the
 * number alone learns nothing of what was bought or by whom.
 */
export function createOrderLookUp(database: Database): LookUp {
  return {
    signature: { takes: { number: 'text' }, gives: { number: 'text', locked: 'yes-no' } },
    async look(asker, values) {
      const order = await findOrder(database, asker.site, textIn(values, 'number', 40));
      if (!order) return none;
      return found({ number: order.number, locked: await isLocked(database, asker, order.number) });
    },
  };
}

const line: Readonly<Record<string, FieldKind>> = {
  ...{ sku: 'text', name: 'text', quantity: 'count', price: 'money', category: 'text' },
  ...{ sale: 'yes-no', returnable: 'yes-no' },
};

export const orderShape: Shape = {
  ...{ number: 'text', customer: 'text', status: 'text', placed: 'date', expected: 'date', delivered: 'date' },
  ...{ carrier: 'text', tracking: 'text', total: 'money', currency: 'text', lines: 'text', items: { list: line } },
  ...{
    address: 'text',
    shipped: 'yes-no',
    changeable: 'yes-no',
    daysSincePlaced: 'count',
    daysSinceDelivered: 'count',
  },
};

/**
 * `own-order` {number, contact}: everything, and only to whom the order was proven to belong (proof.ts). `contact` may
 * be left out where the site or a code has said who asks. A wrong contact and a locked order are both `none`.
 */
export function createOwnOrderLookUp(database: Database): LookUp {
  return {
    signature: { takes: { number: 'text', contact: 'text' }, optional: ['contact'], gives: orderShape },
    async look(asker, values) {
      const order = await findOrder(database, asker.site, textIn(values, 'number', 40));
      if (!order || !(await proveOrder(database, asker, order, textIn(values, 'contact', 254)))) return none;
      return found(await toldOrder(database, asker, order));
    },
  };
}

/** A list somebody can still choose from. */
const mostOrders = 10;

/**
 * `own-orders` {}: the newest orders of whom the site has vouched for, or a code has reached, for those who do not know
 * a number. `none` for everybody else; each order is proven with it.
 */
export function createOwnOrdersLookUp(database: Database): LookUp {
  return {
    signature: {
      takes: {},
      gives: {
        ...{ count: 'count', number: 'text' },
        orders: { list: { number: 'text', status: 'text', placed: 'date', total: 'money', lines: 'text' } },
      },
    },
    async look(asker) {
      const [known, mails] = await Promise.all([
        customerOfThread(database, asker.thread),
        provenMails(database, asker),
      ]);
      if (!known && mails.length === 0) return none;
      const people = [
        ...(known ? [{ customer: known.subject, mail: known.mail }] : []),
        ...(await Promise.all(
          mails.map(async (mail) => ({
            customer: (await customerByMail(database, asker.site, mail))?.id ?? null,
            mail,
          })),
        )),
      ];
      const { site, language, settings } = asker;
      const lists = await Promise.all(people.map((one) => ordersOf(database, site, { ...one, language })));
      const all = [...new Map(lists.flat().map((order) => [order.number, order])).values()]
        .toSorted((one, other) => other.placed - one.placed)
        .slice(0, mostOrders);
      const orders = all.map(({ number, status, placed, total, currency, lines }) => ({
        ...{ number, status, placed: dayOf(placed, settings.zone), total: { amount: total, currency } },
        lines: writtenLines(lines, language),
      }));
      return found({ count: orders.length, number: orders[0]?.number, orders });
    },
  };
}

function writtenLines(lines: readonly { name: string; quantity: number }[], language: string): string {
  const written = lines.map(({ name, quantity }) => (quantity === 1 ? name : `${name} × ${quantity}`));
  return written.join(language === 'ja' ? '、' : ', ');
}

async function toldOrder(database: Database, asker: Asker, order: Order): Promise<Values> {
  const { settings, now, language } = asker;
  const { number, customer, status, carrier, tracking, total, currency } = order;
  const [products, address] = await Promise.all([
    productsOf(database, asker, order),
    addressOf(database, asker.site, number),
  ]);
  const items = order.lines.map(({ sku, quantity }) => toldLine({ sku, quantity, product: products.get(sku) }, asker));
  const today = dayOf(now, settings.zone);
  const delivered = dayOrNone(order.delivered, settings.zone);
  const placed = dayOf(order.placed, settings.zone);
  return {
    ...{ number, customer, status, carrier, tracking, currency, address, placed, delivered, items },
    ...{ expected: dayOrNone(order.expected, settings.zone), total: { amount: total, currency } },
    ...{ lines: writtenLines(items, language) },
    ...{ shipped: hasLeft(order), changeable: canChange(order), daysSincePlaced: daysBetween(placed, today) },
    daysSinceDelivered: delivered === undefined ? undefined : daysBetween(delivered, today),
  };
}

interface Line {
  readonly sku: string;
  readonly quantity: number;
  readonly product: Product | undefined;
}

/** A product that has left the catalogue since is told by its number. Prices are those of the catalogue now. */
function toldLine({ sku, quantity, product }: Line, asker: Asker): Values & { name: string; quantity: number } {
  if (!product) return { sku, name: sku, quantity, sale: false, returnable: true };
  const { category, price, sale, returnable } = product;
  const name = nameOf(product, asker);
  return { sku, name, quantity, price: { amount: price, currency: listCurrency }, category, sale, returnable };
}

/** The products of an order that are still in the catalogue. */
export async function productsOf(
  database: Database,
  { site }: Pick<Asker, 'site'>,
  { lines }: Pick<Order, 'lines'>,
): Promise<ReadonlyMap<string, Product>> {
  const all = await Promise.all(
    [...new Set(lines.map(({ sku }) => sku))].map((sku) => productBySku(database, site, sku)),
  );
  return new Map(all.flatMap((product) => (product ? [[product.sku, product]] : [])));
}

export const hasLeft = ({ status }: Pick<Order, 'status'>): boolean =>
  status === 'shipped' || status === 'out-for-delivery' || status === 'delivered' || status === 'returned';
