import { z } from 'zod';
import type { Database } from '../database/database.js';
import { template } from '../database/statements.js';

/** A product of the shop's list. `name` and `details` are by language; `price` is in whole yen. */
export interface Product {
  readonly sku: string;
  readonly name: Readonly<Record<string, string>>;
  readonly aliases: readonly string[];
  readonly category: string;
  readonly price: number;
  readonly details: Readonly<Record<string, string>>;
  readonly warrantyMonths: number | null;
  /** What advice goes by, such as `persons: 2` or `size: S`; several values of one name are several entries. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** Pieces at hand; null where the shop does not say. */
  readonly stock: number | null;
  readonly sale: boolean;
  readonly returnable: boolean;
  /** In percent, included in the price; null where the shop's usual rate holds. */
  readonly taxRate: number | null;
}

/** What the `details` column holds. */
export const storedDetails = z.object({
  text: z.record(z.string(), z.string()),
  warrantyMonths: z.number().nullable(),
  // Lists imported by earlier releases say nothing of these.
  attributes: z.record(z.string(), z.array(z.string())).default({}),
  stock: z.number().nullable().default(null),
  sale: z.boolean().default(false),
  returnable: z.boolean().default(true),
  taxRate: z.number().nullable().default(null),
});
const storedNames = z.record(z.string(), z.string());
const storedAliases = z.array(z.string());

interface ProductRow {
  sku: string;
  name: string;
  aliases: string;
  category: string;
  price: number;
  details: string;
}

/** The product of exactly this number, upper and lower case not told apart. */
export async function productBySku(database: Database, site: string, sku: string): Promise<Product | undefined> {
  const [row] = await database.rows<ProductRow>(bySku(database, { site, sku: sku.toUpperCase() }));
  return row && parseProduct(row);
}

/** Every product, for the reader of product names; keep it as long as `datasetVersion` says the same. */
export async function allProducts(database: Database, site: string): Promise<Product[]> {
  const rows = await database.rows<ProductRow>(all(database, { site }), 'slow');
  return rows.map(parseProduct);
}

/** Which import of a list is visible: 0 before the first. What was computed from the list holds as long as this does. */
export async function datasetVersion(
  database: Database,
  site: string,
  name: 'products' | 'customers' | 'orders',
): Promise<number> {
  const [row] = await database.rows<{ version: number }>(version(database, { site, name }));
  return row?.version ?? 0;
}

const columns = ['product.sku', 'product.name', 'aliases', 'category', 'price', 'details'] as const;

const bySku = template<{ site: string; sku: string }>((build, place) =>
  build
    .selectFrom('dataset')
    .innerJoin('product', 'product.load', 'dataset.load')
    .select(columns)
    .where('dataset.site', '=', place.text('site'))
    .where('dataset.name', '=', 'products')
    .where('product.sku', '=', place.text('sku')),
);

const all = template<{ site: string }>((build, place) =>
  build
    .selectFrom('dataset')
    .innerJoin('product', 'product.load', 'dataset.load')
    .select(columns)
    .where('dataset.site', '=', place.text('site'))
    .where('dataset.name', '=', 'products')
    .orderBy('product.sku'),
);

const version = template<{ site: string; name: string }>((build, place) =>
  build
    .selectFrom('dataset')
    .select('version')
    .where('site', '=', place.text('site'))
    .where('name', '=', place.text('name')),
);

function parseProduct({ sku, name, aliases, category, price, details }: ProductRow): Product {
  const { text, ...known } = storedDetails.parse(JSON.parse(details));
  return {
    ...{ sku, category, price, ...known, details: text },
    name: storedNames.parse(JSON.parse(name)),
    aliases: storedAliases.parse(JSON.parse(aliases)),
  };
}
