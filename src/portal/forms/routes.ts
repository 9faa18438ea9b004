import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { formConversation, type FormConversation } from '../../bot/form-standing.js';
import type { Current } from '../../bot/services.js';
import { formChannel, formatFormValue } from '../../conversations/form-value.js';
import { openThread } from '../../conversations/open.js';
import type { Door } from '../../conversations/say.js';
import { speakLanguage } from '../../conversations/speak.js';
import { attachAll } from '../../files/attachment.js';
import type { Flow } from '../../flows/flow.js';
import { comesToPerson } from '../../flows/graph.js';
import { addressKey } from '../../http/address.js';
import type { Answer } from '../../http/answer.js';
import type { Rates } from '../../http/limits.js';
import { route, type HttpServer } from '../../http/server.js';
import { newId } from '../../id.js';
import { Refusal } from '../../refusal.js';
import { isOwnPage } from '../../staff/access.js';
import { languageCode } from '../../wire.js';
import { clientIdOf, sayOnce } from '../post-once.js';
import { readPlainForm } from '../read-form.js';
import { checkPage, suggestedPage } from './check-page.js';
import type { FormLinks } from './link.js';
import { listPage, offeredAs, startPage, type Offered, type Unfinished } from './list-page.js';
import { busyPage, gonePage, laterPage, lostPage, outcomePage } from './outcome-page.js';
import type { Reader } from './page.js';
import { meantBy, readPosted, type Posted } from './post.js';
import { questionPage, type Open, type Vain } from './question-page.js';
import { rememberedIn, remembering } from './remembered.js';
import { formScript, formStyle } from './style.js';
import { turnTaken } from './turn-taken.js';
import type { FormProblem } from './words.js';

export interface FormRoutes {
  readonly door: Door;
  readonly links: FormLinks;
  readonly rates: Rates;
  readonly site: string;
  readonly publicUrl: string;
  readonly current: () => Current;
  /** The address of a ticket's own page. */
  readonly ticketUrl: (number: string) => string;
}

const query = z.object({ lang: languageCode.optional().catch(undefined), done: z.literal('forgotten').optional() });
const flowName = z.string().regex(/^[a-z][a-z0-9-]{0,48}$/);
const begunParams = z.object({ flow: flowName, token: z.string().max(100) });

/** Nothing from elsewhere, in nobody's frame; the one script is ours and no page needs it. */
const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  // Not 'no-referrer': browsers would then send forms with the origin 'null', and their origin could not be checked.
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
/** Whoever has the address can go on with the form: it stays out of caches and search engines. */
const privately = { ...headers, 'x-robots-tag': 'noindex, nofollow, noarchive', 'cache-control': 'no-store' };

/**
 * The shop's flows as forms: the same conversation through the same door, on pages. A page is drawn from what the bot's run
 * waits for and posts an ordinary message; the bot hears it, checks it and goes on as in every channel.
 */
export function formRoutes(server: HttpServer, options: FormRoutes): void {
  fileRoutes(server);
  listRoutes(server, options);
  startRoutes(server, options);
  openRoutes(server, options);
}

function fileRoutes(server: HttpServer): void {
  const kept = { 'cache-control': 'public, max-age=3600' };
  route(server, 'get', '/forms/page.css', {}, async () => ({
    ...{ status: 200, type: 'text/css; charset=utf-8', text: formStyle, headers: kept },
  }));
  route(server, 'get', '/forms/page.js', {}, async () => ({
    ...{ status: 200, type: 'text/javascript; charset=utf-8', text: formScript, headers: kept },
  }));
}

interface Calling {
  readonly query: z.infer<typeof query>;
  readonly headers: IncomingHttpHeaders;
}

