import type { Database } from '../database/database.js';
import type { Imported, ProblemList } from '../import/problem.js';
import { shown, type RowReader } from '../import/row-reader.js';
import { importList, type ImportRequest, type ListKind } from '../import/table.js';
import { customerWant, mailWant, phoneWant } from './import-customers.js';
import { skuWant } from './import-products.js';
import { orderStatuses, type Order, type OrderLine, type OrderStatus } from './order.js';
import { createReference } from './reference.js';

type NewOrder = Omit<Order, 'customerName'>;

/**
 * Imports a shop's orders: number, customer, status, placed, total, lines and, where there are any, expected,
 * delivered, carrier, tracking, currency, mail, phone. Customers and products must have been imported before.
 */
export function importOrders(database: Database, request: ImportRequest): Promise<Imported> {
  return importList(database, orders(database, request.site), request);
}

function orders(database: Database, site: string): ListKind<NewOrder> {
  const { build } = database;
  return {
    name: 'orders',
    columns: {
      required: ['number', 'customer', 'status', 'placed', 'total', 'lines'],
      optional: ['expected', 'delivered', 'carrier', 'tracking', 'currency', 'mail', 'phone'],
    },
    key: { column: 'number', of: ({ number }) => number },
    read: readOrder,
    check: referenceCheck(database, site),
    insert: (rows, load) =>
      build
        .insertInto('shop_order')
        .values(rows.map((row) => ({ load, ...row, lines: JSON.stringify(row.lines) })))
        .compile(),
    remove: (load, most) =>
      build
        .deleteFrom('shop_order')
        .where('load', '=', load)
        .where(
          'number',
          'in',
          build.selectFrom('shop_order').select('number').where('load', '=', load).orderBy('number').limit(most),
        )
        .returning('number')
        .compile(),
  };
}

function readOrder(cells: RowReader): NewOrder | undefined {
  const number = cells.text('number', { most: 40, pattern: /^[\w./-]+$/, kind: 'an order number', example: 'A-10293' });
  const customer = cells.text('customer', customerWant);
  const status = readStatus(cells);
  const placed = cells.day('placed', true);
  const expected = cells.day('expected', false);
  const delivered = cells.day('delivered', status === 'delivered' || status === 'returned');
  const carrier = cells.optional('carrier', { most: 60, example: 'Kumo Express' });
  const tracking = cells.optional('tracking', { most: 60, example: '0000-1234-5678' });
  const total = cells.amount('total');
  const currency = cells.optional('currency', { most: 3, pattern: /^[A-Z]{3}$/, kind: 'a currency', example: 'JPY' });
  const mail = cells.optional('mail', mailWant);
  const phone = cells.optional('phone', phoneWant);
  const lines = readLines(cells);
  if (placed && delivered && delivered < placed)
    return cells.wrong('delivered', 'it was delivered before it was placed', 'today-1');
  if (number === undefined || customer === undefined || !status || typeof placed !== 'number') return undefined;
  if (expected === undefined || delivered === undefined || total === undefined || !lines) return undefined;
  if (carrier === undefined || tracking === undefined || currency === undefined) return undefined;
  if (mail === undefined || phone === undefined) return undefined;
  return {
    ...{ number, customer, status, placed, expected, delivered, total, lines, mail, phone },
    carrier: carrier || null,
    tracking: tracking || null,
    currency: currency || 'JPY',
  };
}

function readStatus(cells: RowReader): OrderStatus | undefined {
  const written = cells.text('status', { most: 40, example: 'shipped' });
  if (written === undefined) return undefined;
  const plain = written.toLowerCase().replace(/[\s_]+/g, '-');
  const status = orderStatuses.find((one) => one === plain);
  return status ?? cells.wrong('status', `'${shown(written)}' is not a state of an order`, orderStatuses.join(', '));
}

function readLines(cells: RowReader): OrderLine[] | undefined {
  const example = 'KT-200 x1; RC-55 x2';
  const written = cells.text('lines', { most: 2000, example });
  if (written === undefined) return undefined;
  const lines: OrderLine[] = [];
  for (const part of written.split(/[;；]/).filter((each) => each.trim() !== '')) {
    const [, sku = '', quantity = '1'] = /^\s*(\S+?)(?:\s*[x×]\s*([1-9]\d{0,3}))?\s*$/.exec(part) ?? [];
    if (!skuWant.pattern.test(sku))
      return cells.wrong('lines', `'${shown(part.trim())}' is not a product and its quantity`, example);
    lines.push({ sku, quantity: Number(quantity) });
  }
  return lines.length > 0 ? lines : cells.wrong('lines', 'there is no product in it', example);
}

/** Whether the customers and products that orders name are in the lists that are visible now. */
function referenceCheck(database: Database, site: string): NonNullable<ListKind<NewOrder>['check']> {
  const customers = createReference(database, site, 'customers');
  const products = createReference(database, site, 'products');
  return async (rows, problems) => {
    const lostCustomers = await customers.missing(rows.map(({ row }) => row.customer));
    const lostProducts = await products.missing(rows.flatMap(({ row }) => row.lines.map(({ sku }) => sku)));
    if (lostCustomers === 'none-imported' || lostProducts === 'none-imported') {
      return importFirst(problems, lostCustomers === 'none-imported' ? 'customers' : 'products');
    }
    for (const { line, row } of rows) {
      const unknown = (field: string, what: string): void =>
        problems.add({ line, field, code: 'unknown-reference', message: `there is no ${what} among those imported` });
      if (lostCustomers.has(row.customer)) unknown('customer', `customer '${row.customer}'`);
      for (const { sku } of row.lines) if (lostProducts.has(sku)) unknown('lines', `product '${sku}'`);
    }
  };
}

/** Said once: without the other list every row would be wrong. */
function importFirst(problems: ProblemList, list: string): void {
  const message = `no ${list} have been imported yet, and orders refer to them; import ${list} first`;
  if (!problems.has('import-first')) problems.add({ line: 1, field: '', code: 'import-first', message });
}
