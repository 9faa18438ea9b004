import { randomUUID } from 'node:crypto';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openThread } from '../../src/conversations/open.js';
import { say } from '../../src/conversations/say.js';
import { knowCustomer } from '../../src/customers/identified.js';
import { personal } from '../../src/database/tables.js';
import { firstSite } from '../../src/site/site.js';
import { columnsWith } from '../setup/columns-with.js';
import { createTestClock, openCounter, type Counter } from '../setup/counter.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';

/** Asks for something that is remembered of a customer, and writes it into one of the shop's own tables. */
const errand = `flow: note-wish
topic: general
slots:
  wish: { kind: text, scope: customer }
steps:
  - { id: ask-wish, ask: wish }
  - { id: right, confirm: [wish] }
  - { id: noted, act: feedback, with: { kind: '"idea"', text: slots.wish }, as: one, refused: by-hand, failed: by-hand, next: end }
  - { id: by-hand, handoff: { topic: general, reason: right } }
`;
const words = `title: Note a wish for later
start: [note my wish for later]
slots: { wish: Wish }
say: { ask-wish: What do you wish for?, right: Shall I note it? }
`;

describe.each(['sqlite', 'postgres'])('what a customer tells (%s)', (kind) => {
  const clock = createTestClock(Date.UTC(2026, 10, 20, 1));
  let counter: Counter;

  beforeAll(async () => {
    const flows = temporaryFolder();
    cpSync('dialogs', flows, { recursive: true });
    writeFileSync(join(flows, 'note-wish.yaml'), errand);
    for (const language of ['en', 'ja']) writeFileSync(join(flows, `words/${language}/note-wish.yaml`), words);
    const address = kind === 'postgres' ? { address: await postgresUrl() } : {};
    counter = await openCounter({ clock, folders: { flows }, ...address });
  }, 90_000);
  afterAll(() => counter.close());

  test('stands in columns that are listed as personal, and in no other', async () => {
    const { database, app } = counter;
    const { id: customer } = await knowCustomer(database, {
      ...{ site: firstSite, subject: 'quuxberry-1', name: 'Zoe Quuxberry', mail: 'quuxberry@example.com', phone: '' },
      ...{ language: 'en', now: clock.now() },
    });
    const { thread, conversation } = await openThread(database, {
      ...{ site: firstSite, channel: 'test', peer: randomUUID(), language: 'en', now: clock.now(), customer },
    });
    const talk: readonly (readonly [text: string, value?: string])[] = [
      ['note', '@this:flow:en:note-wish'],
      ['a hedge of quuxberry please'],
      ['yes'],
      ['my quuxberry kettle leaks'],
      ['person', '@person'],
      ['quuxberry@example.com'],
    ];
    for (const [text, value] of talk) {
      clock.advance(5_000);
      const message = { text, language: 'en', ...(value === undefined ? {} : { value }) };
      await say(app.door, { thread, clientId: randomUUID(), message });
      for (let waited = 0; waited < 400; waited++) {
        const [row] = await database.read(
          database.build.selectFrom('conversation').select('pending').where('id', '=', conversation),
        );
        if (row?.pending === 0) break;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    }
    const listed = Object.entries(personal).flatMap(([table, columns]) =>
      columns.map((column) => `${table}.${column}`),
    );
    const found = await columnsWith(database, 'uuxberry');
    expect(found).toEqual(
      expect.arrayContaining(['customer_slot.value', 'event.body', 'feedback.text', 'ticket.subject']),
    );
    expect(found.filter((column) => !listed.includes(column))).toEqual([]);
  }, 60_000);
});
