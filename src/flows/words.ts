import { z } from 'zod';

/**
 * One language's sentences: `dialogs/words/<language>.yaml`. `bot` is what the bot says outside flows, `flows` what each
 * flow says, `tables` turns stored values into words. A sentence is a text or several; of several the bot takes the
 * next one each time it must say the same again. `{order}` and `{order.expected:date}` are filled in.
 */
const sentence = z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(6)]);

export const words = z.strictObject({
  language: z.string(),
  bot: z.record(z.string(), sentence),
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
