import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { template } from '../database/statements.js';
import { Refusal } from '../refusal.js';
import { staffByMail } from './staff.js';
import { longestSession, idleSession } from './session.js';
import { freshToken, tokenHash } from './token.js';

/**
 * A link's token for somebody on the staff: good once, for `minutes`. Whoever holds it signs in as them.
 * `Refusal('not-found')` for an unknown mail: say the same to a stranger in either case.
 */
export async function createSignInLink(database: Database, clock: Clock, mail: string, minutes = 15): Promise<string> {
  const staff = await staffByMail(database, mail);
  if (!staff) throw new Refusal('not-found', 'sign-in: nobody on the staff has this mail');
  const { token, hash } = freshToken();
  const now = clock.now();
  await database.commit([
    {
      statement: database.build
        .deleteFrom('sign_in_link')
        .where('staff', '=', staff.id)
        .where('expires', '<', now - longestSession)
        .compile(),
    },
    {
      statement: database.build
        .insertInto('sign_in_link')
        .values({ token: hash, staff: staff.id, expires: now + minutes * 60_000, used: null })
        .compile(),
      rows: 1,
    },
  ]);
  return token;
}

/**
 * Turns a link's token into a session's. Only the first of several who come at once gets one. Ask for it by POST: mail
 * programs open links ahead of their readers. `Refusal('token-expired')` when it is used or too old,
 * `Refusal('not-signed-in')` when there never was such a link.
 */
export async function redeemSignInLink(database: Database, clock: Clock, token: string): Promise<string> {
  const session = freshToken();
  const now = clock.now();
  const values = { link: tokenHash(token), session: session.hash, now, expires: now + idleSession };
  const commit = await database.commit([
    { statement: useLink(database, values), rows: 1 },
    { statement: dropOldSessions(database, values) },
    { statement: beginSession(database, values), rows: 1 },
  ]);
  if (commit.done) return session.token;
  throw await whyNot(database, values.link);
}

interface Redeeming {
  link: string;
  session: string;
  now: number;
  expires: number;
}

const useLink = template<Redeeming>((build, place) =>
  build
    .updateTable('sign_in_link')
    .set({ used: place.int('now') })
    .where('token', '=', place.text('link'))
    .where('used', 'is', null)
    .where('expires', '>', place.int('now')),
);

const dropOldSessions = template<Redeeming>((build, place) =>
  build
    .deleteFrom('staff_session')
    .where('expires', '<', place.int('now'))
    .where('staff', 'in', (eb) =>
      eb.selectFrom('sign_in_link').select('sign_in_link.staff').where('sign_in_link.token', '=', place.text('link')),
    ),
);

const beginSession = template<Redeeming>((build, place) =>
  build
    .insertInto('staff_session')
    .columns(['token', 'staff', 'created', 'expires'])
    .expression((eb) =>
      eb
        .selectFrom('sign_in_link')
        .select([
          place.text('session').as('token'),
          'sign_in_link.staff',
          place.int('now').as('created'),
          place.int('expires').as('expires'),
        ])
        .where('sign_in_link.token', '=', place.text('link')),
    ),
);

async function whyNot(database: Database, link: string): Promise<Refusal> {
  const [row] = await database.read(database.build.selectFrom('sign_in_link').select('used').where('token', '=', link));
  if (!row) return new Refusal('not-signed-in', 'sign-in: there is no such link');
  return new Refusal('token-expired', `sign-in: the link ${row.used === null ? 'is too old' : 'was used already'}`);
}
