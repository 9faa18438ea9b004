import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { promiseFor } from '../../src/handoff/promise-for.js';
import { queuesOfAgent, routeTo } from '../../src/handoff/route-to.js';
import { address, dialects, openCounter, shop, type Counter } from './counter.js';

describe('routing', () => {
  test('the team that names the topic wins over the one for all, if it speaks the language', () => {
    expect(routeTo(shop, { topic: 'repair', language: 'en' })).toMatchObject({
      queue: 'repairs.en',
      team: { id: 'repairs' },
    });
    expect(routeTo(shop, { topic: 'repair', language: 'ja' }).queue).toBe('support.ja');
    expect(routeTo(shop, { topic: 'billing', language: 'en-GB' }).queue).toBe('support.en');
  });

  test('a language nobody speaks goes to a queue that somebody works', () => {
    expect(routeTo(shop, { topic: 'billing', language: 'fr' }).queue).toBe('support.en');
  });

  test('an agent works their teams in their languages', () => {
    expect(queuesOfAgent(shop, { teams: ['*'], languages: ['en'] })).toEqual(['support.en', 'repairs.en']);
    expect(queuesOfAgent(shop, { teams: ['support'], languages: ['ja-JP'] })).toEqual(['support.ja']);
    expect(queuesOfAgent(shop, { teams: [], languages: ['en'] })).toEqual([]);
  });
});

describe.each(dialects)('promises on %s', (dialect) => {
  let counter: Counter;
  beforeAll(async () => {
    counter = await openCounter(await address(dialect));
  });
  afterAll(() => counter.database.close());

  const saturday = Date.parse('2027-01-09T10:00:00+09:00');
  const ask = (now: number) => {
    const { team, queue } = routeTo(shop, { topic: 'billing', language: 'ja' });
    return promiseFor(counter.database, shop, { site: 'main', team, queue, now });
  };

  test('on a Saturday with nobody on, Monday is promised; with somebody on, soon', async () => {
    const nobody = await ask(saturday);
    expect(nobody.basis).toBe('next-opening');
    expect(new Date(nobody.at ?? 0).toISOString()).toMatch(/^2027-01-1[12]T/);
    await counter.isOn(await counter.hire('English only', ['en'], ['support']), 60);
    expect(await ask(saturday)).toEqual(nobody);
    await counter.isOn(await counter.hire('Japanese', ['ja'], ['support']), 60);
    const somebody = await ask(saturday);
    expect(somebody.basis).toBe('agent-online');
    expect((somebody.at ?? 0) - saturday).toBeLessThanOrEqual(15 * 60_000);
  });

  test('who waits already makes the wait longer', async () => {
    const monday = Date.parse('2027-01-18T10:00:00+09:00');
    const before = await ask(monday);
    for (let n = 0; n < 5; n++) await counter.wait({ queue: 'support.ja' });
    const after = await ask(monday);
    expect(after.at ?? 0).toBeGreaterThan(before.at ?? 0);
  });
});
