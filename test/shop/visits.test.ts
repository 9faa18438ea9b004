import { describe, expect, test } from '@jest/globals';
import { visitCalendar } from '../../src/shop/own/shop-letter.js';
import { visitOf } from '../../src/shop/own/visit.js';
import { onEachDatabase } from '../setup/each-database.js';
import { commitOf, day, hour, openShop, tuesday, valuesOf, whyOf, type Shop } from './own-shop.js';

/** The shop of these tests is open Tuesdays and Wednesdays from 10 to 18, closed on 2 December; two people come. */
onEachDatabase((database) => {
  const slotsOf = async (shop: Shop, values: Record<string, unknown> = {}) => {
    const found = valuesOf(await (await shop.visitor()).look('visits', values));
    if (typeof found === 'string') return found;
    const slots = (found['slots'] ?? []) as { slot: string; left: number }[];
    return slots.map(({ slot, left }) => `${slot} ${left}`);
  };

  describe('the times to choose from', () => {
    test('are working hours in pieces, after the notice, without days the shop is closed', async () => {
      const shop = await openShop(database());
      expect(await slotsOf(shop)).toEqual([
        ...['2026-11-25T10:00 2', '2026-11-25T12:00 2', '2026-11-25T14:00 2', '2026-11-25T16:00 2'],
        ...['2026-12-01T10:00 2', '2026-12-01T12:00 2', '2026-12-01T14:00 2', '2026-12-01T16:00 2'],
        ...['2026-12-08T10:00 2', '2026-12-08T12:00 2', '2026-12-08T14:00 2', '2026-12-08T16:00 2'],
      ]);
      expect(await slotsOf(shop, { from: '2026-12-02' })).toMatchObject({ 0: '2026-12-08T10:00 2' });
      expect(await slotsOf(shop, { day: '2026-12-01' })).toHaveLength(4);
    });

    test('of a day without any name the next that has some', async () => {
      const shop = await openShop(database());
      const visitor = await shop.visitor({ language: 'ja' });
      expect(valuesOf(await visitor.look('visits', { day: '2026-12-02' }))).toEqual({
        count: 0,
        slots: [],
        next: '2026-12-08',
      });
      expect(valuesOf(await visitor.look('visits', { day: '2026-12-01' }))).toMatchObject({
        count: 4,
        label: '12月1日(火) 10:00',
      });
      expect(await slotsOf(await openShop(database(), { changed: { visits: null } }))).toBe('none');
    });

    test('public holidays are left out', async () => {
      const shop = await openShop(database(), { changed: { holidays: 'JP', hours: { mon: [['10:00', '12:00']] } } });
      const found = valuesOf(await (await shop.visitor()).look('visits', {}, Date.parse('2026-12-28T00:00:00Z')));
      // 11 January 2027 is Coming of Age Day.
      expect(found).toMatchObject({ slot: '2027-01-04T10:00', count: 1 });
    });
  });

  describe('a visit', () => {
    const slot = '2026-11-25T10:00';

    test('is booked once, has a number, and its slot has one place less', async () => {
      const shop = await openShop(database());
      const visitor = await shop.visitor();
      const { details } = await visitor.act('book-visit', {
        slot,
        product: 'KT-200',
        mail: 'a@b.test',
        address: 'Tokyo 1-1',
      });
      expect(details).toMatchObject({
        slot,
        status: 'booked',
        product: 'KT-200',
        address: 'Tokyo 1-1',
        changeable: true,
      });
      expect(details['visit']).toMatch(/^V-[2-9A-HJ-NP-TV-Z]{7}$/);
      expect(await slotsOf(shop, { day: '2026-11-25' })).toMatchObject({ 0: `${slot} 1` });
      expect(whyOf(await visitor.plan('book-visit', { slot }))).toBe('already-booked');
      expect(valuesOf(await visitor.look('visit'))).toMatchObject({ visit: details['visit'], others: 0 });
    });

    test('the last place, wanted by two at the same moment, is one’s; the other thinks again and is told', async () => {
      const shop = await openShop(database());
      await (await shop.visitor()).act('book-visit', { slot });
      const [one, other] = [await shop.visitor(), await shop.visitor()];
      const plans = await Promise.all([one, other].map((visitor) => visitor.plan('book-visit', { slot })));
      expect(plans.map(({ kind }) => kind)).toEqual(['done', 'done']);
      const commits = await Promise.all(plans.map((planned) => commitOf(database(), planned)));
      expect(commits.filter(({ done }) => done)).toHaveLength(1);
      expect(commits.find(({ done }) => !done)).toMatchObject({ done: false, why: 'unique' });
      const loser = commits[0]?.done === true ? other : one;
      expect(whyOf(await loser.plan('book-visit', { slot }))).toBe('slot-taken');
    });

    test('thirty who want one slot at once fill its places and no more, thinking again as turns do', async () => {
      const shop = await openShop(database());
      const visitors = await Promise.all(Array.from({ length: 30 }, () => shop.visitor()));
      const outcomes = await Promise.all(
        visitors.map(async (visitor) => {
          for (;;) {
            const planned = await visitor.plan('book-visit', { slot });
            if (planned.kind === 'refused') return planned.details['why'];
            if ((await commitOf(database(), planned)).done) return 'booked';
          }
        }),
      );
      expect(outcomes.filter((one) => one === 'booked')).toHaveLength(2);
      expect(outcomes.filter((one) => one === 'slot-taken')).toHaveLength(28);
    });

    test.each([
      ['2026-11-24T14:00', 'too-soon'],
      ['2026-11-25T11:00', 'no-such-slot'],
      ['2026-11-26T10:00', 'no-such-slot'],
      ['2026-12-02T10:00', 'no-such-slot'],
      ['2026-12-22T10:00', 'no-such-slot'],
      ['2026-11-25', 'no-such-slot'],
      ['tomorrow', 'no-such-slot'],
    ])('at %s is refused: %s', async (wanted, why) => {
      const visitor = await (await openShop(database())).visitor();
      expect(whyOf(await visitor.plan('book-visit', { slot: wanted }))).toBe(why);
    });

    test('moves and is cancelled; its place is free again, and a calendar follows by a rising sequence', async () => {
      const shop = await openShop(database());
      const visitor = await shop.visitor();
      const booked = await visitor.act('book-visit', { slot, product: 'KT-200', address: 'Tokyo; Minato, 1-1' });
      const id = String(booked.details['visit']);
      const calendar = async () => {
        const visit = await visitOf(database(), shop.site, id);
        if (!visit) throw new Error('there is no visit');
        const options = { database: database(), settings: () => shop.settings, publicUrl: 'https://help.shop.test' };
        return visitCalendar(options, { site: shop.site, visit, language: 'en' });
      };
      const first = await calendar();
      expect(first).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
      expect(first).toContain(`\r\nUID:${id}@help.shop.test\r\n`);
      for (const line of [
        'METHOD:PUBLISH',
        'SEQUENCE:0',
        'DTSTART:20261125T010000Z',
        'DTEND:20261125T030000Z',
        'STATUS:CONFIRMED',
      ])
        expect(first).toContain(`\r\n${line}\r\n`);
      expect(first).toContain('LOCATION:Tokyo\\; Minato\\, 1-1');
      expect(first.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
      await visitor.act('move-visit', { visit: id, slot: '2026-12-01T12:00' });
      expect(await calendar()).toContain('SEQUENCE:1\r\n');
      expect(await calendar()).toContain('DTSTART:20261201T030000Z');
      expect(await slotsOf(shop, { day: '2026-11-25' })).toMatchObject({ 0: `${slot} 2` });
      await visitor.act('cancel-visit', { visit: id });
      expect(await calendar()).toMatch(/METHOD:CANCEL\r\n[\s\S]*SEQUENCE:2\r\n[\s\S]*STATUS:CANCELLED\r\n/);
      expect(await slotsOf(shop, { day: '2026-12-01' })).toMatchObject({ 1: '2026-12-01T12:00 2' });
      expect(whyOf(await visitor.plan('cancel-visit', { visit: id }))).toBe('cancelled');
    });

    test('moved from two windows at once goes to one of the two times', async () => {
      const shop = await openShop(database());
      const visitor = await shop.visitor();
      const id = (await visitor.act('book-visit', { slot })).details['visit'];
      const plans = await Promise.all(
        ['2026-12-01T10:00', '2026-12-01T12:00'].map((to) => visitor.plan('move-visit', { visit: id, slot: to })),
      );
      const commits = await Promise.all(plans.map((planned) => commitOf(database(), planned)));
      expect(commits.filter(({ done }) => done)).toHaveLength(1);
      expect(commits.find(({ done }) => !done)).toMatchObject({ why: 'rows' });
    });

    test('is another’s secret: the number opens nothing without the mail address or phone number', async () => {
      const shop = await openShop(database());
      const booker = await shop.visitor();
      const booked = await booker.act('book-visit', { slot, mail: 'a@b.test' });
      const visit = booked.details['visit'];
      const stranger = await shop.visitor();
      expect(valuesOf(await stranger.look('visit', { visit }))).toBe('none');
      expect(whyOf(await stranger.plan('cancel-visit', { visit }))).toBe('not-found');
      expect(valuesOf(await stranger.look('visit', { visit, contact: 'x@b.test' }))).toBe('none');
      expect(valuesOf(await stranger.look('visit', { visit, contact: 'A@B.test' }))).toMatchObject({ visit });
      expect((await stranger.plan('cancel-visit', { visit })).kind).toBe('done');
      expect(whyOf(await booker.plan('cancel-visit', { visit }, tuesday + 2 * day))).toBe('too-late');
    });

    test('three to come are enough for one chat', async () => {
      const shop = await openShop(database());
      const visitor = await shop.visitor();
      for (const at of ['10:00', '12:00', '14:00']) await visitor.act('book-visit', { slot: `2026-11-25T${at}` });
      expect(whyOf(await visitor.plan('book-visit', { slot: '2026-11-25T16:00' }))).toBe('too-many');
      expect((await visitor.plan('book-visit', { slot: '2026-12-08T16:00' }, tuesday + 30 * hour)).kind).toBe('done');
    });
  });
});
