/**
 * The reference: what the framework costs without a product. A bare botbuilder echo behind restify and its body parser on Direct Line's routes, the
 * answer pushed on a WebSocket. Nothing is checked, stored or looked up.
 */
import type { Duplex } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import { BotAdapter, TurnContext, type Activity, type ResourceResponse } from 'botbuilder-core';
import restify, { type Request, type Response } from 'restify';
import { WebSocketServer, type WebSocket } from 'ws';
import { takeOrders } from './orders.js';

const base = '/v3/directline';
const conversations = new Map<string, { socket?: WebSocket; said: number }>();

class EchoAdapter extends BotAdapter {
  process(activity: Partial<Activity>, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    return this.runMiddleware(new TurnContext(this, activity), logic);
  }
  override async sendActivities(_: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    return activities.map((activity) => push(activity));
  }
  override async updateActivity(): Promise<void> {}
  override async deleteActivity(): Promise<void> {}
  override async continueConversation(): Promise<void> {}
}

function push(activity: Partial<Activity>): ResourceResponse {
  const id = activity.conversation?.id ?? '';
  const conversation = conversations.get(id);
  const seq = conversation ? ++conversation.said : 0;
  const watermark = String(seq);
  const shown = { ...activity, id: `${id}|${watermark}`, timestamp: new Date().toISOString() };
  conversation?.socket?.send(JSON.stringify({ activities: [shown], watermark }));
  return { id: shown.id };
}

const adapter = new EchoAdapter();
const server = restify.createServer({ name: '' });
// It waits while the other side is measured.
server.server.keepAliveTimeout = 300_000;
server.use(restify.plugins.bodyParser());
server.post(`${base}/conversations`, (_: Request, response: Response, next) => {
  const id = `t${conversations.size}`;
  conversations.set(id, { said: 0 });
  const { port } = server.address();
  response.send(201, {
    conversationId: id,
    token: 'none',
    streamUrl: `ws://localhost:${port}${base}/conversations/${id}/stream`,
  });
  return next();
});
server.post(`${base}/conversations/:id/activities`, async (request: Request, response: Response) => {
  const id = conversationIn(request.url);
  const body: unknown = request.body;
  const activity: Partial<Activity> = typeof body === 'object' ? { ...body } : {};
  Object.assign(activity, {
    ...{ id: `${id}|said`, channelId: 'directline', serviceUrl: 'http://localhost' },
    ...{ conversation: { id }, recipient: { id: 'bot', name: 'bot' } },
  });
  // As Direct Line does: the customer's own message comes back on the stream, which is how clients know it arrived.
  const { id: said } = push(activity);
  await adapter.process(activity, async (context) => {
    await context.sendActivity(`echo: ${context.activity.text}`);
  });
  response.send(200, { id: said });
});

function conversationIn(url = ''): string {
  return /conversations\/([^/]+)/.exec(url)?.[1] ?? '';
}

const sockets = new WebSocketServer({ noServer: true });
server.server.on('upgrade', (request: IncomingMessage, raw: Duplex, head: Buffer) => {
  const id = conversationIn(request.url);
  sockets.handleUpgrade(request, raw, head, (socket) => Object.assign(conversations.get(id) ?? {}, { socket }));
});

server.listen(0, '127.0.0.1', () => {
  takeOrders(server.server, {
    ready: { port: server.address().port, secret: 'none' },
    stop: async () => server.server.closeAllConnections(),
  });
});
