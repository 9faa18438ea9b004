import type { Reasoning } from '../wire.js';
import { say, sentenceOf, type Turn } from './turn.js';

/**
 * The failure budget. A miss is a customer message that produced no answer. Two since the last success offer a person;
 * after a refusal every further miss repeats the offer in other words. While a person is awaited anyway the bot never
 * says that it does not understand: the message goes to the ticket.
 */
export function miss(
  turn: Turn,
  text: string,
  time: number,
  { counted = false, silent = false, question = false } = {},
): void {
  const { state } = turn;
  state.missed = { text: text.slice(0, 500), time };
  if (turn.waiting) {
    turn.ticketTouched = true;
    say(turn, 'added-to-ticket', { values: { ticket: state.ticket?.number ?? '' } });
    // A question nobody answers yet is also "when?".
    if (question && state.ticket)
      say(turn, `wait-${state.ticket.basis}`, { values: { promise: state.ticket.promise } });
    return;
  }
  if (!turn.missed && !counted) state.misses++;
  turn.missed = true;
  if (state.misses >= 2) offerPerson(turn);
  else if (!silent) say(turn, 'not-understood', { choices: [personChoice(turn)], ...whyNothing(turn) });
}

/** Offers a person, each time in other words; `key` where something more fitting than the usual is to be said. */
export function offerPerson(turn: Turn, key = 'offer-person'): void {
  turn.state.offers++;
  turn.state.open = { kind: 'person' };
  say(turn, key, {
    choices: [personChoice(turn), { label: sentenceOf(turn, 'not-now'), value: '@no-person' }],
    ...whyNothing(turn),
  });
}

/** Told once, with the first message that says that nothing was found. */
function whyNothing(turn: Turn): { reasoning?: Reasoning } {
  const { unanswered } = turn;
  delete turn.unanswered;
  return unanswered ? { reasoning: unanswered } : {};
}

export const personChoice = (turn: Turn): { label: string; value: string } => ({
  label: sentenceOf(turn, 'person-button'),
  value: '@person',
});
