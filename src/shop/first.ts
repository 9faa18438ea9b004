import { comparableMail } from '../customers/contact.js';
import { findOrder, provenOwner, type Order } from '../customers/order.js';
import { productBySku } from '../customers/product.js';
import type { Database } from '../database/database.js';
import type { Asker, LookedUp, LookUp, ShopSystems, Values } from './system.js';

/** What flows look up in the shop's own lists. */
export function firstSystems(database: Database): ShopSystems {
  return {
    lookups: new Map<string, LookUp>([
      ['order', order(database)],
      ['own-order', ownOrder(database)],
      ['product', product(database)],
    ]),
    ownActs: new Map(),
    outsideActs: new Map(),
  };
}

const found = (values: Values): LookedUp => ({ kind: 'found', values });
const none: LookedUp = { kind: 'none' };

/** By number alone: only what does not tell whose it is. */
const order = (database: Database): LookUp => ({
  signature: { takes: { number: 'text' }, gives: { number: 'text' } },
  async look({ site }, values) {
    const one = await findOrder(database, site, String(values['number']));
    return one ? found({ number: one.number }) : none;
  },
});

/** Everything, but only to who knows the mail address or phone number it was placed with. */
const ownOrder = (database: Database): LookUp => ({
  signature: {
    takes: { number: 'text', contact: 'text' },
    gives: {
      ...{ number: 'text', status: 'text', placed: 'date', expected: 'date', delivered: 'date', carrier: 'text' },
      ...{ tracking: 'text', total: 'money', lines: 'text' },
    },
  },
  async look(asker, values) {
    const one = await findOrder(database, asker.site, String(values['number']));
    return one && provenBy(one, String(values['contact'])) ? found(await told(database, one, asker)) : none;
  },
});

const product = (database: Database): LookUp => ({
  signature: { takes: { sku: 'text' }, gives: { sku: 'text', name: 'text' } },
  async look({ site, language }, values) {
    const one = await productBySku(database, site, String(values['sku']));
    return one ? found({ sku: one.sku, name: one.name[language] ?? one.sku }) : none;
  },
});

function provenBy(one: Order, contact: string): boolean {
  return provenOwner(one, contact.includes('@') ? { mail: comparableMail(contact) } : { phone: contact });
}

async function told(database: Database, one: Order, { site, language }: Asker): Promise<Values> {
  const { number, status, placed, expected, delivered, carrier, tracking, total, currency } = one;
  const names = await Promise.all(
    one.lines.map(async ({ sku, quantity }) => {
      const name = (await productBySku(database, site, sku))?.name[language] ?? sku;
      return quantity === 1 ? name : `${name} × ${quantity}`;
    }),
  );
  const lines = names.join(language === 'ja' ? '、' : ', ');
  return { number, status, placed, expected, delivered, carrier, tracking, total: { amount: total, currency }, lines };
}
