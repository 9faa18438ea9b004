import { z } from 'zod';
import { Refusal } from '../../refusal.js';
import { limits, type Message } from '../../wire.js';

/** Names that are compared and stored: with a NUL or half a character in them the databases would disagree. */
export const plainId = (most: number): z.ZodString =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'a plain id');

/** What Microsoft's clients post. Fields we have no use for are dropped, not refused: clients add new ones. */
export const activity = z.object({
  type: z.string().max(64),
  name: z.string().max(200).optional(),
  text: z.string().max(limits.textCharacters).nullish(),
  value: z.unknown().optional(),
  locale: z.string().max(35).nullish(),
  channelData: z.object({ clientActivityID: plainId(128).optional() }).nullish(),
  attachments: z.array(z.unknown()).max(limits.filesPerMessage).nullish(),
});
export type Activity = z.infer<typeof activity>;

/** Real Direct Line takes these and so do we; nothing of them is kept. */
const heardOnly = new Set(['typing', 'event', 'conversationUpdate', 'endOfConversation', 'messageReaction', 'invoke']);

export function isHeardOnly({ type }: Activity): boolean {
  return heardOnly.has(type);
}

/** A message as the door takes it, or `Refusal('bad-input')`: another type, or nothing in it. */
export function messageOf(said: Activity, fallback: string): Message {
  if (said.type !== 'message') throw bad(`type ${said.type.slice(0, 40)}`, 'type: message');
  const text = said.text ?? '';
  const value = valueOf(said.value);
  if (text.trim() === '' && value === undefined) throw bad('neither text nor value', 'text');
  return { text, language: languageOf(said.locale, fallback), ...(value === undefined ? {} : { value }) };
}

/** A card's form arrives as an object: it goes through the door as its JSON. */
function valueOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text.length > limits.textCharacters)
    throw bad('value too long', `value: at most ${limits.textCharacters} characters`);
  return text;
}

/** `ja-JP` is `ja` to us; what is no language code is as good as none. */
export function languageOf(locale: string | null | undefined, fallback: string): string {
  return /^[a-zA-Z]{2,3}(?=-|$)/.exec(locale ?? '')?.[0].toLowerCase() ?? fallback;
}

const bad = (why: string, where: string): Refusal => new Refusal('bad-input', `activity: ${why}`, { where });
