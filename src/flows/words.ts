import { z } from 'zod';
import { expressionProblem } from '../language/expression.js';
import { feelingLists } from '../language/feelings.js';

/**
 * One language's sentences: `dialogs/words/<language>.yaml`. `bot` is what the bot says outside flows, `flows` what each
 * flow says, `tables` turns stored values into words. A sentence is a text or several; of several the bot takes the
 * next one each time it must say the same again. `{order}` and `{order.expected:date}` are filled in.
 */
const sentence = z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(6)]);

/** How an expression is written: src/language/expression.ts. */
const expression = z.string().superRefine((text, context) => {
  const problem = expressionProblem(text);
  if (problem !== undefined) context.addIssue(problem);
});

/** Words of feeling and danger this shop adds to the product's lists, or takes out as they stand there. */
const changedList = z.strictObject({ add: z.array(expression).optional(), remove: z.array(z.string()).optional() });

export const words = z.strictObject({
  language: z.string(),
  bot: z.record(z.string(), sentence),
  feelings: z.partialRecord(z.enum(feelingLists), changedList).optional(),
  tables: z.record(z.string(), z.record(z.string(), z.string())),
  flows: z.record(
    z.string(),
    z.strictObject({
      /** What the errand is called when the bot asks "did you mean …". */
      title: z.string(),
      /** What customers say when they want it: found like an article's questions. */
      start: z.array(z.string()).min(1),
      /** What a slot is called when it is read back. */
      slots: z.record(z.string(), z.string()).default({}),
      choices: z.record(z.string(), z.string()).default({}),
      say: z.record(z.string(), sentence).default({}),
    }),
  ),
});
export type Words = z.infer<typeof words>;
export type FlowWords = Words['flows'][string];
export type Sentence = z.infer<typeof sentence>;
