import { expect, test } from '@jest/globals';
import {
  auroc,
  bestThreshold,
  isHit,
  keptAtPrecision,
  ndcg,
  quantile,
  reciprocalRank,
  steadyThreshold,
  thresholdForPrecision,
} from '../../bench/quality/measures.js';
import { isMissed, table } from '../../bench/quality/row.js';

test('separation is the share of pairs in the right order, equal scores counting half', () => {
  expect(auroc([3, 2], [1, 0])).toBe(1);
  expect(auroc([1, 0], [3, 2])).toBe(0);
  expect(auroc([3, 1], [2])).toBe(0.5);
  expect(auroc([2, 2], [2, 1])).toBe(0.75);
});

test('the threshold from valid decides most questions rightly, strangers by refusing them', () => {
  const known = [
    { score: 0.9, right: true },
    { score: 0.7, right: true },
    { score: 0.5, right: false },
    { score: 0.4, right: true },
  ];
  expect(bestThreshold(known, [0.6, 0.45])).toBe(0.7);
  expect(bestThreshold(known, [])).toBe(0.4);
});

test('one question more or less moves the steady threshold little, where it moves the best one far', () => {
  const known = [...Array.from({ length: 20 }, () => 0.9), ...Array.from({ length: 10 }, () => 0.3)];
  const right = (scores: number[]): { score: number; right: boolean }[] =>
    scores.map((score) => ({ score, right: true }));
  const strangers = Array.from({ length: 10 }, () => 0.5);
  const moved = (threshold: typeof bestThreshold): number =>
    threshold(right(known), [...strangers, 0.5]) - threshold(right([...known, 0.3]), strangers);
  expect(moved(bestThreshold)).toBeCloseTo(0.6);
  expect(Math.abs(moved(steadyThreshold))).toBeLessThan(0.3);
  expect(steadyThreshold(right(known), strangers)).toBe(steadyThreshold(right(known), strangers));
});

test('a threshold for a precision is the lowest that keeps it, and equal scores are never parted', () => {
  const list = [
    { score: 5, right: true },
    { score: 4, right: false },
    { score: 4, right: true },
    { score: 3, right: true },
    { score: 2, right: false },
  ];
  expect(thresholdForPrecision(list, 0.75)).toBe(3);
  expect(thresholdForPrecision(list, 0.9)).toBe(5);
  expect(thresholdForPrecision([{ score: 1, right: false }], 0.9)).toBe(Infinity);
});

test('what is kept counts the questions that have an answer, wherever the threshold was found', () => {
  const list = Array.from({ length: 100 }, (_, i) => ({ score: i, right: i >= 50 }));
  const { kept, precision } = keptAtPrecision(list, 80, 1);
  expect(precision).toBe(100);
  expect(kept).toBeGreaterThan(60);
  expect(kept).toBeLessThanOrEqual(62.5);
});

test('the place and the grade of what is found count', () => {
  const grades = { a: 2, b: 1 };
  expect(isHit(['x', 'b'], grades, 1)).toBe(false);
  expect(isHit(['x', 'b'], grades, 3)).toBe(true);
  expect(reciprocalRank(['x', 'b', 'a'], grades)).toBe(0.5);
  expect(ndcg(['a', 'b'], grades)).toBe(1);
  expect(ndcg(['b', 'a'], grades)).toBeCloseTo((1 + 2 / Math.log2(3)) / (2 + 1 / Math.log2(3)));
  expect(ndcg([...Array.from({ length: 10 }, (_, i) => `x${String(i)}`), 'a'], grades)).toBe(0);
});

test('a share of the list lies below a quantile', () => {
  expect(quantile([1, 2, 3, 4, 5], 0.8)).toBe(5);
  expect(quantile([], 0.8)).toBe(Infinity);
});

test('a goal is never reached by rounding, and less is better where it costs', () => {
  const row = { set: 's', measure: 'm', least: 92 };
  expect(isMissed({ ...row, ours: 91.99 })).toBe(true);
  expect(table([{ ...row, ours: 91.99 }])).toContain('91.9');
  expect(isMissed({ ...row, ours: 92 })).toBe(false);
  expect(isMissed({ ...row, ours: 92.1, isCost: true })).toBe(true);
  // What could not be measured is not reached.
  expect(isMissed({ ...row, ours: NaN })).toBe(true);
});
