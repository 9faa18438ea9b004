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
  version: 4,
  languages: {
    en: {
      choice: [
        2.767, 1.302, -0.552, 1.275, 1.101, -1.705, 1.43, 0.054, -0.757, 0.47, 2.913, 0.55, 0.207, -1.531, -0.172, 0.71,
        -0.369, -0.467, 0.422, -1.56, 0.906, -0.049, -0.229, 1.103, -0.243, -0.812, -0.335, -1.744, 1.304, 2.071,
        -1.795,
      ],
      presence: [
        -0.721, 1.58, 0.157, -0.084, -0.146, 1.79, -1.92, -1.272, 1.651, -0.181, -0.336, -0.474, 0.237, 0.092, 0.047,
        -0.755, -0.356, 0.86, 0.684, 0.34, 0.845, 0.182, -0.1, -0.681, -0.494, 0.005, -0.893, 0.185, -0.881, 1.192,
      ],
    },
    ja: {
      choice: [
        2.716, 1.535, -0.811, 1.241, 1.349, -1.62, 1.279, 0.92, 0.311, 0.486, 2.803, 0.457, 0.394, -1.381, -0.161,
        0.469, -0.296, -0.581, 0.859, -1.358, 0.81, -0.192, -0.452, 1.305, -0.249, -0.772, -0.396, -1.677, 1.404, 2.097,
        -1.778,
      ],
      presence: [
        -0.605, 1.395, 0.722, -0.297, -0.408, 2.277, -1.554, -1.969, 1.213, -0.109, 0.131, 0.156, 0.819, 0.148, 0.529,
        -0.434, -0.244, 0.85, 0.263, 0.869, 0.727, -0.888, 0.194, -0.358, -0.415, 0.835, -1.659, 0.494, -1.145, 1.015,
      ],
    },
  },
};

/** What speaks for one hit and against another. */
export function choiceFeatures(evidence: Evidence): number[] {
  const { score, coverage, margin, likeness, echo, shared, concepts, missing, beside, taught } = evidence;
  const full = fullness(evidence);
  const plain = [
    ...[Math.log(1 + score), full, coverage, margin, likeness, echo],
    ...[Math.log(1 + shared), Math.min(1, concepts), missing],
  ];
  if (!taught) return [...plain, ...untaughtChoice];
  const { many, few } = amounts(evidence, taught.lessons);
  const learnt = [taught.margin, taught.lead];
  const both = [...learnt, full, margin, likeness];
  return [
    ...plain,
    1,
    ...both,
    ...both.flatMap((one) => [one * many, one * few]),
    ...[1, ...both].map((one) => one * beside),
  ];
}

/** What tells whether there is an answer at all; `share` is how much of the choice falls on this hit. */
export function presenceFeatures(evidence: Evidence, share: number): number[] {
  const { score, coverage, margin, likeness, echo, terms, shared, concepts, strange, missing, taught } = evidence;
  const plain = [
    ...[Math.log(1 + score), fullness(evidence), coverage, margin, likeness, echo, Math.log(Math.max(1, terms))],
    ...[Math.log(1 + shared), Math.min(1, concepts), strange, missing, share, odds(share)],
  ];
  if (!taught) return [...plain, ...untaughtPresence];
  const { many, few } = amounts(evidence, taught.lessons);
  const learnt = [taught.margin, taught.lead, taught.known];
  return [
    ...plain,
    ...[1, share, likeness, ...learnt],
    ...learnt.flatMap((one) => [one * many, one * few]),
    ...[1, ...learnt].map((one) => one * evidence.beside),
  ];
}

const untaughtChoice = Array.from({ length: 22 }, () => 0);
const untaughtPresence = Array.from({ length: 16 }, () => 0);

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
