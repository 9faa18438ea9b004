import { z } from 'zod';

/**
 * Everything that crosses the network, as zod schemas: parsing, types and the API description come from here.
 * A limit stands beside the field it limits; README.md lists them for those who call us.
 */
export const limits = {
  textCharacters: 4_000,
  jsonBytes: 64 * 1024,
  jsonDepth: 16,
  fileBytes: 10 * 1024 * 1024,
  filesPerMessage: 5,
  choices: 20,
  socketsPerConversation: 20,
} as const;

export const languageCode = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language code such as en or ja-JP');

export const choice = z.object({ label: z.string().max(200), value: z.string().max(500) });
export type Choice = z.infer<typeof choice>;

export const attachment = z.object({
  id: z.string().max(64),
  name: z.string().max(255),
  type: z.string().max(127),
  size: z.number().int().nonnegative(),
});
export type Attachment = z.infer<typeof attachment>;

/** An article as it was shown: the revision is the one the customer read, not the newest. */
export const source = z.object({
  article: z.string(),
  revision: z.number().int(),
  title: z.string(),
  slug: z.string(),
  language: z.string(),
});
export type Source = z.infer<typeof source>;

/** What the customer holds in the hand after a handoff. `promise`: by when, in milliseconds, or null when none can be made. */
export const receipt = z.object({
  ticket: z.string(),
  promise: z.number().nullable(),
  basis: z.enum(['agent-online', 'open-hours', 'next-opening', 'none']),
});
export type Receipt = z.infer<typeof receipt>;

/** What a form may ask for; a customer's client shows each with the keyboard that fits. */
export const fieldKinds = ['text', 'mail', 'phone', 'number', 'date', 'order number', 'choice'] as const;

export const formField = z.object({
  name: z.string().max(60),
  label: z.string().max(200),
  kind: z.enum(fieldKinds),
  required: z.boolean(),
  choices: z.array(choice).optional(),
});
export type FormField = z.infer<typeof formField>;

/** Asked all at once; free text answers it as well. `skip` is the label of the way past it, when there is one. */
export const form = z.object({
  id: z.string().max(64),
  fields: z.array(formField),
  submit: z.string().max(100),
  skip: z.string().max(100).nullable(),
});
export type Form = z.infer<typeof form>;

export const message = z.object({
  text: z.string(),
  language: z.string(),
  value: z.string().optional(),
  choices: z.array(choice).optional(),
  form: form.optional(),
  /** The fields of the form this message answers, by name; `text` says the same in words. */
  answers: z.record(z.string(), z.string()).optional(),
  attachments: z.array(attachment).optional(),
  sources: z.array(source).optional(),
  receipt: receipt.optional(),
});
export type Message = z.infer<typeof message>;

/** Why the bot said it, kept with the message, never sent to the customer: the versions that ranking is a function of. */
export const reasoning = z.object({
  question: z.string(),
  decision: z.enum(['answer', 'ask back', 'nothing']),
  candidates: z.array(z.object({ id: z.string(), probability: z.number() })),
  catalogue: z.number(),
  words: z.number(),
  coefficients: z.number(),
  /** The number of the shop's own fitting of them; 0 as shipped. */
  fitted: z.number().default(0),
  learnt: z.number().default(0),
});
export type Reasoning = z.infer<typeof reasoning>;

export const owner = z.discriminatedUnion('status', [
  z.object({ status: z.literal('bot') }),
  z.object({ status: z.literal('waiting'), queue: z.string() }),
  z.object({ status: z.literal('agent'), agent: z.string() }),
  z.object({ status: z.literal('closed') }),
]);
export type Owner = z.infer<typeof owner>;

/** What happened, by kind. The log holds nothing else. */
export type EventBody =
  | { kind: 'message'; message: Message; reasoning?: Reasoning }
  | { kind: 'note'; text: string }
  | { kind: 'owner'; from: Owner; to: Owner; reason: string; name?: string }
  | { kind: 'vote'; article: string; revision: number; helpful: boolean }
  /** A person has closed the conversation and the customer may say how it was; asked once for each such closing. */
  | { kind: 'rating asked'; ticket: string | null }
  /** `asked` is the seq of the asking. A later one for the same asking takes the place of this. */
  | { kind: 'rating given'; asked: number; ticket: string | null; score: number; comment: string }
  | { kind: 'ticket'; ticket: string; number: string; change: 'opened' | 'updated' | 'solved' | 'reopened' }
  | { kind: 'act asked'; key: string; act: string; slots: Record<string, string> }
  | {
      kind: 'act done';
      key: string;
      act: string;
      outcome: 'done' | 'refused' | 'failed';
      details: Record<string, string>;
    }
  /** An operator takes the conversations of a flow's older version to the one that is live, or ends them. */
  | { kind: 'flow moved'; flow: string; version: string; how: 'move' | 'end'; by: string }
  /** A form has waited for its customer for a while. */
  | { kind: 'silence' }
  | { kind: 'erased'; by: string; why: string };
export type EventKind = EventBody['kind'];

/** `customer`, `bot`, `system`, or `agent:<id>`. */
export type Author = 'customer' | 'bot' | 'system' | `agent:${string}`;

export interface Event {
  readonly conversation: string;
  readonly seq: number;
  readonly author: Author;
  readonly time: number;
  readonly clientId: string | null;
  /** null once a person was erased: the event stands, its content is gone. */
  readonly body: EventBody | null;
}

/** A stretch of one conversation's log: everything this reader may see after `after` up to and including `upTo`. */
export interface Batch {
  readonly conversation: string;
  readonly after: number;
  readonly upTo: number;
  readonly events: readonly Event[];
}
