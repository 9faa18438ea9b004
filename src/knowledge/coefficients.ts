import { languageOf } from '../language/languages.js';

/** What is known of a hit before deciding whether it answers. */
export interface Evidence {
  /** The hit's score. */
  score: number;
  /** How much all terms of the question weigh: no score is as high. */
  whole: number;
  /** How many terms the question had. */
  terms: number;
  /** How many of them the hit contains, and how many of those are concepts of the shop. */
  shared: number;
  concepts: number;
  /** The share of the question the hit contains, each term weighed by its rarity: 0 to 1. */
  coverage: number;
  /** The share of the question that stands in no entry at all, weighed the same: 0 to 1. */
  strange: number;
  /** How rare the rarest term is that the hit lacks, beside the rarest of the question: 0 to 1. */
  missing: number;
  /** Its lead over the best other hit, as a share of the best score: 0 to 1, negative for all but the first. */
  margin: number;
  /** How much of the question and of the most similar one of the entry's own is the same: 0 to 1. */
  likeness: number;
  /** The share of the question that stands in that one: 0 to 1. */
  echo: number;
  /** The share of the hit's words that stand in its text alone, not in its title or questions: 0 to 1. */
  beside: number;
  /** How many entries there are. */
  entries: number;
  /** That nothing is learnt of any entry; left out otherwise. */
  apart?: boolean;
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

export type Weights = readonly number[];

export interface Model {
  /** Of a question that has an answer here: which hit is it? The weights of `choiceFeatures` in their order. */
  choice: Weights;
  /** Has the question an answer here at all? Intercept, then the weights of `presenceFeatures`, read from the likeliest hit. */
  presence: Weights;
}

/**
 * How evidence becomes the probability that a hit is what the customer asked for, one model a language; a language
 * without its own says whose it takes (`ranksLike` in its folder). Fitted by `bench/fit-coefficients.ts` on the lines of `test/ranking` that are not
 * held and on public question sets; raise the version with every change, an answer records it.
 */
export const coefficients: { version: number; languages: Readonly<Record<string, Model>> } = {
  version: 6,
  languages: {
    en: {
      choice: [
        2.666, 1.166, -0.132, 1.293, 1.098, -1.613, 1.236, 0.041, -0.759, 0.448, 3.089, 0.719, 0.109, -1.53, -0.255,
        1.06, -0.268, -0.735, 0.403, -1.427, 1.002, -0.068, -0.24, 1.003, -0.252, -0.827, -0.469, -1.723, 1.269, 2.052,
        -1.907, 2.937, 0, 0, 0, 0, 0, 0, 0, 0, 2.375,
      ],
      presence: [
        -0.724, 1.53, 0.087, -0.033, -0.006, 1.713, -1.806, -1.224, 1.608, -0.184, -0.4, -0.446, 0.167, 0.087, -0.027,
        -0.721, -0.579, 0.935, 0.823, 0.616, 0.971, 0.261, -0.17, -0.689, -0.443, 0.066, -0.757, 0.447, -1.209, 1.366,
        -1.148, 1.297, 1.634, -1.03, 1.927, 0.424, -0.265, -0.01, 0.734, 0.162,
      ],
    },
    ja: {
      choice: [
        2.611, 1.416, -0.412, 1.26, 1.333, -1.539, 1.132, 0.929, 0.357, 0.474, 2.974, 0.569, 0.312, -1.412, -0.258,
        0.809, -0.198, -0.813, 0.855, -1.222, 0.918, -0.235, -0.445, 1.21, -0.255, -0.775, -0.544, -1.691, 1.384, 2.066,
        -1.896, 2.881, 0, 0, 0, 0, 0, 0, 0, 0, 2.333,
      ],
      presence: [
        -0.64, 1.38, 0.651, -0.264, -0.217, 2.182, -1.43, -1.888, 1.152, -0.114, 0.095, 0.148, 0.745, 0.131, 0.458,
        -0.432, -0.49, 0.938, 0.404, 1.078, 0.876, -0.973, 0.08, -0.401, -0.433, 0.808, -1.528, 0.721, -1.466, 1.085,
        -1.278, 1.445, 1.636, -1.238, 2.048, 0.245, -0.255, 0.243, 0.768, 0.323,
      ],
    },
  },
};

/**
 * What speaks for one hit and against another. Where nothing is learnt of any entry, other weights count, of which
 * the product's own leave all but the first and the last at 0: the order of the words stands. Whatever else was learnt of such articles held for the catalogue it was learnt on and lost on the others
 * (docs/understanding.md); a shop's own votes may say more.
 */
export function choiceFeatures(evidence: Evidence): number[] {
  const { score, coverage, margin, likeness, echo, shared, concepts, missing, beside, taught } = evidence;
  const full = fullness(evidence);
  const plain = [
    ...[Math.log(1 + score), full, coverage, margin, likeness, echo],
    ...[Math.log(1 + shared), Math.min(1, concepts), missing],
  ];
  if (evidence.apart) return [...noWords.choice, ...noLessons.choice, ...plain, Math.min(0, margin)];
  if (!taught) return [...plain, ...noLessons.choice, ...notApart.choice];
  const { many, few } = amounts(evidence, taught.lessons);
  const learnt = [taught.margin, taught.lead];
  const both = [...learnt, full, margin, likeness];
  return [
    ...plain,
    1,
    ...both,
    ...both.flatMap((one) => [one * many, one * few]),
    ...[1, ...both].map((one) => one * beside),
    ...notApart.choice,
  ];
}

/** What tells whether there is an answer at all; `share` is how much of the choice falls on this hit. */
export function presenceFeatures(evidence: Evidence, share: number): number[] {
  const { score, coverage, margin, likeness, echo, terms, shared, concepts, strange, missing, taught } = evidence;
  const [full, long] = [fullness(evidence), Math.log(Math.max(1, terms))];
  if (evidence.apart) {
    const words = [full, coverage, margin, answered(evidence), long, strange, missing];
    return [...noWords.presence, ...noLessons.presence, 1, ...words, share, odds(share)];
  }
  const plain = [
    ...[Math.log(1 + score), full, coverage, margin, likeness, echo, long],
    ...[Math.log(1 + shared), Math.min(1, concepts), strange, missing, share, odds(share)],
  ];
  if (!taught) return [...plain, ...noLessons.presence, ...notApart.presence];
  const { many, few } = amounts(evidence, taught.lessons);
  const learnt = [taught.margin, taught.lead, taught.known];
  return [
    ...plain,
    ...[1, share, likeness, ...learnt],
    ...learnt.flatMap((one) => [one * many, one * few]),
    ...[1, ...learnt].map((one) => one * evidence.beside),
    ...notApart.presence,
  ];
}

const zeros = (choice: number, presence: number): Record<keyof Model, readonly number[]> => ({
  choice: Array.from({ length: choice }, () => 0),
  presence: Array.from({ length: presence }, () => 0),
});
/** Words, lessons, and words where nothing is learnt: a hit has 0 for what it has not. */
const [noWords, noLessons, notApart] = [zeros(9, 13), zeros(22, 16), zeros(10, 10)];

/** The places of the weights that are fitted where nothing is learnt; of a presence after its intercept. */
export const apartPlaces: Readonly<Record<keyof Model, readonly number[]>> = {
  choice: [31, 40],
  presence: notApart.presence.map((_, i) => 30 + i),
};

/**
 * The share of the hit's most similar question, or title, that stands in the customer's: 0 to 1. An article about more
 * than was asked is seldom the answer.
 */
function answered({ likeness, echo }: Evidence): number {
  // Likeness is twice what both have over the sum of both (Dice); echo is what both have over the customer's.
  return likeness === 0 ? 0 : Math.max(0, Math.min(1, echo / ((2 * echo) / likeness - 1)));
}

/** Of many questions the lessons tell more than the words; among few entries no word is rare, and words tell less. */
function amounts({ entries }: Evidence, lessons: number): { many: number; few: number } {
  return { many: Math.log(lessons / 10), few: Math.log(entries / 50) };
}

function odds(share: number): number {
  return Math.max(-5, Math.min(5, Math.log(share / (1 - share + 1e-9))));
}

/** The score as a share of the highest there could be: 0 to 1. */
function fullness({ score, whole }: Evidence): number {
  return whole === 0 ? 0 : Math.min(1, score / whole);
}

/**
 * The calibrated probabilities that each hit of one question is right, in the order given: that there is an answer at
 * all, times the hit's share among the hits.
 */
export function probabilities(hits: readonly Evidence[], model: Model): number[] {
  const chances = shares(hits, model.choice);
  const at = chances.indexOf(Math.max(...chances));
  const best = hits[at];
  if (!best) return [];
  const sum = weighed(presenceFeatures(best, chances[at] ?? 0), model.presence.slice(1)) + (model.presence[0] ?? 0);
  const present = 1 / (1 + Math.exp(-sum));
  return chances.map((chance) => present * chance);
}

/** How the choice falls among the hits, 1 together: conditional logit (McFadden 1974). */
export function shares(hits: readonly Evidence[], choice: Weights): number[] {
  const sums = hits.map((evidence) => weighed(choiceFeatures(evidence), choice));
  const most = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - most));
  const all = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / all);
}

/** The model of a language, its own or that of the language it ranks like; of one we do not have, the first. */
export function modelOf(language: string): Model {
  const models = coefficients.languages;
  const model = models[languageOf(language)?.ranksLike ?? ''] ?? Object.values(models)[0];
  if (!model) throw new Error('coefficients: no model');
  return model;
}

function weighed(values: readonly number[], weights: Weights): number {
  return values.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0);
}
