/** What is known of a hit before deciding whether it answers. All but `margin` and `terms` belong to this hit alone. */
export interface Evidence {
  /** The hit's score. */
  score: number;
  /** How many terms the question had. */
  terms: number;
  /** The share of the question the hit contains, each term weighed by its rarity: 0 to 1. */
  coverage: number;
  /** Its lead over the best other hit, as a share of the best score: 0 to 1, negative for all but the first. */
  margin: number;
}

/** Intercept, then the weights of `features`. */
export type Weights = readonly [number, number, number, number, number, number];

/**
 * How evidence becomes the probability that a hit is what the customer asked for: logistic regression, one model a
 * language. Placeholder until fitted.
 */
export const coefficients: { version: number; languages: Readonly<Record<string, Weights>> } = {
  version: 1,
  languages: {
    en: [-4, 0.5, 0.5, 4, 2, 0],
    ja: [-4, 0.5, 0.5, 4, 2, 0],
  },
};

export function features({ score, terms, coverage, margin }: Evidence): [number, number, number, number, number] {
  return [Math.log(1 + score), score / Math.sqrt(terms), coverage, margin, Math.log(terms)];
}

/** The calibrated probability that a hit is right; 0 for a question without a single term. */
export function probability(evidence: Evidence, language: string): number {
  const weights = coefficients.languages[language] ?? coefficients.languages['en'];
  if (!weights || evidence.terms === 0) return 0;
  const sum = features(evidence).reduce((total, value, i) => total + value * (weights[i + 1] ?? 0), weights[0]);
  return 1 / (1 + Math.exp(-sum));
}
