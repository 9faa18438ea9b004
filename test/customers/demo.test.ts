import { execFile } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { importCustomers } from '../../src/customers/import-customers.js';
import { importOrders } from '../../src/customers/import-orders.js';
import { importProducts } from '../../src/customers/import-products.js';
import { findOrder, orderStatuses, provenOwner } from '../../src/customers/order.js';
import { allProducts } from '../../src/customers/product.js';
import type { Database } from '../../src/database/database.js';
import { migrate } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open.js';
import { temporaryFolder } from '../setup/databases.js';

const now = Date.parse('2026-11-21T01:00:00Z');
const demo = (file: string) => ({
  ...{ site: 'demo', now, zone: 'Asia/Tokyo' },
  source: { file: join(import.meta.dirname, '../../demo', file) },
});

describe('the demo shop', () => {
  let database: Database;

  beforeAll(async () => {
    database = await openDatabase(join(temporaryFolder(), 'shop.sqlite'));
    await migrate(database);
  });
  afterAll(() => database.close());

  test('goes in through the importers a real shop uses', async () => {
    expect(await importProducts(database, demo('products.csv'))).toEqual({ imported: 150 });
    expect(await importCustomers(database, demo('customers.csv'))).toEqual({ imported: 300 });
    expect(await importOrders(database, demo('orders.csv'))).toEqual({ imported: 1_500 });
  });

  test('has orders in every state', async () => {
    const states = await database.read(database.build.selectFrom('shop_order').select('status').distinct());
    expect(states.map(({ status }) => status).sort()).toEqual([...orderStatuses].sort());
  });

  test('names and describes every product in both languages, no two the same, with other names for it', async () => {
    const products = await allProducts(database, 'demo');
    const lacking = products.filter(
      ({ name, details, aliases }) => !name['en'] || !name['ja'] || !details['en'] || !details['ja'] || !aliases.length,
    );
    expect(lacking.map(({ sku }) => sku)).toEqual([]);
    for (const language of ['en', 'ja'])
      expect(new Set(products.map(({ name }) => name[language])).size).toBe(products.length);
  });

  test('its lists are the ones the generator writes', async () => {
    const folder = temporaryFolder();
    cpSync('demo', join(folder, 'demo'), { recursive: true });
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
    await promisify(execFile)(process.execPath, [join(folder, 'demo/make/make.mjs')]);
    for (const file of ['customers.csv', 'orders.csv'])
      expect(readFileSync(join(folder, 'demo', file), 'utf8')).toBe(readFileSync(join('demo', file), 'utf8'));
  });

  test.each([
    ['A-10293', { mail: 'kim@example.com' }, 'shipped', 'KT-200', '2026-11-22', null],
    ['A-10294', { phone: '090-0000-1234' }, 'delivered', 'RC-55', '2026-11-18', '2026-11-18'],
    ['A-10310', { mail: 'hanako@example.jp' }, 'delayed', 'RV-10', '2026-11-24', null],
    ['A-10311', { phone: '080-0000-5678' }, 'delivered', 'AP-40', '2026-11-04', '2026-11-04'],
    ['A-10320', { mail: 'ichiro@example.jp' }, 'placed', 'WM-90', '2026-11-24', null],
    ['A-10321', { phone: '03-0000-2468' }, 'cancelled', 'HP-20', null, null],
    ['A-10330', { mail: 'maria@example.com' }, 'out-for-delivery', 'DL-5', '2026-11-21', null],
    ['A-10331', { phone: '070-0000-1357' }, 'returned', 'MW-18', '2026-10-25', '2026-10-25'],
  ] as const)('%s is as its README says', async (number, proof, status, sku, expected, delivered) => {
    const order = await findOrder(database, 'demo', number);
    const midnight = (date: string | null) => (date === null ? null : Date.parse(`${date}T00:00:00+09:00`));
    expect(order).toMatchObject({ status, expected: midnight(expected), delivered: midnight(delivered) });
    expect(order?.lines[0]?.sku).toBe(sku);
    expect(order && provenOwner(order, proof)).toBe(true);
  });
});
