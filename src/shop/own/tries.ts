import { createHash } from 'node:crypto';
import type { Database, Step } from '../../database/database.js';
import { template } from '../../database/statements.js';
import type { Asker } from '../system.js';

/** A guess at something that proves who somebody is. */
export interface Try {
  /** What is guessed at: `order:A-10293`. All conversations' wrong guesses at it count together. */
  readonly subject: string;
  readonly given: string;
  readonly isRight: boolean;
  /** So many wrong ones within the window; after that a right one is not heard either. */
  readonly most: number;
  readonly window: number;
}

const day = 86_400_000;

/**
 * Counts a guess, and tells what it is worth. A look-up changes nothing of the shop's; the count is not the shop's but
 * the door's, and is written before anybody is told, in a commit of its own. Were it counted afterwards, a thousand
 * conversations could guess at the same moment, and a thought that is thrown away would be a guess for nothing.
 */
export async function tryOnce(database: Database, asker: Asker, guess: Try): Promise<'right' | 'wrong' | 'locked'> {
  const id = tryId(asker, guess);
  await database.commit(tryingSteps(database, asker, { id, subject: guess.subject }));
  const isLocked = (await wrongTries(database, asker, guess)) > guess.most;
  const outcome = isLocked ? 'locked' : guess.isRight ? 'right' : 'wrong';
  await database.commit([{ statement: settle(database, { id, outcome }) }]);
  return outcome;
}

/** Wrong guesses within the window, those not yet told included. What was refused while locked does not lock for longer. */
export async function wrongTries(
  database: Database,
  { site, now }: Asker,
  { subject, window }: Pick<Try, 'subject' | 'window'>,
): Promise<number> {
  const [row] = await database.rows<{ count: number }>(wrong(database, { site, subject, since: now - window }));
  return Number(row?.count ?? 0);
}

const wrong = template<{ site: string; subject: string; since: number }>((build, place) =>
  build
    .selectFrom('proof_try')
    .select((one) => one.fn.countAll<number>().as('count'))
    .where('site', '=', place.text('site'))
    .where('subject', '=', place.text('subject'))
    .where('outcome', 'in', ['open', 'wrong'])
    .where('time', '>', place.int('since')),
);

/** Whether this conversation has guessed right within the last day: as long as it is likely to be the same person. */
export async function hasTriedRight(database: Database, asker: Asker, subject: string): Promise<boolean> {
  const { site, conversation, now } = asker;
  const rows = await database.rows(right(database, { site, subject, conversation, since: now - day }));
  return rows.length > 0;
}

const right = template<{ site: string; subject: string; conversation: string; since: number }>((build, place) =>
  build
    .selectFrom('proof_try')
    .select('id')
    .where('site', '=', place.text('site'))
    .where('subject', '=', place.text('subject'))
    .where('conversation', '=', place.text('conversation'))
    .where('outcome', '=', 'right')
    .where('time', '>', place.int('since'))
    .limit(1),
);

function tryingSteps(
  database: Database,
  { site, conversation, now }: Asker,
  { id, subject }: { id: string; subject: string },
): Step[] {
  const insert = open(database, { id, site, subject, conversation, now });
  return [{ statement: insert }, { statement: forget(database, { before: now - 2 * day }) }];
}

const open = template<{ id: string; site: string; subject: string; conversation: string; now: number }>(
  (build, place) =>
    build
      .insertInto('proof_try')
      .values({
        ...{ id: place.text('id'), site: place.text('site'), subject: place.text('subject') },
        ...{ conversation: place.text('conversation'), outcome: 'open', time: place.int('now') },
      })
      .onConflict((conflict) => conflict.column('id').doNothing()),
);

const forget = template<{ before: number }>((build, place) =>
  build.deleteFrom('proof_try').where('time', '<', place.int('before')),
);

const settle = template<{ id: string; outcome: string }>((build, place) =>
  build
    .updateTable('proof_try')
    .set({ outcome: place.text('outcome') })
    .where('id', '=', place.text('id')),
);

/**
 * The same asking thought about twice is one guess. Eight digits of the hash tell two values of one asking apart, and
 * are too few to find the value again.
 */
function tryId({ key, site }: Asker, { subject, given }: Pick<Try, 'subject' | 'given'>): string {
  const mark = createHash('sha256').update([site, key, subject, given].join('|')).digest('hex').slice(0, 8);
  return [site, key, subject, mark].join('|');
}
