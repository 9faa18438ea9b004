import type { StaffFrame } from '../console-wire.js';
import { eventsAfter } from '../conversations/log.js';
import { forAgent } from '../conversations/present.js';
import { seenOf } from '../conversations/seen.js';
import type { Database } from '../database/database.js';
import { typingSeconds, type Live, type Wake } from '../live/live.js';
import type { Batch } from '../wire.js';
import { watchOnline } from './customer-online.js';
import type { Agent, Found } from './desk.js';

interface LookParts {
  readonly database: Database;
  readonly live: Live;
  readonly staff: Pick<Agent, 'name'>;
}

/** One conversation on one tab's screen. */
export interface Look {
  wake(): void;
  stop(): void;
}

interface Follow {
  readonly conversation: Pick<Found, 'id' | 'thread' | 'channel'>;
  after: number;
  send: (frame: StaffFrame) => void;
  fault: (error: unknown) => void;
}

/** Follows one log: what a wake-up brings along is passed on when it fits, everything else is read. */
export function lookAt(
  { database, live, staff }: LookParts,
  { conversation: found, after, send, fault }: Follow,
): Look {
  const { id: conversation, thread } = found;
  let position = after;
  let reading = false;
  let again = false;
  let stopped = false;
  let told = false;

  function pass(batch: Batch): void {
    position = batch.upTo;
    send({ kind: 'events', batch: { ...batch, events: batch.events.map(forAgent) } });
  }

  async function read(): Promise<void> {
    do {
      again = false;
      const batch = await eventsAfter(database, conversation, position);
      if (stopped) return;
      if (batch.upTo > position) pass(batch);
      if (batch.events.length === 500) again = true;
    } while (again);
    if (!told) send({ kind: 'caught-up', conversation, upTo: position });
    told = true;
  }

  function wake(): void {
    again = true;
    if (reading) return;
    reading = true;
    read()
      .catch(fault)
      .finally(() => {
        reading = false;
        if (again && !stopped) wake();
      });
  }

  function passSign(sign: Extract<Wake, { about: 'typing' | 'seen' }>): void {
    const { by } = sign;
    if (sign.about === 'seen') send({ kind: 'seen', conversation, by, upTo: sign.seq, time: sign.time });
    // An agent's own typing comes back to their other tabs alone, which need not show it.
    else if (by !== 'agent' || sign.name !== staff.name)
      send({ kind: 'typing', conversation, by, name: sign.name, seconds: typingSeconds });
  }

  async function tellSeen(): Promise<void> {
    const { customer, agent } = await seenOf(database, conversation);
    if (customer && !stopped)
      send({ kind: 'seen', conversation, by: 'customer', upTo: customer.seq, time: customer.time });
    if (agent && !stopped) send({ kind: 'seen', conversation, by: 'agent', upTo: agent.seq, time: agent.time });
  }

  const forget = live.listen(`conversation:${conversation}`, (heard) => {
    if (heard.about === 'typing' || heard.about === 'seen') return passSign(heard);
    const batch = heard.about === 'conversation' ? heard.batch : undefined;
    if (batch && batch.upTo <= position) return;
    if (batch && !reading && batch.after === position) pass(batch);
    else wake();
  });
  const online = hasSockets(found.channel)
    ? watchOnline(live, thread, (now) => send({ kind: 'online', conversation, online: now }))
    : undefined;
  wake();
  tellSeen().catch(fault);
  return {
    wake() {
      wake();
      online?.ask();
    },
    stop() {
      stopped = true;
      forget();
      online?.stop();
    },
  };
}

/** Where the customer's own page holds a line to us: whoever writes from elsewhere cannot be seen coming and going. */
const hasSockets = (channel: string): boolean => !channel.includes(':');
