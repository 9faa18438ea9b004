import { describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { verifyLog } from '../../src/conversations/log.js';
import { onEachDatabase } from '../setup/each-database.js';
import { openCounter } from './counter.js';

onEachDatabase((database) => {
  /** A conversation of five messages. */
  async function five(): Promise<string> {
    const counter = openCounter(database());
    const { thread, conversation } = await counter.open();
    for (let count = 1; count <= 5; count++) await counter.says(thread, `message ${count}`);
    return conversation;
  }
  /** What somebody with the database's password could do. */
  const forge = async (statement: ReturnType<typeof sql>): Promise<void> =>
    void (await database().commit([{ statement: statement.compile(database().build) }]));

  describe('a log', () => {
    test('that nobody touched is whole', async () => {
      expect(await verifyLog(database(), await five())).toMatchObject({ whole: true, events: 5 });
    });

    test('with an altered body is found out, at its place', async () => {
      const id = await five();
      await forge(
        sql`update event set body = replace(body, 'message 3', 'message 9') where conversation = ${id} and seq = 3`,
      );
      expect(await verifyLog(database(), id)).toEqual({
        whole: false,
        seq: 3,
        why: 'the body is not the one that was stored',
      });
    });

    test('with an altered body and a new digest to it is found out', async () => {
      const [id, other] = [await five(), await five()];
      await forge(sql`update event set
        body = (select body from event as o where o.conversation = ${other} and o.seq = 3),
        salt = (select salt from event as o where o.conversation = ${other} and o.seq = 3),
        digest = (select digest from event as o where o.conversation = ${other} and o.seq = 3)
        where conversation = ${id} and seq = 3`);
      expect(await verifyLog(database(), id)).toMatchObject({ whole: false, why: 'the running hash differs' });
    });

    test.each(['author', 'kind'])('with another %s is found out', async (column) => {
      const id = await five();
      await forge(sql`update event set ${sql.ref(column)} = 'bot' where conversation = ${id} and seq = 2`);
      expect(await verifyLog(database(), id)).toMatchObject({ whole: false });
    });

    test('with another time is found out', async () => {
      const id = await five();
      await forge(sql`update event set time = time - 1 where conversation = ${id} and seq = 2`);
      expect(await verifyLog(database(), id)).toMatchObject({ whole: false });
    });

    test('with an event missing in the middle is found out', async () => {
      const id = await five();
      await forge(sql`delete from event where conversation = ${id} and seq = 3`);
      expect(await verifyLog(database(), id)).toEqual({ whole: false, seq: 3, why: 'an event is missing' });
    });

    test('with its end cut off is found out', async () => {
      const id = await five();
      await forge(sql`delete from event where conversation = ${id} and seq = 5`);
      expect(await verifyLog(database(), id)).toMatchObject({ whole: false });
      await forge(sql`update conversation set head = 4 where id = ${id}`);
      expect(await verifyLog(database(), id)).toEqual({ whole: false, seq: 4, why: 'the running hash differs' });
    });

    test('in another order is found out', async () => {
      const id = await five();
      await forge(sql`update event set seq = 99 where conversation = ${id} and seq = 2`);
      await forge(sql`update event set seq = 2 where conversation = ${id} and seq = 3`);
      await forge(sql`update event set seq = 3 where conversation = ${id} and seq = 99`);
      expect(await verifyLog(database(), id)).toMatchObject({ whole: false, why: 'the running hash differs' });
    });

    test('whose bodies were erased is still whole', async () => {
      const id = await five();
      await forge(sql`update event set body = null, salt = null where conversation = ${id} and seq in (2, 3)`);
      expect(await verifyLog(database(), id)).toMatchObject({ whole: true, events: 5 });
    });
  });
});
