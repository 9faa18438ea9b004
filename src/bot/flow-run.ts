import { holds } from '../flows/condition.js';
import type { FlowStep } from '../flows/flow.js';
import { prompt, readBack } from './flow-prompt.js';
import { below, expressionsOf, subjectOf, valuesOf, without, type Progress, type Running } from './flow-state.js';
import { flowSentence, speak, succeed } from './turn.js';

/** More steps than any flow has: a loop that waits for nobody is a fault of the flow, not the customer's to sit out. */
const mostSteps = 100;

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
    if (!run.prompted.includes(slot)) run.prompted.push(slot);
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
  turn.handoff = {
    topic,
    reason: `flow ${flow.flow}: ${step.id}`,
    subject: subjectOf(running, reason),
    sentence: 'handoff',
  };
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
  if (!run.prompted.includes(step.again.slot)) run.prompted.push(step.again.slot);
  turn.state.slots = without(turn.state.slots, step.again.slot);
  turn.state.collected = Object.fromEntries(
    Object.entries(turn.state.collected).filter(([name]) => name !== step.again?.slot),
  );
  if (!turn.missed) turn.state.misses++;
  turn.missed = true;
  return asking.id;
}

/** An act's result has come in. */
export async function actDone(
  running: Running,
  outcome: 'done' | 'refused' | 'failed',
  details: Readonly<Record<string, string>>,
): Promise<Progress> {
  const { run, flow } = running;
  const step = flow.steps.find((one) => one.id === run.at);
  if (!step || !('act' in step)) return { kind: 'waiting', taken: false };
  run.waiting = null;
  run.actKey = '';
  run.brought[step.as] = details;
  run.at = outcome === 'done' ? (step.next ?? below(flow, step)) : step[outcome];
  return goOn(running);
}
