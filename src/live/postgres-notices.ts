import pg from 'pg';
import { z } from 'zod';
import type { Log } from '../log.js';
import type { Live, Wake } from './live.js';

/** Told to the other processes: what has moved, never what was said. They read it themselves. */
const notice = z.array(
  z.discriminatedUnion('about', [
    z.object({ about: z.literal('conversation'), conversation: z.string(), thread: z.string() }),
    z.object({ about: z.literal('tickets'), site: z.string() }),
    z.object({ about: z.literal('jobs') }),
  ]),
);

const channel = 'madoguchi';
const gatherMs = 15;
/** PostgreSQL refuses a payload of 8,000 bytes. */
const perNotice = 50;

export interface Notices {
  close(): Promise<void>;
}

/**
 * Wake-ups between the processes on one PostgreSQL. They are sent after the commit, gathered for 15 ms, on a connection
 * of their own: NOTIFY inside a transaction takes a lock on the whole database at commit. A lost connection costs only
 * time: readers ask again by themselves, and it is made anew with a growing pause.
 */
export async function connectNotices(url: string, live: Live, log: Log): Promise<Notices> {
  const own = Math.random().toString(36).slice(2);
  let waiting: Wake[] = [];
  let timer: NodeJS.Timeout | undefined;
  let client: pg.Client | undefined;
  let closed = false;
  let pause = 250;

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: url });
    fresh.on('error', () => undefined);
    fresh.on('notification', ({ payload = '' }) => hear(payload));
    fresh.on('end', () => {
      client = undefined;
      if (!closed) setTimeout(() => void reconnect(), pause).unref();
    });
    await fresh.connect();
    await fresh.query(`listen ${channel}`);
    client = fresh;
    pause = 250;
  }

  async function reconnect(): Promise<void> {
    pause = Math.min(pause * 2, 10_000);
    await connect().catch((error: unknown) => {
      log.warn({ err: error }, 'live: no connection for wake-ups');
      if (!closed) setTimeout(() => void reconnect(), pause).unref();
    });
  }

  function hear(payload: string): void {
    const [sender = '', text = ''] = [payload.slice(0, payload.indexOf(' ')), payload.slice(payload.indexOf(' ') + 1)];
    if (sender === own) return;
    try {
      for (const wake of notice.parse(JSON.parse(text))) live.hear(wake);
    } catch (error) {
      log.warn({ err: error }, 'live: a notice could not be read');
    }
  }

  async function send(): Promise<void> {
    timer = undefined;
    const bare = new Map(waiting.map((wake) => [keyOf(wake), plain(wake)]));
    waiting = [];
    const all = [...bare.values()];
    for (let from = 0; from < all.length; from += perNotice) {
      const payload = `${own} ${JSON.stringify(all.slice(from, from + perNotice))}`;
      await client?.query('select pg_notify($1, $2)', [channel, payload]).catch(() => undefined);
    }
  }

  await connect();
  live.relay((wake) => {
    waiting.push(wake);
    timer ??= setTimeout(() => void send(), gatherMs);
  });
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}

const keyOf = (wake: Wake): string =>
  wake.about === 'conversation' ? wake.conversation : wake.about === 'tickets' ? `tickets ${wake.site}` : 'jobs';

function plain(wake: Wake): Wake {
  return wake.about === 'conversation' ? { about: 'conversation', conversation: wake.conversation, thread: wake.thread } : wake;
}
