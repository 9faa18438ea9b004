import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runningFlows, tellRunning } from '../../src/bot/running-flows.js';
import { importFrom } from '../../src/command/import.js';
import { eventsAfter } from '../../src/conversations/log.js';
import { openThread } from '../../src/conversations/open.js';
import { say } from '../../src/conversations/say.js';
import { firstSite } from '../../src/site/site.js';
import { createTestClock, openCounter, type Counter } from '../setup/counter.js';
import { temporaryFolder } from '../setup/databases.js';

/** The database's own clock decides what is due; a customer's next message comes two seconds later. */
const clock = createTestClock(Date.now());
let counter: Counter;
let folder: string;

beforeAll(async () => {
  folder = temporaryFolder();
  cpSync('dialogs', folder, { recursive: true });
  counter = await openCounter({ clock, folders: { flows: folder }, environment: { REMIND_AFTER_SECONDS: '1' } });
}, 90_000);
afterAll(() => counter.close());

class Customer {
  seen = 0;
  sent = 0;
  private constructor(
    readonly thread: string,
    readonly conversation: string,
  ) {}

  static async open(peer: string): Promise<Customer> {
    const { thread, conversation } = await openThread(counter.database, {
      ...{ site: firstSite, channel: 'test', peer, language: 'en', now: clock.now() },
    });
    return new Customer(thread, conversation);
  }

  async says(text: string): Promise<string> {
    clock.advance(2_000);
    await say(counter.app.door, {
      thread: this.thread,
      clientId: `m${++this.sent}`,
      message: { text, language: 'en' },
    });
    return this.hears();
  }

  /** What the bot says next, all of it. */
  async hears(): Promise<string> {
    for (let tries = 0; tries < 400; tries++) {
      const [row] = await counter.database.read(
        counter.database.build.selectFrom('conversation').select('pending').where('id', '=', this.conversation),
      );
      const batch = await eventsAfter(counter.database, this.conversation, this.seen);
      const said = batch.events.flatMap(({ author, body }) =>
        author === 'bot' && body?.kind === 'message' ? [body.message.text] : [],
      );
      if (row?.pending === 0 && said.length > 0) {
        this.seen = batch.upTo;
        return said.join('\n');
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('test: the bot said nothing');
  }
}

async function publish(change: [string, string]): Promise<void> {
  const path = join(folder, 'report-problem.yaml');
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(change[0]);
  writeFileSync(path, text.replace(...change));
  const told = await importFrom('flows', {
    database: counter.database,
    site: firstSite,
    path: folder,
    now: clock.now(),
  });
  expect(told).toMatchObject({ ok: true });
  await counter.app.refresh();
}

test('a form that waits asks once whether its customer is still there, and goes on when they are', async () => {
  const customer = await Customer.open('silent');
  await customer.says('I want to report a problem');
  const reminded = await customer.hears();
  expect(reminded).toContain('Are you still there?');
  expect(reminded).toContain('Which product is it?');
  expect(await customer.says('KT-200')).toContain('order number');
  expect(await customer.says('cancel')).toContain('stopped');
  const jobs = await counter.database.read(
    counter.database.build
      .selectFrom('job')
      .select('id')
      .where('conversation', '=', customer.conversation)
      .where('kind', '=', 'silence')
      .where('state', '=', 'waiting'),
  );
  expect(jobs).toEqual([]);
}, 30_000);

describe('conversations in the middle of an old version', () => {
  test('finish on it, until an operator moves them: what was given is kept, and said so', async () => {
    const customer = await Customer.open('moved');
    await customer.says('I want to report a problem');
    expect(await customer.says('KT-200')).toContain('order number');
    await publish(['optional: true', 'optional: false']);

    const versions = await runningFlows(counter.database, firstSite);
    const [old] = versions.filter(({ flow, isLive }) => flow === 'report-problem' && !isLive);
    expect(old?.conversations).toEqual([customer.conversation]);
    if (!old) return;
    expect(await tellRunning(counter.database, old, { how: 'move', by: 'operator', now: clock.now() })).toBe(1);
    await counter.app.refresh();
    const said = await customer.hears();
    expect(said).toContain('We have changed this procedure');
    expect(said).toContain('order number');
    // The new version needs the number, which the old one let go.
    expect(await customer.says('skip')).toContain('cannot go on without this');
    const after = await runningFlows(counter.database, firstSite);
    expect(after.filter(({ flow }) => flow === 'report-problem')).toMatchObject([{ isLive: true }]);
  }, 30_000);

  test('end when an operator ends them, and the customer reads why nothing goes on', async () => {
    const customer = await Customer.open('ended');
    await customer.says('I want to report a problem');
    const [live] = (await runningFlows(counter.database, firstSite)).filter(
      ({ flow, conversations }) => flow === 'report-problem' && conversations.includes(customer.conversation),
    );
    if (!live) throw new Error('test: the errand does not run');
    const only = { ...live, conversations: [customer.conversation] };
    await tellRunning(counter.database, only, { how: 'end', by: 'operator', now: clock.now() });
    expect(await customer.hears()).toContain('we have had to stop this procedure');
    const rest = await runningFlows(counter.database, firstSite);
    expect(rest.flatMap(({ conversations }) => conversations)).not.toContain(customer.conversation);
  }, 30_000);
});
