import type { Step } from '../database/database.js';
import { openTicketOf } from '../tickets/ticket.js';
import { changeSteps } from '../tickets/update.js';
import { change, findConversation, type Desk, type Found } from './desk.js';
import { waitingAgain } from './give.js';

/** The shop's sentences: what the customer reads once when their agent is gone. */
export type GoneWords = (language: string, key: 'agent-gone') => string;

export interface Returning {
  readonly found: Found;
  readonly words: GoneWords;
  readonly guards?: readonly Step[];
}

/**
 * Puts a conversation whose agent is gone back to its queue with the wait it had, and tells the customer once. Gives
 * the ticket's number when it went back, null without a ticket, undefined when somebody was faster.
 */
export async function returnToQueue(
  desk: Pick<Desk, 'database' | 'live' | 'clock'>,
  { found, words, guards = [] }: Returning,
): Promise<string | null | undefined> {
  const { database } = desk;
  const ticket = await openTicketOf(database, found.id);
  const now = desk.clock.now();
  const by = { author: 'system', time: now } as const;
  const { language } = found;
  // Without a ticket there is no queue to wait in: the bot takes it, and knows how to make one.
  const to = ticket ? ({ status: 'waiting', queue: ticket.queue } as const) : ({ status: 'bot' } as const);
  const changed = await change(desk, found, {
    events: [
      { ...by, body: { kind: 'owner', from: found.owner, to, reason: 'agent gone' } },
      { ...by, body: { kind: 'message', message: { text: words(language, 'agent-gone'), language } } },
    ],
    ...{ newOwner: to, now, guards },
    steps: ticket
      ? changeSteps(database, {
          ...{ conversation: found.id, now, from: ['claimed', 'waiting', 'open'], ticket: ticket.id },
          set: waitingAgain(ticket, now),
        })
      : [],
  });
  return changed.done ? (ticket?.number ?? null) : undefined;
}

/** Everything somebody holds goes back at once: they do not work here any more. Gives how many conversations that were. */
export async function returnAll(
  desk: Pick<Desk, 'database' | 'live' | 'clock'>,
  { site, agent, words }: { site: string; agent: string; words: GoneWords },
): Promise<number> {
  const held = await desk.database.read(
    desk.database.build
      .selectFrom('conversation')
      .select('id')
      .where('site', '=', site)
      .where('owner', '=', `agent:${agent}`)
      .orderBy('owner_since'),
  );
  let returned = 0;
  for (const { id } of held) {
    const found = await findConversation(desk.database, site, id);
    if (found.owner.status !== 'agent' || found.owner.agent !== agent) continue;
    if ((await returnToQueue(desk, { found, words })) !== undefined) returned++;
  }
  return returned;
}
