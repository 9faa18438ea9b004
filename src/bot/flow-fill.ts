import type { Slot } from '../flows/flow.js';
import type { Running } from './flow-state.js';

/** Kinds that can be recognised inside any sentence without being asked for. */
export const findable: ReadonlySet<Slot['kind']> = new Set([
  'order number',
  'tracking number',
  'product',
  'email',
  'phone',
  'contact',
]);

/** Fills what the opening message holds already: nobody is asked for what they have just written. */
export async function prefill(running: Running, text: string): Promise<void> {
  const { run, flow, turn } = running;
  for (const [name, slot] of Object.entries(flow.slots)) {
    if (!run.slots[name] && slot.fromOpening && tellsSomething(text, running.words.start)) {
      run.slots[name] = { value: text.trim(), display: text.trim(), state: 'given' };
      continue;
    }
    if (!findable.has(slot.kind)) continue;
    const reading = await running.world.read(slot.kind, text, { language: turn.language });
    if (reading.status !== 'read') continue;
    // What stands here is newer than what the conversation remembers.
    run.slots[name] = {
      value: reading.value,
      display: reading.display,
      state: slot.kind === 'product' ? 'checked' : 'given',
    };
  }
}

/** More than the name of the errand: long enough to say what happened, and not one of the flow's own examples. */
function tellsSomething(text: string, examples: readonly string[]): boolean {
  const plain = (one: string): string => one.toLowerCase().replace(/[\p{P}\s]/gu, '');
  const length = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text) ? 12 : 28;
  return text.trim().length >= length && !examples.some((one) => plain(one) === plain(text));
}
