import type { IncomingHttpHeaders } from 'node:http';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { eventsAfter } from '../conversations/log.js';
import { forAgent } from '../conversations/present.js';
import type { Answer } from '../http/answer.js';
import { refuseUpgrade, route, type HttpServer } from '../http/server.js';
import { Refusal } from '../refusal.js';
import { readSettings } from '../site/site.js';
import { allow, staffMay, type Access } from '../staff/access.js';
import { presenceStatuses, renewPresence } from '../staff/presence.js';
import { may } from '../staff/role.js';
import type { Staff } from '../staff/staff.js';
import { transcript, verifyEvidence } from '../tickets/evidence.js';
import { ticketsOf } from '../tickets/list.js';
import { ticketStatus } from '../tickets/ticket.js';
import { limits } from '../wire.js';
import { claim, claimNext } from './claim.js';
import { consoleRoutes } from './console-routes.js';
import { findConversation, type Desk } from './desk.js';
import { handBack, release, transfer } from './give.js';
import { meOf } from './me.js';
import { note } from './note.js';
import { stayOn } from './on.js';
import { reply } from './reply.js';
import { filesOf } from './reply-file.js';
import { resolve } from './resolve.js';
import { queuesOfAgent } from './route-to.js';
import { cardOf } from './snapshot.js';
import { serveStaffSocket } from './staff-socket.js';

const id = z.string().regex(/^[\w-]{1,64}$/);
const conversationPath = z.object({ id });
const shortText = z
  .string()
  .max(limits.textCharacters)
  .refine((text) => text.trim() !== '', { message: 'says nothing' });
const place = z.coerce.number().int().nonnegative();
const seen = { basedOn: z.number().int().nonnegative().optional(), anyway: z.boolean().optional() };

const bodies = {
  presence: z.object({ status: z.enum(presenceStatuses) }),
  nothing: z.object({}),
  reply: z
    .object({
      clientId: z.string().regex(/^[\w.:-]{1,64}$/),
      text: z.string().max(limits.textCharacters),
      /** Ids of files given to this conversation before. */
      files: z.array(id).max(limits.filesPerMessage).default([]),
      ...seen,
    })
    .refine(({ text, files }) => text.trim() !== '' || files.length > 0, { message: 'says nothing' }),
  note: z.object({ text: shortText }),
  resolve: z.object({ outcome: z.string().min(1).max(500), ...seen }),
  transfer: z.object({
    note: shortText,
    to: z.union([z.object({ queue: z.string().max(80) }), z.object({ agent: id })]),
  }),
};

