import type { Database } from '../../database/database.js';
import type { Asker } from '../system.js';

/** How many letters of one kind went to an address, and were asked for in this conversation. */
export interface SentTo {
  /** All there are, for the number of the next: asked for twice at the same moment, both want the same one. */
  readonly ever: number;
  readonly toAddress: number;
  readonly fromHere: number;
}

const hour = 3_600_000;
const mostAnHour = 3;

/** Nobody's mailbox can be filled by asking, and no conversation can write to many people. */
export const isTooMany = ({ toAddress, fromHere }: SentTo): boolean => Math.max(toAddress, fromHere) >= mostAnHour;

export async function sentTo(
  database: Database,
  table: 'mail_code' | 'password_reset',
  { asker: { site, conversation, now }, mail }: { asker: Asker; mail: string },
): Promise<SentTo> {
  const { build } = database;
  const [[last], [to], [from]] = await Promise.all([
    database.read(
      build
        .selectFrom(table)
        .select((one) => one.fn.max('nth').as('nth'))
        .where('site', '=', site)
        .where('mail', '=', mail),
    ),
    database.read(
      build
        .selectFrom(table)
        .select((one) => one.fn.countAll<number>().as('count'))
        .where('site', '=', site)
        .where('mail', '=', mail)
        .where('made', '>', now - hour),
    ),
    database.read(
      build
        .selectFrom(table)
        .select((one) => one.fn.countAll<number>().as('count'))
        .where('conversation', '=', conversation)
        .where('made', '>', now - hour),
    ),
  ]);
  return { ever: last?.nth ?? 0, toAddress: Number(to?.count ?? 0), fromHere: Number(from?.count ?? 0) };
}
