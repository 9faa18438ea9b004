import { z } from 'zod';
import { evaluate, holds } from '../flows/condition.js';
import type { Flow, FlowStep, Slot } from '../flows/flow.js';
import type { PublishedFlow } from '../flows/published.js';
import type { FlowWords } from '../flows/words.js';
import type { Reading } from '../language/read/reading.js';
import { filled, type Filled } from './state.js';
import { flowSentence, say, sentenceOf, speak, succeed, type Turn } from './turn.js';

/** How far one customer has come in one flow. Plain data: it is saved inside the dialog stack. */
export const flowRun = z.object({
  flow: z.string(),
  version: z.string(),
  at: z.string(),
  /** What the step at `at` waits for; null while steps are being taken. */
  waiting: z.enum(['answer', 'which', 'act']).nullable(),
  tries: z.number().int(),
  slots: z.record(z.string(), filled),
  /** What look-ups and acts brought, by the name after `as`. */
  brought: z.record(z.string(), z.unknown()),
  /** The order in which slots were asked for: "back" goes to the last of them. */
  asked: z.array(z.string()),
  /** Candidates of an ambiguous answer, to be chosen from. */
  which: z.array(z.object({ value: z.string(), display: z.string() })),
  actKey: z.string(),
  /** The message that started the flow, and the seq of the latest one. */
  opening: z.string(),
  seq: z.number().int(),
});
export type FlowRun = z.infer<typeof flowRun>;

/** The world as a flow may see it: reading what the customer wrote, and looking things up. */
export interface FlowWorld {
  read(kind: Slot['kind'], text: string, options: ReadOptions): Promise<Reading>;
  lookup(name: string, values: Readonly<Record<string, string>>): Promise<Readonly<Record<string, unknown>> | undefined>;
}

export interface ReadOptions {
  readonly language: string;
  readonly choices?: readonly { value: string; label: string }[];
  readonly side?: 'past' | 'future';
  readonly question?: 'offer' | 'check';
}

/** What the customer gave the flow: text, or the value behind a button. */
export interface Given {
  readonly text: string;
  readonly value: string | undefined;
}

/** taken: an answer was read. missed: it could not be read (the caller spends the budget). ended: the flow is over. */
export type Progress = { kind: 'waiting'; taken: boolean } | { kind: 'missed' } | { kind: 'ended' } | { kind: 'given up'; reason: string };

/** More steps than any flow has: a loop that waits for nobody is a fault of the flow, not the customer's to sit out. */
const mostSteps = 100;

interface Running {
  readonly turn: Turn;
  readonly run: FlowRun;
  readonly flow: Flow;
  readonly words: FlowWords;
  readonly world: FlowWorld;
}

export function running(turn: Turn, run: FlowRun, published: PublishedFlow, world: FlowWorld): Running {
  const words = published.words[turn.language] ?? Object.values(published.words)[0];
  if (!words) throw new Error(`flow: ${run.flow} has no words in any language`);
  return { turn, run, flow: published.flow, words, world };
}

/** Takes steps from where the run stands until one waits for the customer or the flow ends. */
export async function goOn(running: Running): Promise<Progress> {
  const { run, flow } = running;
  for (let taken = 0; taken < mostSteps; taken++) {
    const step = flow.steps.find((one) => one.id === run.at);
    if (!step) return { kind: 'ended' };
    if (step.when !== undefined && !holds(step.when, valuesOf(running))) {
      run.at = below(flow, step);
      continue;
    }
    const result = await take(running, step);
    if (result === 'wait') return { kind: 'waiting', taken: true };
    if (result === 'end') return { kind: 'ended' };
    run.at = result;
    run.tries = 0;
  }
  throw new Error(`flow: ${flow.flow} took ${mostSteps} steps without waiting for the customer`);
}

