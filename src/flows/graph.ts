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
    roads = new Map(steps.map((one, index) => [one, findRoads(one, steps[index + 1]?.id ?? 'end')]));
    known.set(flow, roads);
  }
  return roads.get(step) ?? findRoads(step, belowOf(flow, step));
}

function findRoads(step: FlowStep, below: string): Road[] {
  const roads = labelled(step);
  if (leavesByItself(step)) roads.unshift(road(step.next ?? below, ''));
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

/** The steps a customer can come to. */
export function reachable(flow: Flow): Set<string> {
  const byId = stepsById(flow);
  const reached = new Set<string>();
  const open = [flow.steps[0]?.id ?? 'end'];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = byId.get(id);
    if (!step || reached.has(id)) continue;
    reached.add(id);
    for (const { to } of roadsFrom(flow, step)) open.push(to);
  }
  return reached;
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

/** The steps from which some road comes to one of the places: a step's id or an end. */
export function leadingTo(flow: Flow, places: ReadonlySet<string>): Set<string> {
  const into = new Map<string, string[]>();
  for (const step of flow.steps) {
    for (const { to } of roadsFrom(flow, step)) {
      const from = into.get(to);
      if (from) from.push(step.id);
      else into.set(to, [step.id]);
    }
  }
  const leading = new Set<string>();
  const open = [...places];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    for (const from of into.get(place) ?? []) {
      if (leading.has(from)) continue;
      leading.add(from);
      open.push(from);
    }
  }
  return leading;
}

/**
 * The steps that stand in a circle, each circle once (strongly connected components; Tarjan 1972, without recursion deep
 * enough to matter: a flow has at most some hundred steps).
 */
export function circles(flow: Flow, counts: (road: Road, from: FlowStep) => boolean): string[][] {
  const byId = stepsById(flow);
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const targets = (step: FlowStep): string[] => {
    const to: string[] = [];
    for (const one of roadsFrom(flow, step)) if (byId.has(one.to) && counts(one, step)) to.push(one.to);
    return to;
  };

  function visit(id: string): void {
    const step = byId.get(id);
    if (!step) return;
    order.set(id, order.size);
    low.set(id, order.get(id) ?? 0);
    stack.push(id);
    const to = targets(step);
    for (const other of to) {
      if (!order.has(other)) visit(other);
      if (stack.includes(other)) low.set(id, Math.min(low.get(id) ?? 0, low.get(other) ?? 0));
    }
    if (low.get(id) !== order.get(id)) return;
    const circle = stack.splice(stack.indexOf(id));
    if (circle.length > 1 || to.includes(id)) found.push(circle);
  }
  for (const { id } of flow.steps) if (!order.has(id)) visit(id);
  return found;
}
