import { areApart, choiceFeatures, presenceFeatures, shares, type Evidence, type Model } from '../coefficients.js';
import { fitChoice, fitLogistic, type Drawn } from './regression.js';

/** A question as an index answered it, and what is known of its hits; none is right where nothing answers it. */
export interface FitQuestion {
  readonly hits: readonly { readonly evidence: Evidence; readonly right: boolean }[];
  readonly weight: number;
}

/** What the two parts of a model are drawn to, and how strongly. */
export interface DrawnModel {
  readonly choice: Drawn;
  readonly presence: Drawn;
}

/**
 * Which hit it is, learnt where one is right; whether there is one at all, learnt from the likeliest hit of every question.
 * Nothing to learn a part from leaves it at what it is drawn to, number by number. Where `isOne`, questions that
 * found no hit with lessons tell of words as the others do; else they have weights of their own.
 */
export function fitModel(questions: readonly FitQuestion[], drawn: DrawnModel, isOne = false): Model {
  const told = questions.map(({ hits, weight }) => {
    const evidences = hits.map(({ evidence }) => evidence);
    return { hits, weight, evidences, apart: !isOne && areApart(evidences) };
  });
  const answered = told.filter(({ hits }) => hits.some(({ right }) => right));
  const choice =
    answered.length === 0 && drawn.choice.towards
      ? drawn.choice.towards
      : fitChoice(
          answered.map(({ hits, weight, apart }) => ({
            hits: hits.map(({ evidence, right }) => ({ values: choiceFeatures(evidence, apart), right })),
            weight,
          })),
          drawn.choice,
        );
  const rows = told.flatMap(({ hits, weight, evidences, apart }) => {
    const chances = shares(evidences, choice, apart);
    const share = Math.max(...chances);
    const best = evidences[chances.indexOf(share)];
    if (!best) return [];
    return [{ values: presenceFeatures(best, share, apart), right: hits.some(({ right }) => right), weight }];
  });
  const presence =
    rows.length === 0 && drawn.presence.towards ? drawn.presence.towards : fitLogistic(rows, drawn.presence);
  return { choice, presence };
}
