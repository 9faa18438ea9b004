import type { Database, Statement } from '../database/database.js';
import { datasetVersion } from './product.js';

/** Tells which of the names a file refers to are not in a list of the shop; what was found once is not asked again. */
export interface Reference {
  missing(names: readonly string[]): Promise<Set<string> | 'none-imported'>;
}

export function createReference(database: Database, site: string, list: 'customers' | 'products'): Reference {
  const found = new Set<string>();
  return {
    async missing(names) {
      if (found.size === 0 && (await datasetVersion(database, site, list)) === 0) return 'none-imported';
      const open = [...new Set(names)].filter((name) => !found.has(name));
      for (const { name } of await present(database, site, list, open)) found.add(name);
      return new Set(open.filter((name) => !found.has(name)));
    },
  };
}

/** As many names as one statement asks about: databases limit the number of values. */
const askedAtOnce = 500;

async function present(
  database: Database,
  site: string,
  list: 'customers' | 'products',
  names: readonly string[],
): Promise<{ name: string }[]> {
  const found: { name: string }[] = [];
  for (let from = 0; from < names.length; from += askedAtOnce) {
    const some = names.slice(from, from + askedAtOnce);
    const statement = list === 'customers' ? customersNamed(database, site, some) : productsNamed(database, site, some);
    found.push(...(await database.rows<{ name: string }>(statement, 'slow')));
  }
  return found;
}

function customersNamed({ build }: Database, site: string, ids: readonly string[]): Statement {
  return build
    .selectFrom('dataset')
    .innerJoin('shop_customer', 'shop_customer.load', 'dataset.load')
    .select('shop_customer.id as name')
    .where('dataset.site', '=', site)
    .where('dataset.name', '=', 'customers')
    .where('shop_customer.id', 'in', ids)
    .compile();
}

function productsNamed({ build }: Database, site: string, skus: readonly string[]): Statement {
  return build
    .selectFrom('dataset')
    .innerJoin('product', 'product.load', 'dataset.load')
    .select('product.sku as name')
    .where('dataset.site', '=', site)
    .where('dataset.name', '=', 'products')
    .where('product.sku', 'in', skus)
    .compile();
}
