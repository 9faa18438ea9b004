import { describe, expect, test } from '@jest/globals';
import { say } from '../../src/conversations/say.js';
import { verifyLog } from '../../src/conversations/log.js';
import { onEachDatabase } from '../setup/each-database.js';
import { message, openCounter } from './counter.js';

onEachDatabase((database) => {
  describe('the door', () => {
    test('gives the same message under the same id its first answer', async () => {
      const counter = openCounter(database());
      const { thread, conversation } = await counter.open();
      const first = await counter.says(thread, 'hello', 'a');
      const again = await counter.says(thread, 'hello', 'a');
      expect(first).toEqual({ conversation, seq: 1, time: first.time, repeated: false });
      expect(again).toEqual({ ...first, repeated: true });
      expect(await counter.log(conversation)).toHaveLength(1);
    });

    test('refuses another message under the same id', async () => {
      const counter = openCounter(database());
      const { thread, conversation } = await counter.open();
      await counter.says(thread, 'hello', 'a');
      await expect(counter.says(thread, 'something else', 'a')).rejects.toMatchObject({ code: 'other-body' });
      expect(await counter.log(conversation)).toHaveLength(1);
    });

    test('takes the same id in another conversation for another message', async () => {
      const counter = openCounter(database());
      const [one, other] = [await counter.open(), await counter.open()];
      await counter.says(one.thread, 'hello', 'a');
      expect(await counter.says(other.thread, 'goodbye', 'a')).toMatchObject({ seq: 1, repeated: false });
    });

    test('stores a storm of retries once each, in one order without gaps, with the same answer to each retry', async () => {
      const counter = openCounter(database());
      const { thread, conversation } = await counter.open();
      const names = Array.from({ length: 30 }, (_, index) => `m${index}`);
      const tries = [...names, ...names, ...names].map((name) => counter.says(thread, `text of ${name}`, name));
      const stored = await Promise.all(tries);
      for (const [index] of names.entries()) {
        const same = [stored[index], stored[index + 30], stored[index + 60]];
        expect(new Set(same.map((one) => one?.seq)).size).toBe(1);
        expect(same.filter((one) => one?.repeated === false)).toHaveLength(1);
      }
      const log = await counter.log(conversation);
      expect(log.map(({ seq }) => seq)).toEqual(names.map((_, index) => index + 1));
      expect(new Set(log.map(({ clientId }) => clientId)).size).toBe(30);
      expect((await verifyLog(database(), conversation)).whole).toBe(true);
    });

    test('refuses a NUL, in text and in value, and stores nothing', async () => {
      const counter = openCounter(database());
      const { thread, conversation } = await counter.open();
      await expect(counter.says(thread, 'before\0after')).rejects.toMatchObject({ code: 'bad-input' });
      const tapped = { ...message('tap'), value: 'a\0b' };
      await expect(say(counter.door, { thread, clientId: 'b', message: tapped })).rejects.toMatchObject({
        code: 'bad-input',
      });
      expect(await counter.log(conversation)).toEqual([]);
    });

    test('makes halves of characters whole before they are stored, and knows the repeat all the same', async () => {
      const counter = openCounter(database());
      const { thread, conversation } = await counter.open();
      await counter.says(thread, 'half \ud83d here', 'a');
      expect(await counter.says(thread, 'half \ud83d here', 'a')).toMatchObject({ repeated: true });
      const [event] = await counter.log(conversation);
      expect(event?.body).toMatchObject({ message: { text: 'half \ufffd here' } });
    });

    test('cuts a card number before it is stored, and knows the repeat all the same', async () => {
      const counter = openCounter(database());
      const { thread, conversation } = await counter.open();
      await counter.says(thread, 'my card is 4242 4242 4242 4242, please', 'a');
      expect(await counter.says(thread, 'my card is 4242 4242 4242 4242, please', 'a')).toMatchObject({
        repeated: true,
      });
      const rows = await database().read(
        database().build.selectFrom('event').selectAll().where('conversation', '=', conversation),
      );
      expect(JSON.stringify(rows)).not.toContain('4242');
      expect(JSON.stringify(rows)).toContain('[card number removed]');
    });

    test("keeps what matches the shop's own numbers", async () => {
      const counter = openCounter(database(), [/\b62\d{14}\b/iu]);
      const { thread, conversation } = await counter.open();
      // Sixteen digits with an issuer's beginning and a right check digit: without the pattern it would be a card.
      await counter.says(thread, 'order 6200000000000005');
      const [event] = await counter.log(conversation);
      expect(event?.body).toMatchObject({ message: { text: 'order 6200000000000005' } });
    });

    test('has no thread nobody opened', async () => {
      const counter = openCounter(database());
      await expect(counter.says('t_none', 'hello')).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  describe('a thread', () => {
    async function close(conversation: string, at: number): Promise<void> {
      const { build } = database();
      const statement = build
        .updateTable('conversation')
        .set({ owner: 'closed', closed: at, closed_by: 'bot' })
        .where('id', '=', conversation);
      await database().commit([{ statement: statement.compile(), rows: 1 }]);
    }

    test('goes on in the same conversation until 72 hours after its end', async () => {
      const counter = openCounter(database());
      const { thread, conversation } = await counter.open();
      await counter.says(thread, 'hello');
      await close(conversation, counter.clock.now());
      counter.clock.move(71 * 3_600_000);
      expect(await counter.says(thread, 'one more thing')).toMatchObject({ conversation, seq: 2 });
    });

    test('begins a new conversation after that, linked to the old; ids said before are still known', async () => {
      const counter = openCounter(database());
      const { thread, conversation } = await counter.open();
      await counter.says(thread, 'hello', 'a');
      await close(conversation, counter.clock.now());
      counter.clock.move(73 * 3_600_000);
      expect(await counter.says(thread, 'hello', 'a')).toMatchObject({ conversation, repeated: true });
      const next = await counter.says(thread, 'another matter', 'b');
      expect(next).toMatchObject({ seq: 1, repeated: false });
      const rows = await database().read(
        database()
          .build.selectFrom('conversation')
          .select(['id', 'ordinal', 'follows'])
          .where('thread', '=', thread)
          .orderBy('ordinal'),
      );
      expect(rows).toEqual([
        { id: conversation, ordinal: 0, follows: null },
        { id: next.conversation, ordinal: 1, follows: conversation },
      ]);
    });

    test('begins one new conversation when many messages come at once', async () => {
      const counter = openCounter(database());
      const { thread, conversation } = await counter.open();
      await close(conversation, counter.clock.now());
      counter.clock.move(73 * 3_600_000);
      const stored = await Promise.all(Array.from({ length: 8 }, (_, index) => counter.says(thread, `text ${index}`)));
      expect(new Set(stored.map((one) => one.conversation)).size).toBe(1);
      expect(stored.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    });
  });
});
