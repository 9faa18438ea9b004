import type { IncomingMessage } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { parsePosition, start, type Position, type ThreadBatch } from '../../conversations/log.js';
import { isAllowedOrigin, isOwnOrigin } from '../../http/origin.js';
import { refuseUpgrade, type HttpServer } from '../../http/server.js';
import type { Wake } from '../../live/live.js';
import { reached } from '../../points.js';
import { limits, type Batch } from '../../wire.js';
import { followThread, type Following } from '../follow.js';
import { base, type DirectLine } from './directline.js';
import { followDelivery, type Delivered } from './delivered.js';
import type { Frames } from './frames.js';

/** Bytes that may wait for one slow reader. Past it the socket is closed: the reader resumes by its watermark. */
const waitingBytes = 1024 * 1024;
const pingSeconds = 30;
/** Clients send an empty frame every 20 s and nothing else. */
const framesPerPing = 60;
const frameBytes = 1024;

interface Listener {
  readonly socket: WebSocket;
  readonly thread: string;
  readonly user: string;
  readonly delivered: Delivered;
  heard: number;
  alive: boolean;
}

export interface Streams {
  /** Shows "is typing" to whoever has this chat open. Carries no watermark and may be lost. */
  typing(thread: string, from: { id: string; name?: string }): void;
  readonly open: number;
}

const path = new RegExp(`^${base}/conversations/([\\w-]{1,64})/stream$`);

/** The socket of Direct Line: everything after the watermark, then everything that happens. */
export function directLineStream(server: HttpServer, line: DirectLine, frames: Frames): Streams {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: frameBytes,
    clientTracking: false,
  });
  const byThread = new Map<string, Set<Listener>>();
  let open = 0;

  server.upgrades.set(path, (request, raw, head, url) => {
    const refuse = (status: number, reason: string, code: string): void => {
      line.log.info(
        { address: server.addressOf(request), path: `${base}/conversations/:id/stream`, status, code },
        'stream refused',
      );
      refuseUpgrade(raw, status, reason);
    };
    const admitted = admit(line, request, url);
    if ('status' in admitted) return refuse(admitted.status, admitted.reason, admitted.code);
    if ((byThread.get(admitted.thread)?.size ?? 0) >= limits.socketsPerConversation)
      return refuse(429, 'Too Many Requests', 'too-many');
    sockets.handleUpgrade(request, raw, head, (socket) => follow(socket, admitted));
  });

  function follow(socket: WebSocket, { thread, user, position }: Admitted): void {
    const delivered = followDelivery(line, thread);
    const listener: Listener = { socket, thread, user, delivered, heard: 0, alive: true };
    byThread.set(thread, (byThread.get(thread) ?? new Set()).add(listener));
    open++;
    const following = followThread(line.door, thread, {
      from: position,
      reader: {
        isOpen: () => socket.readyState === socket.OPEN,
        now: (batch, { ordinal }) => deliver(frames, listener, batch, ordinal),
        page: (batch) => deliverPage(frames, listener, batch),
        sign: (wake) => tellTyping(listener, wake, line),
        failed(error) {
          line.log.error({ thread, error }, 'stream: reading failed');
          // The client comes back by itself and reads from its watermark.
          socket.close(1011, 'try again');
        },
      },
    });
    const timer = setInterval(() => keepAlive(listener, following), pingSeconds * 1000);
    socket.on('error', () => socket.terminate());
    socket.on('pong', () => {
      listener.alive = true;
      delivered.answered();
    });
    socket.on('message', () => {
      listener.alive = true;
      if (++listener.heard > framesPerPing) socket.close(1008, 'too many frames');
    });
    socket.once('close', () => {
      following.stop();
      clearInterval(timer);
      open--;
      const others = byThread.get(thread);
      others?.delete(listener);
      if (others?.size === 0) byThread.delete(thread);
    });
  }

  server.onClose.push(() => {
    for (const listeners of byThread.values()) for (const { socket } of listeners) socket.close(1001, 'come back');
  });

  return {
    typing(thread, from) {
      for (const { socket } of byThread.get(thread) ?? []) sendTyping(socket, thread, from);
    },
    get open() {
      return open;
    },
  };
}

interface Admitted {
  readonly thread: string;
  readonly user: string;
  readonly position: Position;
}
type Refused = { readonly status: number; readonly reason: string; readonly code: string };

function admit(line: DirectLine, request: IncomingMessage, url: URL): Admitted | Refused {
  const { origin } = request.headers;
  if (origin !== undefined && !isAllowedOrigin(line.origins, origin) && !isOwnOrigin(origin, request)) {
    return { status: 403, reason: 'Forbidden', code: 'not-allowed' };
  }
  const thread = path.exec(url.pathname)?.[1] ?? '';
  const user = line.links.redeem(thread, url.searchParams.get('t') ?? '');
  if (user === undefined) return { status: 403, reason: 'Forbidden', code: 'token-expired' };
  const position = positionOf(url.searchParams.get('watermark') ?? undefined);
  if (!position) return { status: 400, reason: 'Bad Request', code: 'bad-input' };
  return { thread, user, position };
}

/** Clients that have seen nothing yet send nothing, an empty word, or JavaScript's `undefined` as text. */
export function positionOf(watermark: string | undefined): Position | undefined {
  if (watermark === undefined || ['', 'null', 'undefined', '-'].includes(watermark)) return start;
  return parsePosition(watermark);
}

/** The events came along with the wake-up and fit where this reader stands: no read needed. */
function deliver(frames: Frames, { socket, thread, user, delivered }: Listener, batch: Batch, ordinal: number): true {
  const frame = frames.ofBatch(batch, { thread, user, ordinal });
  if (frame === undefined) return true;
  if (socket.bufferedAmount > waitingBytes) {
    socket.close(1013, 'too slow, resume by watermark');
    return true;
  }
  reached('stream: before send', batch.conversation);
  socket.send(frame);
  delivered.sent(batch.events);
  reached('stream: after send', batch.conversation);
  return true;
}

async function deliverPage(
  frames: Frames,
  { socket, thread, user, delivered }: Listener,
  batch: ThreadBatch,
): Promise<void> {
  const frame = await frames.ofThread(batch, { thread, user });
  if (frame === undefined) return;
  reached('stream: before send', thread);
  await new Promise<void>((resolve) => socket.send(frame, () => resolve()));
  delivered.sent(batch.events);
  reached('stream: after send', thread);
}

function tellTyping({ socket, thread }: Listener, wake: Wake, { look }: DirectLine): void {
  if (wake.about !== 'typing' || wake.by === 'customer') return;
  sendTyping(socket, thread, wake.by === 'bot' ? { id: 'bot', name: look.botName } : { id: 'agent', name: wake.name });
}

function sendTyping(socket: WebSocket, thread: string, from: { id: string; name?: string }): void {
  if (socket.bufferedAmount > 0) return;
  socket.send(
    JSON.stringify({ activities: [{ type: 'typing', from: { ...from, role: 'bot' }, conversation: { id: thread } }] }),
  );
}

/** Finds dead lines, and beneath all wake-ups the slow poll: a lost one costs half a minute, never a message. */
function keepAlive(listener: Listener, following: Following): void {
  if (!listener.alive) return listener.socket.terminate();
  listener.alive = false;
  listener.heard = 0;
  listener.delivered.pinged();
  listener.socket.ping();
  following.look();
}
