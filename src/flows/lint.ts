import { nearestName } from '../import/nearest-name.js';
import { conditionsOf, type Conditions } from './condition.js';
import type { Flow, FlowStep } from './flow.js';
import { circles, leadingTo, reachable, roadsFrom, stepsById } from './graph.js';
import type { Signature, Signatures } from './shape.js';
import { neededWords, type NeededWords } from './needed-words.js';
import type { FlowWords, Words } from './words.js';

/** A fault a schema cannot see. `at` is the place in the flow's file, `file` another file the fault is in. */
export interface LintProblem {
  readonly path: { readonly at: readonly PropertyKey[]; readonly file?: string };
  readonly what: string;
}

export interface Linted {
  /** As it stands in its file: places are told in it. */
  readonly written: Flow;
  /** With its blocks in place: what is checked. */
  readonly flow: Flow;
  readonly words: readonly Words[];
  readonly signatures: Signatures | undefined;
}

/** Everything about a flow that would only show with a customer on the line: places that do not exist, missing words. */
export function lint(linted: Linted): LintProblem[] {
  const places = [...dottedIds(linted), ...duplicateIds(linted), ...unknownPlaces(linted)];
  // Roads are followed only where each leads somewhere.
  const roads =
    places.length > 0 ? [] : [...unreachable(linted), ...noWayOut(linted), ...noPerson(linted), ...endless(linted)];
  return [...places, ...roads, ...slots(linted), ...systems(linted), ...expressions(linted), ...wordProblems(linted)];
}

interface PlacedStep {
  readonly step: FlowStep;
  readonly at: readonly PropertyKey[];
}

const placed = new WeakMap<Flow, readonly PlacedStep[]>();

/** Places of steps in the file: those inside a block are told where the block is written. */
function inFile({ written }: Linted): readonly PlacedStep[] {
  let steps = placed.get(written);
  if (!steps) placed.set(written, (steps = written.steps.map((step, index) => ({ step, at: ['steps', index] }))));
  return steps;
}

function dottedIds(linted: Linted): LintProblem[] {
  return inFile(linted).flatMap(({ step, at }) =>
    step.id.includes('.')
      ? [{ path: { at: [...at, 'id'] }, what: `the id ${step.id} has a dot, which stands for a step of a block` }]
      : [],
  );
}

function duplicateIds(linted: Linted): LintProblem[] {
  const seen = new Set<string>();
  return inFile(linted).flatMap(({ step, at }) => {
    if (!seen.has(step.id)) {
      seen.add(step.id);
      return [];
    }
    return [{ path: { at: [...at, 'id'] }, what: `there is already a step called ${step.id}` }];
  });
}

function unknownPlaces(linted: Linted): LintProblem[] {
  const { written, flow } = linted;
  const known = stepsById(flow);
  return inFile(linted).flatMap(({ step, at }) =>
    roadsFrom(written, step)
      .filter(({ to }) => !known.has(to) && !(to === 'person' || to === 'end' || (to === 'fail' && written.block)))
      .map(({ to }) => ({ path: { at }, what: `step ${step.id} leads to ${to}, ${whyNot(to, [...known.keys()])}` })),
  );
}

function whyNot(place: string, known: readonly string[]): string {
  if (place === 'fail') return 'which only a block knows';
  const near = nearestName(place, known);
  return `which does not exist${near === undefined ? '' : `; ${near} is meant, perhaps`}`;
}

function unreachable(linted: Linted): LintProblem[] {
  const reached = reachable(linted.flow);
  return inFile(linted).flatMap(({ step, at }) =>
    reached.has(step.id) ? [] : [{ path: { at }, what: `step ${step.id} can never be reached` }],
  );
}

function noWayOut(linted: Linted): LintProblem[] {
  const leading = leadingTo(linted.flow, new Set(['end', 'fail', 'person']));
  return inFile(linted).flatMap(({ step, at }) =>
    leading.has(step.id) ? [] : [{ path: { at }, what: `from step ${step.id} there is no way out of the flow` }],
  );
}

