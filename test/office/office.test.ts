import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { pino } from 'pino';
import { z } from 'zod';
import { claim } from '../../src/handoff/claim.js';
import type { Agent } from '../../src/handoff/desk.js';
import { staffRoutes } from '../../src/handoff/routes.js';
import { viewOf } from '../../src/handoff/snapshot.js';
import { createRates } from '../../src/http/limits.js';
import { createHttpServer, type HttpServer } from '../../src/http/server.js';
import { liveArticle } from '../../src/knowledge/articles.js';
import { officeRoutes } from '../../src/office/routes.js';
import { tryDeciding } from '../../src/refit/try-deciding.js';
import { readSettings } from '../../src/site/site.js';
import { createSetUpLink } from '../../src/staff/invitation.js';
import { createSignInLink } from '../../src/staff/sign-in.js';
import { ticketOf } from '../../src/tickets/ticket.js';
import { address, dialects, openCounter, type Counter } from '../handoff/counter.js';

const own = 'https://help.shop.test';
const password = 'tiny blue teapots';

describe.each(dialects)('the back office over HTTP on %s', (dialect) => {
  let counter: Counter;
  let server: HttpServer;
  let base: string;
  let owner: string;
  const logged: string[] = [];
  beforeAll(async () => {
    counter = await openCounter(await address(dialect));
    const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });
    server = createHttpServer({ log, trustedProxies: [], openTo: { prefix: '/directline', origins: '*' } });
    const { desk } = counter;
    staffRoutes(server, desk, { publicUrl: own });
    officeRoutes(server, {
      ...{ desk, log, publicUrl: own, rates: createRates({ passwords: 8, signIns: 200 }) },
      words: (language, key) => `${key} in ${language}`,
      mail: () => ({ missing: ['SMTP_URL'] }),
      // No bot answers here: there is nothing that publishing would have to reach.
      refresh: () => Promise.resolve(),
      tryDeciding: (site, by) => tryDeciding({ database: counter.database, site, now: counter.clock.now(), log }, by),
    });
    base = `http://127.0.0.1:${(await server.listen(0)).port}`;
  });
  afterAll(async () => {
    await server.close(100);
    await counter.database.close();
  });

  async function send(method: string, path: string, body?: unknown, more: Record<string, string> = {}) {
    const headers = { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...more };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(base + path, { method, headers, ...sent });
    const json = z.record(z.string(), z.unknown()).parse(await answer.json());
    return { status: answer.status, json, headers: answer.headers };
  }
  const as = (session: string) => ({ authorization: `Bearer ${session}` });
  const agentSession = async (agent: Agent): Promise<string> => {
    const token = await createSignInLink(counter.database, counter.clock, `${agent.id}@shop.test`);
    return String((await send('POST', '/staff/sign-in', { token })).json['token']);
  };
  const pending = async () =>
    z
      .array(z.looseObject({ id: z.string(), mail: z.string() }))
      .parse((await send('GET', '/staff/people', undefined, as(owner))).json['invitations']);
  const invitation = {
    ...{ mail: 'ben@shop.test', name: 'Ben', role: 'agent', languages: ['en'], teams: ['support'] },
  };

  test('the first owner sets the shop up by the printed link; from another page it is refused', async () => {
    const token = await createSetUpLink(counter.database, counter.clock, 'main');
    const look = await send('POST', '/staff/join/look', { token });
    expect(look.json).toMatchObject({ kind: 'first owner', by: null, role: 'owner', shop: { name: 'Shop' } });
    const joining = { token, name: 'Olga', mail: 'Olga@shop.test', languages: ['en', 'ja'], password };
    const foreign = await send('POST', '/staff/join', joining, { origin: 'https://evil.test' });
    expect(foreign.status).toBe(403);
    expect((await send('POST', '/staff/join', { ...joining, mail: undefined })).status).toBe(400);
    const weak = await send('POST', '/staff/join', { ...joining, password: 'short' });
    expect(weak).toMatchObject({ status: 400, json: { code: 'bad-password', details: { why: 'short' } } });
    const joined = await send('POST', '/staff/join', joining, { origin: own });
    expect(joined).toMatchObject({ status: 200, json: {} });
    expect(joined.headers.get('set-cookie')).toMatch(/^madoguchi-staff=.*HttpOnly; SameSite=Strict; Secure$/);
    owner = String((await send('POST', '/staff/sign-in/password', { mail: 'olga@shop.test', password })).json['token']);
    expect((await send('GET', '/staff/account', undefined, as(owner))).json).toMatchObject({
      ...{ staff: { mail: 'olga@shop.test' }, password: { changed: expect.any(Number) }, factor: null },
    });
  });

  test('an invited colleague reads who invites, joins, and is asked for a code once they have a factor', async () => {
    const made = await send('POST', '/staff/invitations', invitation, as(owner));
    const link = String(made.json['link']);
    expect(link).toMatch(/^https:\/\/help\.shop\.test\/console\/join#[\w-]{43}$/);
    expect((await pending()).map(({ mail }) => mail)).toEqual(['ben@shop.test']);
    expect(JSON.stringify(await pending())).not.toContain(link.split('#')[1]);
    const token = link.split('#')[1];
    expect((await send('POST', '/staff/join/look', { token })).json).toMatchObject({ by: 'Olga', role: 'agent' });
    const joined = await send('POST', '/staff/join', { token, name: 'Ben', password });
    const session = String(joined.json['token']);
    const offer = await send('POST', '/staff/account/factor', {}, as(session));
    expect(String(offer.json['uri'])).toContain('otpauth://totp/Shop:ben%40shop.test');
    const app = new TOTP({ secret: Secret.fromBase32(String(offer.json['key'])) });
    const wrong = await send('POST', '/staff/account/factor/confirm', { code: '000000' }, as(session));
    expect(wrong).toMatchObject({ status: 403, json: { code: 'wrong-code' } });
    const confirmed = await send('POST', '/staff/account/factor/confirm', { code: app.generate() }, as(session));
    expect(confirmed.json['recovery']).toHaveLength(10);
    const half = await send('POST', '/staff/sign-in/password', { mail: 'ben@shop.test', password });
    expect(half.json).toEqual({ challenge: expect.any(String) });
    expect(half.headers.get('set-cookie')).toBeNull();
    const recovery = z.array(z.string()).parse(confirmed.json['recovery']);
    const code = { challenge: half.json['challenge'], code: recovery[0] };
    expect((await send('POST', '/staff/sign-in/code', code)).json).toHaveProperty('token');
    expect((await send('POST', '/staff/sign-in/code', code)).status).toBe(403);
  });

  test('only owners see people, invite, change settings or set up; a cookie does it from our page alone', async () => {
    const session = await agentSession(await counter.hire('Kim'));
    for (const [method, path, body] of [
      ['GET', '/staff/people', undefined],
      ['GET', '/staff/settings', undefined],
      ['GET', '/staff/set-up', undefined],
      ['POST', '/staff/invitations', invitation],
      ['PUT', '/staff/settings', { seen: 1, settings: {} }],
      ['POST', '/staff/articles', { language: 'en', title: 'a', body: 'b' }],
    ] as const) {
      expect([path, (await send(method, path, body)).status]).toEqual([path, 401]);
      expect([path, (await send(method, path, body, as(session))).status]).toEqual([path, 403]);
    }
    const cookie = { cookie: `madoguchi-staff=${owner}` };
    const other = { ...cookie, origin: 'https://evil.test' };
    expect((await send('POST', '/staff/invitations', invitation, other)).status).toBe(403);
    expect((await send('GET', '/staff/people', undefined, cookie)).status).toBe(200);
  });

  test('passwords are counted by mail before they are hashed', async () => {
    const guess = () =>
      send('POST', '/staff/sign-in/password', { mail: 'guessed@shop.test', password: 'a guess too far' });
    const answers = [];
    for (let tries = 0; tries < 9; tries++) answers.push((await guess()).status);
    expect(answers).toEqual([...Array.from({ length: 8 }, () => 403), 429]);
    expect((await send('POST', '/staff/sign-in/password', { mail: { $ne: '' }, password })).status).toBe(400);
  });

  test('letting somebody go ends their session at once and puts what they hold at the queue’s head', async () => {
    const agent = await counter.hire('Gone');
    const session = await agentSession(agent);
    const waiting = await counter.wait({ since: 5_000 });
    await claim(counter.desk, agent, waiting.conversation);
    const done = await send('POST', `/staff/people/${agent.id}/deactivate`, {}, as(owner));
    expect(done).toMatchObject({ status: 200, json: { returned: 1 } });
    expect((await send('GET', '/staff/me', undefined, as(session))).status).toBe(401);
    expect(await ticketOf(counter.database, 'main', waiting.number)).toMatchObject({
      ...{ status: 'waiting', holder: null, waitingSince: 5_000 },
    });
    const { owner: held, events } = await viewOf(counter.database, 'main', waiting.conversation);
    expect(held).toEqual({ status: 'waiting', queue: 'support.en' });
    expect(JSON.stringify(events)).toContain('agent-gone in en');
    const me = z
      .looseObject({ staff: z.looseObject({ id: z.string() }) })
      .parse((await send('GET', '/staff/me', undefined, as(owner))).json);
    const last = await send('POST', `/staff/people/${me.staff.id}/deactivate`, {}, as(owner));
    expect(last).toMatchObject({ status: 409, json: { code: 'last-owner' } });
    expect((await send('POST', `/staff/people/${agent.id}/reactivate`, {}, as(owner))).status).toBe(200);
  });

  test('settings are saved whole, told field by field in the reader’s language, and never over another save', async () => {
    const read = await send('GET', '/staff/settings', undefined, as(owner));
    const { version, settings } = z
      .object({ version: z.number(), settings: z.record(z.string(), z.unknown()) })
      .parse(read.json);
    const put = (changed: object, seen = version, language = 'en') =>
      send(
        'PUT',
        '/staff/settings',
        { seen, settings: { ...settings, ...changed } },
        {
          ...as(owner),
          'accept-language': language,
        },
      );
    const bad = {
      name: '',
      zone: 'Tokyo',
      hours: { mon: [['25:00', '09:00']] },
      contact: { mail: 'x' },
      holidays: 'jp',
    };
    const wrong = await put(bad, version, 'ja');
    expect(wrong.status).toBe(422);
    const problems = z.array(z.object({ field: z.string(), fault: z.string(), message: z.string() }));
    const told = problems.parse(wrong.json['problems']);
    expect(told.map(({ field, fault }) => `${field} ${fault}`).sort()).toEqual([
      ...['contact.mail mail', 'holidays holidays', 'hours.mon.0.0 time', 'name empty', 'zone zone'],
    ]);
    for (const { message } of told) expect(message).toMatch(/[ぁ-ん]/);
    const saved = await put({ name: 'Hoshi' });
    expect(saved).toMatchObject({ status: 200, json: { version: version + 1 } });
    expect(await put({ name: 'Other' })).toMatchObject({
      ...{ status: 409, json: { code: 'moved-on', details: { version: version + 1 } } },
    });
    expect(await readSettings(counter.database, 'main')).toMatchObject({ name: 'Hoshi' });
  });

  test('a team cannot go while customers wait in its queue', async () => {
    await counter.wait({ queue: 'repairs.en' });
    const { version, ...settings } = await readSettings(counter.database, 'main');
    const without = { ...settings, teams: settings.teams.filter(({ id }) => id !== 'repairs') };
    const answer = await send('PUT', '/staff/settings', { seen: version, settings: without }, as(owner));
    expect(answer).toMatchObject({ status: 422, json: { problems: [{ field: 'teams', fault: 'team-in-use' }] } });
  });

  test('what is missing is computed from what is there, and a step laid aside can be taken up again', async () => {
    const steps = async () =>
      z
        .array(z.looseObject({ step: z.string(), done: z.boolean(), skipped: z.boolean() }))
        .parse((await send('GET', '/staff/set-up', undefined, as(owner))).json['steps'])
        .map(({ step, done, skipped }) => `${step} ${done ? 'done' : skipped ? 'skipped' : 'missing'}`);
    expect(await steps()).toEqual([
      ...['name done', 'hours done', 'articles missing', 'mail missing', 'colleague done', 'snippet done'],
    ]);
    const skip = (skipped: boolean) => send('POST', '/staff/set-up/skip', { step: 'mail', skipped }, as(owner));
    await skip(true);
    await skip(true);
    expect(await steps()).toContain('mail skipped');
    await skip(false);
    expect(await steps()).toContain('mail missing');
    const article = {
      language: 'en',
      title: 'Do you wrap gifts?',
      body: 'Yes, free of charge.',
      questions: ['gift wrap?', ' '],
    };
    const made = await send('POST', '/staff/articles', article, as(owner));
    expect(made).toMatchObject({ status: 201, json: { slug: 'do-you-wrap-gifts' } });
    expect(await liveArticle(counter.database, 'main', 'en', 'do-you-wrap-gifts')).toMatchObject({
      ...{ title: article.title, body: article.body, questions: ['gift wrap?'] },
    });
    expect((await send('POST', '/staff/articles', article, as(owner))).json['slug']).toMatch(
      /^do-you-wrap-gifts-\w{5}$/,
    );
    const content = '---\ntitle: 送料\nquestions:\n  - 送料はいくら\n---\n全国一律500円です。\n';
    const file = { language: 'ja', name: '送料.md', content };
    expect((await send('POST', '/staff/articles/file', file, as(owner))).status).toBe(201);
    expect(await steps()).toContain('articles done');
    const broken = await send('POST', '/staff/articles/file', { ...file, content: 'no fields' }, as(owner));
    expect(broken).toMatchObject({ status: 422, json: { problems: [{ code: 'no-front-matter' }] } });
    const empty = await send('POST', '/staff/articles', { language: 'fr', title: '', body: '' }, as(owner));
    expect(empty).toMatchObject({ status: 422, json: { problems: [{ field: 'title' }, { field: 'body' }] } });
  });

  test('the process log tells what was done and by whom, and nobody’s mail, name or token', () => {
    const lines = logged.join('');
    for (const did of ['joined as owner', 'invited a agent', 'let somebody go', 'saved settings'])
      expect(lines).toContain(did);
    expect(lines).not.toMatch(/@shop\.test|Olga|Ben|tiny blue/);
  });
});
