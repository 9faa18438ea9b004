import type { FlowStep } from '../flows/flow.js';
import { belowOf } from '../flows/graph.js';
import { reached } from '../points.js';
import type { Values } from '../shop/system.js';
import { choicesOf } from './flow-choices.js';
import { masked, prompt, readBack, type Asking } from './flow-prompt.js';
import {
  after,
  expressionsOf,
  holds,
  subjectOf,
  valuesOf,
  without,
  type Progress,
  type Running,
} from './flow-state.js';
import { flowSentence, record, say, sentenceOf, speak, succeed } from './turn.js';

/** More steps than any flow takes at once: a loop that waits for nobody is a fault of the flow, not the customer's to sit out. */
const mostSteps = 200;

/** The way out of a step: the place it leads to, and the name of the road as `flows/graph.ts` gives it. */
interface Way {
  readonly to: string;
  readonly label: string;
}
type Taken = Way | 'wait' | 'handed over' | Extract<Progress, { kind: 'given up' }>;

/** Takes steps from where the run stands until one waits for the customer or the flow ends. */
export async function goOn(running: Running): Promise<Progress> {
  const { run, flow, turn } = running;
  for (let taken = 0; taken < mostSteps; taken++) {
    const step = flow.steps.find((one) => one.id === run.at);
    if (!step) return { kind: 'ended' };
    const way = await pass(running, step);
    if (way === 'wait') return { kind: 'waiting', taken: true };
    if (way === 'handed over') return { kind: 'ended' };
    if ('kind' in way) return way;
    reached('flow: road', turn.loaded.conversation, `${flow.flow}\t${step.id}\t${way.label}`);
    run.at = way.to;
    run.tries = 0;
  }
  throw new Error(`flow: ${flow.flow} took ${mostSteps} steps without waiting for the customer`);
}

async function pass(running: Running, step: FlowStep): Promise<Taken> {
  const { run, flow } = running;
  if (step.when !== undefined && !holds(running, step.when))
    return {
      to: 'call' in step ? (step.inside?.after ?? belowOf(flow, step)) : belowOf(flow, step),
      label: 'passed over',
    };
  if (step.limit) {
    const times = (run.passed[step.id] ?? 0) + 1;
    run.passed[step.id] = times;
    if (times > step.limit.times)
      return step.limit.then === undefined
        ? givenUp(running, step, 'was passed too often', 'limit')
        : { to: step.limit.then, label: 'limit' };
  }
  for (const name of step.forget ?? []) run.slots = without(run.slots, name);
  return take(running, step);
}

async function take(running: Running, step: FlowStep): Promise<Taken> {
  const { turn, flow, words } = running;
  const on: Way = { to: after(flow, step), label: '' };
  if ('ask' in step || 'choose' in step) return ask(running, step, on);
  if ('confirm' in step) {
    readBack(running, step);
    running.run.waiting = 'answer';
    return 'wait';
  }
  if ('say' in step) {
    const text = flowSentence(turn, words, flow.flow, step.say, valuesOf(running));
    if (text !== undefined) speak(turn, text);
    succeed(turn);
    return on;
  }
  if ('check' in step) {
    const failing = step.check.find(({ that }) => !holds(running, that));
    if (!failing) return on;
    noteRule(running, failing.rule);
    return { to: failing.otherwise, label: failing.rule };
  }
  if ('branch' in step) {
    const road = step.branch.find(({ when }) => holds(running, when));
    return road ? { to: road.to, label: road.when } : { to: step.else, label: 'else' };
  }
  if ('lookup' in step) return lookUp(running, step, on);
  if ('act' in step) return act(running, step, on);
  if ('call' in step) return step.inside ? { to: step.inside.first, label: '' } : on;
  if ('ticket' in step) {
    turn.ticket = { topic: step.ticket.topic, subject: subjectOf(running, step.ticket.subject) };
    return on;
  }
  const { topic, reason } = step.handoff;
  turn.handoff = {
    topic,
    reason: `flow ${flow.flow}: ${step.id}`,
    subject: subjectOf(running, reason),
    sentence: 'handoff',
  };
  reached('flow: road', turn.loaded.conversation, `${flow.flow}\t${step.id}\t`);
  return 'handed over';
}

