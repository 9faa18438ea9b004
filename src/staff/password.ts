import type { Clock } from '../clock.js';
import type { Database, Step } from '../database/database.js';
import { Refusal } from '../refusal.js';
import { admit, type SignedIn } from './admit.js';
import { isCommonPassword } from './common-passwords.js';
import { endSessionsSteps } from './session.js';
import { staffByMail } from './staff.js';
import { tokenHash } from './token.js';

/** Characters, counted as people count them. */
export const shortestPassword = 10;
export const longestPassword = 200;

/** OWASP's smallest setting of argon2id: some 30 ms, and 19 MiB that a guesser needs for each guess too. */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

/**
 * Signs in with mail and password. Whoever asks has been counted by a rate already: a hash is dear. One answer,
 * `Refusal('wrong-password')`, and one amount of work for a wrong password, an unknown mail and somebody who left.
 */
export async function signInByPassword(
  database: Database,
  clock: Clock,
  { mail, password, device }: { mail: string; password: string; device: string },
): Promise<SignedIn> {
  const staff = await staffByMail(database, mail);
  const stored = staff && (await storedHash(database, staff.id));
  const isRight = await verify(stored ?? (await nobodysHash()), plain(password));
  if (!staff || stored === undefined || !isRight)
    throw new Refusal('wrong-password', 'sign-in: wrong mail or password');
  const signedIn = await admit(database, clock, { staff: staff.id, device });
  if ('done' in signedIn) throw new Refusal('wrong-password', `sign-in: ${staff.id} was changed meanwhile`);
  return signedIn;
}

export interface PasswordChange {
  readonly staff: string;
  readonly mail: string;
  readonly name: string;
  readonly password: string;
  /** What they have now; not needed for the first one. */
  readonly current?: string | undefined;
  /** The session that stays; all others end. */
  readonly session: string;
}

/**
 * Sets or changes somebody's own password. Every other session of theirs ends, since one of them may be why.
 * `Refusal('bad-password')` for a weak one, `Refusal('wrong-password')` when the current one does not fit.
 */
export async function changePassword(database: Database, clock: Clock, change: PasswordChange): Promise<void> {
  const { staff, password, current } = change;
  checkPassword(password, change);
  const before = await storedHash(database, staff);
  if (before !== undefined && !(await verify(before, plain(current ?? '')))) {
    throw new Refusal('wrong-password', `password: ${staff} does not know the current one`);
  }
  const commit = await database.commit([
    ...(before === undefined ? [] : [forgetSteps(database, staff, before)]),
    await passwordStep(database, { staff, password, now: clock.now() }),
    ...endSessionsSteps(database, staff, tokenHash(change.session)),
  ]);
  if (!commit.done) throw new Refusal('moved-on', `password: ${staff} changed it elsewhere meanwhile`);
}

/** The step that stores somebody's first password; a second one at the same moment fails on its key. */
export async function passwordStep(
  { build }: Database,
  { staff, password, now }: { staff: string; password: string; now: number },
): Promise<Step> {
  const hashed = await hash(plain(password));
  return {
    statement: build.insertInto('staff_password').values({ staff, hash: hashed, changed: now }).compile(),
    rows: 1,
  };
}

/** Throws `Refusal('bad-password')` with `why`: `short`, `long`, `common`, or `name` when it is their own mail or name. */
export function checkPassword(password: string, { mail, name = '' }: { mail: string; name?: string }): void {
  const why = weakness(password, [mail, mail.split('@')[0] ?? '', name]);
  if (why !== undefined) throw new Refusal('bad-password', `password: refused as ${why}`, { why });
}

/** When somebody last changed their password; undefined for who has none. */
export async function passwordChanged(database: Database, staff: string): Promise<number | undefined> {
  const [row] = await database.read(
    database.build.selectFrom('staff_password').select('changed').where('staff', '=', staff),
  );
  return row?.changed;
}

function weakness(password: string, own: readonly string[]): 'short' | 'long' | 'common' | 'name' | undefined {
  const text = plain(password);
  const length = [...text].length;
  if (length < shortestPassword) return 'short';
  if (length > longestPassword) return 'long';
  const bare = text.toLowerCase();
  // Their own name with a digit or two behind it is the first thing that is tried.
  if (
    own.some((one) => one.length > 3 && bare.replace(/[\d\W_]+$/u, '') === one.toLowerCase().replace(/[\d\W_]+$/u, ''))
  )
    return 'name';
  return isCommonPassword(bare) ? 'common' : undefined;
}

/** The same letters however the keyboard composed them; a NUL byte would end the text for some libraries. */
const plain = (password: string): string => password.normalize('NFKC').replaceAll('\0', ' ');

function forgetSteps({ build }: Database, staff: string, known: string): Step {
  const statement = build.deleteFrom('staff_password').where('staff', '=', staff).where('hash', '=', known);
  return { statement: statement.compile(), rows: 1 };
}

async function storedHash(database: Database, staff: string): Promise<string | undefined> {
  const [row] = await database.read(
    database.build.selectFrom('staff_password').select('hash').where('staff', '=', staff),
  );
  return row?.hash;
}

// Machine code, loaded at the first password: a start needs none.
async function hash(password: string): Promise<string> {
  const argon2 = await import('argon2');
  return argon2.hash(password, { ...cost, type: argon2.argon2id });
}

async function verify(stored: string, password: string): Promise<boolean> {
  return (await import('argon2')).verify(stored, password);
}

let nobodys: Promise<string> | undefined;

/** What an unknown mail's password is compared with, so that the answer takes as long as any other. */
function nobodysHash(): Promise<string> {
  nobodys ??= hash('nobody has this password');
  return nobodys;
}
