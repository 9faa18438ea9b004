import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { mailPattern } from '../customers/contact.js';
import { conversationsOf } from '../conversations/log.js';
import type { Door } from '../conversations/say.js';
import { markSeen } from '../conversations/seen.js';
import { fill } from '../flows/fill.js';
import { attachAll, attachmentOf } from '../files/attachment.js';
import { receiveFile, type Received } from '../files/receive.js';
import { readFile } from '../files/store.js';
import { shownTypes } from '../files/type.js';
import { isOwnPage } from '../staff/access.js';
import { correctSlot, solvedByCustomer } from '../handoff/customer-acts.js';
import { addressKey } from '../http/address.js';
import type { Answer } from '../http/answer.js';
import { errorLanguage } from '../http/errors.js';
import type { Rates } from '../http/limits.js';
import { route, type HttpServer } from '../http/server.js';
import { newId } from '../id.js';
import { contactOf, contactSteps } from '../letters/contact.js';
import { linkAskedSteps } from '../letters/link-asked.js';
import { Refusal } from '../refusal.js';
import type { Settings } from '../site/settings.js';
import type { LinkReading, TicketLinks } from '../tickets/link.js';
import { limits } from '../wire.js';
import { linkPage, type LinkPage } from './link-page.js';
import { clientIdOf, sayOnce } from './post-once.js';
import { problemOf } from './problem-of.js';
import { readFileForm, readPlainForm } from './read-form.js';
import { ticketPage, type Notice } from './ticket-page.js';
import { ticketStyle } from './ticket-style.js';
import { ticketView, type TicketView } from './ticket-view.js';
import { ticketWords } from './ticket-words.js';

export interface TicketRoutes {
  readonly door: Door;
  readonly links: TicketLinks;
  readonly rates: Rates;
  readonly site: string;
  readonly publicUrl: string;
  readonly settings: () => Settings;
}

const params = z.object({ token: z.string().max(100) });
const query = z.object({
  lang: z.enum(['en', 'ja']).optional(),
  done: z.enum(['message', 'detail', 'solved']).optional(),
});

/** No script, nothing from elsewhere, in nobody's frame, and no address of it to other sites: it opens the ticket. */
const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  // Not 'no-referrer': browsers would then send forms with the origin 'null', and their origin could not be checked.
  'referrer-policy': 'same-origin',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'cross-origin-resource-policy': 'same-origin',
};

/** The customer's own pages of their tickets, under a signed link that expires. */
export function ticketRoutes(server: HttpServer, options: TicketRoutes): void {
  route(server, 'get', '/ticket/page.css', {}, async () => ({
    ...{ status: 200, type: 'text/css; charset=utf-8', text: ticketStyle },
    headers: { 'cache-control': 'public, max-age=3600' },
  }));
  newLinkRoutes(server, options);
  pageRoute(server, options);
  fileRoute(server, options);
  formRoutes(server, options);
}

function pageRoute(server: HttpServer, options: TicketRoutes): void {
  route(server, 'get', '/ticket/:token', { params, query }, async (call) => {
    const opened = await open(options, call.params.token, call.address);
    if (!('view' in opened)) return instead(options, opened, call);
    if (isPersonReading(call.headers)) await markRead(options.door, opened.view);
    const { lang, done } = call.query;
    return page(options, opened.view, {
      token: call.params.token,
      lang,
      notice: done === undefined ? undefined : { done },
    });
  });
}

function fileRoute(server: HttpServer, options: TicketRoutes): void {
  const { database } = options.door;
  const one = z.object({ token: z.string().max(100), file: z.string().regex(/^[\w-]{1,64}$/) });
  route(server, 'get', '/ticket/:token/files/:file', { params: one }, async (call): Promise<Answer> => {
    const opened = await open(options, call.params.token, call.address);
    if (!('view' in opened)) throw new Refusal('not-found', `ticket file: the link is ${opened.status}`);
    const found = await attachmentOf(database, call.params.file);
    const isOwn =
      found && (await conversationsOf(database, opened.view.thread)).some(({ id }) => id === found.conversation);
    if (!found || !isOwn) throw new Refusal('not-found', `ticket file: ${call.params.file} is not of this ticket`);
    const disposition = shownTypes.includes(found.type) ? 'inline' : 'attachment';
    return {
      ...{ status: 200, stream: Readable.from(readFile(database, found.file)), type: found.type, size: found.size },
      headers: {
        'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(found.name.toWellFormed())}`,
        ...{ 'cache-control': 'private, max-age=3600', 'referrer-policy': 'no-referrer' },
        'cross-origin-resource-policy': 'same-origin',
      },
    };
  });
}

