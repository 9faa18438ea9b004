import { describe, expect, test } from '@jest/globals';
import { codeOf } from '../../src/shop/own/code.js';
import { onEachDatabase } from '../setup/each-database.js';
import { day, hour, key, openShop, tuesday, valuesOf, whyOf, type Visitor } from './own-shop.js';

const kim = { number: 'A-1', contact: 'kim@shop.test' };

onEachDatabase((database) => {
  describe('an order', () => {
    test('is told whole to who knows its mail address or phone number, in their language', async () => {
      const shop = await openShop(database());
      const visitor = await shop.visitor();
      expect(valuesOf(await visitor.look('own-order', kim))).toEqual({
        ...{ number: 'A-1', customer: 'C-1', status: 'shipped', placed: '2026-11-22', expected: '2026-11-25' },
        ...{ carrier: 'Kumo Express', tracking: '0000-1', total: { amount: 4980, currency: 'JPY' }, currency: 'JPY' },
        ...{ lines: 'Kettle', shipped: true, changeable: false, daysSincePlaced: 2 },
        items: [
          {
            ...{ sku: 'KT-200', name: 'Kettle', quantity: 1, price: { amount: 4980, currency: 'JPY' } },
            ...{ category: 'kettle', sale: false, returnable: true },
          },
        ],
      });
      const other = await shop.visitor({ language: 'ja' });
      expect(valuesOf(await other.look('own-order', { number: 'A-2', contact: '+81 90 0000 1234' }))).toMatchObject({
        ...{ lines: '炊飯器、ケトル × 2、緑茶', delivered: '2026-11-21', daysSinceDelivered: 3 },
      });
    });

    test('is nobody else’s: its number alone tells that there is one and nothing more', async () => {
      const shop = await openShop(database());
      const visitor = await shop.visitor();
      expect(valuesOf(await visitor.look('order', { number: 'A-1' }))).toEqual({ number: 'A-1', locked: false });
      expect(valuesOf(await visitor.look('order', { number: 'A-9' }))).toBe('none');
      expect(valuesOf(await visitor.look('own-order', { number: 'A-1', contact: 'hanako@shop.test' }))).toBe('none');
      expect(valuesOf(await visitor.look('own-order', { number: 'A-1' }))).toBe('none');
    });

    test('is locked after five wrong guesses within an hour, in whatever conversations, for right ones too', async () => {
      const shop = await openShop(database());
      for (let guess = 1; guess <= 5; guess++) {
        const stranger = await shop.visitor();
        expect(valuesOf(await stranger.look('own-order', { number: 'A-1', contact: `x${guess}@shop.test` }))).toBe(
          'none',
        );
      }
      const visitor = await shop.visitor();
      expect(valuesOf(await visitor.look('order', { number: 'A-1' }))).toEqual({ number: 'A-1', locked: true });
      expect(valuesOf(await visitor.look('own-order', kim))).toBe('none');
      expect(valuesOf(await visitor.look('own-order', { ...kim, number: 'A-2' }))).toMatchObject({ number: 'A-2' });
      expect(valuesOf(await visitor.look('own-order', kim, tuesday + hour + 1))).toMatchObject({ number: 'A-1' });
    });

    test('cannot be guessed by forty conversations at the same moment', async () => {
      const shop = await openShop(database());
      const visitors = await Promise.all(Array.from({ length: 40 }, () => shop.visitor()));
      const looked = await Promise.all(
        visitors.map((visitor, place) =>
          visitor.look('own-order', place === 39 ? kim : { number: 'A-1', contact: `x${place}@shop.test` }),
        ),
      );
      const wrong = await database().read(
        database()
          .build.selectFrom('proof_try')
          .select('outcome')
          .where('site', '=', shop.site)
          .where('outcome', '=', 'wrong'),
      );
      expect(wrong.length).toBeLessThanOrEqual(5);
      expect(looked.slice(0, 39).every(({ kind }) => kind === 'none')).toBe(true);
    });

    test('a guess thought about twice is one guess', async () => {
      const shop = await openShop(database());
      const { asker } = await shop.visitor();
      const lookUp = shop.systems.lookups.get('own-order');
      for (let again = 0; again < 8; again++) {
        const values = { number: 'A-1', contact: 'wrong@shop.test' };
        await lookUp?.look({ ...asker, key: 'one asking' }, values, new AbortController().signal);
      }
      const visitor = await shop.visitor();
      expect(valuesOf(await visitor.look('own-order', kim))).toMatchObject({ number: 'A-1' });
    });

    test('needs no contact where the site has vouched for the customer, and only theirs opens', async () => {
      const shop = await openShop(database());
      const visitor = await shop.visitor({ customer: { subject: 'C-1', mail: '' } });
      expect(valuesOf(await visitor.look('whoami'))).toEqual({ id: 'C-1', name: 'Known' });
      expect(valuesOf(await visitor.look('own-order', { number: 'A-1' }))).toMatchObject({ number: 'A-1' });
      expect(valuesOf(await visitor.look('own-order', { number: 'A-3' }))).toBe('none');
      expect(valuesOf(await visitor.look('own-orders'))).toMatchObject({
        ...{ count: 2, number: 'A-1' },
        orders: [{ number: 'A-1', status: 'shipped', placed: '2026-11-22', lines: 'Kettle' }, { number: 'A-2' }],
      });
      const stranger = await shop.visitor();
      expect(valuesOf(await stranger.look('whoami'))).toBe('none');
      expect(valuesOf(await stranger.look('own-orders'))).toBe('none');
    });
  });

  describe('a code by mail', () => {
    const mail = 'hanako@shop.test';

    test('proves the address, and what was ordered with it needs no other proof', async () => {
      const shop = await openShop(database());
      const visitor = await shop.visitor();
      expect(valuesOf(await visitor.look('own-order', { number: 'A-3' }))).toBe('none');
      expect((await visitor.act('send-code', { mail: ' Hanako@Shop.test' })).details).toEqual({ mail, minutes: 10 });
      const code = await codeSent(visitor);
      const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
      expect(valuesOf(await visitor.look('code', { mail, code: spaced }))).toEqual({
        mail,
        customer: 'C-2',
        name: '佐藤 花子',
      });
      expect(valuesOf(await visitor.look('own-order', { number: 'A-3' }))).toMatchObject({ number: 'A-3' });
      expect(valuesOf(await visitor.look('own-order', { number: 'A-1' }))).toBe('none');
    });

    test('is good for ten minutes, five tries and this conversation', async () => {
      const shop = await openShop(database());
      const [late, guessing, other] = [await shop.visitor(), await shop.visitor(), await shop.visitor()];
      await late.act('send-code', { mail });
      expect(valuesOf(await late.look('code', { mail, code: await codeSent(late) }, tuesday + hour / 6 + 1))).toBe(
        'none',
      );
      await guessing.act('send-code', { mail });
      const right = await codeSent(guessing);
      expect(valuesOf(await other.look('code', { mail, code: right }))).toBe('none');
      const wrong = right === '000000' ? '000001' : '000000';
      for (let tried = 0; tried < 5; tried++)
        expect(valuesOf(await guessing.look('code', { mail, code: wrong }))).toBe('none');
      expect(valuesOf(await guessing.look('code', { mail, code: right }))).toBe('none');
    });

    test('is sent three times an hour to one address and from one conversation, with or without a customer there', async () => {
      const shop = await openShop(database());
      const address = 'nobody@else.test';
      for (let sent = 0; sent < 3; sent++) {
        const visitor = await shop.visitor();
        expect((await visitor.act('send-code', { mail: address })).details).toEqual({ mail: address, minutes: 10 });
      }
      const visitor = await shop.visitor();
      expect(whyOf(await visitor.plan('send-code', { mail: address }))).toBe('too-many');
      expect((await visitor.plan('send-code', { mail: address }, tuesday + hour + 1)).kind).toBe('done');
      for (const to of ['a@x.test', 'b@x.test', 'c@x.test']) await visitor.act('send-code', { mail: to });
      expect(whyOf(await visitor.plan('send-code', { mail: 'd@x.test' }))).toBe('too-many');
    });

    test('two asked for at the same moment are not both the third', async () => {
      const shop = await openShop(database());
      const [one, other] = [await shop.visitor(), await shop.visitor()];
      const plans = await Promise.all([one.plan('send-code', { mail }), other.plan('send-code', { mail })]);
      const steps = plans.map((plan) => (plan.kind === 'done' ? plan.steps : []));
      const commits = await Promise.all(steps.map((batch) => database().commit(batch)));
      expect(commits.filter(({ done }) => done)).toHaveLength(1);
    });

    test('is refused in plain words where no mail can be sent, and for what is no address', async () => {
      const dumb = await (await openShop(database(), { sendsMail: false })).visitor();
      expect(whyOf(await dumb.plan('send-code', { mail }))).toBe('no-mail-server');
      const visitor = await (await openShop(database())).visitor();
      expect(whyOf(await visitor.plan('send-code', { mail: 'hanako' }))).toBe('not-a-mail');
    });

    async function codeSent({ asker }: Visitor): Promise<string> {
      const rows = await database().read(
        database()
          .build.selectFrom('mail_code')
          .select('id')
          .where('conversation', '=', asker.conversation)
          .orderBy('nth', 'desc'),
      );
      return codeOf(key, rows[0]?.id ?? '');
    }
  });

  describe('a new password', () => {
    test('is answered the same whether there is a customer; only one gets a letter', async () => {
      const shop = await openShop(database());
      const visitor = await shop.visitor();
      const known = await visitor.act('password-reset', { mail: 'kim@shop.test' });
      const unknown = await visitor.act('password-reset', { mail: 'who@shop.test' });
      expect(known.details).toEqual({ mail: 'kim@shop.test', minutes: 60 });
      expect(unknown.details).toEqual({ mail: 'who@shop.test', minutes: 60 });
      expect(unknown.kind).toBe(known.kind);
      const letters = await database().read(
        database()
          .build.selectFrom('mail')
          .select(['kind', 'recipient'])
          .where('site', '=', shop.site)
          .where('kind', '=', 'reset'),
      );
      expect(letters).toEqual([{ kind: 'reset', recipient: 'kim@shop.test' }]);
    });

    test('cannot be asked for without end, and not where the shop has no page for it', async () => {
      const shop = await openShop(database());
      const visitor = await shop.visitor();
      for (const name of ['a', 'b', 'c']) await visitor.act('password-reset', { mail: `${name}@shop.test` });
      expect(whyOf(await visitor.plan('password-reset', { mail: 'd@shop.test' }))).toBe('too-many');
      const without = await openShop(database(), { changed: { passwordReset: null } });
      expect(whyOf(await (await without.visitor()).plan('password-reset', { mail: 'kim@shop.test' }))).toBe(
        'not-offered',
      );
    });
  });

  describe('details of a customer', () => {
    test('change for who has proven to be them, and outlive the next import of the list', async () => {
      const shop = await openShop(database(), { sendsMail: false });
      const visitor = await shop.visitor();
      const change = { customer: 'C-1', phone: '090-1111-2222', order: 'A-1' };
      expect(whyOf(await visitor.plan('change-contact', change))).toBe('not-proven');
      await visitor.look('own-order', kim);
      expect((await visitor.act('change-contact', change)).details).toEqual({
        ...{ customer: 'C-1', phone: '090-1111-2222', verified: false },
      });
      await shop.importAgain();
      const next = await shop.visitor();
      expect(valuesOf(await next.look('own-order', { number: 'A-1', contact: '09011112222' }))).toMatchObject({
        number: 'A-1',
      });
      expect(valuesOf(await next.look('own-order', { number: 'A-2', contact: '090-0000-1234' }))).toBe('none');
      expect(whyOf(await visitor.plan('change-contact', change))).toBe('nothing-new');
      expect(whyOf(await visitor.plan('change-contact', { ...change, customer: 'C-2' }))).toBe('not-proven');
      expect(whyOf(await visitor.plan('change-contact', { ...change, phone: '12' }))).toBe('not-a-phone');
    });

    test('a new mail address must be proven first, and the old one is told', async () => {
      const shop = await openShop(database());
      const visitor = await shop.visitor({ customer: { subject: 'C-1', mail: 'kim@shop.test' } });
      const change = { customer: 'C-1', mail: 'kim@new.test' };
      expect(whyOf(await visitor.plan('change-contact', change))).toBe('mail-not-verified');
      await visitor.act('send-code', { mail: 'kim@new.test' });
      const [row] = await database().read(
        database().build.selectFrom('mail_code').select('id').where('conversation', '=', visitor.asker.conversation),
      );
      await visitor.look('code', { mail: 'kim@new.test', code: codeOf(key, row?.id ?? '') });
      expect((await visitor.act('change-contact', change)).details).toMatchObject({
        mail: 'kim@new.test',
        verified: true,
      });
      const told = await database().read(
        database()
          .build.selectFrom('mail')
          .select('recipient')
          .where('site', '=', shop.site)
          .where('kind', '=', 'contact'),
      );
      expect(told).toEqual([{ recipient: 'kim@shop.test' }]);
      const stranger = await shop.visitor();
      expect(valuesOf(await stranger.look('own-order', kim, tuesday + day))).toBe('none');
      expect(
        valuesOf(await stranger.look('own-order', { ...kim, contact: 'kim@new.test' }, tuesday + day)),
      ).toMatchObject({ number: 'A-1' });
    });
  });
});
