import type { IncomingMessage } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { parsePosition, start, threadAfter, type Position } from '../../conversations/log.js';
import { isAllowedOrigin } from '../../http/origin.js';
import { refuseUpgrade, type HttpServer } from '../../http/server.js';
import type { Wake } from '../../live/live.js';
import { reached } from '../../points.js';
import type { Batch } from '../../wire.js';
import { base, type DirectLine } from './directline.js';
import type { Frames } from './frames.js';

/** Bytes that may wait for one slow reader. Past it the socket is closed: the reader resumes by its watermark. */
const waitingBytes = 1024 * 1024;
const page = 100;
const pingSeconds = 30;
const socketsPerThread = 20;
/** Clients send an empty frame every 20 s and nothing else. */
const framesPerPing = 60;
const frameBytes = 1024;

interface Listener {
  readonly socket: WebSocket;
  readonly thread: string;
  readonly user: string;
  position: Position;
  /** The conversation `position` is in, once an event of it was seen. */
  conversation: string | undefined;
  reading: boolean;
  wokenWhileReading: boolean;
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
    if ((byThread.get(admitted.thread)?.size ?? 0) >= socketsPerThread)
      return refuse(429, 'Too Many Requests', 'too-many');
    sockets.handleUpgrade(request, raw, head, (socket) => follow(socket, admitted));
  });

  function follow(socket: WebSocket, { thread, user, position }: Admitted): void {
    const listener: Listener = {
      ...{ socket, thread, user, position, conversation: undefined },
      ...{ reading: false, wokenWhileReading: false, heard: 0, alive: true },
    };
    byThread.set(thread, (byThread.get(thread) ?? new Set()).add(listener));
    open++;
    // Listening begins before the first read: what happens in between wakes a second read, so nothing falls through.
    const leave = line.door.live.listen(`thread:${thread}`, (wake) => hear(line, frames, listener, wake));
    const timer = setInterval(() => keepAlive(line, frames, listener), pingSeconds * 1000);
    socket.on('error', () => socket.terminate());
    socket.on('pong', () => (listener.alive = true));
    socket.on('message', () => {
      listener.alive = true;
      if (++listener.heard > framesPerPing) socket.close(1008, 'too many frames');
    });
    socket.once('close', () => {
      leave();
      clearInterval(timer);
      open--;
      const others = byThread.get(thread);
      others?.delete(listener);
      if (others?.size === 0) byThread.delete(thread);
    });
    catchUp(line, frames, listener);
  }

  server.onClose.push(() => {
    for (const listeners of byThread.values()) for (const { socket } of listeners) socket.close(1001, 'come back');
  });

  return {
    typing(thread, from) {
      const frame = JSON.stringify({
        activities: [{ type: 'typing', from: { ...from, role: 'bot' }, conversation: { id: thread } }],
      });
      for (const { socket } of byThread.get(thread) ?? []) if (socket.bufferedAmount === 0) socket.send(frame);
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

/** Our own chat page, under whatever name the browser found us. */
function isOwnOrigin(origin: string, request: IncomingMessage): boolean {
  return URL.canParse(origin) && new URL(origin).host === request.headers.host;
}

/** Clients that have seen nothing yet send nothing, an empty word, or JavaScript's `undefined` as text. */
export function positionOf(watermark: string | undefined): Position | undefined {
  if (watermark === undefined || ['', 'null', 'undefined', '-'].includes(watermark)) return start;
  return parsePosition(watermark);
}

function hear(line: DirectLine, frames: Frames, listener: Listener, wake: Wake): void {
  if (wake.about !== 'conversation') return;
  if (listener.reading) {
    listener.wokenWhileReading = true;
    return;
  }
  const { batch } = wake;
  const { position } = listener;
  if (batch && batch.conversation === listener.conversation) {
    if (batch.upTo <= position.seq) return;
    if (batch.after === position.seq) return deliver(frames, listener, batch);
  }
  catchUp(line, frames, listener);
}

/** The events came along with the wake-up and fit where this reader stands: no read needed. */
function deliver(frames: Frames, listener: Listener, batch: Batch): void {
  const { socket, thread, user, position } = listener;
  listener.position = { ordinal: position.ordinal, seq: batch.upTo };
  const frame = frames.ofBatch(batch, { thread, user, ordinal: position.ordinal });
  if (frame === undefined) return;
  if (socket.bufferedAmount > waitingBytes) return socket.close(1013, 'too slow, resume by watermark');
  reached('stream: before send', batch.conversation);
  socket.send(frame);
  reached('stream: after send', batch.conversation);
}

function catchUp(line: DirectLine, frames: Frames, listener: Listener): void {
  if (listener.reading) return void (listener.wokenWhileReading = true);
  listener.reading = true;
  readOn(line, frames, listener).catch((error: unknown) => {
    line.log.error({ thread: listener.thread, error }, 'stream: reading failed');
    // The client comes back by itself and reads from its watermark.
    listener.socket.close(1011, 'try again');
  });
}

/** Page by page, each handed to the network before the next is read: a long log never stands whole in memory. */
async function readOn(line: DirectLine, frames: Frames, listener: Listener): Promise<void> {
  const { socket, thread, user } = listener;
  for (;;) {
    listener.wokenWhileReading = false;
    const batch = await threadAfter(line.door.database, thread, listener.position, page);
    if (socket.readyState !== socket.OPEN) return;
    listener.position = batch.upTo;
    listener.conversation = batch.events.at(-1)?.conversation ?? listener.conversation;
    const frame = await frames.ofThread(batch, { thread, user });
    if (frame !== undefined) {
      reached('stream: before send', thread);
      await new Promise<void>((resolve) => socket.send(frame, () => resolve()));
      reached('stream: after send', thread);
    }
    if (batch.events.length < page && !listener.wokenWhileReading) {
      // In the same step as the look: a wake-up between the two would be heard by nobody.
      listener.reading = false;
      return;
    }
  }
}

/** Finds dead lines, and beneath all wake-ups the slow poll: a lost one costs half a minute, never a message. */
function keepAlive(line: DirectLine, frames: Frames, listener: Listener): void {
  if (!listener.alive) return listener.socket.terminate();
  listener.alive = false;
  listener.heard = 0;
  listener.socket.ping();
  catchUp(line, frames, listener);
}
