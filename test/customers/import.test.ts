import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { importCustomers } from '../../src/customers/import-customers.js';
import { importOrders } from '../../src/customers/import-orders.js';
import { importProducts } from '../../src/customers/import-products.js';
import { findOrder } from '../../src/customers/order.js';
import { allProducts, datasetVersion, productBySku } from '../../src/customers/product.js';
import type { Database } from '../../src/database/database.js';
import { migrate } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open.js';
import type { ProblemCode } from '../../src/import/problem.js';
import { problemText } from '../../src/import/problem.js';
import type { ImportRequest } from '../../src/import/table.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';

/** 10:00 on a Saturday in Tokyo. */
const now = Date.parse('2026-11-21T01:00:00Z');
const day = 24 * 3600 * 1000;
const midnight = Date.parse('2026-11-20T15:00:00Z');

const products =
  'sku,name_en,name_ja,aliases,category,price_jpy\nKT-200,Kettle,ケトル,pot; 湯沸かし,kettle,"4,980"\nRC-55,Rice cooker,炊飯器,,rice cooker,15800\n';
const customers = 'id,name,mail,phone\nC-1,Kim Tanaka,kim@example.com,090-0000-1234\nC-2,佐藤 花子,,080-0000-5678\n';
const orders =
  'number,customer,status,placed,expected,delivered,total,lines\nA-10293,C-1,shipped,today-2,today+1,,4980,KT-200 x1\n';

const addresses = { sqlite: async () => join(temporaryFolder(), 'shop.sqlite'), postgres: postgresUrl };

