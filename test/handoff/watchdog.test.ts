import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { claim } from '../../src/handoff/claim.js';
import type { Agent } from '../../src/handoff/desk.js';
import { reply } from '../../src/handoff/reply.js';
import { viewOf } from '../../src/handoff/snapshot.js';
import { createWatchdog, type Watchdog } from '../../src/handoff/watchdog.js';
import { ticketOf } from '../../src/tickets/ticket.js';
import { address, dialects, openCounter, type Counter, type Waiting } from './counter.js';

describe.each(dialects)('watchdog on %s', (dialect) => {
  let counter: Counter;
  let other: Counter;
  let dogs: Watchdog[];
  let vanished: Agent;
  let colleague: Agent;
  beforeAll(async () => {
    const at = await address(dialect);
    [counter, other] = [await openCounter(at), await openCounter(at)];
    [vanished, colleague] = [await counter.hire('Vanished'), await counter.hire('Colleague')];
    dogs = [counter, other].map(({ database, live, clock }) =>
      createWatchdog({
        ...{ database, live, clock, log: pino({ level: 'silent' }), seconds: 3_600 },
        words: (language, key) => `${key} in ${language}`,
      }),
    );
  });
  afterAll(async () => {
    for (const dog of dogs) await dog.stop();
    await counter.database.close();
    await other.database.close();
  });

  /** Claimed so many seconds ago by the counter's clock. */
  async function heldFor(agent: Agent, seconds: number, since?: number): Promise<Waiting> {
    const waiting = await counter.wait(since === undefined ? {} : { since });
    counter.clock.set(Date.now() - seconds * 1000);
    await claim(counter.desk, agent, waiting.conversation);
    counter.clock.set(Date.now());
    return waiting;
  }
  const look = async () => (await Promise.all(dogs.map((dog) => dog.look()))).flat();

  test('what a vanished agent held goes back with the wait it had, and the customer is told once', async () => {
    const held: Waiting[] = [];
    for (const since of [1_000, 2_000, 3_000]) held.push(await heldFor(vanished, 120, since));
    await counter.isOn(vanished, -31);
    const returned = await look();
    expect(returned.sort()).toEqual(held.map(({ conversation }) => conversation).sort());
    expect(await look()).toEqual([]);
    for (const [n, { conversation, number }] of held.entries()) {
      const ticket = await ticketOf(counter.database, 'main', number);
      expect(ticket).toMatchObject({ status: 'waiting', holder: null, waitingSince: (n + 1) * 1_000 });
      const { owner, events } = await viewOf(counter.database, 'main', conversation);
      expect(owner).toEqual({ status: 'waiting', queue: 'support.en' });
      const told = events.filter(({ author, body }) => author === 'system' && body?.kind === 'message');
      expect(told).toMatchObject([{ body: { message: { text: 'agent-gone in en' } } }]);
    }
  });

  test('who comes back finds it taken', async () => {
    const { conversation } = await heldFor(vanished, 120);
    await counter.isOn(vanished, -31);
    await look();
    await claim(counter.desk, colleague, conversation);
    await counter.isOn(colleague, 60);
    const late = reply(counter.desk, vanished, { conversation, clientId: 'late', message: { text: 'I am back' } });
    await expect(late).rejects.toMatchObject({ code: 'not-holder' });
    const again = claim(counter.desk, vanished, conversation);
    await expect(again).rejects.toMatchObject({ code: 'taken', details: { who: 'Colleague' } });
    expect(await look()).toEqual([]);
  });

  test('who is on, gone for less than 30 s, or has just claimed keeps what they hold', async () => {
    const here = await counter.hire('Here');
    await heldFor(here, 120);
    await counter.isOn(here, 5);
    const blinking = await counter.hire('Blinking');
    await heldFor(blinking, 120);
    await counter.isOn(blinking, -10);
    const fresh = await counter.hire('Fresh');
    await heldFor(fresh, 5);
    expect(await look()).toEqual([]);
  });

  test('a message the customer sent to nobody is not lost, and the log stays whole', async () => {
    const { conversation, thread } = await heldFor(vanished, 120);
    await counter.writes({ thread }, 'Are you there?');
    await counter.isOn(vanished, -40);
    expect(await look()).toEqual([conversation]);
    const { events } = await viewOf(counter.database, 'main', conversation);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, n) => n + 1));
    expect(JSON.stringify(events)).toContain('Are you there?');
  });
});
