import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Clock } from '../../src/clock.js';
import { openThread } from '../../src/conversations/open.js';
import { say } from '../../src/conversations/say.js';
import { seenOf } from '../../src/conversations/seen.js';
import { eventsAfter, verifyLog } from '../../src/conversations/log.js';
import { attachAll } from '../../src/files/attachment.js';
import { receiveFile } from '../../src/files/receive.js';
import { applyToCard } from '../../src/handoff/view.js';
import { cardOf } from '../../src/handoff/snapshot.js';
import { claim } from '../../src/handoff/claim.js';
import { note } from '../../src/handoff/note.js';
import { reply } from '../../src/handoff/reply.js';
import { resolve } from '../../src/handoff/resolve.js';
import { contactSteps } from '../../src/letters/contact.js';
import { lettersOf } from '../../src/letters/outbox.js';
import { createLog } from '../../src/log.js';
import { createServer, type Served } from '../../src/serve.js';
import { firstSite } from '../../src/site/site.js';
import { staffByMail, type Staff } from '../../src/staff/staff.js';
import { createTicketLinks } from '../../src/tickets/link.js';
import { ticketOf, type Ticket } from '../../src/tickets/ticket.js';
import { transcript, verifyEvidence } from '../../src/tickets/evidence.js';
import { openBrowser } from '../setup/browser.js';
import { openCounter, type Counter } from '../setup/counter.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';
import { freePort, until } from '../setup/waiting.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const ahead = { ms: 0 };
const clock: Clock = { now: () => Date.now() + ahead.ms };
const month = 31 * 86_400_000;

