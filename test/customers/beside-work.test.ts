import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { importCustomers } from '../../src/customers/import-customers.js';
import { importOrders } from '../../src/customers/import-orders.js';
import { importProducts } from '../../src/customers/import-products.js';
import { findOrder } from '../../src/customers/order.js';
import { datasetVersion } from '../../src/customers/product.js';
import type { Database } from '../../src/database/database.js';
import { migrate } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';

/** Forty batches of the import: enough for others to come in between. */
const amount = 8_000;
const csv = (header: string, rows: number, row: (i: number) => string): string =>
  `${header}\n${Array.from({ length: rows }, (_, i) => row(i)).join('\n')}\n`;
const request = (name: string, content: string) => ({
  ...{ site: 'big', now: Date.now(), zone: 'Asia/Tokyo' },
  source: { name, content },
});
const orders = (status: string): string =>
  csv(
    'number,customer,status,placed,total,lines',
    amount,
    (i) => `B-${i},C-${i % 2000},${status},today,4980,KT-200 x1`,
  );

describe.each([
  ['SQLite', async () => join(temporaryFolder(), 'shop.sqlite')],
  ['PostgreSQL', postgresUrl],
] as const)('on %s', (name, address) => {
  test(`while ${amount} orders are replaced, others go on committing and never see half a list`, async () => {
    const url = await address();
    const importer = await openDatabase(url);
    await migrate(importer);
    const server = await openDatabase(url);
    await importProducts(importer, request('p', 'sku,name_en,category,price_jpy\nKT-200,Kettle,kettle,4980\n'));
    const people = csv('id,name,mail,phone', 2000, (i) => `C-${i},Customer ${i},c${i}@example.com,`);
    await importCustomers(importer, request('c', people));
    expect(await importOrders(importer, request('o', orders('placed')))).toEqual({ imported: amount });

    const waits: number[] = [];
    const seen = new Set<string>();
    let running = true;
    const work = (async () => {
      while (running) {
        const began = performance.now();
        await commitSomething(server, waits.length);
        waits.push(performance.now() - began);
        // First and last row change together, or the list was seen half.
        const [first, last] = await Promise.all([state(server, 0), state(server, amount - 1)]);
        seen.add(`${first} ${last}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    const began = performance.now();
    const result = await importOrders(importer, request('o', orders('shipped')));
    const took = performance.now() - began;
    running = false;
    await work;
    waits.sort((a, b) => a - b);
    const at = (share: number): string => (waits[Math.floor((waits.length - 1) * share)] ?? 0).toFixed(1);
    process.stderr.write(
      `${name}: ${amount} orders in ${took.toFixed(0)} ms; ${waits.length} commits beside it waited ` +
        `p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, most ${at(1)} ms\n`,
    );

    expect(result).toEqual({ imported: amount });
    expect(await datasetVersion(server, 'big', 'orders')).toBe(2);
    // Two reads are two moments, so the swap may fall between them once; a missing order would be a half list.
    expect([...seen].filter((states) => states.includes('undefined'))).toEqual([]);
    const rows = server.build.selectFrom('shop_order').select((column) => column.fn.countAll().as('count'));
    expect(Number((await server.read(rows))[0]?.count)).toBe(amount);
    await Promise.all([importer.close(), server.close()]);
  }, 120_000);
});

async function commitSomething(database: Database, i: number): Promise<void> {
  const statement = database.build
    .insertInto('counter')
    .values({ site: 'big', name: `n${i}`, value: i })
    .compile();
  await database.commit([{ statement, rows: 1 }]);
}

async function state(database: Database, i: number): Promise<string | undefined> {
  return (await findOrder(database, 'big', `B-${i}`))?.status;
}
