import { describe, expect, test } from '@jest/globals';
import { onEachDatabase } from '../setup/each-database.js';
import { commitOf, day, openShop, tuesday, valuesOf, whyOf, type Shop, type Visitor } from './own-shop.js';

/** a rice cooker, two kettles and tea that does not go back; delivered three days ago. */
async function kim(shop: Shop): Promise<Visitor> {
  const visitor = await shop.visitor();
  await visitor.look('own-order', { number: 'A-2', contact: 'kim@shop.test' });
  return visitor;
}

onEachDatabase((database) => {
  describe('what decides on a return', () => {
    test('is told by name, so that a flow and an agent see which rule it was', async () => {
      const shop = await openShop(database());
      const visitor = await kim(shop);
      expect(valuesOf(await visitor.look('return-rules', { order: 'A-2', items: ['KT-200 x1'] }))).toMatchObject({
        ...{ number: 'A-2', status: 'delivered', isDelivered: true, delivered: '2026-11-21', daysSinceDelivered: 3 },
        ...{ days: 30, openedDays: 14, withinDays: true, withinOpenedDays: true, valid: true, whole: false },
        ...{ allReturnable: true, anySale: false, saleAllowed: false, anyReturned: false },
        ...{ worth: { amount: 4980, currency: 'JPY' }, overLimit: false },
      });
      const whole = valuesOf(await visitor.look('return-rules', { order: 'A-2' }));
      expect(whole).toMatchObject({ whole: true, allReturnable: false, overLimit: true, worth: { amount: 26_840 } });
    });

    test('days are the calendar’s: the thirtieth still counts, the thirty-first does not', async () => {
      const shop = await openShop(database());
      const visitor = await shop.visitor({ customer: { subject: 'C-1', mail: '' } });
      const within = async (after: number) => {
        const found = valuesOf(await visitor.look('return-rules', { order: 'A-2' }, tuesday + after * day));
        return typeof found === 'string' ? found : [found['withinDays'], found['withinOpenedDays']];
      };
      expect(await within(11)).toEqual([true, true]);
      expect(await within(12)).toEqual([true, false]);
      expect(await within(27)).toEqual([true, false]);
      expect(await within(28)).toEqual([false, false]);
    });

    test.each([
      [['KT-200 x3'], 'more than were bought'],
      [['KT-300'], 'what is not in the order'],
      [['KT-200 x2', 'KT-200 x1'], 'the same line twice, together too many'],
      [['KT-200 x0'], 'none of it'],
      [['; drop table'], 'no product at all'],
    ])('%j is not valid: %s', async (items) => {
      const shop = await openShop(database());
      const visitor = await kim(shop);
      expect(valuesOf(await visitor.look('return-rules', { order: 'A-2', items }))).toMatchObject({ valid: false });
      expect(whyOf(await visitor.plan('return-case', { order: 'A-2', items, wish: 'refund' }))).toBe('no-such-item');
    });

    test('nobody else hears of it', async () => {
      const shop = await openShop(database());
      await kim(shop);
      expect(valuesOf(await (await shop.visitor()).look('return-rules', { order: 'A-2' }))).toBe('none');
    });
  });

  describe('a return', () => {
    test('has a number to write on the parcel, and a line of an order has one open return', async () => {
      const shop = await openShop(database());
      const visitor = await kim(shop);
      const wish = { order: 'A-2', items: ['KT-200 x1'], wish: 'exchange', reason: 'leaks', opened: 'yes' };
      const { details } = await visitor.act('return-case', wish);
      expect(details).toMatchObject({ number: 'A-2', wish: 'exchange', items: ['KT-200 x1'] });
      expect(details['reference']).toMatch(/^R-[2-9A-HJ-NP-TV-Z]{7}$/);
      expect(whyOf(await visitor.plan('return-case', wish))).toBe('already-returned');
      expect(valuesOf(await visitor.look('return-rules', { order: 'A-2', items: ['KT-200'] }))).toMatchObject({
        anyReturned: true,
      });
      const other = await visitor.act('return-case', { ...wish, items: ['RC-55'], wish: 'refund' });
      expect(other.details['reference']).not.toBe(details['reference']);
    });

    test('asked for from two windows at the same moment is one', async () => {
      const shop = await openShop(database());
      const visitors = [await kim(shop), await kim(shop)];
      const wish = { order: 'A-2', items: ['KT-200 x1'], wish: 'refund' };
      const plans = await Promise.all(visitors.map((visitor) => visitor.plan('return-case', wish)));
      const commits = await Promise.all(plans.map((planned) => commitOf(database(), planned)));
      expect(commits.filter(({ done }) => done)).toHaveLength(1);
      expect(commits.find(({ done }) => !done)).toMatchObject({ why: 'unique' });
      const [open] = await database().read(
        database()
          .build.selectFrom('return_case')
          .select((one) => one.fn.countAll<number>().as('count'))
          .where('site', '=', shop.site),
      );
      expect(Number(open?.count)).toBe(1);
    });

    test('the same asking thought about twice promises the same number', async () => {
      const shop = await openShop(database());
      const { asker } = await kim(shop);
      const act = shop.systems.ownActs.get('return-case');
      if (!act) throw new Error('there is no such act');
      const wish = { order: 'A-2', items: ['RC-55'], wish: 'repair' };
      const one = await act.plan({ ...asker, key: 'one asking' }, wish);
      const other = await act.plan({ ...asker, key: 'one asking' }, wish);
      expect(one.details['reference']).toBe(other.details['reference']);
      expect((await commitOf(database(), one)).done).toBe(true);
      expect((await commitOf(database(), other)).done).toBe(false);
    });

    test('of what has not arrived, of somebody else’s or without a known wish is refused', async () => {
      const shop = await openShop(database());
      const visitor = await kim(shop);
      await visitor.look('own-order', { number: 'A-1', contact: 'kim@shop.test' });
      expect(whyOf(await visitor.plan('return-case', { order: 'A-1', wish: 'refund' }))).toBe('not-delivered');
      expect(whyOf(await visitor.plan('return-case', { order: 'A-6', wish: 'refund' }))).toBe('not-proven');
      expect(whyOf(await visitor.plan('return-case', { order: 'A-2', wish: 'a hug' }))).toBe('no-such-wish');
    });
  });
});
