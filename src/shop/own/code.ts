import { createHmac, timingSafeEqual } from 'node:crypto';
import { comparableMail, mailPattern } from '../../customers/contact.js';
import type { Database, Step } from '../../database/database.js';
import { template } from '../../database/statements.js';
import { newId } from '../../id.js';
import { letterSteps } from '../../letters/letter.js';
import type { Asker, LookUp, OwnAct } from '../system.js';
import { customerByMail } from './customer.js';
import { isTooMany, sentTo } from './sent-to.js';
import { tryOnce } from './tries.js';
import { done, found, none, refused, textIn } from './values.js';

export interface CodeOptions {
  readonly database: Database;
  /** The installation's own key: codes are computed from it. */
  readonly key: string;
  /** Whether there is a mail server at all. */
  readonly sendsMail: boolean;
}

const minutesGood = 10;
const mostTries = 5;
const day = 86_400_000;

/**
 * `send-code` {mail}: a letter with six digits goes to the address, whoever's it is. It says nothing of an account and
 * is the same whether there is one: only who reads that mailbox learns more. Refused with `no-mail-server`,
 * `not-a-mail` or `too-many`: three an hour to one address, and out of one conversation.
 */
export function createSendCodeAct({ database, sendsMail }: CodeOptions): OwnAct {
  return {
    signature: { takes: { mail: 'text' }, gives: { mail: 'text', minutes: 'count', why: 'text' } },
    async plan(asker, values) {
      const { site, conversation, language, key, now } = asker;
      const mail = comparableMail(textIn(values, 'mail', 254));
      if (!sendsMail) return refused('no-mail-server');
      if (!mailPattern.test(mail)) return refused('not-a-mail');
      const sent = await sentTo(database, 'mail_code', { asker, mail });
      if (isTooMany(sent)) return refused('too-many', { mail });
      const id = newId('d');
      const row = { id, site, mail, nth: sent.ever + 1, conversation, key, made: now };
      const statement = database.build
        .insertInto('mail_code')
        .values({ ...row, expires: now + minutesGood * 60_000, used: null })
        .compile();
      const { steps } = letterSteps(database, {
        ...{ site, kind: 'code', key: `code:${id}`, conversation: null, recipient: mail, language, now },
      });
      const forget = database.build
        .deleteFrom('mail_code')
        .where('made', '<', now - 30 * day)
        .compile();
      return done({ mail, minutes: minutesGood }, [{ statement, rows: 1 }, ...steps, { statement: forget }]);
    },
  };
}

/**
 * `code` {mail, code}: found when it is the last code this conversation had sent there, within ten minutes and five
 * tries; then the customer of that address, if the shop knows one. Wrong, too late and too often are all `none`. It is
 * a look-up that counts (tries.ts), so that what stands behind the proof can be looked up in the same turn.
 */
export function createCodeLookUp({ database, key }: CodeOptions): LookUp {
  return {
    signature: {
      takes: { mail: 'text', code: 'text' },
      gives: { mail: 'text', customer: 'text', name: 'text' },
    },
    async look(asker, values) {
      const mail = comparableMail(textIn(values, 'mail', 254));
      const sent = await lastSent(database, asker, mail);
      if (!sent || (sent.used === null && sent.expires < asker.now)) return none;
      const given = textIn(values, 'code', 40).normalize('NFKC').replace(/\D/g, '');
      const outcome = await tryOnce(database, asker, {
        ...{ subject: `code:${sent.id}`, given, most: mostTries, window: day },
        isRight: isSame(given, codeOf(key, sent.id)),
      });
      if (outcome !== 'right') return none;
      await database.commit(usedSteps(database, asker, sent.id));
      const customer = await customerByMail(database, asker.site, mail);
      return found({ mail, customer: customer?.id, name: customer?.name });
    },
  };
}

/** The mail addresses that a code has reached in this conversation within the last day. */
export async function provenMails(database: Database, { site, conversation, now }: Asker): Promise<string[]> {
  const rows = await database.rows<{ mail: string }>(reached(database, { site, conversation, since: now - day }));
  return rows.map(({ mail }) => mail);
}

const reached = template<{ site: string; conversation: string; since: number }>((build, place) =>
  build
    .selectFrom('mail_code')
    .select('mail')
    .where('site', '=', place.text('site'))
    .where('conversation', '=', place.text('conversation'))
    .where('used', '>', place.int('since')),
);

/** Stored nowhere, not even hashed: a million hashes are tried in a second. Whoever has the row needs the key as well. */
export function codeOf(key: string, id: string): string {
  const digest = createHmac('sha256', key).update(`mail code|${id}`).digest();
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

/** The code a letter carries, as long as it is any good. */
export async function codeInLetter(
  { database, key }: Pick<CodeOptions, 'database' | 'key'>,
  id: string,
  now: number,
): Promise<{ code: string; expires: number } | undefined> {
  const [row] = await database.read(
    database.build.selectFrom('mail_code').select('expires').where('id', '=', id).where('expires', '>', now),
  );
  return row && { code: codeOf(key, id), expires: row.expires };
}

async function lastSent(
  database: Database,
  { site, conversation }: Asker,
  mail: string,
): Promise<{ id: string; expires: number; used: number | null } | undefined> {
  const [row] = await database.read(
    database.build
      .selectFrom('mail_code')
      .select(['id', 'expires', 'used'])
      .where('site', '=', site)
      .where('mail', '=', mail)
      .where('conversation', '=', conversation)
      .orderBy('nth', 'desc')
      .limit(1),
  );
  return row;
}

function usedSteps(database: Database, { now }: Asker, id: string): Step[] {
  const statement = database.build
    .updateTable('mail_code')
    .set({ used: now })
    .where('id', '=', id)
    .where('used', 'is', null)
    .compile();
  return [{ statement }];
}

function isSame(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
