import type { DialogContext } from 'botbuilder-dialogs';
import { readCorrection, readPhrase, type Feeling } from '../language/phrases.js';
import { answerQuestion, flowEntry, give, titleOf, vote } from './answer.js';
import { currentRun, type Ask, type FlowDialog } from './flow-dialog.js';
import { findable, hasTold, type FlowRun } from './flow-run.js';
import type { Heard } from './heard.js';
import { miss, offerPerson, personChoice } from './miss.js';
import type { Current, Services } from './services.js';
import { say, sentenceOf, succeed, type HandoffWish, type Turn } from './turn.js';

/** All that hearing needs: the turn, the stack, the one dialog, and the world to look things up in. */
export interface Ears {
  readonly services: Services;
  readonly current: Current;
  readonly turn: Turn;
  readonly dc: DialogContext;
  readonly dialog: FlowDialog;
}

type Said = Extract<Heard, { kind: 'said' }>;

/**
 * What a customer's message means, decided in one place and in this order: a button, a wish for a person or a feeling
 * that needs one, a command, the question the bot has just asked, the flow under way, small talk, a new question or
 * errand. Whatever is left is a miss.
 */
export async function hear(ears: Ears, heard: Heard): Promise<void> {
  if (heard.kind === 'act done') {
    const run = currentRun(ears.turn.state);
    if (run?.actKey === heard.body.key) {
      const { outcome, details } = heard.body;
      await askFlow(ears, { kind: 'act done', outcome, details });
    }
    return;
  }
  noteQuestion(ears.turn, heard);
  for (const hearing of [attachment, button, feelingOrPerson, command, openQuestion, flowUnderWay, smallTalk, question]) {
    if (await hearing(ears, heard)) return;
  }
  miss(ears.turn, heard.text, heard.time, { counted: heard.continues });
}

/** The customer's own words, for the agent's card and for the editors. Taps and commands are not questions. */
function noteQuestion({ state }: Turn, { text, value }: Said): void {
  if (value === undefined && text.trim() !== '') state.questions = [...state.questions, text.slice(0, 300)].slice(-8);
}

function attachment({ turn }: Ears, { text, attachments }: Said): boolean {
  if (attachments.length === 0) return false;
  turn.ticketTouched = turn.waiting;
  if (text.trim() !== '') return false;
  say(turn, 'attachment-received', { values: { count: attachments.length } });
  return true;
}

async function button(ears: Ears, heard: Said): Promise<boolean> {
  const { turn, current } = ears;
  const { value } = heard;
  if (value?.startsWith('@') !== true) return false;
  if (value.startsWith('@change:')) return false;
  if (value.startsWith('@this:')) {
    turn.state.open = null;
    // The button only names the errand; what the customer wrote before it is what it is about.
    const opening = turn.state.questions.at(-1) ?? heard.text;
    return follow(ears, give(current, turn, { id: value.slice('@this:'.length) }), opening);
  }
  switch (value) {
    case '@person':
      return wantPerson(ears, heard.text);
    case '@helped':
      vote(turn, true);
      return true;
    case '@not-helped':
      notHelped(ears, heard);
      return true;
    case '@none':
      turn.state.open = null;
      miss(turn, heard.text, heard.time);
      return true;
    case '@no-person':
      declinePerson(turn);
      return true;
    case '@skip':
      return command(ears, heard);
    default:
      return false;
  }
}

/** A person is wanted, or the matter must not stay with a machine. */
function feelingOrPerson(ears: Ears, heard: Said): boolean | Promise<boolean> {
  const { turn } = ears;
  const phrase = readPhrase(heard.text, turn.language);
  if (!phrase) return false;
  const feeling = phrase.feeling;
  // Anger alone gets a person offered, not forced: everything graver goes to a person at once.
  if (feeling !== undefined && feeling !== 'angry') {
    askForPerson(turn, `the customer's message: ${feeling}`, feeling);
    return true;
  }
  if (phrase.kind === 'person') return wantPerson(ears, heard.text);
  if (phrase.kind === 'feeling' && feeling === 'angry' && turn.waiting) return false;
  if (phrase.kind === 'feeling' && feeling === 'angry') {
    say(turn, 'sorry-angry');
    offerPerson(turn);
    return true;
  }
  return false;
}

/** Who has said nothing yet is asked what it is about, once, by the flow for it; everybody else is handed over at once. */
async function wantPerson(ears: Ears, text: string): Promise<boolean> {
  const { turn, dc, dialog, current } = ears;
  const isNew = !hasTold(turn) && !currentRun(turn.state) && !turn.waiting && text.length < 60;
  if (isNew && current.flows.live.has(personFlow)) await dc.beginDialog(dialog.id, { flow: personFlow, opening: text });
  else askForPerson(turn, 'the customer asked for a person');
  return true;
}

const personFlow = 'talk-to-person';

