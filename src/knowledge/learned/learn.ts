import { vectorOf, type Learned } from './classifier.js';

/** One taught question: what it is made of, and the place of the answer it belongs to. */
export interface Lesson {
  readonly traits: readonly string[];
  readonly label: number;
  /** What it costs to have it on the wrong side, beside others; 1 where nothing is said. */
  readonly counts?: number;
}

/**
 * Traits of one single lesson are half of all there are. Few lessons need them (1 to 2 % more right in cross-validation);
 * from so many on they cost memory and change nothing.
 */
const manyLessons = 3_000;
/** Nor are they kept when the weights would take more bytes: a thousand entries with three questions each. */
const weightsAtMost = 40_000_000;
/**
 * How steeply rarity counts. With few lessons an entry the common words tell too: CLINC150 with 10 questions a label has
 * 0.4 more right than with 1, BANKING77 1.3 (cross-validation); 0.4 is as good, above 1 it falls.
 */
const steepness = 0.6;
/** The price of a lesson on the wrong side against large weights; 0.3 to 3 differ by less than 1 % (cross-validation). */
const price = 1;
const tolerance = 0.1;
const roundsAtMost = 40;

/**
 * Learns one line for each label: support vector machines with squared hinge loss, one label against all others, by
 * dual coordinate descent with shrinking (Hsieh, Chang, Lin, Keerthi and Sundararajan: A Dual Coordinate Descent Method
 * for Large-scale Linear SVM, ICML 2008, algorithm 3). Traits weigh by rarity and a lesson has length 1.
 *
 * Weights are kept in one byte each, a scale for each label: a quarter of the memory, and no set answers otherwise.
 *
 * 15,000 lessons with 150 labels take about 10 s, a shop's 900 with 76 half of one. The same lessons in the same order
 * give the same weights. `pause` is awaited between labels.
 */
export async function learn(
  lessons: readonly Lesson[],
  labels: number,
  pause: () => Promise<void> = async () => undefined,
): Promise<Learned> {
  const { traits, rarity } = vocabularyOf(lessons, labels);
  const places = new Map(traits.map((trait, place) => [trait, place]));
  const rows = rowsOf(lessons, places, rarity);
  const weights = new Int8Array(traits.length * labels);
  const scale = new Float32Array(labels);
  const bias = new Float32Array(labels);
  const line = new Float64Array(traits.length + 1);
  for (let label = 0; label < labels; label++) {
    drawLine(rows, label, line);
    const own = line.subarray(0, traits.length);
    const step = own.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127 || 1;
    for (const [trait, weight] of own.entries()) weights[trait * labels + label] = Math.round(weight / step);
    scale[label] = step;
    bias[label] = line[traits.length] ?? 0;
    await pause();
  }
  return { labels, traits, rarity, weights, scale, bias };
}

function vocabularyOf(
  lessons: readonly Lesson[],
  labels: number,
): { traits: string[]; rarity: Float32Array<ArrayBuffer> } {
  const lessonsWith = new Map<string, number>();
  for (const { traits } of lessons) {
    for (const trait of new Set(traits)) lessonsWith.set(trait, (lessonsWith.get(trait) ?? 0) + 1);
  }
  const least = lessons.length < manyLessons && lessonsWith.size * labels <= weightsAtMost ? 1 : 2;
  const kept = [...lessonsWith].filter(([, count]) => count >= least);
  return {
    traits: kept.map(([trait]) => trait),
    rarity: Float32Array.from(kept, ([, count]) => (1 + Math.log((1 + lessons.length) / (1 + count))) ** steepness),
  };
}

/** All lessons as one sparse matrix: row `i` stands from `start[i]` to `start[i + 1]`. */
interface Rows {
  readonly start: Int32Array;
  readonly place: Int32Array;
  readonly value: Float32Array;
  /** What the loss adds to a row's square length: the more, the less it counts. */
  readonly ridge: Float64Array;
  /** A row's square length with the bias, and its ridge. */
  readonly curve: Float64Array;
  readonly label: Int32Array;
}

function rowsOf(lessons: readonly Lesson[], places: ReadonlyMap<string, number>, rarity: Float32Array): Rows {
  const vectors = lessons.map(({ traits }) => vectorOf(traits, places, rarity));
  const size = vectors.reduce((sum, { place }) => sum + place.length, 0);
  const start = new Int32Array(lessons.length + 1);
  const place = new Int32Array(size);
  const value = new Float32Array(size);
  let at = 0;
  for (const [i, vector] of vectors.entries()) {
    start[i] = at;
    place.set(vector.place, at);
    value.set(vector.value, at);
    at += vector.place.length;
  }
  start[lessons.length] = at;
  const ridge = Float64Array.from(lessons, ({ counts = 1 }) => 0.5 / (price * counts));
  const curve = Float64Array.from(vectors, ({ value: row }, i) =>
    row.reduce((sum, one) => sum + one * one, 1 + (ridge[i] ?? 0)),
  );
  return { start, place, value, ridge, curve, label: Int32Array.from(lessons, ({ label }) => label) };
}

/** Fills `line` with the weights of one label against the others. Names as in the paper: alpha, G, PG. */
function drawLine({ start, place, value, ridge, curve, label }: Rows, own: number, line: Float64Array): void {
  const size = label.length;
  const bias = line.length - 1;
  const alpha = new Float64Array(size);
  const order = Int32Array.from({ length: size }, (_, i) => i);
  let active = size;
  let bound = Infinity;
  let seed = 12_345 + own;
  line.fill(0);
  for (let round = 0; round < roundsAtMost; round++) {
    for (let i = active - 1; i > 0; i--) {
      // Visited in another order each round, always the same orders: learning twice gives the same.
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      swap(order, i, seed % (i + 1));
    }
    let [highest, lowest] = [-Infinity, Infinity];
    for (let at = 0; at < active; at++) {
      const i = order[at] ?? 0;
      const side = label[i] === own ? 1 : -1;
      const [from, to] = [start[i] ?? 0, start[i + 1] ?? 0];
      let margin = line[bias] ?? 0;
      for (let p = from; p < to; p++) margin += (line[place[p] ?? 0] ?? 0) * (value[p] ?? 0);
      const before = alpha[i] ?? 0;
      const slope = side * margin - 1 + (ridge[i] ?? 0) * before;
      if (before === 0 && slope > bound) {
        // Far on the right side: it is looked at again only when the others have settled.
        swap(order, at--, --active);
        continue;
      }
      const projected = before === 0 ? Math.min(slope, 0) : slope;
      highest = Math.max(highest, projected);
      lowest = Math.min(lowest, projected);
      if (Math.abs(projected) < 1e-12) continue;
      const after = Math.max(before - slope / (curve[i] ?? 1), 0);
      alpha[i] = after;
      const step = (after - before) * side;
      for (let p = from; p < to; p++) line[place[p] ?? 0] = (line[place[p] ?? 0] ?? 0) + step * (value[p] ?? 0);
      line[bias] = (line[bias] ?? 0) + step;
    }
    if (highest - lowest <= tolerance) {
      if (active === size) return;
      active = size;
      bound = Infinity;
    } else {
      bound = highest <= 0 ? Infinity : highest;
    }
  }
}

function swap(list: Int32Array, one: number, other: number): void {
  const held = list[one] ?? 0;
  list[one] = list[other] ?? 0;
  list[other] = held;
}
