import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { speakLanguage } from '../../conversations/speak.js';
import { attachAll } from '../../files/attachment.js';
import { addressKey } from '../../http/address.js';
import type { Answer } from '../../http/answer.js';
import { route, type HttpServer } from '../../http/server.js';
import { newId } from '../../id.js';
import { clientIdOf, sayOnce } from '../post-once.js';
import { problemOf } from '../problem-of.js';
import {
  conversationOf,
  gone,
  mustBeOwnPage,
  offeredIn,
  page,
  privately,
  query,
  readerOf,
  seeOther,
  type Calling,
  type FormRoutes,
} from './answers.js';
import { checkPage, suggestedPage } from './check-page.js';
import { busyPage, laterPage, lostPage, outcomePage } from './outcome-page.js';
import type { Reader } from './page.js';
import { meantBy, readPosted, type Posted } from './post.js';
import { questionPage, type Open, type Vain } from './question-page.js';
import { turnTaken } from './turn-taken.js';

const begunParams = z.object({ flow: z.string().regex(/^[a-z][a-z0-9-]{0,48}$/), token: z.string().max(100) });

/** A form under way: its page, what its page posts, and how to come back to it. */
export function openRoutes(server: HttpServer, options: FormRoutes): void {
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
      const problem = problemOf(error, 'other');
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
  const { thread, conversation } = form;
  // Also what is not sent belongs to the conversation: stored for nobody, it would outlive everybody's erasure.
  const received = await attachAll(door, conversation, posted.files);
  const meant = meantBy(reader, form, posted);
  if (meant.kind === 'vain') return meant;
  if (meant.kind === 'stale') return undefined;
  if (opened.spoken !== reader.language) await speakLanguage(door.database, thread, reader.language);
  const { text, value = '' } = meant.message;
  const attachments = meant.withFiles ? received : [];
  const what = [text, value, ...(meant.withFiles ? posted.files.map(({ file }) => file) : [])];
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
      return outcomePage(reader, opened, standing, {
        ticket: standing.ticket && options.ticketUrl(standing.ticket),
        vain,
      });
    case 'lost':
    case 'new':
      return lostPage(reader, opened);
  }
}
