import type { Flow } from './flow.js';

/** The words a flow needs in every language, by part: without one a customer or an agent would read a key. */
export interface NeededWords {
  readonly say: ReadonlySet<string>;
  readonly slots: ReadonlySet<string>;
  readonly choices: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
}

export function neededWords(flow: Flow): NeededWords {
  const say = flow.steps.flatMap((step) => {
    if ('say' in step) return [step.say];
    if ('lookup' in step) return step.again ? [step.again.say] : [];
    if ('ask' in step) return [step.id, ...step.check.map(({ otherwise }) => otherwise)];
    if ('choose' in step || 'confirm' in step) return [step.id];
    if ('ticket' in step) return [step.ticket.subject];
    if ('handoff' in step) return [step.handoff.reason];
    return [];
  });
  const slots = Object.entries(flow.slots);
  return {
    say: new Set(say),
    slots: new Set(slots.map(([name]) => name)),
    choices: new Set(slots.flatMap(([name, { choices, from }]) => [...(choices ?? []), ...(from ? [name] : [])])),
    rules: new Set(
      flow.steps.flatMap((step) => ('check' in step && !('ask' in step) ? step.check.map(({ rule }) => rule) : [])),
    ),
  };
}