async function take(running: Running, step: FlowStep): Promise<string> {
  const { turn, run, flow, words } = running;
  const next = step.next ?? below(flow, step);
  if ('ask' in step || 'choose' in step) {
    const slot = 'ask' in step ? step.ask : step.choose;
    if (run.slots[slot]) return next;
    prompt(running, step);
    run.waiting = 'answer';
    if (run.asked.at(-1) !== slot) run.asked.push(slot);
    return 'wait';
  }
  if ('confirm' in step) {
    readBack(running, step);
    run.waiting = 'answer';
    return 'wait';
  }
  if ('say' in step) {
    const text = flowSentence(turn, words, flow.flow, step.say, valuesOf(running));
    if (text !== undefined) speak(turn, text);
    succeed(turn);
    return next;
  }
  if ('branch' in step) return step.branch.find(({ when }) => holds(when, valuesOf(running)))?.to ?? step.else;
  if ('lookup' in step) return lookUp(running, step, next);
  if ('act' in step) {
    const values = expressionsOf(running, step.with);
    run.actKey = `${turn.loaded.conversation}:${run.seq}:${step.id}`;
    turn.acts.push({ key: run.actKey, act: step.act, slots: values });
    const text = flowSentence(turn, words, flow.flow, step.id, valuesOf(running));
    if (text !== undefined) speak(turn, text);
    run.waiting = 'act';
    return 'wait';
  }
  if ('ticket' in step) {
    turn.ticket = { topic: step.ticket.topic, subject: subjectOf(running, step.ticket.subject) };
    return next;
  }
  const { topic, reason } = step.handoff;
  turn.handoff = { topic, reason: `flow ${flow.flow}: ${step.id}`, subject: subjectOf(running, reason), sentence: 'handoff' };
  return 'end';
}

async function lookUp(running: Running, step: Extract<FlowStep, { lookup: string }>, next: string): Promise<string> {
  const { run } = running;
  const found = await running.world.lookup(step.lookup, expressionsOf(running, step.with));
  if (!found) return notFound(running, step);
  run.brought[step.as] = found;
  // What found something in the shop's data is no longer merely claimed.
  for (const [name, slot] of Object.entries(run.slots)) {
    const used = Object.values(step.with).some((text) => new RegExp(`\\bslots\\.${name}\\b`).test(text));
    if (used && slot.state === 'given') run.slots[name] = { ...slot, state: 'checked' };
  }
  return next;
}

/** A value that reads well but is not in the shop's data: asked for again a limited number of times, each a miss. */
function notFound(running: Running, step: Extract<FlowStep, { lookup: string }>): string {
  const { turn, run, flow, words } = running;
  const { failures } = turn.state;
  const key = `${flow.flow}.${step.id}`;
  failures[key] = (failures[key] ?? 0) + 1;
  const asking = flow.steps.find((one) => 'ask' in one && one.ask === step.again?.slot);
  if (!step.again || !asking || failures[key] > step.retries) return step.none;
  const text = flowSentence(turn, words, flow.flow, step.again.say, valuesOf(running));
  if (text !== undefined) speak(turn, text);
  run.slots = without(run.slots, step.again.slot);
  turn.state.slots = without(turn.state.slots, step.again.slot);
  turn.state.collected = Object.fromEntries(Object.entries(turn.state.collected).filter(([name]) => name !== step.again?.slot));
  if (!turn.missed) turn.state.misses++;
  turn.missed = true;
  return asking.id;
}

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

async function answerAsk(running: Running, step: Extract<FlowStep, { ask: string } | { choose: string }>, given: Given): Promise<Progress> {
  const { turn, run, flow } = running;
  const name = 'ask' in step ? step.ask : step.choose;
  const slot = flow.slots[name];
  if (!slot) throw new Error(`flow: ${flow.flow} asks for ${name}, which it does not declare`);
  const reading = await readSlot(running, slot, given);
  if (reading.status === 'read') {
    run.slots[name] = { value: reading.value, display: reading.display, state: slot.kind === 'product' ? 'checked' : 'given' };
    const failed = 'ask' in step ? step.check.find(({ that }) => !holds(that, valuesOf(running))) : undefined;
    if (!failed) return accept(running, step);
    const said = flowSentence(turn, running.words, flow.flow, failed.otherwise, valuesOf(running));
    run.slots = without(run.slots, name);
    return missed(running, step, () => said !== undefined && speak(turn, said));
  }
  if (reading.status === 'ambiguous') {
    run.waiting = 'which';
    run.which = reading.candidates.slice(0, 5);
    const choices = run.which.map(({ value, display }) => ({ label: display, value }));
    say(turn, 'which-of-these', { choices });
    return { kind: 'waiting', taken: false };
  }
  const why = reading.status === 'invalid' ? `invalid-${reading.why}` : `unread-${slot.kind.replaceAll(' ', '-')}`;
  return missed(running, step, () => say(turn, Object.hasOwn(turn.words.bot, why) ? why : 'unread'));
}

