import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { customerContext } from '../../src/handoff/customer-context.js';
import { claim } from '../../src/handoff/claim.js';
import { colleaguesOf } from '../../src/handoff/colleagues.js';
import { markSeen } from '../../src/conversations/seen.js';
import { findConversation, type Agent } from '../../src/handoff/desk.js';
import { detailOf } from '../../src/handoff/detail.js';
import { masked, ticketList } from '../../src/handoff/lists.js';
import { note } from '../../src/handoff/note.js';
import { reachOf } from '../../src/handoff/reach.js';
import { contactSteps } from '../../src/letters/contact.js';
import { reply } from '../../src/handoff/reply.js';
import { fileIn, filesOf, takeFile } from '../../src/handoff/reply-file.js';
import { resolve } from '../../src/handoff/resolve.js';
import { ticketsHolding } from '../../src/tickets/find.js';
import { address, dialects, openCounter, type Counter } from './counter.js';

describe.each(dialects)('what the console reads, on %s', (dialect) => {
  let counter: Counter;
  let kim: Agent;
  let lee: Agent;
  beforeAll(async () => {
    counter = await openCounter(await address(dialect));
    [kim, lee] = [await counter.hire('Kim'), await counter.hire('Lee', ['ja'])];
  });
  afterAll(() => counter.database.close());
  const listOf = (list: 'waiting' | 'mine' | 'open' | 'solved', more = {}) =>
    ticketList(counter.database, { site: 'main', agent: kim.id, list, limit: 50, ...more });
  const slots = async (number: string, told: Record<string, string>): Promise<void> => {
    const text = JSON.stringify(
      Object.entries(told).map(([name, value]) => ({ name, label: name, value, display: value, state: 'given' })),
    );
    const { build } = counter.database;
    await counter.database.commit([
      { statement: build.updateTable('ticket').set({ slots: text }).where('number', '=', number).compile(), rows: 1 },
    ]);
  };

  test('a list has the longest wait first, the last word of each, and who holds it; a claim moves it to mine', async () => {
    const second = await counter.wait({ texts: ['second'], since: 2_000 });
    const first = await counter.wait({ texts: ['first', 'and more'], since: 1_000, queue: 'repairs.en' });
    const waiting = await listOf('waiting');
    expect(waiting.lines.map(({ number }) => number)).toEqual([first.number, second.number]);
    expect(waiting.lines[0]).toMatchObject({ last: { by: 'customer', text: 'and more', seq: 2 }, waitingSince: 1_000 });
    expect(waiting.counts).toEqual({ waiting: 2, mine: 0 });
    expect((await listOf('waiting', { queues: ['support.en'] })).lines).toHaveLength(1);
    await claim(counter.desk, kim, first.conversation);
    await reply(counter.desk, kim, { conversation: first.conversation, clientId: 'a', message: { text: 'Hello' } });
    const mine = await listOf('mine', { queues: ['support.en'] });
    expect(mine.lines).toMatchObject([{ holderName: 'Kim', last: { by: 'agent', text: 'Hello' } }]);
    expect(mine.counts).toEqual({ waiting: 1, mine: 1 });
    expect((await listOf('mine', { agent: lee.id })).lines).toEqual([]);
    await resolve(counter.desk, kim, { conversation: first.conversation, outcome: 'solved: sent a new one' });
    expect((await listOf('solved')).lines).toMatchObject([{ number: first.number, outcome: 'solved: sent a new one' }]);
    expect((await listOf('open')).lines.map(({ number }) => number)).toEqual([second.number]);
  });

  test('pages follow each other without a gap or a repeat', async () => {
    for (let n = 0; n < 5; n++) await counter.wait({ since: 10_000 + n });
    const whole = await listOf('waiting');
    const paged: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await listOf('waiting', { limit: 2, after });
      paged.push(...page.lines.map(({ number }) => number));
      if (page.next === null) break;
      after = page.next;
    }
    expect(paged).toEqual(whole.lines.map(({ number }) => number));
  });

  test('a ticket is found by its number, and by exactly what it holds; a part of an address finds nobody', async () => {
    const { number } = await counter.wait();
    await slots(number, { order: 'A-4711', contact: 'Kim.O"Neil%@example.com' });
    const found = async (text: string): Promise<boolean> => {
      const ids = await ticketsHolding(counter.database, 'main', text);
      const { lines } = await listOf('open', { tickets: ids });
      return lines.some((line) => line.number === number);
    };
    for (const whole of [number, number.toLowerCase(), 'A-4711', ' a-4711 ', 'kim.o"neil%@EXAMPLE.com']) {
      expect([whole, await found(whole)]).toEqual([whole, true]);
    }
    for (const part of ['A-47', 'kim.o', '%', '_', '@example.com', ''])
      expect([part, await found(part)]).toEqual([part, false]);
    expect(await ticketsHolding(counter.database, 'elsewhere', number)).toEqual([]);
  });

  test('a conversation at a glance: first words, what the bot collected, who spoke, the newest of the log', async () => {
    const { conversation, number } = await counter.wait({ texts: ['It smokes', 'a lot', 'really', 'fourth'] });
    await claim(counter.desk, kim, conversation);
    await note(counter.desk, lee, { conversation, text: 'calm' });
    const mail = { unseenSeconds: 120, sendsMail: true };
    const detail = await detailOf(counter.database, { site: 'main', id: conversation, mail });
    expect(detail).toMatchObject({
      owner: { status: 'agent', agent: kim.id },
      card: { number, slots: [{ name: 'order' }], articles: [{ slug: 'kettles' }] },
      names: { [kim.id]: 'Kim', [lee.id]: 'Lee' },
      reach: { road: { by: 'chat' } },
    });
    expect(detail.firstWords.map(({ text }) => text)).toEqual(['It smokes', 'a lot', 'really']);
    expect(detail.tail).toMatchObject({ after: 0, upTo: detail.head });
    const elsewhere = detailOf(counter.database, { site: 'elsewhere', id: conversation, mail });
    await expect(elsewhere).rejects.toMatchObject({ code: 'not-found' });
  });

  test('by which road a reply goes: the chat alone, and by mail after a while when an address and a mail server are there', async () => {
    const { conversation, thread } = await counter.wait();
    await claim(counter.desk, kim, conversation);
    const { seq } = await reply(counter.desk, kim, { conversation, clientId: 'r', message: { text: 'Hello' } });
    const reach = async (sendsMail: boolean) => {
      const found = await findConversation(counter.database, 'main', conversation);
      return reachOf(counter.database, found, { unseenSeconds: 120, sendsMail });
    };
    expect(await reach(true)).toMatchObject({ road: { by: 'chat', mailAfter: null, without: 'no-address' } });
    expect(await reach(true)).toMatchObject({ seenUpTo: null, deliveries: [{ seq, state: 'no-address' }] });
    const told = contactSteps(counter.database, { thread, now: 1, name: 'Mio', mail: 'mio@example.com' });
    await counter.database.commit(told);
    expect((await reach(true)).road).toMatchObject({
      mailAfter: { to: 'mio@example.com', seconds: 120 },
      without: null,
    });
    expect((await reach(false)).road).toMatchObject({ mailAfter: null, without: 'mail-not-set-up' });
    expect((await reach(true)).deliveries).toMatchObject([{ seq, state: 'mail-waiting', to: 'mio@example.com' }]);
    const { database, live } = counter;
    await markSeen({ database, live }, { conversation, thread, reader: 'customer', seq, now: 5 });
    expect(await reach(true)).toMatchObject({ seenUpTo: seq, deliveries: [] });
    expect((await listOf('mine')).lines.find((line) => line.conversation === conversation)?.customer).toBe('Mio');
  });

  test('a file goes with a reply of its own conversation, is refused by its bytes, and stays where it belongs', async () => {
    const [{ conversation }, other] = [await counter.wait(), await counter.wait()];
    const bytes = async function* (text: string) {
      yield Buffer.from(text);
    };
    const wanted = { conversation, name: '../notes.txt', content: bytes('Read me') };
    await expect(takeFile(counter.desk, kim, wanted)).rejects.toMatchObject({ code: 'not-holder' });
    await claim(counter.desk, kim, conversation);
    await claim(counter.desk, kim, other.conversation);
    const file = await takeFile(counter.desk, kim, { ...wanted, content: bytes('Read me') });
    expect(file).toMatchObject({ name: 'notes.txt', type: 'text/plain', size: 7 });
    const page = takeFile(counter.desk, kim, { conversation, name: 'x.png', content: bytes('<html>') });
    await expect(page).rejects.toMatchObject({ code: 'wrong-type' });
    expect(await filesOf(counter.database, conversation, [file.id])).toEqual([file]);
    await expect(fileIn(counter.database, other.conversation, file.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('who the customer is: nothing known, said, or proven by an order and the address it was placed with', async () => {
    const { conversation, number } = await counter.wait();
    await shopWithOneOrder(counter);
    const who = () => customerContext(counter.database, { site: 'main', conversation, language: 'ja' });
    await slots(number, {});
    expect(await who()).toMatchObject({ identity: 'unknown', orders: [] });
    await slots(number, { order: 'A-1', contact: 'else@example.com' });
    expect(await who()).toMatchObject({ identity: 'said', mail: 'else@example.com', customer: null, orders: [] });
    await slots(number, { contact: 'Mio@Example.com' });
    expect(await who()).toMatchObject({ identity: 'said', customer: 'C-1', orders: [{ number: 'A-1' }] });
    await slots(number, { order: 'A-1', contact: 'mio@example.com' });
    expect(await who()).toMatchObject({
      ...{ identity: 'proven', name: 'Mio', phone: '090-1' },
      orders: [{ number: 'A-1', lines: [{ name: 'やかん', quantity: 2 }] }],
    });
  });

  test('colleagues who are on come first, each with what they said last', async () => {
    await counter.isOn(lee, 60);
    const all = await colleaguesOf(counter.database, 'main');
    expect(all.map(({ name, presence }) => `${name} ${presence}`)).toEqual(['Lee online', 'Kim offline']);
  });
});

test('a list shows an address only so far that its owner would know it', () => {
  expect(masked('kim@example.com')).toBe('ki…@example.com');
  expect(masked('09012345678')).toBe('…5678');
});

async function shopWithOneOrder({ database }: Counter): Promise<void> {
  const { build } = database;
  const list = (name: string) =>
    build.insertInto('dataset').values({ site: 'main', name, load: name, version: 1, loaded: 0 });
  const none = { expected: null, delivered: null, carrier: null, tracking: null, mail: '', phone: '' };
  const order = {
    load: 'orders',
    number: 'A-1',
    customer: 'C-1',
    status: 'placed',
    placed: 1,
    total: 10,
    currency: 'JPY',
  };
  const details = JSON.stringify({ text: {}, warrantyMonths: null });
  const product = { load: 'products', sku: 'K', aliases: '[]', category: '', price: 5, details };
  const customer = {
    load: 'customers',
    id: 'C-1',
    name: 'Mio',
    mail: 'mio@example.com',
    phone: '090-1',
    language: 'ja',
  };
  const statements = [
    ...['orders', 'customers', 'products'].map(list),
    build.insertInto('shop_customer').values(customer),
    build.insertInto('product').values({ ...product, name: JSON.stringify({ en: 'Kettle', ja: 'やかん' }) }),
    build.insertInto('shop_order').values({ ...order, ...none, lines: JSON.stringify([{ sku: 'K', quantity: 2 }]) }),
  ];
  await database.commit(statements.map((one) => ({ statement: one.compile() })));
}
