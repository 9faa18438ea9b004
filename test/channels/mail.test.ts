import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { machineClock } from '../../src/clock.js';
import { markSeen } from '../../src/conversations/seen.js';
import { openThread } from '../../src/conversations/open.js';
import { say } from '../../src/conversations/say.js';
import { eventsAfter } from '../../src/conversations/log.js';
import { createLetterHandler } from '../../src/channels/mail/send.js';
import { createLog } from '../../src/log.js';
import { claim } from '../../src/handoff/claim.js';
import { reply } from '../../src/handoff/reply.js';
import { contactOf, contactSteps } from '../../src/letters/contact.js';
import { deliveries } from '../../src/letters/delivery.js';
import { letterSteps } from '../../src/letters/letter.js';
import { lettersOf, requeueUnconfigured, retryLetter } from '../../src/letters/outbox.js';
import { firstSite } from '../../src/site/site.js';
import { staffByMail, type Staff } from '../../src/staff/staff.js';
import { latestTicketOf } from '../../src/tickets/ticket.js';
import { openCounter, type Counter } from '../setup/counter.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';
import { until } from '../setup/waiting.js';
import { openImapPeer, type ImapPeer } from './imap-peer.js';
import { openSmtpPeer, type SmtpPeer } from './smtp-peer.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

const address = (kind: 'sqlite' | 'postgres'): string | Promise<string> =>
  kind === 'postgres' ? postgresUrl() : join(temporaryFolder(), 'mail.db');

