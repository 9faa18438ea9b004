import { describe, expect, test } from '@jest/globals';
import { receiptContentOf } from '../../src/shop/own/receipt-content.js';
import { shopReceipt } from '../../src/shop/own/receipt.js';
import { receiptPage } from '../../src/portal/receipt-page.js';
import { onEachDatabase } from '../setup/each-database.js';
import { commitOf, day, openShop, tuesday, whyOf, type Shop, type Visitor } from './own-shop.js';

async function kim(shop: Shop, number = 'A-2'): Promise<Visitor> {
  const visitor = await shop.visitor({ language: 'ja' });
  await visitor.look('own-order', { number, contact: 'kim@shop.test' });
  return visitor;
}

onEachDatabase((database) => {
  describe('a receipt', () => {
    const idIn = (shop: Shop, link: unknown): string => {
      const read = shop.links.read('receipt', String(link).split('/').at(-1) ?? '', tuesday);
      return read.status === 'good' ? read.id : read.status;
    };

    test('names the addressee, what for, the tax by its rate and the issuer’s number', async () => {
      const shop = await openShop(database());
      const visitor = await kim(shop);
      const { details } = await visitor.act('receipt', {
        order: 'A-2',
        addressee: '株式会社 見本 御中',
        note: '備品代',
      });
      expect(details).toMatchObject({
        number: 'A-2-1',
        again: false,
        addressee: '株式会社 見本 御中',
        until: '2026-12-25',
      });
      const receipt = await shopReceipt(database(), shop.site, idIn(shop, details['link']));
      expect(receipt?.content).toEqual({
        ...{ issuer: '株式会社テスト', address: '東京都', registration: 'T1234567890123', currency: 'JPY' },
        ...{ total: 26_840, extra: 0, sold: tuesday - 6 * day - 10 * 3_600_000 },
        lines: [
          { name: '炊飯器', quantity: 1, amount: 15_800, rate: 10 },
          { name: 'ケトル', quantity: 2, amount: 9_960, rate: 10 },
          { name: '緑茶', quantity: 1, amount: 1_080, rate: 8 },
        ],
        taxes: [
          { rate: 10, amount: 25_760, tax: 2_341 },
          { rate: 8, amount: 1_080, tax: 80 },
        ],
      });
      if (!receipt) throw new Error('there is no receipt');
      const page = receiptPage(receipt, { language: 'ja', zone: 'Asia/Tokyo' });
      for (const part of [
        '領収書',
        '<p class="addressee">株式会社 見本 御中</p>',
        '但し 備品代',
        '￥26,840',
        '緑茶 ※',
        'T1234567890123',
      ])
        expect(page).toContain(part);
      expect(page).not.toContain('再発行');
    });

    test('made again is marked as such, with a number of its own', async () => {
      const shop = await openShop(database());
      const visitor = await kim(shop);
      await visitor.act('receipt', { order: 'A-2' });
      const { details } = await visitor.act('receipt', { order: 'A-2', addressee: '<script>alert(1)</script>' });
      expect(details).toMatchObject({ number: 'A-2-2', again: true });
      const receipt = await shopReceipt(database(), shop.site, idIn(shop, details['link']));
      if (!receipt) throw new Error('there is no receipt');
      const page = receiptPage(receipt, { language: 'ja', zone: 'Asia/Tokyo' });
      expect(page).toContain('再発行');
      expect(page).not.toContain('<script>');
      expect(receiptPage(receipt, { language: 'en', zone: 'Asia/Tokyo' })).toContain('Issued again');
    });

    test('asked for twice at the same moment is not two first ones', async () => {
      const shop = await openShop(database());
      const visitors = [await kim(shop), await kim(shop)];
      const plans = await Promise.all(visitors.map((visitor) => visitor.plan('receipt', { order: 'A-2' })));
      const commits = await Promise.all(plans.map((planned) => commitOf(database(), planned)));
      expect(commits.filter(({ done }) => done)).toHaveLength(1);
    });

    test('stays as it was when prices change, and its link ends after a month', async () => {
      const shop = await openShop(database());
      const visitor = await kim(shop);
      const { details } = await visitor.act('receipt', { order: 'A-2' });
      const before = await shopReceipt(database(), shop.site, idIn(shop, details['link']));
      await shop.importProducts((list) => list.replace('15800', '99800'));
      expect(await shopReceipt(database(), shop.site, idIn(shop, details['link']))).toEqual(before);
      const token = String(details['link']).split('/').at(-1) ?? '';
      expect(shop.links.read('receipt', token, tuesday + 32 * day)).toEqual({ status: 'expired' });
      expect(shop.links.read('visit', token, tuesday)).toEqual({ status: 'broken' });
      expect(
        shop.links.read(
          'receipt',
          token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
          tuesday,
        ),
      ).toEqual({ status: 'broken' });
    });

    test('is refused for what has not left, what was cancelled, and to who has not proven the order', async () => {
      const shop = await openShop(database());
      const hanako = await shop.visitor({ customer: { subject: 'C-2', mail: '' } });
      expect(whyOf(await hanako.plan('receipt', { order: 'A-3' }))).toBe('not-yet');
      expect(whyOf(await hanako.plan('receipt', { order: 'A-5' }))).toBe('cancelled');
      expect(whyOf(await hanako.plan('receipt', { order: 'A-2' }))).toBe('not-proven');
      expect(whyOf(await hanako.plan('receipt', { order: 'A-9' }))).toBe('not-found');
    });
  });
});

describe('the tax of a receipt', () => {
  const product = (sku: string, price: number, taxRate: number | null) => ({
    ...{ sku, price, taxRate, name: { en: sku }, aliases: [], category: 'x', details: {}, warrantyMonths: null },
    ...{ attributes: {}, stock: null, sale: false, returnable: true },
  });
  const content = (total: number, goods: ReturnType<typeof product>[], taxRate?: number) =>
    receiptContentOf(
      { placed: 0, total, currency: 'JPY', lines: goods.map(({ sku }) => ({ sku, quantity: 1 })) },
      new Map(goods.map((one) => [one.sku, one])),
      { settings: { name: 'Shop', invoice: taxRate === undefined ? {} : { taxRate } }, language: 'en' },
    );

  test('counts shipping at the usual rate', () => {
    const { extra, taxes } = content(1_630, [product('TE', 1_080, 8)], 10);
    expect([extra, taxes]).toEqual([
      550,
      [
        { rate: 10, amount: 550, tax: 50 },
        { rate: 8, amount: 1_080, tax: 80 },
      ],
    ]);
  });

  test('is that of the whole where all goods have one rate, even if prices have changed since', () => {
    const { lines, taxes } = content(1_000, [product('A', 3_000, null)], 10);
    expect([lines[0]?.amount, taxes]).toEqual([null, [{ rate: 10, amount: 1_000, tax: 90 }]]);
  });

  test('is left out where it is not known', () => {
    expect(content(1_000, [product('A', 1_000, null)]).taxes).toEqual([]);
    expect(content(1_000, [product('A', 3_000, 10), product('B', 500, 8)], 10).taxes).toEqual([]);
    expect(content(1_630, [product('A', 1_000, 10), product('B', 80, 8)]).taxes).toEqual([]);
  });
});
