import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventsAfter } from '../../src/conversations/log.js';
import { openThread } from '../../src/conversations/open.js';
import { say } from '../../src/conversations/say.js';
import { newId } from '../../src/id.js';
import { firstSite } from '../../src/site/site.js';
import type { Message } from '../../src/wire.js';
import { createTestClock, openCounter, type Counter } from '../setup/counter.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';
import { until } from '../setup/waiting.js';

const errand = `flow: plumber
topic: repair
slots:
  slot: { kind: choice, from: { list: times.slots, value: slot } }
steps:
  - id: look
    lookup: visits
    as: times
    none: nothing
  - id: ask-slot
    choose: slot
    none: nothing
  - id: sure
    confirm: [slot]
  - id: book
    act: book-visit
    with: { slot: slots.slot }
    as: booked
    refused: taken
    failed: nothing
  - id: done
    say: done
    next: end
  - id: taken
    say: taken
    next: end
  - id: nothing
    handoff: { topic: repair, reason: subject }
`;
const words = `
title: Have the plumber come
start: [please send me the plumber]
slots: { slot: Time }
choices: { slot: '{label}' }
say:
  ask-slot: When may the plumber come?
  sure: Is that right?
  done: 'Booked as {booked.visit}.'
  taken: 'That did not work: {booked.why}.'
  subject: No plumber
`;

/** The shop's acts through the real door, turns and commits: what customers are told is what the tables hold. */
describe.each(['sqlite', 'postgres'] as const)('acts in real turns, on %s', (kind) => {
  let counter: Counter;
  // The database's own clock says when the bot asks whether somebody is still there: this one must not be behind it.
  const clock = createTestClock(Date.now());

  beforeAll(async () => {
    const folder = temporaryFolder();
    cpSync('dialogs', folder, { recursive: true });
    writeFileSync(join(folder, 'plumber.yaml'), errand);
    for (const language of ['en', 'ja']) {
      mkdirSync(join(folder, 'words', language), { recursive: true });
      writeFileSync(join(folder, 'words', language, 'plumber.yaml'), words);
    }
    const address = kind === 'postgres' ? await postgresUrl() : join(temporaryFolder(), 'turns.db');
    counter = await openCounter({ clock, address, folders: { flows: folder } });
  }, 60_000);
  afterAll(() => counter.close());

  test('ten customers who confirm the same slot at once get its two places, and eight are told that it is taken', async () => {
    const customers = await Promise.all(Array.from({ length: 10 }, () => customer()));
    await Promise.all(customers.map(({ hears }) => hears('please send me the plumber')));
    await Promise.all(customers.map(({ taps }) => taps(0)));
    const told = await Promise.all(customers.map(({ taps }) => taps(0)));
    expect(told.filter((text) => /^Booked as V-\w{7}\.$/.test(text))).toHaveLength(2);
    expect(told.filter((text) => text === 'That did not work: slot-taken.')).toHaveLength(8);
    const booked = await visits();
    expect(booked.map(({ id }) => `Booked as ${id}.`).toSorted()).toEqual(
      told.filter((one) => one.startsWith('Booked')).toSorted(),
    );
    expect(booked.map(({ place }) => place).toSorted()).toEqual([1, 2]);
  });

  test('a confirmation tapped twice books one visit', async () => {
    const before = (await visits()).length;
    const { hears, taps, conversation, tapsTwice } = await customer();
    await hears('please send me the plumber');
    await taps(1);
    await tapsTwice(0);
    expect((await visits()).length).toBe(before + 1);
    const said = await botSaid(conversation);
    expect(said.filter(({ text }) => text.startsWith('Booked as'))).toHaveLength(1);
  });

  async function visits(): Promise<{ id: string; place: number }[]> {
    const { database } = counter;
    return database.read(database.build.selectFrom('visit').select(['id', 'place']).where('status', '=', 'booked'));
  }

  async function botSaid(conversation: string): Promise<Message[]> {
    const { events } = await eventsAfter(counter.database, conversation, 0);
    return events.flatMap(({ author, body }) => (author === 'bot' && body?.kind === 'message' ? [body.message] : []));
  }

  async function customer() {
    const { app, database } = counter;
    const { thread, conversation } = await openThread(database, {
      ...{ site: firstSite, channel: 'test', peer: newId('u'), language: 'en', now: clock.now() },
    });
    let heard = 0;
    const send = (message: Message) => say(app.door, { thread, clientId: newId('m'), message });
    async function answer(): Promise<string> {
      await until(async () => (await botSaid(conversation)).length > heard);
      const all = await botSaid(conversation);
      heard = all.length;
      return all.at(-1)?.text ?? '';
    }
    const button = async (place: number): Promise<Message> => {
      const choice = (await botSaid(conversation)).at(-1)?.choices?.[place];
      if (!choice)
        throw new Error(`there is no button ${place}: ${(await botSaid(conversation)).at(-1)?.text ?? 'nothing'}`);
      return { text: choice.label, value: choice.value, language: 'en' };
    };
    return {
      conversation,
      hears: async (text: string) => {
        await send({ text, language: 'en' });
        return answer();
      },
      taps: async (place: number) => {
        await send(await button(place));
        return answer();
      },
      /** Two messages of their own: the second finger comes after the first was stored. */
      tapsTwice: async (place: number) => {
        const tapped = await button(place);
        await Promise.all([send(tapped), send(tapped)]);
        await until(async () => {
          const [row] = await database.read(
            database.build.selectFrom('conversation').select('pending').where('id', '=', conversation),
          );
          return row?.pending === 0 && (await botSaid(conversation)).length > heard;
        });
      },
    };
  }
});