async function readSlot(running: Running, slot: Slot, given: Given): Promise<Reading> {
  const { turn, run } = running;
  if (run.waiting === 'which') {
    const choices = run.which.map(({ value, display }) => ({ value, label: display }));
    const tapped = choices.find(({ value }) => value === given.value);
    if (tapped) return { status: 'read', value: tapped.value, display: tapped.label, rest: '' };
    const chosen = await running.world.read('choice', given.text, { language: turn.language, choices });
    if (chosen.status !== 'none') return chosen;
  }
  const choices = choicesOf(running, slot);
  const tapped = choices.find(({ value }) => value === given.value);
  if (tapped) return { status: 'read', value: tapped.value, display: tapped.label, rest: '' };
  return running.world.read(slot.kind, given.text, {
    language: turn.language,
    ...(choices.length > 0 ? { choices } : {}),
    ...(slot.side ? { side: slot.side } : {}),
  });
}

function choicesOf({ words }: Running, slot: Slot): { value: string; label: string }[] {
  return (slot.choices ?? []).map((value) => ({ value, label: words.choices[value] ?? value }));
}

/** The answer stands: the budget is whole again and the flow goes on. */
async function accept(running: Running, step: FlowStep): Promise<Progress> {
  const { run, flow, turn } = running;
  run.waiting = null;
  run.which = [];
  run.tries = 0;
  run.at = step.next ?? below(flow, step);
  succeed(turn);
  return goOn(running);
}

async function missed(running: Running, step: Extract<FlowStep, { ask: string } | { choose: string }>, explain: () => unknown): Promise<Progress> {
  const { run } = running;
  run.waiting = 'answer';
  run.which = [];
  run.tries++;
  if (run.tries <= step.retries) {
    explain();
    return { kind: 'missed' };
  }
  if (step.failed === undefined) return { kind: 'given up', reason: `flow ${running.flow.flow}: ${step.id} could not be read` };
  run.at = step.failed;
  run.waiting = null;
  run.tries = 0;
  return goOn(running);
}

async function answerConfirm(running: Running, step: Extract<FlowStep, { confirm: string[] }>, given: Given): Promise<Progress> {
  const { turn, run, flow } = running;
  const named = given.value?.startsWith('@change:') ? given.value.slice('@change:'.length) : undefined;
  if (named !== undefined && step.confirm.includes(named)) return change(running, named);
  const reading = await running.world.read('yes-no', given.text, { language: turn.language, question: 'check' });
  if (given.value === 'yes' || (reading.status === 'read' && reading.value === 'yes' && reading.rest === '')) {
    for (const name of step.confirm) {
      const slot = run.slots[name];
      if (slot && slot.state === 'given' && flow.slots[name]?.kind !== 'text') run.slots[name] = { ...slot, state: 'checked' };
    }
    return accept(running, step);
  }
  const corrected = await correctFrom(running, given.text, step.confirm);
  if (corrected) return corrected;
  if (given.value === 'no' || (reading.status === 'read' && reading.value === 'no')) {
    const choices = step.confirm.map((name) => ({ label: running.words.slots[name] ?? name, value: `@change:${name}` }));
    say(turn, 'change-which', { choices });
    return { kind: 'waiting', taken: true };
  }
  const labels = step.confirm.map((name) => ({ value: name, label: running.words.slots[name] ?? name }));
  const chosen = await running.world.read('choice', given.text, { language: turn.language, choices: labels });
  if (chosen.status === 'read') return change(running, chosen.value);
  return { kind: 'missed' };
}

