import type { lookup } from 'node:dns';
import { once } from 'node:events';
import { createServer as createSecureServer } from 'node:https';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createReach } from '../../../src/shop/connect/private-network.js';
import { onShopCall } from '../../../src/shop/connect/calls.js';
import type { Connectors } from '../../../src/shop/connect/read-connectors.js';
import { retryAfterMs } from '../../../src/shop/connect/system.js';
import { createWire, mostBytes, type Exchange } from '../../../src/shop/connect/wire.js';
import { selfSigned } from './certificate.js';
import {
  cut,
  fileWith,
  json,
  look,
  openPeer,
  orderStatus,
  raw,
  silence,
  systemsOf,
  type House,
  type Peer,
} from './peer.js';

let peer: Peer;
const open: Connectors[] = [];

beforeEach(async () => {
  peer = await openPeer();
});
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  await peer.close();
});

async function erp(rest = orderStatus, system = '', house: House = {}): Promise<Connectors> {
  const systems = await systemsOf(fileWith(peer.port, rest, system), house);
  open.push(systems);
  return systems;
}

const shipped = json(200, { status: 'shipped' });
const number = { number: 'A-10293' };

describe('a look-up', () => {
  test('asks with its values and gives the fields by name', async () => {
    const systems = await erp(
      `
lookups:
  order-status:
    system: erp
    path: /orders/{number}
    query: { fields: 'status,total', lang: '{language}', contact: '{contact}', key: '\${API_KEY}' }
    headers: { X-Shop: main }
    takes: { number: text, contact: text }
    optional: [contact]
    at: order
    gives:
      status: { kind: text, map: { '30': shipped } }
      expected: { kind: date, from: delivery.day }
`,
      '    headers: { Authorization: "Bearer ${ERP_TOKEN}" }',
      { environment: { ERP_TOKEN: 'abc.def', API_KEY: '{number}&x=1' } },
    );
    peer.answers(json(200, { order: { status: 30, delivery: { day: '2026-11-25' } } }));
    expect(await look(systems, 'order-status', { number: '注文 1/2?#%' })).toEqual({
      kind: 'found',
      values: { status: 'shipped', expected: '2026-11-25' },
    });
    const [asked] = peer.asked;
    expect(asked?.method).toBe('GET');
    // What stands in a secret is never read as a place, and no value can leave its own.
    expect(asked?.url).toBe(
      '/api/orders/%E6%B3%A8%E6%96%87%201%2F2%3F%23%25?fields=status%2Ctotal&lang=ja&key=%7Bnumber%7D%26x%3D1',
    );
    expect(asked?.headers).toMatchObject({
      ...{
        authorization: 'Bearer abc.def',
        'x-shop': 'main',
        accept: 'application/json',
        'accept-encoding': 'identity',
      },
      host: `127.0.0.1:${peer.port}`,
    });
  });

  test('may ask by POST, with a body of values that keep their kinds', async () => {
    const systems = await erp(`
lookups:
  search:
    system: erp
    method: POST
    path: /search
    body: { filter: { number: '{number}', label: 'No. {number}', count: '{count}', open: true, since: '{since}' }, tags: ['{tags}', x] }
    takes: { number: text, count: count, since: date, tags: list }
    optional: [since]
    gives: { status: text }
`);
    peer.answers(shipped);
    await look(systems, 'search', { number: '"}, {', count: 3, tags: ['a', 'b'] });
    expect(JSON.parse(peer.asked[0]?.body ?? '')).toEqual({
      filter: { number: '"}, {', label: 'No. "}, {', count: 3, open: true },
      tags: [['a', 'b'], 'x'],
    });
    expect(peer.asked[0]?.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  test('finds none where the file says so: by status, or where a place is empty', async () => {
    const systems = await erp(`
lookups:
  order:
    { system: erp, path: '/orders', query: { q: '{number}' }, takes: { number: text }, none: { status: [404, 410], empty: orders }, at: orders.0, gives: { status: text } }
`);
    const none = { kind: 'none' };
    peer.answers(
      json(404, {}),
      json(410, {}),
      json(200, { orders: [] }),
      json(200, {}),
      json(200, { orders: [{ status: 'a' }] }),
    );
    expect(await look(systems, 'order', number)).toEqual(none);
    expect(await look(systems, 'order', number)).toEqual(none);
    expect(await look(systems, 'order', number)).toEqual(none);
    expect(await look(systems, 'order', number)).toEqual(none);
    expect(await look(systems, 'order', number)).toEqual({ kind: 'found', values: { status: 'a' } });
  });

  test('goes by a real name, and never to what else the name means', async () => {
    const text = fileWith(peer.port, orderStatus).replace('http://127.0.0.1', 'http://localhost');
    const systems = await systemsOf(text);
    open.push(systems);
    peer.answers(shipped);
    expect(await look(systems, 'order-status', number)).toMatchObject({ kind: 'found' });
    const closed = await systemsOf(text.replace(/^allow:.*$/m, `allow: ['10.0.0.5:${peer.port}']`));
    open.push(closed);
    expect(await look(closed, 'order-status', number)).toMatchObject({
      kind: 'failed',
      why: expect.stringMatching(/stands inside the private network, and allow does not name/),
    });
    expect(peer.asked).toHaveLength(1);
  });
});

describe('values that would lead elsewhere are not sent', () => {
  test.each([['..'], ['.'], ['a\nb'], ['a\u0000b'], [''], ['x'.repeat(5_000)], [42], [null]])('%p', async (value) => {
    const systems = await erp();
    const looked = await look(systems, 'order-status', { number: value });
    expect(looked).toMatchObject({ kind: 'failed', why: expect.stringContaining('was not asked') });
    expect(peer.asked).toEqual([]);
  });
});

describe('what goes wrong outside has failed, with a reason and no more', () => {
  const failures: [string, Parameters<Peer['answers']>, RegExp][] = [
    ['a fault', [json(500, { trace: 'secret' })], /answered 500$/],
    ['a refusal', [json(401, {})], /answered 401$/],
    ['a redirect', [raw(302, { location: 'http://169.254.169.254/' }, '')], /answered 302: .*nobody follows/],
    ['a page', [raw(200, { 'content-type': 'text/html' }, '<h1>back soon</h1>')], /something else than JSON/],
    ['no type at all', [raw(200, {}, '{"status":"x"}')], /something else than JSON/],
    ['broken JSON', [raw(200, { 'content-type': 'application/json' }, '{"status": ')], /JSON that cannot be read/],
    [
      'bytes that are no text',
      [raw(200, { 'content-type': 'application/json' }, Buffer.from([0x22, 0xff, 0x22]))],
      /cannot be read/,
    ],
    ['another answer', [json(200, { message: 'ok' })], /none of the fields/],
    ['a wrong kind', [json(200, { status: { secret: 1 } })], /status: is no text$/],
    ['a cut line', [cut], /broke off \(ECONNRESET\)/],
    [
      'half an answer',
      [
        (response) => {
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
          response.write('{"status":');
          setTimeout(() => response.socket?.destroy(), 20);
        },
      ],
      /broke off/,
    ],
    [
      'a compressed answer',
      [raw(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }, gzipSync('{"status":"x"}'))],
      /compressed/,
    ],
    ['not HTTP at all', [(response) => void response.socket?.end('SSH-2.0-OpenSSH_9\r\n\r\n')], /not HTTP|broke off/],
  ];
  test.each(failures)('%s', async (_, replies, why) => {
    const systems = await erp();
    peer.answers(...replies);
    const looked = await look(systems, 'order-status', number);
    expect(looked).toMatchObject({ kind: 'failed', why: expect.stringMatching(why) });
    expect(JSON.stringify(looked)).not.toMatch(/secret|A-10293/);
    expect(peer.asked).toHaveLength(1);
  });

  test('an answer without end is left after 256 KB', async () => {
    const systems = await erp();
    let sent = 0;
    peer.answers((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        if (response.destroyed) return;
        sent += 16_384;
        response.write('"'.padEnd(16_384, 'x'), () => setImmediate(more));
      };
      more();
    });
    expect(await look(systems, 'order-status', number)).toMatchObject({ why: 'erp answered more than 256 KB' });
    expect(sent).toBeLessThan(40 * mostBytes);
  });

  test('silence ends with the time that the file gives', async () => {
    const systems = await erp(orderStatus, '    timeout: 0.2');
    peer.answers(silence);
    const began = performance.now();
    expect(await look(systems, 'order-status', number)).toMatchObject({ why: 'erp did not answer in time' });
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  test('an answer that comes drop by drop ends with the time as well', async () => {
    const systems = await erp(orderStatus, '    timeout: 0.3');
    peer.answers((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drops = setInterval(() => (response.destroyed ? clearInterval(drops) : response.write(' ')), 20);
    });
    expect(await look(systems, 'order-status', number)).toMatchObject({ why: 'erp did not answer in time' });
  });

  test('a turn that ends takes its look-up with it, and the system is not blamed', async () => {
    const systems = await erp(orderStatus, '    breaker: { failures: 1, rest: 60 }');
    peer.answers(silence, shipped);
    expect(await look(systems, 'order-status', number, AbortSignal.timeout(50))).toMatchObject({ kind: 'failed' });
    expect(await look(systems, 'order-status', number)).toMatchObject({ kind: 'found' });
  });

  test('nobody at the port, and no TLS behind https', async () => {
    const port = peer.port;
    const plain = await systemsOf(fileWith(port, orderStatus).replace('http://127', 'https://127'));
    open.push(plain);
    expect(await look(plain, 'order-status', number)).toMatchObject({
      kind: 'failed',
      why: expect.stringMatching(/TLS|broke off/),
    });
    const systems = await erp();
    await peer.close();
    expect(await look(systems, 'order-status', number)).toMatchObject({ why: expect.stringMatching(/ECONNREFUSED/) });
    peer = await openPeer();
  });
});

test('a machine whose certificate nobody vouches for is told nothing', async () => {
  const told: string[] = [];
  const server = createSecureServer(selfSigned, (request) => void told.push(request.url ?? ''));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const systems = await systemsOf(fileWith(port, orderStatus).replace('http://127.0.0.1', 'https://localhost'));
  open.push(systems);
  expect(await look(systems, 'order-status', number)).toEqual({
    ...{ kind: 'failed', why: 'erp has no certificate that can be trusted (DEPTH_ZERO_SELF_SIGNED_CERT)' },
  });
  expect(told).toEqual([]);
  server.closeAllConnections();
  server.close();
});

describe('asking again', () => {
  test('passes over a fault of a moment', async () => {
    peer.answers(json(503, {}), shipped);
    expect(await look(await erp(), 'order-status', number)).toMatchObject({ kind: 'failed' });
    const patient = await erp(orderStatus.replace('path:', 'retries: 2\n    path:'));
    peer.answers(json(503, {}), cut, shipped);
    expect(await look(patient, 'order-status', number)).toMatchObject({ kind: 'found' });
    expect(peer.asked).toHaveLength(4);
  });

  test('is not done for what would not be better: a refusal, a redirect, a wrong form', async () => {
    const systems = await erp(orderStatus.replace('path:', 'retries: 3\n    path:'));
    for (const reply of [json(400, {}), json(404, {}), raw(301, { location: '/' }, ''), json(200, [])]) {
      peer.answers(reply);
      await look(systems, 'order-status', number);
    }
    expect(peer.asked).toHaveLength(4);
  });

  test('is not done for a POST that tells no key, and done under one key when it does', async () => {
    const search = `
lookups:
  search: { system: erp, method: POST, retries: 2, KEY path: /search, body: { n: '{number}' }, takes: { number: text }, gives: { status: text } }
`;
    peer.answers(json(503, {}));
    await look(await erp(search.replace('KEY', '')), 'search', number);
    expect(peer.asked).toHaveLength(1);
    peer.answers(json(503, {}), json(503, {}), shipped);
    expect(await look(await erp(search.replace('KEY', 'key: Idempotency-Key,')), 'search', number)).toMatchObject({
      kind: 'found',
    });
    const keys = peer.asked.slice(1).map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual(['c1:4:find', 'c1:4:find', 'c1:4:find']);
  });

  test('waits as long as the system asks for, and gives up when that is longer than there is time', async () => {
    const systems = await erp(orderStatus.replace('path:', 'retries: 1\n    timeout: 4\n    path:'));
    peer.answers(json(429, {}, { 'retry-after': '1' }), shipped);
    const began = performance.now();
    expect(await look(systems, 'order-status', number)).toMatchObject({ kind: 'found' });
    expect(performance.now() - began).toBeGreaterThan(990);
    peer.answers(json(429, {}, { 'retry-after': '60' }), shipped);
    const second = performance.now();
    expect(await look(systems, 'order-status', number)).toMatchObject({ why: 'erp answered 429' });
    expect(performance.now() - second).toBeLessThan(900);
  });

  test.each([
    ['2', 2_000],
    ['Sun, 22 Nov 2026 00:00:05 GMT', 5_000],
    ['Sun, 22 Nov 2025 00:00:05 GMT', 0],
    ['soon', 0],
    [undefined, 0],
  ])('Retry-After: %p', (header, expected) => {
    expect(retryAfterMs(header, Date.UTC(2026, 10, 22))).toBe(expected);
  });
});

describe('a system that fails again and again', () => {
  test('is left alone, tried once after its rest, and asked again when that went well', async () => {
    let now = 0;
    const systems = await erp(orderStatus, '    breaker: { failures: 2, rest: 30 }', { clock: { now: () => now } });
    const heard: string[] = [];
    const leave = onShopCall(({ system, outcome }) => void heard.push(`${system} ${outcome}`));
    peer.answers(json(500, {}));
    await look(systems, 'order-status', number);
    await look(systems, 'order-status', number);
    expect(await look(systems, 'order-status', number)).toMatchObject({ why: expect.stringMatching(/left alone/) });
    expect(peer.asked).toHaveLength(2);
    now = 29_999;
    expect(await look(systems, 'order-status', number)).toMatchObject({ why: expect.stringMatching(/left alone/) });
    now = 30_000;
    peer.answers(shipped);
    const both = await Promise.all([look(systems, 'order-status', number), look(systems, 'order-status', number)]);
    expect(both.map(({ kind }) => kind)).toEqual(['found', 'failed']);
    expect(await look(systems, 'order-status', number)).toMatchObject({ kind: 'found' });
    leave();
    const counts = (outcome: string) => heard.filter((one) => one === `erp ${outcome}`).length;
    expect(['failed', 'opened', 'rests', 'answered'].map(counts)).toEqual([2, 1, 3, 2]);
  });

  test('is not taken for one by customers who type nonsense', async () => {
    const systems = await erp(orderStatus, '    breaker: { failures: 2, rest: 30 }');
    peer.answers(json(400, {}));
    for (let times = 0; times < 5; times++) await look(systems, 'order-status', number);
    expect(peer.asked).toHaveLength(5);
  });
});

describe('a name', () => {
  const exchange = (host: string): Exchange => ({
    origin: { secure: false, host, port: peer.port },
    ...{ method: 'GET', path: '/', headers: {}, fresh: true },
  });
  type Resolve = typeof lookup;
  /** A resolver that says something else each time, as one does who wants in. */
  const saying = (answers: { address: string; family: number }[][], asked: string[]): Resolve =>
    ((host: string, _: unknown, done: (error: null, found: { address: string; family: number }[]) => void) => {
      asked.push(host);
      done(null, answers[Math.min(asked.length, answers.length) - 1] ?? []);
    }) as Resolve;
  const v4 = (address: string) => ({ address, family: 4 });

  test('is looked up once for a connection, and what was judged is what is connected to', async () => {
    const asked: string[] = [];
    const mayReach = createReach([{ address: '127.0.0.1', bits: 32, port: peer.port }]);
    const wire = createWire({ mayReach, resolve: saying([[v4('127.0.0.1')], [v4('169.254.169.254')]], asked) });
    peer.answers(json(200, {}));
    expect(await wire.exchange(exchange('erp.example'), AbortSignal.timeout(2_000))).toMatchObject({
      kind: 'answered',
    });
    expect(asked).toEqual(['erp.example']);
    expect(await wire.exchange(exchange('erp.example'), AbortSignal.timeout(2_000))).toEqual({
      ...{ kind: 'broken', isSent: false, why: '169.254.169.254 is an address that is never called' },
    });
    wire.close();
  });

  test('with several addresses leads only to those that may be reached', async () => {
    const asked: string[] = [];
    const mayReach = createReach([{ address: '127.0.0.1', bits: 32, port: peer.port }]);
    const mixed = [v4('10.9.9.9'), v4('127.0.0.1'), { address: '::1', family: 6 }];
    const wire = createWire({ mayReach, resolve: saying([mixed], asked) });
    expect(await wire.exchange(exchange('erp.example'), AbortSignal.timeout(2_000))).toMatchObject({
      kind: 'answered',
    });
    wire.close();
  });

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.0.0.1', '169.254.169.254'])(
    'or number %s that is not allowed is not connected to',
    async (host) => {
      const wire = createWire({ mayReach: createReach([]) });
      const exchanged = await wire.exchange(exchange(host), AbortSignal.timeout(2_000));
      expect(exchanged).toMatchObject({ kind: 'broken', isSent: false });
      expect(peer.asked).toEqual([]);
      wire.close();
    },
  );

  test('that nobody knows is told as such', async () => {
    const wire = createWire({ mayReach: createReach([]) });
    const exchanged = await wire.exchange(exchange('nowhere.invalid'), AbortSignal.timeout(5_000));
    expect(exchanged).toMatchObject({
      kind: 'broken',
      why: expect.stringMatching(/cannot be resolved|did not answer/),
    });
    wire.close();
  });
});
