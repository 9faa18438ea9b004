import { nearestName } from '../import/nearest-name.js';
import type { Flow } from './flow.js';
import type { LintProblem, Linted } from './linted.js';
import { neededWords, type NeededWords } from './needed-words.js';
import type { FlowWords } from './words.js';

/** What is wrong with a flow's words: some it needs are missing, another language says more, some belong to nothing. */
export function lintWords(linted: Linted): LintProblem[] {
  const { written, words } = linted;
  const needed = neededWords(written);
  return words.flatMap(({ language, flows }) => {
    const own = flows[written.flow];
    const problem = (at: readonly string[], what: string): LintProblem => ({
      path: { at, language },
      what: `flows.${[written.flow, ...at].join('.')} ${what}`,
    });
    if (!own) return [problem([], 'is missing')];
    const others = words.flatMap((other) => (other.language === language ? [] : (other.flows[written.flow] ?? [])));
    return [
      ...missingWords(written, needed, own).map((at) =>
        problem(at, at[0] === 'start' ? 'is missing: nobody would find it' : 'is missing'),
      ),
      ...untranslated(needed, { own, others }).map((at) => problem(at, 'is missing: another language has it')),
      ...unheard(linted, own).map(({ at, why }) => problem(at, why)),
    ];
  });
}

const parts = ['say', 'slots', 'choices', 'rules'] as const;

function missingWords(flow: Flow, needed: NeededWords, own: FlowWords): string[][] {
  const missing: string[][] = [];
  for (const part of parts)
    for (const key of needed[part]) if (!Object.hasOwn(own[part], key)) missing.push([part, key]);
  if (own.start.length === 0 && !flow.block) missing.push(['start']);
  return missing;
}

/** What one language says on top of what is needed (other words the second time, an example) the others say as well. */
function untranslated(
  needed: NeededWords,
  { own, others }: { own: FlowWords; others: readonly FlowWords[] },
): string[][] {
  const extra = (part: 'say' | 'examples', known?: ReadonlySet<string>): string[][] => {
    const untold = new Set<string>();
    for (const other of others)
      for (const key of Object.keys(other[part]))
        if (!Object.hasOwn(own[part], key) && !known?.has(key) && !key.includes('.')) untold.add(key);
    return [...untold].map((key) => [part, key]);
  };
  return [...extra('say', needed.say), ...extra('examples')];
}

const ofSlots = ['slots', 'examples', 'beside', 'told'] as const;

/** Words under the name of a slot or choice there is not: they would never be said or heard, and nobody be told. */
function unheard({ flow, written }: Linted, own: FlowWords): { at: string[]; why: string }[] {
  const slots = Object.keys(flow.slots);
  // A block's slots can have a name of their own where it is called.
  const named = new Set([...slots, ...Object.keys(written.slots)]);
  const choices = new Set([flow, written].flatMap((one) => [...neededWords(one).choices]));
  const isOpen = Object.values(flow.slots).some(({ from }) => from !== undefined);
  const unknown = (part: keyof FlowWords, known: ReadonlySet<string>, what: string): { at: string[]; why: string }[] =>
    Object.keys(own[part] ?? {}).flatMap((key) => {
      if (known.has(key)) return [];
      const near = nearestName(key, [...known]);
      return [
        { at: [part, key], why: `belongs to no ${what}${near === undefined ? '' : `; ${near} is meant, perhaps`}` },
      ];
    });
  return [
    ...ofSlots.flatMap((part) => unknown(part, named, 'slot')),
    ...unknown('choices', choices, 'choice'),
    // What a look-up brings to choose from is not known here.
    ...(isOpen ? [] : unknown('also', choices, 'choice')),
    ...Object.keys(own.told).flatMap((key) =>
      flow.slots[key] && flow.slots[key].kind !== 'text'
        ? [
            {
              at: ['told', key],
              why: `is of the kind ${flow.slots[key].kind}: only a text is heard by the words around it`,
            },
          ]
        : [],
    ),
  ];
}
