import { findOrder } from '../../customers/order.js';
import { productBySku } from '../../customers/product.js';
import type { Database } from '../../database/database.js';
import type { Asker, LookUp } from '../system.js';
import { dayOf, daysBetween, isDay, monthsAfter } from './days.js';
import { nameOf } from './product.js';
import { mayChange } from './proof.js';
import { found, none, textIn } from './values.js';

/**
 * `entitlement` {sku, order or bought}: until when there is a warranty. It runs from the day of delivery, or of buying
 * where no delivery is known. When an order was bought is its owner's to hear: one not proven in this conversation, or
 * without this product in it, is `none`. `dated: false` where neither was given: then only how long it would be.
 */
export function createEntitlementLookUp(database: Database): LookUp {
  return {
    signature: {
      takes: { sku: 'text', order: 'text', bought: 'date' },
      optional: ['order', 'bought'],
      gives: {
        ...{ sku: 'text', name: 'text', warrantyMonths: 'count', dated: 'yes-no', from: 'date', until: 'date' },
        ...{ inWarranty: 'yes-no', daysLeft: 'count' },
      },
    },
    async look(asker, values) {
      const product = await productBySku(database, asker.site, textIn(values, 'sku', 40));
      if (!product) return none;
      const from = await beginning(database, asker, {
        ...{ sku: product.sku, order: textIn(values, 'order', 40), bought: textIn(values, 'bought', 10) },
      });
      if (from === 'not theirs') return none;
      const warrantyMonths = product.warrantyMonths ?? 0;
      const told = { sku: product.sku, name: nameOf(product, asker), warrantyMonths, dated: from !== undefined };
      if (from === undefined) return found(told);
      const until = monthsAfter(from, warrantyMonths);
      const daysLeft = Math.max(0, daysBetween(dayOf(asker.now, asker.settings.zone), until));
      // The last day still counts.
      const inWarranty = warrantyMonths > 0 && dayOf(asker.now, asker.settings.zone) <= until;
      return found({ ...told, from, until, inWarranty, daysLeft });
    },
  };
}

async function beginning(
  database: Database,
  asker: Asker,
  { sku, order: number, bought }: { sku: string; order: string; bought: string },
): Promise<string | undefined> {
  if (number === '') return isDay(bought) ? bought : undefined;
  const order = await findOrder(database, asker.site, number);
  const isIn = order?.lines.some((line) => line.sku === sku) === true;
  if (!order || !isIn || !(await mayChange(database, asker, order))) return 'not theirs';
  return dayOf(order.delivered ?? order.placed, asker.settings.zone);
}
