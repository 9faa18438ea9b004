import type { FlowTest } from '../../src/flows/flow.js';
import type { Line } from '../../src/rehearsal/stage.js';
import type { Choice } from '../../src/wire.js';
import type { Sayings } from './sayings.js';

/** What a customer does next. Silent ones leave for good, or come back hours after they were reminded. */
export type Move =
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'tap'; readonly choice: Choice }
  | { readonly kind: 'silent'; readonly leaves: boolean };

/** What a customer knows before each move. */
export interface Seen {
  /** The buttons of the last message, and those further up, which are still there to be tapped. */
  readonly choices: readonly Choice[];
  readonly older: readonly Choice[];
  readonly messages: number;
}

/** Who has said so much wants it to end. */
const patience = 22;

/**
 * A customer by chance. Half of them know what they want: they follow one of the flow's own tests (`script`) and stray from
 * it; the others tap, answer anything, ask in between, correct, go back, fall silent, give up. The longer it lasts, the likelier.
 */
export function createCustomer(
  chance: () => number,
  { sayings, script }: { sayings: Sayings; script: FlowTest['talk'] },
): (seen: Seen) => Move {
  const ahead = [...script];
  const one = <T>(list: readonly T[]): T | undefined => list[Math.floor(chance() * list.length)];
  const say = (text: string | undefined): Move => ({ kind: 'line', line: { customer: text ?? '…' } });
  const tap = (choice: Choice | undefined): Move => (choice ? { kind: 'tap', choice } : say(undefined));
  return ({ choices, older, messages }) => {
    if (messages > patience && chance() < 0.5) return say(one(sayings.givingUp));
    const scripted = chance() < 0.72 ? ahead.shift() : undefined;
    if (scripted) return { kind: 'line', line: scripted };
    const roll = chance();
    if (choices.length > 0 && roll < 0.42) return tap(one(choices));
    if (roll < 0.7) return say(one(sayings.answers));
    if (roll < 0.74 && older.length > 0) return tap(one(older));
    if (roll < 0.76) return { kind: 'silent', leaves: chance() < 0.4 };
    if (roll < 0.78) return { kind: 'line', line: { customer: one(sayings.answers) ?? '', photo: true } };
    return roll < 0.97 ? say(one(sayings.asides)) : say(one(sayings.givingUp));
  };
}
