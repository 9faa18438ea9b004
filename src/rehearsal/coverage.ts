import type { Flow } from '../flows/flow.js';
import { roadsFrom } from '../flows/graph.js';
import { reachable } from '../flows/road-net.js';

/** What tests have seen of a flow: its steps, and the roads its author wrote down. */
export interface Coverage {
  readonly steps: { readonly seen: number; readonly all: number };
  readonly roads: { readonly seen: number; readonly all: number };
  /** `step: road`, as an editor may look for them. */
  readonly missing: readonly string[];
}

/**
 * How much of a flow the roads taken cover. A step counts as seen when some road out of it was taken; a road when it was
 * taken itself. What no author wrote (giving up after too many tries) need not be shown; the steps of a block are covered
 * wherever it is called, so in the flow that calls it only its own ends count.
 */
export function coverageOf(flow: Flow, taken: ReadonlySet<string>): Coverage {
  const reached = reachable(flow);
  const own = flow.steps.filter(({ id }) => reached.has(id) && !id.includes('.'));
  const seen = (id: string, label: string): boolean => taken.has(`${flow.flow}\t${id}\t${label}`);
  const steps = own.filter((step) => roadsFrom(flow, step).some(({ label }) => seen(step.id, label)));
  // Leaving a block by `fail` is a road of the block's own step, under that step's name.
  const roads = own.flatMap((step) =>
    ('call' in step ? [] : roadsFrom(flow, step))
      .filter(({ written, label }) => written && label !== '')
      .map(({ label }) => ({ id: step.id, label })),
  );
  const unseen = roads.filter(({ id, label }) => !seen(id, label));
  const missingSteps = own.filter((step) => !steps.includes(step)).map(({ id }) => id);
  return {
    steps: { seen: steps.length, all: own.length },
    roads: { seen: roads.length - unseen.length, all: roads.length },
    missing: [
      ...missingSteps,
      ...unseen.filter(({ id }) => !missingSteps.includes(id)).map(({ id, label }) => `${id}: ${label}`),
    ],
  };
}

/**
 * The roads of blocks that were taken in the flows that call them, under the block's own names: a block is begun by nobody,
 * so what is shown of it is shown wherever it is called.
 */
export function roadsInBlocks(flow: Flow, taken: ReadonlySet<string>): Set<string> {
  const blocks = flow.steps.flatMap((step) => ('call' in step ? [{ prefix: `${step.id}.`, block: step.call }] : []));
  const found = new Set<string>();
  for (const one of taken) {
    const [name, id = '', label = ''] = one.split('\t');
    if (name !== flow.flow) continue;
    for (const { prefix, block } of blocks) {
      const inside = id.startsWith(prefix) ? id.slice(prefix.length) : '';
      if (inside !== '' && !inside.includes('.')) found.add(`${block}\t${inside}\t${label}`);
    }
  }
  return found;
}
