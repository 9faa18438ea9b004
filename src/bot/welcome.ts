import type { Clock } from '../clock.js';
import { appendSteps } from '../conversations/append.js';
import type { Database } from '../database/database.js';
import type { Live } from '../live/live.js';
import type { Event } from '../wire.js';
import type { Current } from './services.js';

/** Greets in a conversation that has just been opened: the first event of its log, so that everybody reads the same. */
export async function welcome(
  { database, live, clock, current }: { database: Database; live: Live; clock: Clock; current: () => Current },
  { thread, conversation }: { thread: string; conversation: string },
  language: string,
): Promise<void> {
  const { words } = current().flows;
  const spoken = words.get(language.split('-')[0] ?? '') ?? [...words.values()][0];
  const sentence = spoken?.bot['talk-greeting'];
  const button = spoken?.bot['person-button'];
  if (!spoken || typeof sentence !== 'string') return;
  const time = clock.now();
  const choices = typeof button === 'string' ? [{ label: button, value: '@person' }] : [];
  const body = { kind: 'message' as const, message: { text: sentence, language: spoken.language, choices } };
  const commit = await database.commit(
    appendSteps(database, {
      conversation,
      events: [{ author: 'bot', time, body }],
      owner: { status: 'bot' },
      now: time,
    }),
  );
  // Somebody was faster than the greeting: then it is not needed.
  if (!commit.done) return;
  const seq = Number(commit.rows[0]?.[0]?.['head']);
  const event: Event = { conversation, seq, author: 'bot', time, clientId: null, body };
  live.announce({
    about: 'conversation',
    conversation,
    thread,
    batch: { conversation, after: seq - 1, upTo: seq, events: [event] },
  });
}
