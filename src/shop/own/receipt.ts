import { findOrder } from '../../customers/order.js';
import type { Database } from '../../database/database.js';
import { newId } from '../../id.js';
import type { OwnAct } from '../system.js';
import { dayOf } from './days.js';
import type { ShopLinks } from './links.js';
import { hasLeft, productsOf } from './order.js';
import { mayChange } from './proof.js';
import { receiptContent, receiptContentOf, type ReceiptContent } from './receipt-content.js';
import { done, lineIn, refused, textIn } from './values.js';

const mostCopies = 20;

/**
 * `receipt` {order, addressee, note}: a receipt (領収書) as a page to print, under a signed link that expires. Each one after
 * the first is marked as issued again. Refused with `not-found`, `not-proven`, `cancelled`, `not-yet` (what has not
 * left can still be cancelled, and its money given back) or `too-many`.
 */
export function createReceiptAct({ database, links }: { database: Database; links: ShopLinks }): OwnAct {
  return {
    signature: {
      takes: { order: 'text', addressee: 'text', note: 'text' },
      optional: ['addressee', 'note'],
      gives: { link: 'text', number: 'text', again: 'yes-no', addressee: 'text', until: 'date', why: 'text' },
    },
    async plan(asker, values) {
      const { site, settings, language, conversation, key, now } = asker;
      const order = await findOrder(database, site, textIn(values, 'order', 40));
      if (!order) return refused('not-found');
      if (!(await mayChange(database, asker, order))) return refused('not-proven');
      if (order.status === 'cancelled' || order.status === 'returned') return refused('cancelled');
      if (!hasLeft(order)) return refused('not-yet');
      const copy = (await copiesOf(database, site, order.number)) + 1;
      if (copy > mostCopies) return refused('too-many');
      const addressee = lineIn(values, 'addressee', 100) || order.customerName;
      const content = receiptContentOf(order, await productsOf(database, asker, order), { settings, language });
      const id = newId('q');
      const row = { id, site, number: order.number, copy, addressee, note: lineIn(values, 'note', 100), language };
      const statement = database.build
        .insertInto('shop_receipt')
        .values({ ...row, content: JSON.stringify(content), conversation, key, made: now })
        .compile();
      const until = dayOf(links.expiry(now), settings.zone);
      const number = receiptNumber(order.number, copy);
      const told = { link: links.address('receipt', id, now), number, again: copy > 1, addressee, until };
      // Two at the same moment want the same copy: the unique key lets one through, the other thinks again.
      return done(told, [{ statement, rows: 1 }]);
    },
  };
}

/** A receipt as it is printed. */
export interface ShopReceipt {
  readonly number: string;
  readonly order: string;
  readonly copy: number;
  readonly addressee: string;
  readonly note: string;
  readonly language: string;
  readonly made: number;
  readonly content: ReceiptContent;
}

export async function shopReceipt(database: Database, site: string, id: string): Promise<ShopReceipt | undefined> {
  const [row] = await database.read(
    database.build
      .selectFrom('shop_receipt')
      .select(['number', 'copy', 'addressee', 'note', 'language', 'made', 'content'])
      .where('site', '=', site)
      .where('id', '=', id),
  );
  if (!row) return undefined;
  const { number, content, ...same } = row;
  return {
    ...{ ...same, order: number, number: receiptNumber(number, row.copy) },
    content: receiptContent.parse(JSON.parse(content)),
  };
}

const receiptNumber = (order: string, copy: number): string => `${order}-${copy}`;

async function copiesOf(database: Database, site: string, number: string): Promise<number> {
  const [row] = await database.read(
    database.build
      .selectFrom('shop_receipt')
      .select((one) => one.fn.max('copy').as('copy'))
      .where('site', '=', site)
      .where('number', '=', number),
  );
  return row?.copy ?? 0;
}