function formRoutes(server: HttpServer, options: TicketRoutes): void {
  const { door, rates, publicUrl, site } = options;
  /** A form of the page: sent by the page itself, on a good link, and not too often. */
  function form(
    name: 'message' | 'detail' | 'solved',
    act: (opened: TicketView, call: Sent, told: Map<string, string>) => Promise<void>,
  ): void {
    const allow = async ({ headers: sent }: { headers: IncomingHttpHeaders }): Promise<void> => {
      if (!isOwnPage(sent, publicUrl)) throw new Refusal('not-allowed', 'ticket: a form came from another page');
    };
    route(server, 'post', `/ticket/:token/${name}`, { params, query, allow }, async (call): Promise<Answer> => {
      const { token } = call.params;
      const opened = await open(options, token, call.address);
      if (!('view' in opened)) return instead(options, opened, call);
      const told = new Map<string, string>();
      try {
        await rates.take('messages', opened.view.thread);
        await act(opened.view, { incoming: call.incoming, lang: call.query.lang }, told);
      } catch (error) {
        const problem = problemOf(error, 'empty');
        const again = await open(options, token, call.address);
        if (!problem || !('view' in again)) throw error;
        const notice: Notice = { problem, text: told.get('text') ?? '' };
        return { ...page(options, again.view, { token, lang: call.query.lang, notice }), status: 422 };
      }
      const lang = call.query.lang === undefined ? '' : `&lang=${call.query.lang}`;
      return { status: 303, empty: true, headers: { ...headers, location: `/ticket/${token}?done=${name}${lang}` } };
    });
  }

  form('message', async (view, { incoming }, told) => {
    const keep = async (name: string, content: Readable): Promise<Received> => {
      await rates.take('uploads', view.thread);
      return receiveFile(door, name, content);
    };
    const { fields, files } = await readFileForm(incoming, keep, (name, value) => told.set(name, value));
    const text = (fields.get('text') ?? '').slice(0, limits.textCharacters).trim();
    if (text === '' && files.length === 0) throw new Refusal('bad-input', 'ticket: an empty message');
    const latest = (await conversationsOf(door.database, view.thread)).at(-1)?.id ?? view.ticket.conversation;
    const attachments = await attachAll(door, latest, files);
    const what = [text, ...files.map(({ file }) => file)];
    await sayOnce(door, {
      thread: view.thread,
      clientId: clientIdOf(fields.get('form'), what),
      message: { text, language: view.ticket.language, ...(attachments.length > 0 ? { attachments } : {}) },
    });
  });

  form('detail', async (view, { incoming }) => {
    const fields = await readPlainForm(incoming);
    const name = fields.get('name') ?? '';
    const value = (fields.get('value') ?? '').replace(/\s+/g, ' ').trim().slice(0, 300);
    const slot = view.ticket.slots.find((one) => one.name === name);
    if (!slot || value === '' || view.ticket.status === 'solved')
      throw new Refusal('bad-input', 'ticket: no such detail');
    const { language } = view.ticket;
    const text = fill(ticketWords(language).correction, { label: slot.label, value }, wordingOf(options, language));
    await sayOnce(door, {
      thread: view.thread,
      clientId: clientIdOf(fields.get('form'), [name, value]),
      message: { text, value: `@detail:${name}:${value}`, language },
    });
    await correctSlot(door, view.ticket, { name, value });
    await followMail(door, view, slot.value, value);
  });

  form('solved', async (view, { incoming }) => {
    await readPlainForm(incoming);
    await solvedByCustomer(door, { site, conversation: view.ticket.conversation });
  });
}

interface Sent {
  readonly incoming: Parameters<typeof readPlainForm>[0];
  readonly lang: 'en' | 'ja' | undefined;
}

/** Whose answers went to the address that was just put right gets them at the new one. */
async function followMail(
  { database, clock }: Door,
  { thread }: TicketView,
  before: string,
  value: string,
): Promise<void> {
  const { mail } = await contactOf(database, thread);
  if (mail === null || mail !== before.toLowerCase() || !mailPattern.test(value)) return;
  await database.commit(contactSteps(database, { thread, now: clock.now(), mail: value.toLowerCase() }));
}

