import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide, defaultThresholds } from '../../src/knowledge/decide.js';
import { coefficients, modelOf, probabilities } from '../../src/knowledge/coefficients.js';
import type { Found } from '../../src/knowledge/found.js';

function found(...probabilities: number[]): Found {
  const candidates = probabilities.map((probability, i) => ({
    id: `c${String(i)}`,
    kind: 'article' as const,
    title: '',
    score: 1,
    probability,
    passage: '',
  }));
  return { catalogueVersion: 1, coefficients: 1, fitted: 0, learnt: 0, candidates };
}

function shown(decision: ReturnType<typeof decide>): string[] {
  return decision.kind === 'ask back' ? decision.candidates.map(({ id }) => id) : [];
}

test('a sure candidate is the answer, with only likely others beside it', () => {
  const decision = decide(found(0.8, 0.3, 0.15));
  expect(decision).toMatchObject({ kind: 'answer', candidate: { id: 'c0' }, related: [{ id: 'c1' }] });
});

test('two close candidates are asked back, a far third is not shown', () => {
  expect(shown(decide(found(0.45, 0.4, 0.05)))).toEqual(['c0', 'c1']);
});

test('three close candidates are all shown, never a fourth', () => {
  expect(shown(decide(found(0.25, 0.24, 0.23, 0.22)))).toEqual(['c0', 'c1', 'c2']);
});

test('one middling candidate is shown with the next, or alone when there is no other', () => {
  expect(shown(decide(found(0.5, 0.01)))).toEqual(['c0', 'c1']);
  expect(shown(decide(found(0.5)))).toEqual(['c0']);
});

test('unlikely candidates and none at all are nothing', () => {
  expect(decide(found(0.1, 0.05)).kind).toBe('nothing');
  expect(decide(found()).kind).toBe('nothing');
});

test('the thresholds are the first value that passes', () => {
  expect(decide(found(defaultThresholds.answer)).kind).toBe('answer');
  expect(decide(found(defaultThresholds.askBack)).kind).toBe('ask back');
  expect(decide(found(0.5), { answer: 0.5, askBack: 0.1 }).kind).toBe('answer');
});

test('the probabilities of one question are between 0 and 1 and together at most 1', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const evidence = fc.record({
    score: fc.double({ min: 0, max: 1e6, noNaN: true }),
    whole: fc.double({ min: 0, max: 1e6, noNaN: true }),
    terms: fc.integer({ min: 1, max: 400 }),
    shared: fc.integer({ min: 1, max: 24 }),
    concepts: fc.integer({ min: 0, max: 5 }),
    coverage: share,
    strange: share,
    missing: share,
    margin: fc.double({ min: -1, max: 1, noNaN: true }),
    likeness: share,
    echo: share,
    beside: share,
    entries: fc.integer({ min: 1, max: 100_000 }),
  });
  fc.assert(
    fc.property(
      fc.array(evidence, { maxLength: 10 }),
      fc.constantFrom(...Object.keys(coefficients.languages), 'de'),
      (hits, language) => {
        const chances = probabilities(hits, modelOf(language));
        expect(chances).toHaveLength(hits.length);
        for (const chance of chances) expect(chance >= 0 && chance <= 1).toBe(true);
        expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeLessThanOrEqual(1 + 1e-9);
      },
    ),
  );
});
