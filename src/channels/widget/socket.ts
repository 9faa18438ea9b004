import type { WebSocket } from 'ws';
import { parsePosition, start } from '../../conversations/log.js';
import { parseFrame } from '../../live/frame.js';
import { Refusal } from '../../refusal.js';
import { widgetBase as base, widgetFrame, type ServerFrame, type WidgetFrame } from '../../widget-wire.js';
import { limits } from '../../wire.js';
import type { Claims } from '../directline/token.js';
import { written } from './frames.js';
import { createHands } from './hands.js';
import { follow, tellSeen, type Listener, type SocketParts } from './listener.js';

const helloSeconds = 10;
const pingSeconds = 30;
const framesPerPing = 120;
/** How long a socket stays open after its token's end, for the widget to say hello with a new one. */
const graceSeconds = 30;

/** The code at which the widget must not simply come back: it wants another token first. */
const needsToken = 4401;

/** One socket: a hello, then what happens. Tokens end while it is open, and lines die without a word. */
export function serveSocket(socket: WebSocket, parts: SocketParts): void {
  const { access, widget, address } = parts;
  let listener: Listener | undefined;
  let alive = true;
  let heard = 0;
  let hearing = Promise.resolve();
  const silence = setTimeout(() => socket.close(1008, 'no hello'), helloSeconds * 1000);
  const timer = setInterval(keepAlive, pingSeconds * 1000);
  const hands = createHands(parts);

  socket.on('error', () => socket.terminate());
  socket.on('pong', () => (alive = true));
  socket.on('message', (data) => {
    alive = true;
    if (++heard > framesPerPing) return socket.close(1008, 'too many frames');
    const frame = parseFrame(data, widgetFrame);
    if (!frame) return socket.close(1008, 'not a frame');
    // One after the other: what comes behind a hello must find its listener.
    hearing = hearing.then(() => hear(frame)).catch(fault);
  });
  socket.once('close', () => {
    clearTimeout(silence);
    clearInterval(timer);
    listener?.stop();
  });

  async function hear(frame: WidgetFrame): Promise<void> {
    if (frame.kind === 'hello') return hello(frame);
    if (!listener) return socket.close(1008, 'hello first');
    if (frame.kind === 'typing') return hands.typing(listener.thread);
    hands.seen(listener.thread, frame.upTo).catch(fault);
  }

  async function hello({ token, after }: Extract<WidgetFrame, { kind: 'hello' }>): Promise<void> {
    const claims = await access.reachWith(token, address).catch(refuse);
    if (!claims || socket.readyState !== socket.OPEN) return;
    clearTimeout(silence);
    if (listener) {
      if (listener.thread !== claims.thread) return socket.close(1008, 'another thread');
      clearTimeout(listener.expiry);
      Object.assign(listener, { token, claims, expiry: expiryOf(claims) });
      return;
    }
    const open = (parts.perThread.get(claims.thread) ?? 0) + 1;
    if (open > limits.socketsPerConversation) return socket.close(1013, 'too many sockets');
    const from = after === '' ? start : parsePosition(after);
    send({ kind: 'welcome' });
    listener = follow(socket, parts, { token, claims, from: from ?? start, expiry: expiryOf(claims), send });
    await tellSeen(parts, claims.thread, send);
  }

  function expiryOf({ exp }: Claims): NodeJS.Timeout {
    const left = exp * 1000 - widget.door.clock.now();
    return setTimeout(() => {
      send({ kind: 'expired' });
      if (listener) listener.expiry = setTimeout(() => socket.close(needsToken, 'expired'), graceSeconds * 1000);
    }, left);
  }

  function refuse(error: unknown): undefined {
    if (!(error instanceof Refusal)) throw error;
    widget.log.info({ address, path: `${base}/stream`, code: error.code }, 'stream refused');
    if (error.code === 'token-expired') send({ kind: 'expired' });
    socket.close(error.code === 'too-many' ? 1013 : needsToken, error.code);
    return undefined;
  }

  function send(frame: ServerFrame): void {
    if (socket.readyState === socket.OPEN) socket.send(written(frame));
  }

  /** Finds dead lines, and beneath all wake-ups the slow poll: a lost one costs half a minute, never a message. */
  function keepAlive(): void {
    if (!alive) return socket.terminate();
    alive = false;
    heard = 0;
    socket.ping();
    listener?.following.look();
    if (listener && listener.claims.customer === undefined) {
      // Somebody may have proved that the thread is theirs: from then on it is read with their token alone.
      access.reachWith(listener.token, address).catch(refuseUnlessLate).catch(fault);
    }
  }

  /** A token past its end has its own time of grace. */
  function refuseUnlessLate(error: unknown): undefined {
    const isLate = listener !== undefined && listener.claims.exp * 1000 <= widget.door.clock.now();
    return isLate ? undefined : refuse(error);
  }

  function fault(error: unknown): void {
    widget.log.error({ err: error, thread: listener?.thread }, 'widget stream: fault');
    socket.close(1011, 'try again');
  }
}