describe.each(['sqlite', 'postgres'] as const)('letters on %s', (kind) => {
  let smtp: SmtpPeer;
  let imap: ImapPeer;
  let counter: Counter;
  let kim: Staff;
  beforeAll(async () => {
    smtp = await openSmtpPeer();
    imap = await openImapPeer();
    const environment = {
      ...{ SMTP_URL: smtp.url, MAIL_FROM: 'Hinata Home <help@hinata.example>', MAIL_AFTER_SECONDS: '0.3' },
      ...{ IMAP_URL: imap.url, MAIL_POLL_SECONDS: '1' },
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
    await imap.close();
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

  test('the address asked for in a form is kept, checked, and gets the receipt; it is asked for once', async () => {
    const { app, database } = counter;
    const { thread, conversation } = await openThread(database, {
      ...{ site: firstSite, channel: 'test', peer: randomUUID(), language: 'en', now: Date.now() },
    });
    const tell = (clientId: string, text: string, answers?: Record<string, string>) =>
      say(app.door, { thread, clientId, message: { text, language: 'en', ...(answers ? { answers } : {}) } });
    const asked = async () =>
      (await eventsAfter(database, conversation, 0)).events.flatMap(({ author, body }) =>
        author === 'bot' && body?.kind === 'message' ? [body.message] : [],
      );
    await tell('m1', 'this is a complaint');
    await until(async () => (await asked()).length === 2);
    const [receipt, question] = await asked();
    expect(receipt?.receipt?.ticket).toMatch(/^T-/);
    expect(question?.form).toMatchObject({ id: 'contact', fields: [{ name: 'name' }, { name: 'mail' }], skip: 'Skip' });
    await tell('m2', 'Hannah, hannah@', { name: 'Hannah', mail: 'hannah@' });
    await until(async () => (await asked()).some(({ text }) => text.includes('mistake in the mail address')));
    const mail = `${randomUUID().slice(0, 8)}@customer.example`;
    await tell('m3', `Hannah https://evil.example, ${mail}`, { name: 'Hannah https://evil.example', mail });
    await until(() => lettersTo(mail).length === 1);
    expect(lettersTo(mail)[0]?.text).toMatch(
      /^Hello,\n\nThank you for writing to Hinata Home\. Your request has the number T-/,
    );
    expect(await contactOf(database, thread)).toMatchObject({ mail, name: null });
    expect((await asked()).filter(({ form }) => form)).toHaveLength(1);
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

  test('without a mail server letters wait in the outbox with the reason, and go out once there is one', async () => {
    const { mail, says, conversation } = await waitingCustomer(counter, kim);
    const { database, app } = counter;
    const { steps, id } = letterSteps(database, {
      ...{ site: firstSite, kind: 'reply', key: randomUUID(), conversation, recipient: mail, language: 'en' },
      ...{ stretch: { first: 1, upTo: 99 }, now: Date.now() },
    });
    const { seq } = await says('Hello?');
    const [insert] = steps;
    if (insert) await database.commit([insert]);
    const { stationery } = app.mail;
    const handler = createLetterHandler({ stationery, transport: undefined, live: app.live, log: createLog('silent') });
    const job = { id: 'j1', kind: 'letter', key: id, conversation, payload: { letter: id }, due: 0, attempts: 1 };
    const outcome = await handler(job);
    if ('done' in outcome) await database.commit(outcome.steps ?? []);
    const row = async () => (await lettersOf(database, { site: firstSite })).find((one) => one.id === id);
    expect(await row()).toMatchObject({ state: 'not configured', reason: 'SMTP_URL is not set' });
    expect((await deliveries(database, { conversation, seconds: 1 })).get(seq)).toMatchObject({
      ...{ state: 'not sent', letter: id },
    });
    expect(await requeueUnconfigured(database, firstSite, Date.now())).toBe(1);
    app.live.announce({ about: 'jobs' });
    await until(() => replies(mail).length === 1);
  });

  test('an answer to a letter lands on its ticket once, with its file, in Japanese, without the letter it quotes', async () => {
    const { mail, says, conversation } = await waitingCustomer(counter, kim, 'ja');
    await says('写真をお送りいただけますか？');
    const letter = () => lettersTo(mail).find(({ text }) => text?.includes('写真をお送り') === true);
    await until(() => letter() !== undefined);
    const address = letter()?.replyTo?.value[0]?.address ?? '';
    expect(address).toMatch(/^help\+t-\d+-[a-z2-7]{20}@hinata\.example$/);
    const answer = japaneseMail({ from: mail, to: address.toUpperCase(), id: '<a1@example.jp>' });
    imap.deliver(answer);
    const heard = async () => (await said(conversation)).filter(({ text }) => text.includes('写真です'));
    await until(async () => (await heard()).length === 1);
    const [message] = await heard();
    expect(message?.text).toBe(
      '写真です。よろしくお願いします。\n--\n山田太郎\n03-1234-5678\n\n［種類・容量・件数の制限により受け取れなかったファイル：run.exe］',
    );
    expect(message?.attachments).toMatchObject([{ name: '写真.png', type: 'image/png' }]);
    // The same mail twice in the mailbox, and the mailbox read again from its beginning.
    imap.deliver(answer);
    const isRead = async () => (await mailboxRow())?.uid === 3;
    await until(isRead);
    await counter.database.commit([{ statement: counter.database.build.deleteFrom('mailbox').compile() }]);
    counter.app.mail.mailbox?.look();
    await until(isRead);
    expect((await mailboxRow())?.unknown).toBe(1);
    expect(await heard()).toHaveLength(1);
    await says('すぐに交換いたします。');
    await until(() => lettersTo(mail).some(({ text }) => text?.includes('すぐに交換いたします。') === true));
    const next = lettersTo(mail).find(({ text }) => text?.includes('すぐに交換いたします。') === true);
    expect(next?.inReplyTo).toBe('<a1@example.jp>');
  });

  test('without our address an answer is known by the letter it answers; machines and strangers are not heard', async () => {
    const { mail, says, conversation } = await waitingCustomer(counter, kim);
    await says('Which colour?');
    await until(() => replies(mail).length === 1);
    const id = replies(mail)[0]?.messageId ?? '';
    const write = (lines: string[], text: string) => imap.deliver(Buffer.from([...lines, '', text].join('\r\n')));
    const to = 'To: help@hinata.example';
    write(
      [`From: ${mail}`, to, 'Auto-Submitted: auto-replied', `In-Reply-To: ${id}`, 'Message-ID: <b1@x>'],
      'I am away',
    );
    write(
      ['From: mallory@x.example', 'To: help+t-1001-aaaaaaaaaaaaaaaaaaaa@hinata.example', 'Message-ID: <b2@x>'],
      'Forged',
    );
    write(
      [`From: other@x.example`, to, `References: <z@z> ${id}`, 'Message-ID: <b3@x>'],
      'Red, please.\r\n\r\nOn Monday Kim wrote:\r\n> Which colour?',
    );
    const texts = async () => (await said(conversation)).map(({ text }) => text);
    await until(async () => (await texts()).some((text) => text.startsWith('Red, please.')));
    expect((await texts()).filter((text) => /away|Forged/.test(text))).toEqual([]);
    expect(await texts()).toContain('Red, please.\n\n[Sent by mail from other@x.example]');
  });

  test('a letter that comes back is marked failed with what the mail server said', async () => {
    const { mail, says, conversation } = await waitingCustomer(counter, kim);
    const { seq } = await says('It is on its way.');
    await until(() => replies(mail).length === 1);
    const id = replies(mail)[0]?.messageId ?? '';
    imap.deliver(Buffer.from(bounce(mail, id)));
    const told = async () => (await deliveries(counter.database, { conversation, seconds: 1 })).get(seq);
    await until(async () => (await told())?.state === 'not sent');
    expect(await told()).toMatchObject({ reason: 'smtp; 550 5.1.1 mailbox unavailable' });
    await quiet();
    expect(lettersTo('mailer-daemon')).toEqual([]);
  });

  const said = async (conversation: string) =>
    (await eventsAfter(counter.database, conversation, 0)).events.flatMap(({ author, body }) =>
      author === 'customer' && body?.kind === 'message' ? [body.message] : [],
    );
  const mailboxRow = async () =>
    (await counter.database.read(counter.database.build.selectFrom('mailbox').selectAll()))[0];

  async function again(id = ''): Promise<void> {
    await retryLetter(counter.database, { site: firstSite, id, now: Date.now() });
    counter.app.live.announce({ about: 'jobs' });
  }
});

/** "Re: お問い合わせ T-1001 について" in ISO-2022-JP. */
const japaneseSubject = 'UmU6IBskQiQqTGQkJDlnJG8kOxsoQiBULTEwMDEgGyRCJEskRCQkJEYbKEI=';
/** The text the test expects, and below it the letter it answers as Gmail quotes it, in ISO-2022-JP. */
const japaneseText =
  'GyRCPEw/PyRHJDkhIyRoJG0kNyQvJCo0aiQkJDckXiQ5ISMbKEINCi0tDQobJEI7M0VEQkBPOhsoQg0KMDMtMTIzNC01Njc4DQoNCjIwMjYbJEJHLxsoQjExGyRCN24bKEIyMhskQkZ8GyhCKBskQkZ8GyhCKSAxMTowMCBIaW5hdGEgSG9tZSA8aGVscEBoaW5hdGEuZXhhbXBsZT46DQo+IBskQjxMPz8kciQqQXckaiQkJD8kQCQxJF4kOSQrISkbKEI=';

/** As a Japanese phone sends it: ISO-2022-JP, the subject in base64, a photo, and what nobody should open. */
function japaneseMail({ from, to, id }: { from: string; to: string; id: string }): Buffer {
  const file = (name: string, type: string, content: Buffer): string =>
    [
      '--b1',
      `Content-Type: ${type}`,
      `Content-Disposition: attachment; filename="=?UTF-8?B?${Buffer.from(name).toString('base64')}?="`,
      'Content-Transfer-Encoding: base64',
      '',
      content.toString('base64'),
    ].join('\r\n');
  const head = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: =?ISO-2022-JP?B?${japaneseSubject}?=`,
    `Message-ID: ${id}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b1',
  ];
  return Buffer.concat([
    Buffer.from([...head, '', '--b1', 'Content-Type: text/plain; charset=ISO-2022-JP', '', ''].join('\r\n')),
    Buffer.from(japaneseText, 'base64'),
    Buffer.from(
      [
        '',
        file('写真.png', 'image/png', png),
        file('run.exe', 'application/octet-stream', Buffer.from('MZ\0\0')),
        '--b1--',
        '',
      ].join('\r\n'),
    ),
  ]);
}

/** A delivery report as RFC 3464 has it. */
function bounce(mail: string, id: string): string {
  return [
    'From: MAILER-DAEMON@mx.example',
    'To: help@hinata.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Message-ID: <bounce@mx.example>',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=r1',
    '',
    '--r1',
    'Content-Type: text/plain',
    '',
    'Your mail could not be delivered.',
    '--r1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    `Final-Recipient: rfc822; ${mail}`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 mailbox unavailable',
    '--r1',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${id}`,
    '--r1--',
    '',
  ].join('\r\n');
}

interface Waiting {
  readonly conversation: string;
  readonly thread: string;
  readonly mail: string;
  readonly says: (this: void, text: string) => Promise<{ seq: number }>;
}

/** A customer with a ticket and a known mail address, whose conversation this agent holds. */
async function waitingCustomer(counter: Counter, agent: Staff, language = 'en'): Promise<Waiting> {
  const { app, database } = counter;
  const name = randomUUID().slice(0, 8);
  const mail = `${name}@customer.example`;
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
  const desk = { database, live, clock, repeatKey, own, unseenSeconds: 0.3 };
  await claim(desk, agent, conversation);
  return {
    ...{ conversation, thread, mail },
    says(said) {
      // The poll for due work would find it within a second; this is sooner.
      setTimeout(() => live.announce({ about: 'jobs' }), 350);
      return reply(desk, agent, { conversation, clientId: randomUUID(), message: { text: said } });
    },
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
const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 700));
