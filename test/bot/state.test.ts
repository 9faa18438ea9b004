import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freshState, parseState } from '../../src/bot/state.js';
import { eventsAfter } from '../../src/conversations/log.js';
import { openThread } from '../../src/conversations/open.js';
import { say } from '../../src/conversations/say.js';
import { firstSite } from '../../src/site/site.js';
import { createTestClock, openCounter, type Counter } from '../setup/counter.js';

describe('a memory of another form', () => {
  const ticket = { number: 'T-12', promise: null, basis: 'none' };

  test('none at all is a fresh one, and nothing is lost by it', () => {
    expect(parseState('')).toEqual({ state: freshState(), unreadable: false });
  });

  test('one that was saved is read as it was', () => {
    const saved = { ...freshState(), misses: 1, ticket };
    expect(parseState(JSON.stringify(saved))).toEqual({ state: saved, unreadable: false });
  });

  test('keeps every part that still reads: above all the ticket and what the customer has told', () => {
    const order = { value: 'A-10293', display: 'A-10293', state: 'checked' };
    const old = {
      ...freshState(),
      format: 0,
      misses: 'two',
      open: { kind: 'something older' },
      slots: { order },
      ticket,
    };
    const { state, unreadable } = parseState(JSON.stringify(old));
    expect(unreadable).toBe(true);
    expect(state).toEqual({ ...freshState(), slots: { order }, ticket });
  });

  test.each(['{', 'null', '[]', '"x"', '{"stack":[{"id":1}]}'])('what is no memory is a fresh one: %s', (text) => {
    expect(parseState(text)).toEqual({ state: freshState(), unreadable: true });
  });
});

describe('a form whose place in it is lost', () => {
  const clock = createTestClock(Date.UTC(2026, 10, 18, 1, 0));
  let counter: Counter;
  beforeAll(async () => {
    counter = await openCounter({ clock });
  }, 60_000);
  afterAll(() => counter.close());

  async function begin(): Promise<{ speak(text: string): Promise<string>; break(): Promise<void> }> {
    const { database } = counter;
    const { thread, conversation } = await openThread(database, {
      ...{ site: firstSite, channel: 'test', peer: randomUUID(), language: 'en', now: clock.now() },
    });
    let seen = 0;
    return {
      async speak(text) {
        clock.advance(5_000);
        await say(counter.app.door, { thread, clientId: randomUUID(), message: { text, language: 'en' } });
        for (;;) {
          const { events, upTo } = await eventsAfter(database, conversation, seen);
          const bots = events.flatMap(({ author, body }) =>
            author === 'bot' && body?.kind === 'message' ? [body.message.text] : [],
          );
          if (bots.length > 0) {
            seen = upTo;
            return bots.join('\n');
          }
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
      },
      /** As an older or newer version of the program would have left it. */
      async break() {
        const [row] = await database.read(
          database.build.selectFrom('conversation').select('state').where('id', '=', conversation),
        );
        const { state } = parseState(row?.state ?? '');
        const stack = state.stack.map(({ id, state: run }) => ({
          id,
          state: { flow: run['flow'], slots: run['slots'] },
        }));
        const broken = JSON.stringify({ ...state, format: 0, stack });
        await database.commit([
          {
            statement: database.build
              .updateTable('conversation')
              .set({ state: broken })
              .where('id', '=', conversation)
              .compile(),
          },
        ]);
      },
    };
  }

  test('begins again with what was given, and says so', async () => {
    const customer = await begin();
    await customer.speak('I want to report a defect');
    await customer.speak('KT-200');
    await customer.break();
    const answer = await customer.speak('A-10294');
    expect(answer).toContain('I have to begin it again. What you have already told me is kept.');
    expect(answer).toContain('What is the order number?');
    expect(await customer.speak('A-10294')).toContain('What is wrong with it?');
  }, 30_000);

  test('does not stand between the customer and a person', async () => {
    const customer = await begin();
    await customer.speak('I want to report a defect');
    await customer.speak('KT-200');
    await customer.break();
    expect(await customer.speak('let me talk to a human')).toMatch(/Your ticket number is T-\d+/);
  }, 30_000);
});
