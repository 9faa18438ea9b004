/**
 * `node demo/make/make.mjs`: writes customers.csv, orders.csv and history/conversations.txt anew from a seed. Products are written by hand in
 * products.csv; orders take their prices from there, so run this after a price has changed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { createChance } from './chance.mjs';
import { makeCustomers } from './customers.mjs';
import { makeHistory, readQuestions } from './history.mjs';
import { makeOrders } from './orders.mjs';

const folder = new URL('..', import.meta.url);
const rows = parse(readFileSync(new URL('products.csv', folder), 'utf8'), { columns: true });
const products = new Map(rows.map(({ sku, price_jpy: price }) => [sku, { sku, price: Number(price) }]));

const customers = makeCustomers(300, createChance(2026));
const orders = makeOrders(1_500, { customers, products, chance: createChance(1122) });
write('customers.csv', customers, ['id', 'name', 'mail', 'phone', 'language']);
write('orders.csv', orders, 'number,customer,status,placed,expected,delivered,carrier,tracking,total,lines'.split(','));

const questions = readQuestions(readFileSync(new URL('make/questions.txt', folder), 'utf8'));
const history = makeHistory(160, { questions, orders, customers, chance: createChance(60) });
const head = '# Written by demo/make from questions.txt: conversations that the bot ended by itself.\n\n';
writeFileSync(new URL('history/conversations.txt', folder), head + history);
console.log(`${history.match(/^==/gm).length} conversations in demo/history/conversations.txt`);

/** Nothing made here holds a comma or a quotation mark. */
function write(file, list, columns) {
  const lines = [columns, ...list.map((row) => columns.map((column) => String(row[column] ?? '')))];
  writeFileSync(new URL(file, folder), `${lines.map((cells) => cells.join(',')).join('\n')}\n`);
  console.log(`${list.length} rows in demo/${file}`);
}