/** Whoever cannot go on needs a person: every flow that asks something has a road to one, by a step or by giving up. */
function noPerson(linted: Linted): LintProblem[] {
  const { flow, written } = linted;
  if (written.block) return [];
  const people = new Set(['person', ...flow.steps.filter((step) => 'ticket' in step).map(({ id }) => id)]);
  const leading = leadingTo(flow, people);
  const waiting = inFile(linted).filter(
    ({ step }) => 'ask' in step || 'choose' in step || 'act' in step || 'lookup' in step,
  );
  return waiting.flatMap(({ step, at }) =>
    leading.has(step.id) || people.has(step.id)
      ? []
      : [
          {
            path: { at },
            what: `from step ${step.id} no road leads to a person: let one end in a handoff or a ticket`,
          },
        ],
  );
}

/**
 * A circle must be broken by something that is counted: a step with a `limit`, a confirmation (each time the customer's own
 * word), or a look-up that asks again so often and no more. An `ask` in it is no break: its slot is known the second time.
 */
function endless(linted: Linted): LintProblem[] {
  const isCounted = (step: FlowStep): boolean => step.limit !== undefined || 'confirm' in step;
  return circles(linted.flow, (_, from) => !isCounted(from)).map((circle) => {
    const index = linted.written.steps.findIndex(({ id }) => circle.includes(id));
    const inOrder = linted.flow.steps.filter(({ id }) => circle.includes(id)).map(({ id }) => id);
    return {
      path: { at: index < 0 ? ['steps'] : ['steps', index] },
      what: `steps ${inOrder.join(', ')} stand in a circle without a bound: give one of them a limit`,
    };
  });
}

function slots(linted: Linted): LintProblem[] {
  const { written, flow } = linted;
  const names = Object.keys(flow.slots);
  const unknown = [
    ...inFile(linted).flatMap(({ step, at }) => slotsNamed(step).map((name) => ({ name, at }))),
    ...written.startsWith.map((name, index) => ({ name, at: ['startsWith', index] })),
  ]
    .filter(({ name }) => !names.includes(name))
    .map(({ name, at }) => {
      const near = nearestName(name, names);
      return {
        path: { at },
        what: `there is no slot called ${name}${near === undefined ? '' : `; ${near} is meant, perhaps`}`,
      };
    });
  const own = Object.entries(written.slots).map(([name, slot]) => ({ name, slot, at: ['slots', name] }));
  const filled = new Set(
    flow.steps.flatMap((step) => ('ask' in step ? [step.ask] : 'choose' in step ? [step.choose] : [])),
  );
  const faults = own.flatMap(({ name, slot, at }) => {
    const told = (what: string): LintProblem => ({ path: { at }, what: `slot ${name} ${what}` });
    const isSet = filled.has(name) || written.block;
    return [
      ...(isSet ? [] : [told('is never asked for')]),
      ...(isSet && !isRead(linted, name)
        ? [told('is asked for and never used: no condition, sentence, look-up or ticket takes it')]
        : []),
      ...(slot.kind === 'choice' && !slot.choices && !slot.from ? [told('is a choice without choices')] : []),
      ...(slot.choices && slot.from ? [told('has its choices from a look-up and its own as well')] : []),
      ...(slot.scope === 'customer' && (slot.from !== undefined || slot.kind === 'photo')
        ? [told('is of one moment (what a look-up brought, a photo) and cannot be remembered of a customer')]
        : []),
      ...(slot.several && slot.kind !== 'choice' ? [told('can be several only as a choice')] : []),
      ...(slot.scope === 'turn' && slot.fromOpening
        ? [told('is forgotten with the next message, so it cannot be taken from the opening')]
        : []),
    ];
  });
  return [...unknown, ...faults];
}

function slotsNamed(step: FlowStep): string[] {
  const forgotten = step.forget ?? [];
  if ('ask' in step) return [step.ask, ...forgotten];
  if ('choose' in step) return [step.choose, ...forgotten];
  if ('confirm' in step) return [...step.confirm, ...forgotten];
  return 'lookup' in step && step.again ? [step.again.slot, ...forgotten] : forgotten;
}

/** A ticket takes everything that was collected; else somebody must name the slot. */
function isRead({ flow, words }: Linted, name: string): boolean {
  if (flow.block || flow.steps.some((step) => 'ticket' in step || 'handoff' in step)) return true;
  if (flow.steps.some((step) => 'confirm' in step && step.confirm.includes(name))) return true;
  const named = new RegExp(`\\bslots\\.${name}\\b`);
  if (flow.steps.some((step) => expressionsIn(step).some(({ text }) => named.test(text)))) return true;
  return words.some(({ flows }) =>
    Object.values(flows[flow.flow]?.say ?? {})
      .flat()
      .some((sentence) => sentence.includes(`{${name}}`)),
  );
}

