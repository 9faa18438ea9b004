import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import { eventsAfter } from '../conversations/log.js';
import { forAgent } from '../conversations/present.js';
import type { Database } from '../database/database.js';
import type { Live } from '../live/live.js';
import type { Log } from '../log.js';
import type { Batch } from '../wire.js';
import { findConversation } from './desk.js';
import { stayOn } from './on.js';

/** What a console's tab says. `after` is the last event it has: what it missed comes first. */
const said = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('look'), conversation: z.string().max(64), after: z.number().int().nonnegative() }),
  z.object({ kind: z.literal('leave'), conversation: z.string().max(64) }),
]);

/** What it hears. `queue` carries no truth: read the list again. */
export type StaffFrame =
  { kind: 'queue' } | { kind: 'events'; batch: Batch } | { kind: 'refused'; conversation: string; code: string };

export interface StaffSocketParts {
  readonly database: Database;
  readonly live: Live;
  readonly log: Log;
  /** False once the session is over or the role may no longer read conversations. */
  readonly isStillAllowed: () => Promise<boolean>;
  readonly staff: { readonly id: string; readonly site: string };
}

const mostLooks = 20;
const mostBuffered = 1024 * 1024;
const tick = 5_000;

/** The pong of a living page keeps its agent on for this long. */
const presentSeconds = 30;

/**
 * One socket for one tab. Wakes of the queue, and the logs of the conversations on screen, each resumed by seq. Every
 * few seconds it asks whether the session still stands, reads what a lost wake-up may have missed, and pings: the pong
 * renews the agent's presence, so a browser put to sleep counts as gone.
 */
export function serveStaffSocket(socket: WebSocket, parts: StaffSocketParts): void {
  const { database, live, log, staff } = parts;
  const looks = new Map<string, Look>();
  let isTelling = false;
  let alive = true;
  let hearing = Promise.resolve();

  const forget = live.listen(`tickets:${staff.site}`, () => {
    // A busy minute changes the list many times; a few wakes a second are as good as twenty.
    if (isTelling) return;
    isTelling = true;
    setTimeout(() => {
      isTelling = false;
      send({ kind: 'queue' });
    }, 250).unref();
  });
  // A session that ended must not go on listening until the next tick.
  const forgetStaff = live.listen(`staff:${staff.id}`, () => void askAgain().catch(fault));
  const timer = setInterval(() => void look().catch(fault), tick);
  timer.unref();

  socket.on('error', () => socket.terminate());
  socket.on('pong', () => {
    alive = true;
    stayOn(database, staff.id, presentSeconds).catch(fault);
  });
  // One after the other: a look and its leave must not overtake each other.
  socket.on('message', (data) => {
    hearing = hearing.then(() => hear(data)).catch(fault);
  });
  socket.on('close', () => {
    clearInterval(timer);
    forget();
    forgetStaff();
    for (const one of looks.values()) one.stop();
  });
  socket.ping();

  function send(frame: StaffFrame): void {
    if (socket.readyState !== socket.OPEN) return;
    // Whoever reads this slowly gets it all again from where it stood, on a new socket.
    if (socket.bufferedAmount > mostBuffered) socket.terminate();
    else socket.send(JSON.stringify(frame));
  }

  async function hear(data: RawData): Promise<void> {
    const frame = parseFrame(data);
    if (!frame) return socket.close(1008, 'not a frame');
    looks.get(frame.conversation)?.stop();
    looks.delete(frame.conversation);
    if (frame.kind === 'leave') return;
    if (looks.size >= mostLooks) return send({ kind: 'refused', conversation: frame.conversation, code: 'too-many' });
    const found = await findConversation(database, staff.site, frame.conversation).catch(() => undefined);
    if (!found) return send({ kind: 'refused', conversation: frame.conversation, code: 'not-found' });
    looks.get(found.id)?.stop();
    looks.set(found.id, lookAt(parts, found.id, { after: frame.after, send, fault }));
  }

  async function askAgain(): Promise<boolean> {
    const allowed = await parts.isStillAllowed();
    if (!allowed) socket.close(4401, 'signed out');
    return allowed;
  }

  async function look(): Promise<void> {
    if (!alive) return socket.terminate();
    if (!(await askAgain())) return;
    for (const one of looks.values()) one.wake();
    alive = false;
    socket.ping();
  }

  function fault(error: unknown): void {
    log.error({ err: error, staff: staff.id }, 'staff socket: fault');
    socket.close(1011, 'come again');
  }
}

function parseFrame(data: RawData): z.infer<typeof said> | undefined {
  try {
    const text = Array.isArray(data) ? Buffer.concat(data) : data instanceof ArrayBuffer ? Buffer.from(data) : data;
    return said.safeParse(JSON.parse(text.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

interface Look {
  wake(): void;
  stop(): void;
}

interface Follow {
  after: number;
  send: (frame: StaffFrame) => void;
  fault: (error: unknown) => void;
}

/** Follows one log: what a wake-up brings along is passed on when it fits, everything else is read. */
function lookAt({ database, live }: StaffSocketParts, conversation: string, { after, send, fault }: Follow): Look {
  let position = after;
  let reading = false;
  let again = false;
  let stopped = false;

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

  const forget = live.listen(`conversation:${conversation}`, (heard) => {
    const batch = heard.about === 'conversation' ? heard.batch : undefined;
    if (batch && batch.upTo <= position) return;
    if (batch && !reading && batch.after === position) pass(batch);
    else wake();
  });
  wake();
  return {
    wake,
    stop() {
      stopped = true;
      forget();
    },
  };
}
