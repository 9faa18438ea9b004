import { currentRun } from '../../src/bot/flow-dialog.js';
import type { FlowTest } from '../../src/flows/flow.js';
import { onStage, speak, standing, type House } from '../../src/rehearsal/stage.js';
import type { Choice } from '../../src/wire.js';

/** What free messages led to, with nothing under way before them. */
export interface Overheard {
  /** Every flow that began, in order. */
  readonly begun: readonly string[];
  /** What is known by then, by slot. */
  readonly slots: Readonly<Record<string, string>>;
  readonly choices: readonly Choice[];
  readonly said: readonly string[];
  readonly isWaiting: boolean;
  readonly transcript: readonly string[];
}

/** Holds the messages of a test as they are written: no flow is begun but by what the bot makes of them. */
export async function overhear(house: House, test: FlowTest): Promise<Overheard> {
  return onStage(house, test, async (stage, roads) => {
    for (const line of test.talk) await speak(stage, line);
    const { state, owner } = await standing(stage);
    const run = currentRun(state);
    const passed = [...roads].flatMap((road) => road.split('\t')[0] ?? []);
    const given = Object.entries(state.collected).filter(([, slot]) => slot.state !== 'refused');
    return {
      begun: [...new Set([...passed, ...(run ? [run.flow] : [])])],
      slots: Object.fromEntries(given.map(([name, { value }]) => [name, value])),
      ...{ choices: stage.choices, said: stage.said, transcript: stage.transcript },
      isWaiting: owner.status === 'waiting',
    };
  });
}
