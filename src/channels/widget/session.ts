import { adoptThread, knowCustomer, threadOfCustomer, type Identified } from '../../customers/identified.js';
import { openThread } from '../../conversations/open.js';
import { speakLanguage } from '../../conversations/speak.js';
import { allowedTypes } from '../../files/type.js';
import { peopleAt, type People } from '../../handoff/people.js';
import { newId } from '../../id.js';
import { Refusal } from '../../refusal.js';
import type { WidgetOpened, WidgetSession } from '../../widget-wire.js';
import { limits } from '../../wire.js';
import type { Claims } from '../directline/token.js';
import { strike, threadRow, type Access } from './access.js';
import { readIdentity } from './identity.js';
import { channelName, spokenLanguage, widgetTokens, type Widget } from './widget.js';

/** A session goes on this long on one word of the shop; then the widget must bring a new one. */
const provedFor = 12 * 3600 * 1000;

export interface Beginning {
  readonly language: string | undefined;
  /** The customer chose the language by hand a moment ago. */
  readonly chosen: boolean;
  readonly identity: string | undefined;
  /** The token of the session before, whatever has become of it. */
  readonly before: string | undefined;
  readonly address: string;
}

/** Whom the session is for, and which thread is theirs. */
interface Holder {
  readonly thread: string;
  readonly opened: boolean;
  readonly customer: Identified | undefined;
  readonly proved: number | undefined;
}

export async function beginSession(widget: Widget, access: Access, wanted: Beginning): Promise<WidgetSession> {
  const { identity } = wanted;
  const before = await claimsBefore(widget, wanted.before);
  const holder =
    identity === undefined
      ? await continued(widget, before)
      : await identified(widget, access, { word: identity, before, address: wanted.address });
  const settings = widget.settings();
  const language = spokenLanguage(settings, wanted.language ?? (holder.customer?.language || undefined));
  const { thread, opened, customer } = holder;
  if (wanted.chosen && opened) await speakLanguage(widget.door.database, thread, language);
  return {
    ...(await tokenFor(widget, { thread, customer: customer?.id, proved: holder.proved })),
    thread,
    opened,
    language,
    customer: { identified: customer !== undefined, name: customer?.name || null },
    shop: {
      name: settings.name,
      languages: settings.languages,
      zone: settings.zone,
      people: await peopleNow(widget),
      helpUrl: `${widget.publicUrl}/help`,
    },
    limits: {
      textCharacters: limits.textCharacters,
      fileBytes: limits.fileBytes,
      filesPerMessage: limits.filesPerMessage,
      fileTypes: allowedTypes,
    },
    starters: [...widget.starters(language)],
  };
}

/** What an old token still says; nothing when it is void, which is no fault of the customer's. */
async function claimsBefore({ tokens, site }: Widget, token: string | undefined): Promise<Claims | undefined> {
  if (token === undefined) return undefined;
  const claims = await tokens.verifyLate(token).catch(onlyFaults);
  return claims?.site === site ? claims : undefined;
}

function onlyFaults(error: unknown): undefined {
  if (error instanceof Refusal) return undefined;
  throw error;
}

async function continued(widget: Widget, before: Claims | undefined): Promise<Holder> {
  if (!before) return fresh();
  const { thread, customer, proved = 0, exp } = before;
  const now = widget.door.clock.now();
  // On a shared computer the next person must not find the last one's chat: a proof that has lapsed is brought anew.
  if (customer !== undefined && (exp * 1000 <= now || proved + provedFor <= now)) {
    throw new Refusal('identity-expired', 'session: the proof of who the customer is has lapsed');
  }
  const row = await threadRow(widget, thread);
  if (row && row.customer !== (customer ?? null)) return fresh();
  const known = customer === undefined ? undefined : await customerById(widget, customer);
  return { thread, opened: row !== undefined, customer: known, proved: customer === undefined ? undefined : proved };
}

const fresh = (): Holder => ({ thread: newId('t'), opened: false, customer: undefined, proved: undefined });

/**
 * Their own latest thread, on whatever device. Who has none yet takes along what they wrote before they were known;
 * who has one leaves it behind, and another's is never reached.
 */
async function identified(
  widget: Widget,
  access: Access,
  { word, before, address }: { word: string; before: Claims | undefined; address: string },
): Promise<Holder> {
  const { database, clock } = widget.door;
  const identity = await readIdentity(word, widget.identitySecret, clock).catch((error: unknown) =>
    strike(widget, address, error),
  );
  const now = clock.now();
  const customer = await knowCustomer(database, { ...identity, site: widget.site, now });
  const whose = { customer: customer.id, channel: channelName };
  if (before && before.customer === undefined) {
    const taken = await adoptThread(database, { ...whose, thread: before.thread, now });
    if (taken) access.forget(before.thread);
  }
  const own = await threadOfCustomer(database, whose);
  if (own !== undefined) return { thread: own, opened: true, customer, proved: now };
  // Not opened yet: the same one for as long as it is asked for by the same customer.
  const thread = before?.customer === customer.id ? before.thread : newId('t');
  return { thread, opened: false, customer, proved: now };
}

async function customerById({ door: { database } }: Widget, id: string): Promise<Identified | undefined> {
  const [row] = await database.read(
    database.build
      .selectFrom('customer')
      .select(['id', 'subject', 'name', 'mail', 'phone', 'language'])
      .where('id', '=', id),
  );
  return row;
}

async function tokenFor(
  { tokens, site, door }: Widget,
  { thread, customer, proved }: { thread: string; customer?: string | undefined; proved?: number | undefined },
): Promise<{ token: string; expires: number }> {
  const who = customer === undefined ? {} : { customer, ...(proved === undefined ? {} : { proved }) };
  const token = await tokens.issue({ site, thread, user: customer ?? '', page: true, ...who });
  return { token, expires: door.clock.now() + widgetTokens.seconds * 1000 };
}

/** Opens the thread of a session, once. Of two devices of one customer, the second gets the first one's. */
export async function openConversation(
  widget: Widget,
  claims: Claims,
  asked: string | undefined,
): Promise<WidgetOpened & { made: boolean }> {
  const { door, site } = widget;
  const { customer } = claims;
  const language = spokenLanguage(widget.settings(), asked);
  const own =
    customer === undefined ? undefined : await threadOfCustomer(door.database, { customer, channel: channelName });
  const opened =
    own === undefined
      ? await openThread(door.database, {
          site,
          channel: channelName,
          thread: claims.thread,
          customer,
          language,
          now: door.clock.now(),
          peer: customer === undefined ? claims.thread : `customer:${customer}`,
          greeting: widget.greeting(language),
        })
      : { thread: own, made: false };
  const { thread, made } = opened;
  // A socket may have said hello before there was anything to read.
  if ('conversation' in opened)
    door.live.announce({ about: 'conversation', conversation: opened.conversation, thread });
  return { ...(await tokenFor(widget, { ...claims, thread })), thread, made };
}

const people = new WeakMap<Widget, { until: number; now: Promise<People> }>();

/** Every opened page asks; a moment old is new enough. */
function peopleNow(widget: Widget): Promise<People> {
  const { door, site } = widget;
  const known = people.get(widget);
  if (known && known.until > Date.now()) return known.now;
  const now = peopleAt(door.database, widget.settings(), { site, now: door.clock.now() });
  people.set(widget, { until: Date.now() + 3_000, now });
  now.catch(() => people.delete(widget));
  return now;
}
