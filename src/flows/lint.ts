import { expressionProblem } from './condition.js';
import type { Flow, FlowStep } from './flow.js';
import type { Words } from './words.js';

/** A fault a schema cannot see. `at` is the place in the flow's file, `file` another file the fault is in. */
export interface LintProblem {
  readonly path: { readonly at: readonly PropertyKey[]; readonly file?: string };
  readonly what: string;
}

/** Everything about a flow that would only show with a customer on the line: places that do not exist, missing words. */
export function lint(flow: Flow, words: readonly { words: Words; source: { file: string } }[]): LintProblem[] {
  return [
    ...duplicateIds(flow),
    ...places(flow),
    ...slots(flow),
    ...expressions(flow),
    ...unreachable(flow),
    ...missingWords(flow, words),
  ];
}

function duplicateIds(flow: Flow): LintProblem[] {
  return flow.steps.flatMap((step, index) =>
    flow.steps.findIndex((other) => other.id === step.id) === index
      ? []
      : [{ path: { at: ['steps', index, 'id'] }, what: `there is already a step called ${step.id}` }],
  );
}

/** Where a step can lead, beside the one below it. */
export function targetsOf(step: FlowStep): string[] {
  const targets = step.next === undefined ? [] : [step.next];
  if ('branch' in step) return [...step.branch.map(({ to }) => to), step.else];
  if ('lookup' in step) return [...targets, step.none];
  if ('act' in step) return [...targets, step.refused, step.failed];
  if (('ask' in step || 'choose' in step) && step.failed !== undefined) return [...targets, step.failed];
  return targets;
}

function places(flow: Flow): LintProblem[] {
  const known = new Set(['end', ...flow.steps.map(({ id }) => id)]);
  return flow.steps.flatMap((step, index) =>
    targetsOf(step)
      .filter((target) => !known.has(target))
      .map((target) => ({
        path: { at: ['steps', index] },
        what: `step ${step.id} leads to ${target}, which does not exist`,
      })),
  );
}

function slots(flow: Flow): LintProblem[] {
  const named = flow.steps.flatMap((step, index) => {
    const names =
      'ask' in step
        ? [step.ask]
        : 'choose' in step
          ? [step.choose]
          : 'confirm' in step
            ? step.confirm
            : 'lookup' in step && step.again
              ? [step.again.slot]
              : [];
    return names.map((name) => ({ name, at: ['steps', index] }));
  });
  const unknown = [...named, ...flow.startsWith.map((name, index) => ({ name, at: ['startsWith', index] }))]
    .filter(({ name }) => !Object.hasOwn(flow.slots, name))
    .map(({ name, at }) => ({ path: { at }, what: `there is no slot called ${name}` }));
  const unused = Object.keys(flow.slots)
    .filter((name) => !named.some((one) => one.name === name))
    .map((name) => ({ path: { at: ['slots', name] }, what: `slot ${name} is never asked for` }));
  const choices = Object.entries(flow.slots).flatMap(([name, slot]) =>
    slot.kind === 'choice' && !slot.choices
      ? [{ path: { at: ['slots', name] }, what: `slot ${name} is a choice without choices` }]
      : [],
  );
  return [...unknown, ...unused, ...choices];
}

function expressions(flow: Flow): LintProblem[] {
  return flow.steps.flatMap((step, index) => {
    const texts = [
      ...(step.when === undefined ? [] : [step.when]),
      ...('branch' in step ? step.branch.map(({ when }) => when) : []),
      ...('lookup' in step || 'act' in step ? Object.values(step.with) : []),
      ...('ask' in step ? step.check.map(({ that }) => that) : []),
    ];
    return texts.flatMap((text) => {
      const problem = expressionProblem(text);
      return problem === undefined ? [] : [{ path: { at: ['steps', index] }, what: `"${text}": ${problem}` }];
    });
  });
}

function unreachable(flow: Flow): LintProblem[] {
  const reached = new Set<string>();
  const open = [flow.steps[0]?.id ?? ''];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const index = flow.steps.findIndex((step) => step.id === id);
    const step = flow.steps[index];
    if (!step || reached.has(id)) continue;
    reached.add(id);
    const below = flow.steps[index + 1];
    const goesOn = step.when !== undefined || (step.next === undefined && !('branch' in step) && !('handoff' in step));
    open.push(...targetsOf(step), ...(goesOn && below ? [below.id] : []));
  }
  return flow.steps.flatMap((step, index) =>
    reached.has(step.id) ? [] : [{ path: { at: ['steps', index] }, what: `step ${step.id} can never be reached` }],
  );
}

/** The sentences a flow needs in every language: without one a customer would read a key. */
export function neededWords(flow: Flow): { say: string[]; slots: string[]; choices: string[] } {
  const say = flow.steps.flatMap((step) => {
    if ('say' in step) return [step.say];
    if ('lookup' in step) return step.again ? [step.again.say] : [];
    if ('ask' in step) return [step.id, ...step.check.map(({ otherwise }) => otherwise)];
    if ('choose' in step || 'confirm' in step || 'act' in step) return [step.id];
    if ('ticket' in step) return [step.ticket.subject];
    if ('handoff' in step) return [step.handoff.reason];
    return [];
  });
  return {
    say: [...new Set(say)],
    slots: Object.keys(flow.slots),
    choices: Object.values(flow.slots).flatMap(({ choices }) => choices ?? []),
  };
}

function missingWords(flow: Flow, languages: readonly { words: Words; source: { file: string } }[]): LintProblem[] {
  const needed = neededWords(flow);
  return languages.flatMap(({ words, source }) => {
    const own = words.flows[flow.flow];
    const path = { at: ['flow'], file: source.file };
    if (!own) return [{ path, what: `flows.${flow.flow} is missing` }];
    return (['say', 'slots', 'choices'] as const).flatMap((part) =>
      needed[part]
        .filter((key) => !Object.hasOwn(own[part], key))
        .map((key) => ({ path, what: `flows.${flow.flow}.${part}.${key} is missing` })),
    );
  });
}
