import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { followDelivery } from '../../src/channels/directline/delivered.js';
import { conversationsOf, threadAfter, start } from '../../src/conversations/log.js';
import { seenOf } from '../../src/conversations/seen.js';
import { until } from '../setup/waiting.js';
import { openCounter, type Counter } from './counter.js';

let counter: Counter;
beforeAll(async () => void (counter = await openCounter({ database: 'sqlite' })));
afterAll(() => counter.close());

const seen = async (thread: string): Promise<number> => {
  const [conversation] = await conversationsOf(counter.door.database, thread);
  return (await seenOf(counter.door.database, conversation?.id ?? '')).customer?.seq ?? 0;
};

test('what went out on a line counts as seen once a ping sent after it is answered, not before', async () => {
  const { conversationId: thread } = await counter.opened();
  const delivered = followDelivery(counter.line, thread);
  await counter.writes(thread, { text: 'Hello, Kim here' }, 'agent:kim');
  const { events, upTo } = await threadAfter(counter.door.database, thread, start);
  delivered.pinged();
  delivered.sent(events);
  delivered.answered();
  expect(await seen(thread)).toBe(0);
  delivered.pinged();
  delivered.answered();
  await until(async () => (await seen(thread)) === upTo.seq);
});

test('a client that polls has read as far as the watermark it comes back with', async () => {
  const { conversationId: thread, token } = await counter.opened();
  const poll = async (watermark: string): Promise<string> => {
    const address = `${counter.url}/v3/directline/conversations/${thread}/activities?watermark=${watermark}`;
    const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
    return ((await answer.json()) as { watermark: string }).watermark;
  };
  await counter.writes(thread, { text: 'Hello, Kim here' }, 'agent:kim');
  const watermark = await poll('');
  expect(await seen(thread)).toBe(0);
  await poll(watermark);
  await until(async () => (await seen(thread)) === Number(watermark));
});

test("a form's way past it is a button for clients that show no form", async () => {
  const { conversationId: thread, token } = await counter.opened();
  const field = { name: 'mail', label: 'Mail address', kind: 'mail', required: true } as const;
  await counter.writes(thread, {
    text: 'Where may we send it?',
    form: { id: 'contact', fields: [field], submit: 'Send', skip: 'Skip' },
  });
  const address = `${counter.url}/v3/directline/conversations/${thread}/activities`;
  const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
  expect(await answer.json()).toMatchObject({
    activities: expect.arrayContaining([
      expect.objectContaining({
        suggestedActions: expect.objectContaining({
          actions: [expect.objectContaining({ title: 'Skip', value: '@skip' })],
        }) as unknown,
      }),
    ]) as unknown,
  });
});
