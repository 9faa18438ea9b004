import type { Clock } from '../clock.js';
import type { Database, Step } from '../database/database.js';
import { sql, template } from '../database/statements.js';
import type { Live } from '../live/live.js';
import type { Log } from '../log.js';
import { findConversation } from './desk.js';
import { returnToQueue, type GoneWords } from './leave.js';

export interface WatchdogOptions {
  readonly database: Database;
  readonly live: Live;
  readonly clock: Clock;
  readonly log: Log;
  /** How often to look. */
  readonly seconds: number;
  /** How long an agent may be gone before their conversations go back. */
  readonly patienceSeconds?: number;
  readonly words: GoneWords;
}

export interface Watchdog {
  /** Looks once, now. Gives the conversations that went back. */
  look(): Promise<string[]>;
  stop(): Promise<void>;
}

/**
 * Nobody waits for an agent who has vanished: once their presence lease has been over for 30 s, what they hold goes
 * back to its queue with the wait it had, and the customer is told once. Several processes may look at the same
 * moment: the owner is a compare-and-set. An agent who comes back finds it taken, or claims it again.
 */
export function createWatchdog(options: WatchdogOptions): Watchdog {
  const { database, log } = options;
  const patience = (options.patienceSeconds ?? 30) * 1000;
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = look().catch((error: unknown) => log.error({ err: error }, 'watchdog: could not look'));
  }, options.seconds * 1000);
  timer.unref();

  async function look(): Promise<string[]> {
    const left = await database.rows<Left>(leftAlone(database, { patience }));
    const returned: string[] = [];
    for (const one of left) {
      try {
        if (await giveBack(options, one, patience)) returned.push(one.conversation);
      } catch (error) {
        // The others of this agent wait too: one that cannot be given back must not hold them up.
        log.error({ err: error, conversation: one.conversation, agent: one.agent }, 'watchdog: could not give back');
      }
    }
    return returned;
  }

  return {
    look,
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

interface Left {
  conversation: string;
  site: string;
  agent: string;
}

async function giveBack(
  options: WatchdogOptions,
  { conversation, site, agent }: Left,
  patience: number,
): Promise<boolean> {
  const { database, log, words } = options;
  const found = await findConversation(database, site, conversation);
  if (found.owner.status !== 'agent' || found.owner.agent !== agent) return false;
  const ticket = await returnToQueue(options, { found, words, guards: stillGone(database, agent, patience) });
  if (ticket === undefined) return false;
  log.warn({ conversation, agent, ticket }, 'watchdog: the agent is gone, back to the queue');
  return true;
}

// By way of the staff, so that the index on (site, owner) finds the few that are held among all there ever were. A
// conversation just received counts from its receipt: time to sign in on the other machine.
const leftAlone = template<{ patience: number }>(
  (_, place, now) => sql`
    select c.id as conversation, c.site, s.id as agent
    from staff s left join presence p on p.staff = s.id
      join conversation c on c.site = s.site and c.owner = 'agent:' || s.id
    where c.owner_since < ${now} - ${place.int('patience')}
      and coalesce(p.lease_until, 0) < ${now} - ${place.int('patience')}
    order by c.owner_since limit 500`,
);

/** The agent may have come back since the look. */
function stillGone(database: Database, agent: string, patience: number): Step[] {
  return [{ statement: gone(database, { agent, patience }), rows: 1 }];
}

const gone = template<{ agent: string; patience: number }>(
  (_, place, now) => sql`
    select 1 as gone where not exists (select 1 from presence
      where staff = ${place.text('agent')} and lease_until >= ${now} - ${place.int('patience')})`,
);
