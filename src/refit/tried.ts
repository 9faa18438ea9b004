import { probabilities, type Evidence, type Model } from '../knowledge/coefficients.js';
import { decide, type Decision } from '../knowledge/decide.js';
import type { FitQuestion } from '../knowledge/fitted/fit-model.js';
import type { Weighed } from '../knowledge/fitted/told.js';
import type { Folder } from './folder.js';

/** A question of a customer asked again of the index as it is, and what the customer told of it. */
export interface Tried {
  readonly told: Weighed;
  readonly hits: readonly TriedHit[];
}

export interface TriedHit {
  readonly id: string;
  readonly title: string;
  readonly evidence: Evidence;
  /** It is what was told right, or wrong; an errand and the article that only describes it are one. */
  readonly isTold: boolean;
}

/** How well a way of deciding does on what customers told. Losses are means, the rest counts of questions. */
export interface Figures {
  /** How surprising what customers told was (mean negative log likelihood): the lower the better. */
  readonly loss: number;
  readonly answeredRight: number;
  /** An answer other than the one that was right, or the very one that did not help. */
  readonly answeredWrong: number;
  readonly offeredRight: number;
  /** Nothing, or only others offered. */
  readonly left: number;
}

/** What one way of deciding does with a question: the outcome's loss, the decision, how it is counted. */
export interface Verdict {
  readonly loss: number;
  readonly decision: Decision;
  readonly counted: 'answeredRight' | 'answeredWrong' | 'offeredRight' | 'left';
}

const least = 1e-6;

/** @param fold as the bot takes errands and articles together before it decides */
export function verdictOn({ told, hits }: Tried, model: Model, { fold, isTold }: Folder): Verdict {
  const chances = chancesOf(hits, model);
  const ofTold = hits.reduce((sum, { isTold }, i) => sum + (isTold ? (chances[i] ?? 0) : 0), 0);
  const ofAny = chances.reduce((sum, chance) => sum + chance, 0);
  const isHere = hits.some(({ isTold }) => isTold);
  // What is right and was not even found should have been taken for a question without an answer here.
  const likelihood = told.outcome.kind === 'wrong' ? 1 - ofTold : isHere ? ofTold : 1 - ofAny;
  const candidates = hits
    .map(({ id, title, evidence }, i) => ({
      ...{ id, title, kind: 'article' as const, score: evidence.score, passage: '', probability: chances[i] ?? 0 },
    }))
    .sort((a, b) => b.probability - a.probability);
  const found = { catalogueVersion: 0, coefficients: 0, fitted: 0, learnt: 0, candidates };
  const decision = decide(fold(told.question, found));
  return { loss: -Math.log(Math.max(least, likelihood)), decision, counted: countedAs(told, isTold(told), decision) };
}

function countedAs({ outcome }: Weighed, isTold: (entry: string) => boolean, decision: Decision): Verdict['counted'] {
  if (decision.kind === 'nothing') return 'left';
  if (decision.kind === 'answer') {
    if (outcome.kind === 'right') return isTold(decision.candidate.id) ? 'answeredRight' : 'answeredWrong';
    // Of another answer than the one that did not help nobody knows whether it is right.
    return isTold(decision.candidate.id) ? 'answeredWrong' : 'left';
  }
  return outcome.kind === 'right' && decision.candidates.some(({ id }) => isTold(id)) ? 'offeredRight' : 'left';
}

export function figuresOf(verdicts: readonly (readonly [Tried, Verdict])[]): Figures {
  const all = verdicts.reduce((sum, [{ told }]) => sum + told.weight, 0);
  const count = (kind: Verdict['counted']): number => verdicts.filter(([, { counted }]) => counted === kind).length;
  return {
    loss: all === 0 ? 0 : verdicts.reduce((sum, [{ told }, { loss }]) => sum + told.weight * loss, 0) / all,
    ...{ answeredRight: count('answeredRight'), answeredWrong: count('answeredWrong') },
    ...{ offeredRight: count('offeredRight'), left: count('left') },
  };
}

/**
 * What was told, as questions to fit on. That an answer did not help leaves open whether another hit would have or none at
 * all: both are fitted on, each as likely as the model `towards` thinks (one step of expectation maximisation: Dempster,
 * Laird and Rubin 1977).
 */
export function fitQuestionsOf({ told, hits }: Tried, towards: Model): FitQuestion[] {
  if (hits.length === 0) return [];
  const { weight, outcome } = told;
  if (outcome.kind === 'right')
    return [{ weight, hits: hits.map(({ evidence, isTold }) => ({ evidence, right: isTold })) }];
  const chances = chancesOf(hits, towards);
  const ofOthers = hits.reduce((sum, { isTold }, i) => sum + (isTold ? 0 : (chances[i] ?? 0)), 0);
  const ofNone = 1 - chances.reduce((sum, chance) => sum + chance, 0);
  const share = ofOthers + ofNone <= 0 ? 0 : ofOthers / (ofOthers + ofNone);
  return [
    { weight: weight * share, hits: hits.map(({ evidence, isTold }) => ({ evidence, right: !isTold })) },
    { weight: weight * (1 - share), hits: hits.map(({ evidence }) => ({ evidence, right: false })) },
  ].filter((one) => one.weight > 0);
}

const chancesOf = (hits: readonly TriedHit[], model: Model): number[] =>
  probabilities(
    hits.map(({ evidence }) => evidence),
    model,
  );
