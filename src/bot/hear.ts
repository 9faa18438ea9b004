import { readPhrase, type PhraseKind } from '../language/phrases.js';
import { answerQuestion, give, titleOf } from './answer.js';
import { flowEntry } from './flow-entry.js';
import { contact } from './hear-contact.js';
import { feelingOrPerson } from './hear-feeling.js';
import { detailsIn, hintsOf, noteDetails } from './details.js';
import { parseFormValue } from '../conversations/form-value.js';
import { asksSomething } from '../language/questions.js';
import { follow, isActPending, yesNo, type Ears, type Said } from './ears.js';
import { currentRun } from './flow-dialog.js';
import { flowMoved } from './flow-moved.js';
import type { FlowRun } from './flow-state.js';
import { flowUnderWay } from './hear-form.js';
import { helped, notHelped, openQuestion } from './hear-open.js';
import type { Heard } from './heard.js';
import { goOnValue, goOnWithKept, leaveKept, leaveValue } from './kept-errand.js';
import { miss, personChoice } from './miss.js';
import { ownChoice } from './own-choice.js';
import { posted } from './posted.js';
import { declinePerson, wantPerson } from './person.js';
import { laterErrand, severalQuestions } from './several-questions.js';
import { silence } from './silence.js';
import { smallTalk } from './small-talk.js';
import { say, type Turn } from './turn.js';

/**
 * What a customer's message means, decided in one place and in this order: a file, what a page of a form posts, an address
 * for the answer, a button, one of the form's own, a wish for a person or a
 * feeling that needs one, news for a ticket just reopened, a form whose place is lost, a command, the question the bot has just asked, the flow
 * under way, a button whose question is over, small talk, a new question or errand. Whatever is left is a miss.
 */
export async function hear(given: Omit<Ears, 'details'>, heard: Heard): Promise<void> {
  const run = currentRun(given.turn.state);
  if (heard.kind === 'act done') {
    const { key, outcome, details } = heard.body;
    if (run?.actKey === key) await given.errands.ask({ kind: 'act done', outcome, details });
    return laterErrand(given);
  }
  if (heard.kind === 'flow moved') return flowMoved(given, heard.body);
  if (heard.kind === 'silence') return silence(given);
  const isFree = heard.value === undefined && heard.text.trim() !== '';
  const ears: Ears = { details: isFree && !run ? await detailsIn(given, heard.text) : [], ...given };
  noteQuestion(ears.turn, heard);
  noteDetails(ears, heard.text);
  for (const hearing of [
    attachment,
    posted,
    contact,
    button,
    ownChoice,
    feelingOrPerson,
    reopened,
    lostFlow,
    command,
    openQuestion,
    flowUnderWay,
    staleTap,
    talk,
    question,
  ]) {
    if (await hearing(ears, heard)) return laterErrand(ears);
  }
  if (languageChanged(ears.turn)) return;
  miss(ears.turn, heard.text, heard.time, {
    counted: heard.continues,
    question: asksSomething(heard.text, ears.turn.language),
  });
}

/** The customer's own words, for the agent's card and for the editors. Taps and commands are not questions. */
function noteQuestion({ state }: Turn, { text, value }: Said): void {
  if (value === undefined && text.trim() !== '') state.questions = [...state.questions, text.slice(0, 300)].slice(-8);
}

/** A file alone is thanked for; with words beside it the words are heard, and a button that was pressed is what was meant. */
async function attachment(ears: Ears, { text, value, attachments }: Said): Promise<boolean> {
  const { turn } = ears;
  if (attachments.length === 0) return false;
  turn.ticketTouched = turn.waiting;
  if (value?.startsWith('@') === true && parseFormValue(value)?.kind !== 'answer') return false;
  if (await photoAsked(ears, { text, value, attachments })) return true;
  if (text.trim() !== '') return false;
  if (turn.waiting && turn.state.ticket) {
    say(turn, 'attachment-added', { values: { ticket: turn.state.ticket.number } });
    return true;
  }
  say(turn, 'attachment-received');
  if (currentRun(turn.state)) await ears.errands.ask({ kind: 'repeat' });
  else say(turn, 'attachment-about', { choices: [personChoice(turn)] });
  return true;
}

