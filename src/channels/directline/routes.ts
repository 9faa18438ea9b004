import { z } from 'zod';
import { conversationsOf, threadAfter } from '../../conversations/log.js';
import { openThread } from '../../conversations/open.js';
import { say, type Stored } from '../../conversations/say.js';
import { receiveFile, type Received } from '../../files/receive.js';
import { addressKey } from '../../http/address.js';
import { route, type Asking, type HttpServer } from '../../http/server.js';
import { newId } from '../../id.js';
import { Refusal } from '../../refusal.js';
import type { Message } from '../../wire.js';
import { callerOf, mustBeSecret, reach, reachedBy, type Reached } from './access.js';
import { activity, isHeardOnly, languageOf, messageOf, plainId, type Activity } from './activity.js';
import { attachmentRoute, fileLink } from './attachments.js';
import { base, channelName, peerOf, type DirectLine } from './directline.js';
import { noteWatermark } from './delivered.js';
import { createFrames } from './frames.js';
import { createOrdinals, type Ordinals } from './ordinals.js';
import { activityId } from './present-activity.js';
import { directLineStream, positionOf, type Streams } from './stream.js';
import { tokenSeconds } from './token.js';
import { readUpload } from './upload.js';
import { attachAll } from '../../files/attachment.js';
import { firstUpload } from './uploads.js';

const opening = z.object({
  user: z.object({ id: plainId(100).optional() }).nullish(),
  locale: z.string().max(35).nullish(),
});
const id = z.object({ id: z.string().regex(/^[\w-]{1,64}$/) });
const since = z.object({ watermark: z.string().max(40).optional() });
const pageSize = 200;

/**
 * Direct Line 3.0 under `/v3/directline`, so that every client Microsoft ships connects unchanged. Its conversation id
 * is our thread's id; its watermark is our position in the log. Gives the sockets, for typing and for counting.
 */
export function directLineRoutes(server: HttpServer, line: DirectLine): Streams {
  const ordinals = createOrdinals(line.door.database);
  const frames = createFrames(ordinals, { ...line.look, fileLink: fileLink(line) });
  tokenRoutes(server, line);
  conversationRoutes(server, line, ordinals);
  messageRoutes(server, line, ordinals);
  attachmentRoute(server, line);

  route(server, 'get', `${base}/conversations/:id/activities`, { params: id, query: since }, async (call) => {
    const reached = await reach(line, call, call.params.id);
    await line.rates.take('reads', reached.thread);
    const position = mustBePosition(call.query.watermark);
    const batch = await threadAfter(line.door.database, reached.thread, position, pageSize);
    if (batch.events.some(({ author }) => author.startsWith('agent:')) || batch.events.length === 0) {
      await noteWatermark(line, reached.thread, position);
    }
    return { status: 200, json: await frames.setOf(batch, reached) };
  });

  // Clients ask for it only before showing a sign-in card, which we never send; it means nothing to us.
  route(server, 'get', `${base}/session/getsessionid`, {}, async (call) => {
    await callerOf(line, call);
    return { status: 200, json: { sessionId: newId('s') } };
  });

  return directLineStream(server, line, frames);
}

function tokenRoutes(server: HttpServer, line: DirectLine): void {
  route(
    server,
    'post',
    `${base}/tokens/generate`,
    { body: opening, allow: (asking) => mustBeSecret(line, asking) },
    async (call) => {
      return { status: 200, json: await newToken(line, call.body.user?.id) };
    },
  );

  route(server, 'post', `${base}/tokens/refresh`, {}, async (call) => {
    const caller = await callerOf(line, call);
    if (caller.via === 'secret')
      throw new Refusal('bad-input', 'refresh: a secret is not a token', { where: 'a token' });
    await line.rates.take('reads', caller.claims.thread);
    return { status: 200, json: await tokenFor(line, reachedBy(caller.claims)) };
  });
}

/** A token for a chat that does not exist yet: it is stored when it begins, so an unused token leaves nothing behind. */
export async function newToken(line: DirectLine, user = newCustomer(), page = false): Promise<TokenAnswer> {
  return tokenFor(line, { thread: newId('t'), user, page });
}

/** An id that nobody guesses. Microsoft's clients trust ids of this form when they come in a token. */
export const newCustomer = (): string => newId('dl_');

export interface TokenAnswer {
  readonly conversationId: string;
  readonly token: string;
  readonly expires_in: number;
}

export async function tokenFor(line: DirectLine, { thread, user, page }: Reached): Promise<TokenAnswer> {
  const token = await line.tokens.issue({ site: line.site, thread, user, ...(page ? { page } : {}) });
  return { conversationId: thread, token, expires_in: tokenSeconds };
}

