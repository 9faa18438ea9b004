import type { FlowStep, Slot } from '../flows/flow.js';
import { reached } from '../points.js';
import type { Candidate, Reading } from '../language/read/reading.js';
import { choicesOf } from './flow-choices.js';
import { fillFrom, filledBy, findable, isReadable, readOptions } from './flow-fill.js';
import { anotherOne, buttonsOf, reprompt, suggests, type Asking } from './flow-prompt.js';
import { change, correctFrom } from './flow-repair.js';
import { shortText } from './flow-retell.js';
import { goOn } from './flow-run.js';
import { readSeveral } from './flow-several.js';
import { after, holds, valuesOf, without, type Given, type Progress, type Running } from './flow-state.js';
import type { Filled } from './state.js';
import { flowSentence, say, sentenceOf, speak, succeed } from './turn.js';

/** Hears the customer's answer to the step that waits, and goes on from it. */
export async function answer(running: Running, given: Given): Promise<Progress> {
  const { run, flow } = running;
  const step = flow.steps.find((one) => one.id === run.at);
  if (!step || run.waiting === null) return goOn(running);
  if (run.waiting === 'act') {
    say(running.turn, 'act-pending');
    return { kind: 'waiting', taken: false };
  }
  if ('confirm' in step) return answerConfirm(running, step, given);
  if ('ask' in step || 'choose' in step) return answerAsk(running, step, given);
  return goOn(running);
}

async function answerAsk(running: Running, step: Asking, given: Given): Promise<Progress> {
  const { flow } = running;
  const name = 'ask' in step ? step.ask : step.choose;
  const slot = flow.slots[name];
  if (!slot) throw new Error(`flow: ${flow.flow} asks for ${name}, which it does not declare`);
  if (given.value === anotherOne && slot.from) return askPlainly(running, slot.from.list);
  if (!isReadable(slot.kind)) return answerPhoto(running, step, name, given);
  const reading = await readSlot(running, name, slot, given);
  if (reading.status === 'read') {
    const refused = take(running, step, name, filledBy(slot, reading));
    if (refused) return refused;
    if (given.value === undefined && reading.rest !== '') await noteRest(running, reading.rest);
    return accept(running, step);
  }
  if (reading.status === 'ambiguous') return askWhich(running, step, reading.candidates);
  if (await noteOther(running, name, given)) return { kind: 'waiting', taken: true };
  return missed(running, step, () => explainUnread(running, step, name, slot, reading));
}

/** Without the list that was suggested, the step of its own passes on to the one that asks. */
function askPlainly(running: Running, list: string): Promise<Progress> {
  const { run } = running;
  const [root] = list.split('.');
  run.brought = Object.fromEntries(Object.entries(run.brought).filter(([name]) => name !== root));
  Object.assign(run, { waiting: null, tries: 0 });
  return goOn(running);
}

/** Keeps the value unless a check says no; then it is forgotten, and the check's own sentence tells why. */
function take(running: Running, step: Asking, name: string, value: Filled): Promise<Progress> | undefined {
  const { turn, run, flow } = running;
  run.slots[name] = value;
  const failed = 'ask' in step ? step.check.find(({ that }) => !holds(running, that)) : undefined;
  if (!failed) return undefined;
  const said = flowSentence(turn, running.words, flow.flow, failed.otherwise, valuesOf(running));
  run.slots = without(run.slots, name);
  return missed(running, step, () => said !== undefined && speak(turn, said));
}

function explainUnread(
  running: Running,
  step: Asking,
  name: string,
  slot: Slot,
  reading: Exclude<Reading, { status: 'read' | 'ambiguous' }>,
): void {
  const { turn, words } = running;
  const unread = `unread-${slot.kind.replaceAll(' ', '-')}`;
  const heard = reading.status === 'invalid' ? reading.heard : undefined;
  const why = reading.status === 'invalid' ? `invalid-${reading.why}${heard === undefined ? '' : '-heard'}` : unread;
  const key = [why, unread, 'unread'].find((one) => Object.hasOwn(turn.words.bot, one)) ?? 'unread';
  const example = words.examples[name];
  const text = sentenceOf(turn, key, { heard: heard ?? '' });
  const more = example === undefined ? text : `${text} ${sentenceOf(turn, 'for-example', { example })}`;
  speak(turn, more, { choices: buttonsOf(running, step) });
}

