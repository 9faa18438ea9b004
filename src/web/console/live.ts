import { useSyncExternalStore } from 'react';
import type { StaffFrame, StaffSaid } from '../../console-wire.js';
import { parseFrame } from './api.js';
import { setServerClock } from './clock.js';

/**
 * `live`: what is on the screen is what there is. `catching-up`: connected again, what was missed is on its way.
 * `signed-out`: the session is over; connecting again would be refused.
 */
export type LiveState = 'connecting' | 'live' | 'catching-up' | 'offline' | 'signed-out';

/** The server says something every 5 s. After this long in silence the line is dead, whatever the browser thinks. */
const longestSilence = 16_000;

interface Look {
  /** Where this reader stands now: what it missed is asked for from here, however often the line breaks. */
  readonly position: () => number;
  readonly hear: (frame: StaffFrame) => void;
}

let socket: WebSocket | undefined;
let state: LiveState = 'connecting';
let tries = 0;
let wasLive = false;
let again: ReturnType<typeof setTimeout> | undefined;
let silence: ReturnType<typeof setTimeout> | undefined;
const waiting = new Set<string>();
const looks = new Map<string, Set<Look>>();
const onFrame = new Set<(frame: StaffFrame) => void>();
const onState = new Set<() => void>();

/** One socket for this tab, kept up until `stop`. */
export function startLive(): () => void {
  const wake = (): void => {
    if (document.visibilityState === 'visible' && state === 'offline') connect();
  };
  addEventListener('online', wake);
  document.addEventListener('visibilitychange', wake);
  connect();
  return () => {
    removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', wake);
    clearTimeout(again);
    clearTimeout(silence);
    drop();
    wasLive = false;
    tell('connecting');
  };
}

/** Follows one conversation's log from the reader's own position until the returned function is called. */
export function look(conversation: string, reader: Look): () => void {
  const readers = looks.get(conversation) ?? new Set();
  looks.set(conversation, readers.add(reader));
  ask(conversation);
  return () => {
    readers.delete(reader);
    if (readers.size > 0) return;
    looks.delete(conversation);
    waiting.delete(conversation);
    say({ kind: 'leave', conversation });
  };
}

/** Asks anew from where the readers stand: after a gap. */
export function ask(conversation: string): void {
  const positions = [...(looks.get(conversation) ?? [])].map(({ position }) => position());
  if (positions.length > 0) say({ kind: 'look', conversation, after: Math.min(...positions) });
}

export function say(frame: StaffSaid): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
}

export function hearAll(hear: (frame: StaffFrame) => void): () => void {
  onFrame.add(hear);
  return () => onFrame.delete(hear);
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (hear) => {
      onState.add(hear);
      return () => onState.delete(hear);
    },
    () => state,
  );
}

function connect(): void {
  clearTimeout(again);
  drop();
  const opened = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/staff/events`);
  socket = opened;
  opened.addEventListener('open', () => {
    tries = 0;
    listenForSilence();
    for (const conversation of looks.keys()) {
      waiting.add(conversation);
      ask(conversation);
    }
    tell(wasLive && waiting.size > 0 ? 'catching-up' : 'live');
    // Lists carry no positions: after any break they are read again.
    if (wasLive) pass({ kind: 'queue' });
    wasLive = true;
  });
  opened.addEventListener('message', ({ data }) => {
    listenForSilence();
    const frame = parseFrame(data);
    if (frame) pass(frame);
  });
  opened.addEventListener('close', ({ code }) => {
    if (socket !== opened) return;
    if (code === 4401) return tell('signed-out');
    retry();
  });
}

/** A server that comes back must not be met by all its tabs at once. */
function retry(): void {
  clearTimeout(silence);
  tell('offline');
  const wait = Math.min(15_000, 400 * 2 ** tries++) * (0.5 + Math.random());
  clearTimeout(again);
  again = setTimeout(connect, wait);
}

function listenForSilence(): void {
  clearTimeout(silence);
  silence = setTimeout(() => {
    drop();
    retry();
  }, longestSilence);
}

function drop(): void {
  const old = socket;
  socket = undefined;
  old?.close();
}

function pass(frame: StaffFrame): void {
  if (frame.kind === 'here') return setServerClock(frame.now);
  if (frame.kind === 'caught-up' || frame.kind === 'refused') {
    waiting.delete(frame.conversation);
    if (waiting.size === 0 && state === 'catching-up') tell('live');
  }
  for (const hear of onFrame) hear(frame);
  const conversation = 'batch' in frame ? frame.batch.conversation : 'conversation' in frame ? frame.conversation : '';
  for (const { hear } of looks.get(conversation) ?? []) hear(frame);
}

function tell(now: LiveState): void {
  state = now;
  for (const hear of onState) hear();
}
