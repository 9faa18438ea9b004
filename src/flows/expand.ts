import type { Flow, FlowStep } from './flow.js';
import type { FlowWords } from './words.js';

/** A fault of the calls between flows; `step` is the step of the flow's file it is told at. */
export interface CallProblem {
  readonly step: number;
  readonly what: string;
}

export interface Expanded {
  readonly flow: Flow;
  readonly problems: readonly CallProblem[];
  /** Whose words the step ids before a dot are: `prove` → `prove-order`. */
  readonly calls: ReadonlyMap<string, string>;
}

/** Blocks within blocks within blocks: deeper is a knot nobody can read. */
const deepest = 4;

/**
 * A flow with the steps of every block it calls in their place, so that going back, correcting, drawing and the version a
 * conversation keeps know no border between them. The steps of a block stand below its call as `call.step`; the call
 * itself stays and leads in. Slots of the same name are the same slot, and must be of one kind.
 */
export function expand(flow: Flow, flows: ReadonlyMap<string, Flow>): Expanded {
  const problems: CallProblem[] = [];
  const slots = { ...flow.slots };
  const calls = new Map<string, string>();
  const steps = flow.steps.flatMap((step, index) => {
    const told = (what: string): void => void problems.push({ step: index, what });
    return inlined(step, afterOf(flow.steps, index), { flows, slots, calls, path: [flow.flow], told });
  });
  return { flow: { ...flow, slots, steps }, problems, calls };
}

interface Inlining {
  readonly flows: ReadonlyMap<string, Flow>;
  readonly slots: Flow['slots'];
  readonly calls: Map<string, string>;
  readonly path: readonly string[];
  readonly told: (what: string) => void;
}

const afterOf = (steps: readonly FlowStep[], index: number): string => steps[index + 1]?.id ?? 'end';

function inlined(step: FlowStep, below: string, inlining: Inlining): FlowStep[] {
  if (!('call' in step)) return [step];
  const { flows, slots, path, told } = inlining;
  const block = flows.get(step.call);
  if (!block) return fault(told, `there is no flow called ${step.call}`);
  if (!block.block) return fault(told, `${step.call} is an errand of its own; only a flow with block: true is called`);
  if (path.includes(step.call))
    return fault(told, `the blocks call one another in a circle: ${[...path, step.call].join(' → ')}`);
  if (path.length > deepest) return fault(told, `blocks are called ${path.length} deep; ${deepest} is the most`);
  for (const [name, slot] of Object.entries(block.slots)) {
    const own = slots[name];
    if (own && own.kind !== slot.kind)
      told(
        `slot ${name} is ${own.kind} here and ${slot.kind} in ${step.call}: slots of the same name are the same slot`,
      );
    if (!own) slots[name] = slot;
    else if (slot.from && !own.from && !own.choices) slots[name] = { ...own, from: slot.from };
  }
  const after = step.next ?? below;
  inlining.calls.set(step.id, step.call);
  const places = new Map([
    ...block.steps.map(({ id }): [string, string] => [id, `${step.id}.${id}`]),
    ['end', after] as const,
    ['fail', step.failed ?? 'end'] as const,
  ]);
  const own = block.steps.map((one, index) => {
    const isLast = index === block.steps.length - 1;
    return moved(isLast && one.next === undefined ? { ...one, next: 'end' } : one, step.id, places);
  });
  const first = own[0]?.id ?? after;
  const entered: FlowStep = { ...step, inside: { first, after } };
  return [
    entered,
    ...own.flatMap((one, index) => inlined(one, afterOf(own, index), { ...inlining, path: [...path, step.call] })),
  ];
}

function fault(told: (what: string) => void, what: string): FlowStep[] {
  told(what);
  return [];
}

