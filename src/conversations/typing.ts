import type { Database } from '../database/database.js';
import type { Live } from '../live/live.js';
import { conversationsOf } from './log.js';

/** Tells whoever looks at this thread that its customer is typing: never stored, and lost when anything goes wrong. */
export async function tellTyping(
  { database, live }: { database: Database; live: Live },
  thread: string,
): Promise<void> {
  const latest = (await conversationsOf(database, thread).catch(() => [])).at(-1);
  if (latest) live.announce({ about: 'typing', conversation: latest.id, thread, by: 'customer', name: '' });
}
