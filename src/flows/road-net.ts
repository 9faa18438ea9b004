import type { Flow, FlowStep } from './flow.js';
import { roadsOut, type End } from './graph.js';

/** The roads of a flow by number: its steps in their order, and behind them its ends. */
export interface RoadNet {
  readonly steps: readonly FlowStep[];
  readonly numbers: ReadonlyMap<string, number>;
  /** Where the roads of each step lead; -1 is nowhere. */
  readonly to: readonly (readonly number[])[];
}

const ends: readonly End[] = ['end', 'fail', 'person'];
const nowhere = -1;

export function roadNetOf({ steps }: Flow): RoadNet {
  const numbers = new Map<string, number>();
  ends.forEach((end, index) => numbers.set(end, steps.length + index));
  steps.forEach(({ id }, number) => numbers.set(id, number));
  const to = steps.map((step, number) =>
    roadsOut(step, steps[number + 1]?.id).map((road) => numbers.get(road.to) ?? nowhere),
  );
  return { steps, numbers, to };
}

/** The ids of the steps a customer can come to. */
export function reachable(flow: Flow): Set<string> {
  const reached = reachedIn(roadNetOf(flow));
  return new Set(flow.steps.filter((_, number) => reached[number]).map(({ id }) => id));
}

/** Which steps a customer can come to. */
export function reachedIn({ to }: RoadNet): boolean[] {
  const reached = to.map(() => false);
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached[at] !== false) continue;
    reached[at] = true;
    open.push(...(to[at] ?? []));
  }
  return reached;
}

/** From which steps some road comes to one of the places. Most roads lead down: begun from below, two rounds do mostly. */
export function leadingTo({ to, numbers }: RoadNet, places: readonly string[]): boolean[] {
  const wanted = new Set(places.map((place) => numbers.get(place)));
  const leading = to.map(() => false);
  let found = true;
  while (found) {
    found = false;
    for (let at = to.length - 1; at >= 0; at--) {
      if (leading[at] || !to[at]?.some((place) => leading[place] || wanted.has(place))) continue;
      leading[at] = found = true;
    }
  }
  return leading;
}

/**
 * The steps that stand in a circle of roads out of steps that count, each circle once (strongly connected components; Tarjan
 * 1972, without recursion deep enough to matter: a flow has at most some hundred steps).
 */
export function circlesIn({ steps, to }: RoadNet, counts: (from: FlowStep) => boolean): number[][] {
  const order: number[] = [];
  const low: number[] = [];
  const stack: number[] = [];
  const found: number[][] = [];
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
    if (circle.length > 1 || next.includes(at)) found.push(circle);
  }
  steps.forEach((step, at) => {
    if (order[at] === undefined) visit(at, step);
  });
  return found;
}
