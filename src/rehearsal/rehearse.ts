import { currentRun } from '../bot/flow-dialog.js';
import type { FlowRun } from '../bot/flow-state.js';
import type { Flow, FlowTest } from '../flows/flow.js';
import { endOf, onStage, speak, standing, type House, type Stage } from './stage.js';

/** What one test brought: what went differently from what its editor expected, and which roads it took. */
export interface Rehearsed {
  readonly problems: readonly string[];
  /** `flow TAB step TAB road`, as the point `flow: road` tells. */
  readonly roads: ReadonlySet<string>;
  /** The conversation as it went, for reading. */
  readonly transcript: readonly string[];
  /** How things stand after its last message. */
  readonly left: Left;
}

export interface Left {
  /** Names of the sentences said last: a flow's own without its name before them, the bot's as `bot.<key>`. */
  readonly said: readonly string[];
  /** What the flow that is under way holds; of one that is over nothing is left. */
  readonly run: Pick<FlowRun, 'flow' | 'at' | 'slots'> | undefined;
  readonly isWaiting: boolean;
}

/** Holds one conversation with a flow as a customer would, and compares it with what the test expects. */
export async function rehearse(house: House, flow: Flow, test: FlowTest): Promise<Rehearsed> {
  return onStage(house, test, async (stage, roads) => {
    const problems = await play(stage, flow, test);
    return { problems, roads, transcript: stage.transcript, left: await leftOf(stage, flow) };
  });
}

async function play(stage: Stage, flow: Flow, { language, talk }: FlowTest): Promise<string[]> {
  for (const [index, line] of talk.entries()) {
    await speak(stage, line, index === 0 ? beginning(flow, language) : undefined);
    const wrong = await differences(stage, flow, line);
    if (wrong.length > 0) return wrong.map((what) => `after "${line.customer}": ${what}`);
  }
  return [];
}

/** The button that begins an errand. */
export const beginning = ({ flow }: Pick<Flow, 'flow'>, language: string): string => `@this:flow:${language}:${flow}`;

async function differences(stage: Stage, flow: Flow, line: FlowTest['talk'][number]): Promise<string[]> {
  const left = await standing(stage);
  const wrong: string[] = [];
  const said = ownNames(stage.said, flow);
  if (line.expect && !standInOrder(line.expect, said))
    wrong.push(`expected ${line.expect.join(', ')}; said was ${said.join(', ') || 'nothing'}`);
  for (const [name, value] of Object.entries(line.slots ?? {})) {
    const slot = left.state.collected[name]?.value;
    if (slot !== value) wrong.push(`expected ${name} to be ${value}; it is ${slot ?? 'empty'}`);
  }
  if (line.ends !== undefined) {
    const end = endOf(stage, left);
    if (end !== line.ends) wrong.push(`expected the flow to end with ${line.ends}; it ${endings[end]}`);
  }
  return wrong;
}

const endings = {
  done: 'ended done',
  cancelled: 'ended cancelled',
  person: 'ended with a person',
  ticket: 'ended with a ticket',
  open: 'goes on',
} as const;

async function leftOf(stage: Stage, flow: Flow): Promise<Left> {
  const { state, owner } = await standing(stage);
  return { said: ownNames(stage.said, flow), run: currentRun(state), isWaiting: owner.status === 'waiting' };
}

const ownNames = (said: readonly string[], { flow }: Flow): string[] =>
  said.map((name) => (name.startsWith(`${flow}.`) ? name.slice(flow.length + 1) : name));

function standInOrder(expected: readonly string[], said: readonly string[]): boolean {
  let from = 0;
  return expected.every((name) => {
    const at = said.indexOf(name, from);
    from = at + 1;
    return at >= 0;
  });
}
