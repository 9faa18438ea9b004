import { normalise } from '../language/normalise.js';
import type { Ears, Said } from './ears.js';
import { currentRun } from './flow-dialog.js';
import { buttonValues } from './flow-prompt.js';

/**
 * A button of the question the form has just asked, tapped or typed letter for letter, is its answer, whatever else its
 * label might be heard as: 「はい、キャンセルします」 cancels the visit and not the form, 分からない is no wish to skip.
 */
export async function ownChoice({ turn, current, errands }: Ears, { text, value }: Said): Promise<boolean> {
  const run = currentRun(turn.state);
  // A question of the bot's own stands above the form's.
  if (!run || run.waiting !== 'answer' || turn.state.open !== null) return false;
  const published = await current.flows.version(run.flow, run.version);
  if (!published) return false;
  const said = plain(text);
  const meant = buttonValues({ turn, run, published }).find((one) =>
    value === undefined ? said !== '' && plain(one.label) === said : one.value === value,
  );
  if (!meant) return false;
  const took = await errands.ask({ kind: 'answer', text, value: meant.value });
  if (took.kind === 'missed') took.explain();
  return true;
}

const plain = (text: string): string =>
  normalise(text.slice(0, 200))
    .toLowerCase()
    .replace(/[\s、。,.!！?？]+/gu, ' ')
    .trim();
