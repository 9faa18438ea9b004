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
  version: 7,
  languages: {
    en: {
      choice: [
        2.635, 1.318, 0.021, 1.245, 1.168, -1.654, 1.133, 0.081, -0.796, 0.389, 3.041, 0.766, 0.214, -1.618, -0.324,
        0.876, 0.123, -0.617, 0.165, -1.38, 0.298, 0.035, -0.144, 0.794, -0.563, -0.848, -0.483, -1.717, 1.287, 2.174,
        -1.756, 2.821, 0, 0, 0, 0, 0, 0, 0, 0, 2.505,
      ],
      presence: [
        -0.617, 1.605, -0.123, -0.131, -0.155, 1.883, -1.803, -1.443, 1.947, -0.206, -0.705, -0.39, -0.232, 0.097,
        -0.562, -0.47, -0.484, 1.153, 1.475, 0.858, 1.182, -0.346, -0.834, 0.255, -0.25, -0.359, -0.345, -0.037, -2.183,
        0.986, -1.674, 1.515, 1.912, -1.029, 2.17, 0.332, -0.433, 0.145, 1.029, 0.053,
      ],
    },
    ja: {
      choice: [
        2.593, 1.535, -0.349, 1.281, 1.372, -1.608, 1.009, 0.93, 0.232, 0.38, 2.914, 0.58, 0.37, -1.501, -0.372, 0.648,
        0.206, -0.669, 0.692, -1.195, 0.312, -0.123, -0.361, 0.982, -0.458, -0.798, -0.561, -1.683, 1.403, 2.182,
        -1.739, 2.78, 0, 0, 0, 0, 0, 0, 0, 0, 2.463,
      ],
      presence: [
        -0.803, 1.522, 0.471, -0.35, -0.354, 2.37, -1.378, -2.079, 1.378, -0.187, 0.058, 0.115, 0.464, 0.162, 0.059,
        -0.262, -0.506, 1.142, 1.135, 1.339, 1.098, -1.56, -0.488, 0.304, -0.225, 0.396, -1.06, 0.238, -2.456, 0.728,
        -1.859, 1.758, 1.987, -1.327, 2.374, 0.299, -0.25, 0.302, 1.036, 0.324,
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
