import type { DialogContext, DialogInstance, DialogTurnResult } from 'botbuilder-dialogs';
// By the files: the package's root loads its prompts and with them every recogniser, half a second and 65 MB for nothing.
import { Dialog } from 'botbuilder-dialogs/lib/dialog.js';
import { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
import { NullTelemetryClient, type TurnContext } from 'botbuilder-core';
import { z } from 'zod';
import { Undecided } from '../flows/condition.js';
import type { PublishedFlow, PublishedFlows } from '../flows/published.js';
import { quickReader } from '../flows/quick-schema.js';
import { turnOf } from './counter-adapter.js';
import { answer, skip } from './flow-answer.js';
import { prefill } from './flow-fill.js';
import { reprompt } from './flow-prompt.js';
import { change, correctFrom, goBack } from './flow-repair.js';
import { retell } from './flow-retell.js';
import { actDone, goOn } from './flow-run.js';
import {
  copyOf,
  flowRun,
  outlives,
  running,
  without,
  type FlowRun,
  type FlowWorld,
  type Progress,
  type Running,
} from './flow-state.js';
import type { Attachment } from '../wire.js';
import type { BotState } from './state.js';
import { say, type Turn } from './turn.js';

/** What the flow on top of the stack is asked to do in this turn. */
export type Ask =
  | { kind: 'answer'; text: string; value: string | undefined; files?: readonly Attachment[] }
  | { kind: 'correct'; text: string; names: readonly string[] }
  | { kind: 'retell'; text: string }
  | { kind: 'change'; name: string }
  | { kind: 'act done'; outcome: 'done' | 'refused' | 'failed'; details: Readonly<Record<string, string>> }
  | { kind: 'remind' }
  | { kind: 'move' }
  | { kind: 'back' }
  | { kind: 'skip' }
  | { kind: 'repeat' };

/** What can be read of a run whatever else about it has changed. */
const lostRun = z.object({ flow: z.string(), slots: z.unknown() });

export interface FlowStart {
  readonly flow: string;
  readonly opening: string;
  readonly slots: FlowRun['slots'];
}

/** How the flow took it. `unmoved`: it could not do that here (nothing to go back to, a question that is needed). */
export type Took = Progress | { kind: 'unmoved' };

/**
 * The one dialog of the house: it interprets a flow file. What it remembers is a plain object in botbuilder's stack;
 * what it does is in flow-run.ts, which knows nothing of botbuilder.
 */
export class FlowDialog extends Dialog<FlowStart> {
  constructor(
    private readonly flows: PublishedFlows,
    private readonly world: FlowWorld,
    private readonly state: BotState,
    private readonly seq: number,
  ) {
    super('flow');
  }

  ask: Ask = { kind: 'repeat' };
  took: Took = { kind: 'unmoved' };

  override async beginDialog(dc: DialogContext, start?: FlowStart): Promise<DialogTurnResult> {
    const published = start && this.flows.live.get(start.flow);
    if (!start || !published) throw new Error(`flow: there is no flow called ${start?.flow ?? '(none)'}`);
    return this.start(dc, published, start.opening, { ...start.slots, ...(await this.known(published)) });
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const run = ownRun(dc.activeDialog);
    const published = run && (await this.flows.version(run.flow, run.version));
    if (!run || !published) return this.startAgain(dc, turn);
    const live = this.flows.live.get(run.flow);
    if (this.ask.kind === 'move' && live && live.version !== published.version) return this.move(dc, run, live);
    const all = running(turn, run, published, this.world);
    run.seq = this.seq;
    const took = await orPerson(all, () => this.take(all));
    return this.settle(dc, run, published, took);
  }

  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const { activeDialog } = dc;
    if (activeDialog) {
      say(turnOf(dc.context), 'resumed');
      await this.repromptDialog(dc.context, activeDialog);
    }
    return Dialog.EndOfTurn;
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    const run = ownRun(instance);
    const published = run && (await this.flows.version(run.flow, run.version));
    if (run && published) reprompt(running(turnOf(context), run, published, this.world));
  }

  private async start(
    dc: DialogContext,
    published: PublishedFlow,
    opening: string,
    slots: FlowRun['slots'],
  ): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const first = published.flow.steps[0];
    const run: FlowRun = {
      flow: published.flow.flow,
      version: published.version,
      at: first?.id ?? 'end',
      waiting: null,
      tries: 0,
      slots,
      brought: {},
      asked: [],
      prompted: [],
      askedAt: {},
      reminded: false,
      passed: {},
      refused: null,
      which: [],
      actKey: '',
      opening,
      seq: this.seq,
      remembered: Object.keys(slots),
    };
    const all = running(turn, run, published, this.world);
    await prefill(all, opening);
    return this.settle(dc, run, published, await orPerson(all, () => goOn(all)));
  }

  /** The version it began with can no longer be read: begin again, keep what was given, and say so. */
  private async startAgain(dc: DialogContext, turn: Turn): Promise<DialogTurnResult> {
    const old = lostRun.safeParse(dc.activeDialog?.state);
    const published = this.flows.live.get(old.success ? old.data.flow : '');
    if (!published) {
      this.took = { kind: 'ended' };
      return dc.endDialog();
    }
    say(turn, 'flow-changed');
    const kept = flowRun.shape.slots.safeParse(old.data?.slots);
    return this.start(dc, published, '', kept.success ? kept.data : await this.known(published));
  }

  /** To the version that is live: what was given stays; it goes on at the same step, or begins again where that is gone. */
  private async move(dc: DialogContext, run: FlowRun, live: PublishedFlow): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const step = live.flow.steps.find(({ id }) => id === run.at);
    const slots = Object.fromEntries(Object.entries(run.slots).filter(([name]) => live.flow.slots[name]));
    const moved: FlowRun = { ...run, version: live.version, slots, which: [], tries: 0 };
    say(turn, 'flow-moved');
    if (step && run.waiting !== 'act') {
      const all = running(turn, { ...moved, waiting: null }, live, this.world);
      return this.settle(dc, all.run, live, await orPerson(all, () => goOn(all)));
    }
    return this.start(dc, live, run.opening, slots);
  }

  private async take(all: ReturnType<typeof running>): Promise<Took> {
    const { ask } = this;
    // What has been asked of the shop cannot be taken back by a word: done anew with another value it would be done twice.
    if (all.run.waiting === 'act' && (ask.kind === 'correct' || ask.kind === 'change' || ask.kind === 'back')) {
      say(all.turn, 'act-pending');
      return { kind: 'waiting', taken: false };
    }
    switch (ask.kind) {
      case 'answer':
        return answer(all, ask);
      case 'correct':
        return (await correctFrom(all, ask.text, ask.names)) ?? { kind: 'unmoved' };
      case 'retell':
        return (await retell(all, ask.text)) ?? { kind: 'unmoved' };
      case 'change':
        return change(all, ask.name);
      case 'act done':
        return actDone(all, ask.outcome, ask.details);
      case 'back':
        return (await goBack(all)) ?? { kind: 'unmoved' };
      case 'skip':
        return (await skip(all)) ?? { kind: 'unmoved' };
      case 'remind':
        if (all.run.reminded || all.run.waiting === null || all.run.waiting === 'act') return { kind: 'unmoved' };
        all.run.reminded = true;
        say(all.turn, 'still-there');
        reprompt(all);
        return { kind: 'waiting', taken: false };
      case 'move':
        return { kind: 'unmoved' };
      case 'repeat':
        reprompt(all);
        return { kind: 'waiting', taken: false };
    }
  }

  private async settle(
    dc: DialogContext,
    run: FlowRun,
    { flow, words }: PublishedFlow,
    took: Took,
  ): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    this.took = took;
    const labels = words[turn.language]?.slots ?? {};
    for (const [name, slot] of Object.entries(run.slots)) {
      const scope = flow.slots[name]?.scope ?? 'flow';
      // A code is for the look-up that proves it, in this turn, and for nobody to read afterwards.
      if (scope === 'turn') {
        run.slots = without(run.slots, name);
        continue;
      }
      turn.state.collected[name] = { label: labels[name] ?? name, ...slot };
      if (!outlives(scope) || slot.state === 'refused') continue;
      const isNew = turn.state.slots[name]?.value !== slot.value;
      turn.state.slots[name] = slot;
      // What was only read back is known already; in this commit stands what was given or corrected.
      if (scope === 'customer' && isNew && !run.remembered.includes(name))
        turn.steps.push(this.world.remember(name, slot));
    }
    turn.topic = flow.topic;
    if (took.kind === 'given up') {
      const subject = words[turn.language]?.title ?? flow.flow;
      turn.handoff = { topic: flow.topic, reason: took.reason, subject, sentence: took.sentence ?? 'handoff-gave-up' };
    }
    if (took.kind === 'ended') turn.ended = 'done';
    else if (took.kind === 'given up') turn.ended = 'given up';
    if (took.kind === 'ended' || took.kind === 'given up') return dc.endDialog();
    if (dc.activeDialog) dc.activeDialog.state = run;
    runs.set(run, run);
    return Dialog.EndOfTurn;
  }

  /** What the customer has told in this conversation already, or in an earlier one, and this flow would ask for. */
  private async known({ flow }: PublishedFlow): Promise<FlowRun['slots']> {
    const slots = Object.entries(flow.slots);
    const here = slots.flatMap(([name, { scope }]) => {
      const known = outlives(scope) ? this.state.slots[name] : undefined;
      return known ? [[name, known] as const] : [];
    });
    const names = slots.filter(([name, { scope }]) => scope === 'customer' && !this.state.slots[name]);
    const before = names.length > 0 ? await this.world.remembered(names.map(([name]) => name)) : {};
    return { ...before, ...Object.fromEntries(here) };
  }
}

