import { allProducts, datasetVersion, type Product } from '../../customers/product.js';
import type { Database } from '../../database/database.js';
import type { LookUp, Values } from '../system.js';
import { listCurrency, productFields, toldProduct } from './product.js';
import { amountIn, found, lineIn, listIn, none, numberIn } from './values.js';

/** More than this is no advice. */
const most = 5;

/** What a customer needs. A capacity is enough when it is at least what they need; `with` are `name=value` as in the list. */
interface Wish {
  readonly category: string;
  readonly capacities: readonly { readonly name: string; readonly least: number }[];
  readonly exactly: readonly { readonly name: string; readonly value: string }[];
  readonly limit: number | undefined;
}

/**
 * `advice` {category, persons, area, size, use, most, with}: the products of a category that fit, best first: what is
 * at hand before what is not, what is just large enough before what is larger, the cheaper before the dearer. With
 * `count: 0`, `overLimit` says how many would fit if they cost less. `none` where there is no such category.
 */
export function createAdviceLookUp(database: Database): LookUp {
  const productsOf = createShelf(database);
  return {
    signature: {
      takes: {
        ...{ category: 'text', persons: 'number', area: 'number', size: 'text', use: 'text', most: 'money' },
        with: 'list',
      },
      optional: ['persons', 'area', 'size', 'use', 'most', 'with'],
      gives: {
        ...{ count: 'count', overLimit: 'count', sku: 'text', name: 'text', price: 'money', lines: 'text' },
        items: { list: productFields },
      },
    },
    async look(asker, values) {
      const wish = wishIn(values);
      const shelf = (await productsOf(asker.site)).filter(({ category }) => category.toLowerCase() === wish.category);
      if (shelf.length === 0) return none;
      const fitting = shelf.filter((product) => fits(product, wish));
      const affordable = fitting.filter(({ price }) => wish.limit === undefined || price <= wish.limit);
      const best = ranked(affordable, wish).slice(0, most);
      const items = best.map((product) => toldProduct(product, asker));
      const [first] = items;
      return found({
        ...{ count: affordable.length, overLimit: fitting.length - affordable.length, items },
        ...{ sku: first?.['sku'], name: first?.['name'], price: first?.['price'] },
        lines: best.map((product) => written(product, asker.language)).join('\n'),
      });
    },
  };
}

function wishIn(values: Values): Wish {
  const capacities = ['persons', 'area'].flatMap((name) => {
    const least = numberIn(values, name);
    return least === undefined ? [] : [{ name, least }];
  });
  const named = ['size', 'use'].map((name) => ({ name, value: lineIn(values, name, 100) }));
  const others = listIn(values, 'with', 10).map((written) => {
    const [name = '', ...value] = written.split('=');
    return { name: name.trim(), value: value.join('=').trim() };
  });
  return {
    ...{ category: lineIn(values, 'category', 60).toLowerCase(), capacities, limit: amountIn(values, 'most') },
    exactly: [...named, ...others].filter(({ value }) => value !== ''),
  };
}

/** A product that says nothing of a capacity is not offered for one: "up to 40 m²" must be true. */
function fits({ attributes }: Product, { capacities, exactly }: Wish): boolean {
  return (
    capacities.every(({ name, least }) => capacity(attributes, name) >= least) &&
    exactly.every(({ name, value }) =>
      (attributes[name] ?? []).some((one) => one.toLowerCase() === value.toLowerCase()),
    )
  );
}

const capacity = (attributes: Product['attributes'], name: string): number =>
  Math.max(-1, ...(attributes[name] ?? []).map(Number).filter(Number.isFinite));

function ranked(products: readonly Product[], { capacities }: Wish): Product[] {
  const spare = ({ attributes }: Product): number =>
    capacities.reduce((sum, { name, least }) => sum + capacity(attributes, name) / Math.max(1, least), 0);
  const isHere = ({ stock }: Product): number => (stock === 0 ? 1 : 0);
  return products.toSorted(
    (one, other) => isHere(one) - isHere(other) || spare(one) - spare(other) || one.price - other.price,
  );
}

function written({ name, sku, price }: Product, language: string): string {
  const money = new Intl.NumberFormat(language, { style: 'currency', currency: listCurrency }).format(price);
  return `${name[language] ?? Object.values(name)[0] ?? sku} (${money})`;
}

/** The list is read once for each import, not for each customer. */
function createShelf(database: Database): (site: string) => Promise<readonly Product[]> {
  const kept = new Map<string, { version: number; products: readonly Product[] }>();
  return async (site) => {
    const version = await datasetVersion(database, site, 'products');
    const known = kept.get(site);
    if (known?.version === version) return known.products;
    const products = await allProducts(database, site);
    kept.set(site, { version, products });
    return products;
  };
}
