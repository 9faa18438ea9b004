import { z } from 'zod';
import { expressionProblem } from '../language/expression.js';
import { feelingLists } from '../language/feelings.js';
import { quickReader } from './quick-schema.js';

/**
 * One language's sentences: `dialogs/words/<language>.yaml`. `bot` is what the bot says outside flows, `flows` what each
 * flow says (a flow's own may also stand in `dialogs/words/<language>/<flow>.yaml`), `tables` turns stored values into
 * words. A sentence is a text or several; of several the bot takes the next one each time it must say the same again.
 * `{order}` and `{order.expected:date}` are filled in.
 */
const sentence = z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(6)]);

/** How an expression is written: src/language/expression.ts. */
const expression = z.string().superRefine((text, context) => {
  const problem = expressionProblem(text);
  if (problem !== undefined) context.addIssue(problem);
});

/** Words of feeling and danger this shop adds to the product's lists, or takes out as they stand there. */
const changedList = z.strictObject({ add: z.array(expression).optional(), remove: z.array(z.string()).optional() });

export const flowWords = z.strictObject({
  title: z.string().describe('What the errand is called when the bot asks "did you mean …".'),
  about: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('What it is for, in one line: stands beside the title where forms are listed.'),
  start: z
    .array(z.string())
    .default([])
    .describe('What customers say when they want it: found like the questions of an article.'),
  slots: z.record(z.string(), z.string()).default({}).describe('What a slot is called when it is read back.'),
  examples: z
    .record(z.string(), z.string())
    .default({})
    .describe('An answer as it may look, told when one could not be read.'),
  choices: z
    .record(z.string(), z.string())
    .default({})
    .describe('The labels of choices; of a slot whose choices a look-up brings, one under the name of the slot.'),
  also: z
    .record(z.string(), z.array(z.string()))
    .default({})
    .describe('Other words customers have for a choice, by the choice: never shown, only heard.'),
  beside: z
    .record(z.string(), z.array(z.string().trim().min(1).max(40)).min(1).max(40))
    .default({})
    .describe(
      'Words of which one must stand in the same part of a sentence for a slot to be taken from an opening: `persons: [people, family of]`.',
    ),
  told: z
    .record(
      z.string(),
      z
        .array(
          z
            .string()
            .trim()
            .min(2)
            .max(60)
            .regex(/^[^…]*(?:[^…]…[^…]*)?$/u, 'words, then at most one gap (…), then perhaps words'),
        )
        .min(1)
        .max(40),
    )
    .default({})
    .describe(
      'How a text is told in passing, before anybody has asked: `addressee: [made out to …]`. The gap is what is taken; without one the words themselves.',
    ),
  rules: z.record(z.string(), z.string()).default({}).describe('What each rule of a check says, for the agent.'),
  say: z
    .record(z.string(), sentence)
    .default({})
    .describe('The sentences, by the id of their step or the name a step gives.'),
});

/** Two at least: one word alone means nothing else. */
const synonymGroup = z
  .array(
    z
      .string()
      .trim()
      .min(1)
      .max(80)
      .regex(/[\p{L}\p{N}]/u, 'a word or a phrase'),
  )
  .min(2, 'a group has two words at least: what means the same')
  .max(200);

export const words = z.strictObject({
  language: z.string(),
  bot: z.record(z.string(), sentence),
  /** What means the same to this shop, for the search: each group a name and the words and phrases of it. */
  synonyms: z.record(z.string().regex(/^[a-zA-Z][\w-]{0,39}$/, 'a name such as kettle'), synonymGroup).optional(),
  /** What somebody is offered who names a matter and nothing else ("a question about my order"): errands, best first. */
  matters: z
    .record(
      z.string().regex(/^[a-zA-Z][\w-]{0,39}$/, 'a name such as order'),
      z.strictObject({
        named: z.array(z.string().trim().min(2).max(80)).min(1).max(60),
        offers: z.array(z.string()).min(2, 'of one errand the start lines are enough').max(4),
      }),
    )
    .optional(),
  feelings: z.partialRecord(z.enum(feelingLists), changedList).optional(),
  tables: z.record(z.string(), z.record(z.string(), z.string())),
  flows: z.record(z.string(), flowWords).default({}),
});
export const readFlowWords = quickReader(flowWords);
export type Words = z.infer<typeof words>;
export type FlowWords = z.infer<typeof flowWords>;
export type Sentence = z.infer<typeof sentence>;
