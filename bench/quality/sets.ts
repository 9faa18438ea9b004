import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const line = z.object({ text: z.string(), label: z.string() });
const lines = z.array(line).default([]);
const texts = z.array(z.string()).default([]);

const intentSet = z.object({
  lang: z.string(),
  train: lines,
  valid: lines,
  test: lines,
  oos_valid: texts,
  oos_test: texts,
});
const faqSet = z.object({
  lang: z.string(),
  docs: z.array(z.object({ id: z.string(), q: z.string(), a: z.string() })),
  queries: z.array(z.object({ text: z.string(), rel: z.record(z.string(), z.number()) })),
});

/** A set of questions, each with the one topic it asks for, and questions that ask for none of them. */
export interface IntentSet {
  name: string;
  language: string;
  train: Line[];
  valid: Line[];
  test: Line[];
  strangersValid: string[];
  strangersTest: string[];
}

export type Line = z.infer<typeof line>;

/** Articles, and questions with the grade of each article that answers them. */
export interface FaqSet {
  name: string;
  language: string;
  docs: { id: string; q: string; a: string }[];
  queries: { text: string; rel: Record<string, number> }[];
}

/** Every `intent-*.json` of a folder; a file of another shape stops the benchmark with its name. */
export function intentSets(folder: string): IntentSet[] {
  return read(folder, 'intent').map(({ name, content }) => {
    const { lang, train, valid, test, oos_valid, oos_test } = parsed(intentSet, name, content);
    return { name, language: lang, train, valid, test, strangersValid: oos_valid, strangersTest: oos_test };
  });
}

/** Every `faq-*.json` of a folder. */
export function faqSets(folder: string): FaqSet[] {
  return read(folder, 'faq').map(({ name, content }) => {
    const { lang, docs, queries } = parsed(faqSet, name, content);
    return { name, language: lang, docs, queries };
  });
}

function read(folder: string, kind: string): { name: string; content: unknown }[] {
  if (!existsSync(folder))
    throw new Error(`no folder ${folder}: the sets are not part of the product, see docs/understanding.md`);
  return readdirSync(folder)
    .filter((file) => file.startsWith(`${kind}-`) && file.endsWith('.json'))
    .sort()
    .map((file) => {
      const content: unknown = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
      return { name: file.slice(kind.length + 1, -'.json'.length), content };
    });
}

function parsed<T>(schema: z.ZodType<T>, name: string, content: unknown): T {
  const result = schema.safeParse(content);
  if (!result.success) throw new Error(`set ${name}: ${z.prettifyError(result.error)}`);
  return result.data;
}
