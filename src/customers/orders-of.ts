import type { CustomerOrder } from '../console-wire.js';
import type { Database } from '../database/database.js';
import { z } from 'zod';
import { comparableMail } from './contact.js';
import type { Customer } from './customer.js';
import { standingStatus, storedStatus } from './order.js';

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
  const rows = await database.read(
    database.build
      .selectFrom('dataset')
      .innerJoin('shop_order as o', 'o.load', 'dataset.load')
      .leftJoin('order_change as change', (join) =>
        join
          .onRef('change.site', '=', 'dataset.site')
          .onRef('change.number', '=', 'o.number')
          .on('change.kind', '=', 'cancelled'),
      )
      .select([
        'o.number',
        'o.status',
        'change.made as cancelled',
        'o.placed',
        'o.expected',
        'o.delivered',
        'o.carrier',
        'o.tracking',
      ])
      .select(['o.total', 'o.currency', 'o.lines'])
      .where('dataset.site', '=', site)
      .where('dataset.name', '=', 'orders')
      .where((by) =>
        by.or([
          ...(customer === null ? [] : [by('o.customer', '=', customer)]),
          ...(mail === '' ? [] : [by('o.mail', 'in', spellings(mail))]),
        ]),
      )
      .orderBy('o.placed', 'desc')
      .limit(most),
  );
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
