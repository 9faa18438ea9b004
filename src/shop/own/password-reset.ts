import { createHmac } from 'node:crypto';
import { comparableMail, mailPattern } from '../../customers/contact.js';
import type { Database } from '../../database/database.js';
import { newId } from '../../id.js';
import { letterSteps } from '../../letters/letter.js';
import type { OwnAct } from '../system.js';
import { customerByMail } from './customer.js';
import { isTooMany, sentTo } from './sent-to.js';
import { done, refused, textIn } from './values.js';

const minutesGood = 60;
/** As long as anybody asks who asked. */
const keptFor = 30 * 86_400_000;

/**
 * `password-reset` {mail}: a letter with a link to the shop's own page, if there is a customer of that address. The
 * answer, the count and the work are the same if there is none. Refused with `not-offered` (no page is set),
 * `no-mail-server`, `not-a-mail` or `too-many`.
 */
export function createPasswordResetAct({ database, sendsMail }: { database: Database; sendsMail: boolean }): OwnAct {
  return {
    signature: { takes: { mail: 'text' }, gives: { mail: 'text', minutes: 'count', why: 'text' } },
    async plan(asker, values) {
      const { site, settings, conversation, language, key, now } = asker;
      const mail = comparableMail(textIn(values, 'mail', 254));
      if (settings.passwordReset === null) return refused('not-offered');
      if (!sendsMail) return refused('no-mail-server');
      if (!mailPattern.test(mail)) return refused('not-a-mail');
      const [sent, customer] = await Promise.all([
        sentTo(database, 'password_reset', { asker, mail }),
        customerByMail(database, site, mail),
      ]);
      if (isTooMany(sent)) return refused('too-many', { mail });
      const id = newId('w');
      const row = { id, site, mail, nth: sent.ever + 1, customer: customer?.id ?? null, conversation, key, made: now };
      const statement = database.build.insertInto('password_reset').values(row).compile();
      const letter = {
        site,
        kind: 'reset',
        key: `reset:${id}`,
        conversation: null,
        recipient: mail,
        language,
        now,
      } as const;
      const steps = customer ? letterSteps(database, letter).steps : [];
      const forget = database.build
        .deleteFrom('password_reset')
        .where('made', '<', now - keptFor)
        .compile();
      return done({ mail, minutes: minutesGood }, [{ statement, rows: 1 }, ...steps, { statement: forget }]);
    },
  };
}

/**
 * The link of a letter, as long as it is good: the shop's page with a JWT (HS256) that says whose password may be set.
 * It is signed with a key of its own made of the widget's secret, so that it can never be shown to us as somebody's
 * identity: HMAC-SHA256(secret, "password reset").
 */
export async function resetLink(
  { database, widgetSecret }: { database: Database; widgetSecret: string },
  { id, page, now }: { id: string; page: string | null; now: number },
): Promise<{ link: string; expires: number } | undefined> {
  const [row] = await database.read(
    database.build.selectFrom('password_reset').select(['customer', 'mail', 'made']).where('id', '=', id),
  );
  if (!row || row.customer === null || page === null) return undefined;
  const expires = row.made + minutesGood * 60_000;
  if (expires <= now) return undefined;
  const link = new URL(page);
  const claims = { sub: row.customer, mail: row.mail, purpose: 'password reset', jti: id };
  link.searchParams.set('token', signed({ ...claims, exp: Math.floor(expires / 1000) }, resetKey(widgetSecret)));
  return { link: link.href, expires };
}

const resetKey = (widgetSecret: string): Buffer => createHmac('sha256', widgetSecret).update('password reset').digest();

function signed(claims: Readonly<Record<string, unknown>>, key: Buffer): string {
  const part = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString('base64url');
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
}
