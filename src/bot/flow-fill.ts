import type { Slot } from '../flows/flow.js';
import type { Reading } from '../language/read/reading.js';
import { choicesOf } from './flow-choices.js';
import type { ReadKind, Running } from './flow-state.js';
import type { Filled } from './state.js';

/** Kinds that can be recognised inside any sentence without being asked for. */
export const findable: ReadonlySet<Slot['kind']> = new Set([
  'order number',
  'tracking number',
  'product',
  'email',
  'phone',
  'contact',
]);

/** A value as it was read. A product is one of the catalogue's, so it needs no proof. */
export function filledBy({ kind }: Pick<Slot, 'kind'>, reading: Extract<Reading, { status: 'read' }>): Filled {
  return { value: reading.value, display: reading.display, state: kind === 'product' ? 'checked' : 'given' };
}

export const isReadable = (kind: Slot['kind']): kind is ReadKind => kind !== 'photo';

/** What the reader needs to know of a slot. */
export function readOptions(running: Running, name: string, slot: Slot): Parameters<Running['world']['read']>[2] {
  const { also } = running.words;
  const choices = choicesOf(running, name, slot).map((one) => ({ ...one, synonyms: also[one.value] ?? [] }));
  return {
    language: running.turn.language,
    ...(choices.length > 0 ? { choices } : {}),
    ...(slot.side ? { side: slot.side } : {}),
  };
}

/** Fills what the opening message holds already: nobody is asked for what they have just written. */
export async function prefill(running: Running, text: string): Promise<void> {
  const { run, flow } = running;
  for (const [name, slot] of Object.entries(flow.slots)) {
    if (slot.kind === 'text') {
      if (!run.slots[name] && slot.fromOpening && tellsSomething(text, running.words.start))
        run.slots[name] = { value: text.trim(), display: text.trim(), state: 'given' };
      continue;
    }
    if (!isReadable(slot.kind) || !(findable.has(slot.kind) || slot.fromOpening)) continue;
    // A label of two letters stands in many a sentence; a choice is taken from an opening that has more to say.
    if (slot.kind === 'choice' && slot.from) continue;
    const reading = await running.world.read(slot.kind, text, readOptions(running, name, slot));
    if (reading.status !== 'read') continue;
    // What stands here is newer than what the conversation remembers.
    run.slots[name] = filledBy(slot, reading);
    run.remembered = run.remembered.filter((one) => one !== name);
  }
}

/** "A-10293, and my mail is …": what an answer holds besides, for slots that are still empty. Tells which were filled. */
export async function fillFrom(running: Running, text: string): Promise<string[]> {
  const { run, flow } = running;
  const names: string[] = [];
  for (const [name, slot] of Object.entries(flow.slots)) {
    if (run.slots[name] || !findable.has(slot.kind) || !isReadable(slot.kind)) continue;
    const reading = await running.world.read(slot.kind, text, { language: running.turn.language });
    if (reading.status !== 'read') continue;
    run.slots[name] = filledBy(slot, reading);
    names.push(name);
  }
  return names;
}

/** More than the name of the errand: long enough to say what happened, and not one of the flow's own examples. */
function tellsSomething(text: string, examples: readonly string[]): boolean {
  const plain = (one: string): string => one.toLowerCase().replace(/[\p{P}\s]/gu, '');
  const length = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text) ? 12 : 28;
  return text.trim().length >= length && !examples.some((one) => plain(one) === plain(text));
}