function listRoutes(server: HttpServer, options: FormRoutes): void {
  route(server, 'get', '/forms', { query }, async (call) => {
    const reader = readerOf(options, call);
    const { live } = options.current().flows;
    const offered = [...live.values()].flatMap((one) => offeredAs(one, reader.language) ?? []);
    const unfinished = await unfinishedOf(options, reader, call.headers);
    const forgotten = call.query.done === 'forgotten';
    return page(listPage(reader, { offered, unfinished, forgotten }), { headers: privately });
  });
  route(server, 'post', '/forms/forget', { query }, async (call) => {
    mustBeOwnPage(options, call.headers);
    const { language } = readerOf(options, call);
    return seeOther(`/forms?done=forgotten&lang=${language}`, remembering(options.publicUrl, []));
  });
}

function startRoutes(server: HttpServer, options: FormRoutes): void {
  const { rates, site } = options;
  const params = z.object({ flow: z.string().max(60) });
  route(server, 'get', '/form/:flow', { params, query }, async (call) => {
    const reader = readerOf(options, call);
    const offered = offeredIn(options, call.params.flow, reader);
    if (!offered) return gone(reader, 'none', undefined);
    const opening = asksOpening(offered.form);
    return page(startPage(reader, { offered, opening, pageId: newId('f') }), { headers: privately });
  });
  route(server, 'post', '/form/:flow', { params, query }, async (call) => {
    mustBeOwnPage(options, call.headers);
    const reader = readerOf(options, call);
    const offered = offeredIn(options, call.params.flow, reader);
    if (!offered) return gone(reader, 'none', undefined);
    const fields = await readPlainForm(call.incoming);
    const opening = asksOpening(offered.form);
    const typed = opening ? (fields.get('text') ?? '').slice(0, 1_000).trim() : '';
    try {
      await rates.take('conversations', addressKey(call.address));
      await rates.take('siteConversations', site);
      return await begin(options, { reader, offered, typed, page: fields.get('page') ?? '', sent: call.headers });
    } catch (error) {
      const problem = problemOf(error);
      if (!problem) throw error;
      const drawn = startPage(reader, { offered, opening, pageId: newId('f'), vain: { problem, typed } });
      return page(drawn, { status: 422, headers: privately });
    }
  });
}

interface Beginning {
  readonly reader: Reader;
  readonly offered: Offered;
  readonly typed: string;
  readonly page: string;
  readonly sent: IncomingHttpHeaders;
}

/** A conversation of its own, begun once however often the button is pressed: the page's own id names it. */
async function begin(options: FormRoutes, { reader, offered, typed, page: id, sent }: Beginning): Promise<Answer> {
  const { door, links, site, publicUrl } = options;
  const { language } = reader;
  const { flow, title } = offered;
  const pageId = /^f[\w-]{20}$/.exec(id)?.[0] ?? newId('f');
  const now = door.clock.now();
  const opened = await openThread(door.database, {
    ...{ site, channel: formChannel, peer: `${flow}:${pageId}`, language, now },
  });
  const { thread, conversation } = opened;
  await sayOnce(door, {
    ...{ thread, clientId: 'begin' },
    message: { text: typed === '' ? title : typed, language, value: formatFormValue({ kind: 'begin', flow }) },
  });
  await turnTaken(door, { conversation, thread });
  const token = links.token(conversation, opened.made ? now : await begunAt(options, conversation, now));
  const remembered = remembering(publicUrl, [token, ...rememberedIn(sent.cookie)]);
  return seeOther(`/form/${flow}/${token}?lang=${language}`, remembered);
}

