import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { createRates } from '../../src/http/limits.js';
import { createHttpServer, type HttpServer } from '../../src/http/server.js';
import { signInRoutes } from '../../src/office/sign-in-routes.js';
import { staffRoutes } from '../../src/handoff/routes.js';
import { createSignInLink } from '../../src/staff/sign-in.js';
import { endSessionsOf } from '../../src/staff/session.js';
import type { Agent } from '../../src/handoff/desk.js';
import { address, openCounter, type Counter } from './counter.js';

const own = 'https://help.shop.test';

/** A page's requests, with what a browser adds by itself. */
type Sent = { status: number; json: Record<string, unknown>; text: string; headers: Headers };

describe('what staff do over HTTP', () => {
  let counter: Counter;
  let server: HttpServer;
  let base: string;
  let kim: Agent;
  let lee: Agent;
  let token: string;
  beforeAll(async () => {
    counter = await openCounter(await address('sqlite'));
    const log = pino({ level: 'silent' });
    server = createHttpServer({ log, trustedProxies: [], openTo: { prefix: '/directline', origins: '*' } });
    staffRoutes(server, counter.desk, { publicUrl: own });
    signInRoutes(server, { desk: counter.desk, log, rates: createRates(), publicUrl: own });
    base = `http://127.0.0.1:${(await server.listen(0)).port}`;
    [kim, lee] = [await counter.hire('Kim'), await counter.hire('Lee')];
    token = await signIn(kim);
  });
  afterAll(async () => {
    await server.close(100);
    await counter.database.close();
  });

  async function send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Sent> {
    const answer = await fetch(base + path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const json = z
      .record(z.string(), z.unknown())
      .catch({})
      .parse(text.startsWith('{') ? JSON.parse(text) : {});
    return { status: answer.status, json, text, headers: answer.headers };
  }
  async function signIn(agent: Agent): Promise<string> {
    const link = await createSignInLink(counter.database, counter.clock, `${agent.id}@shop.test`);
    return String((await send('POST', '/staff/sign-in', { token: link })).json['token']);
  }
  const bearer = (session = token) => ({ authorization: `Bearer ${session}` });

  test('a link signs in once, by a press; looking at it spends nothing', async () => {
    const link = await createSignInLink(counter.database, counter.clock, `${lee.id}@shop.test`);
    const looked = await fetch(`${base}/staff/sign-in?token=${link}`, { redirect: 'manual' });
    expect([looked.status, looked.headers.get('location')]).toEqual([303, `/console/sign-in#${link}`]);
    const signedIn = await send('POST', '/staff/sign-in', { token: link }, { origin: own });
    expect(signedIn.status).toBe(200);
    expect(signedIn.json).toEqual({});
    expect(signedIn.headers.get('set-cookie')).toMatch(
      /^madoguchi-staff=[\w-]{40,}; .*HttpOnly; SameSite=Strict; Secure$/,
    );
    expect((await send('POST', '/staff/sign-in', { token: link })).json).toMatchObject({ code: 'token-expired' });
    const me = await send('GET', '/staff/me', undefined, {
      cookie: (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
    });
    expect(me.json).toMatchObject({
      staff: { id: lee.id, name: 'Lee' },
      queues: { mine: ['support.en', 'support.ja', 'repairs.en'] },
    });
    expect(me.text).not.toContain('session');
  });

  test('without a session, after signing out, and for an editor there is nothing to see', async () => {
    const { number, conversation } = await counter.wait();
    const paths = [
      '/staff/me',
      '/staff/queue',
      `/staff/tickets/${number}`,
      `/staff/conversations/${conversation}/events`,
    ];
    for (const path of paths) expect((await send('GET', path)).status).toBe(401);
    const session = await signIn(lee);
    expect((await send('POST', '/staff/sign-out', {}, bearer(session))).status).toBe(200);
    expect((await send('GET', '/staff/queue', undefined, bearer(session))).status).toBe(401);
    const editor = await signIn(await counter.hire('Ed', ['en'], ['*'], 'editor'));
    for (const path of paths.slice(1)) expect((await send('GET', path, undefined, bearer(editor))).status).toBe(403);
    expect((await send('POST', `/staff/conversations/${conversation}/claim`, {}, bearer(editor))).status).toBe(403);
  });

  test('a cookie changes things only from our own page', async () => {
    const { conversation } = await counter.wait();
    const cookie = `madoguchi-staff=${token}`;
    const path = `/staff/conversations/${conversation}/claim`;
    expect((await send('POST', path, {}, { cookie })).status).toBe(403);
    expect((await send('POST', path, {}, { cookie, origin: 'https://evil.test' })).status).toBe(403);
    expect((await send('POST', path, {}, { cookie, origin: 'null' })).status).toBe(403);
    expect((await send('POST', path, {}, { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await send('POST', path, {}, { cookie, origin: own })).status).toBe(200);
    expect((await send('POST', path, {}, { cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  test('from the queue to the resolution, with the card and the whole transcript', async () => {
    const { number, conversation, thread } = await counter.wait({ texts: ['My kettle smokes'], since: 5_000 });
    const to = (action: string, body: object = {}, session = token) =>
      send('POST', `/staff/conversations/${conversation}/${action}`, body, bearer(session));
    const queue = await send('GET', '/staff/queue?queue=support.en&limit=1', undefined, bearer());
    expect(queue.json).toMatchObject({
      entries: [
        {
          number,
          conversation,
          waitingSince: 5_000,
          language: 'en',
          topic: 'repair',
          subject: 'Broken kettle',
          promise: 605_000,
        },
      ],
      next: expect.any(String),
    });
    expect((await to('claim')).status).toBe(200);
    const second = await signIn(lee);
    expect(await to('claim', {}, second)).toMatchObject({
      status: 409,
      json: { code: 'taken', detail: expect.stringContaining('Kim') },
    });
    expect((await to('reply', { clientId: 'a1', text: 'Unplug it, please' })).status).toBe(201);
    expect((await to('reply', { clientId: 'a1', text: 'Unplug it, please' })).status).toBe(200);
    expect(await to('reply', { clientId: 'a1', text: 'Other' })).toMatchObject({
      status: 409,
      json: { code: 'other-body' },
    });
    const { json } = await send('GET', `/staff/conversations/${conversation}/events?after=3`, undefined, bearer());
    expect(json).toMatchObject({
      after: 3,
      upTo: 5,
      events: [{ seq: 4 }, { seq: 5, body: { message: { text: 'Unplug it, please' } } }],
    });
    await counter.writes({ thread }, 'I did');
    expect(await to('reply', { clientId: 'a2', text: 'Done?', basedOn: 5 })).toMatchObject({
      status: 409,
      json: { code: 'moved-on' },
    });
    expect((await to('note', { text: 'seems calm' }, second)).status).toBe(200);
    const card = await send('GET', `/staff/tickets/${number}`, undefined, bearer());
    expect(card.json).toMatchObject({
      card: { number, status: 'claimed', holder: kim.id, slots: [{ name: 'order' }], articles: [{ slug: 'kettles' }] },
      evidence: { whole: true },
    });
    expect(card.json['transcript']).toHaveLength(7);
    expect((await to('transfer', { note: 'to repairs', to: { queue: 'repairs.en' } })).status).toBe(200);
    expect((await to('claim')).status).toBe(200);
    expect((await to('hand-back')).status).toBe(200);
    expect((await to('claim')).status).toBe(200);
    expect((await to('release')).status).toBe(200);
    expect((await to('claim')).status).toBe(200);
    expect((await to('resolve', { outcome: 'Replaced', basedOn: 99 })).status).toBe(200);
    expect((await to('reply', { clientId: 'a3', text: 'Bye' })).json).toMatchObject({ code: 'not-holder' });
  });

  test('another site’s conversations do not exist here, and bad input is said to be bad', async () => {
    const { conversation } = await counter.wait();
    const { build } = counter.database;
    const move = build.updateTable('conversation').set({ site: 'elsewhere' }).where('id', '=', conversation).compile();
    await counter.database.commit([{ statement: move }]);
    expect((await send('GET', `/staff/conversations/${conversation}/events`, undefined, bearer())).status).toBe(404);
    expect((await send('POST', `/staff/conversations/${conversation}/claim`, {}, bearer())).status).toBe(404);
    const { conversation: mine } = await counter.wait();
    await send('POST', `/staff/conversations/${mine}/claim`, {}, bearer());
    const bad: [string, unknown][] = [
      ['reply', { clientId: 'x', text: '   ' }],
      ['reply', { clientId: 'x', text: 'a\0b' }],
      ['reply', { clientId: 7, text: 'x' }],
      ['reply', { clientId: 'x', text: 'x'.repeat(4_001) }],
      ['transfer', { note: '', to: { queue: 'repairs.en' } }],
      ['transfer', { note: 'x', to: { queue: "repairs.en'; drop table ticket" } }],
      ['resolve', {}],
      ['note', { text: { deep: true } }],
    ];
    for (const [action, body] of bad) {
      const answer = await send('POST', `/staff/conversations/${mine}/${action}`, body, bearer());
      expect([action, answer.status]).toEqual([action, 400]);
    }
    expect((await send('GET', '/staff/queue?status=lost', undefined, bearer())).status).toBe(400);
    expect((await send('GET', '/staff/queue?after=%27', undefined, bearer())).status).toBe(400);
    expect((await send('GET', '/staff/tickets/%27%20or%201=1', undefined, bearer())).status).toBe(400);
    expect((await send('GET', '/staff/tickets/T-999999', undefined, bearer())).status).toBe(404);
  });

  test('whoever acts stays on; presence is told and ends', async () => {
    const ann = await counter.hire('Ann');
    const session = await signIn(ann);
    expect((await send('POST', '/staff/presence', { status: 'away' }, bearer(session))).status).toBe(200);
    const { conversation } = await counter.wait();
    await send('POST', `/staff/conversations/${conversation}/claim`, {}, bearer(session));
    const { build } = counter.database;
    const [row] = await counter.database.read(build.selectFrom('presence').selectAll().where('staff', '=', ann.id));
    expect(row).toMatchObject({ status: 'away' });
    expect(row?.lease_until).toBeGreaterThan(Date.now() + 50_000);
    expect((await send('POST', '/staff/presence', { status: 'busy' }, bearer(session))).status).toBe(400);
  });

  describe('a tab’s socket', () => {
    async function open(headers: Record<string, string>) {
      const socket = new WebSocket(`${base.replace('http', 'ws')}/staff/events`, { headers });
      const frames: Record<string, unknown>[] = [];
      socket.on('message', (data: Buffer) =>
        frames.push(z.record(z.string(), z.unknown()).parse(JSON.parse(data.toString()))),
      );
      const closed = new Promise<number>((resolve) => socket.on('close', resolve));
      const failed = new Promise<string>((resolve) => socket.on('error', ({ message }) => resolve(message)));
      const until = async (kind: string, count = 1): Promise<void> => {
        for (const end = Date.now() + 8_000; Date.now() < end;) {
          if (frames.filter((frame) => frame['kind'] === kind).length >= count) return;
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        throw new Error(`no ${kind}: ${JSON.stringify(frames)}`);
      };
      return { socket, frames, closed, failed, until };
    }

    test('tells of the queue, and brings a log from where the tab stood without a gap', async () => {
      const { socket, frames, until } = await open(bearer());
      await once(socket, 'open');
      const { conversation, thread } = await counter.wait({ texts: ['one', 'two'] });
      socket.send(JSON.stringify({ kind: 'look', conversation, after: 1 }));
      await until('events');
      await Promise.all(Array.from({ length: 20 }, (_, n) => counter.writes({ thread }, `more ${n}`)));
      await send('POST', `/staff/conversations/${conversation}/claim`, {}, bearer());
      await until('queue');
      const seqs = () =>
        frames.flatMap((frame) =>
          frame['kind'] === 'events' ? eventFrame.parse(frame).batch.events.map(({ seq }) => seq) : [],
        );
      for (const end = Date.now() + 5_000; Date.now() < end && seqs().length < 24;)
        await new Promise((resolve) => setTimeout(resolve, 10));
      expect(seqs()).toEqual(Array.from({ length: 24 }, (_, n) => n + 2));
      socket.send(JSON.stringify({ kind: 'look', conversation: 'nowhere', after: 0 }));
      await until('refused');
      socket.close();
    });

    test('ends when the session ends, and is not opened to other pages or without one', async () => {
      const session = await signIn(lee);
      const { socket, closed } = await open(bearer(session));
      await once(socket, 'open');
      await endSessionsOf(counter.database, lee.id);
      expect(await closed).toBe(4401);
      expect(await (await open({})).failed).toMatch('401');
      const cookie = `madoguchi-staff=${token}`;
      expect(await (await open({ cookie, origin: 'https://evil.test' })).failed).toMatch('403');
      const mine = await open({ cookie, origin: own });
      await once(mine.socket, 'open');
      mine.socket.send('{broken');
      expect(await mine.closed).toBe(1008);
    });
  });
});

const eventFrame = z.object({ batch: z.object({ events: z.array(z.object({ seq: z.number() })) }) });
