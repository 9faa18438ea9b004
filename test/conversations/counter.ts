import { createHash } from 'node:crypto';
import { pino } from 'pino';
import type { Thinker, TurnsOptions } from '../../src/bot/turns.js';
import { startTurns, type Turns } from '../../src/bot/turns.js';
import type { Clock } from '../../src/clock.js';
import { openThread, type Opened } from '../../src/conversations/open.js';
import { eventsAfter } from '../../src/conversations/log.js';
import { say, type Door, type Stored } from '../../src/conversations/say.js';
import type { Database } from '../../src/database/database.js';
import { newId } from '../../src/id.js';
import { createLive } from '../../src/live/live.js';
import type { Event, Message } from '../../src/wire.js';

/** A door on a real database, with a clock that can be moved, and turn runners on request. */
export interface Counter {
  readonly door: Door;
  readonly clock: Clock & { move(milliseconds: number): void };
  open(): Promise<Opened>;
  says(thread: string, text: string, clientId?: string): Promise<Stored>;
  log(conversation: string): Promise<readonly Event[]>;
  /** What the bot has said so far. */
  answers(conversation: string): Promise<string[]>;
}

export function openCounter(database: Database, own: readonly RegExp[] = []): Counter {
  let shift = 0;
  const clock = { now: () => Date.now() + shift, move: (by: number) => void (shift += by) };
  const door: Door = {
    ...{ database, live: createLive(), clock, process: newId('p'), leaseSeconds: 6 },
    ...{ repeatKey: createHash('sha256').update('test').digest('hex'), own: () => own },
  };
  return {
    ...{ door, clock },
    open: () =>
      openThread(database, { site: 'main', channel: 'test', peer: newId('u'), language: 'en', now: clock.now() }),
    says: (thread, text, clientId = newId('m')) => say(door, { thread, clientId, message: message(text) }),
    log: async (conversation) => (await eventsAfter(database, conversation, 0)).events,
    async answers(conversation) {
      const { events } = await eventsAfter(database, conversation, 0);
      return events.flatMap(({ author, body }) =>
        author === 'bot' && body?.kind === 'message' ? [body.message.text] : [],
      );
    },
  };
}

export const message = (text: string): Message => ({ text, language: 'en' });

/** A runner of turns as a process has one; the caller stops it. Its sweep is slow unless asked, so wake-ups must do. */
export function runTurns(door: Door, thinker: Thinker, more: Partial<TurnsOptions> = {}): Turns {
  const { database, live, clock, process } = door;
  const log = pino({ level: 'silent' });
  return startTurns({ database, live, clock, process, log, thinker, thinkSeconds: 1, sweepSeconds: 60, ...more });
}

/** Thinks by saying back what it heard, all of it in one sentence. */
export const echo = (before: (heard: string) => Promise<void> | void = () => undefined): Thinker => ({
  async think(loaded) {
    const heard = loaded.inbox.flatMap(({ body }) => (body?.kind === 'message' ? [body.message.text] : [])).join(' + ');
    await before(heard);
    return thought(loaded, `heard: ${heard}`);
  },
  giveUp: (loaded) => Promise.resolve(thought(loaded, 'sorry')),
});

export function thought(
  { owner, language, state }: Parameters<Thinker['think']>[0],
  text: string,
): Awaited<ReturnType<Thinker['think']>> {
  const event = { author: 'bot', time: Date.now(), body: { kind: 'message', message: message(text) } } as const;
  return { events: [event], owner, language, state, steps: [] };
}

export async function until(enough: () => Promise<boolean> | boolean, milliseconds = 10_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await enough())) {
    if (Date.now() > end) throw new Error(`it did not come about within ${milliseconds} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
