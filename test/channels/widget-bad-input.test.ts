import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { verifyLog } from '../../src/conversations/log.js';
import { openCounter, type Counter } from './counter.js';
import { listen, until } from './widget-client.js';

const many = 1_000_000;
const json = { 'content-type': 'application/json' };

describe.each(['sqlite', 'postgres'] as const)("what the widget's wire does not take, on %s", (database) => {
  let counter: Counter;
  let mine: { token: string; thread: string; conversation: string };

  beforeAll(async () => {
    const rates = { messages: many, uploads: many, refusals: many, reads: many, sessions: many, ratings: many };
    counter = await openCounter({ database, rates });
    mine = await counter.widget();
  });
  afterAll(() => counter.close());

  const send = (path: string, body: BodyInit | null, headers: Record<string, string> = json, method = 'POST') =>
    fetch(`${counter.url}/widget/v1${path}`, {
      ...{ method, body },
      headers: { authorization: `Bearer ${mine.token}`, ...headers },
    });
  const get = (path: string) => send(path, null, {}, 'GET');
  const message = (fields: object): string => JSON.stringify({ clientId: 'm1', text: 'x', language: 'en', ...fields });
  const form = (fields: Record<string, string | Blob>): FormData => {
    const made = new FormData();
    for (const [name, value] of Object.entries(fields)) {
      if (typeof value === 'string') made.append(name, value);
      else made.append(name, value, 'a.txt');
    }
    return made;
  };
  const stored = async (): Promise<number> => {
    const [row] = await counter.door.database.read(
      counter.door.database.build.selectFrom('event').select(({ fn }) => fn.count<number>('seq').as('all')),
    );
    return Number(row?.all);
  };
  const nobody = (path: string, authorization: string) => send(path, message({}), { ...json, authorization });

  const cases: [what: string, status: number, () => Promise<Response>][] = [
    ['no JSON', 400, () => send('/messages', '{"text"')],
    ['a list', 400, () => send('/messages', '[]')],
    ['a number for the text', 400, () => send('/messages', message({ text: 7 }))],
    ['an empty message', 400, () => send('/messages', message({ text: ' ' }))],
    ['a text over the limit', 400, () => send('/messages', message({ text: 'a'.repeat(4_001) }))],
    ['NUL in the text', 400, () => send('/messages', message({ text: 'a\0b' }))],
    ['NUL in an answer', 400, () => send('/messages', message({ answers: { mail: 'a\0b' } }))],
    ['answers that are a list', 400, () => send('/messages', message({ answers: ['a'] }))],
    [
      'twenty-one answers',
      400,
      () =>
        send('/messages', message({ answers: Object.fromEntries(Array.from({ length: 21 }, (_, at) => [at, 'x'])) })),
    ],
    ['no client id', 400, () => send('/messages', message({ clientId: '' }))],
    ['a client id with a blank', 400, () => send('/messages', message({ clientId: 'a b' }))],
    ['no language', 400, () => send('/messages', message({ language: '<en>' }))],
    ['__proto__', 400, () => send('/messages', '{"clientId":"a","text":"x","language":"en","__proto__":{"a":1}}')],
    ['65 kB', 413, () => send('/messages', message({ text: 'a'.repeat(65_600) }))],
    ['text/plain', 415, () => send('/messages', message({}), { 'content-type': 'text/plain' })],
    ['no token', 401, () => nobody('/messages', '')],
    ['a token that is none', 401, () => nobody('/messages', 'Bearer a.b.c')],
    ['a token of Direct Line', 401, async () => nobody('/messages', `Bearer ${(await counter.token()).token}`)],
    [
      "the widget's token at Direct Line",
      401,
      () =>
        counter.post(
          `/v3/directline/conversations/${mine.thread}/activities`,
          { type: 'message', text: 'x' },
          mine.token,
        ),
    ],
    ['a position that is none', 400, () => get('/events?after=1;drop')],
    ['a wait that is none', 400, () => get('/events?wait=long')],
    ['an identity that is none', 403, () => send('/sessions', JSON.stringify({ identity: 'me' }))],
    ['an identity over the limit', 400, () => send('/sessions', JSON.stringify({ identity: 'a'.repeat(5_000) }))],
    [
      'a score of six',
      400,
      () => send('/ratings', JSON.stringify({ clientId: 'r', conversation: mine.conversation, score: 6 })),
    ],
    [
      'a score of one and a half',
      400,
      () => send('/ratings', JSON.stringify({ clientId: 'r', conversation: mine.conversation, score: 1.5 })),
    ],
    [
      "a rating of another's conversation",
      404,
      async () => {
        const theirs = await counter.widget();
        return send('/ratings', JSON.stringify({ clientId: 'r', conversation: theirs.conversation, score: 1 }));
      },
    ],
    [
      'a rating nobody asked for',
      410,
      () => send('/ratings', JSON.stringify({ clientId: 'r', conversation: mine.conversation, score: 1 })),
    ],
    ['an article that is not there', 404, () => get('/articles/en/none')],
    ['a way up to an article', 400, () => get('/articles/en/..%2f..%2fstaff')],
    ['a file without its link', 400, () => get('/files/a1')],
    ['a file with a made-up link', 404, () => get('/files/a1?w=9999999999999.abc')],
    ['an upload without a file', 400, () => send('/files', form({ message: message({}) }), {})],
    ['an upload without a message', 400, () => send('/files', form({ file: new Blob(['a']) }), {})],
    [
      'a page for a file',
      415,
      () => send('/files', form({ message: message({}), file: new Blob(['<!doctype html>']) }), {}),
    ],
    ['an upload that is JSON', 415, () => send('/files', message({}))],
    [
      'eleven megabytes',
      413,
      () => send('/files', form({ message: message({}), file: new Blob(['x'.repeat(11 * 1024 * 1024)]) }), {}),
    ],
    ['another method', 405, () => send('/messages', message({}), json, 'DELETE')],
  ];

  test.each(cases)('%s: a clear %d, a line in the log, nothing stored', async (_, status, act) => {
    const answer = await act();
    const told = (await answer.json()) as Record<string, unknown>;
    expect({ status: answer.status, told }).toMatchObject({ status, told: { code: expect.any(String) } });
    const rows = await counter.door.database.read(
      counter.door.database.build.selectFrom('event').select('seq').where('author', '=', 'customer'),
    );
    expect(rows).toEqual([]);
    expect(counter.logged).toContainEqual(expect.objectContaining({ id: told['id'], status }));
    expect(JSON.stringify(counter.logged)).not.toContain(mine.token);
  });

  test('card numbers are cut from a form as from a text, and hostile text comes back as it was said', async () => {
    const hostile = '<img src=x onerror=alert(1)> \u202Eabc half \ud83d';
    const answers = { note: 'my card is 4111 1111 1111 1111', other: hostile };
    expect((await send('/messages', message({ clientId: 'h1', text: hostile, answers }))).status).toBe(201);
    const { events } = (await (await get('/events')).json()) as { events: { text: string; tree: unknown }[] };
    expect(events.at(-1)).toMatchObject({ text: hostile.toWellFormed(), tree: null });
    const [row] = await counter.door.database.read(
      counter.door.database.build.selectFrom('event').select('body').where('client_id', '=', 'h1'),
    );
    expect(row?.body).not.toContain('4111 1111');
  });

  test('a reader too slow to follow is cut off, and comes back to every message once', async () => {
    const { token, thread } = await counter.widget();
    const slow = await listen(counter.url, token, '');
    await slow.event('message');
    slow.socket.pause();
    // More than the machine's own buffers hold between two sockets.
    const sent = Array.from({ length: 120 }, (_, at) => `${at} ${'x'.repeat(100_000)}`);
    for (const text of sent) await counter.writes(thread, { text });
    slow.socket.resume();
    expect(await until(() => slow.closed)).toBe(1013);
    expect(slow.events.length).toBeLessThan(121);
    const again = await listen(counter.url, token, slow.position);
    await again.text(/^119 /);
    const heard = [...slow.events, ...again.events].map((one) => (one.kind === 'message' ? one.text.slice(0, 3) : ''));
    expect(heard.slice(1)).toEqual(sent.map((text) => text.slice(0, 3)));
    again.socket.close();
  }, 30_000);

  test('whatever JSON comes, the answer is 2xx or 4xx', async () => {
    const part = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constant(undefined));
    const said = fc.record({
      clientId: fc.uuid(),
      text: part,
      language: fc.constant('en'),
      value: part,
      answers: part,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/messages', '/sessions', '/ratings', '/conversation'),
        fc.oneof(said, fc.jsonValue()),
        async (path, body) => {
          const { status } = await send(path, JSON.stringify(body) ?? '');
          expect(status < 300 || (status >= 400 && status < 500)).toBe(true);
        },
      ),
      { numRuns: 80 },
    );
    expect(await stored()).toBeGreaterThan(0);
    expect(await verifyLog(counter.door.database, mine.conversation)).toMatchObject({ whole: true });
    expect(counter.logged.filter(({ level }) => level === 50)).toEqual([]);
  });
});
