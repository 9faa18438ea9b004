import { z } from 'zod';

/**
 * The flow format, first version: one YAML file in `dialogs/` per errand, its sentences in `dialogs/words/<language>.yaml`
 * under `flows.<flow>.<key>`. A step is named by its kind; `docs/flows.md` explains each with an example.
 *
 * Conditions and values are CEL expressions over `slots`, what look-ups brought (by the name after `as`), and
 * `conversation` (`questions`, `language`, `owner`). No code is evaluated.
 */
const id = z.string().regex(/^[a-z][a-z0-9-]{0,48}$/, 'lower-case letters, digits and dashes, such as ask-order');
const slotName = z.string().regex(/^[a-z][a-zA-Z0-9]{0,30}$/, 'a name such as order or whatHappened');
const expression = z.string().min(1).max(300);

export const slotKinds = [
  'order number',
  'tracking number',
  'product',
  'email',
  'phone',
  'contact',
  'address',
  'yes-no',
  'choice',
  'number',
  'money',
  'percentage',
  'date',
  'time',
  'date-time',
  'period',
  'hours',
  'text',
] as const;

const slot = z.strictObject({
  kind: z.enum(slotKinds),
  /** How long it is remembered. A slot of the conversation is read back by the next flow, not asked again. */
  scope: z.enum(['flow', 'conversation']).default('flow'),
  /** Shown masked wherever the whole value is not needed, never offered as a choice. */
  sensitive: z.boolean().default(false),
  choices: z.array(id).min(2).max(20).optional(),
  /** A text: what the customer wrote to begin with is taken, unless it only names the errand. */
  fromOpening: z.boolean().default(false),
  /** On which side of today a date (with its time, or a period) must lie. */
  side: z.enum(['past', 'future']).optional(),
});

const common = { id, when: expression.optional(), next: id.or(z.literal('end')).optional() };

const check = z.strictObject({ that: expression, otherwise: id });

const steps = {
  ask: z.strictObject({
    ...common,
    ask: slotName,
    /** May be left empty with "skip". */
    optional: z.boolean().default(false),
    retries: z.number().int().min(0).max(5).default(2),
    /** Each must hold for the value to be taken; `otherwise` names the sentence that says why not. */
    check: z.array(check).max(5).default([]),
    /** Where to go when the retries are used up. By default to a person, with everything kept. */
    failed: id.optional(),
  }),
  choose: z.strictObject({
    ...common,
    choose: slotName,
    retries: z.number().int().min(0).max(5).default(2),
    failed: id.optional(),
  }),
  confirm: z.strictObject({ ...common, confirm: z.array(slotName).min(1).max(8) }),
  say: z.strictObject({ ...common, say: id }),
  lookup: z.strictObject({
    ...common,
    lookup: z.string().min(1).max(60),
    with: z.record(slotName, expression).default({}),
    as: slotName,
    /** Nothing found: say so, forget this slot and ask for it once more, `retries` times in a conversation. */
    again: z.strictObject({ slot: slotName, say: id }).optional(),
    retries: z.number().int().min(1).max(3).default(1),
    /** Where to go when there is no such thing. */
    none: id,
  }),
  branch: z.strictObject({
    ...common,
    branch: z
      .array(z.strictObject({ when: expression, to: id.or(z.literal('end')) }))
      .min(1)
      .max(12),
    else: id.or(z.literal('end')),
  }),
  act: z.strictObject({
    ...common,
    act: id,
    with: z.record(slotName, expression).default({}),
    as: slotName,
    refused: id,
    failed: id,
  }),
  ticket: z.strictObject({ ...common, ticket: z.strictObject({ topic: id, subject: id }) }),
  handoff: z.strictObject({ ...common, handoff: z.strictObject({ topic: id, reason: id }) }),
} as const;

export type StepKind = keyof typeof steps;

const step = z.union([
  steps.ask,
  steps.choose,
  steps.confirm,
  steps.say,
  steps.lookup,
  steps.branch,
  steps.act,
  steps.ticket,
  steps.handoff,
]);
export type FlowStep = z.infer<typeof step>;
export type Slot = z.infer<typeof slot>;

export const flow = z.strictObject({
  flow: id,
  topic: id,
  /** A message that is nothing but one of these slots starts this flow with it. */
  startsWith: z.array(slotName).default([]),
  /** Articles (by slug) that only describe what this errand does: who asks for one gets the errand. */
  does: z.array(z.string()).default([]),
  /** Answers from articles of these topics, or from these articles (by slug), offer this errand as a button. */
  offeredWith: z.array(z.string()).default([]),
  slots: z.record(slotName, slot).default({}),
  steps: z.array(step).min(1).max(60),
});
export type Flow = z.infer<typeof flow>;

/** The schema that fits a step best, so that an error speaks of the step the author meant and not of all nine kinds. */
export function stepSchema(raw: unknown): z.ZodType<FlowStep> | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  for (const [kind, schema] of Object.entries(steps)) if (kind in raw) return schema;
  return undefined;
}

export const stepKinds: readonly string[] = Object.keys(steps);