function openRoutes(server: HttpServer, options: FormRoutes): void {
  route(server, 'get', '/form/:flow/:token', { params: begunParams, query }, async (call) => {
    const opened = await open(options, call);
    return 'form' in opened ? page(standingPage(options, opened), { headers: privately }) : opened.instead;
  });
  route(server, 'get', '/form/:flow/:token/later', { params: begunParams, query }, async (call) => {
    const opened = await open(options, call);
    if (!('form' in opened)) return opened.instead;
    const address = `${options.publicUrl}${opened.path}`;
    return page(laterPage(opened.reader, opened, { address, until: opened.until }), { headers: privately });
  });
  const allow = async ({ headers: sent }: { headers: IncomingHttpHeaders }): Promise<void> =>
    mustBeOwnPage(options, sent);
  route(server, 'post', '/form/:flow/:token', { params: begunParams, query, allow }, async (call) => {
    const opened = await open(options, call);
    if (!('form' in opened)) return opened.instead;
    const told = new Map<string, string>();
    const upload = (): Promise<void> => options.rates.take('uploads', opened.form.thread);
    try {
      await options.rates.take('messages', opened.form.thread);
      await options.rates.take('siteMessages', options.site);
      const vain = await hand(options, opened, await readPosted(options.door, call.incoming, { upload, told }));
      if (vain) return page(standingPage(options, opened, vain), { status: 422, headers: privately });
    } catch (error) {
      const problem = problemOf(error);
      if (!problem) throw error;
      const vain = { problem, typed: told.get('text') ?? '' };
      return page(standingPage(options, opened, vain), { status: 422, headers: privately });
    }
    return seeOther(`${opened.path}?lang=${opened.reader.language}`);
  });
}

/** Says what was posted and waits for the bot. Gives why it could not be said, if it could not. */
async function hand(options: FormRoutes, opened: Opened, posted: Posted): Promise<Vain | undefined> {
  const { door } = options;
  const { form, reader } = opened;
  const meant = meantBy(reader, form, posted);
  if (meant.kind === 'vain') return meant;
  if (meant.kind === 'stale') return undefined;
  const { thread, conversation } = form;
  if (opened.spoken !== reader.language) await speakLanguage(door.database, thread, reader.language);
  const { text, value = '' } = meant.message;
  const what = [text, value, ...posted.files.map(({ file }) => file)];
  const attachments = await attachAll(door, conversation, posted.files);
  await sayOnce(door, {
    ...{ thread, clientId: clientIdOf(posted.fields.get('page'), what) },
    message: { ...meant.message, language: reader.language, ...(attachments.length > 0 ? { attachments } : {}) },
  });
  await turnTaken(door, { conversation, thread });
  return undefined;
}

interface Opened extends Open {
  readonly reader: Reader;
  /** The language the conversation is held in so far. */
  readonly spoken: string;
  readonly until: number;
}

/** The one check of an address: of this form and of no other, in time, and not tried too often. */
async function open(
  options: FormRoutes,
  call: Calling & { readonly params: z.infer<typeof begunParams>; readonly address: string },
): Promise<Opened | { readonly instead: Answer }> {
  const { links, rates, door } = options;
  const { flow, token } = call.params;
  const reading = links.read(token);
  if (reading.status === 'broken') await rates.take('refusals', addressKey(call.address));
  const stranger = readerOf(options, call);
  const known = offeredIn(options, flow, stranger)?.flow;
  if (reading.status !== 'good') return { instead: gone(stranger, reading.status, known) };
  await rates.take('reads', reading.conversation);
  const form = await conversationOf(options, reading.conversation, call.query.lang);
  if (!form || (form.standing.kind !== 'new' && form.flow !== flow))
    return { instead: gone(stranger, 'broken', known) };
  if (form.standing.kind === 'new') return { instead: seeOther(`/form/${flow}`) };
  const reader = { ...stranger, language: form.language, now: door.clock.now() };
  return {
    form,
    reader,
    path: `/form/${flow}/${token}`,
    pageId: newId('f'),
    spoken: form.spoken,
    until: reading.until,
  };
}

/** In the language of the address where the shop speaks it, else in the conversation's own. */
async function conversationOf(
  { door: { database, clock }, site, current }: FormRoutes,
  conversation: string,
  lang: string | undefined,
): Promise<FormConversation | undefined> {
  const { languages } = current().settings;
  const wanted = lang !== undefined && languages.includes(lang) ? lang : undefined;
  return formConversation({ database, site, current, now: () => clock.now() }, conversation, wanted);
}