/** Asks again for one slot; everything else is kept, and look-ups that used it are made again. */
export async function change(running: Running, name: string): Promise<Progress> {
  const { run, flow } = running;
  const step = flow.steps.find((one) => ('ask' in one && one.ask === name) || ('choose' in one && one.choose === name));
  if (!step) return { kind: 'missed' };
  run.slots = without(run.slots, name);
  run.brought = {};
  run.waiting = null;
  run.tries = 0;
  run.at = step.id;
  return goOn(running);
}

/**
 * "No, the order is A-10294": a text that holds a value for exactly one slot already filled replaces it, and the flow
 * runs on from there. `undefined` when the text holds no such value.
 */
export async function correctFrom(running: Running, text: string, names: readonly string[]): Promise<Progress | undefined> {
  const { turn, run, flow } = running;
  for (const name of names) {
    const slot = flow.slots[name];
    const old = run.slots[name];
    if (!slot || !old || !findable.has(slot.kind)) continue;
    const reading = await running.world.read(slot.kind, text, { language: turn.language });
    if (reading.status !== 'read' || reading.value === old.value) continue;
    run.slots[name] = { value: reading.value, display: reading.display, state: slot.kind === 'product' ? 'checked' : 'given' };
    const step = flow.steps.find((one) => 'ask' in one && one.ask === name);
    run.brought = {};
    run.waiting = null;
    run.at = step?.id ?? run.at;
    say(turn, 'changed', { values: { label: running.words.slots[name] ?? name, value: reading.display } });
    succeed(turn);
    return goOn(running);
  }
  return undefined;
}

/** Kinds that can be recognised inside any sentence without being asked for. */
export const findable: ReadonlySet<Slot['kind']> = new Set(['order number', 'product', 'email', 'phone', 'contact']);

/** Fills what the opening message holds already: nobody is asked for what they have just written. */
export async function prefill(running: Running, text: string): Promise<void> {
  const { run, flow, turn } = running;
  for (const [name, slot] of Object.entries(flow.slots)) {
    if (run.slots[name]) continue;
    if (slot.fromOpening && tellsSomething(text, running.words.start)) {
      run.slots[name] = { value: text.trim(), display: text.trim(), state: 'given' };
      continue;
    }
    if (!findable.has(slot.kind)) continue;
    const reading = await running.world.read(slot.kind, text, { language: turn.language });
    if (reading.status !== 'read') continue;
    run.slots[name] = { value: reading.value, display: reading.display, state: slot.kind === 'product' ? 'checked' : 'given' };
  }
}

/** More than the name of the errand: long enough to say what happened, and not one of the flow's own examples. */
function tellsSomething(text: string, examples: readonly string[]): boolean {
  const plain = (one: string): string => one.toLowerCase().replace(/[\p{P}\s]/gu, '');
  const length = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text) ? 12 : 28;
  return text.trim().length >= length && !examples.some((one) => plain(one) === plain(text));
}

/** An act's result has come in. */
export async function actDone(running: Running, outcome: 'done' | 'refused' | 'failed', details: Readonly<Record<string, string>>): Promise<Progress> {
  const { run, flow } = running;
  const step = flow.steps.find((one) => one.id === run.at);
  if (!step || !('act' in step)) return { kind: 'waiting', taken: false };
  run.waiting = null;
  run.actKey = '';
  run.brought[step.as] = details;
  run.at = outcome === 'done' ? (step.next ?? below(flow, step)) : step[outcome];
  return goOn(running);
}

/** Back to the question before this one, whose answer is forgotten. */
export async function goBack(running: Running): Promise<Progress | undefined> {
  const { run, flow } = running;
  const step = flow.steps.find((one) => one.id === run.at);
  const current = step && 'ask' in step ? step.ask : step && 'choose' in step ? step.choose : undefined;
  if (current !== undefined && run.asked.at(-1) === current) run.asked.pop();
  const previous = run.asked.pop();
  return previous === undefined ? undefined : change(running, previous);
}

