import type { Slot } from '../flows/flow.js';
import { nameIn } from '../language/named.js';
import { insteadOfLast } from '../language/slips.js';
import { toldIn } from '../language/told.js';
import { askingFor, resumeFrom } from './flow-repair.js';
import { holds, without, type Progress, type Running } from './flow-state.js';
import { say, succeed } from './turn.js';

/** The name or number in an answer to a question for one: what leads up to it and politeness are left out. */
export function shortText({ words, turn }: Running, name: string, text: string): string {
  const { language } = turn;
  const begun = (words.told[name] ?? []).filter((pattern) => startsWith(text, pattern));
  return toldIn(text, begun, { language, known: [] }) ?? nameIn(text, { language, label: words.slots[name] });
}

/**
 * A name that is told by what it is called while something else is asked for (宛名は…にしてください), or put in the place of the
 * one just given ("actually, make it out to …"). Where another text is asked for it would be stored as that. `undefined`
 * when the text tells none.
 */
export async function retell(running: Running, text: string): Promise<Progress | undefined> {
  const { turn, run, flow, words } = running;
  const asked = flow.steps.find(({ id }) => id === run.at);
  for (const [name, slot] of Object.entries(flow.slots)) {
    if (!slot.short || (asked && 'ask' in asked && asked.ask === name)) continue;
    const value = toldAgain(running, { name, slot, text });
    const old = run.slots[name];
    if (value === undefined || value === old?.value) continue;
    run.slots[name] = { value, display: value, state: 'given' };
    if (isRefused(running, name)) {
      run.slots = old ? { ...run.slots, [name]: old } : without(run.slots, name);
      continue;
    }
    say(turn, old ? 'changed' : 'noted', { values: { label: words.slots[name] ?? name, value } });
    succeed(turn);
    return resumeFrom(running, name);
  }
  return undefined;
}

function toldAgain(running: Running, { name, slot, text }: { name: string; slot: Slot; text: string }) {
  const { words, turn, run } = running;
  const instead = insteadOfLast(text, turn.language);
  const said = instead ?? text;
  const label = words.slots[name];
  const isNamed =
    (words.told[name] ?? []).some((pattern) => startsWith(said, pattern)) ||
    (label !== undefined &&
      nameIn(said, { language: turn.language, label }) !== nameIn(said, { language: turn.language }));
  if (isNamed) return shortText(running, name, said);
  if (instead === undefined || run.asked.at(-2) !== name) return undefined;
  return isTextAskedFor(running) && slot.kind === 'text' ? shortText(running, name, instead) : undefined;
}

function isTextAskedFor({ flow, run }: Running): boolean {
  const step = flow.steps.find(({ id }) => id === run.at);
  return step !== undefined && 'ask' in step && flow.slots[step.ask]?.kind === 'text';
}

function isRefused(running: Running, name: string): boolean {
  const step = askingFor(running, name);
  return step !== undefined && 'ask' in step && step.check.some(({ that }) => !holds(running, that));
}

/** Only a pattern with a gap says what the gap holds. */
function startsWith(text: string, pattern: string): boolean {
  const [before = '', behind] = pattern.toLowerCase().split('…');
  return behind !== undefined && before !== '' && text.trim().toLowerCase().startsWith(before);
}
