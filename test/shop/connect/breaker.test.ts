import { expect, test } from '@jest/globals';
import { createBreaker } from '../../../src/shop/connect/breaker.js';

function breakerAt() {
  let now = 1_000;
  let rests = 0;
  const breaker = createBreaker({ clock: { now: () => now }, failures: 3, restMs: 5_000, onRest: () => void rests++ });
  return {
    breaker,
    rests: () => rests,
    pass: (ms: number) => void (now += ms),
    /** Enters and is told what came of it; false when there was no way in. */
    try: (verdict: 'answered' | 'failed' | 'left') => {
      const tell = breaker.enter();
      tell?.(verdict);
      return tell !== undefined;
    },
  };
}

test('rests after so many failures in a row, and an answer between them begins the count anew', () => {
  const one = breakerAt();
  expect([one.try('failed'), one.try('failed'), one.try('answered')]).toEqual([true, true, true]);
  expect([one.try('failed'), one.try('failed'), one.try('failed')]).toEqual([true, true, true]);
  expect(one.try('answered')).toBe(false);
  expect(one.rests()).toBe(1);
});

test('one who goes away before the answer counts for nothing', () => {
  const one = breakerAt();
  for (let times = 0; times < 10; times++) expect(one.try('left')).toBe(true);
});

test('after its rest one try alone goes in; an answer ends the rest', () => {
  const one = breakerAt();
  for (let times = 0; times < 3; times++) one.try('failed');
  one.pass(4_999);
  expect(one.breaker.enter()).toBeUndefined();
  one.pass(1);
  const trial = one.breaker.enter();
  expect(trial).toBeDefined();
  expect(one.breaker.enter()).toBeUndefined();
  trial?.('answered');
  expect([one.try('failed'), one.try('failed'), one.try('answered')]).toEqual([true, true, true]);
});

test('a failed try begins the whole rest again, one that was given up makes room for another', () => {
  const one = breakerAt();
  for (let times = 0; times < 3; times++) one.try('failed');
  one.pass(5_000);
  expect(one.try('failed')).toBe(true);
  expect(one.try('answered')).toBe(false);
  expect(one.rests()).toBe(2);
  one.pass(5_000);
  expect(one.try('left')).toBe(true);
  expect(one.try('answered')).toBe(true);
  expect(one.try('answered')).toBe(true);
});

test('an answer to what was asked before the rest does not end it', () => {
  const one = breakerAt();
  const early = one.breaker.enter();
  for (let times = 0; times < 3; times++) one.try('failed');
  early?.('answered');
  expect(one.breaker.enter()).toBeUndefined();
});
