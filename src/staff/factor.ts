import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Database, Step } from '../database/database.js';
import { Refusal } from '../refusal.js';
import { tokenHash } from './token.js';

/** A second factor on offer: the key as text, and the address that a QR code holds. Good for nothing until confirmed. */
export interface FactorOffer {
  readonly key: string;
  readonly uri: string;
}

const period = 30;
const recoveryCodes = 10;

/**
 * Begins a second factor: a fresh key for their app. One begun earlier and not confirmed is replaced;
 * `Refusal('taken')` when one is in force, which must be taken away first.
 */
export async function offerFactor(
  database: Database,
  { staff, mail, issuer }: { staff: string; mail: string; issuer: string },
): Promise<FactorOffer> {
  const secret = new Secret({ size: 20 });
  const fresh = { secret: secret.base32, confirmed: null, step: 0 };
  const statement = database.build
    .insertInto('staff_factor')
    .values({ staff, ...fresh })
    .onConflict((conflict) => conflict.column('staff').doUpdateSet(fresh).where('staff_factor.confirmed', 'is', null));
  const commit = await database.commit([{ statement: statement.compile(), rows: 1 }]);
  if (!commit.done) throw new Refusal('taken', `factor: ${staff} has a second factor already`);
  // A colon parts issuer and name in the address: within them it would be read as that.
  const plain = (text: string): string => text.replaceAll(':', ' ');
  return { key: secret.base32, uri: totp(secret.base32, { issuer: plain(issuer), label: plain(mail) }).toString() };
}

/** Puts the offered factor in force with a code of it, and gives ten recovery codes: shown now and never again. */
export async function confirmFactor(
  database: Database,
  { staff, code, now }: { staff: string; code: string; now: number },
): Promise<string[]> {
  const factor = await factorOf(database, staff);
  if (!factor || factor.confirmed !== null) throw new Refusal('not-found', `factor: ${staff} has none to confirm`);
  const step = stepOf(factor.secret, code, now);
  const fresh = freshCodes();
  const commit =
    step === undefined
      ? undefined
      : await database.commit([
          {
            statement: database.build
              .updateTable('staff_factor')
              .set({ confirmed: now, step })
              .where('staff', '=', staff)
              .where('secret', '=', factor.secret)
              .where('confirmed', 'is', null)
              .compile(),
            rows: 1,
          },
          ...codeSteps(database, staff, fresh),
        ]);
  if (!commit?.done) throw new Refusal('wrong-code', `factor: ${staff} gave a wrong code`);
  return fresh;
}

/** Ten new recovery codes in place of the old ones, for a code of the app. */
export async function renewRecoveryCodes(
  database: Database,
  { staff, code, now }: { staff: string; code: string; now: number },
): Promise<string[]> {
  const fresh = freshCodes();
  const proof = await acceptFactorSteps(database, { staff, code, now });
  const commit = proof && (await database.commit([...proof, ...codeSteps(database, staff, fresh)]));
  if (!commit?.done) throw new Refusal('wrong-code', `factor: ${staff} gave a wrong code`);
  return fresh;
}

/** Takes the second factor away, for a code of it. */
export async function removeFactor(
  database: Database,
  { staff, code, now }: { staff: string; code: string; now: number },
): Promise<void> {
  const proof = await acceptFactorSteps(database, { staff, code, now });
  const commit = proof && (await database.commit([...proof, ...removeFactorSteps(database, staff)]));
  if (!commit?.done) throw new Refusal('wrong-code', `factor: ${staff} gave a wrong code`);
}

/** Without a code: an owner does it for a colleague whose telephone and codes are lost. */
export function removeFactorSteps({ build }: Database, staff: string): Step[] {
  return [
    { statement: build.deleteFrom('recovery_code').where('staff', '=', staff).compile() },
    { statement: build.deleteFrom('staff_factor').where('staff', '=', staff).compile() },
  ];
}

/** Since when somebody has a second factor, and how many recovery codes are left; undefined without one. */
export async function factorState(
  database: Database,
  staff: string,
): Promise<{ since: number; recoveryLeft: number } | undefined> {
  const factor = await factorOf(database, staff);
  if (!factor || factor.confirmed === null) return undefined;
  const left = await database.read(
    database.build.selectFrom('recovery_code').select('code').where('staff', '=', staff).where('used', 'is', null),
  );
  return { since: factor.confirmed, recoveryLeft: left.length };
}

/**
 * The steps that spend this code, undefined when it is wrong. A code of the app counts once: its time-step must be
 * later than the last one taken, or the step touches no row. A recovery code counts once as well.
 */
export async function acceptFactorSteps(
  database: Database,
  { staff, code, now }: { staff: string; code: string; now: number },
): Promise<Step[] | undefined> {
  const { build } = database;
  const typed = code.normalize('NFKC').replace(/[\s-]/g, '').toLowerCase();
  if (/^[a-z0-9]{10}$/.test(typed)) {
    const spend = build
      .updateTable('recovery_code')
      .set({ used: now })
      .where('staff', '=', staff)
      .where('code', '=', tokenHash(`${staff} ${typed}`))
      .where('used', 'is', null);
    return [{ statement: spend.compile(), rows: 1 }];
  }
  const factor = await factorOf(database, staff);
  const step = factor && factor.confirmed !== null ? stepOf(factor.secret, typed, now) : undefined;
  if (step === undefined) return undefined;
  const spend = build.updateTable('staff_factor').set({ step }).where('staff', '=', staff).where('step', '<', step);
  return [{ statement: spend.compile(), rows: 1 }];
}

async function factorOf(database: Database, staff: string) {
  const [row] = await database.read(database.build.selectFrom('staff_factor').selectAll().where('staff', '=', staff));
  return row;
}

/** The time-step a code belongs to, one early and one late allowed for clocks that differ; undefined when it is wrong. */
function stepOf(secret: string, code: string, now: number): number | undefined {
  const typed = code.normalize('NFKC').replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(typed)) return undefined;
  const off = totp(secret).validate({ token: typed, timestamp: now, window: 1 });
  return off === null ? undefined : Math.floor(now / 1000 / period) + off;
}

const totp = (secret: string, names: { issuer?: string; label?: string } = {}): TOTP =>
  new TOTP({ ...names, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period });

/** Without letters and digits that are mistaken for each other on paper: 50 random bits each. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz023456789';

function freshCodes(): string[] {
  const letters = (count: number): string =>
    Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)] ?? '').join('');
  return Array.from({ length: recoveryCodes }, () => `${letters(5)}-${letters(5)}`);
}

/** Stored hashed with their owner: 50 random bits need no slow hash. */
function codeSteps({ build }: Database, staff: string, codes: readonly string[]): Step[] {
  const rows = codes.map((code) => ({ staff, code: tokenHash(`${staff} ${code.replace('-', '')}`), used: null }));
  return [
    { statement: build.deleteFrom('recovery_code').where('staff', '=', staff).compile() },
    { statement: build.insertInto('recovery_code').values(rows).compile() },
  ];
}
