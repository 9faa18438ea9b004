import type { Slot } from '../flows/flow.js';
import { isOwnContact } from '../language/own-contact.js';
import { saysMore } from '../language/says-more.js';
import { toldIn } from '../language/told.js';
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

/** How somebody can be reached: may be an old one, a new one or somebody else's. */
export const areContacts: ReadonlySet<Slot['kind']> = new Set(['email', 'phone', 'contact']);

/** A value as it was read. A product is one of the catalogue's, so it needs no proof. */
export function filledBy({ kind }: Pick<Slot, 'kind'>, reading: Extract<Reading, { status: 'read' }>): Filled {
  return { value: reading.value, display: reading.display, state: kind === 'product' ? 'checked' : 'given' };
}

export const isReadable = (kind: Slot['kind']): kind is ReadKind => kind !== 'photo';

/** What the reader needs to know of a slot. */
export function readOptions(running: Running, name: string, slot: Slot): Parameters<Running['world']['read']>[2] {
  const { also } = running.words;
  const choices = choicesOf(running, name, slot).map(({ value, label }) => ({
    value,
    label,
    synonyms: also[value] ?? [],
  }));
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
      const value = run.slots[name] ? undefined : textIn(running, name, slot, text);
      if (value !== undefined) run.slots[name] = { value, display: value, state: 'given' };
      continue;
    }
    if (!isReadable(slot.kind) || !(slot.fromOpening ?? findable.has(slot.kind))) continue;
    if ((slot.kind === 'choice' && slot.from) || (areContacts.has(slot.kind) && !isOwnContact(text))) continue;
    const reading = await readInPassing(running, name, slot, text);
    if (reading?.status !== 'read') continue;
    // What stands here is newer than what the conversation remembers.
    run.slots[name] = filledBy(slot, reading);
    run.remembered = run.remembered.filter((one) => one !== name);
  }
}

/** What stands where the words say it is told, or the whole message where it tells more than which errand it is. */
function textIn(running: Running, name: string, slot: Slot, text: string): string | undefined {
  const { world, words, turn } = running;
  const told = words.told[name] && toldIn(text, words.told[name], { language: turn.language, known: words.start });
  if (told !== undefined || slot.fromOpening !== true) return told;
  const about = { language: turn.language, nameless: (one: string) => world.nameless(one) };
  return saysMore(text, { title: words.title, examples: words.start }, about) ? text.trim() : undefined;
}

/** Where words of the flow say what a value must stand beside, only that part of a sentence is read; of two nothing is taken. */
async function readInPassing(running: Running, name: string, slot: Slot, text: string): Promise<Reading | undefined> {
  if (!isReadable(slot.kind)) return undefined;
  const beside = running.words.beside[name];
  const parts = beside === undefined ? sentencesFor(slot, text) : partsWith(text, beside);
  let only: Reading | undefined;
  for (const whole of parts) {
    const part = findable.has(slot.kind) ? whole : whole.replace(models, ' ');
    if (slot.kind === 'date' && roughly.test(part)) return undefined;
    const reading = await running.world.read(slot.kind, part, {
      ...readOptions(running, name, slot),
      inPassing: true,
    });
    if (reading.status === 'none' || reading.status === 'invalid') continue;
    if (only && (only.status !== 'read' || reading.status !== 'read' || only.value !== reading.value)) return undefined;
    only = reading;
  }
  return only;
}

/** The figures of a model are nobody's age, nor a day. */
const models = /(?<![a-z])[a-z]{1,4}-[a-z]?\d{1,4}(?!\d)/giu;

/** "Ten months ago" is no day that anything could be counted from. */
const roughly = /\b(?:months?|years?)\b|[かヶカケ]月|年前|去年|昨年/u;

/** What is denied in one sentence denies nothing in the next: "not what I ordered. I want my money back". */
const sentencesFor = ({ kind }: Slot, text: string): string[] =>
  kind === 'choice' ? text.slice(0, 500).split(/[。!?\n]|\.(?!\d)/u) : [text];

/** The parts of a text, between its commas and full stops, that hold one of these words. */
function partsWith(text: string, words: readonly string[]): string[] {
  const parts = text.slice(0, 500).split(/[、。;!?\n]|[,.](?!\d)/u);
  return parts.filter((part) => words.some((word) => part.toLowerCase().includes(word.toLowerCase())));
}

/** "A-10293, and my mail is …": what an answer holds besides, for slots that are still empty. Tells which were filled. */
export async function fillFrom(running: Running, text: string): Promise<string[]> {
  const { run, flow } = running;
  const names: string[] = [];
  for (const [name, slot] of Object.entries(flow.slots)) {
    const patterns = running.words.told[name];
    const { language } = running.turn;
    const isOpen = slot.kind === 'text' && !run.slots[name];
    const told = isOpen && patterns ? toldIn(text, patterns, { language, known: [] }) : undefined;
    if (told !== undefined) {
      run.slots[name] = { value: told, display: told, state: 'given' };
      names.push(name);
    }
    if (run.slots[name] || !findable.has(slot.kind) || !isReadable(slot.kind)) continue;
    if (slot.fromOpening === false || (areContacts.has(slot.kind) && !isOwnContact(text))) continue;
    const reading = await running.world.read(slot.kind, text, { language: running.turn.language, inPassing: true });
    if (reading.status !== 'read') continue;
    run.slots[name] = filledBy(slot, reading);
    names.push(name);
  }
  return names;
}
