import { nearestName } from '../import/nearest-name.js';
import type { FlowStep, Slot } from './flow.js';
import { expressionsIn } from './lint-expressions.js';
import type { Linted, Tell } from './linted.js';

/** Slots that are named and not there, and slots that are there for nothing or cannot be what they say. */
export function lintSlots(linted: Linted, tell: Tell): void {
  const { written, flow } = linted;
  const mustBeThere = (name: string, at: readonly PropertyKey[]): void => {
    if (Object.hasOwn(flow.slots, name)) return;
    const near = nearestName(name, Object.keys(flow.slots));
    tell(at, `there is no slot called ${name}${near === undefined ? '' : `; ${near} is meant, perhaps`}`);
  };
  written.steps.forEach((step, index) => {
    for (const name of slotsNamed(step)) mustBeThere(name, ['steps', index]);
  });
  written.startsWith.forEach((name, index) => {
    mustBeThere(name, ['startsWith', index]);
  });
  const filled = new Set<string>();
  for (const step of flow.steps) {
    if ('ask' in step) filled.add(step.ask);
    else if ('choose' in step) filled.add(step.choose);
  }
  for (const [name, slot] of Object.entries(written.slots)) {
    const faults = faultsOf(slot);
    if (!filled.has(name) && !written.block) faults.unshift('is never asked for');
    else if (!isRead(linted, name))
      faults.unshift('is asked for and never used: no condition, sentence, look-up or ticket takes it');
    for (const what of faults) tell(['slots', name], `slot ${name} ${what}`);
  }
}

function slotsNamed(step: FlowStep): readonly string[] {
  const forgotten = step.forget ?? [];
  if ('ask' in step) return [step.ask, ...forgotten];
  if ('choose' in step) return [step.choose, ...forgotten];
  if ('confirm' in step) return [...step.confirm, ...forgotten];
  return 'lookup' in step && step.again ? [step.again.slot, ...forgotten] : forgotten;
}

/** A ticket takes everything that was collected; else somebody must name the slot. */
function isRead({ flow, words }: Linted, name: string): boolean {
  if (flow.block || flow.steps.some((step) => 'ticket' in step || 'handoff' in step)) return true;
  if (flow.steps.some((step) => 'confirm' in step && step.confirm.includes(name))) return true;
  const named = new RegExp(`\\bslots\\.${name}\\b`);
  if (flow.steps.some((step) => expressionsIn(step).some(({ text }) => named.test(text)))) return true;
  return words.some(({ flows }) =>
    Object.values(flows[flow.flow]?.say ?? {})
      .flat()
      .some((sentence) => sentence.includes(`{${name}}`)),
  );
}

/** What contradicts itself. */
function faultsOf({ kind, choices, from, scope, several, short, fromOpening }: Slot): string[] {
  const faults: string[] = [];
  if (kind === 'choice' && !choices && !from) faults.push('is a choice without choices');
  if (choices && from) faults.push('has its choices from a look-up and its own as well');
  if (scope === 'customer' && (from !== undefined || kind === 'photo'))
    faults.push('is of one moment (what a look-up brought, a photo) and cannot be remembered of a customer');
  if (short && kind !== 'text') faults.push('can be short only as a text');
  if (several && kind !== 'choice') faults.push('can be several only as a choice');
  if (scope === 'turn' && fromOpening)
    faults.push('is forgotten with the next message, so it cannot be taken from the opening');
  return faults;
}
