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
  const roads = leavesByItself(step) ? [road(step.next ?? below, '')] : [];
  roads.push(...labelled(step));
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

/** The steps of a flow by number, and behind them its ends: what is asked of all its roads is followed from number to number. */
interface Net {
  readonly numbers: ReadonlyMap<string, number>;
  /** Where the roads of each step lead. */
  readonly to: readonly number[][];
  /** From which steps roads lead to each place. */
  readonly from: readonly number[][];
}

const ends: readonly End[] = ['end', 'fail', 'person'];
const nets = new WeakMap<Flow, Net>();

function netOf(flow: Flow): Net {
  let net = nets.get(flow);
  if (!net) nets.set(flow, (net = findNet(flow)));
  return net;
}

function findNet(flow: Flow): Net {
  const { steps } = flow;
  const numbers = new Map<string, number>(ends.map((end, index) => [end, steps.length + index]));
  for (const [number, { id }] of steps.entries()) numbers.set(id, number);
  const from = Array.from({ length: steps.length + ends.length }, (): number[] => []);
  const to = steps.map((step, number) => {
    const places: number[] = [];
    for (const road of roadsFrom(flow, step)) {
      const place = numbers.get(road.to);
      if (place === undefined) continue;
      places.push(place);
      from[place]?.push(number);
    }
    return places;
  });
  return { numbers, to, from };
}

/** These and every number to which one comes from them. */
function follow(next: readonly number[][], starts: readonly number[]): Set<number> {
  const reached = new Set(starts);
  for (const at of reached) for (const place of next[at] ?? []) reached.add(place);
  return reached;
}

const idsOf = (flow: Flow, numbers: ReadonlySet<number>): Set<string> =>
  new Set(flow.steps.filter((_, number) => numbers.has(number)).map(({ id }) => id));

/** The steps a customer can come to. */
export const reachable = (flow: Flow): Set<string> => idsOf(flow, follow(netOf(flow).to, [0]));

/** The steps from which some road comes to one of the places: a step's id or an end. */
export function leadingTo(flow: Flow, places: readonly string[]): Set<string> {
  const { numbers, from } = netOf(flow);
  const before = places.flatMap((place) => from[numbers.get(place) ?? -1] ?? []);
  return idsOf(flow, follow(from, before));
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

/**
 * The steps that stand in a circle of roads out of steps that count, each circle once (strongly connected components; Tarjan
 * 1972, without recursion deep enough to matter: a flow has at most some hundred steps).
 */
export function circles(flow: Flow, counts: (from: FlowStep) => boolean): string[][] {
  const { steps } = flow;
  const { to } = netOf(flow);
  const order: number[] = [];
  const low: number[] = [];
  const stack: number[] = [];
  const found: string[][] = [];
  let visited = 0;

  function visit(at: number, step: FlowStep): void {
    let lowest = (order[at] = low[at] = visited++);
    stack.push(at);
    const next = (counts(step) && to[at]) || [];
    for (const place of next) {
      const other = steps[place];
      if (!other) continue;
      if (order[place] === undefined) visit(place, other);
      if (stack.includes(place)) low[at] = lowest = Math.min(lowest, low[place] ?? lowest);
    }
    if (lowest !== order[at]) return;
    const circle = stack.splice(stack.indexOf(at));
    if (circle.length > 1 || next.includes(at)) found.push(circle.map((one) => steps[one]?.id ?? ''));
  }
  for (const [at, step] of steps.entries()) if (order[at] === undefined) visit(at, step);
  return found;
}
