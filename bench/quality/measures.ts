/** Percent of the list for which it is so; NaN of an empty list. */
export function percent<T>(list: readonly T[], isSo: (item: T) => boolean): number {
  return (100 * list.filter(isSo).length) / list.length;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The chance that a question with an answer scores higher than one without (area under the ROC curve, by ranks: Mann and
 * Whitney 1947); of equal scores half count.
 */
export function auroc(withAnswer: readonly number[], without: readonly number[]): number {
  const all = [
    ...withAnswer.map((score) => ({ score, has: true })),
    ...without.map((score) => ({ score, has: false })),
  ].sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let i = 0; i < all.length;) {
    let j = i;
    while (j < all.length && all[j]?.score === all[i]?.score) j += 1;
    ranks += ((i + 1 + j) / 2) * all.slice(i, j).filter(({ has }) => has).length;
    i = j;
  }
  const n = withAnswer.length;
  return (ranks - (n * (n + 1)) / 2) / (n * without.length);
}

/** The score below which this share of the list lies. */
export function quantile(scores: readonly number[], share: number): number {
  const sorted = scores.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? Infinity;
}

export interface Judged {
  score: number;
  right: boolean;
}

/**
 * The score from which on accepting gives most right decisions; the strangers' only right decision is to refuse.
 * `strangerCounts` is what a stranger counts beside one of the known.
 */
export function bestThreshold(known: readonly Judged[], strangers: readonly number[], strangerCounts = 1): number {
  const candidates = [...new Set([...known.map(({ score }) => score), ...strangers])].sort((a, b) => b - a);
  const events = [
    ...known.map(({ score, right }) => ({ score, gain: right ? 1 : 0 })),
    ...strangers.map((score) => ({ score, gain: -strangerCounts })),
  ].sort((a, b) => b.score - a.score);
  let [best, most, gained, next] = [Infinity, 0, 0, 0];
  for (const threshold of candidates) {
    for (; (events[next]?.score ?? -1) >= threshold; next += 1) gained += events[next]?.gain ?? 0;
    if (gained > most) [best, most] = [threshold, gained];
  }
  return best;
}

/**
 * The same, less at the mercy of single questions: the mean, in log odds, of the best thresholds of a hundred samples drawn
 * with replacement from both lists (bagging: Breiman 1996). Scores are probabilities. The same lists give the same threshold.
 */
export function steadyThreshold(known: readonly Judged[], strangers: readonly number[], strangerCounts = 1): number {
  const draw = drawing();
  const best = Array.from({ length: samples }, () =>
    bestThreshold(
      known.map((one, _, all) => all[draw(all.length)] ?? one),
      strangers.map((one, _, all) => all[draw(all.length)] ?? one),
      strangerCounts,
    ),
  );
  const within = best.map((threshold) => Math.max(1e-6, Math.min(1 - 1e-6, threshold)));
  return 1 / (1 + Math.exp(-mean(within.map((threshold) => Math.log(threshold / (1 - threshold))))));
}

const samples = 100;

/** Numbers below a bound, always in the same order (xorshift: Marsaglia 2003). */
function drawing(): (below: number) => number {
  let state = 2_463_534_242;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** The lowest score from which on at least this share of what is answered is right. */
export function thresholdForPrecision(list: readonly Judged[], precision: number): number {
  let [right, answered, threshold] = [0, 0, Infinity];
  const sorted = list.toSorted((a, b) => b.score - a.score);
  for (const [i, { score, right: isRight }] of sorted.entries()) {
    answered += 1;
    if (isRight) right += 1;
    // Equal scores are answered together or not at all.
    if (right / answered >= precision && sorted[i + 1]?.score !== score) threshold = score;
  }
  return threshold;
}

export interface Kept {
  /** Right answers given, in percent of the questions that have an answer. */
  kept: number;
  /** Right among the answers given, in percent. */
  precision: number;
}

/** What is answered when only as much is answered as keeps the precision; each fifth's threshold comes from the other four. */
export function keptAtPrecision(list: readonly Judged[], answerable: number, precision: number): Kept {
  const folds = [0, 1, 2, 3, 4];
  const answered = folds.flatMap((fold) => {
    const threshold = thresholdForPrecision(
      list.filter((_, i) => i % folds.length !== fold),
      precision,
    );
    return list.filter(({ score }, i) => i % folds.length === fold && score >= threshold);
  });
  const right = answered.filter((judged) => judged.right).length;
  return { kept: (100 * right) / answerable, precision: (100 * right) / answered.length };
}

/** One divided by the place of the first right one among the first ten, else 0. */
export function reciprocalRank(ranking: readonly string[], grades: Readonly<Record<string, number>>): number {
  const at = ranking.slice(0, 10).findIndex((id) => (grades[id] ?? 0) > 0);
  return at < 0 ? 0 : 1 / (at + 1);
}

export function isHit(ranking: readonly string[], grades: Readonly<Record<string, number>>, first: number): boolean {
  return ranking.slice(0, first).some((id) => (grades[id] ?? 0) > 0);
}

/** Normalised discounted cumulative gain of the first ten, gains linear in the grade as in trec_eval (Jarvelin and Kekalainen 2002). */
export function ndcg(ranking: readonly string[], grades: Readonly<Record<string, number>>): number {
  const ideal = Object.values(grades).sort((a, b) => b - a);
  return gain(ranking.map((id) => grades[id] ?? 0)) / gain(ideal);
}

function gain(grades: readonly number[]): number {
  return grades.slice(0, 10).reduce((sum, grade, i) => sum + grade / Math.log2(i + 2), 0);
}