async function answerPhoto(running: Running, step: Asking, name: string, { files = [] }: Given): Promise<Progress> {
  if (files.length === 0)
    return missed(running, step, () => say(running.turn, 'unread-photo', { choices: buttonsOf(running, step) }));
  const value = files.map(({ id }) => id).join('\n');
  const display = files.map((file) => file.name).join(', ');
  return take(running, step, name, { value, display, state: 'given' }) ?? accept(running, step);
}

/** One likely value or a few: the customer says which. Asked a second time it is a miss like any other. */
async function askWhich(running: Running, step: Asking, candidates: readonly Candidate[]): Promise<Progress> {
  const { turn, run } = running;
  const which = candidates.slice(0, 5);
  const ask = (): void => {
    run.waiting = 'which';
    run.which = which;
    run.refused = null;
    const choices = which.map(({ value, display }) => ({ label: display, value }));
    say(turn, which.length === 1 ? 'is-it-this' : 'which-of-these', { choices });
  };
  if (run.waiting === 'which') return missed(running, step, ask);
  ask();
  return { kind: 'waiting', taken: false };
}

/** Not what was asked for, but another detail this flow needs: it is kept, and the question asked again. */
async function noteOther(running: Running, asked: string, given: Given): Promise<boolean> {
  const { turn, run, flow, words } = running;
  if (given.value !== undefined) return false;
  for (const [name, slot] of Object.entries(flow.slots)) {
    if (name === asked || run.slots[name] || !findable.has(slot.kind) || !isReadable(slot.kind)) continue;
    if (slot.fromOpening === false) continue;
    const reading = await running.world.read(slot.kind, given.text, { language: turn.language });
    if (reading.status !== 'read') continue;
    run.slots[name] = filledBy(slot, reading);
    say(turn, 'noted', { values: { label: words.slots[name] ?? name, value: reading.display } });
    reprompt(running);
    return true;
  }
  return false;
}

/** What was said beside the answer fills other slots, and is told so that a wrong one is seen. */
async function noteRest(running: Running, rest: string): Promise<void> {
  const { turn, run, words } = running;
  for (const name of await fillFrom(running, rest))
    say(turn, 'noted', { values: { label: words.slots[name] ?? name, value: run.slots[name]?.display } });
}

async function readSlot(running: Running, name: string, slot: Slot, given: Given): Promise<Reading> {
  const { turn, run } = running;
  if (run.waiting === 'which') {
    const choices = run.which.map(({ value, display }) => ({ value, label: display }));
    const tapped = choices.find(({ value }) => value === given.value);
    if (tapped) return { status: 'read', value: tapped.value, display: tapped.label, rest: '' };
    const chosen = await running.world.read('choice', given.text, { language: turn.language, choices });
    if (chosen.status === 'read' || chosen.status === 'ambiguous') return chosen;
    const [only] = choices;
    if (only && choices.length === 1 && (await saidYes(running, given.text)))
      return { status: 'read', value: only.value, display: only.label, rest: '' };
  }
  const choices = choicesOf(running, name, slot);
  if (slot.several) return readSeveral(running, choices, given);
  const tapped = choices.find(({ value }) => value === given.value);
  if (tapped) return { status: 'read', value: tapped.value, display: tapped.label, rest: '' };
  if (slot.kind === 'yes-no' && (given.value === 'yes' || given.value === 'no'))
    return { status: 'read', value: given.value, display: given.text, rest: '' };
  const plain = await plainYesNo(running, choices, given.text);
  if (plain) return plain;
  if (!isReadable(slot.kind)) return { status: 'none' };
  if (slot.short)
    return running.world.read('text', shortText(running, name, given.text), readOptions(running, name, slot));
  const options = readOptions(running, name, slot);
  const reading = await running.world.read(slot.kind, given.text, options);
  if (reading.status !== 'none' || !suggests(slot)) return reading;
  // "The second one" of those suggested.
  return running.world.read('choice', given.text, options);
}

