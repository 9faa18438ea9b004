import { z } from 'zod';
import type { Step } from '../database/database.js';
import type { Conditions, Facts } from '../flows/condition.js';
import type { Flow, FlowStep, Slot } from '../flows/flow.js';
import { belowOf } from '../flows/graph.js';
import type { PublishedFlow } from '../flows/published.js';
import type { FlowWords } from '../flows/words.js';
import type { Reading } from '../language/read/reading.js';
import type { LookedUp, Planned, Values } from '../shop/system.js';
import type { Attachment } from '../wire.js';
import { filled, type Filled } from './state.js';
import { flowSentence, type Turn } from './turn.js';

/** How far one customer has come in one flow. Plain data: it is saved inside the dialog stack. */
export const flowRun = z.object({
  flow: z.string(),
  version: z.string(),
  at: z.string(),
  /** What the step at `at` waits for; null while steps are being taken. */
  waiting: z.enum(['answer', 'which', 'act']).nullable(),
  tries: z.number().int(),
  slots: z.record(z.string(), filled),
  /** What look-ups and acts brought, by the name after `as`. */
  brought: z.record(z.string(), z.unknown()),
  /** The order in which slots were asked for: "back" goes to the last of them. */
  asked: z.array(z.string()),
  /** The step at which each slot was first asked for, or known: a correction goes back there, and not into a block passed by. */
  askedAt: z.record(z.string(), z.string()).default({}),
  /** Slots asked for at least once: asking again is worded differently. */
  prompted: z.array(z.string()).default([]),
  /** Slots known from before this run and not read back yet. */
  remembered: z.array(z.string()).default([]),
  /** The customer was reminded that this waits for them. */
  reminded: z.boolean().default(false),
  /** How often each step with a limit was passed. */
  passed: z.record(z.string(), z.number().int()).default({}),
  /** The slot whose answer was not taken the last time, though it was told why: a page shows that as an error at its field. */
  refused: z.string().nullable().default(null),
  /** Candidates of an ambiguous answer, to be chosen from. */
  which: z.array(z.object({ value: z.string(), display: z.string() })),
  actKey: z.string(),
  /** The message that started the flow, and the seq of the latest one. */
  opening: z.string(),
  seq: z.number().int(),
});
export type FlowRun = z.infer<typeof flowRun>;

/** A run that may be changed while the first stays as it is. What stands inside its lists and tables is replaced, never changed. */
export function copyOf(run: FlowRun): FlowRun {
  return {
    flow: run.flow,
    version: run.version,
    at: run.at,
    waiting: run.waiting,
    tries: run.tries,
    slots: { ...run.slots },
    brought: { ...run.brought },
    asked: [...run.asked],
    askedAt: { ...run.askedAt },
    prompted: [...run.prompted],
    remembered: [...run.remembered],
    reminded: run.reminded,
    passed: { ...run.passed },
    refused: run.refused,
    which: [...run.which],
    actKey: run.actKey,
    opening: run.opening,
    seq: run.seq,
  };
}

/** The world as a flow may see it: reading what the customer wrote, looking things up, planning what is done. */
export interface FlowWorld {
  read(kind: ReadKind, text: string, options: ReadOptions): Promise<Reading>;
  /** A text without the names of what the shop sells. */
  nameless(text: string): string;
  lookup(name: string, values: Values, key: string): Promise<LookedUp>;
  /** What an act on our own tables would do; undefined for one of somebody else's system. */
  plan(act: string, values: Values, key: string): Promise<Planned | undefined>;
  /** What is remembered, under these names, of whom the shop has vouched for; nothing of anybody else. */
  remembered(names: readonly string[]): Promise<Record<string, Filled>>;
  /** Remembers a slot of theirs in this turn's commit, or forgets it. Of an anonymous visitor nothing is written. */
  remember(name: string, slot: Filled | undefined): Step;
  /** The expressions of a flow, checked against what the shop's systems bring. */
  conditions(flow: Flow): Conditions;
  /** What a condition may ask beside the run: the day, and which days are worked. */
  readonly day: Pick<Facts, 'today' | 'calendar' | 'dayOf'>;
}

/** A photo is not read but received. */
export type ReadKind = Exclude<Slot['kind'], 'photo'>;