/** Look-ups and acts that the shop has, with what they need and nothing else. */
function systems(linted: Linted): LintProblem[] {
  const { signatures } = linted;
  if (!signatures) return [];
  return inFile(linted).flatMap(({ step, at }) => {
    if ('lookup' in step)
      return needs('look up', step.lookup, step.with, signatures.lookups).map((what) => ({ path: { at }, what }));
    if ('act' in step) return needs('do', step.act, step.with, signatures.acts).map((what) => ({ path: { at }, what }));
    return [];
  });
}

function needs(
  verb: string,
  name: string,
  given: Readonly<Record<string, string>>,
  known: ReadonlyMap<string, Signature>,
): string[] {
  const signature = known.get(name);
  if (!signature) {
    const near = nearestName(name, [...known.keys()]);
    // An act nobody declares goes to the shop's system at SHOP_URL under its name; a slip of the pen must not.
    if (verb === 'do' && near === undefined) return [];
    return [`the shop has nothing called ${name} to ${verb}${near === undefined ? '' : `; ${near} is meant, perhaps`}`];
  }
  const { takes, optional = [] } = signature;
  const missing = Object.keys(takes).filter((one) => !Object.hasOwn(given, one) && !optional.includes(one));
  const unknown = Object.keys(given).filter((one) => !Object.hasOwn(takes, one));
  return [
    ...missing.map((one) => `${name} needs ${one}: add it under with`),
    ...unknown.map((one) => `${name} takes no ${one}; it takes ${Object.keys(takes).join(', ') || 'nothing'}`),
  ];
}

interface Expression {
  readonly text: string;
  readonly use: 'condition' | 'value';
}

function expressionsIn(step: FlowStep): Expression[] {
  const condition = (text: string): Expression => ({ text, use: 'condition' });
  return [
    ...(step.when === undefined ? [] : [condition(step.when)]),
    ...('branch' in step ? step.branch.map(({ when }) => condition(when)) : []),
    ...('lookup' in step || 'act' in step
      ? Object.values(step.with).map((text) => ({ text, use: 'value' as const }))
      : []),
    ...('ask' in step || 'check' in step ? step.check.map(({ that }) => condition(that)) : []),
  ];
}

/** Checked against the kinds of the slots and what the shop's systems say they bring. */
function expressions(linted: Linted): LintProblem[] {
  let conditions: Conditions;
  try {
    conditions = conditionsOf(linted.flow, linted.signatures ?? { lookups: new Map(), acts: new Map() });
  } catch (error) {
    return [{ path: { at: ['slots'] }, what: error instanceof Error ? error.message : String(error) }];
  }
  return inFile(linted).flatMap(({ step, at }) =>
    expressionsIn(step).flatMap(({ text, use }) => {
      const problem = conditions.problem(text, use);
      return problem === undefined ? [] : [{ path: { at }, what: `"${text}": ${problem}` }];
    }),
  );
}

function wordProblems({ written, words }: Linted): LintProblem[] {
  const needed = neededWords(written);
  return words.flatMap(({ language, flows }) => {
    const own = flows[written.flow];
    const path = { at: [], file: `words/${language}.yaml` };
    if (!own) return [{ path, what: `flows.${written.flow} is missing` }];
    const others = words.flatMap((other) => (other.language === language ? [] : (other.flows[written.flow] ?? [])));
    return [...missingWords(written, needed, own), ...untranslated(written, needed, { own, others })].map((what) => ({
      path,
      what,
    }));
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
  const extra = (part: 'say' | 'examples', known: ReadonlySet<string>): string[] => {
    const untold = new Set<string>();
    for (const other of others)
      for (const key of Object.keys(other[part]))
        if (!known.has(key) && !Object.hasOwn(own[part], key) && !key.includes('.')) untold.add(key);
    return [...untold].map((key) => `flows.${flow.flow}.${part}.${key} is missing: another language has it`);
  };
  return [...extra('say', needed.say), ...extra('examples', new Set())];
}
