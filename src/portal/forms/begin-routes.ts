import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { formChannel, formatFormValue } from '../../conversations/form-value.js';
import { openThread } from '../../conversations/open.js';
import type { Flow } from '../../flows/flow.js';
import { comesToPerson } from '../../flows/graph.js';
import { addressKey } from '../../http/address.js';
import type { Answer } from '../../http/answer.js';
import { route, type HttpServer } from '../../http/server.js';
import { newId } from '../../id.js';
import { sayOnce } from '../post-once.js';
import { problemOf } from '../problem-of.js';
import { readPlainForm } from '../read-form.js';
import {
  conversationOf,
  gone,
  mustBeOwnPage,
  offeredIn,
  page,
  privately,
  publicly,
  query,
  readerOf,
  seeOther,
  type FormRoutes,
} from './answers.js';
import { listPage, offeredAs, startPage, type Offered, type Unfinished } from './list-page.js';
import type { Reader } from './page.js';
import { rememberedIn, remembering } from './remembered.js';
import { turnTaken } from './turn-taken.js';

/** The list of forms, and the page that begins one. */
export function beginRoutes(server: HttpServer, options: FormRoutes): void {
  listRoutes(server, options);
  startRoutes(server, options);
}

function listRoutes(server: HttpServer, options: FormRoutes): void {
  route(server, 'get', '/forms', { query }, async (call) => {
    const reader = readerOf(options, call);
    const { live } = options.current().flows;
    const offered = [...live.values()].flatMap((one) => offeredAs(one, reader.language) ?? []);
    const unfinished = await unfinishedOf(options, reader, call.headers);
    const forgotten = call.query.done === 'forgotten';
    return page(listPage(reader, { offered, unfinished, forgotten }), { headers: publicly });
  });
  route(server, 'post', '/forms/forget', { query }, async (call) => {
    mustBeOwnPage(options, call.headers);
    const { language } = readerOf(options, call);
    return seeOther(`/forms?done=forgotten&lang=${language}`, remembering(options.publicUrl, []));
  });
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

function startRoutes(server: HttpServer, options: FormRoutes): void {
  const { rates, site } = options;
  const params = z.object({ flow: z.string().max(60) });
  route(server, 'get', '/form/:flow', { params, query }, async (call) => {
    const reader = readerOf(options, call);
    const offered = offeredIn(options, call.params.flow, reader);
    if (!offered) return gone(reader, 'none', undefined);
    const opening = asksOpening(offered.form);
    return page(startPage(reader, { offered, opening, pageId: newId('f') }), { headers: publicly });
  });
  route(server, 'post', '/form/:flow', { params, query }, async (call) => {
    mustBeOwnPage(options, call.headers);
    const reader = readerOf(options, call);
    const offered = offeredIn(options, call.params.flow, reader);
    if (!offered) return gone(reader, 'none', undefined);
    const opening = asksOpening(offered.form);
    let typed = '';
    try {
      const fields = await readPlainForm(call.incoming);
      typed = opening ? (fields.get('text') ?? '').slice(0, 1_000).trim() : '';
      await rates.take('conversations', addressKey(call.address));
      await rates.take('siteConversations', site);
      return await begin(options, { reader, offered, typed, page: fields.get('page') ?? '', sent: call.headers });
    } catch (error) {
      const problem = problemOf(error, 'other');
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
