import { customerOfThread } from '../customers/identified.js';
import type { Slot } from '../flows/flow.js';
import { isActPending, yesNo, type Ears, type Said } from './ears.js';
import { currentRun } from './flow-dialog.js';
import { freshState, parseState, type BotState, type Filled } from './state.js';
import { say, sentenceOf, succeed, type Turn } from './turn.js';

/** Who comes back later than this begins anew: by then the matter is another one, or done. */
const keptFor = 14 * 24 * 3600 * 1000;

/**
 * The memory a conversation begins with that follows another: nothing, or the errand that was under way in the other one
 * with what was collected. What had been asked of another system is not: its answer may still come.
 */
export function carriedOver(before: string, now: number): string {
  const { state } = parseState(before);
  const run = currentRun(state);
  const until = state.spoke + keptFor;
  if (!run || run.waiting === null || run.waiting === 'act' || now > until) return '';
  const fresh: BotState = { ...freshState(), kept: { flow: run.flow, slots: run.slots, until, offered: false } };
  return JSON.stringify(fresh);
}

/** Once nothing else is under way the errand of last time is offered, by its name alone, once. */
export function offerKept({ turn, current }: Pick<Ears, 'turn' | 'current'>): void {
  const { state } = turn;
  const { kept } = state;
  if (!kept || kept.offered || state.stack.length > 0 || turn.waiting || turn.handoff) return;
  const title = turn.now > kept.until ? undefined : current.flows.live.get(kept.flow)?.words[turn.language]?.title;
  state.kept = title === undefined ? null : { ...kept, offered: true };
  if (title === undefined) return;
  say(turn, 'kept-errand', {
    values: { title },
    choices: [
      { label: sentenceOf(turn, 'kept-go-on'), value: goOnValue },
      { label: sentenceOf(turn, 'kept-leave'), value: leaveValue },
    ],
  });
  state.open ??= { kind: 'kept' };
}

export const goOnValue = '@go-on';
export const leaveValue = '@leave-it';

/** A bare yes or no to the offer. Anything else is heard as what it is; the buttons stay good. */
export async function keptOrNot(ears: Ears, heard: Said): Promise<boolean> {
  const said = await yesNo(ears, heard.text);
  ears.turn.state.open = null;
  if (said === 'yes') return goOnWithKept(ears);
  return said === 'no' && leaveKept(ears.turn);
}

/** The errand begins again with what is kept: each detail is read back, and what must be proven is proven anew. */
export async function goOnWithKept({ turn, current, services, errands }: Ears): Promise<boolean> {
  const { kept } = turn.state;
  const flow = current.flows.live.get(kept?.flow ?? '')?.flow;
  if (kept && isActPending(turn)) {
    say(turn, 'act-pending');
    return true;
  }
  turn.state.kept = null;
  if (!kept || !flow || turn.now > kept.until) return false;
  turn.state.open = null;
  // A browser may have passed to somebody else meanwhile: only whom the shop vouches for reads back what is sensitive.
  const isKnown = (await customerOfThread(services.database, turn.loaded.thread)) !== undefined;
  const slots = Object.entries(kept.slots).filter(([name]) => mayReturn(flow.slots[name], isKnown));
  succeed(turn);
  await errands.begin(kept.flow, '', Object.fromEntries(slots.map(([name, slot]) => [name, given(slot)])));
  return true;
}

/** What a look-up had brought (a free time, the goods of an order) is of that day, and a photo of that conversation. */
const mayReturn = (slot: Slot | undefined, isKnown: boolean): boolean =>
  slot !== undefined &&
  (isKnown || !slot.sensitive) &&
  slot.kind !== 'photo' &&
  !(slot.kind === 'choice' && slot.from) &&
  slot.scope !== 'turn';

const given = (slot: Filled): Filled => (slot.state === 'checked' ? { ...slot, state: 'given' } : slot);

export function leaveKept(turn: Turn): boolean {
  if (!turn.state.kept) return false;
  Object.assign(turn.state, { kept: null, open: null });
  say(turn, 'kept-left');
  return true;
}
