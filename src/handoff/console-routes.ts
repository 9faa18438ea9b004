import { Readable } from 'node:stream';
import { z } from 'zod';
import type { TicketList } from '../console-wire.js';
import { readFile } from '../files/store.js';
import { shownTypes } from '../files/type.js';
import type { Answer } from '../http/answer.js';
import { errorLanguage } from '../http/errors.js';
import { route, type HttpServer } from '../http/server.js';
import { readSettings } from '../site/site.js';
import { may } from '../staff/role.js';
import type { Staff } from '../staff/staff.js';
import { ticketsHolding } from '../tickets/find.js';
import { allow, type Access } from '../staff/access.js';
import { colleaguesOf } from './colleagues.js';
import { customerContext } from './customer-context.js';
import { findConversation, type Desk } from './desk.js';
import { detailOf } from './detail.js';
import { ticketList } from './lists.js';
import { reachOf, type MailRoad } from './reach.js';
import { fileIn, takeFile } from './reply-file.js';
import { queuesOfAgent } from './route-to.js';

const id = z.string().regex(/^[\w-]{1,64}$/);

const listQuery = z.object({
  list: z.enum(['waiting', 'mine', 'open', 'solved']).default('waiting'),
  queue: z.string().max(80).optional(),
  /** A number, or exactly an order number, mail address or phone number: then the list is what holds it. */
  find: z.string().max(254).optional(),
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});

/** What the console reads besides the actions in routes.ts: lists, one conversation, its customer, its files. */
export function consoleRoutes(server: HttpServer, desk: Desk, access: Access): void {
  const { database } = desk;
  const reading = allow(access, { action: 'read conversations' });
  route(server, 'get', '/staff/tickets', { allow: reading, query: listQuery }, async ({ allowed: staff, query }) => {
    return { status: 200, json: await listFor(desk, staff, query) };
  });
  route(server, 'get', '/staff/colleagues', { allow: reading }, async ({ allowed: staff }) => {
    return { status: 200, json: await colleaguesOf(database, staff.site) };
  });
  const one = { allow: reading, params: z.object({ id }) };
  const mail: MailRoad = { unseenSeconds: desk.unseenSeconds ?? 120, sendsMail: desk.sendsMail ?? false };
  route(server, 'get', '/staff/conversations/:id', one, async ({ allowed: staff, params }) => {
    return { status: 200, json: await detailOf(database, { site: staff.site, id: params.id, mail }) };
  });
  route(server, 'get', '/staff/conversations/:id/reach', one, async ({ allowed: staff, params }) => {
    const found = await findConversation(database, staff.site, params.id);
    return { status: 200, json: await reachOf(database, found, mail) };
  });
  route(server, 'get', '/staff/conversations/:id/customer', one, async ({ allowed: staff, params, headers }) => {
    const wanted = { site: staff.site, conversation: params.id, language: errorLanguage(headers['accept-language']) };
    return { status: 200, json: await customerContext(database, wanted) };
  });
  fileRoutes(server, desk, access);
}

async function listFor(
  { database }: Desk,
  staff: Staff,
  { find, queue, ...query }: z.infer<typeof listQuery>,
): Promise<TicketList> {
  const mine = may(staff.role, 'see all work')
    ? undefined
    : queuesOfAgent(await readSettings(database, staff.site), staff);
  const tickets = find === undefined ? undefined : await ticketsHolding(database, staff.site, find);
  // Whoever knows the number finds the ticket, in whichever queue it stands: the customer may be on the telephone.
  const queues = tickets ? undefined : queue === undefined ? mine : [queue];
  return ticketList(database, { ...query, site: staff.site, agent: staff.id, queues, tickets });
}

function fileRoutes(server: HttpServer, desk: Desk, access: Access): void {
  const sending = {
    allow: allow(access, { action: 'answer customers', changes: true }),
    params: z.object({ id }),
    query: z.object({ name: z.string().min(1).max(400) }),
  };
  // The body is the file itself, read as it comes: no part of it is in memory longer than it takes to store it.
  route(server, 'post', '/staff/conversations/:id/files', sending, async ({ allowed: staff, ...call }) => {
    const wanted = { conversation: call.params.id, name: call.query.name, content: call.incoming };
    return { status: 201, json: await takeFile(desk, staff, wanted) };
  });
  const reading = {
    allow: allow(access, { action: 'read conversations' }),
    params: z.object({ id, file: id }),
  };
  route(server, 'get', '/staff/conversations/:id/files/:file', reading, async ({ allowed: staff, params }) => {
    await findConversation(desk.database, staff.site, params.id);
    const found = await fileIn(desk.database, params.id, params.file);
    return download(found, Readable.from(readFile(desk.database, found.file)));
  });
}

/** Pictures are drawn where they stand; everything else is saved: a page would run its scripts under our name. */
function download({ name, type, size }: { name: string; type: string; size: number }, stream: Readable): Answer {
  const disposition = shownTypes.includes(type) ? 'inline' : 'attachment';
  return {
    ...{ status: 200, stream, type, size },
    headers: {
      'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(name.toWellFormed())}`,
      'cache-control': 'private, max-age=86400, immutable',
      'cross-origin-resource-policy': 'same-origin',
    },
  };
}
