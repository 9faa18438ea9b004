import { DateTime } from 'luxon';
import { parseFormValue } from '../conversations/form-value.js';
import { parseOwner } from '../conversations/owner.js';
import type { Database } from '../database/database.js';
import type { Event, Owner } from '../wire.js';
import { currentRun } from './flow-dialog.js';
import { flowBegun, isPosted, lastPosted, latestEvents, saidSince } from './form-log.js';
import { questionOf, type FormCheck, type FormQuestion } from './form-question.js';
import type { Current } from './services.js';
import { parseState, type BotState } from './state.js';

/** Where a form stands, for a page to show. Everything in it is read from the conversation; nothing is kept beside it. */
export type FormStanding =
  /** Opened, and nothing said yet: the process ended between the two. */
  | { readonly kind: 'new' }
  /** The bot thinks, or another system works on it. */
  | { readonly kind: 'busy'; readonly said: readonly string[] }
  /** Its flow or its place can no longer be read: the next message begins it again with what was given. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'question'; readonly question: FormQuestion }
  | { readonly kind: 'check'; readonly check: FormCheck }
  | { readonly kind: 'suggested'; readonly articles: readonly SuggestedArticle[] }
  | {
      readonly kind: 'ended';
      readonly how: FormEnd;
      readonly said: readonly string[];
      readonly ticket: string | undefined;
      /** The bot has asked where the answer may go. */
      readonly asksMail: boolean;
    };

export type FormEnd = 'done' | 'refused' | 'ticket' | 'person' | 'cancelled' | 'solved' | 'stopped' | 'closed';

export interface SuggestedArticle {
  readonly id: string;
  readonly title: string;
  readonly slug: string;
  readonly language: string;
  readonly excerpt: string;
}

export interface FormConversation {
  readonly conversation: string;
  readonly thread: string;
  readonly language: string;
  /** The language the conversation is held in so far. */
  readonly spoken: string;
  readonly flow: string;
  /** What it is called in that language. */
  readonly title: string;
  readonly begun: number;
  readonly standing: FormStanding;
}

export interface FormReader {
  readonly database: Database;
  readonly site: string;
  readonly current: () => Current;
  readonly now: () => number;
}

/** The form a conversation holds, in its language or in the one the page is read in. `undefined`: it is no form. */
export async function formConversation(
  { database, site, current, now }: FormReader,
  conversation: string,
  language?: string,
): Promise<FormConversation | undefined> {
  const [row] = await database.read(
    database.build
      .selectFrom('conversation')
      .select(['thread', 'channel', 'language', 'owner', 'pending', 'state', 'opened'])
      .where('id', '=', conversation)
      .where('site', '=', site),
  );
  if (!row) return undefined;
  const events = await latestEvents(database, conversation);
  const flow = flowBegun(events);
  const published = current().flows.live.get(flow ?? '');
  const spoken = language ?? row.language;
  const words = published?.words[spoken] ?? Object.values(published?.words ?? {})[0];
  const seen: Seen = {
    current: current(),
    state: parseState(row.state).state,
    owner: parseOwner(row.owner),
    events,
    language: spoken,
    now: now(),
    isPending: row.pending === 1,
  };
  return {
    conversation,
    thread: row.thread,
    language: spoken,
    spoken: row.language,
    begun: row.opened,
    flow: flow ?? '',
    title: words?.title ?? flow ?? '',
    standing: flow === undefined ? { kind: 'new' } : await standingOf(seen),
  };
}

/** All that a standing is read from. */
export interface Seen {
  readonly current: Current;
  readonly state: BotState;
  readonly owner: Owner;
  readonly events: readonly Event[];
  readonly language: string;
  readonly now: number;
  readonly isPending: boolean;
}

async function standingOf(seen: Seen): Promise<FormStanding> {
  const { state, owner, current, isPending } = seen;
  if (isPending) return { kind: 'busy', said: saidSince(seen.events) };
  if (owner.status !== 'bot') return ended(seen, owner.status === 'closed' ? 'closed' : 'person');
  const run = currentRun(state);
  const { open } = state;
  if (open?.kind === 'suggested' && (run === undefined) === (open.begins !== null))
    return { kind: 'suggested', articles: suggestedIn(seen) };
  if (state.stack.length === 0) return ended(seen, howEnded(seen));
  const published = run && (await current.flows.version(run.flow, run.version));
  if (!run || !published || run.waiting === null) return { kind: 'lost' };
  if (run.waiting === 'act') return { kind: 'busy', said: saidSince(seen.events) };
  const today = DateTime.fromMillis(seen.now, { zone: current.settings.zone }).toISODate() ?? '';
  return questionOf(seen, { run, published, today, said: saidSince(seen.events) });
}

function howEnded({ state, events }: Seen): FormEnd {
  const value = lastPosted(events)?.value;
  if (value === '@cancel') return 'cancelled';
  if (parseFormValue(value)?.kind === 'solved') return 'solved';
  if (isStopped(events)) return 'stopped';
  if (state.ticket) return 'ticket';
  return state.collected['rule'] ? 'refused' : 'done';
}

/** An operator has ended it since the customer last posted anything. */
function isStopped(events: readonly Event[]): boolean {
  const since = events.slice(events.findLastIndex((event) => isPosted(event)) + 1);
  return since.some(({ body }) => body?.kind === 'flow moved' && body.how === 'end');
}

function ended(seen: Seen, how: FormEnd): FormStanding {
  const { state, events, owner } = seen;
  const opened = events.findLast(({ body }) => body?.kind === 'ticket')?.body;
  const ticket = state.ticket?.number ?? (opened?.kind === 'ticket' ? opened.number : undefined);
  // What is closed has its answer: an address would begin another conversation.
  const asksMail = state.open?.kind === 'contact' && owner.status !== 'closed';
  return { kind: 'ended', how, said: saidSince(seen.events), ticket, asksMail };
}

/** As they were shown: those of the bot's latest message that has sources. One that is gone since is left out. */
function suggestedIn({ events, current }: Seen): SuggestedArticle[] {
  const shown = events.findLast(({ body }) => body?.kind === 'message' && body.message.sources !== undefined)?.body;
  const sources = shown?.kind === 'message' ? (shown.message.sources ?? []) : [];
  return sources.flatMap(({ article, title, slug, language }) => {
    const known = current.article(article);
    return known ? [{ id: article, title, slug, language, excerpt: known.answer }] : [];
  });
}
