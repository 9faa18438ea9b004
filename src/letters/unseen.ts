import { seenOf } from '../conversations/seen.js';
import { eventsAfter } from '../conversations/log.js';
import type { Database, Step } from '../database/database.js';
import { enqueueSteps } from '../jobs/enqueue.js';
import type { Job, Outcome } from '../jobs/job.js';
import type { Live } from '../live/live.js';
import type { Clock } from '../clock.js';
import type { Event } from '../wire.js';
import { contactOf } from './contact.js';
import { letterSteps } from './letter.js';

export const unseenJob = 'unseen reply';

/** Asks, in the commit of something worth reading, that somebody looks later whether it was seen. `key` names it. */
export function lookLaterSteps(
  database: Database,
  { conversation, key, seconds, now }: { conversation: string; key: string; seconds: number; now: number },
): Step[] {
  return enqueueSteps(database, {
    ...{ kind: unseenJob, key: `${conversation}:${key}`, conversation, payload: null },
    ...{ due: now + seconds * 1000, now },
  });
}

/** A stretch of the log nobody has read and no letter carries yet, and what is in it for the customer. */
export interface Unseen {
  readonly first: number;
  readonly upTo: number;
  readonly messages: readonly Event[];
}

/**
 * What a person wrote, and what the bot said by itself once an act's result came in. What the bot answers at once needs
 * no letter: the customer asked it a moment ago, and whoever leaves then did not wait for it.
 */
export function worthALetter(events: readonly Event[]): Event[] {
  let isAfterAct = false;
  return events.filter(({ author, body }) => {
    if (body?.kind === 'act done' && author === 'system') isAfterAct = true;
    if (author === 'customer') isAfterAct = false;
    return body?.kind === 'message' && (author.startsWith('agent:') || (author === 'bot' && isAfterAct));
  });
}

/** Everything unseen and unsent, as one letter takes it. `undefined` when there is nothing. */
export async function unseenIn(database: Database, conversation: string): Promise<Unseen | undefined> {
  const [{ customer }, mailed] = await Promise.all([
    seenOf(database, conversation),
    mailedUpTo(database, conversation),
  ]);
  const events: Event[] = [];
  for (let after = Math.max(customer?.seq ?? 0, mailed); ;) {
    const batch = await eventsAfter(database, conversation, after, 500);
    events.push(...batch.events);
    after = batch.upTo;
    if (batch.events.length < 500) break;
  }
  const messages = worthALetter(events);
  const [first] = messages;
  const last = messages.at(-1);
  return first && last && { first: first.seq, upTo: last.seq, messages };
}

async function mailedUpTo(database: Database, conversation: string): Promise<number> {
  const [row] = await database.read(
    database.build
      .selectFrom('mail')
      .select((mail) => mail.fn.max('up_to').as('up_to'))
      .where('conversation', '=', conversation)
      .where('kind', '=', 'reply'),
  );
  return row?.up_to ?? 0;
}

/**
 * Looks, some time after a reply, whether it was seen, and writes one letter with everything that was not. Several
 * replies of one stretch each come here: the first writes the letter, the others find nothing left. Two at the same
 * moment want the same key, and only one of their commits stands.
 */
export function createUnseenHandler({
  database,
  live,
  clock,
}: {
  readonly database: Database;
  readonly live: Live;
  readonly clock: Clock;
}): (job: Job) => Promise<Outcome> {
  return async ({ conversation }) => {
    if (conversation === null) return { dead: true, why: 'no conversation' };
    const [found] = await database.read(
      database.build.selectFrom('conversation').select(['thread', 'site', 'language']).where('id', '=', conversation),
    );
    if (!found) return { dead: true, why: `there is no conversation ${conversation}` };
    const { mail } = await contactOf(database, found.thread);
    const unseen = mail === null ? undefined : await unseenIn(database, conversation);
    if (mail === null || !unseen) return { done: true };
    const { first, upTo } = unseen;
    const { steps } = letterSteps(database, {
      ...{ site: found.site, kind: 'reply', key: `reply:${conversation}:${first}`, conversation },
      ...{ recipient: mail, language: found.language, stretch: { first, upTo }, now: clock.now() },
    });
    return { done: true, steps, announce: () => live.announce({ about: 'jobs' }) };
  };
}
