import type { EventBody } from '../wire.js';
import type { Ears } from './ears.js';
import { flowRun } from './flow-state.js';
import { say } from './turn.js';

/**
 * An operator has taken the conversations of one version of a flow to the live one, or has ended them: a wrong price is a
 * reason. What was collected is kept in both cases. An errand that lies under another one is moved when its turn comes.
 */
export async function flowMoved(
  { turn, errands }: Omit<Ears, 'details'>,
  { flow, version, how }: Extract<EventBody, { kind: 'flow moved' }>,
): Promise<void> {
  const { stack } = turn.state;
  const isMeant = ({ state }: { state: unknown }): boolean => {
    const run = flowRun.safeParse(state);
    return run.success && run.data.flow === flow && run.data.version === version;
  };
  const top = stack.at(-1);
  if (how === 'move') {
    if (top && isMeant(top)) await errands.ask({ kind: 'move' });
    return;
  }
  const wasOnTop = top !== undefined && isMeant(top);
  const kept = stack.filter((one) => !isMeant(one));
  if (kept.length === stack.length) return;
  stack.splice(0, stack.length, ...kept);
  if (!wasOnTop) return;
  say(turn, 'flow-ended');
  if (kept.length > 0) await errands.ask({ kind: 'repeat' });
}
