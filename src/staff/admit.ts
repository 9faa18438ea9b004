import type { Clock } from '../clock.js';
import type { Commit, Database, Step } from '../database/database.js';
import { sql, template } from '../database/statements.js';
import { Refusal } from '../refusal.js';
import { acceptFactorSteps } from './factor.js';
import { beginSessionSteps } from './session.js';
import { freshToken, tokenHash } from './token.js';

/** Signed in, or half-way: a challenge that a code of the second factor turns into a session. */
export type SignedIn = { readonly session: string } | { readonly challenge: string };

/** How long a code may take, and how often it may be wrong, before the first proof has to be given again. */
const challengeTime = 10 * 60_000;
const mostTries = 5;

export interface Admission {
  readonly staff: string;
  readonly device: string;
  /** What spends the proof they gave (a link), in the same commit; nothing for a password. */
  readonly proof?: readonly Step[];
}

/**
 * Lets somebody in who has given their first proof: with a session, or, when they have a second factor, with a challenge
 * for it. Gives the failed commit when a step of `proof` was lost.
 */
export async function admit(
  database: Database,
  clock: Clock,
  { staff, device, proof = [] }: Admission,
): Promise<SignedIn | Extract<Commit, { done: false }>> {
  const { token, hash } = freshToken();
  const now = clock.now();
  const { build } = database;
  if (await hasFactor(database, staff)) {
    const expires = now + challengeTime;
    const commit = await database.commit([
      ...proof,
      {
        statement: build
          .deleteFrom('sign_in_challenge')
          .where('staff', '=', staff)
          .where('expires', '<', now)
          .compile(),
      },
      { statement: build.insertInto('sign_in_challenge').values({ token: hash, staff, expires, tries: 0 }).compile() },
    ]);
    return commit.done ? { challenge: token } : commit;
  }
  const commit = await database.commit([
    ...proof,
    // A factor confirmed since the look above must be asked for: then this touches no row and nobody is let in.
    { statement: withoutFactor(database, { staff }), rows: 1 },
    ...beginSessionSteps(database, { session: hash, staff, now, device }),
  ]);
  return commit.done ? { session: token } : commit;
}

/**
 * Turns a challenge and a code (of the app, or a recovery code) into a session. `Refusal('wrong-code')` with how many
 * tries are left; `Refusal('token-expired')` when the challenge is used up or too old.
 */
export async function passChallenge(
  database: Database,
  clock: Clock,
  { challenge, code, device }: { challenge: string; code: string; device: string },
): Promise<{ session: string; staff: string }> {
  const now = clock.now();
  const token = tokenHash(challenge);
  // Counted before the code is looked at: twenty codes sent at once are five tries, not twenty.
  const counted = await database.commit([{ statement: countTry(database, { token, now, most: mostTries }), rows: 1 }]);
  if (!counted.done) throw new Refusal('token-expired', 'sign-in: the challenge is used up or too old');
  const staff = String(counted.rows[0]?.[0]?.['staff']);
  const left = mostTries - Number(counted.rows[0]?.[0]?.['tries']);
  const proof = await acceptFactorSteps(database, { staff, code, now });
  const session = freshToken();
  const spent = database.build.deleteFrom('sign_in_challenge').where('token', '=', token).compile();
  const commit =
    proof &&
    (await database.commit([
      { statement: spent, rows: 1 },
      ...proof,
      ...beginSessionSteps(database, { session: session.hash, staff, now, device }),
    ]));
  if (commit?.done) return { session: session.token, staff };
  throw new Refusal('wrong-code', `sign-in: ${staff} gave a wrong code`, { left });
}

async function hasFactor(database: Database, staff: string): Promise<boolean> {
  const rows = await database.read(
    database.build
      .selectFrom('staff_factor')
      .select('staff')
      .where('staff', '=', staff)
      .where('confirmed', 'is not', null),
  );
  return rows.length === 1;
}

const withoutFactor = template<{ staff: string }>(
  (_, place) => sql`
    select 1 as free where not exists (select 1 from staff_factor
      where staff = ${place.text('staff')} and confirmed is not null)`,
);

const countTry = template<{ token: string; now: number; most: number }>((build, place) =>
  build
    .updateTable('sign_in_challenge')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('token', '=', place.text('token'))
    .where('expires', '>', place.int('now'))
    .where('tries', '<', place.int('most'))
    .returning(['staff', 'tries']),
);