describe.each(['sqlite', 'postgres'] as const)('the ticket page on %s', (kind) => {
  let counter: Counter;
  let served: Served;
  let url: string;
  let kim: Staff;
  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const address = kind === 'postgres' ? await postgresUrl() : join(temporaryFolder(), 'ticket.db');
    counter = await openCounter({ clock, address, environment: { PUBLIC_URL: url } });
    const { app, database, config } = counter;
    served = createServer({ app, database, config, clock, log: createLog('silent') });
    await served.server.listen(port);
    const found = await staffByMail(database, 'kim@hinata-home.example');
    if (!found) throw new Error('kim does not work in the demo shop');
    kim = found;
  }, 60_000);
  afterAll(async () => {
    await served.server.close(500);
    await counter.close();
  });

  const desk = () => counter.app.door;
  const read = async (number: string) => (await ticketOf(counter.database, firstSite, number)) ?? lost(number);
  const texts = async (ticket: Ticket) =>
    (await transcript(counter.database, ticket)).flatMap(({ body }) =>
      body?.kind === 'message' ? [body.message] : [],
    );
  const post = (address: string, body: URLSearchParams | FormData, origin = url) =>
    fetch(address, { method: 'POST', body, headers: { origin }, redirect: 'manual' });
  const form = (fields: Record<string, string>): FormData => {
    const data = new FormData();
    for (const [name, value] of Object.entries({ form: randomUUID().slice(0, 20), ...fields })) data.set(name, value);
    return data;
  };
  const answer = (ticket: Ticket, text: string) =>
    reply(desk(), kim, { conversation: ticket.conversation, clientId: randomUUID(), message: { text } });

  test('shows what the customer may see as text, never as markup, and not a word of notes', async () => {
    const ticket = await openTicket(counter, '<img src=x onerror=alert(1)> this is a complaint');
    await claim(desk(), kim, ticket.conversation);
    await note(desk(), kim, { conversation: ticket.conversation, text: 'a secret note' });
    await answer(
      ticket,
      '**Sorry!** [click](javascript:alert(1)) ![](https://evil.example/x.png) <script>alert(1)</script>',
    );
    const page = await fetch(counter.app.links.address(ticket.number));
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain('<strong>Sorry!</strong>');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).not.toMatch(/<script|<img src=(?!"\/ticket)|href="javascript:|secret note/);
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(page.headers.get('x-robots-tag')).toContain('noindex');
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    // Programs that look into links before the customer does have not read the answer.
    expect((await seenOf(counter.database, ticket.conversation)).customer).toBeUndefined();
  });

  test('another ticket, a changed word, another kind of word: nothing opens; what is old says so', async () => {
    const [mine, other] = [await openTicket(counter), await openTicket(counter)];
    const link = counter.app.links.address(mine.number);
    const wrong = [
      link.replace(`/${mine.number}.`, `/${other.number}.`),
      link.replace(/(?<=\.)[0-9a-z]+(?=\.[\w-]{22}$)/, (day) => (parseInt(day, 36) + 9).toString(36)),
      `${link.slice(0, -1)}_`,
      `${url}/ticket/${counter.app.links.replyMark(mine.number)}`,
      `${url}/ticket/T-1001`,
      createTicketLinks({ key: 'another key', site: firstSite, publicUrl: url, clock }).address(mine.number),
    ];
    for (const one of wrong) {
      const page = await fetch(one);
      expect([one, page.status]).toEqual([one, 404]);
      expect(await page.text()).not.toContain('complaint');
    }
    ahead.ms = month;
    const old = await fetch(link);
    ahead.ms = 0;
    expect(old.status).toBe(410);
    const html = await old.text();
    expect(html).toContain('This link has expired');
    expect(html).not.toContain('complaint');
  });

  test('a file of another ticket is not found under this link; its own is', async () => {
    const [mine, other] = [await openTicket(counter), await openTicket(counter)];
    const attach = async (ticket: Ticket) => {
      const stored = await receiveFile(desk(), 'photo.png', Readable.from([png]));
      const [file] = await attachAll(desk(), ticket.conversation, [stored]);
      return file?.id ?? '';
    };
    const [own, foreign] = [await attach(mine), await attach(other)];
    const link = counter.app.links.address(mine.number);
    const shown = await fetch(`${link}/files/${own}`);
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect((await fetch(`${link}/files/${foreign}`)).status).toBe(404);
  });

  test('a message with a photo lands once, however often it is sent; a form from another page not at all', async () => {
    const ticket = await openTicket(counter);
    const link = counter.app.links.address(ticket.number);
    const data = form({ text: 'The shade is broken too' });
    data.set('files', new Blob([png]), 'shade.png');
    expect((await post(`${link}/message`, data, 'https://evil.example')).status).toBe(403);
    expect((await post(`${link}/message`, data)).status).toBe(303);
    expect((await post(`${link}/message`, data)).status).toBe(303);
    const found = (await texts(ticket)).filter(({ text }) => text === 'The shade is broken too');
    expect(found).toHaveLength(1);
    expect(found[0]?.attachments).toMatchObject([{ name: 'shade.png', type: 'image/png' }]);
    const html = form({ text: 'and this' });
    html.set('files', new Blob(['<script>alert(1)</script>']), 'page.html');
    const refused = await post(`${link}/message`, html);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toMatch(/We cannot take files of this type[\s\S]*and this<\/textarea>/);
    expect((await post(`${link}/message`, form({ text: ' ' }))).status).toBe(422);
    expect(await verifyLog(counter.database, ticket.conversation)).toMatchObject({ whole: true });
  });

  test('a corrected detail is on the ticket as given, in the log, and known to the bot', async () => {
    const ticket = await openTicket(counter, 'this is a complaint about A-10293');
    const link = counter.app.links.address(ticket.number);
    const sent = new URLSearchParams({ form: 'f1', name: 'order', value: 'A-10294' });
    expect((await post(`${link}/detail`, sent)).status).toBe(303);
    await until(async () => (await texts(ticket)).some(({ text }) => text.includes('added that to your ticket')));
    expect((await read(ticket.number)).slots).toContainEqual(
      expect.objectContaining({ name: 'order', display: 'A-10294', state: 'given' }),
    );
    expect((await texts(ticket)).map(({ text }) => text)).toContain('Correction. Order number: A-10294');
    expect(await verifyEvidence(counter.database, await read(ticket.number))).toMatchObject({ whole: true });
    const wrong = new URLSearchParams({ form: 'f2', name: 'price', value: '1' });
    expect((await post(`${link}/detail`, wrong)).status).toBe(422);
  });

  test('solved by the customer it is closed; written again it waits anew', async () => {
    const ticket = await openTicket(counter);
    const link = counter.app.links.address(ticket.number);
    const before = await cardOf(counter.database, firstSite, ticket.number);
    expect((await post(`${link}/solved`, new URLSearchParams({ form: 'f' }))).status).toBe(303);
    expect(await read(ticket.number)).toMatchObject({ status: 'solved', outcome: 'solved by the customer' });
    // What a console had on its screen becomes, by the events alone, what it would read anew.
    const since = await eventsAfter(counter.database, ticket.conversation, before.head);
    const { status, outcome, head } = since.events.reduce((card, event) => applyToCard(card, event), before);
    expect(await cardOf(counter.database, firstSite, ticket.number)).toMatchObject({ status, outcome, head });
    expect((await post(`${link}/message`, form({ text: 'It broke again, the light is out' }))).status).toBe(303);
    await until(async () => (await read(ticket.number)).status === 'waiting');
  });

  test('a new link goes to the address on the ticket, and the answer is the same whether there is one', async () => {
    const ticket = await openTicket(counter);
    const { database } = counter;
    const mail = `${ticket.number.toLowerCase()}@example.com`;
    const [own] = await database.read(
      database.build.selectFrom('conversation').select('thread').where('id', '=', ticket.conversation),
    );
    await database.commit(contactSteps(database, { thread: own?.thread ?? '', now: clock.now(), mail }));
    const ask = async (fields: Record<string, string>) =>
      (await post(`${url}/ticket/new-link`, new URLSearchParams(fields))).text();
    const sent = async () =>
      (await lettersOf(database, { site: firstSite, states: ['waiting', 'not configured'] })).filter(
        (letter) => letter.recipient === mail && letter.kind === 'link',
      );
    const wrong = await ask({ number: ticket.number, mail: 'mallory@example.com' });
    expect(await ask({ number: 'T-999999', mail })).toBe(wrong);
    expect(await ask({ number: ticket.number, mail: mail.toUpperCase() })).toBe(wrong);
    await until(async () => (await sent()).length === 1);
    const token = counter.app.links.address(ticket.number).split('/').at(-1) ?? '';
    expect(await ask({ token })).toBe(wrong);
    const asked = database.build.selectFrom('job').select('id').where('kind', '=', 'link asked');
    await until(async () => (await database.read(asked.where('state', '=', 'waiting'))).length === 0);
    expect(await sent()).toHaveLength(1);
  });

  if (kind === 'postgres') return;
  test('on a phone, without a script: read, write, correct, reopen; opening it counts as having seen the answer', async () => {
    const browser = await openBrowser();
    try {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (line) => void (['error', 'warning'].includes(line.type()) && complaints.push(line.text())));
      const ticket = await openTicket(counter, 'this is a complaint: the lamp A-10293 arrived in pieces');
      await claim(desk(), kim, ticket.conversation);
      await answer(ticket, 'A new lamp leaves **today**.');
      await page.goto(counter.app.links.address(ticket.number));
      await page.getByRole('heading', { name: 'Our answer' }).waitFor();
      expect((await seenOf(counter.database, ticket.conversation)).customer?.seq).toBeGreaterThan(0);
      await page.getByLabel('Your message').fill('Thank you, but which colour?');
      await page.getByLabel('Photos or files').setInputFiles({ name: 'lamp.png', mimeType: 'image/png', buffer: png });
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText('we have received your message').waitFor();
      await page.getByRole('img', { name: 'lamp.png' }).waitFor();
      await page.getByText('Correct (Order number)').click();
      await page.getByLabel('What is right').first().fill('A-10294');
      await page.getByRole('button', { name: 'Save' }).first().click();
      await page.getByText('we have corrected it').waitFor();
      await resolve(desk(), kim, { conversation: ticket.conversation, outcome: 'replaced', anyway: true });
      await page.getByRole('link', { name: '日本語' }).click();
      await page.getByRole('heading', { name: '解決済み' }).waitFor();
      await page.getByLabel('メッセージ').fill('It broke again today');
      await page.getByRole('button', { name: '送信する' }).click();
      await page.getByText('メッセージを受け取りました').waitFor();
      await until(async () => (await read(ticket.number)).status !== 'solved');
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  }, 60_000);
});

/** A customer who has complained and waits. */
async function openTicket({ app, database }: Counter, text = 'this is a complaint'): Promise<Ticket> {
  const { thread, conversation } = await openThread(database, {
    ...{ site: firstSite, channel: 'test', peer: randomUUID(), language: 'en', now: clock.now() },
  });
  await say(app.door, { thread, clientId: 'm1', message: { text, language: 'en' } });
  const found = async () =>
    database.read(database.build.selectFrom('ticket').select('number').where('conversation', '=', conversation));
  await until(async () => (await found()).length > 0);
  const number = (await found())[0]?.number ?? '';
  return (await ticketOf(database, firstSite, number)) ?? lost(number);
}

function lost(number: string): never {
  throw new Error(`there is no ticket ${number}`);
}
