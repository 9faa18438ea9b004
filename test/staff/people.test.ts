import { beforeAll, expect, test } from '@jest/globals';
import {
  createSetUpLink,
  invitationOf,
  invite,
  join,
  openInvitations,
  revokeInvitation,
} from '../../src/staff/invitation.js';
import { changePerson, deactivate, peopleOf, reactivate } from '../../src/staff/people.js';
import { signInByPassword } from '../../src/staff/password.js';
import { presentStaff, renewPresence } from '../../src/staff/presence.js';
import { staffOfSession } from '../../src/staff/session.js';
import { createSignInLink } from '../../src/staff/sign-in.js';
import { ensureSite } from '../../src/site/site.js';
import type { StaffRow } from '../../src/staff/staff.js';
import { onEachDatabase } from '../setup/each-database.js';

const day = 24 * 3_600_000;
const clock = { time: Date.UTC(2027, 5, 14, 9), now: () => clock.time };

onEachDatabase((database) => {
  let owner: { id: string; site: string };
  beforeAll(() => ensureSite(database(), 'main'));

  const accept = (token: string, more: { name?: string; mail?: string; password?: string } = {}) =>
    join(database(), clock, { token, name: 'Newcomer', mail: '', languages: ['en'], device: '', ...more });
  const row = (mail: string, role: StaffRow['role'] = 'agent'): StaffRow => ({
    ...{ mail, name: 'Invited', role, languages: ['en', 'ja'], teams: ['support'] },
  });
  const person = async (mail: string) => (await peopleOf(database(), 'main')).find((one) => one.mail === mail);
  const hire = async (mail: string, role: StaffRow['role'] = 'agent') => {
    const { token } = await invite(database(), clock, { by: owner, row: row(mail, role) });
    return accept(token, { password: 'tiny blue teapots' });
  };

  test('the first owner comes by the printed link, once, and only while nobody works here', async () => {
    const [early, late] = [
      await createSetUpLink(database(), clock, 'main'),
      await createSetUpLink(database(), clock, 'main'),
    ];
    await expect(accept(early ?? '', { mail: 'a@example.com' })).rejects.toMatchObject({ code: 'token-expired' });
    const tries = await Promise.allSettled(
      ['olga@example.com', 'mallory@example.com'].map((mail) =>
        accept(late ?? '', { mail, password: 'tiny blue teapots' }),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [first] = await peopleOf(database(), 'main');
    expect(first).toMatchObject({ role: 'owner', teams: ['*'], hasPassword: true });
    owner = { id: first?.id ?? '', site: 'main' };
    expect(await createSetUpLink(database(), clock, 'main')).toBeUndefined();
  });

  test('an invitation tells who invites to what, brings its person in once, and is gone from the list', async () => {
    const made = await invite(database(), clock, { by: owner, row: row('ben@example.com') });
    expect(await invitationOf(database(), made.token, clock.now())).toMatchObject({
      ...{ by: 'Newcomer', role: 'agent', mail: 'ben@example.com', teams: ['support'] },
    });
    expect((await openInvitations(database(), 'main', clock.now())).map(({ mail }) => mail)).toEqual([
      'ben@example.com',
    ]);
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => accept(made.token)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await person('ben@example.com')).toMatchObject({ role: 'agent', hasPassword: false, name: 'Newcomer' });
    expect(await openInvitations(database(), 'main', clock.now())).toEqual([]);
    await expect(accept(made.token)).rejects.toMatchObject({ code: 'token-expired' });
  });

  test('a second invitation to one mail replaces the first; one taken back or seven days old opens nothing', async () => {
    const first = await invite(database(), clock, { by: owner, row: row('cho@example.com') });
    const second = await invite(database(), clock, { by: owner, row: row('cho@example.com') });
    await expect(accept(first.token)).rejects.toMatchObject({ code: 'token-expired' });
    await revokeInvitation(database(), { site: 'main', id: second.id, now: clock.now() });
    await expect(accept(second.token)).rejects.toMatchObject({ code: 'token-expired' });
    await expect(revokeInvitation(database(), { site: 'main', id: second.id, now: clock.now() })).rejects.toMatchObject(
      {
        code: 'not-found',
      },
    );
    const third = await invite(database(), clock, { by: owner, row: row('cho@example.com') });
    clock.time += 7 * day;
    await expect(accept(third.token)).rejects.toMatchObject({ code: 'token-expired' });
    await expect(accept('x'.repeat(43))).rejects.toMatchObject({ code: 'not-signed-in' });
  });

  test('nobody is invited whose mail is on the staff, and a weak password keeps the invitation open', async () => {
    await expect(invite(database(), clock, { by: owner, row: row('ben@example.com') })).rejects.toMatchObject({
      code: 'taken',
    });
    const { token } = await invite(database(), clock, { by: owner, row: row('dan@example.com') });
    await expect(accept(token, { password: 'password123' })).rejects.toMatchObject({ code: 'bad-password' });
    expect(await accept(token, { password: 'tiny blue teapots' })).toHaveProperty('session');
  });

  test('whoever leaves is out at once and comes back with the password they had', async () => {
    const { session, staff } = await hire('eve@example.com');
    await renewPresence(database(), { staff, status: 'online' });
    await deactivate(database(), clock, { site: 'main', id: staff });
    expect(await staffOfSession(database(), clock, session)).toBeUndefined();
    expect((await presentStaff(database(), 'main')).map(({ id }) => id)).not.toContain(staff);
    const signIn = () =>
      signInByPassword(database(), clock, { mail: 'eve@example.com', password: 'tiny blue teapots', device: '' });
    await expect(signIn()).rejects.toMatchObject({ code: 'wrong-password' });
    await expect(createSignInLink(database(), clock, 'eve@example.com')).rejects.toMatchObject({ code: 'not-found' });
    expect(await person('eve@example.com')).toMatchObject({ deactivated: clock.time });
    await reactivate(database(), { site: 'main', id: staff });
    expect(await signIn()).toHaveProperty('session');
    expect(await staffOfSession(database(), clock, session)).toBeUndefined();
  });

  test('the last owner is neither let go nor demoted, also when two owners do it to each other at once', async () => {
    const change = { name: 'X', role: 'agent', languages: ['en'], teams: [] } as const;
    await expect(deactivate(database(), clock, { site: 'main', id: owner.id })).rejects.toMatchObject({
      code: 'last-owner',
    });
    await expect(changePerson(database(), { site: 'main', id: owner.id, change })).rejects.toMatchObject({
      code: 'last-owner',
    });
    const { staff: second } = await hire('fay@example.com', 'owner');
    const tries = await Promise.allSettled([
      deactivate(database(), clock, { site: 'main', id: owner.id }),
      changePerson(database(), { site: 'main', id: second, change }),
    ]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const owners = (await peopleOf(database(), 'main')).filter(
      (one) => one.role === 'owner' && one.deactivated === null,
    );
    expect(owners).toHaveLength(1);
  });

  test('nobody of another site can be changed', async () => {
    const change = { name: 'X', role: 'owner', languages: ['en'], teams: [] } as const;
    for (const attempt of [
      () => changePerson(database(), { site: 'elsewhere', id: owner.id, change }),
      () => deactivate(database(), clock, { site: 'elsewhere', id: owner.id }),
      () => reactivate(database(), { site: 'elsewhere', id: owner.id }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not-found' });
    }
  });
});