describe.each(['sqlite', 'postgres'] as const)('importing lists into %s', (dialect) => {
  let database: Database;
  let other: Database;
  let site = '';
  let sites = 0;

  beforeAll(async () => {
    const address = await addresses[dialect]();
    database = await openDatabase(address);
    await migrate(database);
    other = await openDatabase(address);
  });
  afterAll(async () => {
    await database.close();
    await other.close();
  });
  beforeEach(() => {
    site = `site${++sites}`;
  });

  const request = (name: string, content: string | Uint8Array): ImportRequest => ({
    ...{ site, now, zone: 'Asia/Tokyo' },
    source: { name: `${name}.csv`, content },
  });
  const load = async (): Promise<void> => {
    expect(await importProducts(database, request('products', products))).toEqual({ imported: 2 });
    expect(await importCustomers(database, request('customers', customers))).toEqual({ imported: 2 });
    expect(await importOrders(database, request('orders', orders))).toEqual({ imported: 1 });
  };
  const storedRows = async (table: 'shop_order' | 'product' | 'dataset_load'): Promise<number> => {
    const query = database.build.selectFrom(table).select((column) => column.fn.countAll().as('rows'));
    return Number((await database.read(query))[0]?.rows);
  };

  test('what was imported is found, days counted from the day of import in the shop’s zone', async () => {
    await load();
    expect(await findOrder(database, site, 'A-10293')).toEqual({
      ...{ number: 'A-10293', customer: 'C-1', customerName: 'Kim Tanaka' },
      ...{ mail: 'kim@example.com', phone: '090-0000-1234', status: 'shipped' },
      ...{ placed: midnight - 2 * day, expected: midnight + day, delivered: null },
      ...{ carrier: null, tracking: null, total: 4980, currency: 'JPY', lines: [{ sku: 'KT-200', quantity: 1 }] },
    });
    expect(await productBySku(database, site, 'kt-200')).toEqual({
      ...{ sku: 'KT-200', category: 'kettle', price: 4980, warrantyMonths: null, details: {} },
      ...{ name: { en: 'Kettle', ja: 'ケトル' }, aliases: ['pot', '湯沸かし'] },
      ...{ attributes: {}, stock: null, sale: false, returnable: true, taxRate: null },
    });
    expect((await allProducts(database, site)).map(({ sku }) => sku)).toEqual(['KT-200', 'RC-55']);
    expect(await findOrder(database, 'another site', 'A-10293')).toBeUndefined();
  });

  test('a running process sees an import made by another one, and its version', async () => {
    await load();
    expect(await findOrder(other, site, 'A-10293')).toBeDefined();
    expect(await datasetVersion(other, site, 'orders')).toBe(1);
    await importOrders(database, request('orders', orders.replace('A-10293', 'A-10294')));
    expect(await datasetVersion(other, site, 'orders')).toBe(2);
    expect(await findOrder(other, site, 'A-10294')).toBeDefined();
    expect(await datasetVersion(other, site, 'customers')).toBe(1);
    expect(await datasetVersion(other, 'another site', 'orders')).toBe(0);
  });

  test('a file is the whole list: what it does not name is gone, and its row is deleted', async () => {
    await load();
    const before = await storedRows('shop_order');
    await importOrders(database, request('orders', orders.replace('A-10293', 'A-10294')));
    expect(await findOrder(database, site, 'A-10293')).toBeUndefined();
    expect(await storedRows('shop_order')).toBe(before);
  });

  test.each<[string, string, { line: number; field: string; code: ProblemCode }]>([
    [
      'a state that is none',
      'A-1,C-1,on its way,today,,,4980,KT-200 x1',
      { line: 2, field: 'status', code: 'wrong-value' },
    ],
    ['a number missing', ',C-1,shipped,today,,,4980,KT-200 x1', { line: 2, field: 'number', code: 'missing-value' }],
    [
      'a customer who is not in the list',
      'A-1,C-9,shipped,today,,,4980,KT-200 x1',
      { line: 2, field: 'customer', code: 'unknown-reference' },
    ],
    [
      'a product that is not in the list',
      'A-1,C-1,shipped,today,,,4980,KT-900 x1',
      { line: 2, field: 'lines', code: 'unknown-reference' },
    ],
    [
      'a quantity of nought',
      'A-1,C-1,shipped,today,,,4980,KT-200 x0',
      { line: 2, field: 'lines', code: 'wrong-value' },
    ],
    [
      'a day that does not exist',
      'A-1,C-1,shipped,2026-02-30,,,4980,KT-200 x1',
      { line: 2, field: 'placed', code: 'wrong-value' },
    ],
    [
      'an American day',
      'A-1,C-1,shipped,11/21/2026,,,4980,KT-200 x1',
      { line: 2, field: 'placed', code: 'wrong-value' },
    ],
    [
      'delivered without a day',
      'A-1,C-1,delivered,today-3,,,4980,KT-200 x1',
      { line: 2, field: 'delivered', code: 'missing-value' },
    ],
    [
      'delivered before it was placed',
      'A-1,C-1,delivered,today-3,,today-4,4980,KT-200 x1',
      { line: 2, field: 'delivered', code: 'wrong-value' },
    ],
    ['part of a yen', 'A-1,C-1,shipped,today,,,49.80,KT-200 x1', { line: 2, field: 'total', code: 'wrong-value' }],
    ['a negative total', 'A-1,C-1,shipped,today,,,-1,KT-200 x1', { line: 2, field: 'total', code: 'wrong-value' }],
    [
      'a number far too long',
      `A-${'1'.repeat(60)},C-1,shipped,today,,,1,KT-200 x1`,
      { line: 2, field: 'number', code: 'too-long' },
    ],
    ['a cell too few', 'A-1,C-1,shipped,today,,,KT-200 x1', { line: 2, field: '', code: 'wrong-cell-count' }],
    [
      'a number twice',
      'A-1,C-1,shipped,today,,,1,KT-200\nA-1,C-2,shipped,today,,,1,KT-200',
      { line: 3, field: 'number', code: 'repeated-key' },
    ],
    ['a quote in the middle', 'A-1,C-1,ship"ped",today,,,1,KT-200 x1', { line: 2, field: '', code: 'not-csv' }],
    ['a quote that never ends', 'A-1,C-1,"shipped,today,,,1,KT-200 x1', { line: 2, field: '', code: 'not-csv' }],
    ['no row at all', '', { line: 2, field: '', code: 'empty-file' }],
  ])('%s is told by line and column, and nothing changes', async (_, rows, expected) => {
    site = 'untouched';
    if ((await datasetVersion(database, site, 'orders')) === 0) await load();
    const before = await storedRows('shop_order');
    const header = `${orders.split('\n')[0] ?? ''}\n`;
    const result = await importOrders(database, request('orders', header + rows));
    expect(result).toEqual({ problems: [expect.objectContaining({ file: 'orders.csv', ...expected })], more: 0 });
    expect(await findOrder(database, site, 'A-1')).toBeUndefined();
    expect(await findOrder(database, site, 'A-10293')).toBeDefined();
    expect(await datasetVersion(database, site, 'orders')).toBe(1);
    expect(await storedRows('shop_order')).toBe(before);
  });

  test.each([
    ['an attribute without a value', 'persons=; size=S', ',,,', 'attributes'],
    ['an attribute with a name nobody can write', 'Größe=S', ',,,', 'attributes'],
    ['a stock that is no number', '', 'many,,,', 'stock'],
    ['a sale that is neither yes nor no', '', ',maybe,,', 'sale'],
    ['a rate of a hundred and more', '', ',,,100', 'tax_rate'],
  ])('%s is told by its column', async (_, attributes, rest, field) => {
    const list = `sku,name_en,category,price_jpy,attributes,stock,sale,returnable,tax_rate\nKT-1,Kettle,kettle,1000,${attributes},${rest}\n`;
    expect(await importProducts(database, request('products', list))).toMatchObject({
      problems: [{ line: 2, field, code: 'wrong-value' }],
    });
  });

  test('attributes, stock, sale, what goes back and its tax rate are told of a product', async () => {
    const list =
      'sku,name_en,category,price_jpy,attributes,stock,sale,returnable,tax_rate\nKT-1,Kettle,kettle,1000,use=tea; use=coffee；size=S,0,yes,no,8\n';
    expect(await importProducts(database, request('products', list))).toEqual({ imported: 1 });
    expect(await productBySku(database, site, 'KT-1')).toMatchObject({
      ...{ attributes: { use: ['tea', 'coffee'], size: ['S'] }, stock: 0, sale: true, returnable: false, taxRate: 8 },
    });
  });

  test.each<[string, string, string, ProblemCode, RegExp]>([
    ['a column misspelt', 'id,name,male,phone', 'male', 'unknown-column', /is it 'mail'\?/],
    ['a column nobody knows', 'id,name,mail,phone,shoe size', 'shoe size', 'unknown-column', /known are id, name/],
    ['a column missing', 'id,name,mail', 'phone', 'missing-column', /'phone' is missing/],
    ['a column twice', 'id,name,name,mail,phone', 'name', 'repeated-column', /twice/],
    ['an empty file', '', '', 'empty-file', /first line must name the columns/],
  ])('%s is told', async (_, header, field, code, message) => {
    const result = await importCustomers(database, request('customers', `${header}\n`));
    const problem = expect.objectContaining({ field, code, message: expect.stringMatching(message) });
    expect(result).toEqual({ problems: expect.arrayContaining([problem]), more: 0 });
  });

  test.each<[string, string, string]>([
    ['a mail address without a place', 'C-1,Kim,kim@,', 'mail'],
    ['a telephone number of words', 'C-1,Kim,,ask my mother', 'phone'],
    ['neither mail nor telephone', 'C-1,Kim,,', 'mail'],
    ['no name', 'C-1,,kim@example.com,', 'name'],
  ])('a customer with %s is refused', async (_, row, field) => {
    const result = await importCustomers(database, request('customers', `id,name,mail,phone\n${row}\n`));
    expect(result).toEqual({ problems: [expect.objectContaining({ line: 2, field })], more: 0 });
  });

  test.each<[string, string, string]>([
    ['in small letters', 'kt-200,Kettle,kettle,1', 'sku'],
    ['without a name', 'KT-200,,kettle,1', 'name_en'],
    ['without a price', 'KT-200,Kettle,kettle,', 'price_jpy'],
  ])('a product %s is refused', async (_, row, field) => {
    const result = await importProducts(database, request('products', `sku,name_en,category,price_jpy\n${row}\n`));
    expect(result).toEqual({ problems: [expect.objectContaining({ line: 2, field })], more: 0 });
  });

  test('a problem reads as a sentence with file, line, column and an example', async () => {
    const result = await importCustomers(database, request('customers', 'id,name,mail,phone\nC-1,Kim,kim@,\n'));
    const problems = 'problems' in result ? result.problems : [];
    expect(problems.map(problemText)).toEqual([
      "customers.csv:2 mail: 'kim@' is not a mail address (such as kim@example.com)",
    ]);
  });

  test('of very many wrong rows a hundred are listed and the rest counted', async () => {
    const rows = Array.from({ length: 250 }, (_, i) => `C-${i},Kim,kim@,\n`).join('');
    const result = await importCustomers(database, request('customers', `id,name,mail,phone\n${rows}`));
    expect(result).toMatchObject({ more: 150 });
    expect('problems' in result && result.problems).toHaveLength(100);
  });

  test('orders before customers are one problem, not one a row', async () => {
    const result = await importOrders(database, request('orders', orders));
    expect(result).toEqual({ problems: [expect.objectContaining({ code: 'import-first' })], more: 0 });
  });

  test.each<[string, (text: string) => string | Uint8Array]>([
    ['UTF-8 with a mark', (text) => `\ufeff${text}`],
    ['Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
    ['empty lines at the end', (text) => `${text}\n\n`],
    ['UTF-16 with a mark', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('%s is read', async (_, written) => {
    expect(await importCustomers(database, request('customers', written(customers)))).toEqual({ imported: 2 });
  });

  test('a file as Excel in Japan saves it (Shift_JIS with its own extensions, 2026/11/5) is read', async () => {
    await load();
    // id,name,mail,phone / C-2,髙橋①,,080-0000-5678 in CP932: 髙 (FBFC) and ① (8740) are outside plain Shift_JIS.
    const name = Buffer.from([0xfb, 0xfc, 0x8b, 0xb4, 0x87, 0x40]);
    const row = Buffer.concat([Buffer.from('id,name,mail,phone\r\nC-2,'), name, Buffer.from(',,080-0000-5678\r\n')]);
    expect(await importCustomers(database, request('customers', row))).toEqual({ imported: 1 });
    const dated = orders.replace('today-2,today+1', '2026/11/5,2026-11-24').replace('C-1', 'C-2');
    expect(await importOrders(database, request('orders', dated))).toEqual({ imported: 1 });
    expect(await findOrder(database, site, 'A-10293')).toMatchObject({
      customerName: '髙橋①',
      placed: Date.parse('2026-11-05T00:00:00+09:00'),
      expected: Date.parse('2026-11-24T00:00:00+09:00'),
    });
  });

  test('bytes that are no text, and a file that is not there, are told', async () => {
    const bytes = await importCustomers(
      database,
      request('customers', new Uint8Array([0x69, 0x64, 0xff, 0xff, 0xfd, 0x00])),
    );
    expect(bytes).toEqual({ problems: [expect.objectContaining({ code: 'encoding' })], more: 0 });
    const missing = await importCustomers(database, { ...request('', ''), source: { file: '/nowhere/customers.csv' } });
    expect(missing).toEqual({
      problems: [expect.objectContaining({ code: 'not-readable', file: 'customers.csv' })],
      more: 0,
    });
  });

  test('line breaks, commas and quotes inside quotes belong to the cell, and lines are still counted right', async () => {
    const file = join(temporaryFolder(), 'customers.csv');
    writeFileSync(file, 'id,name,mail,phone\r\nC-1,"Kim\r\n""K"", Tanaka",kim@example.com,\r\n\r\nC-2,B,wrong,\r\n');
    const result = await importCustomers(database, { ...request('', ''), source: { file } });
    expect(result).toEqual({ problems: [expect.objectContaining({ line: 5, field: 'mail' })], more: 0 });
  });

  test('an import that dies leaves nothing visible, and the next one sweeps what it left', async () => {
    await load();
    const rows = Array.from({ length: 120 }, (_, i) => `P-${i},Thing,thing,1\n`).join('');
    const dying = { ...request('products', `sku,name_en,category,price_jpy\n${rows}`) };
    const stop = (): never => {
      throw new Error('pulled the plug');
    };
    await expect(importProducts(database, { ...dying, progress: stop })).rejects.toThrow('pulled the plug');
    expect((await allProducts(database, site)).map(({ sku }) => sku)).toEqual(['KT-200', 'RC-55']);
    const left = await storedRows('product');
    expect(await importProducts(database, request('products', products))).toEqual({ imported: 2 });
    expect(await storedRows('product')).toBe(left - 50);
    expect(await storedRows('dataset_load')).toBe(0);
  });

  test('an import that was taken for dead and swept cannot become visible with holes', async () => {
    await load();
    const rows = Array.from({ length: 120 }, (_, i) => `P-${i},Thing,thing,1\n`).join('');
    const slow = { ...request('products', `sku,name_en,category,price_jpy\n${rows}`) };
    const swept = database.build.deleteFrom('dataset_load').where('site', '=', site).compile();
    const progress = async (): Promise<void> => void (await other.commit([{ statement: swept }]));
    await expect(importProducts(database, { ...slow, progress })).rejects.toThrow(/import again/);
    expect((await allProducts(database, site)).map(({ sku }) => sku)).toEqual(['KT-200', 'RC-55']);
  });

  test('a customer list with a changed address changes what proves an order', async () => {
    await load();
    await importCustomers(database, request('customers', customers.replace('kim@example.com', 'new@example.com')));
    expect(await findOrder(database, site, 'A-10293')).toMatchObject({ mail: 'new@example.com' });
  });

  test('contact given with an order stands in place of the customer’s', async () => {
    await load();
    const gift = 'number,customer,status,placed,total,lines,mail\nA-1,C-1,placed,today,1,KT-200,gift@example.com\n';
    expect(await importOrders(database, request('orders', gift))).toEqual({ imported: 1 });
    expect(await findOrder(database, site, 'A-1')).toMatchObject({ mail: 'gift@example.com', phone: '' });
  });
});
