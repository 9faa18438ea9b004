import type { CustomerOrder } from '../console-wire.js';
import type { Database } from '../database/database.js';
import { sql, template } from '../database/statements.js';
import { z } from 'zod';
import { comparableMail } from './contact.js';
import type { Customer } from './customer.js';
import { isCancelling, standingStatus, storedStatus } from './order.js';

/** Enough for somebody who answers; the shop's own system has the rest. */
const most = 10;

/** The shop's customer of this number, or of exactly this mail address. */
export async function findCustomer(
  database: Database,
  site: string,
  by: { readonly id: string } | { readonly mail: string },
): Promise<Customer | undefined> {
  const [row] = await database.read(
    database.build
      .selectFrom('dataset')
      .innerJoin('shop_customer as c', 'c.load', 'dataset.load')
      .select(['c.id', 'c.name', 'c.mail', 'c.phone', 'c.language'])
      .where('dataset.site', '=', site)
      .where('dataset.name', '=', 'customers')
      .$if('id' in by, (query) => query.where('c.id', '=', 'id' in by ? by.id : ''))
      .$if('mail' in by, (query) => query.where('c.mail', 'in', spellings('mail' in by ? by.mail : '')))
      .limit(1),
  );
  return row;
}

/** The newest orders of a customer of the shop, or those placed with exactly this address; the goods by name. */
export async function ordersOf(
  database: Database,
  site: string,
  wanted: { readonly customer: string | null; readonly mail: string; readonly language: string },
): Promise<CustomerOrder[]> {
  const { customer, mail } = wanted;
  if (customer === null && mail === '') return [];
  const [typed, compared] = mail === '' ? [null, null] : [mail.trim(), comparableMail(mail)];
  const rows = await database.rows<OrderRow>(newest(database, { site, customer, typed, compared }));
  const orders = rows.map(({ lines, cancelled, ...row }) => ({
    ...row,
    status: standingStatus(storedStatus.parse(row.status), cancelled),
    lines: storedLines.parse(JSON.parse(lines)),
  }));
  const names = await namesOf(database, site, { skus: skusIn(orders), language: wanted.language });
  return orders.map((order) => ({
    ...order,
    lines: order.lines.map((line) => ({ ...line, name: names.get(line.sku) ?? line.sku })),
  }));
}

interface OrderRow extends Omit<CustomerOrder, 'lines'> {
  readonly cancelled: number | null;
  readonly lines: string;
}

/** Each way to an order by its own index, and then the two together: in one question with an `or` the whole list is read. */
const newest = template<{ site: string; customer: string | null; typed: string | null; compared: string | null }>(
  (_, place) => {
    const load = sql`(select load from dataset where site = ${place.text('site')} and name = 'orders')`;
    return sql`
      select o.number, o.status, change.made as cancelled, o.placed, o.expected, o.delivered, o.carrier, o.tracking,
        o.total, o.currency, o.lines
      from (select load, number from shop_order where load = ${load} and customer = ${place.text('customer')}
        union all select load, number from shop_order where load = ${load}
          and mail in (${place.text('typed')}, ${place.text('compared')})
          and customer is distinct from ${place.text('customer')}) as own
      join shop_order o on o.load = own.load and o.number = own.number
      left join order_change change
        on change.site = ${place.text('site')} and change.number = o.number and change.kind = ${isCancelling}
      order by o.placed desc limit ${sql.lit(most)}`;
  },
);

const storedLines = z.array(z.object({ sku: z.string(), quantity: z.number() }));
const storedNames = z.record(z.string(), z.string());

/** As it was typed and as addresses are compared: both are exact, so the index finds them. */
const spellings = (mail: string): string[] => [...new Set([mail.trim(), comparableMail(mail)])];

const skusIn = (orders: readonly { lines: readonly { sku: string }[] }[]): string[] => [
  ...new Set(orders.flatMap(({ lines }) => lines.map(({ sku }) => sku))),
];

async function namesOf(
  database: Database,
  site: string,
  { skus, language }: { skus: readonly string[]; language: string },
): Promise<ReadonlyMap<string, string>> {
  if (skus.length === 0) return new Map();
  const rows = await database.read(
    database.build
      .selectFrom('dataset')
      .innerJoin('product', 'product.load', 'dataset.load')
      .select(['product.sku', 'product.name'])
      .where('dataset.site', '=', site)
      .where('dataset.name', '=', 'products')
      .where('product.sku', 'in', skus),
  );
  return new Map(
    rows.map(({ sku, name }) => {
      const byLanguage = storedNames.parse(JSON.parse(name));
      return [sku, byLanguage[language] ?? Object.values(byLanguage)[0] ?? sku];
    }),
  );
}