function standingPage(options: FormRoutes, opened: Opened, vain?: Vain): string {
  const { reader, form } = opened;
  const { standing } = form;
  switch (standing.kind) {
    case 'question':
      return questionPage(reader, opened, standing.question, vain);
    case 'check':
      return checkPage(reader, opened, standing.check);
    case 'suggested':
      return suggestedPage(reader, opened, standing.articles);
    case 'busy':
      return busyPage(reader, opened, standing.said);
    case 'ended':
      return outcomePage(reader, opened, standing, standing.ticket && options.ticketUrl(standing.ticket));
    case 'lost':
    case 'new':
      return lostPage(reader, opened);
  }
}

/** The forms this browser remembers that still wait for something. */
async function unfinishedOf(options: FormRoutes, reader: Reader, sent: IncomingHttpHeaders): Promise<Unfinished[]> {
  const found: Unfinished[] = [];
  for (const token of rememberedIn(sent.cookie)) {
    const reading = options.links.read(token);
    const form =
      reading.status === 'good' ? await conversationOf(options, reading.conversation, reader.language) : undefined;
    if (!form || form.standing.kind === 'ended' || form.standing.kind === 'new') continue;
    found.push({ path: `/form/${form.flow}/${token}?lang=${reader.language}`, title: form.title, begun: form.begun });
  }
  return found;
}

function offeredIn(
  { current }: FormRoutes,
  flow: string,
  { language }: Reader,
): (Offered & { form: Flow }) | undefined {
  const published = current().flows.live.get(flow);
  const offered = published && offeredAs(published, language);
  return offered && published && { ...offered, form: published.flow };
}

/** Where the words it begins with are of use: a text it would ask for, or a product that a person may have to look after. */
function asksOpening(flow: Flow): boolean {
  const slots = Object.values(flow.slots);
  const first = flow.steps[0]?.id;
  if (slots.some(({ kind, fromOpening }) => kind === 'text' && fromOpening)) return true;
  return first !== undefined && slots.some(({ kind }) => kind === 'product') && comesToPerson(flow, first);
}

async function begunAt({ door: { database } }: FormRoutes, conversation: string, now: number): Promise<number> {
  const [row] = await database.read(
    database.build.selectFrom('conversation').select('opened').where('id', '=', conversation),
  );
  return row?.opened ?? now;
}

function readerOf({ current, door }: FormRoutes, { query: { lang }, headers: sent }: Calling): Reader {
  const { settings } = current();
  const { languages, name, zone } = settings;
  const liked = (sent['accept-language'] ?? '').slice(0, 200).match(/[a-z]{2,3}/gi) ?? [];
  const language = [lang ?? '', ...liked.map((one) => one.toLowerCase())].find((one) => languages.includes(one));
  return { language: language ?? languages[0] ?? 'en', languages, shop: name, zone, now: door.clock.now() };
}

function mustBeOwnPage({ publicUrl }: FormRoutes, sent: IncomingHttpHeaders): void {
  if (!isOwnPage(sent, publicUrl)) throw new Refusal('not-allowed', 'form: it came from another page');
}

const page = (
  text: string,
  { status = 200, headers: given }: { status?: number; headers: Record<string, string> },
): Answer => ({
  ...{ status, type: 'text/html; charset=utf-8', text, headers: given },
});

const seeOther = (location: string, more: Record<string, string> = {}): Answer => ({
  ...{ status: 303, empty: true, headers: { ...privately, ...more, location } },
});

const gone = (reader: Reader, why: 'expired' | 'broken' | 'none', flow: string | undefined): Answer =>
  page(gonePage(reader, why, flow), { status: why === 'expired' ? 410 : 404, headers: privately });

function problemOf(error: unknown): FormProblem | undefined {
  if (!(error instanceof Refusal)) return undefined;
  switch (error.code) {
    case 'too-large':
      return 'tooLarge';
    case 'wrong-type':
      return 'wrongType';
    case 'too-many':
      return 'tooMany';
    case 'bad-input':
    case 'too-late':
    case 'busy':
      return 'other';
    default:
      return undefined;
  }
}
