import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { verifyLog } from '../../src/conversations/log.js';
import { playHistory } from '../../src/demo-history/history.js';
import { parseHistory, startOf } from '../../src/demo-history/script.js';
import { verifyEvidence } from '../../src/tickets/evidence.js';
import { parseTicket } from '../../src/tickets/ticket.js';
import { openCounter, type Counter } from '../setup/counter.js';

const now = Date.now();
const folder = 'demo/history';
let counter: Counter;

beforeAll(async () => {
  counter = await openCounter({ clock: { now: () => Date.now() } });
  await playHistory(counter.app, folder, now);
}, 120_000);
afterAll(() => counter.close());

test('the demo shop has two hundred past conversations in both languages, none in the future, none unanswered', async () => {
  const { database } = counter;
  const found = await database.read(
    database.build.selectFrom('conversation').select(['language', 'opened', 'pending', 'head']),
  );
  expect(found.length).toBeGreaterThanOrEqual(200);
  for (const language of ['en', 'ja'])
    expect(found.filter((one) => one.language === language).length).toBeGreaterThanOrEqual(80);
  expect(found.filter(({ pending }) => pending !== 0)).toEqual([]);
  const days = found.map(({ opened }) => Math.floor((now - opened) / 86_400_000));
  expect(Math.min(...days)).toBe(0);
  expect(Math.max(...days)).toBeGreaterThan(50);
  const [newest] = await database.read(
    database.build.selectFrom('event').select((event) => event.fn.max('time').as('time')),
  );
  expect(newest?.time).toBeLessThanOrEqual(now);
});

test('every log is whole, and every ticket rests on evidence that fits its log', async () => {
  const { database } = counter;
  for (const { id } of await database.read(database.build.selectFrom('conversation').select('id'))) {
    expect(await verifyLog(database, id)).toMatchObject({ whole: true });
  }
  for (const row of await database.read(database.build.selectFrom('ticket').selectAll())) {
    expect(await verifyEvidence(database, parseTicket(row))).toMatchObject({ whole: true });
  }
});

test('each of the forty tickets is in the state its script says', async () => {
  const { database } = counter;
  const scripts = parseHistory('tickets.txt', readFileSync(`${folder}/tickets.txt`, 'utf8'));
  expect(scripts).toHaveLength(40);
  const rows = await database.read(
    database.build
      .selectFrom('thread')
      .innerJoin('conversation', 'conversation.thread', 'thread.id')
      .leftJoin('ticket', 'ticket.conversation', 'conversation.id')
      .select(['peer', 'status']),
  );
  const wrong = scripts.flatMap(({ name, about }) => {
    const [wanted = ''] = about.split(':');
    const status = rows.find(({ peer }) => peer === `history/${name}`)?.status ?? 'no ticket';
    const fits = wanted === 'reopened' ? status !== 'no ticket' : status === wanted;
    return fits ? [] : [`${name}: ${status} instead of ${wanted}`];
  });
  expect(wrong).toEqual([]);
  // A queue in which somebody has been waiting for weeks would tell a stranger that nobody works here.
  const waiting = await database.read(
    database.build.selectFrom('ticket').select(['number', 'waiting_since']).where('status', '=', 'waiting'),
  );
  expect(waiting.filter((one) => (one.waiting_since ?? 0) < now - 26 * 3_600_000)).toEqual([]);
  const reopened = await database.read(
    database.build.selectFrom('event').select('conversation').where('body', 'like', '%"change":"reopened"%'),
  );
  expect(reopened.length).toBeGreaterThanOrEqual(3);
});

test('played a second time, nothing is doubled, whatever the time of day', async () => {
  const { database } = counter;
  const count = async () => (await database.read(database.build.selectFrom('event').select('seq'))).length;
  const before = await count();
  expect(await playHistory(counter.app, folder, now + 3_600_000)).toEqual({ played: 0 });
  expect(await count()).toBe(before);
});

test('a time of today that is still to come was yesterday', () => {
  const noon = Date.parse('2026-11-22T12:00:00+09:00');
  const at = (hour: number) => startOf({ days: 0, hour, minute: 0 }, noon, 'Asia/Tokyo');
  expect(new Date(at(10)).toISOString()).toBe('2026-11-22T01:00:00.000Z');
  expect(new Date(at(20)).toISOString()).toBe('2026-11-21T11:00:00.000Z');
});

test('a line that cannot be read is told with its file and place', () => {
  expect(() => parseHistory('x.txt', '== en | 5m | - | waiting\n> Yes\n@kim dances\n')).toThrow('x.txt:3');
  expect(() => parseHistory('x.txt', '== en | soon | -\n')).toThrow('x.txt:1');
});