export interface ReadOptions {
  readonly language: string;
  readonly choices?: readonly { value: string; label: string; synonyms?: string[] }[];
  readonly side?: 'past' | 'future';
  /** Nothing of the kind was asked for. */
  readonly inPassing?: boolean;
  readonly question?: 'offer' | 'check';
}

/** What the customer gave the flow: text, the value behind a button, files. */
export interface Given {
  readonly text: string;
  readonly value: string | undefined;
  readonly files?: readonly Attachment[];
}

/**
 * taken: an answer was read. missed: it could not be read; the caller spends the budget and lets it say why, or answers
 * the message otherwise. ended: the flow is over. given up: a person takes over, with `sentence` to say so.
 */
export type Progress =
  | { kind: 'waiting'; taken: boolean }
  | { kind: 'missed'; explain: () => void }
  | { kind: 'ended' }
  | { kind: 'given up'; reason: string; sentence?: string };

/** One run of one flow in one turn, with everything its steps need. */
export interface Running {
  readonly turn: Turn;
  readonly run: FlowRun;
  readonly flow: Flow;
  readonly words: FlowWords;
  readonly world: FlowWorld;
  readonly conditions: Conditions;
}

export function running(turn: Turn, run: FlowRun, published: PublishedFlow, world: FlowWorld): Running {
  const words = published.words[turn.language] ?? Object.values(published.words)[0];
  if (!words) throw new Error(`flow: ${run.flow} has no words in any language`);
  const { flow } = published;
  return { turn, run, flow, words, world, conditions: world.conditions(flow) };
}

/** What conditions see: bare values. */
export function factsOf({ run, turn, world: { day } }: Running): Facts {
  const slots: Record<string, string> = {};
  for (const [name, slot] of Object.entries(run.slots)) if (slot.state !== 'refused') slots[name] = slot.value;
  return {
    slots,
    brought: run.brought,
    today: day.today,
    calendar: day.calendar,
    dayOf: day.dayOf,
    conversation: {
      questions: turn.state.questions.length,
      language: turn.language,
      waiting: turn.waiting,
      opening: run.opening,
      told: hasTold(turn),
    },
  };
}

export const holds = (running: Running, text: string): boolean => running.conditions.holds(text, factsOf(running));

/** What sentences see: `{order}` as it is shown, and what look-ups brought. */
export function valuesOf({
  run,
  world,
}: Pick<Running, 'run'> & { readonly world: { readonly day: { readonly today: string } } }): Record<string, unknown> {
  const values: Record<string, unknown> = { today: world.day.today };
  for (const [name, slot] of Object.entries(run.slots)) values[name] = slot.display;
  return Object.assign(values, run.brought);
}

/** Whether a colleague could tell what it is about: the bot found something, or something was collected. */
export function hasTold({ state }: Turn): boolean {
  return state.shown.length > 0 || Object.keys(state.collected).length > 0 || state.questions.length > 1;
}

/** The values of a `with`. One that names a slot that is not given is left out. */
export function expressionsOf(running: Running, given: Readonly<Record<string, string>>): Record<string, unknown> {
  const facts = factsOf(running);
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, text]) => {
      const [, slot] = /^slots\.(\w+)$/.exec(text.trim()) ?? [];
      if (slot !== undefined && facts.slots[slot] === undefined) return [];
      return [[name, running.conditions.evaluate(text, facts)]];
    }),
  );
}

export function subjectOf(running: Running, key: string): string {
  const { turn, words, flow } = running;
  const text = flowSentence(turn, words, flow.flow, key, valuesOf(running));
  return text === undefined || /^[—\s:：]*$/.test(text) ? words.title : text;
}

/** Where a step goes by itself. */
export const after = (flow: Flow, step: FlowStep): string => step.next ?? belowOf(flow, step);

/** What outlives its flow: later flows of the conversation read it back instead of asking. */
export const outlives = (scope: Slot['scope'] | undefined): boolean => scope === 'conversation' || scope === 'customer';

export function without(slots: Record<string, Filled>, name: string): Record<string, Filled> {
  return Object.fromEntries(Object.entries(slots).filter(([one]) => one !== name));
}