/** The form under way has asked for a photo: here it is, unless a page says that it answers another question. */
async function photoAsked(
  { turn, current, errands }: Ears,
  { text, value, attachments }: Pick<Said, 'text' | 'value' | 'attachments'>,
): Promise<boolean> {
  const run = currentRun(turn.state);
  const flow = run && (await current.flows.version(run.flow, run.version))?.flow;
  const step = flow?.steps.find(({ id }) => id === run?.at);
  if (!step || !('ask' in step) || flow?.slots[step.ask]?.kind !== 'photo') return false;
  const posted = parseFormValue(value);
  if (posted?.kind === 'answer' && posted.step !== step.id) return false;
  await errands.ask({ kind: 'answer', text, value: undefined, files: attachments });
  return true;
}

async function button(ears: Ears, heard: Said): Promise<boolean> {
  const { turn, current } = ears;
  const { value } = heard;
  if (value?.startsWith('@') !== true) return false;
  if (value.startsWith('@change:')) return false;
  if (value.startsWith('@detail:')) return detail(turn, value);
  if (value.startsWith('@this:')) {
    turn.state.open = null;
    // The button only names the errand; what the customer wrote before it is what it is about.
    const opening = turn.state.questions.at(-1) ?? heard.text;
    return follow(ears, give(current, turn, { id: value.slice('@this:'.length) }), opening);
  }
  switch (value) {
    case '@person':
      await wantPerson(ears, heard.text);
      return true;
    case '@helped':
      await helped(ears);
      return true;
    case '@not-helped':
      await notHelped(ears, heard);
      return true;
    case '@none':
      turn.state.open = null;
      miss(turn, heard.text, heard.time);
      return true;
    case goOnValue:
      return goOnWithKept(ears);
    case leaveValue:
      return leaveKept(turn);
    case '@no-person':
      // Refused already, and tapped again further up: the form need not be asked once more for each tap.
      if (turn.state.open?.kind !== 'person' && currentRun(turn.state)) return staleTap(ears, heard);
      await declinePerson(ears);
      return true;
    case '@skip':
    case '@back':
    case '@repeat':
    case '@cancel':
      return command(ears, heard);
    default:
      return false;
  }
}

/** A detail put right on the ticket's page. What a form under way asked is corrected in the form. */
function detail(turn: Turn, value: string): boolean {
  const [, name = '', given = ''] = /^@detail:(\w{1,60}):(.*)$/su.exec(value) ?? [];
  const slot = turn.state.collected[name];
  if (!slot || given === '') return false;
  turn.state.collected[name] = { ...slot, value: given, display: given, state: 'given' };
  turn.ticketTouched = true;
  say(turn, 'added-to-ticket', { values: { ticket: turn.state.ticket?.number ?? '' } });
  return true;
}

/** Back on a ticket a person had closed: what the customer says first is for that person. */
function reopened({ turn }: Ears): boolean {
  if (!turn.reopened) return false;
  turn.ticketTouched = true;
  return true;
}

/** A form whose memory can no longer be read begins again with what was given, and says so, before anything is read. */
async function lostFlow(ears: Ears): Promise<boolean> {
  if (ears.turn.state.stack.length === 0 || currentRun(ears.turn.state)) return false;
  const took = await ears.errands.ask({ kind: 'repeat' });
  return took.kind === 'waiting';
}

/** Commands as buttons: a page has them beside every question. */
const commands: ReadonlyMap<string, PhraseKind> = new Map([
  ['@skip', 'skip'],
  ['@back', 'back'],
  ['@repeat', 'repeat'],
  ['@cancel', 'cancel'],
]);

async function command(ears: Ears, heard: Said): Promise<boolean> {
  const { turn, errands } = ears;
  const kind = commands.get(heard.value ?? '') ?? readPhrase(heard.text, turn.language);
  const run = currentRun(turn.state);
  if ((kind === 'restart' || kind === 'cancel') && isActPending(turn)) {
    say(turn, 'act-pending');
    return true;
  }
  if (kind === 'restart') {
    await errands.drop();
    Object.assign(turn.state, { slots: {}, open: null, later: null, kept: null, misses: 0, offers: 0, missed: null });
    say(turn, 'restarted', { choices: turn.waiting ? [] : [personChoice(turn)] });
    return true;
  }
  if (kind === 'cancel') {
    if (run && heard.value === undefined && (await isChoice(ears, run, heard.text))) return false;
    Object.assign(turn.state, { open: null, later: null });
    if (run) await errands.drop();
    say(turn, run ? 'cancelled' : 'nothing-to-cancel');
    return true;
  }
  if (!run || (kind !== 'back' && kind !== 'repeat' && kind !== 'skip')) return false;
  const took = await errands.ask({ kind });
  if (took.kind !== 'unmoved') return true;
  // ないです to "is there smoke?" is an answer; where nothing can be left out the words are read as one first.
  if (kind === 'skip' && heard.value === undefined) {
    const answered = await errands.ask({ kind: 'answer', text: heard.text, value: undefined });
    if (answered.kind !== 'missed') return true;
  }
  if (kind === 'back') say(turn, 'nothing-back');
  else cannotSkip(turn, heard);
  return true;
}

