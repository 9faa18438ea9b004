import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import WebSocket from 'ws';
import { z } from 'zod';
import { machineClock } from '../../src/clock.js';
import { createServer, type Served } from '../../src/serve.js';
import { createSignInLink } from '../../src/staff/sign-in.js';
import { openCounter, type Counter } from '../setup/counter.js';
import { findProxy } from '../setup/proxy-binaries.js';
import { freePort, startCaddy, startNginx, type Proxy } from './proxies.js';

const token = z.object({ token: z.string(), conversationId: z.string(), streamUrl: z.string().optional() });
const problem = z.object({ code: z.string(), status: z.number() });
const megabyte = 1024 * 1024;

let counter: Counter;
let served: Served;
let port: number;
let to: number;
let url: string;
const logged: Record<string, unknown>[] = [];

beforeAll(async () => {
  [port, to] = [await freePort(), await freePort()];
  url = `http://127.0.0.1:${port}`;
  counter = await openCounter({
    ...{ clock: machineClock, environment: { PUBLIC_URL: url, TRUSTED_PROXIES: '127.0.0.1' } },
  });
  const log = pino({}, { write: (text: string) => void logged.push(z.looseObject({}).parse(JSON.parse(text))) });
  const { app, database, config } = counter;
  served = createServer({ app, database, config, log, clock: machineClock });
  await served.server.listen(to);
}, 60_000);
afterAll(async () => {
  await served.server.close(500);
  await counter.close();
});