/** A step of a block under its new name, leading where the block's places are now. */
function moved(step: FlowStep, call: string, places: ReadonlyMap<string, string>): FlowStep {
  const to = (target: string): string => places.get(target) ?? target;
  const key = (sentence: string): string => `${call}.${sentence}`;
  const common = {
    id: `${call}.${step.id}`,
    ...(step.next === undefined ? {} : { next: to(step.next) }),
    ...(step.limit?.then === undefined ? {} : { limit: { ...step.limit, then: to(step.limit.then) } }),
  };
  if ('ask' in step) {
    const check = step.check.map((one) => ({ ...one, otherwise: key(one.otherwise) }));
    return { ...step, ...common, check, ...(step.failed === undefined ? {} : { failed: to(step.failed) }) };
  }
  if ('choose' in step)
    return {
      ...{ ...step, ...common },
      ...(step.failed === undefined ? {} : { failed: to(step.failed) }),
      ...(step.none === undefined ? {} : { none: to(step.none) }),
    };
  if ('say' in step) return { ...step, ...common, say: key(step.say) };
  if ('lookup' in step)
    return {
      ...{ ...step, ...common, none: to(step.none) },
      ...(step.failed === undefined ? {} : { failed: to(step.failed) }),
      ...(step.again ? { again: { ...step.again, say: key(step.again.say) } } : {}),
    };
  if ('check' in step)
    return { ...step, ...common, check: step.check.map((rule) => ({ ...rule, otherwise: to(rule.otherwise) })) };
  if ('branch' in step)
    return {
      ...{ ...step, ...common, else: to(step.else) },
      branch: step.branch.map((one) => ({ ...one, to: to(one.to) })),
    };
  if ('act' in step) return { ...step, ...common, refused: to(step.refused), failed: to(step.failed) };
  if ('call' in step) return { ...step, ...common, ...(step.failed === undefined ? {} : { failed: to(step.failed) }) };
  if ('ticket' in step) return { ...step, ...common, ticket: { ...step.ticket, subject: key(step.ticket.subject) } };
  if ('handoff' in step) return { ...step, ...common, handoff: { ...step.handoff, reason: key(step.handoff.reason) } };
  return { ...step, ...common };
}

/**
 * The words of an expanded flow in one language: its own and, under `call.sentence`, those of the blocks it calls. What the
 * flow words itself under such a name stands.
 */
export function expandWords(
  own: FlowWords,
  calls: ReadonlyMap<string, string>,
  blocks: Readonly<Record<string, FlowWords>>,
): FlowWords {
  const blocksCalled = [...calls].flatMap(([step, flow]) => {
    const block = blocks[flow];
    return block ? [{ ...block, say: under(step, block.say) }] : [];
  });
  if (blocksCalled.length === 0) return own;
  // The flow's own words stand before those of the block it calls first, and those before the next one's.
  const all = [...blocksCalled.toReversed(), own];
  return {
    ...own,
    slots: merged(all.map(({ slots }) => slots)),
    choices: merged(all.map(({ choices }) => choices)),
    also: merged(all.map(({ also }) => also)),
    beside: merged(all.map(({ beside }) => beside)),
    told: merged(all.map(({ told }) => told)),
    rules: merged(all.map(({ rules }) => rules)),
    examples: merged(all.map(({ examples }) => examples)),
    say: merged(all.map(({ say }) => say)),
  };
}

/** One copy of all of them: copied pair by pair, the words of 300 flows take longer than their files to read. */
function merged<T>(parts: readonly Readonly<Record<string, T>>[]): Record<string, T> {
  const all: Record<string, T> = {};
  for (const part of parts) Object.assign(all, part);
  return all;
}

const known = new WeakMap<FlowWords['say'], Map<string, FlowWords['say']>>();

/** A block's sentences under the name of its call. Many flows call the same one by the same name. */
function under(step: string, say: FlowWords['say']): FlowWords['say'] {
  const calls = known.get(say) ?? new Map<string, FlowWords['say']>();
  known.set(say, calls);
  let said = calls.get(step);
  if (!said) {
    said = Object.fromEntries(Object.entries(say).map(([key, sentence]) => [`${step}.${key}`, sentence]));
    calls.set(step, said);
  }
  return said;
}
