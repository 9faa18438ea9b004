import type { Flow } from './flow.js';

/** The words a flow needs in every language, by part: without one a customer or an agent would read a key. */
export interface NeededWords {
  readonly say: ReadonlySet<string>;
  readonly slots: ReadonlySet<string>;
  readonly choices: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
}

export function neededWords(flow: Flow): NeededWords {
  const needed = {
    say: new Set<string>(),
    slots: new Set<string>(),
    choices: new Set<string>(),
    rules: new Set<string>(),
  };
  for (const step of flow.steps) {
    if ('say' in step) needed.say.add(step.say);
    else if ('lookup' in step) {
      if (step.again) needed.say.add(step.again.say);
    } else if ('ask' in step) {
      needed.say.add(step.id);
      for (const { otherwise } of step.check) needed.say.add(otherwise);
    } else if ('choose' in step || 'confirm' in step) needed.say.add(step.id);
    else if ('ticket' in step) needed.say.add(step.ticket.subject);
    else if ('handoff' in step) needed.say.add(step.handoff.reason);
    else if ('check' in step) for (const { rule } of step.check) needed.rules.add(rule);
  }
  for (const [name, { choices = [], from }] of Object.entries(flow.slots)) {
    needed.slots.add(name);
    for (const choice of choices) needed.choices.add(choice);
    if (from) needed.choices.add(name);
  }
  return needed;
}
