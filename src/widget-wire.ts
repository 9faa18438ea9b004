import { z } from 'zod';
import { languageCode, limits, type Form, type FormField, type Receipt, type Source } from './wire.js';

export type { Form, FormField };

/**
 * Our widget's own wire, under `/widget/v1`. What the widget sends is a schema, because it is parsed; what it hears is a
 * type, because we made it. The widget takes types alone from here: no schema weighs on a customer's phone.
 *
 * A position is where a reader stands in a thread's log (`n-seq`, opaque to the widget). Every batch says `after` and
 * `upTo`; a reader whose position is not `after` asks for the events after its position.
 */
export const widgetBase = '/widget/v1';

const clientId = z.string().regex(/^[\w.:-]{1,64}$/);
const position = z.string().regex(/^(\d{1,6}-)?\d{1,10}$|^$/);

/**
 * `POST /sessions`: begins or renews a session; the old token comes as the bearer. `identity` is the shop's own signed
 * token (JWT, HS256 with the site's widget secret): `sub` and `exp` (at most a day ahead), and optionally `name`, `mail`,
 * `phone`, `language`. Answers a `WidgetSession`. Refused with the code `identity-expired` (ask the shop's callback again;
 * without one, begin without a token) or `identity-refused` (the shop's signing is wrong; the console of its developer
 * may say so). An old token that is void is no error: the answer is a session on a fresh thread. `chosen`: the customer
 * has put the window into this language by hand, and the conversation follows.
 */
export const sessionRequest = z.object({
  language: languageCode.optional(),
  chosen: z.boolean().default(false),
  identity: z.string().max(4_096).optional(),
  page: z.object({ url: z.string().max(2_000), title: z.string().max(300) }).optional(),
});

/** `POST /conversation`: opens the session's thread with the bot's greeting; again, it gives what is there. `WidgetOpened`. */
export const conversationRequest = z.object({ language: languageCode.optional() });

export interface WidgetOpened {
  /** Use it from now on: an identified customer may have begun their chat on another device a moment ago. */
  readonly token: string;
  readonly expires: number;
  readonly thread: string;
}

/**
 * `POST /files`: multipart, one part `message` (a `messageRequest` as JSON; its text may be empty), then the files under
 * any name. Both this and `POST /messages` answer a `WidgetStored`, 201 at first and 200 when it was stored before; the
 * same client id with another content is refused with the code `other-body`.
 */
export interface WidgetStored {
  readonly conversation: string;
  readonly position: string;
  readonly time: number;
}

/** `POST /messages`. `value` is the value of a pressed choice; `answers` are a form's fields by name. */
export const messageRequest = z.object({
  clientId,
  text: z.string().max(limits.textCharacters),
  language: languageCode,
  value: z.string().max(500).optional(),
  answers: z.record(z.string().max(60), z.string().max(500)).optional(),
});
export type MessageRequest = z.infer<typeof messageRequest>;

/** `POST /ratings`, answered with `WidgetStored`: one for each closing; a second for the same closing changes the first's score and comment. */
export const ratingRequest = z.object({
  clientId,
  conversation: z.string().max(64),
  score: z.number().int().min(1).max(5),
  comment: z.string().max(1_000).optional(),
});
export type RatingRequest = z.infer<typeof ratingRequest>;

/**
 * `GET /events`, answered with a `WidgetBatch`: `wait` seconds make it a long poll, for proxies that forbid WebSockets.
 * While one waits the customer is there; `seen` says how far they have read.
 */
export const eventsRequest = z.object({
  after: position.default(''),
  seen: position.default(''),
  wait: z.coerce.number().int().min(0).max(25).default(0),
});

/**
 * What the widget says on the socket (`/widget/v1/stream`). The first frame is the hello; the token is never in the URL.
 * Closed with 4401: renew the session before coming back. With any other code: come back with your position.
 * A hello again, with a renewed token of the same thread, keeps the socket open past the old token's end.
 */
export const widgetFrame = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello'), token: z.string().max(4_096), after: position }),
  z.object({ kind: z.literal('typing') }),
  z.object({ kind: z.literal('seen'), upTo: position }),
]);
export type WidgetFrame = z.infer<typeof widgetFrame>;

