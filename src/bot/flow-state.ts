import { z } from 'zod';
import { evaluate } from '../flows/condition.js';
import type { Flow, FlowStep, Slot } from '../flows/flow.js';
import type { PublishedFlow } from '../flows/published.js';
import type { FlowWords } from '../flows/words.js';
import type { Reading } from '../language/read/reading.js';
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
  /** Slots asked for at least once: asking again is worded differently. */
  prompted: z.array(z.string()).default([]),
  /** Candidates of an ambiguous answer, to be chosen from. */
  which: z.array(z.object({ value: z.string(), display: z.string() })),
  actKey: z.string(),
  /** The message that started the flow, and the seq of the latest one. */
  opening: z.string(),
  seq: z.number().int(),
});
export type FlowRun = z.infer<typeof flowRun>;

/** The world as a flow may see it: reading what the customer wrote, and looking things up. */
export interface FlowWorld {
  read(kind: Slot['kind'], text: string, options: ReadOptions): Promise<Reading>;
  lookup(
    name: string,
    values: Readonly<Record<string, string>>,
  ): Promise<Readonly<Record<string, unknown>> | undefined>;
}

export interface ReadOptions {
  readonly language: string;
  readonly choices?: readonly { value: string; label: string }[];
  readonly side?: 'past' | 'future';
  readonly question?: 'offer' | 'check';
}

/** What the customer gave the flow: text, or the value behind a button. */
export interface Given {
  readonly text: string;
  readonly value: string | undefined;
}

/**
 * taken: an answer was read. missed: it could not be read; the caller spends the budget and lets it say why, or answers
 * the message otherwise. ended: the flow is over.
 */
export type Progress =
  | { kind: 'waiting'; taken: boolean }
  | { kind: 'missed'; explain: () => void }
  | { kind: 'ended' }
  | { kind: 'given up'; reason: string };

/** One run of one flow in one turn, with everything its steps need. */
export interface Running {
  readonly turn: Turn;
  readonly run: FlowRun;
  readonly flow: Flow;
  readonly words: FlowWords;
  readonly world: FlowWorld;
}

export function running(turn: Turn, run: FlowRun, published: PublishedFlow, world: FlowWorld): Running {
  const words = published.words[turn.language] ?? Object.values(published.words)[0];
  if (!words) throw new Error(`flow: ${run.flow} has no words in any language`);
  return { turn, run, flow: published.flow, words, world };
}

/** What conditions and sentences see. Slots are bare values in conditions; sentences take `{order}` as it is shown. */
export function valuesOf({ run, turn }: Running): Record<string, unknown> {
  const slots = Object.fromEntries(
    Object.entries(run.slots)
      .filter(([, slot]) => slot.state !== 'refused')
      .map(([name, slot]) => [name, slot.value]),
  );
  const shown = Object.fromEntries(Object.entries(run.slots).map(([name, slot]) => [name, slot.display]));
  return {
    ...shown,
    ...run.brought,
    slots,
    conversation: {
      questions: turn.state.questions.length,
      language: turn.language,
      waiting: turn.waiting,
      opening: run.opening,
      told: hasTold(turn),
    },
  };
}

/** Whether a colleague could tell what it is about: the bot found something, or something was collected. */
export function hasTold({ state }: Turn): boolean {
  return state.shown.length > 0 || Object.keys(state.collected).length > 0 || state.questions.length > 1;
}

export function expressionsOf(running: Running, given: Readonly<Record<string, string>>): Record<string, string> {
  const values = valuesOf(running);
  return Object.fromEntries(Object.entries(given).map(([name, text]) => [name, String(evaluate(text, values))]));
}

export function subjectOf(running: Running, key: string): string {
  const { turn, words, flow } = running;
  const text = flowSentence(turn, words, flow.flow, key, valuesOf(running));
  return text === undefined || /^[—\s:：]*$/.test(text) ? words.title : text;
}

export function below(flow: Flow, step: FlowStep): string {
  return flow.steps[flow.steps.indexOf(step) + 1]?.id ?? 'end';
}

export function without(slots: Record<string, Filled>, name: string): Record<string, Filled> {
  return Object.fromEntries(Object.entries(slots).filter(([one]) => one !== name));
}
