import { describe, expect, test } from '@jest/globals';
import type { Values } from '../../src/shop/system.js';
import { onEachDatabase } from '../setup/each-database.js';
import { commitOf, openShop } from './own-shop.js';

/** What a customer, a flow with a mistake in it or a connector may hand over instead of what was meant. */
const hostile: readonly unknown[] = [
  ...['', ' ', 'A-2', '\0', 'A-2\0', '\ud800', "'; drop table visit; --", '../../etc/passwd', '{{7*7}}', '%', '💥'],
  ...['x'.repeat(100_000), 'a@'.repeat(50_000), '2026-13-45T99:99', '-1', '1e999', 'NaN', '__proto__', 'KT-200 x99999'],
  ...[0, -1, Number.NaN, Number.POSITIVE_INFINITY, true, false, null, undefined],
  ...[[], ['KT-200', 1, null], {}, { amount: Number.NaN, currency: 'JPY' }, { $ne: null }, [['A-2']]],
];

onEachDatabase((database) => {
  describe('whatever is handed over', () => {
    test('a look-up finds something or nothing, and never throws', async () => {
      const shop = await openShop(database());
      const visitor = await shop.visitor({ customer: { subject: 'C-1', mail: 'kim@shop.test' } });
      for (const [name, { signature }] of shop.systems.lookups) {
        for (const value of hostile) {
          const values = allOf(signature.takes, value);
          const began = performance.now();
          expect(['found', 'none']).toContain((await visitor.look(name, values)).kind);
          expect(performance.now() - began).toBeLessThan(2_000);
        }
      }
    });

    test('an act is planned or refused with a word of its own, and what is planned can be committed', async () => {
      const shop = await openShop(database());
      const visitor = await shop.visitor({ customer: { subject: 'C-1', mail: 'kim@shop.test' } });
      for (const [name, { signature }] of shop.systems.ownActs) {
        for (const value of hostile) {
          const planned = await visitor.plan(name, allOf(signature.takes, value));
          if (planned.kind === 'refused') expect(planned.details['why']).toMatch(/^[a-z-]+$/);
          else expect((await commitOf(database(), planned)).done).toBe(true);
        }
      }
    });

    test('what an act or look-up says it takes can be left out where it is optional', async () => {
      const shop = await openShop(database());
      for (const { signature } of [...shop.systems.lookups.values(), ...shop.systems.ownActs.values()])
        expect(Object.keys(signature.takes)).toEqual(expect.arrayContaining([...(signature.optional ?? [])]));
    });
  });
});

const allOf = (takes: Readonly<Record<string, unknown>>, value: unknown): Values =>
  Object.fromEntries(Object.keys(takes).map((name) => [name, value]));
