import type { Flow, FlowStep } from './flow.js';

/** Where a road ends that no step continues: done, a block that failed, or with a person. */
export type End = 'end' | 'fail' | 'person';

/** One way from a step to another, or to an end. */
export interface Road {
  readonly to: string;
  /** When the road is taken, for drawing and for coverage: a condition, `none`, `failed`, `else`, … */
  readonly label: string;
  /** The author wrote it down; a step that gives up leads to a person without a word. */
  readonly written: boolean;
}

/** Roads by flow and step: they are asked for again and again, and a flow that has been read changes no more. */
const known = new WeakMap<Flow, ReadonlyMap<FlowStep, readonly Road[]>>();

/** Every road out of a step. The one of `next`, or of the step below, comes first and has no label. */
export function roadsFrom(flow: Flow, step: FlowStep): readonly Road[] {
  let roads = known.get(flow);
  if (!roads) {
    const { steps } = flow;
    roads = new Map(steps.map((one, index) => [one, roadsOut(one, steps[index + 1]?.id)]));
    known.set(flow, roads);
  }
  return roads.get(step) ?? roadsOut(step, belowOf(flow, step));
}

/** The same of a step above another one, or above the end. */
export function roadsOut(step: FlowStep, below: string = 'end'): Road[] {
  const roads = leavesByItself(step) ? [road(step.next ?? below, '')].concat(labelled(step)) : labelled(step);
  if (step.limit) roads.push(optional(step.limit.then, 'limit'));
  if (step.when !== undefined) roads.push(road('call' in step ? (step.inside?.after ?? below) : below, 'passed over'));
  return roads;
}

function leavesByItself(step: FlowStep): boolean {
  return !('branch' in step) && !('handoff' in step) && !('call' in step && step.inside !== undefined);
}

function labelled(step: FlowStep): Road[] {
  if ('branch' in step) return [...step.branch.map(({ when, to }) => road(to, when)), road(step.else, 'else')];
  if ('ask' in step) return [optional(step.failed, 'failed')];
  if ('choose' in step)
    return [optional(step.failed, 'failed'), ...(step.none === undefined ? [] : [road(step.none, 'none')])];
  if ('lookup' in step) return [road(step.none, 'none'), optional(step.failed, 'failed')];
  if ('check' in step) return step.check.map(({ rule, otherwise }) => road(otherwise, rule));
  if ('act' in step) return [road(step.refused, 'refused'), road(step.failed, 'failed')];
  if ('call' in step)
    return [
      ...(step.inside ? [road(step.inside.first, '')] : []),
      ...(step.failed === undefined ? [] : [road(step.failed, 'failed')]),
    ];
  if ('handoff' in step) return [road('person', '')];
  return [];
}

const road = (to: string, label: string): Road => ({ to, label, written: true });
/** Where nothing is written, a person takes over. */
const optional = (to: string | undefined, label: string): Road =>
  to === undefined ? { to: 'person', label, written: false } : road(to, label);

/** The step below, or the end. */
export function belowOf(flow: Flow, step: FlowStep): string {
  return flow.steps[flow.steps.indexOf(step) + 1]?.id ?? 'end';
}

export const isEnd = (place: string): place is End => place === 'end' || place === 'fail' || place === 'person';

const byIds = new WeakMap<Flow, ReadonlyMap<string, FlowStep>>();

/** The steps of a flow by their ids, found once like its roads. */
export function stepsById(flow: Flow): ReadonlyMap<string, FlowStep> {
  let byId = byIds.get(flow);
  if (!byId) byIds.set(flow, (byId = new Map(flow.steps.map((step) => [step.id, step]))));
  return byId;
}

const hardly: ReadonlySet<string> = new Set(['refused', 'failed', 'none', 'limit']);

/** Whether the roads from a step on, where all goes well, come to a person: to a ticket or a handoff. */
export function comesToPerson(flow: Flow, from: string): boolean {
  const reached = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = stepsById(flow).get(id);
    if (!step || reached.has(id)) continue;
    if ('ticket' in step || 'handoff' in step) return true;
    reached.add(id);
    const roads = roadsFrom(flow, step).filter(({ label }) => !hardly.has(label));
    open.push(...('check' in step && !('ask' in step) ? roads.slice(0, 1) : roads).map(({ to }) => to));
  }
  return false;
}