const queueQuery = z.object({
  queue: z.string().max(80).optional(),
  status: ticketStatus.default('waiting'),
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** How long an action counts as being there, for those who work without a page's socket: scripts, the command line. */
const presentSeconds = 60;

/** Everything staff do over HTTP. Who asks comes from the session alone; each object is found within their site. */
export function staffRoutes(server: HttpServer, desk: Desk, { publicUrl }: { publicUrl: string }): void {
  const access: Access = { database: desk.database, clock: desk.clock, publicUrl };
  selfRoutes(server, access);
  queueRoutes(server, desk, access);
  conversationRoutes(server, desk, access);
  consoleRoutes(server, desk, access);
  socketRoute(server, desk, access);
}

function selfRoutes(server: HttpServer, access: Access): void {
  const { database } = access;
  route(server, 'get', '/staff/me', { allow: allow(access) }, async ({ allowed: staff }) => {
    return { status: 200, json: await meOf(database, staff) };
  });
  const answering = allow(access, { action: 'answer customers', changes: true });
  route(
    server,
    'post',
    '/staff/presence',
    { allow: answering, body: bodies.presence },
    async ({ allowed: staff, body }) => {
      await renewPresence(database, { staff: staff.id, status: body.status, seconds: presentSeconds });
      return { status: 200, json: { status: body.status, seconds: presentSeconds } };
    },
  );
}

function queueRoutes(server: HttpServer, desk: Desk, access: Access): void {
  const { database } = desk;
  const reading = allow(access, { action: 'read conversations' });
  const answering = allow(access, { action: 'answer customers', changes: true });
  route(server, 'get', '/staff/queue', { allow: reading, query: queueQuery }, async ({ allowed: staff, query }) => {
    const { queue, ...wanted } = query;
    const settings = await readSettings(database, staff.site);
    const mine = may(staff.role, 'see all work') ? undefined : queuesOfAgent(settings, staff);
    const queues = queue === undefined ? mine : [queue];
    return { status: 200, json: await ticketsOf(database, { ...wanted, site: staff.site, queues }) };
  });
  const nothing = { allow: answering, body: bodies.nothing };
  route(server, 'post', '/staff/queue/claim-next', nothing, async ({ allowed: staff }) => {
    await stayOn(database, staff.id, presentSeconds);
    const claimed = await claimNext(desk, staff, await readSettings(database, staff.site));
    return claimed ? { status: 200, json: claimed } : { status: 204, empty: true };
  });
  const numbered = { allow: reading, params: z.object({ number: id }) };
  route(server, 'get', '/staff/tickets/:number', numbered, async ({ allowed: staff, params }) => {
    const card = await cardOf(database, staff.site, params.number);
    const [events, evidence] = await Promise.all([transcript(database, card), verifyEvidence(database, card)]);
    return { status: 200, json: { card, evidence, transcript: events.map(forAgent) } };
  });
}

function conversationRoutes(server: HttpServer, desk: Desk, access: Access): void {
  const eventsQuery = z.object({
    after: place.default(0),
    limit: z.coerce.number().int().min(1).max(1_000).default(500),
  });
  const reading = {
    allow: allow(access, { action: 'read conversations' }),
    params: conversationPath,
    query: eventsQuery,
  };
  route(server, 'get', '/staff/conversations/:id/events', reading, async ({ allowed: staff, params, query }) => {
    const { id } = await findConversation(desk.database, staff.site, params.id);
    const batch = await eventsAfter(desk.database, id, query.after, query.limit);
    return { status: 200, json: { ...batch, events: batch.events.map(forAgent) } };
  });

  const answering = allow(access, { action: 'answer customers', changes: true });
  /** One action of an agent on one conversation: the same checks for all of them, in one place. */
  function act<B>(
    name: string,
    body: z.ZodType<B>,
    perform: (staff: Staff, conversation: string, body: B) => Promise<Answer>,
  ): void {
    const acting = { allow: answering, params: conversationPath, body };
    route(server, 'post', `/staff/conversations/:id/${name}`, acting, async ({ allowed: staff, ...call }) => {
      await stayOn(desk.database, staff.id, presentSeconds);
      return perform(staff, call.params.id, call.body);
    });
  }
  const done = (json: unknown): Answer => ({ status: 200, json });

  act('claim', bodies.nothing, async (staff, conversation) => done(await claim(desk, staff, conversation)));
  act('release', bodies.nothing, async (staff, conversation) => done(await release(desk, staff, conversation)));
  act('hand-back', bodies.nothing, async (staff, conversation) => done(await handBack(desk, staff, conversation)));
  act('note', bodies.note, async (staff, conversation, { text }) =>
    done(await note(desk, staff, { conversation, text })),
  );
  act('resolve', bodies.resolve, async (staff, conversation, body) =>
    done(await resolve(desk, staff, { conversation, ...body })),
  );
  act('transfer', bodies.transfer, async (staff, conversation, body) =>
    done(await transfer(desk, staff, { conversation, ...body })),
  );
  act('reply', bodies.reply, async (staff, conversation, { text, files, ...body }) => {
    const attachments = await filesOf(desk.database, conversation, files);
    const message = { text, ...(attachments.length > 0 ? { attachments } : {}) };
    const stored = await reply(desk, staff, { conversation, message, ...body });
    return { status: stored.repeated ? 200 : 201, json: stored };
  });
}

/** `GET /staff/events` as a WebSocket: one per tab. A page is let in from our own origin only. */
function socketRoute(server: HttpServer, { database, live, clock }: Desk, access: Access): void {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 4_096 });
  const allowed = (headers: IncomingHttpHeaders): Promise<Staff> =>
    staffMay(access, headers, { action: 'read conversations', changes: true });

  server.upgrades.set(/^\/staff\/events$/, (request, socket, head) => {
    allowed(request.headers).then(
      (staff) =>
        sockets.handleUpgrade(request, socket, head, (opened) => {
          const isStillAllowed = (): Promise<boolean> => allowed(request.headers).then(() => true, onlyRefusals);
          serveStaffSocket(opened, { database, live, clock, log: server.log, staff, isStillAllowed });
        }),
      (error: unknown) => {
        if (error instanceof Refusal) return refuseUpgrade(socket, error.code === 'not-allowed' ? 403 : 401, 'Refused');
        server.log.error({ err: error }, 'staff socket: could not be opened');
        refuseUpgrade(socket, 500, 'Fault');
      },
    );
  });
  server.onClose.push(() => {
    for (const socket of sockets.clients) socket.close(1001, 'come back');
  });
}

function onlyRefusals(error: unknown): false {
  if (error instanceof Refusal) return false;
  throw error;
}
