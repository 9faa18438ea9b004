import type { DialogContext } from 'botbuilder-dialogs';
import type { CounterAdapter } from './counter-adapter.js';
import { dialogSetOf, type Ask, type FlowDialog, type Took } from './flow-dialog.js';
import type { FlowRun } from './flow-state.js';
import type { Turn } from './turn.js';

/** The errands under way in this conversation: botbuilder's dialog stack, in our words. */
export interface Errands {
  /** How many are open, one inside another. */
  readonly depth: number;
  /** `slots`: what is known already, from an earlier conversation. */
  begin(flow: string, opening: string, slots?: FlowRun['slots']): Promise<void>;
  /** Asks the one on top something and tells how it took it. */
  ask(ask: Ask): Promise<Took>;
  /** Puts all of them down. */
  drop(): Promise<void>;
}

/**
 * botbuilder's context is made only when an errand moves, and once: most messages are questions, and making it costs as
 * much as the rest of such a turn's thinking.
 */
export function openErrands(adapter: CounterAdapter, turn: Turn, dialog: FlowDialog): Errands {
  let opened: Promise<DialogContext> | undefined;
  const move = async (act: (dc: DialogContext) => Promise<unknown>): Promise<void> => {
    opened ??= adapter.open(turn, (context) => dialogSetOf(turn.state, dialog).createContext(context));
    await act(await opened);
  };
  return {
    get depth() {
      return turn.state.stack.length;
    },
    begin: (flow, opening, slots = {}) => move((dc) => dc.beginDialog(dialog.id, { flow, opening, slots })),
    async ask(ask) {
      dialog.ask = ask;
      dialog.took = { kind: 'unmoved' };
      await move((dc) => dc.continueDialog());
      return dialog.took;
    },
    drop: () => move((dc) => dc.cancelAllDialogs()),
  };
}
