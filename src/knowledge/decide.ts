import type { Candidate, Found } from './found.js';

export interface Thresholds {
  /** From this probability on the best candidate is the answer. */
  answer: number;
  /** From this probability on of all shown together, the customer is asked which is meant. */
  askBack: number;
}

export type Decision =
  | { kind: 'answer'; candidate: Candidate; related: readonly Candidate[] }
  | { kind: 'ask back'; candidates: readonly Candidate[] }
  | { kind: 'nothing' };

export const defaultThresholds: Thresholds = { answer: 0.65, askBack: 0.28 };

/** A quarter of the first: below that a choice is not a likely one but noise on the screen. */
const worthShowing = 1 / 4;
const choicesAtMost = 3;

/**
 * What to do with what was found: answer, ask back between at most three, or say that nothing fits.
 *
 * Asking back shows at least two where two were found; with one candidate it is "did you mean this?".
 */
export function decide(found: Found, thresholds: Thresholds = defaultThresholds): Decision {
  const [best, ...others] = found.candidates;
  if (!best) return { kind: 'nothing' };
  const likely = others.filter(({ probability }) => probability >= best.probability * worthShowing);
  if (best.probability >= thresholds.answer)
    return { kind: 'answer', candidate: best, related: likely.slice(0, choicesAtMost - 1) };
  const choices = [best, ...(likely.length > 0 ? likely : others)].slice(
    0,
    Math.max(2, Math.min(choicesAtMost, likely.length + 1)),
  );
  const together = choices.reduce((sum, { probability }) => sum + probability, 0);
  return together >= thresholds.askBack ? { kind: 'ask back', candidates: choices } : { kind: 'nothing' };
}