/** Leaves an optional question empty. `undefined`: this one is needed. */
export async function skip(running: Running): Promise<Progress | undefined> {
  const { run, flow } = running;
  const step = flow.steps.find((one) => one.id === run.at);
  if (!step || !('ask' in step) || !step.optional) return undefined;
  run.slots[step.ask] = { value: '', display: '—', state: 'refused' };
  return accept(running, step);
}

/** Asks again what was asked last. */
export function reprompt(running: Running): void {
  const step = running.flow.steps.find((one) => one.id === running.run.at);
  if (!step || running.run.waiting === null) return;
  if ('confirm' in step) readBack(running, step);
  else if ('ask' in step || 'choose' in step) prompt(running, step);
}

function prompt(running: Running, step: Extract<FlowStep, { ask: string } | { choose: string }>): void {
  const { turn, flow, words } = running;
  const name = 'ask' in step ? step.ask : step.choose;
  const slot = flow.slots[name];
  const text = flowSentence(turn, words, flow.flow, step.id, valuesOf(running)) ?? words.slots[name] ?? name;
  const choices = slot ? choicesOf(running, slot).map(({ value, label }) => ({ label, value })) : [];
  const skip = 'ask' in step && step.optional ? [{ label: sentenceOf(turn, 'skip'), value: '@skip' }] : [];
  speak(turn, text, { choices: [...choices, ...skip] });
}

function readBack(running: Running, step: Extract<FlowStep, { confirm: string[] }>): void {
  const { turn, run, flow, words } = running;
  const lines = step.confirm.flatMap((name) => {
    const slot = run.slots[name];
    return slot ? [sentenceOf(turn, 'line', { label: words.slots[name] ?? name, value: slot.display })] : [];
  });
  const heading = flowSentence(turn, words, flow.flow, step.id, valuesOf(running)) ?? '';
  const choices = [
    { label: sentenceOf(turn, 'yes-right'), value: 'yes' },
    ...step.confirm.map((name) => ({
      label: sentenceOf(turn, 'change', { label: words.slots[name] ?? name }),
      value: `@change:${name}`,
    })),
  ];
  speak(turn, [heading, ...lines].join('\n'), { choices });
}

/** What conditions and sentences see. Slots are bare values in conditions; sentences take `{order}` as it is shown. */
function valuesOf({ run, turn }: Running): Record<string, unknown> {
  const slots = Object.fromEntries(Object.entries(run.slots).filter(([, slot]) => slot.state !== 'refused').map(([name, slot]) => [name, slot.value]));
  const shown = Object.fromEntries(Object.entries(run.slots).map(([name, slot]) => [name, slot.display]));
  return {
    ...shown,
    ...run.brought,
    slots,
    conversation: { questions: turn.state.questions.length, language: turn.language, waiting: turn.waiting, opening: run.opening, told: hasTold(turn) },
  };
}

/** Whether a colleague could tell what it is about: the bot found something, or something was collected. */
export function hasTold({ state }: Turn): boolean {
  return state.shown.length > 0 || Object.keys(state.collected).length > 0 || state.questions.length > 1;
}

function expressionsOf(running: Running, given: Readonly<Record<string, string>>): Record<string, string> {
  const values = valuesOf(running);
  return Object.fromEntries(Object.entries(given).map(([name, text]) => [name, String(evaluate(text, values))]));
}

function subjectOf(running: Running, key: string): string {
  const { turn, words, flow } = running;
  const text = flowSentence(turn, words, flow.flow, key, valuesOf(running));
  return text === undefined || /^[—\s:：]*$/.test(text) ? words.title : text;
}

function below(flow: Flow, step: FlowStep): string {
  return flow.steps[flow.steps.indexOf(step) + 1]?.id ?? 'end';
}

function without(slots: Record<string, Filled>, name: string): Record<string, Filled> {
  return Object.fromEntries(Object.entries(slots).filter(([one]) => one !== name));
}
