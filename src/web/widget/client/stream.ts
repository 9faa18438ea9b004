import type { ServerFrame, WidgetBatch, WidgetFrame } from '../../../widget-wire.js';
import { frameOf } from '../edge.js';
import { widgetBase } from './address.js';
import type { Session } from './session.js';
import type { Link } from './state.js';

export interface Stream {
  start(): void;
  stop(): void;
  /** The page came back to life (a phone woke, the network returned): look now, wait for nothing. */
  wake(): void;
  /** Drops whatever connection there is and makes a new one at once. */
  anew(): void;
  /** Events are missing: ask for them. */
  catchUp(): Promise<void>;
  tell(frame: WidgetFrame): void;
}

export interface StreamOptions {
  readonly session: Session;
  readonly position: () => string;
  /** How far was read; empty for nothing yet. */
  readonly seen: () => string;
  /** `asked`: it answers a request from our own position, so that nothing can lie between. Gives false for a gap. */
  readonly take: (batch: WidgetBatch, asked: boolean) => boolean;
  readonly onFrame: (frame: ServerFrame) => void;
  readonly onLink: (link: Link) => void;
}

/** After so many sockets that never said welcome, something between us forbids them: long polls, and now and then a try. */
const triesBeforePolling = 2;
const pollSeconds = 25;
const socketAgain = 60_000;
/** A socket that is open and dead tells nobody. In a silence this long we ask by HTTP whether something was missed. */
const silence = 40_000;

export function createStream(options: StreamOptions): Stream {
  const { session, position, take, onFrame, onLink } = options;
  let socket: WebSocket | null = null;
  let running = false;
  let failures = 0;
  let wait = 500;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let poll: AbortController | null = null;
  /** The poll that waits now: what is to be said is said by the next. */
  let waiting: AbortController | null = null;
  let lastSocketTry = 0;
  let lastFrame = 0;
  let welcomed = false;

  const later = (): void => {
    clearTimeout(timer);
    // Half a second to three, each its own: a restarted server is not met by everybody at once.
    timer = setTimeout(() => void connect(), wait * (0.75 + Math.random() / 2));
    wait = Math.min(wait * 2, 2_400);
  };

  const connect = async (): Promise<void> => {
    if (!running || socket !== null || poll !== null) return;
    const current = await session.begin();
    if (!running || socket !== null || poll !== null) return;
    if (current === null) {
      onLink('offline');
      return later();
    }
    // Nobody has come to the counter yet: there is nothing to hear.
    if (!current.opened) return onLink('live');
    if (failures >= triesBeforePolling && Date.now() - lastSocketTry < socketAgain) return await pollLoop();
    openSocket(current.token);
  };

  const openSocket = (token: string): void => {
    lastSocketTry = Date.now();
    welcomed = false;
    const here = new WebSocket(`${location.origin.replace(/^http/, 'ws')}${widgetBase}/stream`);
    socket = here;
    // A proxy may swallow the upgrade and answer nothing at all.
    const giveUp = setTimeout(() => here === socket && !welcomed && here.close(), 8_000);
    here.onopen = () => here.send(JSON.stringify({ kind: 'hello', token, after: position() } satisfies WidgetFrame));
    here.onmessage = ({ data }) => {
      if (here !== socket) return;
      lastFrame = Date.now();
      const frame = frameOf(data);
      if (frame) hear(frame, here);
    };
    here.onclose = () => {
      clearTimeout(giveUp);
      if (here !== socket) return;
      socket = null;
      onLink('offline');
      if (welcomed) return later();
      // A server that is down answers nothing at all: only where HTTP gets through is it the socket that somebody forbids.
      void ask(0)
        .then((batch) => {
          if (batch === null) return;
          failures += 1;
          take(batch, true);
        })
        .finally(later);
    };
  };

  const hear = (frame: ServerFrame, here: WebSocket): void => {
    switch (frame.kind) {
      case 'welcome':
        welcomed = true;
        failures = 0;
        wait = 500;
        return onLink('live');
      case 'events':
        if (!take(frame.batch, false)) void catchUp();
        return;
      case 'expired':
        socket = null;
        here.close();
        void session.renew().then(() => connect());
        return;
      default:
        onFrame(frame);
    }
  };

  /** One request for what comes after our position. Null: nobody answered. */
  const ask = async (seconds: number, signal?: AbortSignal): Promise<WidgetBatch | null> => {
    const query = new URLSearchParams({ after: position(), wait: String(seconds), seen: options.seen() });
    const path = `${widgetBase}/events?${query.toString()}`;
    const answer = await session.call<WidgetBatch>({ method: 'GET', path, ...(signal ? { signal } : {}) });
    return answer.ok ? answer.value : null;
  };

  const catchUp = async (): Promise<void> => {
    const slow = setTimeout(() => onLink('catching up'), 300);
    try {
      for (;;) {
        const before = position();
        const batch = await ask(0);
        if (batch === null) return;
        take(batch, true);
        if (position() === before) return;
      }
    } finally {
      clearTimeout(slow);
      if (socket !== null && welcomed) onLink('live');
    }
  };

  const pollLoop = async (): Promise<void> => {
    const here = (poll = new AbortController());
    // The first is answered at once: nobody reads "cannot be reached" for as long as a quiet poll lasts.
    let seconds = 0;
    try {
      while (running && Date.now() - lastSocketTry < socketAgain) {
        const cut = (waiting = new AbortController());
        const batch = await ask(seconds, AbortSignal.any([here.signal, cut.signal, AbortSignal.timeout(40_000)]));
        if (here !== poll) return;
        if (cut.signal.aborted) continue;
        if (batch === null) {
          onLink('offline');
          return;
        }
        wait = 500;
        seconds = pollSeconds;
        onLink('live');
        take(batch, true);
      }
    } finally {
      if (here === poll) {
        poll = null;
        later();
      }
    }
  };

  const anew = (): void => {
    const old = socket;
    socket = null;
    old?.close();
    poll?.abort();
    poll = null;
    clearTimeout(timer);
    wait = 500;
    void connect();
  };

  const look = async (): Promise<void> => {
    if (!running) return;
    if (socket?.readyState !== WebSocket.OPEN || !welcomed) return poll === null ? anew() : undefined;
    const before = position();
    await catchUp();
    // It had something for us and did not say so: it is dead, whatever it claims.
    if (position() !== before && Date.now() - lastFrame > 2_000) anew();
    else lastFrame = Date.now();
  };

  const watch = setInterval(() => {
    if (running && socket !== null && !document.hidden && Date.now() - lastFrame > silence) void look();
  }, 10_000);

  return {
    start() {
      if (running) return;
      running = true;
      onLink('connecting');
      void connect();
    },
    stop() {
      running = false;
      clearInterval(watch);
      clearTimeout(timer);
      poll?.abort();
      const old = socket;
      socket = null;
      old?.close();
    },
    wake: () => void look(),
    anew,
    catchUp,
    tell(frame) {
      if (socket?.readyState === WebSocket.OPEN && welcomed) return socket.send(JSON.stringify(frame));
      if (frame.kind === 'seen') waiting?.abort();
    },
  };
}
