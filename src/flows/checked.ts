import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { hashOfCode, mannerOfReading } from '../language/manner.js';
import { workerFile } from '../worker-file.js';
import { flow, type Flow } from './flow.js';
import { readFlow } from './read-flow.js';
import { flowWords, words, type FlowWords, type Words } from './words.js';

/** A flow with its sentences in every language, as it is stored. */
export interface Content {
  readonly flow: Flow;
  readonly words: Readonly<Record<string, FlowWords>>;
}

const unchecked = z.object({ flow: z.unknown(), words: z.record(z.string(), flowWords) });
const checked = z.object({ checked: z.string(), flow: z.custom<Flow>(), words: z.custom<Content['words']>() });
const checkedWords = z.object({ checked: z.string(), words: z.custom<Words>() });

let known: string | undefined;

/** The code by which flows are found right: another name as soon as a letter of it differs. */
function checking(): string {
  known ??= `${mannerOfReading()}.${hashOfCode(fileURLToPath(workerFile(import.meta.url, './')))}`;
  return known;
}

/** The text to store, marked with the code that has checked it. */
export const storedText = (content: Content): string => JSON.stringify({ checked: checking(), ...content });

/**
 * What is stored. What this very code has checked before it was stored is taken as it is: to check it again takes a tenth
 * of a second of every start. All else is checked now.
 */
export function readContent(text: string): Content {
  const raw: unknown = JSON.parse(text);
  const { success, data } = checked.safeParse(raw);
  if (success && data.checked === checking()) return { flow: data.flow, words: data.words };
  const { flow: other, words } = unchecked.parse(raw);
  return { flow: readFlow(other) ?? flow.parse(other), words };
}

/** The same for all the words of one language. */
export const storedWords = (content: Words): string => JSON.stringify({ checked: checking(), words: content });

export function readWords(text: string): Words {
  const raw: unknown = JSON.parse(text);
  const { success, data } = checkedWords.safeParse(raw);
  return success && data.checked === checking() ? data.words : words.parse(success ? data.words : raw);
}
