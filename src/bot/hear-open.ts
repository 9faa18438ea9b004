import { readPhrase } from '../language/phrases.js';
import { give, vote } from './answer.js';
import { askFlow, follow, yesNo, type Ears, type Said } from './ears.js';
import { miss, offerPerson, personChoice } from './miss.js';
import { askForPerson, declinePerson } from './person.js';
import type { OpenQuestion } from './state.js';
import { say, type Turn } from './turn.js';

/** The bot asked something outside any flow: a bare yes, no or ordinal belongs to that. */
export async function openQuestion(ears: Ears, heard: Said): Promise<boolean> {
  const { open } = ears.turn.state;
  const tapped = open?.kind === 'errand' && (heard.value === 'yes' || heard.value === 'no') ? heard.value : undefined;
  if (!open || (heard.value !== undefined && tapped === undefined)) return false;
  switch (open.kind) {
    case 'which':
      return whichOne(ears, heard, open);
    case 'helped':
      return didItHelp(ears, heard);
    case 'person':
      return personOrNot(ears, heard);
    case 'errand':
      return errandFirst(ears, tapped ?? (await yesNo(ears, heard.text)), open);
  }
}

async function whichOne(ears: Ears, heard: Said, { candidates }: Extract<OpenQuestion, { kind: 'which' }>): Promise<boolean> {
  const { turn, current } = ears;
  const { language } = turn;
  const choices = candidates.map(({ id, title }) => ({ value: id, label: title }));
  const reading = await current.readers.read('choice', heard.text, { language, now: new Date(turn.now), choices });
  const said = await yesNo(ears, heard.text);
  turn.state.open = null;
  const [only] = candidates;
  const chosen = reading.status === 'read' ? reading.value : said === 'yes' && candidates.length === 1 ? only?.id : undefined;
  if (chosen !== undefined) return follow(ears, give(current, turn, { id: chosen }), questionBefore(turn, heard));
  if (said === 'no' || readPhrase(heard.text, language)?.kind === 'not-helpful') {
    miss(turn, heard.text, heard.time);
    return true;
  }
  turn.askedBack = true;
  return false;
}

/** "The second one" says which errand; what the customer wrote before it is what it is about. */
function questionBefore({ state }: Turn, { text }: Said): string {
  return state.questions.filter((one) => one !== text.slice(0, 300)).at(-1) ?? text;
}

function didItHelp({ turn, ...ears }: Ears, heard: Said): Promise<boolean> {
  return yesNo({ turn, ...ears }, heard.text).then((said) => {
    const phrase = readPhrase(heard.text, turn.language)?.kind;
    if (said === 'yes' || phrase === 'helpful' || phrase === 'thanks') vote(turn, true);
    else if (said === 'no' || phrase === 'not-helpful') notHelped(turn, heard);
    else {
      turn.state.open = null;
      return false;
    }
    return true;
  });
}

async function personOrNot(ears: Ears, heard: Said): Promise<boolean> {
  const said = await yesNo(ears, heard.text);
  ears.turn.state.open = null;
  if (said === 'yes') askForPerson(ears.turn, 'the customer accepted the offer of a person');
  else if (said === 'no') await declinePerson(ears);
  return said !== undefined;
}

async function errandFirst(ears: Ears, said: string | undefined, { flow, text }: Extract<OpenQuestion, { kind: 'errand' }>): Promise<boolean> {
  ears.turn.state.open = null;
  if (said === 'yes') return follow(ears, { kind: 'errand', flow }, text);
  if (said === 'no') await askFlow(ears, { kind: 'repeat' });
  return said !== undefined;
}

/** The answer was rejected: that is a miss, and a wish to hear more. */
export function notHelped(turn: Turn, { time }: Pick<Said, 'time'>): void {
  vote(turn, false);
  turn.state.misses++;
  turn.missed = true;
  if (turn.state.misses >= 2 && !turn.waiting) offerPerson(turn);
  else say(turn, 'sorry-not-helped', { choices: turn.waiting ? [] : [personChoice(turn)] });
  turn.state.missed = { text: '', time };
}
