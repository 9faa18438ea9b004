import { comparableMail, comparablePhone } from '../../customers/contact.js';
import { customerOfThread } from '../../customers/identified.js';
import type { Database } from '../../database/database.js';
import { template } from '../../database/statements.js';
import type { Asker } from '../system.js';
import { provenMails } from './code.js';
import { hasTriedRight, tryOnce } from './tries.js';

/** Somebody comes to a customer at a time. `id` is the number the customer says. */
export interface Visit {
  readonly id: string;
  readonly start: number;
  readonly until: number;
  readonly place: number;
  readonly status: 'booked' | 'cancelled';
  readonly sequence: number;
  readonly sku: string;
  readonly number: string;
  readonly note: string;
  readonly mail: string;
  readonly phone: string;
  readonly address: string;
  readonly language: string;
  readonly conversation: string;
  readonly changed: number;
}

const columns = [
  ...['id', 'start', 'until', 'place', 'status', 'sequence', 'sku', 'number', 'note', 'mail', 'phone', 'address'],
  ...['language', 'conversation', 'changed'],
] as const;

export async function visitOf(database: Database, site: string, id: string): Promise<Visit | undefined> {
  const [row] = await database.read(
    database.build.selectFrom('visit').select(columns).where('site', '=', site).where('id', '=', id),
  );
  return row && { ...row, status: row.status === 'booked' ? 'booked' : 'cancelled' };
}

/** The next visits booked in this customer's chat, whatever conversation of it that was in. */
export async function visitsOfThread(database: Database, { site, thread, now }: Asker): Promise<Visit[]> {
  return database.rows<Visit>(ofThread(database, { site, thread, now }));
}

const ofThread = template<{ site: string; thread: string; now: number }>((build, place) =>
  build
    .selectFrom('visit')
    .innerJoin('conversation', 'conversation.id', 'visit.conversation')
    .select(columns.map((column) => `visit.${column}` as const))
    .where('visit.site', '=', place.text('site'))
    .where('conversation.thread', '=', place.text('thread'))
    .where('visit.status', '=', 'booked')
    .where('visit.until', '>', place.int('now'))
    .orderBy('visit.start')
    .limit(5),
);

const mostWrong = 5;
const window = 3_600_000;

/**
 * Whether the asker may see and change this visit: it was booked in their own chat, or the site, a code, or the mail
 * address or phone number it was booked with says that it is theirs. Wrong ones are counted (tries.ts).
 */
export async function isTheirs(database: Database, asker: Asker, visit: Visit, contact: string): Promise<boolean> {
  if (await isKnown(database, asker, visit)) return true;
  const subject = `visit:${visit.id}`;
  if (contact === '') return hasTriedRight(database, asker, subject);
  const outcome = await tryOnce(database, asker, {
    ...{ subject, given: contact, most: mostWrong, window },
    isRight: isSame(visit, contact.includes('@') ? { mail: contact } : { phone: contact }),
  });
  return outcome === 'right';
}

async function isKnown(database: Database, asker: Asker, visit: Visit): Promise<boolean> {
  const [[own], known, mails] = await Promise.all([
    database.read(
      database.build
        .selectFrom('conversation')
        .select('id')
        .where('id', '=', visit.conversation)
        .where('thread', '=', asker.thread),
    ),
    customerOfThread(database, asker.thread),
    provenMails(database, asker),
  ]);
  return (
    own !== undefined || (known !== undefined && isSame(visit, known)) || mails.some((mail) => isSame(visit, { mail }))
  );
}

function isSame(visit: Pick<Visit, 'mail' | 'phone'>, given: { mail?: string; phone?: string }): boolean {
  const [mail, phone] = [comparableMail(visit.mail), comparablePhone(visit.phone)];
  return (
    (mail !== '' && mail === comparableMail(given.mail ?? '')) ||
    (phone !== '' && phone === comparablePhone(given.phone ?? ''))
  );
}
