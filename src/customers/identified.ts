import type { Database, Step } from '../database/database.js';
import { template } from '../database/statements.js';
import { newId } from '../id.js';

/** What the shop's own server says of its customer, signed. `subject` is the shop's name for them and never changes. */
export interface Identity {
  readonly subject: string;
  readonly name: string;
  readonly mail: string;
  readonly phone: string;
  readonly language: string;
}

/** A customer the shop has vouched for: not who somebody in a chat says they are. */
export interface Identified extends Identity {
  readonly id: string;
}

/** Stores what the shop says now; the customer keeps their id whatever else has changed. */
export async function knowCustomer(
  database: Database,
  { site, now, ...identity }: Identity & { site: string; now: number },
): Promise<Identified> {
  const statement = keep(database, { id: newId('u'), site, now, ...identity });
  const commit = await database.commit([{ statement, rows: 1 }]);
  if (!commit.done) throw new Error('customer: could be neither stored nor found');
  return { ...identity, id: String(commit.rows[0]?.[0]?.['id']) };
}

const keep = template<Identified & { site: string; now: number }>((build, place) => {
  const told = {
    ...{ name: place.text('name'), mail: place.text('mail'), phone: place.text('phone') },
    ...{ language: place.text('language'), changed: place.int('now') },
  };
  return build
    .insertInto('customer')
    .values({
      ...{ id: place.text('id'), site: place.text('site'), subject: place.text('subject') },
      ...{ made: place.int('now'), ...told },
    })
    .onConflict((conflict) => conflict.columns(['site', 'subject']).doUpdateSet(told))
    .returning('id');
});

/** Who is behind this thread, when the shop has said so. */
export async function customerOfThread(database: Database, thread: string): Promise<Identified | undefined> {
  const [row] = await database.rows<Identified>(behind(database, { thread }));
  return row;
}

const behind = template<{ thread: string }>((build, place) =>
  build
    .selectFrom('thread')
    .innerJoin('customer', 'customer.id', 'thread.customer')
    .select(['customer.id', 'subject', 'name', 'mail', 'phone', 'language'])
    .where('thread.id', '=', place.text('thread')),
);

/** The customer's latest thread on a channel, if they have one. */
export async function threadOfCustomer(
  database: Database,
  { customer, channel }: { customer: string; channel: string },
): Promise<string | undefined> {
  const [row] = await database.read(
    database.build
      .selectFrom('thread')
      .select('id')
      .where('customer', '=', customer)
      .where('channel', '=', channel)
      .orderBy('opened', 'desc')
      .orderBy('id')
      .limit(1),
  );
  return row?.id;
}

/**
 * Gives a thread that nobody was behind to this customer, unless they have one on its channel already. Gives whether
 * it is theirs now.
 */
export async function adoptThread(
  database: Database,
  { thread, customer, channel, now }: { thread: string; customer: string; channel: string; now: number },
): Promise<boolean> {
  // The customer's row is locked first: identified on two devices at once, the second sees what the first has taken.
  const lock: Step = {
    statement: database.build.updateTable('customer').set({ changed: now }).where('id', '=', customer).compile(),
    rows: 1,
  };
  const take: Step = {
    statement: database.build
      .updateTable('thread')
      .set({ customer })
      .where('id', '=', thread)
      .where('channel', '=', channel)
      .where('customer', 'is', null)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('thread as other')
              .select('other.id')
              .where('other.customer', '=', customer)
              .where('other.channel', '=', channel),
          ),
        ),
      )
      .compile(),
    rows: 1,
  };
  return (await database.commit([lock, take])).done;
}
