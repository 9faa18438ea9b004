import { z } from 'zod';
import { openNotices } from '../database/postgres-notices.js';
import { newId } from '../id.js';
import type { Log } from '../log.js';
import type { Live, Wake } from './live.js';

/** Told to the other processes: what has moved, never what was said. They read it themselves. */
const conversation = { conversation: z.string(), thread: z.string() };
const by = z.enum(['customer', 'bot', 'agent']);
const bareWake = z.discriminatedUnion('about', [
  z.object({ about: z.literal('conversation'), ...conversation }),
  z.object({ about: z.literal('typing'), ...conversation, by, name: z.string() }),
  z.object({ about: z.literal('seen'), ...conversation, by, seq: z.number(), time: z.number() }),
  z.object({ about: z.literal('tickets'), site: z.string() }),
  z.object({ about: z.literal('staff'), staff: z.string() }),
  z.object({ about: z.literal('held'), agent: z.string(), conversation: z.string(), seq: z.number() }),
  ...(['asked', 'here', 'left'] as const).map((about) => z.object({ about: z.literal(about), thread: z.string() })),
  z.object({ about: z.literal('jobs') }),
]);
const notice = z.object({ from: z.string(), wakes: z.array(bareWake) });

const gatherMs = 15;
/** A notice of PostgreSQL holds less than 8,000 bytes; a wake with a long name about 250. */
const perNotice = 30;

/** Carries wake-ups between the processes on one PostgreSQL: gathered for 15 ms, each thing that moved once. */
export async function joinProcesses(url: string, live: Live, log: Log): Promise<{ close(): Promise<void> }> {
  const own = newId('p');
  let waiting = new Map<string, Wake>();
  let timer: NodeJS.Timeout | undefined;

  const notices = await openNotices(url, (text) => {
    try {
      const { from, wakes } = notice.parse(JSON.parse(text));
      if (from !== own) wakes.forEach((wake) => live.hear(wake));
    } catch (error) {
      log.warn({ err: error }, 'live: a notice could not be read');
    }
  });

  async function tell(): Promise<void> {
    timer = undefined;
    const wakes = [...waiting.values()];
    waiting = new Map();
    for (let from = 0; from < wakes.length; from += perNotice) {
      await notices.send(JSON.stringify({ from: own, wakes: wakes.slice(from, from + perNotice) }));
    }
  }

  live.relay((wake) => {
    waiting.set(nameOf(wake), bareWake.parse(wake));
    timer ??= setTimeout(() => void tell(), gatherMs);
  });
  return {
    async close() {
      clearTimeout(timer);
      await tell();
      await notices.close();
    },
  };
}

function nameOf(wake: Wake): string {
  switch (wake.about) {
    case 'conversation':
      return wake.conversation;
    case 'typing':
    case 'seen':
      return `${wake.about} ${wake.conversation} ${wake.by}`;
    case 'tickets':
      return `tickets ${wake.site}`;
    case 'staff':
      return `staff ${wake.staff}`;
    case 'asked':
    case 'here':
    case 'left':
      return `${wake.about} ${wake.thread}`;
    case 'held':
      return `held ${wake.conversation}`;
    case 'jobs':
      return 'jobs';
  }
}
