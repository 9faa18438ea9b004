import { readPhrase } from '../language/phrases.js';
import { saysLittle } from '../language/questions.js';
import type { Choice } from '../wire.js';
import { errandChoices, give, vote } from './answer.js';
import { follow, yesNo, type Ears, type Said } from './ears.js';
import { flowOf } from './flow-entry.js';
import { keptOrNot } from './kept-errand.js';
import { miss, offerPerson, personChoice } from './miss.js';
import { askForPerson, declinePerson } from './person.js';
import { otherErrand } from './other-errand.js';
import type { OpenQuestion } from './state.js';
import { currentRun } from './flow-dialog.js';
import { say, type Turn } from './turn.js';

/** The bot asked something outside any flow: a bare yes, no or ordinal belongs to that. */
export async function openQuestion(ears: Ears, heard: Said): Promise<boolean> {
  const { open } = ears.turn.state;
  if (!open || (heard.value !== undefined && open.kind !== 'errand')) return false;
  switch (open.kind) {
    case 'which':
      return whichOne(ears, heard, open);
    case 'helped':
      return didItHelp(ears, heard);
    case 'person':
      return personOrNot(ears, heard);
    case 'kept':
      return keptOrNot(ears, heard);
    case 'contact':
    case 'suggested':
      // Heard before all this; what comes here is something else.
      return false;
    case 'errand':
      return otherErrand(ears, heard, open);
  }
}

async function whichOne(
  ears: Ears,
  heard: Said,
  { candidates }: Extract<OpenQuestion, { kind: 'which' }>,
): Promise<boolean> {
  const { turn, current } = ears;
  const { language } = turn;
  const choices = candidates.map(({ id, title }) => ({ value: id, label: title }));
  const reading = await current.readers.read('choice', heard.text, { language, now: new Date(turn.now), choices });
  const said = await yesNo(ears, heard.text);
  turn.state.open = null;
  const [only] = candidates;
  const chosen =
    reading.status === 'read' ? reading.value : said === 'yes' && candidates.length === 1 ? only?.id : undefined;
  if (chosen !== undefined) return follow(ears, give(current, turn, { id: chosen }), questionBefore(turn, heard));
  const errand = errandTaking(ears, candidates);
  if (errand !== undefined)
    return follow(ears, { kind: 'errand', flow: errand }, `${questionBefore(turn, heard)}\n${heard.text}`);
  if (said === 'no' || readPhrase(heard.text, language) === 'not-helpful') {
    miss(turn, heard.text, heard.time);
    return true;
  }
  turn.askedBack = true;
  return false;
}

/** Asked which of several is meant, customers give the number they expect to be asked for: it is for the errand among them. */
function errandTaking(
  { current, details, turn }: Ears,
  candidates: Extract<OpenQuestion, { kind: 'which' }>['candidates'],
): string | undefined {
  const bare = details.filter(({ kind, rest }) => kind !== 'contact' && saysLittle(rest, turn.language));
  return candidates
    .map(({ id }) => flowOf(id))
    .find((name) => {
      const slots = Object.values(current.flows.live.get(name ?? '')?.flow.slots ?? {});
      return bare.some((detail) => slots.some(({ kind }) => kind === detail.kind));
    });
}

/** "The second one" says which errand; what the customer wrote before it is what it is about. */
function questionBefore({ state }: Turn, { text }: Said): string {
  return state.questions.filter((one) => one !== text.slice(0, 300)).at(-1) ?? text;
}

async function didItHelp(ears: Ears, heard: Said): Promise<boolean> {
  const { turn } = ears;
  const said = await yesNo(ears, heard.text);
  const phrase = readPhrase(heard.text, turn.language);
  turn.state.open = null;
  // A form that waits for a yes or no itself goes first.
  if (said !== undefined && (await waitsForYesNo(ears))) return false;
  if (said === 'yes' || phrase === 'helpful' || phrase === 'thanks') await helped(ears);
  else if (said === 'no' || phrase === 'not-helpful') await notHelped(ears, heard);
  else return false;
  return true;
}

async function waitsForYesNo({ turn, current }: Ears): Promise<boolean> {
  const run = currentRun(turn.state);
  const flow = run && (await current.flows.version(run.flow, run.version))?.flow;
  const step = flow?.steps.find(({ id }) => id === run?.at);
  return step !== undefined && (run?.waiting === 'which' || 'confirm' in step || 'choose' in step);
}

/** The answer helped. In the middle of a form that is all there is to say about it. */
export async function helped(ears: Ears): Promise<void> {
  vote(ears.turn, true);
  if (!currentRun(ears.turn.state)) {
    say(ears.turn, 'glad');
    return;
  }
  say(ears.turn, 'back-to-form');
  await ears.errands.ask({ kind: 'repeat' });
}

async function personOrNot(ears: Ears, heard: Said): Promise<boolean> {
  const said = await yesNo(ears, heard.text);
  ears.turn.state.open = null;
  if (said === 'yes') askForPerson(ears.turn, 'the customer accepted the offer of a person');
  else if (said === 'no') await declinePerson(ears);
  return said !== undefined;
}

/** The answer was rejected: that is a miss, and a wish to hear more. A form under way goes on all the same. */
export async function notHelped(ears: Ears, { time }: Pick<Said, 'time'>): Promise<void> {
  const { turn } = ears;
  vote(turn, false);
  turn.state.misses++;
  turn.missed = true;
  turn.state.missed = { text: '', time };
  if (turn.state.misses >= 2 && !turn.waiting) offerPerson(turn);
  else if (!currentRun(turn.state))
    say(turn, 'sorry-not-helped', { choices: turn.waiting ? [] : [...errandsBeside(ears), personChoice(turn)] });
  else {
    say(turn, 'sorry-not-helped-form');
    await ears.errands.ask({ kind: 'repeat' });
  }
}

/** What goes further than the article that did not help stays one tap away. */
function errandsBeside({ current, turn }: Ears): Choice[] {
  const shown = turn.state.shown.at(-1);
  const article = shown && current.article(shown.article);
  return article ? errandChoices(current, turn, article) : [];
}