function conversationRoutes(server: HttpServer, line: DirectLine, ordinals: Ordinals): void {
  route(
    server,
    'post',
    `${base}/conversations`,
    { body: opening, allow: (asking) => callerOf(line, asking) },
    async (call) => {
      const caller = call.allowed;
      const reached: Reached =
        caller.via === 'token'
          ? reachedBy(caller.claims)
          : { thread: newId('t'), user: call.body.user?.id ?? newCustomer() };
      if (caller.via === 'token') await line.rates.take('conversations', addressKey(call.address));
      await line.rates.take('siteConversations', line.site);
      const wanted = languageOf(call.body.locale, line.languages[0]);
      const language = line.languages.includes(wanted) ? wanted : line.languages[0];
      const opened = await openThread(line.door.database, {
        site: line.site,
        channel: channelName,
        peer: peerOf(reached.thread, reached.user),
        thread: reached.thread,
        language,
        now: line.door.clock.now(),
        greeting: line.greeting?.(language),
      });
      if (opened.made) ordinals.know(opened.conversation, 0);
      return { status: opened.made ? 201 : 200, json: await connection(line, reached, undefined) };
    },
  );

  route(server, 'get', `${base}/conversations/:id`, { params: id, query: since }, async (call) => {
    const reached = await reach(line, call, call.params.id);
    await line.rates.take('reads', reached.thread);
    const { watermark } = call.query;
    if (watermark !== undefined) mustBePosition(watermark);
    await latestConversation(line, reached.thread);
    return { status: 200, json: await connection(line, reached, watermark) };
  });
}

async function connection(line: DirectLine, reached: Reached, watermark: string | undefined): Promise<unknown> {
  const query = new URLSearchParams({ t: line.links.ticket(reached.thread, reached.user) });
  if (watermark !== undefined) query.set('watermark', watermark);
  const socketUrl = line.publicUrl.replace(/^http/, 'ws');
  return {
    ...(await tokenFor(line, reached)),
    streamUrl: `${socketUrl}${base}/conversations/${reached.thread}/stream?${query.toString()}`,
    referenceGrammarId: '',
  };
}

function messageRoutes(server: HttpServer, line: DirectLine, ordinals: Ordinals): void {
  async function maySay(asking: Asking<{ id: string }>): Promise<Reached> {
    const reached = await reach(line, asking, asking.params.id);
    await line.rates.take('messages', reached.thread);
    await line.rates.take('siteMessages', line.site);
    return reached;
  }

  route(
    server,
    'post',
    `${base}/conversations/:id/activities`,
    { params: id, body: activity, allow: maySay },
    async (call) => {
      const reached = call.allowed;
      if (isHeardOnly(call.body)) {
        if (call.body.type === 'typing') line.typing?.(reached.thread);
        return { status: 200, json: { id: newId('a') } };
      }
      if (call.body.attachments?.length) {
        throw new Refusal('bad-input', 'activity: attachments outside an upload', {
          where: 'attachments go to /upload',
        });
      }
      return store(line, ordinals, reached, call.body, messageOf(call.body, line.languages[0]));
    },
  );

  route(
    server,
    'post',
    `${base}/conversations/:id/upload`,
    { params: id, query: z.object({ userId: z.string().max(200).optional() }) },
    async (call) => {
      const reached = await reach(line, call, call.params.id);
      await line.rates.take('uploads', reached.thread);
      await line.rates.take('siteMessages', line.site);
      const conversation = await latestConversation(line, reached.thread);
      const { said = { type: 'message' }, files } = await readUpload<Received, Activity>(call.incoming, {
        part: { name: 'activity', type: 'application/vnd.microsoft.activity', schema: activity },
        keep: (name, content) => receiveFile(line.door, name, content),
      });
      if (files.length === 0) return store(line, ordinals, reached, said, messageOf(said, line.languages[0]));
      const message: Message = {
        text: said.text ?? '',
        language: languageOf(said.locale, line.languages[0]),
        attachments: await attachAll(line.door, conversation, files),
      };
      return store(line, ordinals, reached, said, message).catch(async (error: unknown) => {
        if (!(error instanceof Refusal) || error.code !== 'other-body') throw error;
        const clientId = said.channelData?.clientActivityID ?? '';
        const first = await firstUpload(line.door, { thread: reached.thread, clientId, message, files });
        if (!first) throw error;
        return answerOf(ordinals, reached.thread, first);
      });
    },
  );
}

interface Answered {
  readonly status: 200;
  readonly json: { readonly id: string };
}

/**
 * Through the door; the answer goes out when the message is durable. A client that gives no id of its own cannot be
 * recognised when it sends the same again.
 */
async function store(
  line: DirectLine,
  ordinals: Ordinals,
  { thread }: Reached,
  said: Activity,
  message: Message,
): Promise<Answered> {
  const clientId = said.channelData?.clientActivityID ?? newId('m');
  return answerOf(ordinals, thread, await say(line.door, { thread, clientId, message }));
}

async function answerOf(ordinals: Ordinals, thread: string, stored: Stored): Promise<Answered> {
  const ordinal = await ordinals.of(thread, stored.conversation);
  return { status: 200, json: { id: activityId(thread, { ordinal, seq: stored.seq }) } };
}

async function latestConversation(line: DirectLine, thread: string): Promise<string> {
  const latest = (await conversationsOf(line.door.database, thread)).at(-1);
  if (!latest) throw new Refusal('not-found', `directline: ${thread} was never opened`);
  return latest.id;
}

function mustBePosition(watermark: string | undefined): NonNullable<ReturnType<typeof positionOf>> {
  const position = positionOf(watermark);
  if (!position) throw new Refusal('bad-input', 'watermark: not one of ours', { where: 'watermark' });
  return position;
}
