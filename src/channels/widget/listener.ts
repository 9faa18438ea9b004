import type { WebSocket } from 'ws';
import { conversationsOf, formatPosition, type Position } from '../../conversations/log.js';
import { seenOf } from '../../conversations/seen.js';
import { typingSeconds, type Wake } from '../../live/live.js';
import { reached } from '../../points.js';
import type { ServerFrame } from '../../widget-wire.js';
import type { Batch } from '../../wire.js';
import type { Claims } from '../directline/token.js';
import { followThread, type Following } from '../follow.js';
import type { WidgetParts } from './parts.js';
import type { QueuePlaces } from './queue-places.js';

/** Bytes that may wait for one slow reader. Past it the socket is closed: the reader resumes by its position. */
const waitingBytes = 1024 * 1024;

/** One tab's socket, from its hello on. */
export interface Listener {
  readonly thread: string;
  token: string;
  claims: Claims;
  readonly following: Following;
  expiry: NodeJS.Timeout;
  stop(): void;
}

export interface SocketParts extends WidgetParts {
  readonly places: QueuePlaces;
  /** How many sockets each thread has open. */
  readonly perThread: Map<string, number>;
  readonly address: string;
}

interface Followed {
  readonly token: string;
  readonly claims: Claims;
  readonly from: Position;
  readonly expiry: NodeJS.Timeout;
  readonly send: (frame: ServerFrame) => void;
}

/** From now on the socket hears everything after the position it named. */
export function follow(
  socket: WebSocket,
  parts: SocketParts,
  { token, claims, from, expiry, send }: Followed,
): Listener {
  const { widget, frames, places, perThread } = parts;
  const { thread } = claims;
  perThread.set(thread, (perThread.get(thread) ?? 0) + 1);
  const following = followThread(widget.door, thread, {
    from,
    reader: {
      isOpen: () => socket.readyState === socket.OPEN,
      now: (batch, { ordinal }) => deliver(socket, batch, frames.ofBatch(batch, ordinal)),
      async page(batch) {
        const frame = await frames.ofThread(batch, thread);
        reached('stream: before send', thread);
        await new Promise<void>((resolve) => socket.send(frame, () => resolve()));
        reached('stream: after send', thread);
      },
      sign: (wake) => void tellSign(parts, wake, send),
      failed(error) {
        widget.log.error({ thread, err: error }, 'widget stream: reading failed');
        socket.close(1011, 'try again');
      },
    },
  });
  const leave = places.follow(thread, ({ ahead, promise }) => send({ kind: 'queue', ahead, promise }));
  const listener: Listener = {
    thread,
    token,
    claims,
    following,
    expiry,
    stop() {
      following.stop();
      leave();
      clearTimeout(listener.expiry);
      const others = (perThread.get(thread) ?? 1) - 1;
      if (others === 0) perThread.delete(thread);
      else perThread.set(thread, others);
    },
  };
  return listener;
}

function deliver(socket: WebSocket, batch: Batch, frame: string | undefined): boolean {
  if (frame === undefined) return false;
  if (socket.bufferedAmount > waitingBytes) {
    socket.close(1013, 'too slow, resume by position');
    return true;
  }
  reached('stream: before send', batch.conversation);
  socket.send(frame);
  reached('stream: after send', batch.conversation);
  return true;
}

async function tellSign(
  { widget, ordinals }: WidgetParts,
  wake: Extract<Wake, { about: 'typing' | 'seen' }>,
  send: (frame: ServerFrame) => void,
): Promise<void> {
  const { by, thread } = wake;
  if (by === 'customer') return;
  if (wake.about === 'typing') {
    send({ kind: 'typing', by, name: by === 'bot' ? widget.settings().name : wake.name, seconds: typingSeconds });
    return;
  }
  const ordinal = await ordinals.of(thread, wake.conversation);
  send({ kind: 'seen', upTo: formatPosition({ ordinal, seq: wake.seq }) });
}

/** How far an agent has read, for whoever has just come. */
export async function tellSeen(
  { widget }: WidgetParts,
  thread: string,
  send: (frame: ServerFrame) => void,
): Promise<void> {
  const { database } = widget.door;
  const latest = (await conversationsOf(database, thread)).at(-1);
  const { agent } = latest ? await seenOf(database, latest.id) : {};
  if (latest && agent) send({ kind: 'seen', upTo: formatPosition({ ordinal: latest.ordinal, seq: agent.seq }) });
}
