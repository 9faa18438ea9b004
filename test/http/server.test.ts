import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import WebSocket from 'ws';
import { z } from 'zod';
import { createHttpServer, route, type HttpServer } from '../../src/http/server.js';
import { readBody } from '../../src/http/body.js';
import { Refusal } from '../../src/refusal.js';
import { openCounter } from '../channels/counter.js';

const logged: Record<string, unknown>[] = [];
let server: HttpServer;
let url: string;
let bodiesRead = 0;

beforeAll(async () => {
  const log = pino(
    { level: 'info' },
    { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) },
  );
  server = createHttpServer({
    log,
    trustedProxies: [],
    openTo: { prefix: '/open/', origins: ['https://shop.example'] },
  });
  route(server, 'get', '/fault', {}, async () => {
    throw new Error('password hunter2 at /var/lib');
  });
  route(server, 'get', '/at-once', {}, () => {
    throw new Error('thrown without a promise');
  });
  route(server, 'get', '/page', {}, async () => ({
    status: 200,
    text: '<h1>返品</h1>',
    type: 'text/html; charset=utf-8',
  }));
  route(server, 'post', '/slow', {}, async ({ incoming }) => ({
    status: 200,
    json: (await readBody(incoming, 100, 0.1)).length,
  }));
  const allow = async (): Promise<never> => {
    throw new Refusal('not-signed-in', 'test: nobody may');
  };
  const body = z.unknown().transform(() => bodiesRead++);
  route(server, 'post', '/open/private', { allow, body }, async () => ({ status: 200, json: {} }));
  const { port } = await server.listen(0);
  url = `http://127.0.0.1:${port}`;
});
afterAll(() => server.close(100));

test.each(['/fault', '/at-once'])('a fault at %s tells an id and nothing of its inside', async (path) => {
  const answer = await fetch(url + path);
  const text = await answer.text();
  expect(answer.status).toBe(500);
  expect(text).not.toMatch(/hunter2|promise|var/);
  const { id } = JSON.parse(text) as { id: string };
  expect(answer.headers.get('x-request-id')).toBe(id);
  expect(logged.filter((line) => line['id'] === id)).toHaveLength(1);
});

test('the sentence comes in the language that was asked for', async () => {
  const answer = await fetch(`${url}/nothing`, { headers: { 'accept-language': 'ja,en;q=0.5' } });
  expect(await answer.json()).toMatchObject({
    status: 404,
    code: 'no-such-address',
    detail: 'このアドレスには何もありません。',
  });
});

test('a page is sent as a page, whole, with headers that keep others out', async () => {
  const answer = await fetch(`${url}/page`);
  expect(await answer.text()).toBe('<h1>返品</h1>');
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    ...{ 'content-type': 'text/html; charset=utf-8', 'content-length': '15', 'x-content-type-options': 'nosniff' },
    ...{ 'x-frame-options': 'DENY', 'content-security-policy': expect.stringContaining("default-src 'none'") },
  });
  expect(answer.headers.get('server') ?? '').toBe('');
});

test("a stranger's body is not read", async () => {
  expect((await fetch(`${url}/open/private`, { method: 'POST', body: '{}' })).status).toBe(401);
  expect(bodiesRead).toBe(0);
});

test('a page of another origin may call only when it is on the list, and only what is open', async () => {
  const asks = async (path: string, origin: string): Promise<string | null> =>
    (await fetch(url + path, { method: 'OPTIONS', headers: { origin } })).headers.get('access-control-allow-origin');
  expect(await asks('/open/private', 'https://shop.example')).toBe('https://shop.example');
  expect(await asks('/open/private', 'https://evil.example')).toBeNull();
  expect(await asks('/page', 'https://shop.example')).toBeNull();
});

test('a body that trickles is refused in time', async () => {
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write('POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nabc');
  const heard = await new Promise<Buffer>((first) => socket.once('data', first));
  socket.destroy();
  expect(heard.toString()).toMatch(/^HTTP\/1\.1 410 /);
});

test('on closing, what runs is answered, sockets are told to come back, newcomers find nobody', async () => {
  const counter = await openCounter({ database: 'sqlite' });
  let release = (): void => undefined;
  const held = new Promise<void>((go) => (release = go));
  route(counter.http, 'get', '/held', {}, async () => {
    await held;
    return { status: 200, json: 'done' };
  });
  const { conversationId } = await counter.opened();
  const ticket = counter.line.links.ticket(conversationId, 'me');
  const socket = new WebSocket(
    `${counter.url.replace('http', 'ws')}/v3/directline/conversations/${conversationId}/stream?t=${ticket}`,
  );
  await new Promise((open) => socket.once('open', open));
  const running = fetch(`${counter.url}/held`);
  await new Promise((soon) => setTimeout(soon, 50));
  const closed = new Promise((code) => socket.once('close', code));
  const closing = counter.close();
  expect(await closed).toBe(1001);
  await expect(fetch(`${counter.url}/held`)).rejects.toThrow('fetch failed');
  release();
  expect(await (await running).json()).toBe('done');
  await closing;
});

test('a browser that connected ahead and asked for nothing does not hold up a stop', async () => {
  const stopped = createHttpServer({
    log: pino({ level: 'silent' }),
    trustedProxies: [],
    openTo: { prefix: '/o', origins: '*' },
  });
  const { port } = await stopped.listen(0);
  const ahead = connect(port, '127.0.0.1');
  await once(ahead, 'connect');
  const began = Date.now();
  await stopped.close(10_000);
  expect(Date.now() - began).toBeLessThan(2_000);
});