function askForPerson(turn: Turn, reason: string, feeling?: Feeling): void {
  const own = turn.state.questions.filter((one) => readPhrase(one, turn.language)?.kind !== 'person').at(-1);
  const subject = own ?? turn.state.questions.at(-1) ?? sentenceOf(turn, 'person-button');
  const sentence = feeling === undefined ? 'handoff' : `handoff-${feeling}`;
  const wish: HandoffWish = { topic: turn.topic ?? 'general', reason, subject, sentence };
  turn.handoff = wish;
  turn.state.open = null;
}

function declinePerson(turn: Turn): void {
  turn.state.open = null;
  say(turn, 'go-on-without-person');
}

async function command(ears: Ears, heard: Said): Promise<boolean> {
  const { turn, dc } = ears;
  const kind = heard.value === '@skip' ? 'skip' : readPhrase(heard.text, turn.language)?.kind;
  const run = currentRun(turn.state);
  if (kind === 'restart') {
    await dc.cancelAllDialogs();
    Object.assign(turn.state, { slots: {}, open: null, misses: 0, offers: 0, missed: null });
    say(turn, 'restarted', { choices: [personChoice(turn)] });
    return true;
  }
  if (kind === 'cancel') {
    if (!run) {
      say(turn, 'nothing-to-cancel');
      return true;
    }
    await dc.cancelAllDialogs();
    turn.state.open = null;
    say(turn, 'cancelled');
    return true;
  }
  if (!run || (kind !== 'back' && kind !== 'repeat' && kind !== 'skip')) return false;
  await askFlow(ears, { kind });
  if (ears.dialog.took.kind === 'unmoved') say(turn, kind === 'skip' ? 'cannot-skip' : 'nothing-back');
  return true;
}

/** The bot asked something outside any flow: a bare yes, no or ordinal belongs to that. */
async function openQuestion(ears: Ears, heard: Said): Promise<boolean> {
  const { turn, current } = ears;
  const { open } = turn.state;
  const tapped = open?.kind === 'errand' && (heard.value === 'yes' || heard.value === 'no') ? heard.value : undefined;
  if (!open || (heard.value !== undefined && tapped === undefined)) return false;
  if (open.kind === 'which') {
    const choices = open.candidates.map(({ id, title }) => ({ value: id, label: title }));
    const reading = await current.readers.read('choice', heard.text, { language: turn.language, now: new Date(turn.now), choices });
    const no = reading.status === 'read' ? undefined : await yesNo(ears, heard.text);
    turn.state.open = null;
    if (reading.status === 'read') return follow(ears, give(current, turn, { id: reading.value }), heard.text);
    if (no !== 'no') return false;
    miss(turn, heard.text, heard.time);
    return true;
  }
  const said = tapped ?? (await yesNo(ears, heard.text));
  const phrase = readPhrase(heard.text, turn.language)?.kind;
  if (open.kind === 'helped') {
    if (said === 'yes' || phrase === 'helpful' || phrase === 'thanks') vote(turn, true);
    else if (said === 'no' || phrase === 'not-helpful') notHelped(ears, heard);
    else {
      turn.state.open = null;
      return false;
    }
    return true;
  }
  turn.state.open = null;
  if (open.kind === 'person') {
    if (said === 'yes') askForPerson(turn, 'two messages could not be answered');
    else if (said === 'no') declinePerson(turn);
    return said !== undefined;
  }
  if (said === 'yes') return follow(ears, { kind: 'errand', flow: open.flow }, open.text);
  if (said === 'no') await askFlow(ears, { kind: 'repeat' });
  return said !== undefined;
}

function notHelped({ turn }: Ears, heard: Said): void {
  vote(turn, false);
  turn.state.misses++;
  turn.missed = true;
  if (turn.state.misses >= 2 && !turn.waiting) offerPerson(turn);
  else say(turn, 'sorry-not-helped', { choices: turn.waiting ? [] : [personChoice(turn)] });
  turn.state.missed = { text: '', time: heard.time };
}

async function yesNo({ turn, current }: Ears, text: string): Promise<string | undefined> {
  const reading = await current.readers.read('yes-no', text, { language: turn.language, now: new Date(turn.now) });
  return reading.status === 'read' && reading.rest.trim() === '' ? reading.value : undefined;
}

/** A form is being filled: a correction, a question in the middle, another errand, or the answer. */
async function flowUnderWay(ears: Ears, heard: Said): Promise<boolean> {
  const { turn, dialog } = ears;
  const run = currentRun(turn.state);
  if (!run) return false;
  if (heard.value === undefined && (await correction(ears, run, heard.text))) return true;
  if (heard.value === undefined && (await inTheMiddle(ears, run, heard.text))) return true;
  await askFlow(ears, { kind: 'answer', text: heard.text, value: heard.value });
  const { took } = dialog;
  if (took.kind === 'missed') {
    if (await inTheMiddle(ears, run, heard.text, true)) return true;
    miss(turn, heard.text, heard.time, { counted: heard.continues, silent: true });
  }
  return true;
}

