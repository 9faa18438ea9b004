import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { machineClock } from '../../src/clock.js';
import { openThread } from '../../src/conversations/open.js';
import { say } from '../../src/conversations/say.js';
import { contactSteps } from '../../src/letters/contact.js';
import { letterStates, type LetterState } from '../../src/letters/letter.js';
import { createLog } from '../../src/log.js';
import { createServer, type Served } from '../../src/serve.js';
import { firstSite } from '../../src/site/site.js';
import { createSignInLink } from '../../src/staff/sign-in.js';
import { openCounter, type Counter } from '../setup/counter.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';
import { freePort, until } from '../setup/waiting.js';
import { openSmtpPeer, type SmtpPeer } from './smtp-peer.js';

const outbox = z.object({
  sending: z.boolean(),
  from: z.string().nullable(),
  afterSeconds: z.number(),
  mailbox: z.null(),
  letters: z.array(
    z.object({
      ...{ id: z.string(), kind: z.string(), recipient: z.string(), state: z.enum(letterStates) },
      ...{ reason: z.string().nullable(), tries: z.number(), ticket: z.string().nullable() },
      conversation: z.string().nullable(),
    }),
  ),
});
type Letter = z.infer<typeof outbox>['letters'][number];

interface Told {
  readonly status: number;
  readonly code: string;
  readonly json: unknown;
}

/** The whole product behind its server, with a mail server or without one, and staff who ask it over HTTP. */
async function openOffice(kind: 'sqlite' | 'postgres', environment: Record<string, string>) {
  const address = kind === 'postgres' ? await postgresUrl() : join(temporaryFolder(), 'mail-routes.db');
  const counter = await openCounter({ clock: machineClock, address, environment });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { app, database, config } = counter;
  const log = createLog('silent');
  const served = createServer({ app, database, log, clock: machineClock, config: { ...config, PUBLIC_URL: url } });
  await served.server.listen(port);
  return { counter, served, url };
}

