import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { appendSteps } from '../../src/conversations/append.js';
import { openDatabase } from '../../src/database/open.js';
import { transcript, verifyEvidence } from '../../src/tickets/evidence.js';
import { ticketsOf } from '../../src/tickets/list.js';
import { createTicketNumbers } from '../../src/tickets/numbers.js';
import { openTicketSteps, type NewTicket } from '../../src/tickets/open.js';
import { openTicketOf, ticketOf } from '../../src/tickets/ticket.js';
import { reopenTicketSteps, updateTicketSteps } from '../../src/tickets/update.js';
import { address, dialects, openCounter, type Counter } from '../handoff/counter.js';

describe.each(dialects)('tickets on %s', (dialect) => {
  let counter: Counter;
  let at: string;
  beforeAll(async () => {
    at = await address(dialect);
    counter = await openCounter(at);
  });
  afterAll(() => counter.database.close());

  test('two processes at once never give the same number twice', async () => {
    const other = await openDatabase(at);
    const handles = [
      createTicketNumbers(counter.database, 'n'),
      createTicketNumbers(other, 'n'),
      createTicketNumbers(other, 'n'),
    ];
    const numbers = await Promise.all(Array.from({ length: 150 }, (_, n) => (handles[n % 3] ?? handles[0]!).next()));
    await other.close();
    expect(new Set(numbers).size).toBe(150);
    expect(numbers).toContain('T-1001');
  });

  test('a ticket holds what was collected, and its evidence proves the log up to it', async () => {
    const { conversation, number, thread } = await counter.wait({ texts: ['Hello', 'My kettle is broken'] });
    await counter.writes({ thread }, 'and it smokes');
    const ticket = await ticketOf(counter.database, 'main', number);
    expect(ticket).toMatchObject({ status: 'waiting', conversation, queue: 'support.en', evidence: { seq: 4 } });
    expect(ticket?.slots).toEqual([{ name: 'order', label: 'Order', value: 'A-1', display: 'A-1', state: 'checked' }]);
    expect(await verifyEvidence(counter.database, ticket!)).toMatchObject({ whole: true, events: 4 });
    expect(await ticketOf(counter.database, 'elsewhere', number)).toBeUndefined();
  });

  test('a changed or missing event is found by the evidence', async () => {
    const { database } = counter;
    const { conversation, number } = await counter.wait({ texts: ['The original words'] });
    const ticket = (await ticketOf(database, 'main', number))!;
    const forge = database.build.updateTable('event').set({ body: '{"kind":"note","text":"other words"}' });
    await database.commit([
      { statement: forge.where('conversation', '=', conversation).where('seq', '=', 1).compile() },
    ]);
    expect(await verifyEvidence(database, ticket)).toMatchObject({ whole: false, seq: 1 });
    const remove = database.build.deleteFrom('event').where('conversation', '=', conversation).where('seq', '=', 2);
    await database.commit([{ statement: remove.compile() }]);
    expect(await verifyEvidence(database, ticket)).toMatchObject({ whole: false });
  });

  test('the same key opens no second ticket, whatever else is in its batch', async () => {
    const { database } = counter;
    const { conversation } = await counter.wait();
    const again: NewTicket = {
      ...{ id: 'second', site: 'main', conversation, key: 'turn 1', number: 'T-9', topic: '', subject: '', queue: 'q' },
      ...{
        language: 'en',
        reason: '',
        slots: [],
        articles: [],
        promise: { at: null, basis: 'none' },
        now: 1,
        waiting: true,
      },
    };
    expect(await database.commit(openTicketSteps(database, again))).toMatchObject({ done: false, why: 'unique' });
    expect(await openTicketOf(database, conversation)).toMatchObject({ key: 'turn 1' });
  });

  test('an update moves the evidence along and keeps what it does not name; a solved ticket takes none', async () => {
    const { database } = counter;
    const { conversation, number } = await counter.wait();
    const before = (await ticketOf(database, 'main', number))!;
    const now = before.opened + 5_000;
    const events = [{ author: 'bot', time: now, body: { kind: 'note', text: 'more' } }] as const;
    const owner = { status: 'waiting', queue: 'support.en' } as const;
    const commit = await database.commit([
      ...appendSteps(database, { conversation, events, owner, now }),
      ...updateTicketSteps(database, { conversation, now, slots: [], reason: 'said more', waiting: true }),
    ]);
    expect(commit.done).toBe(true);
    const after = (await ticketOf(database, 'main', number))!;
    expect(after).toEqual({
      ...{ ...before, slots: [], reason: 'said more', updated: now },
      evidence: { seq: before.evidence.seq + 1, hash: expect.not.stringMatching(before.evidence.hash) },
    });
    expect(await verifyEvidence(database, after)).toMatchObject({ whole: true });
    const solve = database.build.updateTable('ticket').set({ status: 'solved' }).where('number', '=', number).compile();
    await database.commit([{ statement: solve }]);
    expect((await database.commit(updateTicketSteps(database, { conversation, now }))).done).toBe(false);
    await database.commit(reopenTicketSteps(database, { conversation, now, holder: null, queue: 'support.ja' }));
    expect(await ticketOf(database, 'main', number)).toMatchObject({
      ...{ status: 'waiting', waitingSince: now, queue: 'support.ja' },
    });
  });

  test('a queue is read in pages, the longest wait first, and nobody is shown twice or left out', async () => {
    const numbers: string[] = [];
    for (const since of [7_000, 3_000, 5_000, 5_000, 1_000])
      numbers.push((await counter.wait({ queue: 'repairs.en', since })).number);
    const seen: { number: string; waitingSince: number | null }[] = [];
    for (let after: string | undefined; ;) {
      const page = await ticketsOf(counter.database, {
        site: 'main',
        status: 'waiting',
        queues: ['repairs.en'],
        after,
        limit: 2,
      });
      seen.push(...page.entries);
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen.map(({ waitingSince }) => waitingSince)).toEqual([1_000, 3_000, 5_000, 5_000, 7_000]);
    expect(new Set(seen.map(({ number }) => number))).toEqual(new Set(numbers));
    const elsewhere = await ticketsOf(counter.database, { site: 'other', status: 'waiting' });
    expect(elsewhere.entries).toEqual([]);
  });

  test('a transcript is never a first page: it holds every event of this conversation and of the one it follows', async () => {
    const { database } = counter;
    const old = await counter.wait({ texts: Array.from({ length: 30 }, (_, n) => `message ${n}`) });
    const close = database.build.updateTable('conversation').set({ owner: 'closed', closed: 1 });
    await database.commit([{ statement: close.where('id', '=', old.conversation).compile() }]);
    await counter.writes(old, 'I am back');
    const [next] = await database.read(
      database.build.selectFrom('conversation').select(['id']).where('follows', '=', old.conversation),
    );
    const events = await transcript(database, { conversation: next!.id });
    expect(events).toHaveLength(33);
    expect(events.at(-1)).toMatchObject({ conversation: next!.id, body: { message: { text: 'I am back' } } });
  });
});
