import { connect } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import WebSocket from 'ws';
import { botFrameworkRoutes } from '../../src/channels/botframework/routes.js';
import type { TokenAnswer } from '../../src/channels/directline/routes.js';
import { chatRoutes } from '../../src/channels/chat/routes.js';
import { verifyLog } from '../../src/conversations/log.js';
import { openCounter, type Counter } from '../channels/counter.js';

const many = 1_000_000;
const bigRates = { messages: many, uploads: many, refusals: many, reads: many, conversations: many, tokens: many };
const json = { 'content-type': 'application/json' };
const megabytes = (count: number): string => 'x'.repeat(count * 1024 * 1024);

describe.each(['sqlite', 'postgres'] as const)('bad input on %s', (database) => {
  let counter: Counter;
  let mine: TokenAnswer;
  let path: string;
  let upload: string;
  const app = { id: '11111111-1111-1111-1111-111111111111', password: 'p' };

  beforeAll(async () => {
    counter = await openCounter({
      ...{ database, rates: bigRates },
      routes: (http, line) => {
        chatRoutes(http, line);
        botFrameworkRoutes(http, { ...line, look: { timeZone: 'UTC' }, app });
      },
    });
    mine = await counter.opened();
    path = `/v3/directline/conversations/${mine.conversationId}/activities`;
    upload = `/v3/directline/conversations/${mine.conversationId}/upload`;
  });
  afterAll(() => counter.close());

  const send = (
    to: string,
    body: BodyInit | null,
    headers: Record<string, string> = json,
    method = 'POST',
  ): Promise<Response> =>
    fetch(counter.url + to, { method, body, headers: { authorization: `Bearer ${mine.token}`, ...headers } });
  const stored = async (): Promise<number> => {
    const [row] = await counter.door.database.read(
      counter.door.database.build.selectFrom('event').select(({ fn }) => fn.count<number>('seq').as('all')),
    );
    return Number(row?.all);
  };
  const message = (fields: object): string => JSON.stringify({ type: 'message', text: 'x', ...fields });
  const form = (...parts: [name: string, content: Blob, file: string][]): FormData => {
    const made = new FormData();
    for (const part of parts) made.append(...part);
    return made;
  };
  const file = (content: string | Uint8Array<ArrayBuffer>, name: string): FormData =>
    form(['file', new Blob([content]), name]);

  /** What is sent, and the status it must get. Functions, because they need a token that only exists later. */
  const cases: [what: string, status: number, () => Promise<Response>][] = [
    ['no JSON', 400, () => send(path, '{"type":"message"')],
    ['invalid UTF-8', 400, () => send(path, Buffer.from([0x22, 0xff, 0xfe, 0x22]))],
    ['a list', 400, () => send(path, '[]')],
    ['null', 400, () => send(path, 'null')],
    ['a number for the text', 400, () => send(path, message({ text: 7 }))],
    ['a query object for the text', 400, () => send(path, message({ text: { $ne: null } }))],
    ['a list for the client id', 400, () => send(path, message({ channelData: { clientActivityID: ['a'] } }))],
    ['an empty message', 400, () => send(path, message({ text: ' ' }))],
    ['a text over the limit', 400, () => send(path, message({ text: 'a'.repeat(4_001) }))],
    ['a value over the limit', 400, () => send(path, message({ value: { a: 'a'.repeat(4_001) } }))],
    ['NUL in the text', 400, () => send(path, message({ text: 'a\0b' }))],
    ['NUL in the value', 400, () => send(path, message({ value: 'a\0b' }))],
    ['NUL in the client id', 400, () => send(path, message({ channelData: { clientActivityID: 'a\0b' } }))],
    ['an unknown type', 400, () => send(path, message({ type: 'deleteUserData' }))],
    ['__proto__', 400, () => send(path, '{"type":"message","text":"x","__proto__":{"a":1}}')],
    ['hidden __proto__', 400, () => send(path, '{"type":"message","text":"x","value":{"__pr\\u006fto__":{"a":1}}}')],
    ['17 levels', 400, () => send(path, message({ value: JSON.parse('['.repeat(16) + ']'.repeat(16)) as unknown }))],
    ['30,000 levels', 400, () => send(path, '['.repeat(30_000) + ']'.repeat(30_000))],
    [
      'attachments without an upload',
      400,
      () => send(path, message({ attachments: [{ contentUrl: 'http://10.0.0.1/' }] })),
    ],
    ['65 kB', 413, () => send(path, message({ text: 'a'.repeat(65_600) }))],
    ['10 MB', 413, () => send(path, megabytes(10))],
    ['10 MB in chunks', 413, () => chunked(counter.url + path, mine.token, 10)],
    ['a gzip bomb', 415, () => send(path, gzipSync(megabytes(30)), { ...json, 'content-encoding': 'gzip' })],
    ['a brotli bomb', 415, () => send(path, brotliCompressSync(megabytes(10)), { ...json, 'content-encoding': 'br' })],
    ['text/plain', 415, () => send(path, message({}), { 'content-type': 'text/plain' })],
    ['a form', 415, () => send(path, 'type=message&text=x', { 'content-type': 'application/x-www-form-urlencoded' })],
    ['no token', 401, () => counter.post(path, {})],
    ['a token that is none', 401, () => counter.post(path, { type: 'message', text: 'x' }, 'a.b.c')],
    ['a token without signature', 401, () => counter.post(path, { type: 'message', text: 'x' }, unsigned(mine.token))],
    [
      'a token with another signature',
      401,
      () => counter.post(path, { type: 'message', text: 'x' }, `${mine.token.slice(0, -4)}AAAA`),
    ],
    ['an unknown conversation', 404, () => send('/v3/directline/conversations/t-unknown/activities', message({}))],
    [
      'SQL for a conversation',
      400,
      () => send(`/v3/directline/conversations/${encodeURIComponent("' or 1=1 --")}/activities`, message({})),
    ],
    ['an unknown address', 404, () => send('/v3/directline/nothing', '{}')],
    ['a way up', 404, () => send('/chat/..%2f..%2fetc/passwd', null, {}, 'GET')],
    ['a broken percent sign', 404, () => send('/v3/directline/conversations/%E0%A4%A/activities', null, {}, 'GET')],
    ['a wrong method', 405, () => send(path, '{}', json, 'DELETE')],
    ['a watermark that is none', 400, () => send(`${path}?watermark=1;drop`, null, {}, 'GET')],
    ['an unknown attachment', 404, () => send(`/v3/directline/attachments/${mine.conversationId}/a1`, null, {}, 'GET')],
    [
      'a made-up link',
      401,
      () => fetch(`${counter.url}/v3/directline/attachments/${mine.conversationId}/a1?w=9999999999999.abc`),
    ],
    ['no multipart', 415, () => send(upload, '{}')],
    ['no boundary', 415, () => send(upload, 'x', { 'content-type': 'multipart/form-data' })],
    [
      'a broken multipart',
      400,
      () => send(upload, '--b\r\nnonsense', { 'content-type': 'multipart/form-data; boundary=b' }),
    ],
    ['an empty upload', 400, () => send(upload, new FormData(), {})],
    [
      'an SVG',
      415,
      () => send(upload, file('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', 'a.png'), {}),
    ],
    ['a page', 415, () => send(upload, file('<!doctype html><script>1</script>', 'a.txt'), {})],
    ['an empty file', 400, () => send(upload, file('', 'a.txt'), {})],
    ['11 MB of text', 413, () => send(upload, file(megabytes(11), 'a.txt'), {})],
    [
      'six files',
      413,
      () =>
        send(
          upload,
          form(...Array.from({ length: 6 }, (_, at): [string, Blob, string] => ['file', new Blob(['a']), `${at}.txt`])),
          {},
        ),
    ],
    [
      'an activity that is none',
      400,
      () =>
        send(upload, form(['activity', new Blob(['{'], { type: 'application/vnd.microsoft.activity' }), 'blob']), {}),
    ],
    ['a stranger at /api/messages', 401, () => counter.post('/api/messages', channelMessage)],
    ['a stranger with a token there', 401, () => counter.post('/api/messages', channelMessage, 'junk')],
    ['nonsense at /api/messages', 400, () => counter.post('/api/messages', { type: 7 })],
  ];

  test.each(cases)('%s: a clear %d, a line in the log, nothing stored', async (_, status, act) => {
    const [before, lines] = [await stored(), counter.logged.length];
    const answer = await act();
    const told = (await answer.json()) as Record<string, unknown>;
    expect({ status: answer.status, told }).toMatchObject({
      status,
      told: { status, code: expect.any(String), id: expect.any(String) },
    });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await stored()).toBe(before);
    expect(counter.logged.slice(lines)).toContainEqual(expect.objectContaining({ id: told['id'], status }));
    expect(JSON.stringify(counter.logged.slice(lines))).not.toContain(mine.token);
  });

  test('half an emoji, SQL and HTML in every text come back as they were said', async () => {
    const hostile = [
      "'; drop table event; --",
      '<img src=x onerror=alert(1)>',
      '{{7*7}} ${7*7}',
      '\u202Eabc',
      'half \ud83d',
      '=1+1',
      '返品 👩‍👩‍👧',
    ];
    for (const text of hostile)
      expect((await send(path, JSON.stringify({ type: 'message', text, value: text }))).status).toBe(200);
    const answer = await fetch(counter.url + path, { headers: { authorization: `Bearer ${mine.token}` } });
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const { activities } = (await answer.json()) as { activities: { text: string }[] };
    expect(activities.slice(-hostile.length).map(({ text }) => text)).toEqual(
      hostile.map((text) => text.toWellFormed()),
    );
  });

  test('whatever JSON comes, the answer is 200 or 4xx, and the loop is never held for 100 ms', async () => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const part = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constant(undefined));
    const said = fc.record({
      type: fc.oneof(fc.constant('message'), part),
      text: part,
      value: part,
      locale: part,
      channelData: part,
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(said, fc.jsonValue()), async (body) => {
        const { status } = await send(path, JSON.stringify(body) ?? '');
        expect(status === 200 || (status >= 400 && status < 500)).toBe(true);
      }),
      { numRuns: 150 },
    );
    delay.disable();
    expect(delay.percentile(99) / 1e6).toBeLessThan(100);
  });

  test('malformed frames on the stream end that stream and nothing else', async () => {
    const ticket = counter.line.links.ticket(mine.conversationId, 'me');
    const socket = new WebSocket(
      `${counter.url.replace('http', 'ws')}/v3/directline/conversations/${mine.conversationId}/stream?t=${ticket}`,
    );
    await new Promise((open) => socket.once('open', open));
    socket.send('');
    socket.send('{"activities":');
    socket.send(Buffer.alloc(5_000));
    expect(await new Promise((closed) => socket.once('close', closed))).toBe(1009);
    const raw = counter.line.links.ticket(mine.conversationId, 'me');
    expect(await brokenFrame(counter.url, mine.conversationId, raw)).toContain('101 Switching Protocols');
    expect((await send(path, message({}))).status).toBe(200);
  });

  test('after all of it the log is whole', async () => {
    const [row] = await counter.door.database.read(
      counter.door.database.build.selectFrom('conversation').select('id').where('thread', '=', mine.conversationId),
    );
    expect(await verifyLog(counter.door.database, row?.id ?? '')).toMatchObject({ whole: true });
    expect(counter.logged.filter(({ level }) => level === 50)).toEqual([]);
  });
});

