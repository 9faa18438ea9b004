import { z } from 'zod';
import { readableKinds } from '../language/read/reading.js';

/**
 * The flow format: one YAML file in `dialogs/` per errand, its sentences in `dialogs/words/<language>.yaml` under
 * `flows.<flow>` or in `dialogs/words/<language>/<flow>.yaml`. A step is named by its kind; `docs/flows.md` explains each
 * with an example, and the reference beside it is made from the descriptions here.
 *
 * Conditions and values are CEL expressions over `slots`, what look-ups and acts brought (by the name after `as`), `today`
 * and `conversation`. No code is evaluated.
 */
const name = /^[a-z][a-z0-9-]{0,48}$/;
const id = z.string().regex(name, 'lower-case letters, digits and dashes, such as ask-order');
/** A step of a block stands as `call.step` in the flow that calls it; files have no dots (lint.ts). */
const stepId = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,48}(\.[a-z][a-z0-9-]{0,48}){0,4}$/,
    'lower-case letters, digits and dashes, such as ask-order',
  );
const slotName = z.string().regex(/^[a-z][a-zA-Z0-9]{0,30}$/, 'a name such as order or whatHappened');
const expression = z.string().min(1).max(400);

/** What the reader reads; `count` is a whole number, `photo` what is attached. */
export const slotKinds = [...readableKinds, 'count', 'photo'] as const;

export const slotScopes = ['turn', 'flow', 'conversation', 'customer'] as const;

const slot = z.strictObject({
  kind: z.enum(slotKinds).describe('What is read: docs/slots.md tells what each kind understands.'),
  scope: z
    .enum(slotScopes)
    .default('flow')
    .describe(
      'How long it is remembered: until the next message (a code), in this flow, for every flow of the conversation, or for every conversation of a customer the shop has vouched for (of anybody else: of the conversation).',
    ),
  sensitive: z
    .boolean()
    .default(false)
    .describe('Shown masked wherever the whole value is not needed, never offered as a choice.'),
  choices: z.array(id).min(2).max(20).optional().describe('What a choice offers; their labels are words.'),
  from: z
    .strictObject({
      list: z.string().max(80).describe('What a look-up brought: `visits.free`'),
      value: z.string().max(40).describe('The field of each that is kept.'),
    })
    .optional()
    .describe(
      'What a choice offers when a look-up brings it; `choices.<slot>` in the words is the label, with the fields of each. On a slot of another kind it is suggested as buttons, and anything else can still be written.',
    ),
  several: z.boolean().default(false).describe('A choice of which the customer may take more than one.'),
  fromOpening: z
    .boolean()
    .optional()
    .describe(
      'Whether it is taken from what the customer wrote to begin with: by default numbers of orders and parcels, products, mail addresses and phones are, and nothing else. A text is taken whole, unless it only names the errand.',
    ),
  short: z
    .boolean()
    .default(false)
    .describe(
      'A text that is a name or a number, and no description: what is said around it ("it is …, please", …でお願いします) is left out.',
    ),
  mayAsk: z
    .boolean()
    .default(false)
    .describe(
      'A text that may be a question, such as what a person is wanted for. Elsewhere a question is answered or kept, and not stored.',
    ),
  side: z
    .enum(['past', 'future'])
    .optional()
    .describe('On which side of today a date (with its time, or a period) lies.'),
});

const target = stepId.or(z.enum(['end', 'fail']));

const common = {
  id: stepId,
  when: expression.optional().describe('The step is passed over unless this holds.'),
  next: target
    .optional()
    .describe('The step after this one: its id, `end`, or in a block `fail`. By default the one below.'),
  forget: z
    .array(slotName)
    .max(10)
    .optional()
    .describe('Slots to forget when the step is reached: they are asked anew.'),
  limit: z
    .strictObject({ times: z.number().int().min(1).max(9), then: target.optional() })
    .optional()
    .describe('How often the step may be passed in one run, and where to go then; by default to a person.'),
};

const check = z.strictObject({
  that: expression.describe('Must hold for the value to be taken.'),
  otherwise: id.describe('The sentence that says why not.'),
});
const rule = z.strictObject({
  rule: id.describe('The name of the rule; `rules.<name>` in the words is what the agent reads.'),
  that: expression.describe('What must hold.'),
  otherwise: target.describe('Where to go when it does not.'),
});
const values = z.record(slotName, expression).default({});

