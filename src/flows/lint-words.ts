import type { Flow } from './flow.js';
import type { LintProblem, Linted } from './linted.js';
import { neededWords, type NeededWords } from './needed-words.js';
import type { FlowWords } from './words.js';

/** What a language lacks: words the flow needs, and what another language says on top of them. */
export function lintWords({ written, words }: Linted): LintProblem[] {
  const needed = neededWords(written);
  return words.flatMap(({ language, flows }) => {
    const own = flows[written.flow];
    const path = { at: [], file: `words/${language}.yaml` };
    if (!own) return [{ path, what: `flows.${written.flow} is missing` }];
    const others = words.flatMap((other) => (other.language === language ? [] : (other.flows[written.flow] ?? [])));
    const told = [...missingWords(written, needed, own), ...untranslated(written, needed, { own, others })];
    return told.map((what) => ({ path, what }));
  });
}

const parts = ['say', 'slots', 'choices', 'rules'] as const;

function missingWords(flow: Flow, needed: NeededWords, own: FlowWords): string[] {
  const missing: string[] = [];
  for (const part of parts)
    for (const key of needed[part])
      if (!Object.hasOwn(own[part], key)) missing.push(`flows.${flow.flow}.${part}.${key} is missing`);
  if (own.start.length === 0 && !flow.block) missing.push(`flows.${flow.flow}.start is missing: nobody would find it`);
  return missing;
}

/** What one language says on top of what is needed (other words the second time, an example) the others say as well. */
function untranslated(
  flow: Flow,
  needed: NeededWords,
  { own, others }: { own: FlowWords; others: readonly FlowWords[] },
): string[] {
  const extra = (part: 'say' | 'examples', known?: ReadonlySet<string>): string[] => {
    const untold = new Set<string>();
    for (const other of others)
      for (const key of Object.keys(other[part]))
        if (!Object.hasOwn(own[part], key) && !known?.has(key) && !key.includes('.')) untold.add(key);
    return [...untold].map((key) => `flows.${flow.flow}.${part}.${key} is missing: another language has it`);
  };
  return [...extra('say', needed.say), ...extra('examples')];
}
