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
  /** What the questions of all entries have taught of it; left out for an entry with too few of them. */
  taught?: {
    /** How much the question looks like the hit's own: above 0 for one of them, about -1 for none. */
    margin: number;
    /** Its lead over the best other entry. */
    lead: number;
    /** The share of the question that was ever seen in a lesson: 0 to 1. */
    known: number;
    /** How many questions the hit was taught with. */
    lessons: number;
  };
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
  version: 2,
  languages: {
    en: {
      choice: [-0.204, 0.105, 2.079, 3.034, -0.27, -0.076, -0.189, 0.176, 0, 0.685, 1.535, -1.066, 0.279],
      presence: [-2.647, 0.45, 1.862, -0.209, 0.877, -0.435, 0.843, 0.029, 0, 0.817, 0.531, 0.589, -0.083],
    },
    ja: {
      choice: [-1.195, -0.061, 1.614, 3.85, -0.052, -0.127, 0.449, 0.128, 0.097, 0.296, 1.054, -0.181, -0.638],
      presence: [-2.933, 0.96, 1.745, 0.147, 0.486, -1.145, 0.435, -0.463, -0.17, 0.781, -0.431, 1.435, 1.522],
    },
  },
};

export function features({ score, terms, shared, concepts, coverage, margin, likeness, taught }: Evidence): number[] {
  const words = [
    Math.log(1 + score),
    coverage,
    margin,
    likeness,
    Math.log(Math.max(1, terms)),
    Math.log(1 + shared),
    Math.min(1, concepts),
  ];
  if (!taught) return [...words, 0, 0, 0, 0, 0];
  const many = Math.log(taught.lessons / 10);
  return [...words, 1, taught.margin, taught.lead, taught.known, taught.margin * many];
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
