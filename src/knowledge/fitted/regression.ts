/** Weights, and what they are drawn to: 0, or those of a model with more to learn from. */
export interface Drawn {
  towards?: readonly number[];
  /** How strongly, in questions; each weight as strongly, or one by one. */
  by: number | readonly number[];
  /** The intercept is drawn like the rest; else it is free, as the one thing every set says of itself. */
  whole?: boolean;
}

export interface Row {
  values: readonly number[];
  right: boolean;
  weight: number;
}

/** One question with its hits, of which at least one is right. */
export interface Choice {
  hits: readonly { values: readonly number[]; right: boolean }[];
  weight: number;
}

const stepsAtMost = 40;
const settled = 1e-4;

/** Logistic regression by Newton's method; the first weight is the intercept. With nothing to fit on nothing moves. */
export function fitLogistic(rows: readonly Row[], drawn: Drawn): number[] {
  const size = (rows[0]?.values.length ?? 0) + 1;
  return newton(size, drawn, drawn.whole === true ? 0 : 1, (w, slope, curve) => {
    for (const { values, right, weight } of rows) {
      const x = [1, ...values];
      const chance = 1 / (1 + Math.exp(-dot(x, w)));
      add(slope, x, weight * (chance - (right ? 1 : 0)));
      addSquare(curve, x, weight * chance * (1 - chance));
    }
  });
}

/** Conditional logit by Newton's method: the choice among the hits of one question; of several right ones any will do. */
export function fitChoice(choices: readonly Choice[], drawn: Drawn): number[] {
  const size = choices[0]?.hits[0]?.values.length ?? 0;
  return newton(size, drawn, 0, (w, slope, curve) => {
    for (const { hits, weight } of choices) {
      const sums = hits.map(({ values }) => dot(values, w));
      const most = Math.max(...sums);
      const powers = sums.map((sum) => Math.exp(sum - most));
      const all = powers.reduce((total, power) => total + power, 0);
      const right = powers.reduce((total, power, i) => total + (hits[i]?.right ? power : 0), 0);
      const middle = w.map(() => 0);
      for (const [i, { values, right: isRight }] of hits.entries()) {
        const share = (powers[i] ?? 0) / all;
        add(slope, values, weight * (share - (isRight ? (powers[i] ?? 0) / right : 0)));
        add(middle, values, share);
        addSquare(curve, values, weight * share);
      }
      addSquare(curve, middle, -weight);
    }
  });
}

type Fill = (weights: readonly number[], slope: number[], curve: Float64Array) => void;

function newton(size: number, { towards, by }: Drawn, free: number, fill: Fill): number[] {
  const strength = (i: number): number => (typeof by === 'number' ? by : (by[i] ?? 0));
  let w = Array.from({ length: size }, (_, i) => towards?.[i] ?? 0);
  for (let step = 0; step < stepsAtMost; step++) {
    const slope = w.map((value, i) => (i < free ? 0 : strength(i) * (value - (towards?.[i] ?? 0))));
    const curve = new Float64Array(size * size);
    for (let i = 0; i < size; i++) curve[i * size + i] = i < free ? 1e-6 : strength(i);
    fill(w, slope, curve);
    const move = solve(curve, slope);
    const farthest = Math.max(...move.map(Math.abs));
    // Far from the best weights a whole step may lead away from them.
    w = w.map((value, i) => value - (move[i] ?? 0) / Math.max(1, farthest));
    if (farthest < settled) break;
  }
  return w;
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function add(to: number[], values: readonly number[], times: number): void {
  for (let i = 0; i < values.length; i++) to[i] = (to[i] ?? 0) + times * (values[i] ?? 0);
}

function addSquare(to: Float64Array, values: readonly number[], times: number): void {
  const size = values.length;
  for (let i = 0; i < size; i++) {
    const one = times * (values[i] ?? 0);
    if (one === 0) continue;
    for (let j = 0; j < size; j++) to[i * size + j] = (to[i * size + j] ?? 0) + one * (values[j] ?? 0);
  }
}

/** Gaussian elimination; what draws the weights keeps every pivot above zero. */
function solve(matrix: Float64Array, right: readonly number[]): number[] {
  const size = right.length;
  const rows = right.map((value, i) => [...matrix.subarray(i * size, (i + 1) * size), value]);
  for (const [i, pivot] of rows.entries()) {
    for (const [j, row] of rows.entries()) {
      if (i === j) continue;
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1);
      if (factor !== 0) for (const [k, value] of pivot.entries()) row[k] = (row[k] ?? 0) - factor * value;
    }
  }
  return rows.map((row, i) => (row[size] ?? 0) / (row[i] ?? 1));
}
