import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findOrder } from '../../src/customers/order.js';
import { ordersOf } from '../../src/customers/orders-of.js';
import type { Database, Statement } from '../../src/database/database.js';
import { migrate } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';

const site = 'main';
const order = (number: string, placed: number, { customer = '', mail = '' }) => ({
  ...{ load: 'l1', number, customer, mail, phone: '', status: 'placed', placed },
  ...{ expected: null, delivered: null, carrier: null, tracking: null, total: 1_000, currency: 'JPY', lines: '[]' },
});

describe.each(['sqlite', 'postgres'])('a customer’s newest orders (%s)', (kind) => {
  let database: Database;

  beforeAll(async () => {
    database = await openDatabase(kind === 'postgres' ? await postgresUrl() : join(temporaryFolder(), 'shop.sqlite'));
    await migrate(database);
    const { build } = database;
    const others = Array.from({ length: 12 }, (_, at) => order(`B-${at}`, 100 + at, { customer: 'C-2' }));
    const orders = [
      order('A-1', 1, { customer: 'C-1' }),
      order('A-2', 2, { mail: 'kim@example.com' }),
      order('A-3', 3, { customer: 'C-1', mail: 'kim@example.com' }),
      order('A-4', 4, { mail: ' Kim@Example.com' }),
    ];
    const change = {
      ...{ id: 'h1', site, number: 'A-3', kind: 'cancelled', value: '', conversation: 'c1', key: 'k', made: 5 },
    };
    await database.commit(
      [
        build.insertInto('dataset').values({ site, name: 'orders', load: 'l1', version: 1, loaded: 1 }),
        build.insertInto('shop_order').values([...orders, ...others, { ...order('A-5', 9, {}), load: 'old' }]),
        build.insertInto('order_change').values(change),
      ].map((query) => ({ statement: query.compile() })),
    );
  });
  afterAll(() => database.close());

  const numbers = async (customer: string | null, mail: string): Promise<string[]> =>
    (await ordersOf(database, site, { customer, mail, language: 'en' })).map(({ number }) => number);

  test('are those placed by them and those placed with their address, each once, the newest first', async () => {
    expect(await numbers('C-1', 'kim@example.com')).toEqual(['A-3', 'A-2', 'A-1']);
    expect(await numbers('C-1', '')).toEqual(['A-3', 'A-1']);
    expect(await numbers(null, 'KIM@example.com')).toEqual(['A-3', 'A-2']);
    expect(await numbers('C-2', '')).toHaveLength(10);
  });

  test('an empty address is nobody’s, and an older list is not looked at', async () => {
    expect(await numbers(null, '')).toEqual([]);
    expect(await numbers('C-3', '')).toEqual([]);
  });

  test('what was cancelled here is told as cancelled', async () => {
    const [newest] = await ordersOf(database, site, { customer: 'C-1', mail: '', language: 'en' });
    expect(newest).toMatchObject({ number: 'A-3', status: 'cancelled' });
    expect((await findOrder(database, site, 'A-3'))?.status).toBe('cancelled');
  });

  test('are found by indexes, however long the list is', async () => {
    if (kind !== 'sqlite') return;
    const sent: Statement[] = [];
    const listening: Database = {
      ...database,
      rows: (statement, lane) => {
        sent.push(statement);
        return database.rows(statement, lane);
      },
    };
    await ordersOf(listening, site, { customer: 'C-1', mail: 'kim@example.com', language: 'en' });
    const [first] = sent;
    const plan = await database.rows<{ detail: string }>({
      sql: `explain query plan ${first?.sql}`,
      parameters: first?.parameters ?? [],
    });
    const details = plan.map(({ detail }) => detail).join('\n');
    expect(details).toMatch(/shop_order_customer \(load=\? AND customer=\?\)/);
    expect(details).toMatch(/shop_order_mail \(load=\? AND mail=\?\)/);
    expect(details).not.toMatch(/SEARCH o USING INDEX \S+ \(load=\?\)/);
  });
});
