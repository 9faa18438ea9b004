import type { MessageRequest } from '../../../widget-wire.js';
import { widgetBase } from './address.js';
import { upload, type Outcome } from './call.js';
import type { Outbox } from './outbox.js';
import { afterReading, type Failure, fromKept, type KeptMessage, type Outgoing } from './outgoing.js';
import type { Session } from './session.js';
import { alone, type Tabs } from './tabs.js';

/** Messages on their way: shown at once, kept until acknowledged, sent in their order, by one tab at a time. */
export interface Sender {
  say(message: Pick<KeptMessage, 'text' | 'value' | 'answers' | 'files'> & { language: string }): Promise<void>;
  retry(id: string): Promise<void>;
  /** Takes it back: an upload is broken off, a failed message goes away. */
  drop(id: string): Promise<void>;
  /** Reads the store again: at the start, and when another tab has changed it. */
  read(): Promise<void>;
  /** Tries what waits, now. */
  kick(): void;
  /** The log shows these: nothing more to keep. */
  shown(ids: ReadonlySet<string>): void;
  clear(): Promise<void>;
}

export interface SenderOptions {
  readonly outbox: Outbox;
  readonly session: Session;
  readonly tabs: () => Tabs;
  readonly list: () => readonly Outgoing[];
  readonly show: (list: readonly Outgoing[]) => void;
  readonly onSent: () => void;
  readonly now: () => number;
}

/** A server that answers with a fault this often in a row is asked no more until the customer says so. */
const faultsBeforeFailed = 3;

export function createSender(options: SenderOptions): Sender {
  const { outbox, session, tabs, list, show, onSent, now } = options;
  const running = new Map<string, AbortController>();
  let again: ReturnType<typeof setTimeout> | undefined;
  let draining = false;
  let wait = 500;

  const change = (id: string, to: Partial<Outgoing>): void =>
    show(list().map((message) => (message.id === id ? { ...message, ...to } : message)));

  const kick = (): void => {
    clearTimeout(again);
    if (draining) return;
    draining = true;
    void alone('outbox', drain).finally(() => (draining = false));
  };

  const later = (milliseconds: number): void => {
    clearTimeout(again);
    again = setTimeout(kick, milliseconds);
  };

  /** Read anew each time: another tab may have sent it while we waited for our turn. */
  const drain = async (): Promise<void> => {
    for (;;) {
      const next = (await outbox.all()).find(({ failed }) => failed === null);
      if (next === undefined) return;
      const outcome = await attempt(next);
      if (outcome === 'later') return;
      tabs().tell({ kind: 'outbox' });
    }
  };

  const attempt = async (message: KeptMessage): Promise<'gone' | 'later'> => {
    for (let faults = 0; ;) {
      change(message.id, { state: 'sending', progress: 0 });
      const cut = new AbortController();
      running.set(message.id, cut);
      const answer = await post(session, message, cut.signal, (progress) => change(message.id, { progress }));
      running.delete(message.id);
      if (cut.signal.aborted) return 'gone';
      if (answer.ok) {
        wait = 500;
        await outbox.remove(message.id);
        change(message.id, { state: 'sent', progress: 1 });
        onSent();
        return 'gone';
      }
      if (answer.status >= 500) faults += 1;
      const failure = failureOf(answer.status, faults);
      if (failure !== null) {
        await outbox.put({ ...message, failed: failure });
        change(message.id, { state: 'failed', failed: failure });
        return 'gone';
      }
      change(message.id, { state: 'waiting' });
      if (answer.status < 500) {
        later(answer.retryAfter ?? wait * (0.75 + Math.random() / 2));
        wait = Math.min(wait * 2, 3_000);
        return 'later';
      }
      await new Promise((resolve) => setTimeout(resolve, answer.retryAfter ?? 1_000 * faults));
    }
  };

  return {
    async say(words) {
      const message: KeptMessage = { id: newId(), created: now(), ...words, failed: null };
      show([...list(), fromKept(message)]);
      await outbox.put(message);
      tabs().tell({ kind: 'outbox' });
      kick();
    },
    async retry(id) {
      const message = (await outbox.all()).find((one) => one.id === id);
      if (message === undefined) return;
      await outbox.put({ ...message, failed: null });
      change(id, { state: 'waiting', failed: null });
      tabs().tell({ kind: 'outbox' });
      kick();
    },
    async drop(id) {
      running.get(id)?.abort();
      await outbox.remove(id);
      show(list().filter((message) => message.id !== id));
      tabs().tell({ kind: 'dropped', id });
    },
    async read() {
      show(afterReading(list(), await outbox.all()));
      kick();
    },
    kick,
    shown(ids) {
      const rest = list().filter(({ id }) => !ids.has(id));
      if (rest.length === list().length) return;
      for (const { id } of list()) if (ids.has(id)) void outbox.remove(id);
      show(rest);
    },
    async clear() {
      clearTimeout(again);
      for (const cut of running.values()) cut.abort();
      await outbox.clear();
      show([]);
    },
  };
}

async function post(
  session: Session,
  { id, text, language, value, answers, files }: KeptMessage,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<Outcome<unknown>> {
  const message: MessageRequest = {
    ...{ clientId: id, text, language },
    ...(value === undefined ? {} : { value }),
    ...(answers === undefined ? {} : { answers }),
  };
  if (files.length === 0) {
    return await session.call({ method: 'POST', path: `${widgetBase}/messages`, json: message });
  }
  const send = async (token: string | null): Promise<Outcome<unknown>> => {
    const body = new FormData();
    body.append('message', JSON.stringify(message));
    for (const file of files) body.append('file', file, file.name);
    return await upload({ path: `${widgetBase}/files`, body, token, signal, onProgress });
  };
  const current = await session.begin();
  if (current === null) return { ok: false, status: 0, retryAfter: null, code: null };
  const first = await send(current.token);
  if (first.ok || (first.status !== 401 && first.status !== 403)) return first;
  const renewed = await session.renew();
  return renewed === null ? first : await send(renewed.token);
}

/** Null: not a failure yet, it is tried again by itself. */
function failureOf(status: number, faults: number): Failure | null {
  if (status === 0 || status === 429) return null;
  if (status >= 500) return faults >= faultsBeforeFailed ? 'other' : null;
  return status === 413 || status === 415 ? 'large' : 'other';
}

function newId(): string {
  // `randomUUID` exists on https alone; a shop's first try is on http.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
