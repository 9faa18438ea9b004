import { fill, type Wording } from '../flows/fill.js';
import type { Slot } from '../flows/flow.js';
import type { Choice } from '../wire.js';
import type { Running } from './flow-state.js';

/** What a choice offers: by the flow's own list, or by what a look-up brought. */
export function choicesOf(
  { words, run, turn }: Pick<Running, 'words' | 'run'> & { readonly turn: { readonly wording: Wording } },
  name: string,
  slot: Slot,
): Choice[] {
  if (!slot.from) return (slot.choices ?? []).map((value) => ({ value, label: words.choices[value] ?? value }));
  const { value } = slot.from;
  const label = words.choices[name] ?? `{${value}}`;
  return listAt(run.brought, slot.from.list)
    .map((fields) => ({ value: textOf(fields[value]), label: fill(label, fields, turn.wording) }))
    .filter((choice) => choice.value !== '')
    .slice(0, 20);
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

function listAt(brought: Readonly<Record<string, unknown>>, path: string): Record<string, unknown>[] {
  const found = path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
      brought,
    );
  return Array.isArray(found) && found.every(isRecord) ? found : [];
}

const isRecord = (one: unknown): one is Record<string, unknown> =>
  typeof one === 'object' && one !== null && !Array.isArray(one);