/** 届いてないです, "it hasn't come". */
const denies = /(?:ない|ません|ぬ|ず)(?:です|んです|よ|ね|けど)*[。.!！\s]*$|\b(?:not|never|no|nothing)\b|n['’]t\b/iu;

/** Where one choice begins with yes and the other with no, a bare "no" or お願いします is one of them. */
async function plainYesNo(
  running: Running,
  choices: readonly { value: string; label: string }[],
  text: string,
): Promise<Reading | undefined> {
  if (choices.length !== 2) return undefined;
  const read = (one: string): Promise<Reading> =>
    running.world.read('yes-no', one, { language: running.turn.language, question: 'offer' });
  const said = valueOf(await read(text)) ?? (text.length <= 40 && denies.test(text) ? 'no' : undefined);
  const labels = await Promise.all(choices.map(({ label }) => read(label)));
  const [choice, another] = choices.filter((_, at) => said !== undefined && valueOf(labels[at]) === said);
  return choice && !another ? { status: 'read', value: choice.value, display: choice.label, rest: '' } : undefined;
}

const valueOf = (reading: Reading | undefined): string | undefined =>
  reading?.status === 'read' ? reading.value : undefined;

async function saidYes({ world, turn }: Running, text: string): Promise<boolean> {
  const said = await world.read('yes-no', text, { language: turn.language, question: 'check' });
  return said.status === 'read' && said.value === 'yes' && said.rest === '';
}

/** The answer stands: the budget is whole again and the flow goes on. */
async function accept(running: Running, step: FlowStep): Promise<Progress> {
  const { run, flow, turn } = running;
  run.waiting = null;
  run.refused = null;
  run.which = [];
  run.tries = 0;
  run.at = after(flow, step);
  reached('flow: road', turn.loaded.conversation, `${flow.flow}\t${step.id}\t`);
  succeed(turn);
  return goOn(running);
}

async function missed(running: Running, step: Asking, explain: () => unknown): Promise<Progress> {
  const { run, turn, flow } = running;
  run.waiting = 'answer';
  run.which = [];
  if (run.tries < step.retries) {
    // It counts only once it is told: what turns out to be a question in the middle costs no try.
    const tell = (): void => {
      run.tries++;
      run.refused = 'ask' in step ? step.ask : step.choose;
      explain();
    };
    return { kind: 'missed', explain: tell };
  }
  reached('flow: road', turn.loaded.conversation, `${flow.flow}\t${step.id}\tfailed`);
  if (step.failed === undefined)
    return { kind: 'given up', reason: `flow ${running.flow.flow}: ${step.id} could not be read` };
  run.at = step.failed;
  run.waiting = null;
  run.tries = 0;
  return goOn(running);
}

async function answerConfirm(
  running: Running,
  step: Extract<FlowStep, { confirm: string[] }>,
  given: Given,
): Promise<Progress> {
  const { turn, run, flow } = running;
  const named = given.value?.startsWith('@change:') ? given.value.slice('@change:'.length) : undefined;
  if (named !== undefined && step.confirm.includes(named)) return change(running, named);
  const reading = await running.world.read('yes-no', given.text, { language: turn.language, question: 'check' });
  if (given.value === 'yes' || (reading.status === 'read' && reading.value === 'yes' && reading.rest === '')) {
    for (const name of step.confirm) {
      const slot = run.slots[name];
      if (slot && slot.state === 'given' && flow.slots[name]?.kind !== 'text')
        run.slots[name] = { ...slot, state: 'checked' };
    }
    return accept(running, step);
  }
  const corrected = await correctFrom(running, given.text, step.confirm);
  if (corrected) return corrected;
  if (given.value === 'no' || (reading.status === 'read' && reading.value === 'no')) {
    const choices = step.confirm.map((name) => ({
      label: running.words.slots[name] ?? name,
      value: `@change:${name}`,
    }));
    say(turn, 'change-which', { choices });
    return { kind: 'waiting', taken: true };
  }
  const labels = step.confirm.map((name) => ({ value: name, label: running.words.slots[name] ?? name }));
  const chosen = await running.world.read('choice', given.text, { language: turn.language, choices: labels });
  if (chosen.status === 'read') return change(running, chosen.value);
  const explain = (): void => {
    say(turn, 'unread-confirm');
    reprompt(running);
  };
  return { kind: 'missed', explain };
}

/** Leaves an optional question empty. `undefined`: this one is needed. */
export async function skip(running: Running): Promise<Progress | undefined> {
  const { run, flow } = running;
  const step = flow.steps.find((one) => one.id === run.at);
  if (!step || !('ask' in step) || !step.optional) return undefined;
  run.slots[step.ask] = { value: '', display: '—', state: 'refused' };
  return accept(running, step);
}
