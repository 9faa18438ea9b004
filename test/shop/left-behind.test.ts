import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { jwtVerify } from 'jose';
import { importProducts } from '../../src/customers/import-products.js';
import { eventsAfter } from '../../src/conversations/log.js';
import { markSeen } from '../../src/conversations/seen.js';
import { openThread } from '../../src/conversations/open.js';
import { readIdentity } from '../../src/channels/widget/identity.js';
import { createServer } from '../../src/serve.js';
import { createLog } from '../../src/log.js';
import { newId } from '../../src/id.js';
import { ownSystems } from '../../src/shop/own/own.js';
import type { Asker, Values } from '../../src/shop/system.js';
import { firstSite } from '../../src/site/site.js';
import { openSmtpPeer, type SmtpPeer } from '../channels/smtp-peer.js';
import { createTestClock, openCounter, type Counter, type TestClock } from '../setup/counter.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';
import { until } from '../setup/waiting.js';

const hour = 3_600_000;

/** What errands leave behind, in the whole product: letters at a real mail server, links over HTTP, jobs of later days. */
describe.each(['sqlite', 'postgres'] as const)('what errands leave behind, on %s', (kind) => {
  let smtp: SmtpPeer;
  let counter: Counter;
  let clock: TestClock;
  let port = 0;
  let close: () => Promise<void>;

  beforeAll(async () => {
    smtp = await openSmtpPeer();
    // Visits and reminders are due by the database's clock, so this one begins at the same moment.
    clock = createTestClock(Date.now());
    const environment = {
      ...{ SMTP_URL: smtp.url, MAIL_FROM: 'Hinata Home <help@hinata.example>', MAIL_AFTER_SECONDS: '0.3' },
      PUBLIC_URL: 'https://help.hinata.example',
    };
    const address = kind === 'postgres' ? await postgresUrl() : join(temporaryFolder(), 'left.db');
    counter = await openCounter({ clock, address, environment });
    const { app, config, database } = counter;
    const { server } = createServer({ app, config, database, clock, log: createLog('silent') });
    port = (await server.listen(0)).port;
    close = () => server.close(0);
  }, 60_000);
  afterAll(async () => {
    await close();
    await counter.close();
    await smtp.close();
  });

  test('a code arrives, with nothing of it in the database', async () => {
    const { visitor, mail } = await somebody();
    await visitor.act('send-code', { mail });
    const [letter] = await lettersTo(mail);
    const code = /\b\d{6}\b/.exec(letter?.text ?? '')?.[0] ?? '';
    expect(letter?.subject).toBe('Your code for Hinata Home');
    expect(await visitor.look('code', { mail, code })).toMatchObject({ kind: 'found', values: { mail } });
    const { database } = counter;
    const stored = await Promise.all([
      database.read(database.build.selectFrom('mail_code').selectAll()),
      database.read(database.build.selectFrom('mail').selectAll()),
      database.read(database.build.selectFrom('job').selectAll()),
    ]);
    expect(JSON.stringify(stored)).not.toContain(`"${code}"`);
  });

  test('a link to a new password names the customer, and is no word of who somebody is', async () => {
    const { visitor } = await somebody();
    // The demo's customers live at example addresses, to which nothing is sent; a changed one is real enough.
    const mail = `${newId('x').slice(1, 9)}@customer.test`.toLowerCase();
    const { database } = counter;
    const row = {
      site: firstSite,
      customer: 'C-1001',
      name: null,
      mail,
      phone: null,
      verified: 1,
      conversation: '',
      key: '',
    };
    await database.commit([
      {
        statement: database.build
          .insertInto('contact_change')
          .values({ ...row, changed: clock.now() })
          .onConflict((conflict) => conflict.columns(['site', 'customer']).doUpdateSet({ mail }))
          .compile(),
      },
    ]);
    await visitor.act('password-reset', { mail });
    const [letter] = await lettersTo(mail);
    const [link = ''] = /https:\/\/www\.hinata-home\.example\/new-password\?token=\S+/.exec(letter?.text ?? '') ?? [];
    const token = new URL(link).searchParams.get('token') ?? '';
    const secret = counter.app.secrets.widget;
    const resetKey = createHmac('sha256', secret).update('password reset').digest();
    const { payload } = await jwtVerify(token, resetKey, { algorithms: ['HS256'], currentDate: new Date(clock.now()) });
    expect(payload).toMatchObject({ sub: 'C-1001', mail, purpose: 'password reset' });
    await expect(readIdentity(token, secret, clock)).rejects.toMatchObject({ code: 'identity-refused' });
  });

  test('a visit’s letter carries its calendar file, and its link gives the same over HTTP', async () => {
    const { visitor, mail } = await somebody();
    const slot = await freeSlot(visitor);
    const { visit, calendar } = await visitor.act('book-visit', { slot, mail, product: 'KT-200' });
    const [booked] = await lettersTo(mail);
    const [file] = booked?.attachments ?? [];
    expect(file?.contentType).toBe('text/calendar');
    expect(file?.content.toString()).toContain(`UID:${String(visit)}@help.hinata.example`);
    const answer = await fetch(here(calendar));
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8; method=PUBLISH');
    expect(await answer.text()).toContain('SEQUENCE:0');
    await visitor.act('cancel-visit', { visit });
    const letters = await lettersTo(mail, 2);
    expect(letters[1]?.attachments[0]?.content.toString()).toContain('METHOD:CANCEL');
    expect((await fetch(here(String(calendar).replace('/visit/V', '/visit/W')))).status).toBe(404);
  });

  test('the day before, a reminder stands in the chat; unseen, it goes out as a letter, seen it does not', async () => {
    for (const sees of [true, false]) {
      const { visitor, mail, conversation, thread } = await somebody();
      const slot = await freeSlot(visitor);
      const { visit } = await visitor.act('book-visit', { slot, mail });
      await lettersTo(mail);
      await makeDue(`visit:${firstSite}:${String(visit)}:%`, 'visit reminder');
      const reminded = async () =>
        (await eventsAfter(counter.database, conversation, 0)).events.find(
          ({ author, body }) =>
            author === 'bot' && body?.kind === 'message' && body.message.text.includes(String(visit)),
        );
      await until(async () => (await reminded()) !== undefined);
      const seq = (await reminded())?.seq ?? 0;
      if (sees) await markSeen(counter.app.door, { conversation, thread, reader: 'customer', seq, now: clock.now() });
      else await lettersTo(mail, 2);
      await settled(`visit:${firstSite}:${String(visit)}:%`);
      expect((await lettersTo(mail)).length).toBe(sees ? 1 : 2);
    }
  });

  test('a visit that was moved is not reminded of at the time it had before', async () => {
    const { visitor, mail, conversation } = await somebody();
    const slot = await freeSlot(visitor);
    const { visit, start } = await visitor.act('book-visit', { slot, mail });
    await visitor.act('move-visit', { visit, slot: await freeSlot(visitor, 3) });
    const key = `visit:${firstSite}:${String(visit)}:${String(start)}`;
    await makeDue(key, 'visit reminder');
    await settled(key);
    const { events } = await eventsAfter(counter.database, conversation, 0);
    expect(events.filter(({ author }) => author === 'bot')).toEqual([]);
  });

  test('whoever waits for a product hears of it once, when an import brings it', async () => {
    const { visitor, mail } = await somebody();
    expect(await visitor.act('stock-notice', { sku: 'KT-300', mail })).toMatchObject({ already: false });
    expect(await visitor.act('stock-notice', { sku: 'kt-300', mail })).toMatchObject({ already: true });
    expect(await visitor.act('stock-notice', { sku: 'KT-200', mail })).toEqual({ why: 'in-stock' });
    const list = (stock: number) => ({
      ...{ site: firstSite, now: clock.now(), zone: 'Asia/Tokyo' },
      source: {
        name: 'p.csv',
        content: `sku,name_en,category,price_jpy,stock\nKT-300,Drip kettle,kettle,9800,${stock}\n`,
      },
    });
    await importProducts(counter.database, list(0));
    await importProducts(counter.database, list(4));
    const [letter] = await lettersTo(mail);
    expect(letter?.subject).toBe('Drip kettle is back at Hinata Home');
    await importProducts(counter.database, list(5));
    await settled('%', 'stock notices');
    expect((await lettersTo(mail)).length).toBe(1);
  });

  test('a receipt is a page to print, without a script, and not for whoever guesses', async () => {
    const { visitor } = await somebody();
    await visitor.look('own-order', { number: 'A-10294', contact: '090-0000-1234' });
    const { link } = await visitor.act('receipt', { order: 'A-10294', addressee: '株式会社見本' });
    const answer = await fetch(`${here(link)}?lang=ja`);
    expect([answer.status, answer.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringContaining("default-src 'none'"),
    ]);
    const page = await answer.text();
    expect(page).toContain('株式会社見本 様');
    expect(page).toContain('登録番号 T0000000000000');
    clock.advance(40 * 24 * hour);
    expect((await fetch(here(link))).status).toBe(410);
    clock.advance(-40 * 24 * hour);
    expect((await fetch(here(String(link).slice(0, -1)))).status).toBe(404);
  });

  test('feedback is kept with its kind', async () => {
    const { visitor, conversation } = await somebody();
    expect(await visitor.act('feedback', { kind: 'idea', text: 'A kettle that sings.' })).toEqual({ kind: 'idea' });
    expect(await visitor.act('feedback', { kind: 'rant', text: 'x' })).toEqual({ why: 'no-such-kind' });
    const { database } = counter;
    const kept = await database.read(
      database.build.selectFrom('feedback').select(['kind', 'text']).where('conversation', '=', conversation),
    );
    expect(kept).toEqual([{ kind: 'idea', text: 'A kettle that sings.' }]);
  });

  interface Somebody {
    look(name: string, values: Values): Promise<unknown>;
    act(name: string, values: Values): Promise<Values>;
  }

  async function somebody(): Promise<{ visitor: Somebody; mail: string; conversation: string; thread: string }> {
    const { app, database } = counter;
    const { thread, conversation } = await openThread(database, {
      ...{ site: firstSite, channel: 'test', peer: newId('u'), language: 'en', now: clock.now() },
    });
    const systems = ownSystems(database, { key: app.secrets.token, links: app.shopLinks, sendsMail: true });
    let step = 0;
    const asker = (): Asker => ({
      ...{ site: firstSite, conversation, thread, language: 'en', now: clock.now() },
      ...{ settings: app.services.current().settings, key: `${conversation}:${++step}` },
    });
    const visitor: Somebody = {
      look: async (name, values) => systems.lookups.get(name)?.look(asker(), values, new AbortController().signal),
      async act(name, values) {
        const planned = await systems.ownActs.get(name)?.plan(asker(), values);
        if (planned?.kind === 'done' && !(await database.commit(planned.steps)).done)
          throw new Error(`${name}: refused`);
        app.live.announce({ about: 'jobs' });
        return planned?.details ?? {};
      },
    };
    return { visitor, mail: `${newId('x').slice(1, 9)}@customer.test`.toLowerCase(), conversation, thread };
  }

  /** A time a few days from now, so that its reminder is still to come. */
  async function freeSlot(visitor: Somebody, later = 0): Promise<string> {
    const from = new Date(clock.now() + (4 + later) * 24 * hour).toISOString().slice(0, 10);
    const looked = await visitor.look('visits', { from });
    return String((looked as { values: Values }).values['slot']);
  }

  const here = (link: unknown): string =>
    String(link).replace('https://help.hinata.example', `http://127.0.0.1:${port}`);

  async function lettersTo(mail: string, count = 1) {
    const found = () => smtp.letters.filter(({ to }) => JSON.stringify(to).includes(mail));
    await until(() => found().length >= count);
    return found();
  }

  /** Its day has come. */
  async function makeDue(key: string, jobs: string): Promise<void> {
    const { database, app } = counter;
    const statement = database.build
      .updateTable('job')
      .set({ due: 0 })
      .where('kind', '=', jobs)
      .where('key', 'like', key);
    await database.commit([{ statement: statement.compile() }]);
    app.live.announce({ about: 'jobs' });
  }

  async function settled(key: string, jobs?: string): Promise<void> {
    const { database } = counter;
    await until(async () => {
      const open = await database.read(
        database.build
          .selectFrom('job')
          .select('id')
          .where('state', '=', 'waiting')
          .where('due', '<', clock.now() + 12 * hour)
          .where('key', 'like', key)
          .$if(jobs !== undefined, (query) => query.where('kind', '=', jobs ?? '')),
      );
      return open.length === 0;
    });
  }
});
