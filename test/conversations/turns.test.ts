import { afterEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Thinker, Turns } from '../../src/bot/turns.js';
import { appendSteps } from '../../src/conversations/append.js';
import { verifyLog } from '../../src/conversations/log.js';
import { newId } from '../../src/id.js';
import { onEachDatabase } from '../setup/each-database.js';
import { echo, openCounter, runTurns, thought, until, type Counter } from './counter.js';

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

onEachDatabase((database) => {
  const runners: Turns[] = [];
  afterEach(async () => {
    await Promise.all(runners.splice(0).map((turns) => turns.stop()));
  });

  const run = (counter: Counter, thinker: Thinker, more: Parameters<typeof runTurns>[2] = {}): Turns => {
    const turns = runTurns(counter.door, thinker, more);
    runners.push(turns);
    return turns;
  };
  const answered = (counter: Counter, conversation: string, count = 1): Promise<void> =>
    until(async () => (await counter.answers(conversation)).length >= count);
  const rowOf = async (id: string) => {
    const [row] = await database().read(database().build.selectFrom('conversation').selectAll().where('id', '=', id));
    if (!row) throw new Error('no such conversation');
    return row;
  };
  const change = async (id: string, set: Record<string, string | number>): Promise<void> =>
    void (await database().commit([
      { statement: database().build.updateTable('conversation').set(set).where('id', '=', id).compile(), rows: 1 },
    ]));

  describe('turns', () => {
    test('a conversation that is thought about for 300 ms and more holds up no other', async () => {
      const counter = openCounter(database());
      let release: () => void = () => undefined;
      const othersAnswered = new Promise<void>((resolve) => (release = resolve));
      // It does not end before the others are answered: were they to wait for it, nobody would ever be.
      const think = echo(async (heard) => {
        if (heard === 'slow') await Promise.all([wait(300), othersAnswered]);
      });
      run(counter, think, { thinkSeconds: 20 });
      const slow = await counter.open();
      const others = await Promise.all(Array.from({ length: 20 }, () => counter.open()));
      await counter.says(slow.thread, 'slow');
      await Promise.all(others.map(({ thread }) => counter.says(thread, 'quick')));
      await Promise.all(others.map(({ conversation }) => answered(counter, conversation)));
      expect(await counter.answers(slow.conversation)).toEqual([]);
      release();
      await answered(counter, slow.conversation);
      expect(await counter.answers(slow.conversation)).toEqual(['heard: slow']);
    });

    test('a long thought is told as typing, a short one is not, and neither after its answer', async () => {
      const counter = openCounter(database());
      run(
        counter,
        echo(async (heard) => (heard === 'slow' ? wait(600) : undefined)),
      );
      const [slow, quick] = [await counter.open(), await counter.open()];
      const typing: string[] = [];
      for (const { thread } of [slow, quick]) {
        counter.door.live.listen(
          `thread:${thread}`,
          (wake) => wake.about === 'typing' && typing.push(thread + wake.by),
        );
      }
      await counter.says(quick.thread, 'quick');
      await answered(counter, quick.conversation);
      await counter.says(slow.thread, 'slow');
      await answered(counter, slow.conversation);
      expect(typing).toEqual([`${slow.thread}bot`]);
    });

    test('messages that come in a burst are read as one', async () => {
      const counter = openCounter(database());
      const { thread, conversation } = await counter.open();
      for (const text of ['one', 'two', 'three']) await counter.says(thread, text);
      await change(conversation, { lease_until: 0 });
      run(counter, echo(), { sweepSeconds: 0.05 });
      await answered(counter, conversation);
      await wait(100);
      expect(await counter.answers(conversation)).toEqual(['heard: one + two + three']);
      expect(await rowOf(conversation)).toMatchObject({ pending: 0, answered: 4, turn: 1 });
    });

    test('a message that comes while the bot thinks is taken by the next turn', async () => {
      const counter = openCounter(database());
      const { thread, conversation } = await counter.open();
      let began: () => void = () => undefined;
      const thinking = new Promise<void>((resolve) => (began = resolve));
      run(
        counter,
        echo(async (heard) => {
          began();
          if (heard === 'first') await wait(150);
        }),
      );
      await counter.says(thread, 'first');
      await thinking;
      await counter.says(thread, 'second');
      await answered(counter, conversation, 2);
      expect(await counter.answers(conversation)).toEqual(['heard: first', 'heard: second']);
      const kinds = (await counter.log(conversation)).map(({ seq, author }) => `${seq} ${author}`);
      expect(kinds).toEqual(['1 customer', '2 customer', '3 bot', '4 bot']);
      expect((await verifyLog(database(), conversation)).whole).toBe(true);
    });

    test('a thought that throws is tried once more, then given up, and the conversation goes on', async () => {
      const counter = openCounter(database());
      const { thread, conversation } = await counter.open();
      const tries: string[] = [];
      run(
        counter,
        echo((heard) => {
          tries.push(heard);
          if (heard === 'poison') throw new Error('this message cannot be thought about');
        }),
      );
      await counter.says(thread, 'poison');
      await answered(counter, conversation);
      await counter.says(thread, 'hello');
      await answered(counter, conversation, 2);
      expect(tries).toEqual(['poison', 'poison', 'hello']);
      expect(await counter.answers(conversation)).toEqual(['sorry', 'heard: hello']);
      expect(await rowOf(conversation)).toMatchObject({ attempts: 0, pending: 0 });
    });

    test('a thought that takes too long counts as failed', async () => {
      const counter = openCounter(database());
      const { thread, conversation } = await counter.open();
      let tries = 0;
      const endless: Thinker = {
        think() {
          tries++;
          return new Promise(() => undefined);
        },
        giveUp: (loaded) => Promise.resolve(thought(loaded, 'sorry')),
      };
      const begun = Date.now();
      run(counter, endless);
      await counter.says(thread, 'hello');
      await answered(counter, conversation);
      expect(tries).toBe(2);
      expect(Date.now() - begun).toBeGreaterThanOrEqual(1_950);
      expect(await counter.answers(conversation)).toEqual(['sorry']);
    });

    test('when an agent claims while the bot thinks, the bot says nothing', async () => {
      const counter = openCounter(database());
      const { thread, conversation } = await counter.open();
      let thoughts = 0;
      const turns = run(
        counter,
        echo(async () => {
          thoughts++;
          const steps = appendSteps(database(), {
            ...{ conversation, owner: { status: 'bot' }, newOwner: { status: 'agent', agent: 'kim' }, now: Date.now() },
            events: [
              {
                ...{ author: 'agent:kim', time: Date.now() },
                body: {
                  kind: 'owner',
                  from: { status: 'bot' },
                  to: { status: 'agent', agent: 'kim' },
                  reason: 'claimed',
                },
              },
            ],
          });
          expect(await database().commit(steps)).toMatchObject({ done: true });
        }),
      );
      await counter.says(thread, 'hello');
      await until(() => thoughts === 1);
      await until(() => turns.running === 0);
      expect(await counter.answers(conversation)).toEqual([]);
      expect(await rowOf(conversation)).toMatchObject({ owner: 'agent:kim', pending: 0, turn: 0 });
      await counter.says(thread, 'are you there?');
      await wait(100);
      expect(thoughts).toBe(1);
      expect(await counter.answers(conversation)).toEqual([]);
      expect(await rowOf(conversation)).toMatchObject({ pending: 0, answered: 3 });
    });

    test('a thought that loses a unique key thinks again from fresh state, three times, then counts as failed', async () => {
      const counter = openCounter(database());
      const { thread, conversation } = await counter.open();
      let thoughts = 0;
      const taken =
        sql`insert into job (id, kind, key, conversation, payload, due, created, attempts, lease_by, lease_until, state, error)
        values (${'taken'}, 'none', ${conversation}, null, '{}', 0, 0, 0, '', 0, 'done', null)`.compile(
          database().build,
        );
      const statement = { ...taken, parameters: [newId('j'), conversation] };
      await database().commit([{ statement }]);
      run(counter, {
        async think(loaded) {
          thoughts++;
          return {
            ...thought(loaded, 'never said'),
            steps: [{ statement: { ...taken, parameters: [newId('j'), conversation] } }],
          };
        },
        giveUp: (loaded) => Promise.resolve(thought(loaded, 'sorry')),
      });
      await counter.says(thread, 'hello');
      await answered(counter, conversation);
      expect(thoughts).toBe(6);
      expect(await counter.answers(conversation)).toEqual(['sorry']);
    });

    test('a thought that loses a unique key once is said once', async () => {
      const counter = openCounter(database());
      const { thread, conversation } = await counter.open();
      const insert = (key: string) => ({
        statement: database()
          .build.insertInto('job')
          .values({
            id: newId('j'),
            kind: 'none',
            key,
            conversation: null,
            payload: '{}',
            due: 0,
            created: 0,
            attempts: 0,
            lease_by: '',
            lease_until: 0,
            state: 'done',
            error: null,
          })
          .compile(),
      });
      await database().commit([insert(`${conversation} 1`)]);
      let thoughts = 0;
      run(counter, {
        think: (loaded) =>
          Promise.resolve({ ...thought(loaded, 'said'), steps: [insert(`${conversation} ${++thoughts}`)] }),
        giveUp: (loaded) => Promise.resolve(thought(loaded, 'sorry')),
      });
      await counter.says(thread, 'hello');
      await answered(counter, conversation);
      expect(thoughts).toBe(2);
      expect(await counter.answers(conversation)).toEqual(['said']);
    });

    test('a conversation whose process died is taken by the sweep when its lease is over', async () => {
      const counter = openCounter(database());
      const { thread, conversation } = await counter.open();
      // Nobody listens: the lease is taken and nobody thinks, as after a crash.
      await counter.says(thread, 'hello');
      const { lease_until } = await rowOf(conversation);
      expect(lease_until).toBeGreaterThan(Date.now());
      const other = openCounter(database());
      run(other, echo(), { sweepSeconds: 0.05 });
      if (database().dialect === 'postgres') {
        await wait(200);
        expect(await counter.answers(conversation)).toEqual([]);
        await change(conversation, { lease_until: Date.now() - 1 });
      }
      await answered(counter, conversation);
      expect(await counter.answers(conversation)).toEqual(['heard: hello']);
    });

    test('a wake-up that was lost costs a moment: the sweep finds the message', async () => {
      const counter = openCounter(database());
      const { thread, conversation } = await counter.open();
      run(counter, echo(), { sweepSeconds: 0.05 });
      await wait(50);
      // Said at another process's door, whose word never reaches this one and whose lease is over.
      await openCounter(database()).says(thread, 'hello');
      await change(conversation, { lease_until: 0 });
      await answered(counter, conversation);
      expect(await counter.answers(conversation)).toEqual(['heard: hello']);
    });

    test('two processes on one database answer each message once', async () => {
      const [one, other] = [openCounter(database()), openCounter(database())];
      const think = echo(() => wait(Math.random() * 20));
      run(one, think, { sweepSeconds: 0.05 });
      run(other, think, { sweepSeconds: 0.05 });
      const conversations = await Promise.all(Array.from({ length: 12 }, () => one.open()));
      await Promise.all(
        conversations.flatMap(({ thread }, index) =>
          Array.from({ length: 6 }, async (_, count) => {
            await wait(Math.random() * 150);
            await (index % 2 === count % 2 ? one : other).says(thread, `<${index}.${count}>`);
          }),
        ),
      );
      for (const { conversation } of conversations) await until(async () => (await rowOf(conversation)).pending === 0);
      for (const [index, { conversation }] of conversations.entries()) {
        const heard = (await one.answers(conversation)).join(' ').match(/<[\d.]+>/g) ?? [];
        expect([...heard].sort()).toEqual(Array.from({ length: 6 }, (_, count) => `<${index}.${count}>`));
        expect((await verifyLog(database(), conversation)).whole).toBe(true);
      }
    });

    test('who stops waits for the turn under way and begins none after', async () => {
      const counter = openCounter(database());
      const [first, second] = [await counter.open(), await counter.open()];
      let began: () => void = () => undefined;
      const thinking = new Promise<void>((resolve) => (began = resolve));
      const turns = run(
        counter,
        echo(async () => {
          began();
          await wait(150);
        }),
      );
      await counter.says(first.thread, 'hello');
      await thinking;
      const stopped = turns.stop();
      await counter.says(second.thread, 'too late');
      await stopped;
      expect(await counter.answers(first.conversation)).toEqual(['heard: hello']);
      await wait(200);
      expect(await counter.answers(second.conversation)).toEqual([]);
    });
  });
});