/** "Shall I cancel the order?" "Cancel it": the answer to the question that is open, and no wish to stop here. */
async function isChoice({ turn, current }: Ears, { flow: name, version, at }: FlowRun, text: string): Promise<boolean> {
  const published = await current.flows.version(name, version);
  const step = published?.flow.steps.find(({ id }) => id === at);
  const slot = step && 'choose' in step ? published?.flow.slots[step.choose] : undefined;
  const labels = published?.words[turn.language]?.choices ?? {};
  const choices = (slot?.choices ?? []).map((value) => ({ value, label: labels[value] ?? value }));
  if (choices.length === 0) return false;
  const { language } = turn;
  const reading = await current.readers.read('choice', text, { language, now: new Date(turn.now), choices });
  return reading.status === 'read';
}

/** Who does not have what is needed gets no further here: a person is at hand at once, and offered the second time. */
function cannotSkip(turn: Turn, { text, time }: Said): void {
  if (turn.waiting || turn.state.misses === 0)
    say(turn, 'cannot-skip', { choices: turn.waiting ? [] : [personChoice(turn)] });
  if (!turn.waiting) miss(turn, text, time, { silent: true });
}

/** A button further up in the chat whose question has been answered since: it has nothing to say any more. */
function staleTap({ turn }: Ears, { value }: Said): boolean {
  if (value === undefined) return false;
  say(turn, 'button-over', { choices: turn.waiting ? [] : [personChoice(turn)] });
  return true;
}

async function talk(ears: Ears, heard: Said): Promise<boolean> {
  const { turn } = ears;
  if (readPhrase(heard.text, turn.language) === 'not-helpful' && !turn.waiting) {
    await notHelped(ears, heard);
    return true;
  }
  return smallTalk(ears, heard) !== undefined;
}

async function question(ears: Ears, heard: Said): Promise<boolean> {
  const { services, current, turn } = ears;
  const { text } = heard;
  if (text.trim() === '') return false;
  if (await bareYesNo(ears, text)) return true;
  if (turn.waiting) return questionWhileWaiting(ears, text);
  const hints = hintsOf(ears);
  const bare = hints.find((hint) => hint.bare);
  // Nothing but an order number: the flow that begins with one knows what to do.
  if (bare) return follow(ears, { kind: 'errand', flow: bare.flow }, text);
  if (await severalQuestions(ears, text)) return true;
  return follow(ears, await answerQuestion(services, current, turn, { text, hints }), text);
}

/** "No" to "is there anything else?", or a yes that came too late: there is nothing to look up in it. */
async function bareYesNo(ears: Ears, text: string): Promise<boolean> {
  const said = await yesNo(ears, text);
  if (said !== 'yes' && said !== 'no') return false;
  say(ears.turn, `bare-${said}`);
  return true;
}

/** A person is coming: only a sure answer to a question helps in the meantime, and an errand is offered, not begun. */
async function questionWhileWaiting({ services, current, turn }: Ears, text: string): Promise<boolean> {
  if (turn.state.grave || !asksSomething(text, turn.language)) return false;
  const answered = await answerQuestion(services, current, turn, { text, only: 'sure' });
  if (answered.kind !== 'errand') return answered.kind === 'answered';
  const id = flowEntry(turn.language, answered.flow);
  const label = titleOf(current, turn, id) ?? answered.flow;
  turn.ticketTouched = true;
  say(turn, 'errand-while-waiting', {
    values: { ticket: turn.state.ticket?.number },
    choices: [{ label, value: `@this:${id}` }],
  });
  return true;
}

/** "Can we do this in English?": the bot answers in the language it was spoken to, which is all that was asked. */
function languageChanged(turn: Turn): boolean {
  if (turn.waiting || turn.language === turn.loaded.language.split('-')[0] || turn.state.questions.length < 2)
    return false;
  say(turn, 'language-changed');
  say(turn, 'language-changed-ask', { choices: [personChoice(turn)] });
  return true;
}