describe.each(['sqlite', 'postgres'] as const)('mail as staff have it over HTTP on %s', (kind) => {
  let smtp: SmtpPeer;
  let counter: Counter;
  let served: Served;
  let url: string;
  let kim: string;
  let owner: string;
  beforeAll(async () => {
    smtp = await openSmtpPeer();
    const environment = {
      SMTP_URL: smtp.url,
      MAIL_FROM: 'Hinata Home <help@hinata.example>',
      MAIL_AFTER_SECONDS: '0.3',
    };
    ({ counter, served, url } = await openOffice(kind, environment));
    [kim, owner] = [await session('kim'), await session('owner')];
  }, 60_000);
  afterAll(async () => {
    await served.server.close(100);
    await counter.close();
    await smtp.close();
  });

  const session = async (name: string): Promise<string> => {
    const token = await createSignInLink(counter.database, machineClock, `${name}@hinata-home.example`);
    const { json } = await send('POST', '/staff/sign-in', { body: { token } });
    return z.object({ token: z.string() }).parse(json).token;
  };
  async function send(
    method: string,
    path: string,
    { as, body, headers = {} }: { as?: string; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Told> {
    const answer = await fetch(url + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json: unknown = await answer.json();
    return { status: answer.status, code: z.object({ code: z.string().default('') }).parse(json).code, json };
  }
  const listed = async (states?: readonly LetterState[]): Promise<Letter[]> => {
    const query = states ? `?${new URLSearchParams({ states: states.join(',') }).toString()}` : '';
    const { status, json } = await send('GET', `/staff/mail${query}`, { as: kim });
    expect(status).toBe(200);
    return outbox.parse(json).letters;
  };
  const letterTo = async (mail: string, states?: readonly LetterState[]): Promise<Letter | undefined> =>
    (await listed(states)).find(({ recipient, kind: of }) => recipient === mail && of === 'reply');

  /** A customer with an address who waits; Kim has claimed and answers, and nobody looks at the chat. */
  async function answered(text: string): Promise<{ mail: string; conversation: string; seq: number; number: string }> {
    const { app, database } = counter;
    const mail = `${randomUUID().slice(0, 8)}@customer.example`;
    const now = Date.now();
    const { thread, conversation } = await openThread(database, {
      ...{ site: firstSite, channel: 'test', peer: mail, language: 'en', now },
    });
    await database.commit(contactSteps(database, { thread, now, mail }));
    await say(app.door, { thread, clientId: 'm1', message: { text: 'this is a complaint', language: 'en' } });
    const ticket = async (): Promise<string | undefined> =>
      (
        await database.read(
          database.build.selectFrom('ticket').select('number').where('conversation', '=', conversation),
        )
      )[0]?.number;
    await until(async () => (await ticket()) !== undefined);
    const path = `/staff/conversations/${conversation}`;
    expect((await send('POST', `${path}/claim`, { as: kim, body: {} })).status).toBe(200);
    const told = await send('POST', `${path}/reply`, { as: kim, body: { clientId: 'r1', text } });
    setTimeout(() => app.live.announce({ about: 'jobs' }), 350);
    const { seq } = z.object({ seq: z.number() }).parse(told.json);
    return { mail, conversation, seq, number: (await ticket()) ?? '' };
  }

  const delivery = async (conversation: string, as = kim): Promise<unknown> =>
    (await send('GET', `/staff/conversations/${conversation}/delivery`, { as })).json;

  test('what was not sent is listed with the reason and its ticket, is tried once more, and leaves the list when it has gone', async () => {
    smtp.manner = 'refuse';
    const { mail, conversation, seq, number } = await answered('A new one leaves today.');
    await until(async () => (await letterTo(mail))?.state === 'failed');
    const letter = await letterTo(mail);
    expect(letter).toMatchObject({
      ...{ conversation, ticket: number, tries: 1, reason: expect.stringContaining('No such mailbox') },
    });
    expect(await delivery(conversation)).toMatchObject({
      ...{
        conversation,
        replies: [{ seq, state: 'not sent', reason: expect.stringContaining('550'), letter: letter?.id }],
      },
    });
    smtp.manner = 'accept';
    const again = `/staff/mail/${letter?.id ?? ''}/retry`;
    expect(await send('POST', again, { as: kim, body: {} })).toMatchObject({ status: 202 });
    await until(async () => (await letterTo(mail)) === undefined);
    expect(await letterTo(mail, ['sent'])).toMatchObject({ state: 'sent', reason: null, tries: 2 });
    expect(smtp.letters.filter(({ to }) => JSON.stringify(to).includes(mail) && seq > 0).length).toBeGreaterThan(0);
    expect(await delivery(conversation)).toMatchObject({ replies: [{ seq, state: 'mailed' }] });
    expect(await send('POST', again, { as: kim, body: {} })).toMatchObject({ status: 409, code: 'moved-on' });
    expect(await send('POST', '/staff/mail/none/retry', { as: kim, body: {} })).toMatchObject({ status: 404 });
  });

  test('a state nobody knows is refused, and so is a conversation nobody has', async () => {
    expect(await send('GET', '/staff/mail?states=lost', { as: kim })).toMatchObject({ status: 400 });
    expect(await send('GET', '/staff/conversations/none/delivery', { as: kim })).toMatchObject({ status: 404 });
  });

  test('an owner sends a letter to try it, in the language asked for; nobody else does', async () => {
    const mail = `${randomUUID().slice(0, 8)}@customer.example`;
    const sent = await send('POST', '/staff/mail/test', { as: owner, body: { to: mail, language: 'ja' } });
    expect(sent).toMatchObject({ status: 202, json: { id: expect.any(String) } });
    const letters = () => smtp.letters.filter(({ to }) => JSON.stringify(to).includes(mail));
    await until(() => letters().length === 1);
    expect(letters()[0]?.html).toContain('<html lang="ja">');
    expect(letters()[0]?.from?.text).toContain('help@hinata.example');
    // Left out, it goes to whoever asks.
    await send('POST', '/staff/mail/test', { as: owner, body: {} });
    await until(() => smtp.letters.some(({ to }) => JSON.stringify(to).includes('owner@hinata-home.example')));
    const wrong = { as: owner, body: { to: 'nobody' } };
    expect(await send('POST', '/staff/mail/test', wrong)).toMatchObject({ status: 400, code: 'bad-input' });
    for (const name of ['kim', 'naoko'])
      expect(await send('POST', '/staff/mail/test', { as: await session(name), body: { to: mail } })).toMatchObject({
        ...{ status: 403, code: 'not-allowed' },
      });
    expect(letters()).toHaveLength(1);
  });

  test('a stranger reads and does nothing, an editor of articles neither, and a cookie from another page changes nothing', async () => {
    smtp.manner = 'refuse';
    const { mail, conversation } = await answered('Are you there?');
    await until(async () => (await letterTo(mail))?.state === 'failed');
    smtp.manner = 'accept';
    const retry = `/staff/mail/${(await letterTo(mail))?.id ?? ''}/retry`;
    const asks: [string, string, unknown?][] = [
      ['GET', '/staff/mail'],
      ['GET', `/staff/conversations/${conversation}/delivery`],
      ['POST', retry, {}],
      ['POST', '/staff/mail/test', {}],
    ];
    const editor = await session('editor');
    for (const [method, path, body] of asks) {
      const nobody = await send(method, path, { body });
      expect([path, nobody.status, nobody.code]).toEqual([path, 401, 'not-signed-in']);
      const over = await send(method, path, { body, as: 'x'.repeat(43) });
      expect([path, over.status]).toEqual([path, 401]);
      const other = await send(method, path, { body, as: editor });
      expect([path, other.status, other.code]).toEqual([path, 403, 'not-allowed']);
    }
    const headers = { cookie: `madoguchi-staff=${kim}`, origin: 'https://evil.example' };
    expect(await send('POST', retry, { body: {}, headers })).toMatchObject({ status: 403, code: 'not-allowed' });
    expect(await letterTo(mail)).toMatchObject({ state: 'failed', tries: 1 });
    expect(await send('POST', retry, { body: {}, headers: { ...headers, origin: url } })).toMatchObject({
      status: 202,
    });
    await until(async () => (await letterTo(mail)) === undefined);
  });
});

test('without a mail server the list says that nothing is sent, and why; trying again changes the reason to nothing better', async () => {
  const { counter, served, url } = await openOffice('sqlite', {});
  try {
    const link = await createSignInLink(counter.database, machineClock, 'owner@hinata-home.example');
    const signedIn = await fetch(`${url}/staff/sign-in`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token: link }) },
    });
    const { token } = z.object({ token: z.string() }).parse(await signedIn.json());
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const read = async () => outbox.parse(await (await fetch(`${url}/staff/mail`, { headers })).json());
    expect(await read()).toMatchObject({ sending: false, from: null, afterSeconds: 120, letters: [] });
    await fetch(`${url}/staff/mail/test`, { method: 'POST', headers, body: '{}' });
    const stuck = { state: 'not configured', reason: 'SMTP_URL is not set', recipient: 'owner@hinata-home.example' };
    await until(async () => (await read()).letters[0]?.state === 'not configured');
    expect((await read()).letters).toMatchObject([{ ...stuck, tries: 1 }]);
    const id = (await read()).letters[0]?.id ?? '';
    expect((await fetch(`${url}/staff/mail/${id}/retry`, { method: 'POST', headers, body: '{}' })).status).toBe(202);
    await until(async () => (await read()).letters[0]?.tries === 2);
    expect((await read()).letters).toMatchObject([stuck]);
  } finally {
    await served.server.close(100);
    await counter.close();
  }
});
