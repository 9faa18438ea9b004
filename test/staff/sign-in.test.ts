import { beforeAll, expect, test } from '@jest/globals';
import { sql } from '../../src/database/statements.js';
import { endSessionsOf, staffOfSession, signOut } from '../../src/staff/session.js';
import { createSignInLink, redeemSignInLink } from '../../src/staff/sign-in.js';
import { parseStaff, saveStaff, staffByMail, staffOfSite } from '../../src/staff/staff.js';
import { onEachDatabase } from '../setup/each-database.js';

const minute = 60_000;
const hour = 60 * minute;
const start = Date.UTC(2027, 5, 14, 9);
const clock = { time: start, now: () => clock.time };

const people = [
  { mail: 'Kim@example.com', name: '金 美咲', role: 'agent', languages: 'ja, en', teams: 'support' },
  { mail: 'olga@example.com', name: 'Olga', role: 'owner', languages: 'en', teams: '*' },
];

onEachDatabase((database) => {
  beforeAll(async () => {
    clock.time = start;
    await saveStaff(database(), { site: 'main', rows: parseStaff(people).rows, clock });
  });

  const link = (mail = 'kim@example.com') => createSignInLink(database(), clock, mail);
  const redeem = async (token: string): Promise<string> => {
    const signedIn = await redeemSignInLink(database(), clock, { token });
    return 'session' in signedIn ? signedIn.session : '';
  };
  const who = async (session: string) => (await staffOfSession(database(), clock, session))?.mail;

  test('a link signs its person in, and the session knows their role and lists', async () => {
    const session = await redeem(await link());
    expect(await staffOfSession(database(), clock, session)).toEqual({
      ...{ id: expect.any(String), site: 'main', mail: 'kim@example.com', name: '金 美咲', role: 'agent' },
      ...{ languages: ['ja', 'en'], teams: ['support'] },
    });
  });

  test('a link is good once, also when it is redeemed ten times at once', async () => {
    const token = await link();
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => redeem(token)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'token-expired' });
    await expect(redeem(token)).rejects.toThrow('was used already');
  });

  test('a link is too old after fifteen minutes, and not before', async () => {
    const [early, late] = [await link(), await link()];
    clock.time += 15 * minute - 1;
    await redeem(early);
    clock.time += 1;
    await expect(redeem(late)).rejects.toMatchObject({
      code: 'token-expired',
      message: 'sign-in: the link is too old',
    });
  });

  test('an invented link, an unknown mail and an invented session are nobody', async () => {
    await expect(redeem('x'.repeat(43))).rejects.toMatchObject({ code: 'not-signed-in' });
    await expect(link('nobody@example.com')).rejects.toMatchObject({ code: 'not-found' });
    expect(await who('x'.repeat(43))).toBeUndefined();
  });

  test('the database holds no token that signs anybody in', async () => {
    const token = await link();
    const session = await redeem(await link());
    const rows = await database().rows<{ token: string }>(
      sql`select token from sign_in_link union all select token from staff_session`.compile(database().build),
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const stored of rows.map((row) => row.token)) {
      expect(stored).toMatch(/^[0-9a-f]{64}$/);
      await expect(redeem(stored)).rejects.toMatchObject({ code: 'not-signed-in' });
      expect(await who(stored)).toBeUndefined();
    }
    expect([token, session].map((one) => rows.some((row) => row.token === one))).toEqual([false, false]);
  });

  test('a session ends twelve hours after the last request', async () => {
    const session = await redeem(await link());
    for (let day = 0; day < 3; day++) {
      clock.time += 11 * hour;
      expect(await who(session)).toBe('kim@example.com');
    }
    clock.time += 12 * hour;
    expect(await who(session)).toBeUndefined();
  });

  test('a session ends after seven days however busy it is', async () => {
    const session = await redeem(await link());
    const began = clock.time;
    while (clock.time + 8 * hour < began + 7 * 24 * hour) {
      clock.time += 8 * hour;
      expect(await who(session)).toBe('kim@example.com');
    }
    clock.time = began + 7 * 24 * hour;
    expect(await who(session)).toBeUndefined();
  });

  test('requests close together do not write', async () => {
    const session = await redeem(await link());
    const ends = async () =>
      (
        await database().read(database().build.selectFrom('staff_session').select('expires').orderBy('expires', 'desc'))
      )[0]?.expires;
    const before = await ends();
    clock.time += 29 * minute;
    await who(session);
    expect(await ends()).toBe(before);
    clock.time += minute;
    await who(session);
    expect(await ends()).toBe(clock.time + 12 * hour);
  });

  test('signing out ends one session, ending sessions ends all of them and every open link', async () => {
    const [first, second, open] = [await redeem(await link()), await redeem(await link()), await link()];
    const other = await redeem(await link('olga@example.com'));
    await signOut(database(), first);
    expect([await who(first), await who(second)]).toEqual([undefined, 'kim@example.com']);
    await endSessionsOf(database(), (await staffByMail(database(), 'kim@example.com'))?.id ?? '');
    expect([await who(second), await who(other)]).toEqual([undefined, 'olga@example.com']);
    await expect(redeem(open)).rejects.toMatchObject({ code: 'not-signed-in' });
  });

  test('a changed role counts for sessions that are open', async () => {
    const session = await redeem(await link());
    const [kim] = parseStaff([{ ...people[0], role: 'editor' }]).rows;
    await saveStaff(database(), { site: 'main', rows: kim ? [kim] : [], clock });
    expect((await staffOfSession(database(), clock, session))?.role).toBe('editor');
  });

  test('importing people again changes them and keeps who they are', async () => {
    const before = await staffOfSite(database(), 'main');
    const { rows } = parseStaff(people.map((one) => ({ ...one, name: `${one.name}!`, mail: one.mail.toUpperCase() })));
    await saveStaff(database(), { site: 'main', rows, clock });
    const after = await staffOfSite(database(), 'main');
    expect(after.map(({ id, name }) => [id, name])).toEqual(before.map(({ id, name }) => [id, `${name}!`]));
  });

  test('nobody is taken from another site, and then no row of the import stands', async () => {
    const { rows } = parseStaff([{ ...people[0], mail: 'new@example.com' }, people[0]]);
    await expect(saveStaff(database(), { site: 'other', rows, clock })).rejects.toMatchObject({ code: 'taken' });
    expect(await staffByMail(database(), 'new@example.com')).toBeUndefined();
    expect((await staffByMail(database(), 'kim@example.com'))?.site).toBe('main');
  });
});
