import { z } from 'zod';
import type { Database } from '../database/database.js';
import { sql, template } from '../database/statements.js';
import { comparableMail, comparablePhone } from './contact.js';

export const orderStatuses = [
  'placed',
  'packed',
  'shipped',
  'out-for-delivery',
  'delivered',
  'delayed',
  'returned',
  'cancelled',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export interface OrderLine {
  readonly sku: string;
  readonly quantity: number;
}

/**
 * An order as the shop's list has it. Days are the first instant of the day in the shop's zone. `mail` and `phone`
 * prove whose it is: those given with the order, else the customer's as they are now; '' proves nothing.
 */
export interface Order {
  readonly number: string;
  readonly customer: string;
  readonly customerName: string;
  readonly mail: string;
  readonly phone: string;
  readonly status: OrderStatus;
  readonly placed: number;
  readonly expected: number | null;
  readonly delivered: number | null;
  readonly carrier: string | null;
  readonly tracking: string | null;
  readonly total: number;
  readonly currency: string;
  readonly lines: readonly OrderLine[];
}

/** The order of exactly this number. Whether the asker may hear of it is for `provenOwner`. */
export async function findOrder(database: Database, site: string, number: string): Promise<Order | undefined> {
  const [row] = await database.rows<OrderRow>(byNumber(database, { site, number }));
  return row && parseOrder(row);
}

/**
 * Whether a mail address or phone number is the one the order was placed with. One of the two is proof; something
 * empty, or an order without either, never is.
 */
export function provenOwner(order: Pick<Order, 'mail' | 'phone'>, given: { mail?: string; phone?: string }): boolean {
  const mail = comparableMail(order.mail);
  const phone = comparablePhone(order.phone);
  return (
    (mail !== '' && mail === comparableMail(given.mail ?? '')) ||
    (phone !== '' && phone === comparablePhone(given.phone ?? ''))
  );
}

interface OrderRow {
  number: string;
  customer: string;
  customerName: string | null;
  customerMail: string | null;
  customerPhone: string | null;
  mail: string;
  phone: string;
  status: string;
  placed: number;
  expected: number | null;
  delivered: number | null;
  carrier: string | null;
  tracking: string | null;
  total: number;
  currency: string;
  lines: string;
  cancelled: number | null;
  newName: string | null;
  newMail: string | null;
  newPhone: string | null;
}

/**
 * Written out and no parameter: SQLite compares it with the condition of an index that holds cancellations alone, and plans
 * the whole statement anew, for ten times what it costs to run, each time such a parameter is set.
 */
export const isCancelling = sql.lit('cancelled');

const byNumber = template<{ site: string; number: string }>((build, place) =>
  build
    .selectFrom('dataset')
    .innerJoin('shop_order as o', 'o.load', 'dataset.load')
    .leftJoin('dataset as people', (join) =>
      join.onRef('people.site', '=', 'dataset.site').on('people.name', '=', 'customers'),
    )
    .leftJoin('shop_customer as c', (join) => join.onRef('c.load', '=', 'people.load').onRef('c.id', '=', 'o.customer'))
    .leftJoin('order_change as change', (join) =>
      join
        .onRef('change.site', '=', 'dataset.site')
        .onRef('change.number', '=', 'o.number')
        .on('change.kind', '=', isCancelling),
    )
    .leftJoin('contact_change as told', (join) =>
      join.onRef('told.site', '=', 'dataset.site').onRef('told.customer', '=', 'o.customer'),
    )
    .select(['o.number', 'o.customer', 'o.mail', 'o.phone', 'o.status', 'o.placed', 'o.expected', 'o.delivered'])
    .select(['o.carrier', 'o.tracking', 'o.total', 'o.currency', 'o.lines'])
    .select(['c.name as customerName', 'c.mail as customerMail', 'c.phone as customerPhone'])
    .select(['told.name as newName', 'told.mail as newMail', 'told.phone as newPhone', 'change.made as cancelled'])
    .where('dataset.site', '=', place.text('site'))
    .where('dataset.name', '=', 'orders')
    .where('o.number', '=', place.text('number')),
);

/**
 * An order as it stands: what a customer cancelled here is cancelled, although the shop's list does not know it yet. A
 * list that says it has left nevertheless is believed: then it was too late.
 */
export function standingStatus(listed: OrderStatus, cancelled: number | null): OrderStatus {
  const hasLeft: readonly OrderStatus[] = ['shipped', 'out-for-delivery', 'delivered', 'returned'];
  return cancelled === null || hasLeft.includes(listed) ? listed : 'cancelled';
}

export const storedStatus = z.enum(orderStatuses);
const storedLines = z.array(z.object({ sku: z.string(), quantity: z.number() }));

function parseOrder(from: OrderRow): Order {
  const { customerName, customerMail, customerPhone, newName, newMail, newPhone, cancelled, ...row } = from;
  const own = row.mail !== '' || row.phone !== '';
  return {
    ...row,
    customerName: newName ?? customerName ?? '',
    mail: own ? row.mail : (newMail ?? customerMail ?? ''),
    phone: own ? row.phone : (newPhone ?? customerPhone ?? ''),
    status: standingStatus(storedStatus.parse(row.status), cancelled),
    lines: storedLines.parse(JSON.parse(row.lines)),
  };
}
