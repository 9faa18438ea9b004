import { z } from 'zod';
import { parsePosition, start, type Position } from '../../conversations/log.js';
import { addressKey } from '../../http/address.js';
import { errorLanguage } from '../../http/errors.js';
import { route, type Asking, type HttpServer } from '../../http/server.js';
import { Refusal } from '../../refusal.js';
import { conversationRequest, eventsRequest, sessionRequest, widgetBase as base } from '../../widget-wire.js';
import { bearerOf } from '../directline/access.js';
import { createOrdinals } from '../directline/ordinals.js';
import { createAccess } from './access.js';
import { articleRoute } from './article.js';
import { fileRoutes } from './files.js';
import { framePage, framePolicy } from './frame-page.js';
import { createFrames } from './frames.js';
import { noteSeen } from './hands.js';
import { waitForEvents } from './long-poll.js';
import { messageRoutes } from './messages.js';
import type { WidgetParts } from './parts.js';
import { ratingRoute } from './rating.js';
import { beginSession, openConversation } from './session.js';
import { widgetStream, type WidgetStreams } from './stream.js';
import { transcriptRoute } from './transcript.js';
import type { Widget } from './widget.js';

/** Our own widget's wire under `/widget/v1`, and the page it runs in. Gives the sockets, for counting. */
export function widgetRoutes(server: HttpServer, widget: Widget): WidgetStreams {
  const ordinals = createOrdinals(widget.door.database);
  const parts: WidgetParts = {
    widget,
    ordinals,
    access: createAccess(widget),
    frames: createFrames(widget, ordinals),
  };
  sessionRoutes(server, parts);
  messageRoutes(server, parts);
  fileRoutes(server, parts);
  eventRoute(server, parts);
  ratingRoute(server, parts);
  transcriptRoute(server, parts);
  articleRoute(server, widget);
  frameRoute(server, widget);
  return widgetStream(server, parts);
}

function sessionRoutes(server: HttpServer, { widget, access }: WidgetParts): void {
  route(server, 'post', `${base}/sessions`, { body: sessionRequest }, async ({ body, headers, address }) => {
    await widget.rates.take('sessions', addressKey(address));
    const { language, chosen, identity } = body;
    const json = await beginSession(widget, access, { language, chosen, identity, before: bearerOf(headers), address });
    return { status: 200, json };
  });

  const opening = { body: conversationRequest, allow: (asking: Asking) => access.reach(asking) };
  route(server, 'post', `${base}/conversation`, opening, async ({ allowed: claims, body, address }) => {
    await widget.rates.take('conversations', addressKey(address));
    await widget.rates.take('siteConversations', widget.site);
    const { made, ...json } = await openConversation(widget, claims, body.language);
    return { status: made ? 201 : 200, json };
  });
}

function eventRoute(server: HttpServer, parts: WidgetParts): void {
  const { widget, access, frames } = parts;
  const reading = { query: eventsRequest, allow: (asking: Asking) => access.reach(asking) };
  const stop = new AbortController();
  server.onClose.push(() => stop.abort());
  route(server, 'get', `${base}/events`, reading, async ({ allowed: { thread }, query, incoming }) => {
    await widget.rates.take('reads', thread);
    const after = query.after === '' ? start : mustBePosition(query.after);
    if (query.seen !== '') await noteSeen(widget.door, thread, query.seen);
    const batch = await waitForEvents(widget.door, { thread, after, seconds: query.wait, incoming, stop: stop.signal });
    return { status: 200, json: await frames.batchOf(batch, thread) };
  });
}

function mustBePosition(text: string): Position {
  const position = parsePosition(text);
  if (!position) throw new Refusal('bad-input', 'after: not a position of ours', { where: 'after' });
  return position;
}

function frameRoute(server: HttpServer, { publicUrl, origins, settings }: Widget): void {
  const query = z.object({ lang: z.string().max(35).optional() });
  const sites = origins === '*' ? '*' : ["'self'", ...origins].join(' ');
  route(server, 'get', '/widget/frame', { query }, async ({ query: { lang }, headers }) => ({
    status: 200,
    type: 'text/html; charset=utf-8',
    text: framePage(errorLanguage(lang ?? headers['accept-language']), settings().name),
    headers: pageHeaders(publicUrl, sites),
  }));
  // Every state of the widget's window, made up: what its makers look at, and tests.
  route(server, 'get', '/widget/gallery', {}, async ({ headers }) => ({
    status: 200,
    type: 'text/html; charset=utf-8',
    text: framePage(errorLanguage(headers['accept-language']), settings().name, 'gallery/widget'),
    headers: pageHeaders(publicUrl, "'self'; frame-src 'self'"),
  }));
}

function pageHeaders(publicUrl: string, framers: string): Record<string, string> {
  return {
    'content-security-policy': framePolicy(publicUrl, framers),
    // Which sites may frame it says the policy; this older header knows no list and would forbid all of them.
    'x-frame-options': '',
    'cache-control': 'no-cache',
    vary: 'Accept-Language',
  };
}
