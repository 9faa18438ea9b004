import { beforeAll, describe, expect, test } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { sql } from '../../src/database/statements.js';
import { passChallenge } from '../../src/staff/admit.js';
import { isCommonPassword } from '../../src/staff/common-passwords.js';
import { confirmFactor, factorState, offerFactor, removeFactor, renewRecoveryCodes } from '../../src/staff/factor.js';
import { changePassword, checkPassword, signInByPassword } from '../../src/staff/password.js';
import { endSession, sessionsOf, staffOfSession } from '../../src/staff/session.js';
import { createSignInLink, redeemSignInLink } from '../../src/staff/sign-in.js';
import { parseStaff, saveStaff, staffByMail } from '../../src/staff/staff.js';
import { onEachDatabase } from '../setup/each-database.js';

const start = Date.UTC(2027, 5, 14, 9);
const clock = { time: start, now: () => clock.time };
const people = ['ann', 'bob', 'eve', 'joe'].map((name) => ({
  ...{ mail: `${name}@example.com`, name, role: 'agent', languages: 'en', teams: '*' },
}));

onEachDatabase((database) => {
  beforeAll(async () => {
    clock.time = start;
    await saveStaff(database(), { site: 'main', rows: parseStaff(people).rows, clock });
  });

  const idOf = async (name: string) => (await staffByMail(database(), `${name}@example.com`))?.id ?? '';
  const byLink = async (name: string, device = '') => {
    const token = await createSignInLink(database(), clock, `${name}@example.com`);
    return redeemSignInLink(database(), clock, { token, device });
  };
  const sessionOf = async (name: string, device = '') => {
    const signedIn = await byLink(name, device);
    return 'session' in signedIn ? signedIn.session : '';
  };
  const setPassword = async (name: string, password: string, current?: string, session = '') =>
    changePassword(database(), clock, {
      ...{ staff: await idOf(name), mail: `${name}@example.com`, name, password, current, session },
    });
  const byPassword = (name: string, password: string) =>
    signInByPassword(database(), clock, { mail: `${name}@example.com`, password, device: '' });
  const who = async (session: string) => (await staffOfSession(database(), clock, session))?.mail;
  const appOf = (key: string) => new TOTP({ secret: Secret.fromBase32(key) });
  const enrol = async (name: string) => {
    const { key } = await offerFactor(database(), {
      ...{ staff: await idOf(name), mail: `${name}@example.com`, issuer: 'Shop: one' },
    });
    const code = (ahead = 0) => appOf(key).generate({ timestamp: clock.time + ahead });
    const recovery = await confirmFactor(database(), { staff: await idOf(name), code: code(), now: clock.time });
    clock.time += 30_000;
    return { code, recovery };
  };

  test('a password signs in; a wrong one, none, an unknown mail and another’s are refused alike', async () => {
    await setPassword('ann', 'tiny blue teapots');
    const signedIn = await byPassword('ann', 'tiny blue teapots');
    expect('session' in signedIn && (await who(signedIn.session))).toBe('ann@example.com');
    for (const [name, password] of [
      ['ann', 'tiny blue teapot'],
      ['ann', ''],
      ['bob', 'tiny blue teapots'],
      ['nobody', 'tiny blue teapots'],
    ]) {
      await expect(byPassword(name ?? '', password ?? '')).rejects.toMatchObject({
        ...{ code: 'wrong-password', message: 'sign-in: wrong mail or password' },
      });
    }
  });

  test('an unknown mail costs as much work as a wrong password', async () => {
    // The processor's time, not the clock's: beside other tests the clock proves nothing.
    const work = async (name: string) => {
      const began = process.cpuUsage();
      await byPassword(name, 'something else').catch(() => undefined);
      const { user, system } = process.cpuUsage(began);
      return user + system;
    };
    await work('nobody');
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < 6; turn++) {
      known.push(await work('ann'));
      unknown.push(await work('nobody'));
    }
    const [one, other] = [Math.min(...known), Math.min(...unknown)];
    expect(other).toBeGreaterThan(one / 2);
    expect(one).toBeGreaterThan(other / 2);
  });

  test('the same letters typed on another keyboard are the same password', async () => {
    await setPassword('joe', 'ｆｕｌｌｗｉｄｔｈ café');
    expect(await byPassword('joe', 'fullwidth cafe\u0301')).toHaveProperty('session');
  });

  test('changing it asks for the current one and ends every other session', async () => {
    const [here, there] = [await sessionOf('ann'), await sessionOf('ann')];
    await expect(setPassword('ann', 'seven green kettles', 'guessed', here)).rejects.toMatchObject({
      code: 'wrong-password',
    });
    await expect(setPassword('ann', 'seven green kettles', undefined, here)).rejects.toMatchObject({
      code: 'wrong-password',
    });
    expect(await who(there)).toBe('ann@example.com');
    await setPassword('ann', 'seven green kettles', 'tiny blue teapots', here);
    expect([await who(here), await who(there)]).toEqual(['ann@example.com', undefined]);
    await expect(byPassword('ann', 'tiny blue teapots')).rejects.toMatchObject({ code: 'wrong-password' });
    const stored = await database().rows<{ hash: string }>(
      sql`select hash from staff_password`.compile(database().build),
    );
    for (const { hash } of stored) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,p=1,t=2\$/);
  });

  test('a second factor is asked for after a password and after a link, and its code is good once', async () => {
    await setPassword('bob', 'nine red umbrellas');
    const { code } = await enrol('bob');
    expect(await factorState(database(), await idOf('bob'))).toMatchObject({ recoveryLeft: 10 });
    const pass = (challenge: string, typed: string) =>
      passChallenge(database(), clock, { challenge, code: typed, device: '' });
    const signedIn = await byPassword('bob', 'nine red umbrellas');
    expect(signedIn).not.toHaveProperty('session');
    const challenge = 'challenge' in signedIn ? signedIn.challenge : '';
    await expect(pass(challenge, '000000')).rejects.toMatchObject({ code: 'wrong-code', details: { left: 4 } });
    const used = code();
    const tries = await Promise.allSettled([pass(challenge, used), pass(challenge, used)]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const link = await byLink('bob');
    const second = 'challenge' in link ? link.challenge : '';
    await expect(pass(second, used)).rejects.toMatchObject({ code: 'wrong-code' });
    clock.time += 30_000;
    const { session } = await pass(second, `${code().slice(0, 3)} ${code().slice(3)}`);
    expect(await who(session)).toBe('bob@example.com');
  });

  test('a code may be one step early or late, never one that is older than the last', async () => {
    const { code } = await enrol('joe');
    const staff = await idOf('joe');
    const challenge = async () => {
      const signedIn = await byLink('joe');
      return 'challenge' in signedIn ? signedIn.challenge : '';
    };
    const pass = async (typed: string) =>
      passChallenge(database(), clock, { challenge: await challenge(), code: typed, device: '' });
    clock.time += 60_000;
    await pass(code(30_000));
    await expect(pass(code())).rejects.toMatchObject({ code: 'wrong-code' });
    await expect(pass(code(60_000))).rejects.toMatchObject({ code: 'wrong-code' });
    clock.time += 60_000;
    await pass(code());
    clock.time += 30_000;
    await removeFactor(database(), { staff, code: code(), now: clock.time });
    expect(await byLink('joe')).toHaveProperty('session');
  });

  test('a challenge is used up after five tries and too old after ten minutes', async () => {
    const challenge = async () => {
      const signedIn = await byLink('bob');
      return 'challenge' in signedIn ? signedIn.challenge : '';
    };
    const used = await challenge();
    const pass = (token: string) => passChallenge(database(), clock, { challenge: token, code: '000000', device: '' });
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => pass(used)));
    const codes = tries.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : 'in'));
    expect(codes.filter((code) => code === 'wrong-code')).toHaveLength(5);
    expect(codes.filter((code) => code === 'token-expired')).toHaveLength(7);
    const late = await challenge();
    clock.time += 10 * 60_000;
    await expect(pass(late)).rejects.toMatchObject({ code: 'token-expired' });
  });

  test('each recovery code opens once, is stored hashed, and new ones replace the old', async () => {
    const { code, recovery } = await enrol('eve');
    expect(new Set(recovery).size).toBe(10);
    const pass = async (typed: string) => {
      const signedIn = await byLink('eve');
      const challenge = 'challenge' in signedIn ? signedIn.challenge : '';
      return passChallenge(database(), clock, { challenge, code: typed, device: '' });
    };
    const [first = '', second = '', third = ''] = recovery;
    await pass(first);
    await pass(second.toUpperCase().replace('-', ' '));
    await expect(pass(first)).rejects.toMatchObject({ code: 'wrong-code' });
    const staff = await idOf('eve');
    expect(await factorState(database(), staff)).toMatchObject({ recoveryLeft: 8 });
    const stored = await database().rows<{ code: string }>(
      sql`select code from recovery_code`.compile(database().build),
    );
    for (const row of stored) expect(row.code).toMatch(/^[0-9a-f]{64}$/);
    const renewed = await renewRecoveryCodes(database(), { staff, code: code(), now: clock.time });
    await expect(pass(third)).rejects.toMatchObject({ code: 'wrong-code' });
    await pass(renewed[0] ?? '');
  });

  test('somebody sees where they are signed in and ends one of these sessions, but nobody else’s', async () => {
    const here = await sessionOf('ann', 'Firefox');
    const there = await sessionOf('ann', 'Chrome on a phone');
    const staff = await idOf('ann');
    const lines = await sessionsOf(database(), { staff, token: here, now: clock.time });
    expect(lines.find(({ current }) => current)).toMatchObject({ device: 'Firefox' });
    const other = lines.find(({ device }) => device === 'Chrome on a phone')?.id ?? '';
    await expect(endSession(database(), await idOf('bob'), other)).rejects.toMatchObject({ code: 'not-found' });
    await endSession(database(), staff, other);
    expect([await who(here), await who(there)]).toEqual(['ann@example.com', undefined]);
    expect(JSON.stringify(lines)).not.toContain(here);
  });
});

