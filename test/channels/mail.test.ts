import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { machineClock } from '../../src/clock.js';
import { markSeen } from '../../src/conversations/seen.js';
import { openThread } from '../../src/conversations/open.js';
import { say } from '../../src/conversations/say.js';
import { claim } from '../../src/handoff/claim.js';
import { reply } from '../../src/handoff/reply.js';
import { contactSteps } from '../../src/letters/contact.js';
import { deliveries } from '../../src/letters/delivery.js';
import { lettersOf, requeueUnconfigured, retryLetter } from '../../src/letters/outbox.js';
import { firstSite } from '../../src/site/site.js';
import { staffByMail, type Staff } from '../../src/staff/staff.js';
import { latestTicketOf } from '../../src/tickets/ticket.js';
import { openCounter, type Counter } from '../setup/counter.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';
import { until } from '../setup/waiting.js';
import { openSmtpPeer, type SmtpPeer } from './smtp-peer.js';

const address = (kind: 'sqlite' | 'postgres'): string | Promise<string> =>
  kind === 'postgres' ? postgresUrl() : join(temporaryFolder(), 'mail.db');

describe.each(['sqlite', 'postgres'] as const)('letters on %s', (kind) => {
  let smtp: SmtpPeer;
  let counter: Counter;
  let kim: Staff;
  beforeAll(async () => {
    smtp = await openSmtpPeer();
    const environment = {
      ...{ SMTP_URL: smtp.url, MAIL_FROM: 'Hinata Home <help@hinata.example>', MAIL_AFTER_SECONDS: '1' },
      PUBLIC_URL: 'https://help.hinata.example',
    };
    counter = await openCounter({ clock: machineClock, address: await address(kind), environment });
    const found = await staffByMail(counter.database, 'kim@hinata-home.example');
    if (!found) throw new Error('kim does not work in the demo shop');
    kim = found;
  }, 60_000);
  afterAll(async () => {
    await counter.close();
    await smtp.close();
  });

  const lettersTo = (mail: string) => smtp.letters.filter(({ to }) => JSON.stringify(to).includes(mail));
  const replies = (mail: string) => lettersTo(mail).filter(({ text }) => text?.includes('has answered') === true);

  test('what was not seen goes out as one letter, with number, link and both forms', async () => {
    const { conversation, mail, says: said } = await waitingCustomer(counter, kim);
    await said('Hello, this is **Kim**.');
    await said('Your invoice is on its way: <script>alert(1)</script>');
    await until(() => replies(mail).length > 0);
    await quiet();
    const [letter, ...more] = replies(mail);
    expect(more).toEqual([]);
    const ticket = await latestTicketOf(counter.database, conversation);
    expect(letter?.subject).toContain(ticket?.number);
    expect(letter?.from?.text).toContain('Hinata Home');
    expect(letter?.text).toMatch(
      /Hello, this is \*\*Kim\*\*[\s\S]*on its way[\s\S]*https:\/\/help\.hinata\.example\/ticket\/T-/,
    );
    expect(letter?.html).toContain('<strong>Kim</strong>');
    expect(letter?.html).toContain('&lt;script&gt;');
    expect(letter?.html).not.toContain('<script>');
    expect(letter?.headers.get('auto-submitted')).toBe('auto-generated');
    await said('One more thing.');
    await until(() => replies(mail).length === 2);
    const second = replies(mail)[1];
    expect(second?.text).not.toContain('on its way:');
    expect(second?.inReplyTo).toBe(letter?.messageId);
    const states = async () =>
      [...(await deliveries(counter.database, { conversation, seconds: 1 })).values()].map(({ state }) => state);
    await until(async () => (await states()).join() === 'mailed,mailed,mailed');
  });

  test('what was seen in time is not sent', async () => {
    const { conversation, thread, mail, says: said } = await waitingCustomer(counter, kim);
    const { seq } = await said('Are you still there?');
    const { database, live } = counter.app.door;
    await markSeen({ database, live }, { conversation, thread, reader: 'customer', seq, now: Date.now() });
    await jobsDone(counter, conversation);
    expect(replies(mail)).toEqual([]);
    expect((await deliveries(database, { conversation, seconds: 1 })).get(seq)?.state).toBe('seen');
  });

  test('a mail server that is busy is asked again; one that refuses the address has the reason shown', async () => {
    const { conversation, mail, says: said } = await waitingCustomer(counter, kim);
    smtp.manner = 'busy';
    const { seq } = await said('We have found it.');
    const stuck = async () =>
      (await lettersOf(counter.database, { site: firstSite })).find(
        (one) => one.recipient === mail && one.kind === 'reply',
      );
    await until(async () => (await stuck())?.tries === 1);
    expect(await stuck()).toMatchObject({ state: 'waiting', reason: expect.stringContaining('451') });
    expect((await stuck())?.nextTry).toBeGreaterThan(Date.now() + 30_000);
    smtp.manner = 'refuse';
    await again((await stuck())?.id);
    await until(async () => (await stuck())?.state === 'failed');
    expect((await deliveries(counter.database, { conversation, seconds: 1 })).get(seq)).toMatchObject({
      ...{ state: 'not sent', reason: expect.stringContaining('No such mailbox') },
    });
    smtp.manner = 'accept';
    await again((await stuck())?.id);
    await until(() => replies(mail).length === 1);
  });

  test('a letter whose "accepted" was lost is sent again under the same Message-ID', async () => {
    const { mail, says: said } = await waitingCustomer(counter, kim);
    smtp.manner = 'lose';
    await said('It leaves tomorrow.');
    await until(() => replies(mail).length === 1);
    smtp.manner = 'accept';
    const stuck = async () =>
      (await lettersOf(counter.database, { site: firstSite })).find(
        (one) => one.recipient === mail && one.kind === 'reply',
      );
    await until(async () => (await stuck())?.tries === 1);
    await again((await stuck())?.id);
    await until(() => replies(mail).length === 2);
    const [first, second] = replies(mail);
    expect(second?.messageId).toBe(first?.messageId);
    expect(second?.text).toBe(first?.text);
  });

  test('in Japanese the letter is Japanese', async () => {
    const { mail, says: said } = await waitingCustomer(counter, kim, 'ja');
    await said('本日発送いたしました。');
    const found = () => lettersTo(mail).find(({ text }) => text?.includes('本日発送いたしました。'));
    await until(() => found() !== undefined);
    expect(found()?.subject).toMatch(/お問い合わせ T-\d+ について/);
    expect(found()?.html).toContain('<html lang="ja">');
  });

  async function again(id = ''): Promise<void> {
    await retryLetter(counter.database, { site: firstSite, id, now: Date.now() });
    counter.app.live.announce({ about: 'jobs' });
  }
});