/** Every kind of step. What a step is called here is the key it is written with. */
const steps = {
  say: z.strictObject({ ...common, say: stepId.describe('The sentence.') }).describe('Says something and goes on.'),
  ask: z
    .strictObject({
      ...common,
      ask: slotName.describe('The slot. Known already, it is read back instead.'),
      optional: z.boolean().default(false).describe('May be left empty with "skip".'),
      retries: z.number().int().min(0).max(5).default(2).describe('How often an answer may be unreadable.'),
      check: z
        .array(check.extend({ otherwise: stepId }))
        .max(5)
        .default([]),
      failed: target
        .optional()
        .describe('Where to go when the retries are used up. By default to a person, with everything kept.'),
    })
    .describe('Asks for a slot until it is filled.'),
  choose: z
    .strictObject({
      ...common,
      choose: slotName.describe('A slot of the kind choice.'),
      retries: z.number().int().min(0).max(5).default(2).describe('How often an answer may be unreadable.'),
      none: target.optional().describe('Where to go when a look-up brought nothing to choose from.'),
      failed: target.optional().describe('Where to go when the retries are used up. By default to a person.'),
    })
    .describe('Asks with buttons; typing works too.'),
  confirm: z
    .strictObject({ ...common, confirm: z.array(slotName).min(1).max(8).describe('The slots to read back.') })
    .describe('Reads back what was given, and takes corrections in words or by tapping.'),
  lookup: z
    .strictObject({
      ...common,
      lookup: z.string().min(1).max(60).describe('What is looked up: docs/shop.md and connectors.yaml.'),
      with: values.describe('What it needs, as expressions.'),
      as: slotName.describe('The name by which expressions and sentences know what it brought.'),
      again: z
        .strictObject({ slot: slotName, say: stepId })
        .optional()
        .describe(
          'Nothing found: say so, forget this slot and ask for it once more, `retries` times in a conversation.',
        ),
      retries: z.number().int().min(1).max(3).default(1),
      none: target.describe('Where to go when there is no such thing.'),
      failed: target
        .optional()
        .describe('Where to go when nobody could tell. By default to a person, who is told why.'),
    })
    .describe('Looks something up while the bot thinks.'),
  check: z
    .strictObject({
      ...common,
      check: z.array(rule).min(1).max(12).describe('Rules, in order; the first that fails decides.'),
    })
    .describe('Whether the customer may have this: named rules. The one that decided is shown to the agent.'),
  branch: z
    .strictObject({
      ...common,
      branch: z
        .array(z.strictObject({ when: expression, to: target }))
        .min(1)
        .max(12)
        .describe('Conditions, in order; the first that holds decides.'),
      else: target,
    })
    .describe('Goes one way or another.'),
  act: z
    .strictObject({
      ...common,
      act: id.describe('What is done: docs/shop.md, connectors.yaml and docs/acts.md.'),
      with: values.describe('What it needs, as expressions.'),
      as: slotName.describe('The name by which expressions and sentences know what came of it.'),
      refused: target.describe('Where to go when the shop says no.'),
      failed: target.describe('Where to go when nobody could tell what became of it.'),
    })
    .describe('Has something done, once.'),
  call: z
    .strictObject({
      ...common,
      call: id.describe('A flow with `block: true`. Slots of the same name are the same slot.'),
      failed: target.optional().describe('Where to go when the block ends with `fail`. By default the flow ends.'),
      inside: z
        .strictObject({ first: stepId, after: target })
        .optional()
        .describe('Where the steps of the block begin and what follows them. Written by publishing, never by hand.'),
    })
    .describe('Runs another flow as a block and brings back its slots.'),
  ticket: z
    .strictObject({ ...common, ticket: z.strictObject({ topic: id, subject: stepId }) })
    .describe('Opens a ticket for which nobody waits in the chat.'),
  handoff: z
    .strictObject({ ...common, handoff: z.strictObject({ topic: id, reason: stepId }) })
    .describe('Opens a ticket and calls a person.'),
} as const;

export type StepKind = keyof typeof steps;
export const stepKinds: readonly StepKind[] = z.keyof(z.strictObject(steps)).options;
/** The schema of each kind of step, for the reference and the JSON Schema. */
export const stepSchemas: Readonly<Record<StepKind, z.ZodObject>> = steps;