const kinds = [
  { name: 'nginx' as const, start: startNginx },
  { name: 'caddy' as const, start: startCaddy },
];
for (const { name, start } of kinds) {
  const found = await findProxy(name);
  const title = 'path' in found ? `behind a real ${name}` : `behind ${name}: skipped, ${found.missing}`;
  ('path' in found ? describe : describe.skip)(title, () => {
    let proxy: Proxy;
    beforeAll(async () => {
      proxy = await start({ path: 'path' in found ? found.path : '', port, to });
    });
    afterAll(() => proxy.close());

    /** A caller on another address of this machine, so that the proxy's and the caller's can be told apart. */
    async function call(path: string, { method = 'GET', headers = {}, body }: Calling = {}): Promise<Called> {
      const sent = request(url + path, { method, headers, localAddress: '127.0.0.2' });
      // Whoever is refused before all is sent finds the line cut; what was answered still counts.
      sent.on('error', () => undefined).end(body);
      const answer = await new Promise<IncomingMessage>((resolve) => sent.once('response', resolve));
      let text = '';
      for await (const part of answer) text += String(part);
      return { status: answer.statusCode ?? 0, headers: answer.headers, text };
    }

    async function open(): Promise<{ thread: string; bearer: { authorization: string }; stream: WebSocket }> {
      const given = token.parse(JSON.parse((await call('/chat/token', { method: 'POST' })).text));
      const bearer = { authorization: `Bearer ${given.token}` };
      const headers = { ...bearer, 'content-type': 'application/json' };
      const opened = await call('/v3/directline/conversations', { method: 'POST', headers, body: '{}' });
      const stream = new WebSocket(token.parse(JSON.parse(opened.text)).streamUrl ?? '');
      return { thread: given.conversationId, bearer, stream };
    }

    test('a customer chats over the socket, word by word as it happens', async () => {
      const { thread, bearer, stream } = await open();
      expect(stream.url).toContain(url.replace('http', 'ws'));
      const heard: string[] = [];
      stream.on('message', (data: Buffer) => void heard.push(data.toString()));
      await soon(() => heard.join().includes('assistant'));
      const began = Date.now();
      await call(`/v3/directline/conversations/${thread}/activities`, {
        ...{ method: 'POST', headers: { ...bearer, 'content-type': 'application/json' } },
        body: JSON.stringify({ type: 'message', from: { id: 'me' }, text: 'how do I return an item?' }),
      });
      await soon(() => heard.join().includes('30 days'));
      expect(Date.now() - began).toBeLessThan(5_000);
      stream.close();
    });

    test('staff sign in and hold their socket, from the page of that address alone', async () => {
      const link = await createSignInLink(counter.database, machineClock, 'kim@hinata-home.example');
      const headers = { 'content-type': 'application/json' };
      const signed = await call('/staff/sign-in', { method: 'POST', headers, body: JSON.stringify({ token: link }) });
      const cookie = String(signed.headers['set-cookie']).split(';')[0] ?? '';
      const socket = new WebSocket(`${url.replace('http', 'ws')}/staff/events`, { headers: { cookie, origin: url } });
      await once(socket, 'open');
      socket.close();
      const foreign = new WebSocket(`${url.replace('http', 'ws')}/staff/events`, {
        headers: { cookie, origin: 'https://elsewhere.example' },
      });
      const refused = await new Promise<IncomingMessage>((resolve) =>
        foreign.once('unexpected-response', (_, answer) => resolve(answer)),
      );
      expect([401, 403]).toContain(refused.statusCode);
      foreign.on('error', () => undefined).terminate();
    });

    test('the address we see is the caller’s, whatever the caller claims', async () => {
      const claims: Record<string, string>[] = [
        {},
        { 'x-forwarded-for': '203.0.113.9', 'x-real-ip': '203.0.113.9', forwarded: 'for=203.0.113.9' },
        { 'x-forwarded-for': '203.0.113.9, 127.0.0.1', 'x-forwarded-host': 'elsewhere.example' },
      ];
      for (const headers of claims) {
        const before = logged.length;
        await call('/v3/directline/conversations', {
          method: 'POST',
          headers: { ...headers, authorization: 'Bearer no' },
        });
        const line = logged.slice(before).find(({ msg }) => msg === 'request refused');
        expect(line).toMatchObject({ address: '127.0.0.2' });
      }
      expect((await call('/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).toBe(403);
      expect(JSON.stringify(logged)).not.toContain('PUBLIC_URL');
    });

    test('a file of 10 MB passes, one of 11 is refused in our words, more than a message holds by the proxy', async () => {
      const { thread, bearer, stream } = await open();
      await once(stream, 'open');
      stream.close();
      const path = `/v3/directline/conversations/${thread}/upload`;
      const upload = (bytes: number): Promise<Called> => call(path, { method: 'POST', ...multipart(bytes, bearer) });
      expect(await upload(10 * megabyte)).toMatchObject({ status: 200 });
      const refused = await upload(11 * megabyte);
      expect(problem.parse(JSON.parse(refused.text))).toEqual({ code: 'too-large', status: 413 });
      // Caddy counts only what has come; nginx says it at once.
      if (name !== 'nginx') return;
      const flood = { ...bearer, 'content-length': String(100 * megabyte), 'content-type': 'multipart/form-data' };
      const wall = await call(path, { method: 'POST', headers: flood, body: '-' });
      expect(problem.parse(JSON.parse(wall.text))).toEqual({ code: 'too-large', status: 413 });
    });
  });
}

interface Calling {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}
interface Called {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

function multipart(bytes: number, bearer: Record<string, string>): Required<Pick<Calling, 'headers' | 'body'>> {
  const border = randomUUID();
  const head = `--${border}\r\ncontent-disposition: form-data; name="file"; filename="long.txt"\r\ncontent-type: text/plain\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(head),
    Buffer.alloc(bytes, 'a line of text\n'),
    Buffer.from(`\r\n--${border}--\r\n`),
  ]);
  return {
    headers: {
      ...bearer,
      'content-type': `multipart/form-data; boundary=${border}`,
      'content-length': String(body.length),
    },
    body,
  };
}

async function soon(is: () => boolean): Promise<void> {
  for (const until = Date.now() + 10_000; !is(); await new Promise((next) => setTimeout(next, 10))) {
    if (Date.now() > until) throw new Error('it was not heard');
  }
}
