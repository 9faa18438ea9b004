import { choiceFeatures, presenceFeatures, shares, type Evidence, type Model } from '../coefficients.js';
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
 * Nothing to learn a part from leaves it at what it is drawn to, number by number.
 */
export function fitModel(questions: readonly FitQuestion[], drawn: DrawnModel): Model {
  const answered = questions.filter(({ hits }) => hits.some(({ right }) => right));
  const choice =
    answered.length === 0 && drawn.choice.towards
      ? drawn.choice.towards
      : fitChoice(
          answered.map(({ hits, weight }) => ({
            hits: hits.map(({ evidence, right }) => ({ values: choiceFeatures(evidence), right })),
            weight,
          })),
          drawn.choice,
        );
  const rows = questions.flatMap(({ hits, weight }) => {
    const chances = shares(
      hits.map(({ evidence }) => evidence),
      choice,
    );
    const share = Math.max(...chances);
    const best = hits[chances.indexOf(share)];
    if (!best) return [];
    return [{ values: presenceFeatures(best.evidence, share), right: hits.some(({ right }) => right), weight }];
  });
  const presence =
    rows.length === 0 && drawn.presence.towards ? drawn.presence.towards : fitLogistic(rows, drawn.presence);
  return { choice, presence };
}