const step = z.union([
  steps.ask,
  steps.choose,
  steps.confirm,
  steps.say,
  steps.lookup,
  steps.check,
  steps.branch,
  steps.act,
  steps.call,
  steps.ticket,
  steps.handoff,
]);
export type FlowStep = z.infer<typeof step>;
export type Slot = z.infer<typeof slot>;
export const slotSchema = slot;

const jsonValue = z.json();
const listOrOne = z.array(z.string()).or(z.string().transform((one) => [one]));

/** One conversation with the flow, as its editor expects it. */
export const flowTest = z.strictObject({
  test: z.string().min(1).max(120).describe('What it shows, as a claim.'),
  language: z.string().describe('The language it is held in.'),
  given: z
    .strictObject({
      now: z.iso
        .datetime({ local: true, offset: true })
        .optional()
        .describe('The moment it begins, in the shop’s zone.'),
      lookups: z
        .record(z.string(), jsonValue.or(z.literal('none')).or(z.literal('failed')))
        .default({})
        .describe(
          'What look-ups bring in this test: fields, `none` or `failed`; a list brings one after the other, and its last from then on. What is not named here is looked up.',
        ),
      acts: z
        .record(
          z.string(),
          z.union([
            z.strictObject({ done: z.record(z.string(), jsonValue) }),
            z.strictObject({ refused: z.record(z.string(), jsonValue) }),
            z.literal('failed'),
          ]),
        )
        .default({})
        .describe('What becomes of acts in this test.'),
      slots: z.record(slotName, z.string()).default({}).describe('What the conversation knows already.'),
    })
    .prefault({}),
  talk: z
    .array(
      z.strictObject({
        customer: z
          .string()
          .min(1)
          .describe('What the customer writes, or the value of the button they press: `@skip`.'),
        photo: z.boolean().optional().describe('With a photo.'),
        expect: listOrOne
          .optional()
          .describe(
            'The sentences said in answer, by key; one of the bot’s own is `bot.<key>`. In this order, others may stand between.',
          ),
        slots: z.record(slotName, z.string()).optional().describe('What the slots hold then.'),
        ends: z
          .enum(['done', 'cancelled', 'person', 'ticket'])
          .optional()
          .describe('How the flow ends with this message.'),
      }),
    )
    .min(1)
    .max(40),
});
export type FlowTest = z.infer<typeof flowTest>;

export const flow = z.strictObject({
  flow: id.describe('Its name everywhere; the file is called the same.'),
  topic: id.describe('Routes its tickets to a team.'),
  block: z.boolean().default(false).describe('Only called by other flows, never begun by a customer.'),
  form: z
    .boolean()
    .default(true)
    .describe('Whether it is also offered as a form in the help centre (docs/forms.md). A block never is.'),
  startsWith: z
    .array(slotName)
    .default([])
    .describe('A message that is nothing but one of these slots starts this flow.'),
  does: z
    .array(z.string())
    .default([])
    .describe('Articles (by slug) that only describe what this errand does: who asks for one gets the errand.'),
  offeredWith: z
    .array(z.string())
    .default([])
    .describe(
      'Answers from articles of these topics, or from these articles (by slug), offer this errand as a button.',
    ),
  slots: z.record(slotName, slot).default({}),
  steps: z.array(step).min(1).max(120),
  tests: z.array(flowTest).max(60).default([]),
});
export type Flow = z.infer<typeof flow>;

/** The schema that fits a step best, so that an error speaks of the step the author meant and not of all eleven kinds. */
export function stepSchema(raw: unknown): z.ZodType<FlowStep> | undefined {
  const kind = kindIn(raw);
  return kind && steps[kind];
}

/** The kind of step this seems to be: the first key that names one. */
export function kindIn(raw: unknown): StepKind | undefined {
  return typeof raw === 'object' && raw !== null ? stepKinds.find((one) => one in raw) : undefined;
}

/** The kind of a step. */
export function kindOf(step: FlowStep): StepKind {
  const kind = stepKinds.find((one) => one in step);
  if (!kind) throw new Error(`flow: step ${step.id} is of no kind`);
  return kind;
}

/** The schema of a kind of step, giving the step itself. */
export const stepSchemaOf = (kind: StepKind): z.ZodType<FlowStep> => steps[kind];