/** A condition that what was brought cannot answer is no fault of the customer's: a person goes on, with everything kept. */
async function orPerson<T>({ flow, run }: Running, take: () => Promise<T>): Promise<T | Progress> {
  try {
    return await take();
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    const reason = `flow ${flow.flow}: ${run.at} cannot be decided: ${error.message}`;
    return { kind: 'given up', reason: reason.slice(0, 300), sentence: 'handoff-system' };
  }
}

const silent = new NullTelemetryClient();

/** botbuilder's dialog set over our own memory: the stack is saved in the turn's commit, not in its storage. */
export function dialogSetOf(state: BotState, dialog: FlowDialog): DialogSet {
  const stack = { dialogStack: state.stack };
  const set = new DialogSet({
    get: () => Promise.resolve(stack),
    set: () => Promise.resolve(),
    delete: () => Promise.resolve(),
  });
  set.telemetryClient = silent;
  return set.add(dialog);
}

/** The run on top of the stack, if a flow is under way. */
export const currentRun = (state: BotState): FlowRun | undefined => runOf(state.stack.at(-1));

function runOf(top: BotState['stack'][number] | undefined): FlowRun | undefined {
  if (!top) return undefined;
  const known = runs.get(top.state);
  if (known) return known;
  const run = readRun(top.state);
  if (run) runs.set(top.state, run);
  return run;
}

/** A run of one's own to be changed: whoever holds the one that stands in the stack sees it as it was. */
function ownRun(top: DialogInstance | undefined): FlowRun | undefined {
  const run = runOf(top);
  return run && copyOf(run);
}

const readRun = quickReader(flowRun);

/** Runs by what stands in the stack: hearing one message asks for its run six times. What stands there is replaced, not changed. */
const runs = new WeakMap<object, FlowRun>();