/** What the server says on the socket. `typing` ends by itself after `seconds`, or with the writer's next message. */
export type ServerFrame =
  | { kind: 'welcome' }
  | { kind: 'events'; batch: WidgetBatch }
  | { kind: 'typing'; by: 'bot' | 'agent'; name: string; seconds: number }
  /** A person has seen everything up to here. */
  | { kind: 'seen'; upTo: string }
  /** Where somebody waiting stands now; sent again when it changes. */
  | { kind: 'queue'; ahead: number; promise: number | null }
  | { kind: 'expired' };

export interface WidgetSession {
  readonly token: string;
  /** Another than the last time: what the device has kept belongs to somebody else or to nobody, and goes. */
  readonly thread: string;
  /** False until `POST /conversation`: there is nothing to read yet. */
  readonly opened: boolean;
  /** Milliseconds since 1970. */
  readonly expires: number;
  readonly language: string;
  readonly customer: { readonly identified: boolean; readonly name: string | null };
  readonly shop: {
    readonly name: string;
    readonly languages: readonly string[];
    readonly zone: string;
    /**
     * Who is there: said on the first screen and beside "Talk to a person". `opens`: when the counter opens next; null
     * while it is open, and when it has no hours.
     */
    readonly people: { readonly online: boolean; readonly opens: number | null };
    readonly helpUrl: string;
  };
  readonly limits: {
    readonly textCharacters: number;
    readonly fileBytes: number;
    readonly filesPerMessage: number;
    /** For the file picker's `accept`. */
    readonly fileTypes: readonly string[];
  };
  /** What customers ask first, as quick replies on an empty screen. */
  readonly starters: readonly { readonly label: string; readonly value: string }[];
}

export interface WidgetBatch {
  readonly after: string;
  readonly upTo: string;
  readonly events: readonly WidgetEvent[];
}

interface EventBase {
  readonly position: string;
  readonly conversation: string;
  readonly time: number;
}

export type WidgetEvent = EventBase &
  (
    | {
        kind: 'message';
        author: 'customer' | 'bot' | 'agent';
        /** Empty for the customer's own. */
        name: string;
        clientId: string | null;
        language: string;
        /** As it was written; for the customer's own words it is all there is. */
        text: string;
        /** The bot's and the agent's Markdown, made a tree by the server, so that the widget needs no parser and no HTML. */
        tree: readonly Block[] | null;
        choices: readonly { readonly label: string; readonly value: string }[];
        form: Form | null;
        files: readonly WidgetFile[];
        sources: readonly Pick<Source, 'title' | 'slug' | 'language'>[];
        receipt: (Receipt & { readonly url: string | null }) | null;
      }
    | { kind: 'owner'; status: 'bot' | 'waiting' | 'agent' | 'closed'; name: string }
    | { kind: 'ticket'; number: string; change: 'opened' | 'updated' | 'solved' | 'reopened' }
    /** The customer may say how it was; `score` once they have. Comes after a person's closing. */
    | { kind: 'rating'; score: number | null; comment: string | null }
    | { kind: 'erased' }
  );

export interface WidgetFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Signed, good for a day; relative to the server. */
  readonly url: string;
}

/** Markdown as a tree: what articles and answers use, and nothing that could carry a script. */
export type Block =
  | { kind: 'paragraph'; inlines: readonly Inline[] }
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; inlines: readonly Inline[] }
  | { kind: 'list'; ordered: boolean; start: number; items: readonly (readonly Block[])[] }
  | { kind: 'quote'; blocks: readonly Block[] }
  | { kind: 'code'; text: string }
  | { kind: 'table'; head: readonly (readonly Inline[])[]; rows: readonly (readonly (readonly Inline[])[])[] }
  | { kind: 'rule' };

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'em' | 'strike'; inlines: readonly Inline[] }
  /** `http`, `https`, `mailto` and `tel` alone. `article`: one of ours, to be opened inside the widget; `url` is then a path. */
  | {
      kind: 'link';
      url: string;
      article: { readonly slug: string; readonly language: string } | null;
      inlines: readonly Inline[];
    }
  /** A path on our own server: pictures from elsewhere come as links. */
  | { kind: 'image'; url: string; alt: string }
  | { kind: 'break' };

/** `GET /articles/:language/:slug`: a source, read inside the widget. */
export interface WidgetArticle {
  readonly slug: string;
  readonly language: string;
  readonly title: string;
  /** When its live revision was made. */
  readonly updated: number;
  readonly tree: readonly Block[];
  readonly url: string;
}