describe('a password is refused', () => {
  const why = (password: string) => {
    try {
      checkPassword(password, { mail: 'haruka.hinata@example.com', name: 'Haruka Hinata' });
      return 'fine';
    } catch (error) {
      return (error as { details?: { why?: string } }).details?.why;
    }
  };

  test.each([
    ['short', ['123456789', 'あいうえおかきくけ', '']],
    ['long', ['x1'.repeat(101)]],
    [
      'common',
      [
        'password123',
        'Password1234',
        '1qaz2wsx3edc',
        'qwertyuiop',
        '9876543210',
        'aaaaaaaaaaaa',
        'abcabcabcabc',
        'sakura12345',
      ],
    ],
    ['name', ['haruka.hinata', 'Haruka Hinata1', 'haruka.hinata@example.com']],
    ['fine', ['tiny blue teapots', 'あさがおにつるべとられて', 'x9#kQ2!vLm', '🍵🍡🍘🍙🍚🍛🍜🍝🍠🍢']],
  ])('as %s, or is fine', (expected, passwords) => {
    for (const password of passwords) expect([password, why(password)]).toEqual([password, expected]);
  });

  test('the list holds no shorter one, which its length refuses already', () => {
    expect(isCommonPassword('correcthorsebatterystaple')).toBe(true);
    expect(isCommonPassword('tiny blue teapots')).toBe(false);
  });
});
