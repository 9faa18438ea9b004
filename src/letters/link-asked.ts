import { z } from 'zod';
import { comparableMail } from '../customers/contact.js';
import type { Clock } from '../clock.js';
import type { Database, Step } from '../database/database.js';
import { newId } from '../id.js';
import { enqueueSteps } from '../jobs/enqueue.js';
import type { Job, Outcome } from '../jobs/job.js';
import type { Live } from '../live/live.js';
import { contactOf } from './contact.js';
import { letterSteps } from './letter.js';

export const linkAskedJob = 'link asked';

const payload = z.object({ site: z.string(), number: z.string(), mail: z.string().nullable() });

/** Somebody asks for a new link. `mail`: the address they name, or null when their old link was proof enough. */
export function linkAskedSteps(
  database: Database,
  { now, ...asked }: z.infer<typeof payload> & { now: number },
): Step[] {
  return enqueueSteps(database, { kind: linkAskedJob, key: newId('x'), payload: asked, due: 0, now });
}

/**
 * Sends a new link to the address on the ticket, and to no other; at most once an hour, so that nobody's mailbox can be
 * filled by asking. Where nothing fits nothing happens, and whoever asked is not told.
 */
export function createLinkAskedHandler({
  database,
  live,
  clock,
}: {
  readonly database: Database;
  readonly live: Live;
  readonly clock: Clock;
}): (job: Job) => Promise<Outcome> {
  return async (job) => {
    const { site, number, mail } = payload.parse(job.payload);
    const [found] = await database.read(
      database.build
        .selectFrom('ticket')
        .innerJoin('conversation', 'conversation.id', 'ticket.conversation')
        .select(['conversation.id', 'conversation.thread', 'ticket.language'])
        .where('ticket.site', '=', site)
        .where('ticket.number', '=', number),
    );
    const known = found && (await contactOf(database, found.thread)).mail;
    if (!found || !known) return { done: true };
    if (mail !== null && comparableMail(mail) !== comparableMail(known)) return { done: true };
    const now = clock.now();
    const { steps } = letterSteps(database, {
      ...{ site, kind: 'link', key: `link:${found.id}:${Math.floor(now / 3_600_000)}`, conversation: found.id },
      ...{ recipient: known, language: found.language, now, again: 'leave' },
    });
    return { done: true, steps, announce: () => live.announce({ about: 'jobs' }) };
  };
}