async function correction(ears: Ears, run: FlowRun, text: string): Promise<boolean> {
  const corrected = readCorrection(text, ears.turn.language);
  if (!corrected) return false;
  const flow = (await ears.current.flows.version(run.flow, run.version))?.flow;
  const kinds = Object.entries(flow?.slots ?? {}).filter(([name]) => run.slots[name]);
  const fitting = kinds.filter(([, slot]) => corrected.about === undefined || fits(slot.kind, corrected.about));
  const names = fitting.filter(([, slot]) => findable.has(slot.kind)).map(([name]) => name);
  await askFlow(ears, { kind: 'correct', text: corrected.rest, names });
  if (ears.dialog.took.kind !== 'unmoved') return true;
  const [named] = corrected.about === undefined ? [] : fitting;
  if (!named) return false;
  await askFlow(ears, { kind: 'change', name: named[0] });
  return true;
}

/** Somebody who says "my phone number" means the contact they gave. */
function fits(kind: string, about: string): boolean {
  return kind === about || (kind === 'contact' && (about === 'email' || about === 'phone'));
}

/**
 * A question in the middle of a form is answered and the form goes on. A text that the waiting step can take is its
 * answer; only what ends like a question is looked up first, and only a sure answer interrupts.
 */
async function inTheMiddle(ears: Ears, run: FlowRun, text: string, unread = false): Promise<boolean> {
  const { turn, services, current, dc } = ears;
  if (!unread && !looksLikeQuestion(text)) return false;
  const spoken = turn.events.length;
  const answered = await answerQuestion(services, current, turn, { text, onlyIfSure: true });
  if (answered.kind === 'answered') {
    // What the unread answer made the form say is withdrawn: the question was answered instead.
    if (unread) turn.events.splice(0, spoken, ...turn.events.slice(0, spoken).filter(({ body }) => body.kind !== 'message'));
    turn.state.open = null;
    turn.state.missed = null;
    say(turn, 'back-to-form');
    await askFlow(ears, { kind: 'repeat' });
    return true;
  }
  if (answered.kind === 'errand' && answered.flow !== run.flow && dc.stack.length < 3) {
    turn.state.open = { kind: 'errand', flow: answered.flow, text };
    say(turn, 'another-errand', {
      values: { title: titleOf(current, turn, flowEntry(turn.language, answered.flow)) ?? '' },
      choices: [
        { label: sentenceOf(turn, 'yes'), value: 'yes' },
        { label: sentenceOf(turn, 'no-go-on'), value: 'no' },
      ],
    });
    return true;
  }
  return false;
}

const looksLikeQuestion = (text: string): boolean => /[?？]\s*$|(ですか|ますか|でしょうか|の|かな)[。\s]*$/u.test(text.trim());

function smallTalk({ turn }: Ears, heard: Said): boolean {
  const kind = readPhrase(heard.text, turn.language)?.kind;
  switch (kind) {
    case 'greeting':
    case 'bye':
    case 'thanks':
    case 'robot':
    case 'help':
      say(turn, `talk-${kind}`, kind === 'help' || kind === 'greeting' || kind === 'robot' ? { choices: [personChoice(turn)] } : {});
      return true;
    case 'helpful':
      say(turn, 'glad');
      return true;
    case 'not-helpful':
      turn.state.misses++;
      turn.missed = true;
      if (turn.state.misses >= 2 && !turn.waiting) offerPerson(turn);
      else say(turn, 'sorry-not-helped', { choices: turn.waiting ? [] : [personChoice(turn)] });
      return true;
    default:
      return false;
  }
}

async function question(ears: Ears, heard: Said): Promise<boolean> {
  const { services, current, turn } = ears;
  if (heard.text.trim() === '') return false;
  const bare = await bareSlot(ears, heard.text);
  if (bare !== undefined) return follow(ears, { kind: 'errand', flow: bare }, heard.text);
  const answered = await answerQuestion(services, current, turn, { text: heard.text, onlyIfSure: turn.waiting });
  return follow(ears, answered, heard.text);
}

/** Nothing but an order number: the flow that begins with one knows what to do. */
async function bareSlot({ current, turn }: Ears, text: string): Promise<string | undefined> {
  if (text.length > 60) return undefined;
  for (const { flow } of current.flows.live.values()) {
    for (const name of flow.startsWith) {
      const slot = flow.slots[name];
      if (!slot) continue;
      const reading = await current.readers.read(slot.kind, text, { language: turn.language, now: new Date(turn.now) });
      if (reading.status === 'read' && !/[\p{L}\p{N}]{3}/u.test(reading.rest)) return flow.flow;
    }
  }
  return undefined;
}

async function follow(ears: Ears, answered: Awaited<ReturnType<typeof answerQuestion>>, text: string): Promise<boolean> {
  if (answered.kind === 'nothing') return false;
  if (answered.kind === 'errand') {
    ears.turn.state.open = null;
    succeed(ears.turn);
    await ears.dc.beginDialog(ears.dialog.id, { flow: answered.flow, opening: text });
  }
  return true;
}

async function askFlow({ dc, dialog }: Ears, ask: Ask): Promise<void> {
  dialog.ask = ask;
  dialog.took = { kind: 'unmoved' };
  await dc.continueDialog();
}