function ask(running: Running, step: Asking, on: Way): Taken {
  const { run, flow } = running;
  const name = 'ask' in step ? step.ask : step.choose;
  const slot = flow.slots[name];
  run.askedAt[name] ??= step.id;
  if (run.slots[name] && standsTheChecks(running, step, name)) {
    readBackRemembered(running, name);
    return on;
  }
  if ('choose' in step && slot?.from && choicesOf(running, name, slot).length === 0) {
    if (step.none !== undefined) return { to: step.none, label: 'none' };
    return givenUp(running, step, 'had nothing to choose from', 'failed');
  }
  prompt(running, step);
  run.waiting = 'answer';
  if (run.asked.at(-1) !== name) run.asked.push(name);
  if (!run.prompted.includes(name)) run.prompted.push(name);
  return 'wait';
}

/** What was known before it was asked for must be as good as an answer; else it is forgotten, and the sentence says why. */
function standsTheChecks(running: Running, step: Asking, name: string): boolean {
  const { turn, run, flow, words } = running;
  if (!('ask' in step) || run.slots[name]?.state === 'refused') return true;
  const failing = step.check.find(({ that }) => !holds(running, that));
  if (!failing) return true;
  const text = flowSentence(turn, words, flow.flow, failing.otherwise, valuesOf(running));
  if (text !== undefined) speak(turn, text);
  run.refused = name;
  run.slots = without(run.slots, name);
  return false;
}

/** Nobody is asked twice; but what was said in another errand is read back, so that it can be put right. */
function readBackRemembered({ turn, run, flow, words }: Running, name: string): void {
  const known = run.slots[name];
  if (!known || !run.remembered.includes(name)) return;
  run.remembered = run.remembered.filter((one) => one !== name);
  const value = flow.slots[name]?.sensitive === true ? masked(known.display) : known.display;
  say(turn, 'known', { values: { label: words.slots[name] ?? name, value } });
}

/** The rule that decided stands on the ticket: an agent sees at once why a machine said no. */
function noteRule({ turn, words }: Running, rule: string): void {
  const display = words.rules[rule] ?? rule;
  turn.state.collected['rule'] = { label: sentenceOf(turn, 'rule'), value: rule, display, state: 'checked' };
}

async function lookUp(running: Running, step: Extract<FlowStep, { lookup: string }>, on: Way): Promise<Taken> {
  const { run } = running;
  const found = await running.world.lookup(step.lookup, expressionsOf(running, step.with), keyOf(running, step));
  if (found.kind === 'failed') {
    if (step.failed !== undefined) return { to: step.failed, label: 'failed' };
    return givenUp(running, step, `could not look up ${step.lookup}: ${found.why}`, 'failed', 'handoff-system');
  }
  if (found.kind === 'none') return notFound(running, step);
  run.brought[step.as] = found.values;
  // What found something in the shop's data is no longer merely claimed.
  for (const name of slotsUsed(step.with)) {
    const slot = run.slots[name];
    if (slot?.state === 'given') run.slots[name] = { value: slot.value, display: slot.display, state: 'checked' };
  }
  return on;
}

const slotsUsed = (expressions: Readonly<Record<string, string>>): string[] =>
  Object.values(expressions).flatMap((text) => [...text.matchAll(/\bslots\.(\w+)/g)].map(([, name = '']) => name));

/** A value that reads well but is not in the shop's data: asked for again a limited number of times, each a miss. */
function notFound(running: Running, step: Extract<FlowStep, { lookup: string }>): Way {
  const { turn, run, flow, words } = running;
  const { failures } = turn.state;
  const key = `${flow.flow}.${step.id}`;
  failures[key] = (failures[key] ?? 0) + 1;
  const asking = flow.steps.find((one) => 'ask' in one && one.ask === step.again?.slot);
  if (!step.again || !asking || failures[key] > step.retries) return { to: step.none, label: 'none' };
  const text = flowSentence(turn, words, flow.flow, step.again.say, valuesOf(running));
  if (text !== undefined) speak(turn, text);
  run.refused = step.again.slot;
  forgetEverywhere(running, step.again.slot);
  if (!run.prompted.includes(step.again.slot)) run.prompted.push(step.again.slot);
  if (!turn.missed) turn.state.misses++;
  turn.missed = true;
  return { to: asking.id, label: 'again' };
}

