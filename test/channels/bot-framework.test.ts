import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { botFrameworkRoutes } from '../../src/channels/botframework/routes.js';
import { createSender } from '../../src/channels/botframework/send.js';
import { openThread } from '../../src/conversations/open.js';
import { say } from '../../src/conversations/say.js';
import { openCounter, type Counter } from './counter.js';

/** Stands in Microsoft's place: keeps what is sent to it, and can refuse for a while. */
const received: { path: string; text: string; actions: unknown }[] = [];
let refusing = false;
const microsoft = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    response.statusCode = refusing ? 400 : 200;
    response.setHeader('content-type', 'application/json');
    if (refusing) return void response.end('{}');
    const { text, suggestedActions } = JSON.parse(body) as { text: string; suggestedActions?: { actions: unknown } };
    received.push({ path: request.url ?? '', text, actions: suggestedActions?.actions });
    response.end('{"id":"1"}');
  });
});

let counter: Counter;
beforeAll(async () => {
  counter = await openCounter({
    database: 'sqlite',
    routes: (http, line) => botFrameworkRoutes(http, { ...line, look: { timeZone: 'UTC' }, app: undefined }),
  });
  await new Promise<void>((listening) => microsoft.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  await counter.close();
  microsoft.closeAllConnections();
  microsoft.close();
});

test('without an app id nobody gets in, and the answer says what to set', async () => {
  const answer = await counter.post('/api/messages', { type: 'message' });
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ code: 'not-configured', detail: expect.stringContaining('BOT_APP_ID') });
});

test("what the bot writes goes out in order; what could not be sent goes out later; the customer's own lines never", async () => {
  const serviceUrl = `http://127.0.0.1:${(microsoft.address() as AddressInfo).port}/`;
  const address = JSON.stringify({
    ...{ conversation: { id: 'teams-1' }, serviceUrl, channelId: 'msteams', user: { id: 'u' }, bot: { id: 'b' } },
  });
  const { thread } = await openThread(counter.door.database, {
    ...{ site: 'default', channel: 'botframework:msteams', peer: 'teams-1', language: 'en', now: 1, address },
  });
  // Without an app id the SDK sends unsigned: only here, where the receiver is ours.
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const sender = createSender({ door: counter.door, log: counter.line.log, look: { timeZone: 'UTC' } }, adapter, '');
  sender.follow(thread);
  await say(counter.door, { thread, clientId: 'a1', message: { text: 'hello', language: 'en' } });
  await counter.writes(thread, { text: 'one', choices: [{ label: 'Yes', value: 'confirm:yes' }] });
  await until(() => received.length === 1);
  refusing = true;
  await counter.writes(thread, { text: 'two' });
  await until(() => counter.logged.some(({ msg }) => msg === 'botframework: not sent, tried again later'));
  refusing = false;
  await counter.writes(thread, { text: 'three' });
  await until(() => received.length >= 3);
  expect(received.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  expect(received[0]).toMatchObject({
    path: expect.stringContaining('/v3/conversations/teams-1/activities'),
    actions: [{ type: 'imBack', title: 'Yes', value: 'Yes' }],
  });
  sender.stop();
});

async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`never: ${JSON.stringify(received)}`);
    await new Promise((next) => setTimeout(next, 10));
  }
}
