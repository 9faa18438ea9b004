import { randomUUID } from 'node:crypto';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventsAfter } from '../../src/conversations/log.js';
import { openThread } from '../../src/conversations/open.js';
import { say } from '../../src/conversations/say.js';
import { knowCustomer } from '../../src/customers/identified.js';
import { firstSite } from '../../src/site/site.js';
import { createTestClock, openCounter, type Counter } from '../setup/counter.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';

/** Asks for one thing that is remembered of a customer, and has the same act done twice without waiting between. */
const errand = `flow: note-phone
topic: general
slots:
  phone: { kind: phone, scope: customer, sensitive: true, fromOpening: false }
steps:
  - id: ask-phone
    ask: phone
  - id: right
    confirm: [phone]
  - id: noted
    act: feedback
    with: { kind: '"idea"', text: slots.phone }
    as: one
    limit: { times: 2, then: done }
    refused: by-hand
    failed: by-hand
    next: noted
  - id: done
    say: done
    next: end
  - id: by-hand
    handoff: { topic: general, reason: done }
`;
const words = `title: Note a telephone number for rings
start: [note my number for rings]
slots: { phone: Phone }
say: { ask-phone: Which number?, right: 'Shall I note it?', done: Noted. }
`;

describe.each(['sqlite', 'postgres'])('what is remembered of a customer (%s)', (kind) => {
  const clock = createTestClock(Date.UTC(2026, 10, 20, 1));
  let counter: Counter;

  beforeAll(async () => {
    const flows = temporaryFolder();
    cpSync('dialogs', flows, { recursive: true });
    writeFileSync(join(flows, 'note-phone.yaml'), errand);
    for (const language of ['en', 'ja']) writeFileSync(join(flows, `words/${language}/note-phone.yaml`), words);
    const address = kind === 'postgres' ? { address: await postgresUrl() } : {};
    counter = await openCounter({ clock, folders: { flows }, ...address });
  }, 90_000);
  afterAll(() => counter.close());

  const known = (subject: string): Promise<{ id: string }> =>
    knowCustomer(counter.database, {
      ...{ site: firstSite, subject, name: subject, mail: `${subject}@example.com`, phone: '' },
      ...{ language: 'en', now: clock.now() },
    });

  /** A conversation of its own; gives what the bot says to each message. */
  async function visit(customer?: string): Promise<(text: string, value?: string) => Promise<string>> {
    const peer = randomUUID();
    const { thread, conversation } = await openThread(counter.database, {
      ...{ site: firstSite, channel: `test-${peer}`, peer, language: 'en', now: clock.now(), customer },
    });
    let seen = 0;
    return async (text, value) => {
      clock.advance(5_000);
      const message = { text, language: 'en', ...(value === undefined ? {} : { value }) };
      await say(counter.app.door, { thread, clientId: randomUUID(), message });
      for (let waited = 0; waited < 400; waited++) {
        const [row] = await counter.database.read(
          counter.database.build.selectFrom('conversation').select('pending').where('id', '=', conversation),
        );
        if (row?.pending === 0) break;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      const { events, upTo } = await eventsAfter(counter.database, conversation, seen);
      seen = upTo;
      const said = events.flatMap(({ author, body }) =>
        author === 'bot' && body?.kind === 'message' ? [body.message.text] : [],
      );
      return said.join('\n');
    };
  }

  const begin = '@this:flow:en:note-phone';

  test('is asked once, read back masked in every later conversation, and replaced by a correction', async () => {
    const kim = (await known('kim')).id;
    const first = await visit(kim);
    expect(await first('note', begin)).toContain('Which number?');
    expect(await first('090-0000-1234')).toContain('Shall I note it?');
    expect(await first('yes')).toContain('Noted.');

    const second = await visit(kim);
    const again = await second('note', begin);
    expect(again).not.toContain('Which number?');
    expect(again).toContain('1234');
    expect(await second('no, it is 080-0000-9999')).toContain('9999');
    await second('yes');

    const third = await visit(kim);
    expect(await third('note', begin)).toContain('9999');
  }, 60_000);

  test('is nobody else’s: another customer is asked, and of a visitor nothing is kept', async () => {
    const other = await visit((await known('taro')).id);
    expect(await other('note', begin)).toContain('Which number?');
    const nobody = await visit();
    expect(await nobody('note', begin)).toContain('Which number?');
    expect(await nobody('070-0000-5555')).toContain('Shall I note it?');
    const kept = await counter.database.read(counter.database.build.selectFrom('customer_slot').selectAll());
    expect(kept.map(({ display }) => display).join(' ')).not.toContain('5555');
  }, 60_000);

  test('is gone with the customer', async () => {
    const { build } = counter.database;
    const leaving = await known('leaving');
    const only = await visit(leaving.id);
    await only('note', begin);
    await only('090-0000-7777');
    const kept = build.selectFrom('customer_slot').selectAll().where('customer', '=', leaving.id);
    expect(await counter.database.read(kept)).toHaveLength(1);
    await counter.database.commit([
      { statement: build.updateTable('thread').set({ customer: null }).where('customer', '=', leaving.id).compile() },
      { statement: build.deleteFrom('customer').where('id', '=', leaving.id).compile() },
    ]);
    expect(await counter.database.read(kept)).toHaveLength(0);
  }, 60_000);

  test('an act passed twice within one message is done twice, and each of the two once', async () => {
    const { build } = counter.database;
    const one = await visit((await known('twice')).id);
    await one('note', begin);
    await one('090-0000-2222');
    expect(await one('yes')).toContain('Noted.');
    const rows = await counter.database.read(build.selectFrom('feedback').select('key').where('text', 'like', '%2222'));
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(2);
  }, 60_000);
});
