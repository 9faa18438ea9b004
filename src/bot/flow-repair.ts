import type { FlowStep } from '../flows/flow.js';
import { filledBy, isReadable, readOptions } from './flow-fill.js';
import { reprompt } from './flow-prompt.js';
import { goOn } from './flow-run.js';
import { holds, without, type FlowRun, type Progress, type Running } from './flow-state.js';
import { say, succeed } from './turn.js';

/** Asks again for one slot; everything else is kept, and look-ups that used it are made again. */
export async function change(running: Running, name: string): Promise<Progress> {
  const { run } = running;
  const step = askingFor(running, name);
  if (!step) return { kind: 'missed', explain: () => reprompt(running) };
  if (isPassedBy(running, step)) return stay(running);
  run.slots = without(run.slots, name);
  if (isAhead(running, step)) return stay(running);
  run.brought = broughtAbove(running, step);
  run.waiting = null;
  run.refused = null;
  run.tries = 0;
  run.at = step.id;
  return goOn(running);
}

export function askingFor({ flow, run }: Running, name: string): FlowStep | undefined {
  const first = run.askedAt[name];
  const asked = flow.steps.find(({ id }) => id === first);
  if (asked) return asked;
  return flow.steps.find((one) => ('ask' in one && one.ask === name) || ('choose' in one && one.choose === name));
}

/** Told in passing, before the flow has come to it: it will be asked for, or taken as known, when its turn comes. */
function isAhead({ flow, run }: Running, step: FlowStep): boolean {
  return flow.steps.indexOf(step) > flow.steps.findIndex(({ id }) => id === run.at);
}

/**
 * Asked for in a block that is left out as things stand now: an order was proven, and then there was none. Whoever went back
 * into it would come to steps that need what the block is begun with.
 */
function isPassedBy(running: Running, { id }: FlowStep): boolean {
  const { steps } = running.flow;
  const calls = steps.filter((one) => 'call' in one && id.startsWith(`${one.id}.`));
  return calls.some(({ when }) => when !== undefined && !holds(running, when));
}

/** The question that is open stays open: going on from further ahead would leave it without an answer. */
function stay(running: Running): Progress {
  reprompt(running);
  return { kind: 'waiting', taken: true };
}

/**
 * "No, the order is A-10294", "Friday instead": a text that holds a value for one of these slots, filled already, replaces
 * it, and the flow runs on from where it was asked for. `undefined` when the text holds no such value. A free text is never replaced so:
 * anything would be one.
 */
export async function correctFrom(
  running: Running,
  text: string,
  names: readonly string[],
): Promise<Progress | undefined> {
  const { turn, run, flow } = running;
  for (const name of names) {
    const slot = flow.slots[name];
    const old = run.slots[name];
    if (!slot || !old || slot.kind === 'text' || slot.kind === 'yes-no' || slot.several || !isReadable(slot.kind))
      continue;
    const reading = await running.world.read(slot.kind, text, readOptions(running, name, slot));
    if (reading.status !== 'read' || reading.value === old.value) continue;
    run.slots[name] = filledBy(slot, reading);
    say(turn, 'changed', { values: { label: running.words.slots[name] ?? name, value: reading.display } });
    succeed(turn);
    return resumeFrom(running, name);
  }
  return undefined;
}

/** A slot has another value now: the flow runs on from where it was asked for; the open question stays open where it was not yet. */
export async function resumeFrom(running: Running, name: string): Promise<Progress> {
  const { run, flow } = running;
  const step = flow.steps.find(({ id }) => id === run.askedAt[name]);
  if (!step || isAhead(running, step) || isPassedBy(running, step)) return stay(running);
  run.brought = broughtAbove(running, step);
  run.waiting = null;
  run.refused = null;
  run.at = step.id;
  return goOn(running);
}

/** What the steps above this one brought. The run goes on from it: those below are taken again, those above are not. */
function broughtAbove({ run, flow }: Running, step: FlowStep): FlowRun['brought'] {
  const above = flow.steps.slice(0, flow.steps.indexOf(step)).flatMap((one) => ('as' in one ? [one.as] : []));
  return Object.fromEntries(Object.entries(run.brought).filter(([name]) => above.includes(name)));
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
