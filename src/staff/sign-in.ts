import type { Clock } from '../clock.js';
import type { Database, Step } from '../database/database.js';
import { Refusal } from '../refusal.js';
import { admit, type SignedIn } from './admit.js';
import { longestSession } from './session.js';
import { staffByMail } from './staff.js';
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
 * Turns a link's token into a session's, or into a challenge for those with a second factor. Only the first of several
 * who come at once gets one. Ask for it by POST: mail programs open links ahead of their readers.
 * `Refusal('token-expired')` when it is used or too old, `Refusal('not-signed-in')` when there never was such a link.
 */
export async function redeemSignInLink(
  database: Database,
  clock: Clock,
  { token, device = '' }: { token: string; device?: string },
): Promise<SignedIn> {
  const link = tokenHash(token);
  const [row] = await database.read(database.build.selectFrom('sign_in_link').selectAll().where('token', '=', link));
  if (!row) throw new Refusal('not-signed-in', 'sign-in: there is no such link');
  const signedIn = await admit(database, clock, {
    ...{ staff: row.staff, device },
    proof: [useLink(database, link, clock.now())],
  });
  if (!('done' in signedIn)) return signedIn;
  const isUsed = row.used !== null || row.expires > clock.now();
  throw new Refusal('token-expired', `sign-in: the link ${isUsed ? 'was used already' : 'is too old'}`);
}

function useLink({ build }: Database, link: string, now: number): Step {
  const statement = build
    .updateTable('sign_in_link')
    .set({ used: now })
    .where('token', '=', link)
    .where('used', 'is', null)
    .where('expires', '>', now);
  return { statement: statement.compile(), rows: 1 };
}