describe.each(['sqlite', 'postgres'] as const)('without a mail server on %s', (kind) => {
  test('letters wait in the outbox with the reason, and go out once there is one', async () => {
    const counter = await openCounter({
      ...{ clock: machineClock, address: await address(kind), environment: { MAIL_AFTER_SECONDS: '1' } },
    });
    const kim = await staffByMail(counter.database, 'kim@hinata-home.example');
    if (!kim) throw new Error('kim does not work in the demo shop');
    const { conversation, mail, says: said } = await waitingCustomer(counter, kim);
    const { seq } = await said('Hello?');
    const waiting = async () =>
      (await lettersOf(counter.database, { site: firstSite })).filter(
        (one) => one.recipient === mail && one.kind === 'reply',
      );
    await until(async () => (await waiting())[0]?.state === 'not configured');
    expect((await waiting())[0]?.reason).toContain('SMTP_URL');
    expect((await deliveries(counter.database, { conversation, seconds: 1 })).get(seq)).toMatchObject({
      state: 'not sent',
    });
    expect(await requeueUnconfigured(counter.database, firstSite, Date.now())).toBeGreaterThan(0);
    await until(async () => (await waiting())[0]?.tries === 2);
    await counter.close();
  }, 60_000);
});

interface Waiting {
  readonly conversation: string;
  readonly thread: string;
  readonly mail: string;
  readonly says: (text: string) => Promise<{ seq: number }>;
}

/** A customer with a ticket and a known mail address, whose conversation this agent holds. */
async function waitingCustomer(counter: Counter, agent: Staff, language = 'en'): Promise<Waiting> {
  const { app, database } = counter;
  const name = randomUUID().slice(0, 8);
  const mail = `${name}@example.com`;
  const now = Date.now();
  const { thread, conversation } = await openThread(database, {
    ...{ site: firstSite, channel: 'test', peer: name, language, now },
  });
  await database.commit(contactSteps(database, { thread, now, mail }));
  const text =
    language === 'ja'
      ? '注文に不満があります。苦情です。担当者と話したいです。'
      : 'I want to make a complaint about my invoice';
  await say(app.door, { thread, clientId: 'm1', message: { text, language } });
  await until(async () => (await latestTicketOf(database, conversation)) !== undefined);
  const { live, clock, repeatKey, own } = app.door;
  const desk = { database, live, clock, repeatKey, own, unseenSeconds: 1 };
  await claim(desk, agent, conversation);
  return {
    ...{ conversation, thread, mail },
    says: (said) => reply(desk, agent, { conversation, clientId: randomUUID(), message: { text: said } }),
  };
}

async function jobsDone({ database }: Counter, conversation: string): Promise<void> {
  await until(async () => {
    const left = await database.read(
      database.build
        .selectFrom('job')
        .select('id')
        .where('conversation', '=', conversation)
        .where('state', '=', 'waiting'),
    );
    return left.length === 0;
  });
}

/** Long enough for a second letter to be seen, if one were written. */
const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1_500));
