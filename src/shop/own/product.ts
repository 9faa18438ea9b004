import { productBySku, type Product } from '../../customers/product.js';
import type { Database } from '../../database/database.js';
import type { FieldKind } from '../../flows/shape.js';
import type { Asker, LookUp, Values } from '../system.js';
import { found, none, textIn } from './values.js';

/** Prices of the list are whole yen. */
export const listCurrency = 'JPY';

/** What `toldProduct` gives. */
export const productFields: Readonly<Record<string, FieldKind>> = {
  ...{ sku: 'text', name: 'text', category: 'text', details: 'text', price: 'money' },
  ...{ sale: 'yes-no', returnable: 'yes-no', stocked: 'yes-no', warrantyMonths: 'count' },
};

/** `product` {sku}: what the catalogue says of it. Nothing in it is anybody's secret. */
export function createProductLookUp(database: Database): LookUp {
  return {
    signature: {
      takes: { sku: 'text' },
      gives: productFields,
    },
    async look(asker, values) {
      const product = await productBySku(database, asker.site, textIn(values, 'sku', 40));
      return product ? found(toldProduct(product, asker)) : none;
    },
  };
}

/** `stock` {sku}: whether it can be had now. `known: false` where the shop's list does not say. */
export function createStockLookUp(database: Database): LookUp {
  return {
    signature: {
      takes: { sku: 'text' },
      gives: { sku: 'text', name: 'text', known: 'yes-no', stocked: 'yes-no', pieces: 'count' },
    },
    async look(asker, values) {
      const product = await productBySku(database, asker.site, textIn(values, 'sku', 40));
      if (!product) return none;
      const { sku, stock } = product;
      return found({ sku, name: nameOf(product, asker), known: stock !== null, ...stocked(product), pieces: stock });
    },
  };
}

export function toldProduct(product: Product, { language }: Pick<Asker, 'language'>): Values {
  const { sku, category, price, sale, returnable, warrantyMonths, details } = product;
  return {
    ...{ sku, name: nameOf(product, { language }), category, sale, returnable, ...stocked(product) },
    ...{ price: { amount: price, currency: listCurrency }, warrantyMonths },
    details: details[language] ?? Object.values(details)[0],
  };
}

export const nameOf = ({ name, sku }: Product, { language }: Pick<Asker, 'language'>): string =>
  name[language] ?? Object.values(name)[0] ?? sku;

const stocked = ({ stock }: Product): { stocked?: boolean } => (stock === null ? {} : { stocked: stock > 0 });
