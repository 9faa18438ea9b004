import { mark, type ToHost } from './between.js';
import { optionsOf } from './edge.js';
import { createLauncher, type Launcher } from './launcher.js';
import type { MadoguchiOptions } from './madoguchi.js';

/**
 * The one script a shop puts on its pages. It draws the launcher and nothing else: the frame, the app and the session
 * come when a customer reaches for it. All it leaves on the host's page is `window.madoguchi`.
 */
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
const { origin } = new URL(script?.src ?? location.href);

type Listener = (...heard: unknown[]) => unknown;

let launcher: Launcher | undefined;
let identify: Listener | undefined;
let ending: Promise<void> | undefined;
let end: () => void;
let count = 0;
const listeners = new Map<unknown, Set<Listener>>();

function emit(type: string, detail?: object): void {
  count += 1;
  const time = Date.now();
  listeners.get(type)?.forEach((hear) => hear({ id: `${time}-${count}`, time, type, ...detail }));
}

function boot(options: MadoguchiOptions): void {
  if (launcher) return;
  if (!document.body) return addEventListener('DOMContentLoaded', () => boot(options));
  launcher = createLauncher({
    ...{ origin, options, hear },
    identified: () => identify !== undefined,
    onOpen: (open) => emit(open ? 'open' : 'close'),
  });
  emit('ready');
  if (remember()) setTimeout(() => launcher?.warm(), 1_000);
}

function hear(say: ToHost): void {
  const { kind, ...detail } = say;
  switch (kind) {
    case 'known':
      return void remember('1');
    case 'identity needed':
      return prove();
    case 'wiped':
      remember('');
      launcher?.remove();
      launcher = identify = undefined;
      return end?.();
    case 'ready':
    case 'close':
      return;
    default:
      return emit(kind, detail);
  }
}

/** The token is asked for and handed on; it stays nowhere on this side. */
function prove(): void {
  Promise.resolve(identify?.()).then(
    (token) => launcher?.tell({ kind: 'identity', token: String(token) }),
    () => emit('error', { code: 'identity' }),
  );
}

/** Wipes the frame's storage too when this page has not opened it: another page may have. */
function shutdown(): Promise<void> {
  if (ending) return ending;
  boot({});
  ending = new Promise<void>((resolve) => (end = resolve)).finally(() => (ending = undefined));
  launcher?.show(false);
  launcher?.warm();
  launcher?.tell({ kind: 'shutdown' });
  return ending;
}

function run(command: unknown, first?: unknown, second?: unknown): unknown {
  switch (command) {
    case 'boot':
      return boot(optionsOf(first));
    case 'identify':
      if (isListener(first)) identify = first;
      return launcher?.isWarm() && prove();
    case 'open':
    case 'close':
      return launcher?.set(command === 'open');
    case 'show':
    case 'hide':
      return launcher?.show(command === 'show');
    case 'shutdown':
      return shutdown();
    case 'update':
      return launcher?.update(optionsOf(first));
    case 'on':
      return isListener(second) && on(first, second);
    default:
      return undefined;
  }
}

function on(type: unknown, listener: Listener): () => void {
  const set = listeners.get(type) ?? new Set();
  listeners.set(type, set.add(listener));
  return () => void set.delete(listener);
}

/**
 * Reads, or writes: only that there was a conversation, so that the next page hears its answer; who and what is kept in
 * the frame. A page that may keep nothing loads the frame at the first touch.
 */
function remember(value?: string): string | null {
  try {
    if (value !== undefined) localStorage[value === '' ? 'removeItem' : 'setItem'](mark, value);
    return localStorage.getItem(mark);
  } catch {
    return null;
  }
}

function isListener(value: unknown): value is Listener {
  return typeof value === 'function';
}

const early = window.madoguchi?.q ?? [];
Object.assign(window, { madoguchi: run });
// The tag's own settings first: a queued call may change them.
if (script?.dataset.site) boot(optionsOf(script.dataset));
for (const [command, first, second] of early.map((call) => Array.from(call))) run(command, first, second);
