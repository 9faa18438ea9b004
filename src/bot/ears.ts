import { say, succeed, type Turn } from './turn.js';
import type { Answered } from './answer.js';
import type { Detail } from './details.js';
import type { Errands } from './errands.js';
import { currentRun } from './flow-dialog.js';
import type { Heard } from './heard.js';
import type { Current, Services } from './services.js';

/** All that hearing needs: the turn, the errands under way, and the world to look things up in. */
export interface Ears {
  readonly services: Services;
  readonly current: Current;
  readonly turn: Turn;
  readonly errands: Errands;
  /** What a free message holds of what errands ask for; empty while a form is open, which reads its own. */
  readonly details: readonly Detail[];
}

export type Said = Extract<Heard, { kind: 'said' }>;

/** Begins the errand a question led to. False when it led to nothing. */
export async function follow({ turn, errands }: Ears, answered: Answered, opening: string): Promise<boolean> {
  if (answered.kind === 'nothing') return false;
  if (answered.kind === 'errand') {
    turn.state.open = null;
    succeed(turn);
    // Its button was tapped again further up: a second one inside the first would be asked the same all over.
    if (currentRun(turn.state)?.flow === answered.flow) {
      if (!isActPending(turn)) say(turn, 'back-to-form');
      await errands.ask({ kind: 'repeat' });
    } else if (isActPending(turn)) later(turn, answered.flow, opening);
    else await errands.begin(answered.flow, opening);
  }
  return true;
}

/** Another system has been asked and has not answered: nothing goes before that, or its answer would reach nobody. */
export const isActPending = ({ state }: Turn): boolean => currentRun(state)?.waiting === 'act';

function later(turn: Turn, flow: string, text: string): void {
  turn.state.later = { flow, text };
  say(turn, 'act-pending');
}

/** A bare yes or no, with nothing else said. */
export async function yesNo({ turn, current }: Ears, text: string): Promise<string | undefined> {
  const reading = await current.readers.read('yes-no', text, { language: turn.language, now: new Date(turn.now) });
  return reading.status === 'read' && reading.rest.trim() === '' ? reading.value : undefined;
}