type Opened = { readonly view: TicketView } | Exclude<LinkReading, { status: 'good' }>;

/** The one check of a link. A wrong one counts against the address it came from. */
async function open({ door, links, rates, site }: TicketRoutes, token: string, address: string): Promise<Opened> {
  const reading = links.read(token);
  if (reading.status === 'broken') await rates.take('refusals', addressKey(address));
  if (reading.status !== 'good') return reading;
  await rates.take('reads', reading.number);
  const view = await ticketView(door.database, site, reading.number);
  return view ? { view } : { status: 'broken' };
}

interface Shown {
  readonly token: string;
  readonly lang: 'en' | 'ja' | undefined;
  readonly notice: Notice | undefined;
}

function page(options: TicketRoutes, view: TicketView, { token, lang, notice }: Shown): Answer & { text: string } {
  const { name: shop, zone } = options.settings();
  const language = lang ?? (view.ticket.language.startsWith('ja') ? 'ja' : 'en');
  const now = options.door.clock.now();
  const text = ticketPage({ view, token, language, shop, zone, now, notice, formId: newId('f') });
  return { status: 200, type: 'text/html; charset=utf-8', text, headers };
}

/** The link is no good: what is wrong with it and how to get another, without a word about whether there is such a ticket. */
function instead(
  options: TicketRoutes,
  reading: Exclude<LinkReading, { status: 'good' }>,
  call: {
    readonly query: { lang?: 'en' | 'ja' | undefined };
    readonly headers: IncomingHttpHeaders;
    readonly params: { token: string };
  },
): Answer {
  const kind = reading.status;
  const state: LinkPage['state'] = kind === 'expired' ? { kind, token: call.params.token } : { kind };
  return linkAnswer(options, state, kind === 'expired' ? 410 : 404, call);
}

function linkAnswer(
  { settings }: TicketRoutes,
  state: LinkPage['state'],
  status: number,
  call: { readonly query: { lang?: 'en' | 'ja' | undefined }; readonly headers: IncomingHttpHeaders },
): Answer {
  const language = call.query.lang ?? errorLanguage(call.headers['accept-language']);
  const text = linkPage({ language, shop: settings().name, state });
  return { status, type: 'text/html; charset=utf-8', text, headers };
}

function newLinkRoutes(server: HttpServer, options: TicketRoutes): void {
  const { door, links, rates, publicUrl, site } = options;
  const lang = z.object({ lang: z.enum(['en', 'ja']).optional() });
  route(server, 'get', '/ticket/new-link', { query: lang }, async (call) =>
    linkAnswer(options, { kind: 'broken' }, 200, call),
  );
  route(server, 'post', '/ticket/new-link', { query: lang }, async (call) => {
    if (!isOwnPage(call.headers, publicUrl)) throw new Refusal('not-allowed', 'ticket: a form came from another page');
    await rates.take('ticketLinks', addressKey(call.address));
    const fields = await readPlainForm(call.incoming);
    const reading = links.read((fields.get('token') ?? '').slice(0, 100));
    const asked =
      reading.status === 'broken'
        ? {
            number: (fields.get('number') ?? '').normalize('NFKC').trim().toUpperCase(),
            mail: fields.get('mail') ?? '',
          }
        : { number: reading.number, mail: null };
    // Whether there is such a ticket is found out later, by a job: the answer and its time are the same for all.
    if (/^T-\d{1,12}$/.test(asked.number)) {
      await door.database.commit(linkAskedSteps(door.database, { site, ...asked, now: door.clock.now() }));
      door.live.announce({ about: 'jobs' });
    }
    return linkAnswer(options, { kind: 'sent' }, 200, call);
  });
}

/** A browser that shows the page to somebody says so; a mail program's scanner that follows links does not. */
function isPersonReading(sent: IncomingHttpHeaders): boolean {
  return sent['sec-fetch-mode'] === 'navigate' && sent['sec-fetch-dest'] === 'document';
}

async function markRead(door: Door, { heads, thread }: TicketView): Promise<void> {
  for (const [conversation, seq] of heads) {
    await markSeen(door, { conversation, thread, reader: 'customer', seq, now: door.clock.now() });
  }
}

const wordingOf = ({ settings, door }: TicketRoutes, language: string) => ({
  ...{ language, zone: settings().zone, now: door.clock.now(), tables: {} },
});
