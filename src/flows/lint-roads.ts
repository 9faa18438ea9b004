import { nearestName } from '../import/nearest-name.js';
import type { FlowStep } from './flow.js';
import { circles, leadingTo, reachable, roadsFrom, stepsById } from './graph.js';
import type { Linted, Tell } from './linted.js';

/** Ids that are taken or hold a dot, and roads to places that do not exist. */
export function lintPlaces({ written, flow }: Linted, tell: Tell): void {
  for (const [index, { id }] of written.steps.entries())
    if (id.includes('.')) tell(['steps', index, 'id'], `the id ${id} has a dot, which stands for a step of a block`);
  const seen = new Set<string>();
  for (const [index, { id }] of written.steps.entries()) {
    if (seen.has(id)) tell(['steps', index, 'id'], `there is already a step called ${id}`);
    seen.add(id);
  }
  const known = stepsById(flow);
  for (const [index, step] of written.steps.entries())
    for (const { to } of roadsFrom(written, step))
      if (!known.has(to) && !(to === 'person' || to === 'end' || (to === 'fail' && written.block)))
        tell(['steps', index], `step ${step.id} leads to ${to}, ${whyNot(to, [...known.keys()])}`);
}

function whyNot(place: string, known: readonly string[]): string {
  if (place === 'fail') return 'which only a block knows';
  const near = nearestName(place, known);
  return `which does not exist${near === undefined ? '' : `; ${near} is meant, perhaps`}`;
}

/** What can be seen from where roads lead, each to a place that exists. */
export function lintRoads(linted: Linted, tell: Tell): void {
  const { written, flow } = linted;
  const reached = reachable(flow);
  for (const [index, { id }] of written.steps.entries())
    if (!reached.has(id)) tell(['steps', index], `step ${id} can never be reached`);
  const leading = leadingTo(flow, ['end', 'fail', 'person']);
  for (const [index, { id }] of written.steps.entries())
    if (!leading.has(id)) tell(['steps', index], `from step ${id} there is no way out of the flow`);
  noPerson(linted, tell);
  endless(linted, tell);
}

/** Whoever cannot go on needs a person: every flow that asks something has a road to one, by a step or by giving up. */
function noPerson({ flow, written }: Linted, tell: Tell): void {
  if (written.block) return;
  const people = ['person', ...flow.steps.filter((step) => 'ticket' in step).map(({ id }) => id)];
  const leading = leadingTo(flow, people);
  for (const [index, step] of written.steps.entries()) {
    if (leading.has(step.id) || people.includes(step.id)) continue;
    if ('ask' in step || 'choose' in step || 'act' in step || 'lookup' in step)
      tell(['steps', index], `from step ${step.id} no road leads to a person: let one end in a handoff or a ticket`);
  }
}

/**
 * A circle must be broken by something that is counted: a step with a `limit`, a confirmation (each time the customer's own
 * word), or a look-up that asks again so often and no more. An `ask` in it is no break: its slot is known the second time.
 */
function endless({ flow, written }: Linted, tell: Tell): void {
  const isCounted = (step: FlowStep): boolean => step.limit !== undefined || 'confirm' in step;
  for (const circle of circles(flow, (from) => !isCounted(from))) {
    const index = written.steps.findIndex(({ id }) => circle.includes(id));
    const inOrder = flow.steps.filter(({ id }) => circle.includes(id)).map(({ id }) => id);
    tell(
      index < 0 ? ['steps'] : ['steps', index],
      `steps ${inOrder.join(', ')} stand in a circle without a bound: give one of them a limit`,
    );
  }
}