function forgetEverywhere({ run, turn: { state, steps }, flow, world }: Running, name: string): void {
  if (flow.slots[name]?.scope === 'customer') steps.push(world.remember(name, undefined));
  run.slots = without(run.slots, name);
  state.slots = without(state.slots, name);
  state.collected = Object.fromEntries(Object.entries(state.collected).filter(([one]) => one !== name));
}

/** Ours is done in this turn's own commit; somebody else's is asked for in it, and its result comes later. */
async function act(running: Running, step: Extract<FlowStep, { act: string }>, on: Way): Promise<Taken> {
  const { turn, run, flow, words } = running;
  const values = expressionsOf(running, step.with);
  const key = ownKey(running, step);
  const planned = await running.world.plan(step.act, values, key);
  if (planned) {
    run.brought[step.as] = planned.details;
    const details = texts(planned.details);
    record(turn, { kind: 'act done', key, act: step.act, outcome: planned.kind, details });
    if (planned.kind === 'refused') return { to: step.refused, label: 'refused' };
    turn.steps.push(...planned.steps);
    return on;
  }
  run.actKey = key;
  turn.acts.push({ key, act: step.act, slots: texts(values) });
  const text = flowSentence(turn, words, flow.flow, step.id, valuesOf(running));
  if (text !== undefined) speak(turn, text);
  // Another system may take its time: nobody is left before a silent window.
  else if (!turn.events.some(({ author, body }) => author === 'bot' && body.kind === 'message')) say(turn, 'act-asked');
  run.waiting = 'act';
  return 'wait';
}

const keyOf = ({ turn, run }: Running, step: FlowStep): string => `${turn.loaded.conversation}:${run.seq}:${step.id}`;

/**
 * The key of one act. A step passed twice within one message, or one of the same name in the errand that follows, is meant
 * twice. Thought again from the same state a turn counts the same: what was done is not done once more.
 */
function ownKey(running: Running, step: FlowStep): string {
  const { turn } = running;
  const key = keyOf(running, step);
  const isOwn = (other: string): boolean => other === key || other.startsWith(`${key}#`);
  const done = turn.events.filter(({ body }) => body.kind === 'act done' && isOwn(body.key)).length;
  const times = done + turn.acts.filter((one) => isOwn(one.key)).length;
  return times === 0 ? key : `${key}#${times + 1}`;
}

const texts = (values: Values): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );

function givenUp(
  { turn, flow }: Running,
  step: FlowStep,
  why: string,
  label: string,
  sentence?: string,
): Extract<Progress, { kind: 'given up' }> {
  reached('flow: road', turn.loaded.conversation, `${flow.flow}\t${step.id}\t${label}`);
  const reason = `flow ${flow.flow}: ${step.id} ${why}`;
  return { kind: 'given up', reason, ...(sentence === undefined ? {} : { sentence }) };
}

/** An act's result has come in. */
export async function actDone(
  running: Running,
  outcome: 'done' | 'refused' | 'failed',
  details: Readonly<Record<string, string>>,
): Promise<Progress> {
  const { run, flow, turn } = running;
  const step = flow.steps.find((one) => one.id === run.at);
  if (!step || !('act' in step)) return { kind: 'waiting', taken: false };
  run.waiting = null;
  run.actKey = '';
  run.brought[step.as] = details;
  reached('flow: road', turn.loaded.conversation, `${flow.flow}\t${step.id}\t${outcome === 'done' ? '' : outcome}`);
  run.at = outcome === 'done' ? after(flow, step) : step[outcome];
  return goOn(running);
}
