import type { Feeling } from '../language/feelings.js';
import { readPhrase } from '../language/phrases.js';
import type { Ears } from './ears.js';
import { currentRun } from './flow-dialog.js';
import { hasTold } from './flow-state.js';
import { say, sentenceOf, type HandoffWish, type Turn } from './turn.js';

const personFlow = 'talk-to-person';

/** Who has said nothing yet is asked what it is about, once, by the flow for it; everybody else is handed over at once. */
export async function wantPerson({ turn, errands, current }: Ears, text: string): Promise<void> {
  const isNew = !hasTold(turn) && !currentRun(turn.state) && !turn.waiting && text.length < 60;
  if (isNew && current.flows.live.has(personFlow)) await errands.begin(personFlow, text);
  else askForPerson(turn, 'the customer asked for a person');
}

/** Calls a person in this turn's commit. The graver the feeling, the less the bot says after. */
export function askForPerson(turn: Turn, reason: string, feeling?: Feeling): void {
  const own = turn.state.questions.filter((one) => readPhrase(one, turn.language) !== 'person').at(-1);
  const subject = own ?? turn.state.questions.at(-1) ?? sentenceOf(turn, 'person-button');
  const sentence = feeling === undefined ? 'handoff' : `handoff-${feeling}`;
  const wish: HandoffWish = { topic: turn.topic ?? 'general', reason, subject, sentence };
  turn.handoff = wish;
  turn.state.open = null;
  if (feeling !== undefined && grave.has(feeling)) turn.state.grave = true;
}

/** What an article must not answer: a wrong one could hurt somebody. */
export const grave: ReadonlySet<Feeling> = new Set(['distress', 'safety', 'security', 'legal']);

/** The offer of a person is refused: the form goes on where it was, or the customer asks anew. */
export async function declinePerson(ears: Ears): Promise<void> {
  const { turn } = ears;
  turn.state.open = null;
  // Who has just refused a person is not called one at the next sharp word.
  turn.state.anger = 0;
  if (!currentRun(turn.state)) {
    say(turn, 'go-on-without-person');
    return;
  }
  say(turn, 'back-to-form');
  await ears.errands.ask({ kind: 'repeat' });
}
