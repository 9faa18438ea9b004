import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import type { StaffFrame } from '../console-wire.js';
import { markSeen } from '../conversations/seen.js';
import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { parseFrame } from '../live/frame.js';
import type { Live } from '../live/live.js';
import type { Log } from '../log.js';
import { findConversation, type Agent } from './desk.js';
import { lookAt, type Look } from './look-at.js';
import { stayOn } from './on.js';

/** What a console's tab says. `after` is the last event it has: what it missed comes first. */
const said = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('look'), conversation: z.string().max(64), after: z.number().int().nonnegative() }),
  z.object({ kind: z.literal('leave'), conversation: z.string().max(64) }),
  /** Of a conversation that is looked at: its holder types, or has had everything up to a seq before their eyes. */
  z.object({ kind: z.literal('typing'), conversation: z.string().max(64) }),
  z.object({ kind: z.literal('seen'), conversation: z.string().max(64), upTo: z.number().int().nonnegative() }),
]);
type Said = z.infer<typeof said>;

export interface StaffSocketParts {
  readonly database: Database;
  readonly live: Live;
  readonly log: Log;
  /** False once the session is over or the role may no longer read conversations. */
  readonly isStillAllowed: () => Promise<boolean>;
  readonly staff: Pick<Agent, 'id' | 'site' | 'name'>;
  readonly clock: Clock;
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
  const forgetHeld = live.listen(`held:${staff.id}`, (wake) => {
    if (wake.about === 'held') send({ kind: 'mine', conversation: wake.conversation, upTo: wake.seq });
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
    forgetHeld();
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
    const frame = parseFrame<Said>(data, said);
    if (!frame) return socket.close(1008, 'not a frame');
    if (frame.kind === 'typing' || frame.kind === 'seen') {
      if (looks.has(frame.conversation)) await signOf(parts, frame);
      return;
    }
    looks.get(frame.conversation)?.stop();
    looks.delete(frame.conversation);
    if (frame.kind === 'leave') return;
    if (looks.size >= mostLooks) return send({ kind: 'refused', conversation: frame.conversation, code: 'too-many' });
    const found = await findConversation(database, staff.site, frame.conversation).catch(() => undefined);
    if (!found) return send({ kind: 'refused', conversation: frame.conversation, code: 'not-found' });
    looks.get(found.id)?.stop();
    looks.set(found.id, lookAt(parts, { conversation: found, after: frame.after, send, fault }));
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
    // A page cannot see pings: without a word from us it would not notice a line that is dead in one direction.
    send({ kind: 'here', now: Date.now() });
  }

  function fault(error: unknown): void {
    log.error({ err: error, staff: staff.id }, 'staff socket: fault');
    socket.close(1011, 'come again');
  }
}

/** Only who holds the conversation is heard: a colleague who reads along neither writes nor has been reached. */
async function signOf(
  { database, live, staff, clock }: StaffSocketParts,
  frame: Extract<Said, { kind: 'typing' | 'seen' }>,
): Promise<void> {
  const { owner, id, thread } = await findConversation(database, staff.site, frame.conversation);
  if (owner.status !== 'agent' || owner.agent !== staff.id) return;
  if (frame.kind === 'typing') {
    live.announce({ about: 'typing', conversation: id, thread, by: 'agent', name: staff.name });
  } else {
    await markSeen(
      { database, live },
      { conversation: id, thread, reader: 'agent', seq: frame.upTo, now: clock.now() },
    );
  }
}
