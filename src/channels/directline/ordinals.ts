import { conversationsOf } from '../../conversations/log.js';
import type { Database } from '../../database/database.js';

/** Which of its thread's conversations this is. It never changes, so it is asked once. */
export interface Ordinals {
  of(thread: string, conversation: string): Promise<number>;
  know(conversation: string, ordinal: number): void;
}

const remembered = 20_000;

export function createOrdinals(database: Database): Ordinals {
  const known = new Map<string, number>();

  function know(conversation: string, ordinal: number): void {
    known.set(conversation, ordinal);
    const [oldest] = known.size > remembered ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
  }

  return {
    know,
    async of(thread, conversation) {
      const found = known.get(conversation);
      if (found !== undefined) return found;
      for (const { id, ordinal } of await conversationsOf(database, thread)) know(id, ordinal);
      return known.get(conversation) ?? 0;
    },
  };
}
