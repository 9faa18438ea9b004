/** What is known of a hit before deciding whether it answers. All but `margin` and `terms` belong to this hit alone. */
export interface Evidence {
  /** The hit's score. */
  score: number;
  /** How many terms the question had. */
  terms: number;
  /** How many of them the hit contains, and how many of those are concepts of the shop. */
  shared: number;
  concepts: number;
  /** The share of the question the hit contains, each term weighed by its rarity: 0 to 1. */
  coverage: number;
  /** Its lead over the best other hit, as a share of the best score: 0 to 1, negative for all but the first. */
  margin: number;
  /** How much of the question and of the most similar one of the entry's own is the same: 0 to 1. */
  likeness: number;
}

/** Intercept, then the weights of `features` in their order. */
export type Weights = readonly number[];

/** Two logistic regressions over the same features. */
export interface Model {
  /** Of a question that has an answer here: is this hit the answer? */
  choice: Weights;
  /** Read from the best hit: has the question an answer here at all? */
  presence: Weights;
}

/**
 * How evidence becomes the probability that a hit is what the customer asked for, one model a language; a language
 * without its own takes the first. Fitted by `bench/fit-coefficients.ts` on the lines of `test/ranking` that are not
 * held and on public question sets; raise the version with every change, an answer records it.
 */
export const coefficients: { version: number; languages: Readonly<Record<string, Model>> } = {
  version: 1,
  languages: {
    en: {
      choice: [-1.858, 0.582, -0.152, 4.297, 1.584, -0.462, -0.277, -0.004],
      presence: [-2.783, 0.603, 1.377, 0.073, 1.88, -0.694, 0.922, 0.571],
    },
    ja: {
      choice: [-1.814, 0.52, 0.463, 4.231, -0.115, -0.401, -0.058, 0.019],
      presence: [-1.354, 0.503, 1.718, 0.515, 0.668, -1.434, 1.032, 0.746],
    },
  },
};

export function features({ score, terms, shared, concepts, coverage, margin, likeness }: Evidence): number[] {
  return [Math.log(1 + score), coverage, margin, likeness, Math.log(terms), Math.log(1 + shared), Math.min(1, concepts)];
}

/**
 * The calibrated probabilities that each hit of one question is right, in the order given: that there is an answer at
 * all, times the hit's share among the hits.
 */
export function probabilities(hits: readonly Evidence[], model: Model): number[] {
  const chances = hits.map((evidence) => logistic(model.choice, evidence));
  const best = hits[chances.indexOf(Math.max(...chances))];
  if (!best) return [];
  const present = logistic(model.presence, best);
  const sum = chances.reduce((total, chance) => total + chance, 0);
  return chances.map((chance) => (present * chance) / sum);
}

/** The model of a language. */
export function modelOf(language: string): Model {
  const model = coefficients.languages[language] ?? Object.values(coefficients.languages)[0];
  if (!model) throw new Error('coefficients: no model');
  return model;
}

export function logistic(weights: Weights, evidence: Evidence): number {
  const sum = features(evidence).reduce((total, value, i) => total + value * (weights[i + 1] ?? 0), weights[0] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
