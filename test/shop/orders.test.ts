import { describe, expect, test } from '@jest/globals';
import { findOrder } from '../../src/customers/order.js';
import { changesOf } from '../../src/shop/own/order-change.js';
import { onEachDatabase } from '../setup/each-database.js';
import { commitOf, openShop, valuesOf, whyOf, type Shop, type Visitor } from './own-shop.js';

const hanako = 'hanako@shop.test';

/** Somebody who has proven that the order is theirs. */
async function owner(shop: Shop, number: string, contact: string): Promise<Visitor> {
  const visitor = await shop.visitor();
  expect(valuesOf(await visitor.look('own-order', { number, contact }))).toMatchObject({ number });
  return visitor;
}

onEachDatabase((database) => {
  describe('cancelling an order', () => {
    test('is done until it leaves the house, and everybody who looks afterwards sees it cancelled', async () => {
      const shop = await openShop(database());
      for (const number of ['A-3', 'A-4']) {
        const visitor = await owner(shop, number, hanako);
        const done = await visitor.act('cancel-order', { order: number });
        expect(done.details).toEqual({ number, status: 'cancelled' });
        expect(valuesOf(await visitor.look('own-order', { number }))).toMatchObject({
          status: 'cancelled',
          changeable: false,
        });
        expect(whyOf(await visitor.plan('cancel-order', { order: number }))).toBe('already-cancelled');
      }
      const kim = await owner(shop, 'A-1', 'kim@shop.test');
      expect(whyOf(await kim.plan('cancel-order', { order: 'A-1' }))).toBe('too-late');
      expect(whyOf(await kim.plan('cancel-order', { order: 'A-9' }))).toBe('not-found');
    });

    test('is refused to who has not proven the order in this conversation', async () => {
      const shop = await openShop(database());
      await owner(shop, 'A-3', hanako);
      const stranger = await shop.visitor();
      expect(whyOf(await stranger.plan('cancel-order', { order: 'A-3' }))).toBe('not-proven');
      expect(whyOf(await stranger.plan('change-address', { order: 'A-3', address: 'somewhere else' }))).toBe(
        'not-proven',
      );
    });

    test('outlives the next import; a list that says it has left nevertheless is believed', async () => {
      const shop = await openShop(database());
      const visitor = await owner(shop, 'A-3', hanako);
      await visitor.act('cancel-order', { order: 'A-3' });
      await shop.importAgain();
      expect((await findOrder(database(), shop.site, 'A-3'))?.status).toBe('cancelled');
      await shop.importOrders((list) => list.replace('A-3,C-2,placed', 'A-3,C-2,shipped'));
      expect((await findOrder(database(), shop.site, 'A-3'))?.status).toBe('shipped');
      expect(await changesOf(database(), shop.site, 'A-3')).toMatchObject([{ kind: 'cancelled' }]);
    });

    test('loses against an import that ships the order while the bot thinks, and thinking again says so', async () => {
      const shop = await openShop(database());
      const visitor = await owner(shop, 'A-3', hanako);
      const planned = await visitor.plan('cancel-order', { order: 'A-3' });
      await shop.importOrders((list) => list.replace('A-3,C-2,placed', 'A-3,C-2,shipped'));
      expect(await commitOf(database(), planned)).toMatchObject({ done: false });
      expect(whyOf(await visitor.plan('cancel-order', { order: 'A-3' }))).toBe('too-late');
    });

    test('from two windows at the same moment is done once', async () => {
      const shop = await openShop(database());
      const [one, other] = [await owner(shop, 'A-3', hanako), await owner(shop, 'A-3', hanako)];
      const plans = await Promise.all([one, other].map((visitor) => visitor.plan('cancel-order', { order: 'A-3' })));
      const commits = await Promise.all(plans.map((planned) => commitOf(database(), planned)));
      expect(commits.filter(({ done }) => done)).toHaveLength(1);
      expect(await changesOf(database(), shop.site, 'A-3')).toHaveLength(1);
    });
  });

  test('an address can be changed until the order leaves, the last one counts, and imports leave it alone', async () => {
    const shop = await openShop(database());
    const visitor = await owner(shop, 'A-4', hanako);
    expect((await visitor.act('change-address', { order: 'A-4', address: '東京都 千代田区\n1-1' })).details).toEqual({
      ...{ number: 'A-4', address: '東京都 千代田区 1-1' },
    });
    await visitor.act('change-address', { order: 'A-4', address: '大阪府大阪市北区2-2' }, visitor.asker.now + 1);
    await shop.importAgain();
    expect(valuesOf(await visitor.look('own-order', { number: 'A-4' }))).toMatchObject({
      address: '大阪府大阪市北区2-2',
    });
    expect(whyOf(await visitor.plan('change-address', { order: 'A-4', address: ' ' }))).toBe('no-address');
    await visitor.act('cancel-order', { order: 'A-4' });
    expect(whyOf(await visitor.plan('change-address', { order: 'A-4', address: 'anywhere at all' }))).toBe(
      'already-cancelled',
    );
  });

  describe('products', () => {
    test('are told in the customer’s language, with stock only where the list says it', async () => {
      const shop = await openShop(database());
      const visitor = await shop.visitor({ language: 'ja' });
      expect(valuesOf(await visitor.look('product', { sku: 'kt-120' }))).toEqual({
        ...{ sku: 'KT-120', name: 'トラベルケトル', category: 'kettle', sale: true, returnable: true, stocked: true },
        ...{ price: { amount: 4480, currency: 'JPY' }, warrantyMonths: 12 },
      });
      expect(valuesOf(await visitor.look('stock', { sku: 'KT-300' }))).toEqual({
        ...{ sku: 'KT-300', name: '細口ケトル', known: true, stocked: false, pieces: 0 },
      });
      await shop.importProducts((list) => list.replace('persons=2; use=tea; use=coffee,0,', 'persons=2,,'));
      expect(valuesOf(await visitor.look('stock', { sku: 'KT-300' }))).toEqual({
        sku: 'KT-300',
        name: '細口ケトル',
        known: false,
      });
      expect(valuesOf(await visitor.look('product', { sku: 'XX-1' }))).toBe('none');
    });

    test('have a warranty from the day of delivery, told to who has proven the order', async () => {
      const shop = await openShop(database());
      const visitor = await owner(shop, 'A-2', 'kim@shop.test');
      expect(valuesOf(await visitor.look('entitlement', { sku: 'RC-55', order: 'A-2' }))).toEqual({
        ...{ sku: 'RC-55', name: 'Rice cooker', warrantyMonths: 24, dated: true, from: '2026-11-21' },
        ...{ until: '2028-11-21', inWarranty: true, daysLeft: 728 },
      });
      expect(valuesOf(await visitor.look('entitlement', { sku: 'KT-120', order: 'A-2' }))).toBe('none');
      const stranger = await shop.visitor();
      expect(valuesOf(await stranger.look('entitlement', { sku: 'RC-55', order: 'A-2' }))).toBe('none');
      expect(valuesOf(await stranger.look('entitlement', { sku: 'KT-200', bought: '2025-11-24' }))).toMatchObject({
        ...{ until: '2026-11-24', inWarranty: true, daysLeft: 0 },
      });
      expect(valuesOf(await stranger.look('entitlement', { sku: 'KT-200', bought: '2025-11-23' }))).toMatchObject({
        inWarranty: false,
      });
      expect(valuesOf(await stranger.look('entitlement', { sku: 'KT-200' }))).toMatchObject({
        dated: false,
        warrantyMonths: 12,
      });
      expect(valuesOf(await stranger.look('entitlement', { sku: 'TE-1', bought: '2026-11-23' }))).toMatchObject({
        inWarranty: false,
      });
    });

    test('are advised by what they can do: what is here first, just large enough before larger', async () => {
      const shop = await openShop(database());
      const visitor = await shop.visitor();
      const names = async (values: Record<string, unknown>) => {
        const found = valuesOf(await visitor.look('advice', { category: 'kettle', ...values }));
        return typeof found === 'string' ? found : [found['count'], found['overLimit'], found['sku'], found['lines']];
      };
      expect(await names({ use: 'tea' })).toEqual([2, 0, 'KT-200', 'Kettle (¥4,980)\nDrip kettle (¥9,800)']);
      expect(await names({ persons: 2 })).toEqual([2, 0, 'KT-200', 'Kettle (¥4,980)\nDrip kettle (¥9,800)']);
      expect(await names({ persons: 1 })).toMatchObject({ 0: 3, 2: 'KT-120' });
      expect(await names({ with: ['use=coffee'] })).toMatchObject({ 0: 1, 2: 'KT-300' });
      expect(await names({ use: 'coffee', most: { amount: 5000, currency: 'JPY' } })).toEqual([
        0,
        1,
        undefined,
        undefined,
      ]);
      expect(await names({ category: 'spaceship' })).toBe('none');
    });
  });
});
