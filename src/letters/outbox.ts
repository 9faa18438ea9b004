import { z } from 'zod';
import type { Database, Step } from '../database/database.js';
import { Refusal } from '../refusal.js';
import { letterOf, letterStates, parseLetter, sendSteps, type Letter, type LetterState } from './letter.js';

/** What became of a try. `nextTry` only while it is still waiting. */
export interface Tried {
  readonly state: LetterState;
  readonly reason: string | null;
  readonly now: number;
  readonly nextTry?: number;
}

/** Into the commit that ends the try. Expects a waiting letter: one that was settled meanwhile is left alone. */
export function triedSteps(database: Database, letter: Letter, { state, reason, now, nextTry }: Tried): Step[] {
  const statement = database.build
    .updateTable('mail')
    .set((mail) => ({
      ...{ state, reason: reason === null ? null : reason.slice(0, 300), next_try: nextTry ?? null },
      ...{ sent: state === 'sent' ? now : null, tries: mail('tries', '+', 1) },
    }))
    .where('id', '=', letter.id)
    .where('state', '=', 'waiting')
    .compile();
  const { id, conversation, tries } = letter;
  const again =
    nextTry === undefined
      ? []
      : sendSteps(database, { id, key: `${id}:${tries + 1}:${now}`, conversation, due: nextTry, now });
  return [{ statement }, ...again];
}

/** A letter that was sent has come back: said by the mail server that could not deliver it. */
export async function markBounced(database: Database, id: string, reason: string): Promise<boolean> {
  const statement = database.build
    .updateTable('mail')
    .set({ state: 'failed', reason: reason.slice(0, 300), next_try: null })
    .where('id', '=', id)
    .where('state', 'in', ['sent', 'waiting'])
    .compile();
  const commit = await database.commit([{ statement, rows: 1 }]);
  return commit.done;
}

/** Tries a letter that was not sent once more, now. `Refusal('not-found')`, or `moved-on` when it has gone out since. */
export async function retryLetter(
  database: Database,
  { site, id, now }: { site: string; id: string; now: number },
): Promise<void> {
  const letter = await letterOf(database, id);
  if (letter?.site !== site) throw new Refusal('not-found', `mail: there is no letter ${id}`);
  if (!(await queueAgain(database, letter, now)))
    throw new Refusal('moved-on', `mail: letter ${id} is ${letter.state}`);
}

/**
 * What waited for a mail server while none was configured, once there is one. What is older than a week stays where it
 * is: nobody expects it any more, and the console still lists it.
 */
export async function requeueUnconfigured(database: Database, site: string, now: number): Promise<number> {
  const rows = await database.read(
    database.build
      .selectFrom('mail')
      .selectAll()
      .where('site', '=', site)
      .where('state', '=', 'not configured')
      .where('created', '>', now - 7 * 86_400_000),
  );
  let queued = 0;
  for (const letter of rows.map(parseLetter)) if (await queueAgain(database, letter, now)) queued++;
  return queued;
}

async function queueAgain(database: Database, { id, conversation, tries }: Letter, now: number): Promise<boolean> {
  const statement = database.build
    .updateTable('mail')
    .set({ state: 'waiting', next_try: now })
    .where('id', '=', id)
    .where('state', 'in', ['failed', 'not configured', 'waiting'])
    .compile();
  const job = sendSteps(database, { id, key: `${id}:${tries}:${now}`, conversation, due: 0, now });
  const commit = await database.commit([{ statement, rows: 1 }, ...job]);
  return commit.done;
}

const listed = z.object({ ticket: z.string().nullable() });

export interface ListedLetter extends Letter {
  readonly ticket: string | null;
}

/** The letters of a site in these states, newest first: by default those that have not been sent. */
export async function lettersOf(
  database: Database,
  {
    site,
    states = letterStates.filter((one) => one !== 'sent' && one !== 'not needed'),
    limit = 100,
  }: {
    site: string;
    states?: readonly LetterState[];
    limit?: number;
  },
): Promise<ListedLetter[]> {
  const rows = await database.read(
    database.build
      .selectFrom('mail')
      .selectAll('mail')
      .select((mail) =>
        mail
          .selectFrom('ticket')
          .select('number')
          .whereRef('ticket.conversation', '=', 'mail.conversation')
          .orderBy('ticket.opened', 'desc')
          .limit(1)
          .as('ticket'),
      )
      .where('mail.site', '=', site)
      .where('mail.state', 'in', states)
      .orderBy('mail.created', 'desc')
      .limit(limit),
  );
  return rows.map((row) => ({ ...parseLetter(row), ...listed.parse(row) }));
}
