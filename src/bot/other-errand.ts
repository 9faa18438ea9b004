import type { Choice } from '../wire.js';
import { follow, isActPending, yesNo, type Ears, type Said } from './ears.js';
import type { OpenQuestion } from './state.js';
import { sentenceOf, type Turn } from './turn.js';

/** What becomes of the errand under way when another one is wanted: asked once, in the middle of it. */
const ways = ['aside', 'finish', 'switch'] as const;

export const otherErrandChoices = (turn: Turn): Choice[] =>
  ways.map((way) => ({ label: sentenceOf(turn, `errand-${way}`), value: `errand-${way}` }));

/** "That first" puts the errand under way aside; or it is finished first, or given up. A plain no goes on with it alone. */
export async function otherErrand(
  ears: Ears,
  heard: Said,
  { flow, text }: Extract<OpenQuestion, { kind: 'errand' }>,
): Promise<boolean> {
  const { turn, errands } = ears;
  const way = await wayChosen(ears, heard);
  if (heard.value !== undefined && way === undefined) return false;
  turn.state.open = null;
  switch (way) {
    case 'errand-aside':
      return follow(ears, { kind: 'errand', flow }, text);
    case 'errand-finish':
      turn.state.later = { flow, text };
      await errands.ask({ kind: 'repeat' });
      return true;
    case 'errand-switch':
      if (!isActPending(turn)) await errands.drop();
      return follow(ears, { kind: 'errand', flow }, text);
    case 'no':
      await errands.ask({ kind: 'repeat' });
      return true;
    default:
      return false;
  }
}

async function wayChosen(ears: Ears, { text, value }: Said): Promise<string | undefined> {
  const { turn, current } = ears;
  const choices = otherErrandChoices(turn);
  if (value !== undefined) return choices.find((choice) => choice.value === value)?.value;
  const said = await yesNo(ears, text);
  if (said !== undefined) return said === 'yes' ? 'errand-aside' : 'no';
  const { language } = turn;
  const reading = await current.readers.read('choice', text, { language, now: new Date(turn.now), choices });
  return reading.status === 'read' ? reading.value : undefined;
}
