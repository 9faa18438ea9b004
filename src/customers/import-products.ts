import type { Database } from '../database/database.js';
import { enqueueSteps } from '../jobs/enqueue.js';
import type { Imported } from '../import/problem.js';
import { shown, type RowReader } from '../import/row-reader.js';
import { importList, type ImportRequest, type ListKind } from '../import/table.js';
import type { Product } from './product.js';

/**
 * Imports a shop's products: sku, name_<language>, aliases (`;` between), category, price_jpy, details_<language>, and
 * what flows go by: warranty_months, attributes (`persons=2; size=S`), stock, sale, returnable, tax_rate.
 */
export function importProducts(database: Database, request: ImportRequest): Promise<Imported> {
  return importList(database, products(database, request.site), request);
}

/** The job that looks whether somebody waits for what has come in. */
export const stockJob = 'stock notices';

const products = (database: Database, site: string): ListKind<Product> => ({
  name: 'products',
  columns: {
    required: ['sku', 'category', 'price_jpy'],
    optional: ['aliases', 'warranty_months', 'attributes', 'stock', 'sale', 'returnable', 'tax_rate'],
    languages: { name: 'required', details: 'optional' },
  },
  key: { column: 'sku', of: ({ sku }) => sku },
  read: readProduct,
  insert: (rows, load) =>
    database.build
      .insertInto('product')
      .values(
        rows.map(({ sku, name, aliases, category, price, details, ...known }) => ({
          ...{ load, sku, category, price },
          name: JSON.stringify(name),
          aliases: JSON.stringify(aliases),
          details: JSON.stringify({ text: details, ...known }),
        })),
      )
      .compile(),
  remove: (load, most) =>
    database.build
      .deleteFrom('product')
      .where('load', '=', load)
      .where(
        'sku',
        'in',
        database.build.selectFrom('product').select('sku').where('load', '=', load).orderBy('sku').limit(most),
      )
      .returning('sku')
      .compile(),
  follow: (load, now) => enqueueSteps(database, { kind: stockJob, key: load, payload: { site }, due: 0, now }),
});

/** Capital letters only: customers write kt-200 and KT-200, and both must find one product. */
export const skuWant = {
  most: 40,
  pattern: /^[A-Z0-9][A-Z0-9._/-]*$/,
  kind: 'a product number in capital letters and digits',
  example: 'KT-200',
};

function readProduct(cells: RowReader): Product | undefined {
  const sku = cells.text('sku', skuWant);
  const name = cells.byLanguage('name', { most: 200, example: 'Electric kettle 1.0 l' });
  const category = cells.text('category', { most: 60, example: 'kettle' });
  const price = cells.amount('price_jpy');
  const aliases = cells.optional('aliases', { most: 1000, example: 'kettle; 電気ケトル' });
  const details = cells.byLanguage('details', { most: 2000, example: '1.0 l, 1200 W' });
  const months = cells.optional('warranty_months', {
    most: 3,
    pattern: /^\d+$/,
    kind: 'a number of months',
    example: '12',
  });
  if (name && Object.keys(name).length === 0)
    cells.wrong('name_en', 'the product has no name in any language', 'Electric kettle');
  if (sku === undefined || !name || category === undefined || price === undefined) return undefined;
  const facts = readFacts(cells);
  if (aliases === undefined || !details || months === undefined || !facts) return undefined;
  return {
    ...{ sku, name, category, price, details, ...facts },
    aliases: parts(aliases),
    warrantyMonths: numberOrNull(months),
  };
}

type Facts = Pick<Product, 'attributes' | 'stock' | 'sale' | 'returnable' | 'taxRate'>;

function readFacts(cells: RowReader): Facts | undefined {
  const attributes = readAttributes(cells);
  const stock = cells.optional('stock', { most: 7, pattern: /^\d+$/, kind: 'a number of pieces', example: '24' });
  const sale = cells.optional('sale', yesNo);
  const returnable = cells.optional('returnable', yesNo);
  const rate = cells.optional('tax_rate', {
    most: 4,
    pattern: /^\d{1,2}(\.\d)?$/,
    kind: 'a rate in percent',
    example: '10',
  });
  if (!attributes || stock === undefined || sale === undefined) return undefined;
  if (returnable === undefined || rate === undefined) return undefined;
  return {
    ...{ attributes, stock: numberOrNull(stock), taxRate: numberOrNull(rate) },
    ...{ sale: isYes(sale), returnable: returnable === '' || isYes(returnable) },
  };
}

/** `persons=2; use=travel; use=office`: names in small letters, so that a flow can ask for them. */
function readAttributes(cells: RowReader): Record<string, string[]> | undefined {
  const example = 'persons=2; size=S';
  const written = cells.optional('attributes', { most: 1000, example });
  if (written === undefined) return undefined;
  const found: Record<string, string[]> = {};
  for (const part of parts(written)) {
    const [, name = '', value = ''] = /^([a-z][a-z0-9-]{0,39})\s*=\s*(\S.{0,99})$/.exec(part) ?? [];
    if (name === '') return cells.wrong('attributes', `'${shown(part)}' is not a name and its value`, example);
    found[name] = [...(found[name] ?? []), value];
  }
  return found;
}

const parts = (written: string): string[] =>
  written
    .split(/[;；]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const numberOrNull = (written: string): number | null => (written === '' ? null : Number(written));

const yesNo = { most: 10, pattern: /^(?:yes|no)$/i, kind: 'yes or no', example: 'yes' };
const isYes = (written: string): boolean => written.toLowerCase() === 'yes';
