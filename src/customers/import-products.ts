import type { Database } from '../database/database.js';
import type { Imported } from '../import/problem.js';
import type { RowReader } from '../import/row-reader.js';
import { importList, type ImportRequest, type ListKind } from '../import/table.js';
import type { Product } from './product.js';

/** Imports a shop's products: sku, name_<language>, aliases (`;` between), category, price_jpy, details_<language>. */
export function importProducts(database: Database, request: ImportRequest): Promise<Imported> {
  return importList(database, products(database), request);
}

const products = ({ build }: Database): ListKind<Product> => ({
  name: 'products',
  columns: {
    required: ['sku', 'category', 'price_jpy'],
    optional: ['aliases', 'warranty_months'],
    languages: { name: 'required', details: 'optional' },
  },
  key: { column: 'sku', of: ({ sku }) => sku },
  read: readProduct,
  insert: (rows, load) =>
    build
      .insertInto('product')
      .values(
        rows.map(({ sku, name, aliases, category, price, details, warrantyMonths }) => ({
          ...{ load, sku, category, price },
          name: JSON.stringify(name),
          aliases: JSON.stringify(aliases),
          details: JSON.stringify({ text: details, warrantyMonths }),
        })),
      )
      .compile(),
  remove: (load, most) =>
    build
      .deleteFrom('product')
      .where('load', '=', load)
      .where('sku', 'in', build.selectFrom('product').select('sku').where('load', '=', load).orderBy('sku').limit(most))
      .returning('sku')
      .compile(),
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
  if (aliases === undefined || !details || months === undefined) return undefined;
  const names = aliases.split(/[;；]/).map((alias) => alias.trim());
  return {
    ...{ sku, name, category, price, details },
    aliases: names.filter((alias) => alias !== ''),
    warrantyMonths: months === '' ? null : Number(months),
  };
}
