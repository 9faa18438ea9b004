import type { Reach, Road } from '../console-wire.js';
import { seenOf } from '../conversations/seen.js';
import type { Database } from '../database/database.js';

export interface Reached {
  readonly id: string;
  readonly thread: string;
  readonly channel: string;
}

/**
 * Whether the customer is there, how a reply would reach them now, and what became of earlier ones: one look at what is
 * stored. Told again on the socket (`reach`) whenever a part of it changes.
 */
export async function reachOf(database: Database, conversation: Reached): Promise<Reach> {
  const [[last], { customer }] = await Promise.all([
    database.read(
      database.build
        .selectFrom('event')
        .select('time')
        .where('conversation', '=', conversation.id)
        .where('author', '=', 'customer')
        .orderBy('seq', 'desc')
        .limit(1),
    ),
    seenOf(database, conversation.id),
  ]);
  const signs = [last?.time, customer?.time].filter((time) => time !== undefined);
  return {
    ...{ online: null, deliveries: [], road: roadOf(conversation) },
    seenUpTo: customer?.seq ?? null,
    lastSeen: signs.length === 0 ? null : Math.max(...signs),
  };
}

/** Where nothing better is known than the channel the customer wrote from. */
function roadOf({ channel }: Reached): Road {
  const [kind, outside] = channel.split(':');
  return kind === 'botframework' ? { by: 'channel', channel: outside ?? '' } : { by: 'chat', mailAfter: null };
}
