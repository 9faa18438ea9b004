import { parseFormValue, type FormValue } from '../conversations/form-value.js';
import { readPhrase } from '../language/phrases.js';
import { reached } from '../points.js';
import type { Ears, Said } from './ears.js';
import { currentRun } from './flow-dialog.js';
import type { FlowRun } from './flow-state.js';
import { reasonOf } from './hear-feeling.js';
import { askForPerson, grave, wantPerson } from './person.js';
import { solvedBy, suggest, suggestBeforeSending } from './suggest.js';
import type { Turn } from './turn.js';

/** Longer than this, words like "a person" belong to what is told and are no wish of the moment. */
const wish = 40;

/**
 * What a page of a form posts (conversations/form-value.ts). Which question is answered is certain there, so nothing is
 * guessed: what is written is the answer, and a way to a person stands beside it. Danger, crime, law and distress go to a
 * person all the same.
 */
export async function posted(ears: Ears, heard: Said): Promise<boolean> {
  const value = parseFormValue(heard.value);
  switch (value?.kind) {
    case undefined:
      return false;
    case 'begin':
      return begin(ears, heard, value.flow);
    case 'answer':
      return answered(ears, heard, value);
    case 'carry on':
      return carryOn(ears);
    case 'solved':
      return solved(ears, value.article);
  }
}

async function begin(ears: Ears, { text }: Said, flow: string): Promise<boolean> {
  const { turn, current, errands } = ears;
  const published = current.flows.live.get(flow);
  if (!published || published.flow.block || turn.waiting || currentRun(turn.state)) return false;
  const isTitle = Object.values(published.words).some(({ title }) => title === text);
  const opening = isTitle ? '' : text;
  // What had been asked before, in a chat, is answered by this as little as by any other button.
  turn.state.open = null;
  noteWords(turn, text);
  reached('form: begun', turn.loaded.conversation, flow);
  if (opening !== '' && gravely(ears, opening)) return true;
  if (opening !== '' && (await suggest(ears, { text: opening, begins: flow }))) return true;
  await errands.begin(flow, opening);
  return true;
}

async function answered(
  ears: Ears,
  heard: Said,
  { step, chosen }: Extract<FormValue, { kind: 'answer' }>,
): Promise<boolean> {
  const { turn, errands } = ears;
  const run = currentRun(turn.state);
  if (!run) return false;
  if (chosen === undefined && (await calledAway(ears, run, heard.text))) return true;
  turn.state.open = null;
  // From a page that has been answered since, in another tab or a moment ago: here is what is asked now.
  if (run.at !== step) {
    await errands.ask({ kind: 'repeat' });
    return true;
  }
  const { text, attachments: files } = heard;
  const took = await errands.ask({ kind: 'answer', text, value: chosen, files });
  if (took.kind === 'missed') took.explain();
  else if (took.kind === 'waiting') await suggestBeforeSending(ears);
  return true;
}

/** Danger goes to a person from any field; a wish for one from any field that is not for telling what happened. */
async function calledAway(ears: Ears, run: FlowRun, text: string): Promise<boolean> {
  const { turn, current } = ears;
  const flow = (await current.flows.version(run.flow, run.version))?.flow;
  const step = flow?.steps.find(({ id }) => id === run.at);
  const kind = step && 'ask' in step ? flow?.slots[step.ask]?.kind : undefined;
  if (kind === 'text') noteWords(turn, text);
  if (gravely(ears, text)) return true;
  if ((kind === 'text' && text.length > wish) || readPhrase(text, turn.language) !== 'person') return false;
  await wantPerson(ears, text);
  return true;
}

function gravely({ turn, current }: Ears, text: string): boolean {
  const feeling = current.feelings(text).find((one) => grave.has(one));
  if (feeling === undefined) return false;
  askForPerson(turn, reasonOf(feeling), feeling);
  return true;
}

async function carryOn({ turn, current, errands }: Ears): Promise<boolean> {
  const { open } = turn.state;
  if (open?.kind !== 'suggested' || open.begins === null) {
    turn.state.open = null;
    return currentRun(turn.state) !== undefined && (await errands.ask({ kind: 'repeat' })).kind === 'waiting';
  }
  if (!current.flows.live.has(open.begins)) return false;
  turn.state.open = null;
  await errands.begin(open.begins, open.opening);
  return true;
}

async function solved(ears: Ears, article: string): Promise<boolean> {
  const { turn, errands } = ears;
  if (turn.state.open?.kind !== 'suggested' || !solvedBy(turn, article)) return false;
  await errands.drop();
  return true;
}

/** For the agent's card and the ticket's subject, as in the chat. */
function noteWords({ state }: Turn, text: string): void {
  if (text.trim() !== '') state.questions = [...state.questions, text.slice(0, 300)].slice(-8);
}
