import { beforeAll, expect, test } from '@jest/globals';
import { sql } from '../../src/database/statements.js';
import { conversationSteps, openThread } from '../../src/conversations/open.js';
import { presentStaff, renewPresence, roomAmong, type PresenceStatus } from '../../src/staff/presence.js';
import { parseStaff, saveStaff, staffByMail } from '../../src/staff/staff.js';
import { onEachDatabase } from '../setup/each-database.js';

const people = [
  { mail: 'aoi@example.com', name: 'Aoi', role: 'agent', languages: 'ja', teams: 'support' },
  { mail: 'ben@example.com', name: 'Ben', role: 'agent', languages: 'en ja-JP', teams: 'support repairs' },
  { mail: 'sam@example.com', name: 'Sam', role: 'supervisor', languages: 'en', teams: '*' },
  { mail: 'eve@example.com', name: 'Eve', role: 'editor', languages: 'en ja', teams: '*' },
];

onEachDatabase((database) => {
  beforeAll(() => saveStaff(database(), { site: 'main', rows: parseStaff(people).rows, clock: { now: () => 0 } }));

  const id = async (name: string) => (await staffByMail(database(), `${name}@example.com`))?.id ?? '';
  const renew = async (name: string, status: PresenceStatus, seconds?: number) =>
    renewPresence(database(), { staff: await id(name), status, ...(seconds === undefined ? {} : { seconds }) });
  const names = async (narrowed?: Parameters<typeof presentStaff>[2]) =>
    (await presentStaff(database(), 'main', narrowed)).map(({ name }) => name).sort();

  test('only those with a running lease are on, and only those who answer customers', async () => {
    expect(await names()).toEqual([]);
    await renew('aoi', 'online');
    await renew('ben', 'away');
    await renew('sam', 'transfer-only');
    await renew('eve', 'online');
    expect(await names()).toEqual(['Aoi', 'Ben', 'Sam']);
    await renew('sam', 'offline');
    expect(await names()).toEqual(['Aoi', 'Ben']);
    await renew('sam', 'online');
    expect(await names()).toEqual(['Aoi', 'Ben', 'Sam']);
  });

  test("an expired lease is nobody, by the database's clock", async () => {
    await renew('aoi', 'online', 0.05);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(await names()).not.toContain('Aoi');
    await renew('aoi', 'online');
    expect(await names()).toContain('Aoi');
  });

  test('they are found by team and by language', async () => {
    expect(await names({ team: 'repairs' })).toEqual(['Ben', 'Sam']);
    expect(await names({ language: 'ja' })).toEqual(['Aoi', 'Ben']);
    expect(await names({ team: 'repairs', language: 'ja' })).toEqual(['Ben']);
    expect(await presentStaff(database(), 'elsewhere')).toEqual([]);
  });

  test('what they hold is counted, and room is what capacity leaves to those online', async () => {
    const { thread } = await openThread(database(), {
      site: 'main',
      channel: 'test',
      peer: 'p',
      language: 'en',
      now: 0,
    });
    const wanted = { thread, site: 'main', channel: 'test', language: 'en', now: 0, follows: null };
    const more = [1, 2].flatMap((ordinal) => conversationSteps(database(), { ...wanted, ordinal }).steps);
    const claimed = sql`update conversation set owner = ${`agent:${await id('aoi')}`} where ordinal > 0`;
    await database().commit([...more, { statement: claimed.compile(database().build), rows: 2 }]);
    const present = await presentStaff(database(), 'main');
    expect(present.map(({ name, holds }) => [name, holds]).sort()).toEqual([
      ['Aoi', 2],
      ['Ben', 0],
      ['Sam', 0],
    ]);
    expect(roomAmong(present, 4)).toEqual({ agentsOnline: 2, agentsOnlineAtAll: 2 });
    expect(roomAmong(present, 2)).toEqual({ agentsOnline: 1, agentsOnlineAtAll: 2 });
  });

  test('a name that is not on the staff cannot be on', async () => {
    await expect(renewPresence(database(), { staff: 'nobody', status: 'online' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
