import { join } from 'node:path';
import { migrate } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open.js';
import type { Database } from '../../src/database/database.js';
import type { Clock } from '../../src/clock.js';
import { appendSteps } from '../../src/conversations/append.js';
import { openThread } from '../../src/conversations/open.js';
import { say, type Door } from '../../src/conversations/say.js';
import type { Agent, Desk } from '../../src/handoff/desk.js';
import { newId } from '../../src/id.js';
import { createLive, type Live } from '../../src/live/live.js';
import { settings, type Settings } from '../../src/site/settings.js';
import { ensureSite } from '../../src/site/site.js';
import { createTicketNumbers } from '../../src/tickets/numbers.js';
import { openTicketSteps } from '../../src/tickets/open.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';

export const dialects = ['sqlite', 'postgres'] as const;

export const shop: Settings = settings.parse({
  name: 'Shop',
  languages: ['en', 'ja'],
  zone: 'Asia/Tokyo',
  hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '18:00']]])),
  teams: [
    { id: 'support', name: { en: 'Support' }, languages: ['en', 'ja'], topics: '*', capacity: 2 },
    { id: 'repairs', name: { en: 'Repairs' }, languages: ['en'], topics: ['repair'] },
  ],
});

/** Where a database lives: a second `open` of the same is a second process at the same counter. */
export async function address(dialect: (typeof dialects)[number]): Promise<string> {
  return dialect === 'postgres' ? postgresUrl() : join(temporaryFolder(), 'counter.db');
}

export interface Counter {
  readonly database: Database;
  readonly live: Live;
  readonly desk: Desk;
  readonly clock: Clock & { set(to: number): void };
  hire(name: string, languages?: string[], teams?: string[], role?: string): Promise<Agent>;
  /** A customer who has written `texts` and was handed over to the queue. */
  wait(options?: { texts?: string[]; queue?: string; since?: number }): Promise<Waiting>;
  writes(waiting: Pick<Waiting, 'thread'>, text: string, clientId?: string): Promise<number>;
  isOn(agent: Agent, seconds: number): Promise<void>;
}

export interface Waiting {
  readonly thread: string;
  readonly conversation: string;
  readonly number: string;
}

export async function openCounter(at: string): Promise<Counter> {
  const database = await openDatabase(at);
  await migrate(database);
  await ensureSite(database, 'main', shop);
  const live = createLive();
  let shift = 0;
  const clock = { now: () => Date.now() + shift, set: (to: number) => void (shift = to - Date.now()) };
  const desk: Desk = { database, live, clock, repeatKey: 'a key', own: () => [] };
  const door: Door = { ...desk, process: 'p', leaseSeconds: 10 };
  const numbers = createTicketNumbers(database, 'main');

  async function writes({ thread }: Pick<Waiting, 'thread'>, text: string, clientId = newId('m')): Promise<number> {
    const { seq } = await say(door, { thread, clientId, message: { text, language: 'en' } });
    return seq;
  }

  return {
    ...{ database, live, desk, clock, writes },
    async hire(name, languages = ['en', 'ja'], teams = ['*'], role = 'agent') {
      const agent = { id: newId('s'), site: 'main', name, languages, teams };
      const row = { ...agent, mail: `${agent.id}@shop.test`.toLowerCase(), role, created: 0 };
      const stored = { ...row, languages: JSON.stringify(languages), teams: JSON.stringify(teams) };
      await database.commit([{ statement: database.build.insertInto('staff').values(stored).compile(), rows: 1 }]);
      return agent;
    },
    async wait({ texts = ['My kettle is broken'], queue = 'support.en', since = clock.now() } = {}) {
      const peer = newId('x');
      const opened = await openThread(database, { site: 'main', channel: 'chat', peer, language: 'en', now: since });
      for (const text of texts) await writes(opened, text);
      const number = await numbers.next();
      const ticket = newId('k');
      const to = { status: 'waiting', queue } as const;
      const commit = await database.commit([
        ...appendSteps(database, {
          ...{ conversation: opened.conversation, owner: { status: 'bot' }, newOwner: to, now: since },
          events: [
            { author: 'bot', time: since, body: { kind: 'ticket', ticket, number, change: 'opened' } },
            {
              author: 'bot',
              time: since,
              body: { kind: 'owner', from: { status: 'bot' }, to, reason: 'asked for a person' },
            },
          ],
        }),
        ...openTicketSteps(database, {
          ...{ id: ticket, site: 'main', conversation: opened.conversation, key: 'turn 1', number, queue, now: since },
          ...{ topic: 'repair', subject: 'Broken kettle', language: 'en', reason: 'asked for a person', waiting: true },
          slots: [{ name: 'order', label: 'Order', value: 'A-1', display: 'A-1', state: 'checked' }],
          articles: [{ article: 'a', revision: 1, title: 'Kettles', slug: 'kettles', vote: 'did not help' }],
          promise: { at: since + 600_000, basis: 'open-hours' },
        }),
      ]);
      if (!commit.done) throw new Error(`not handed over: step ${commit.at}, ${commit.why}`);
      return { ...opened, number };
    },
    async isOn({ id }, seconds) {
      const until = Date.now() + seconds * 1000;
      const row = { staff: id, status: 'online', lease_until: until };
      const insert = database.build
        .insertInto('presence')
        .values(row)
        .onConflict((one) => one.column('staff').doUpdateSet(row));
      await database.commit([{ statement: insert.compile(), rows: 1 }]);
    },
  };
}
