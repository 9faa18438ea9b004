import { z } from 'zod';

/** A value the customer gave, with how far it is to be trusted: the ticket shows it, the agent need not ask again. */
export const filled = z.object({
  value: z.string(),
  display: z.string(),
  state: z.enum(['given', 'checked', 'refused']),
});
export type Filled = z.infer<typeof filled>;

const shownArticle = z.object({
  article: z.string(),
  revision: z.number(),
  title: z.string(),
  slug: z.string(),
  vote: z.enum(['helped', 'did not help']).nullable(),
  /** Told in one message with the one before it: one vote is for both. */
  together: z.boolean().optional(),
});
export type ShownArticle = z.infer<typeof shownArticle>;

/** What the bot asked outside any flow, so that a bare "yes" or "the second" is understood. */
const openQuestion = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('which'), candidates: z.array(z.object({ id: z.string(), title: z.string() })) }),
  z.object({ kind: z.literal('person') }),
  z.object({ kind: z.literal('contact') }),
  z.object({ kind: z.literal('helped') }),
  z.object({ kind: z.literal('kept') }),
  z.object({ kind: z.literal('errand'), flow: z.string(), text: z.string() }),
  /** Articles shown before a form begins (then `begins` names it) or before it is sent. */
  z.object({ kind: z.literal('suggested'), begins: z.string().nullable(), opening: z.string() }),
]);
export type OpenQuestion = z.infer<typeof openQuestion>;

/**
 * The bot's memory of a conversation: one plain object, saved in the turn's own commit. `format` is raised when an
 * older memory cannot be read as it is.
 */
const botState = z.object({
  format: z.literal(1),
  /** botbuilder-dialogs' stack; what a flow remembers of its own run is inside. */
  stack: z.array(z.object({ id: z.string(), state: z.record(z.string(), z.unknown()) })),
  slots: z.record(z.string(), filled),
  /** Everything collected by any flow, as a ticket shows it. */
  collected: z.record(z.string(), filled.extend({ label: z.string() })),
  /** Misses since the last success or since (re)opening. Two offer a person. */
  misses: z.number().int(),
  /** How often each look-up found nothing, over all runs: guessing at somebody's order ends with a person. */
  failures: z.record(z.string(), z.number()),
  offers: z.number().int(),
  /** Angry messages since a person was last offered and refused, or called. */
  anger: z.number().int().default(0),
  /** Danger or crime was spoken of: articles stay silent, a person is coming. */
  grave: z.boolean().default(false),
  open: openQuestion.nullable(),
  /** The second of two errands asked for in one message. */
  later: z.object({ flow: z.string(), text: z.string() }).nullable().default(null),
  /** An errand begun in the conversation before this one, until it is too long ago. */
  kept: z
    .object({ flow: z.string(), slots: z.record(z.string(), filled), until: z.number(), offered: z.boolean() })
    .nullable()
    .default(null),
  shown: z.array(shownArticle),
  questions: z.array(z.string()),
  /** How often each sentence was said: repeating oneself word for word is what a broken bot does. */
  said: z.record(z.string(), z.number()),
  /** The last message nobody understood, so that a second half sent a moment later is read together with it. */
  missed: z.object({ text: z.string(), time: z.number() }).nullable(),
  /** The open ticket this conversation has, so that a second one is never opened. */
  ticket: z.object({ number: z.string(), promise: z.number().nullable(), basis: z.string() }).nullable(),
  /** What the customer said last, if it was short: the same again from before the bot had spoken is an impatient finger. */
  heard: z
    .object({
      text: z.string(),
      value: z.string().optional(),
      attachments: z.array(z.object({ id: z.string() })).optional(),
    })
    .nullable()
    .default(null),
  /** When the last turn was committed: what is older was written while the bot thought. */
  spoke: z.number(),
});
export type BotState = z.infer<typeof botState>;
/** One that is known to be of this form. */
const ownState = z.custom<BotState>();

export function freshState(): BotState {
  return {
    format: 1,
    stack: [],
    slots: {},
    collected: {},
    failures: {},
    misses: 0,
    offers: 0,
    anger: 0,
    grave: false,
    open: null,
    later: null,
    kept: null,
    shown: [],
    questions: [],
    said: {},
    missed: null,
    ticket: null,
    heard: null,
    spoke: 0,
  };
}

/**
 * What was saved, or a fresh memory where there is none. Of a memory of another form every part that still reads is
 * kept: the ticket's number and what the customer has told are worth more than the rest. `unreadable` tells that
 * something had to be forgotten.
 */
export function parseState(text: string): { state: BotState; unreadable: boolean } {
  if (text === '') return { state: freshState(), unreadable: false };
  const raw = parseJson(text);
  if (written.has(text)) return { state: ownState.parse(raw), unreadable: false };
  const result = botState.safeParse(raw);
  return result.success ? { state: result.data, unreadable: false } : { state: salvage(raw), unreadable: true };
}

/** A memory as it is saved. */
export function writeState(state: BotState): string {
  const text = JSON.stringify(state);
  written.add(text);
  if (written.size > remembered) written.delete(written.values().next().value ?? text);
  return text;
}

/** What this process wrote of late, a few kilobytes each: it is in this process's own form and need not be checked again. */
const written = new Set<string>();
const remembered = 1_000;

function salvage(raw: unknown): BotState {
  const old = z.record(z.string(), z.unknown()).safeParse(raw);
  if (!old.success) return freshState();
  const kept = Object.entries(botState.shape).flatMap(([name, schema]) => {
    const part = name === 'format' ? undefined : schema.safeParse(old.data[name]);
    return part?.success ? [[name, part.data] as const] : [];
  });
  return botState.parse({ ...freshState(), ...Object.fromEntries(kept) });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
