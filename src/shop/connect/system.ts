import type { Clock } from '../../clock.js';
import type { Log } from '../../log.js';
import { createBreaker, type Breaker, type Verdict } from './breaker.js';
import { called } from './calls.js';
import type { Exchange, Exchanged, Origin, Wire } from './wire.js';

/** One system of the shop: its machine, its breaker, and how patiently it is asked. */
export interface System {
  readonly name: string;
  /** Never throws. All tries together end within the time given. */
  ask(asked: Asked, patience: Patience, signal: AbortSignal): Promise<Exchanged>;
}

export type Asked = Omit<Exchange, 'origin'>;

export interface Patience {
  readonly timeoutMs: number;
  readonly retries: number;
  /** Asking twice is the same as asking once. Otherwise only what certainly never arrived is sent again. */
  readonly isRepeatable: boolean;
}

export interface SystemOptions {
  readonly name: string;
  readonly origin: Origin;
  readonly wire: Wire;
  readonly clock: Clock;
  readonly breaker: { readonly failures: number; readonly rest: number };
  readonly log?: Log | undefined;
}

export function createSystem(options: SystemOptions): System {
  const { name, origin, wire, clock, log } = options;
  const breaker = createBreaker({
    clock,
    failures: options.breaker.failures,
    restMs: options.breaker.rest * 1_000,
    onRest() {
      called(name, 'opened');
      log?.warn(
        { system: name, seconds: options.breaker.rest },
        'connectors: a system fails and is left alone for a while',
      );
    },
  });

  return {
    name,
    async ask(asked, { timeoutMs, retries, isRepeatable }, signal) {
      const end = performance.now() + timeoutMs;
      let last: Exchanged | undefined;
      for (let tries = 1; ; tries++) {
        const tell = breaker.enter();
        if (!tell) {
          called(name, 'rests');
          return last ?? { kind: 'broken', why: 'failed too often and is left alone for a while', isSent: false };
        }
        last = await oneTry({ wire, name, tell }, { ...asked, origin }, { end, signal });
        const mayRepeat = isRepeatable || (last.kind === 'broken' && !last.isSent);
        if (tries > retries || !mayRepeat || signal.aborted || !isPassing(last)) return last;
        const wait = waitBefore(last, tries);
        if (performance.now() + wait >= end) return last;
        await pause(wait, signal);
        if (signal.aborted) return last;
      }
    },
  };
}

async function oneTry(
  { wire, name, tell }: { wire: Wire; name: string; tell: NonNullable<ReturnType<Breaker['enter']>> },
  exchange: Exchange,
  { end, signal }: { end: number; signal: AbortSignal },
): Promise<Exchanged> {
  const began = performance.now();
  const both = new AbortController();
  const stop = (): void => both.abort();
  const late = setTimeout(stop, Math.max(1, end - began));
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const exchanged = await wire.exchange(exchange, both.signal);
  clearTimeout(late);
  signal.removeEventListener('abort', stop);
  const verdict = verdictOf(exchanged, signal);
  tell(verdict);
  if (verdict !== 'left') called(name, verdict, (performance.now() - began) / 1_000);
  return exchanged;
}

/** Refusals such as 400 or 404 are answers: a customer who types nonsense must not have the system left alone. */
function verdictOf(exchanged: Exchanged, signal: AbortSignal): Verdict {
  if (exchanged.kind === 'broken') return signal.aborted ? 'left' : 'failed';
  return isBusy(exchanged.status) || exchanged.status >= 500 ? 'failed' : 'answered';
}

const isBusy = (status: number): boolean => status === 408 || status === 429;

/** What may be better in a moment: the line, the system's load, a proxy before it; not a fault it would repeat (501, 505). */
const isPassing = (exchanged: Exchanged): boolean =>
  exchanged.kind === 'broken' || isBusy(exchanged.status) || [500, 502, 503, 504].includes(exchanged.status);

/**
 * Doubling from 100 ms, half of it left to chance, so that many callers do not come back in step; never less than the
 * system asks for by Retry-After.
 */
function waitBefore(last: Exchanged, tries: number): number {
  const own = Math.min(100 * 2 ** (tries - 1), 2_000) * (0.5 + Math.random() / 2);
  return Math.max(own, last.kind === 'answered' ? retryAfterMs(last.headers['retry-after']) : 0);
}

/** RFC 9110, 10.2.3: seconds or a date. What is neither asks for nothing. */
export function retryAfterMs(header: string | undefined, now = Date.now()): number {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  const date = text.length > 40 ? Number.NaN : Date.parse(text);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