const channelMessage = {
  ...{ type: 'message', id: '1', channelId: 'msteams', serviceUrl: 'https://smba.example/', text: 'hi' },
  ...{ from: { id: 'u' }, recipient: { id: 'b' }, conversation: { id: 'c' } },
};

/** The oldest trick: `none` as the algorithm. */
function unsigned(token: string): string {
  const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  return `${header}.${token.split('.')[1] ?? ''}.`;
}

function chunked(url: string, token: string, count: number): Promise<Response> {
  const pieces = Array.from({ length: count }, () => Buffer.from(megabytes(1)));
  const body = new ReadableStream({
    pull(to) {
      const piece = pieces.pop();
      if (piece) to.enqueue(piece);
      else to.close();
    },
  });
  return fetch(url, {
    method: 'POST',
    body,
    duplex: 'half',
    headers: { ...json, authorization: `Bearer ${token}` },
  } as RequestInit);
}

/** Bytes that are no WebSocket frame, after a proper handshake. */
function brokenFrame(url: string, conversation: string, ticket: string): Promise<string> {
  return new Promise((resolve) => {
    const { port, hostname } = new URL(url);
    const socket = connect(Number(port), hostname);
    let heard = '';
    socket.on('data', (data) => {
      heard += data.toString('latin1');
      if (heard.includes('\r\n\r\n')) socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0x00, 0x01]));
    });
    socket.once('close', () => resolve(heard));
    socket.once('error', () => undefined);
    socket.write(
      `GET /v3/directline/conversations/${conversation}/stream?t=${ticket} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
  });
}
