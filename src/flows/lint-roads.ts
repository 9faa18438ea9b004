import { nearestName } from '../import/nearest-name.js';
import type { FlowStep } from './flow.js';
import { roadsOut } from './graph.js';
import type { Linted, Tell } from './linted.js';
import { circlesIn, leadingTo, reachedIn, type RoadNet } from './road-net.js';

/** Ids that are taken or hold a dot, and roads to places that do not exist. */
export function lintPlaces({ written }: Linted, net: RoadNet, tell: Tell): void {
  const { steps, block } = written;
  steps.forEach(({ id }, index) => {
    if (id.includes('.')) tell(['steps', index, 'id'], `the id ${id} has a dot, which stands for a step of a block`);
  });
  const seen = new Set<string>();
  steps.forEach(({ id }, index) => {
    if (seen.has(id)) tell(['steps', index, 'id'], `there is already a step called ${id}`);
    seen.add(id);
  });
  steps.forEach((step, index) => {
    for (const { to } of roadsOut(step, steps[index + 1]?.id)) {
      const place = net.numbers.get(to);
      if (place !== undefined && (place < net.steps.length || to !== 'fail' || block)) continue;
      tell(['steps', index], `step ${step.id} leads to ${to}, ${whyNot(to, net.steps)}`);
    }
  });
}

function whyNot(place: string, steps: readonly FlowStep[]): string {
  if (place === 'fail') return 'which only a block knows';
  const near = nearestName(
    place,
    steps.map(({ id }) => id),
  );
  return `which does not exist${near === undefined ? '' : `; ${near} is meant, perhaps`}`;
}

/** What can be seen from where roads lead, each to a place that exists. */
export function lintRoads({ written }: Linted, net: RoadNet, tell: Tell): void {
  const own = written.steps.map((step, index) => ({
    step,
    number: net.numbers.get(step.id) ?? -1,
    at: ['steps', index],
  }));
  const reached = reachedIn(net);
  for (const { step, number, at } of own) if (!reached[number]) tell(at, `step ${step.id} can never be reached`);
  const leaving = leadingTo(net, ['end', 'fail', 'person']);
  for (const { step, number, at } of own)
    if (!leaving[number]) tell(at, `from step ${step.id} there is no way out of the flow`);
  // Whoever cannot go on needs a person: every flow that asks something has a road to one, by a step or by giving up.
  const helped = written.block
    ? undefined
    : leadingTo(net, ['person', ...net.steps.filter(isTicket).map(({ id }) => id)]);
  for (const { step, number, at } of own)
    if (helped && !helped[number] && asks(step))
      tell(at, `from step ${step.id} no road leads to a person: let one end in a handoff or a ticket`);
  for (const circle of circlesIn(net, (from) => !isCounted(from))) {
    const inOrder = net.steps.filter((_, number) => circle.includes(number)).map(({ id }) => id);
    tell(
      own.find(({ number }) => circle.includes(number))?.at ?? ['steps'],
      `steps ${inOrder.join(', ')} stand in a circle without a bound: give one of them a limit`,
    );
  }
}

const isTicket = (step: FlowStep): boolean => 'ticket' in step;
const asks = (step: FlowStep): boolean => 'ask' in step || 'choose' in step || 'act' in step || 'lookup' in step;

/**
 * A circle must be broken by something that is counted: a step with a `limit`, a confirmation (each time the customer's own
 * word), or a look-up that asks again so often and no more. An `ask` in it is no break: its slot is known the second time.
 */
const isCounted = (step: FlowStep): boolean => step.limit !== undefined || 'confirm' in step;
