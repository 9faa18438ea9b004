import type { Clock } from '../../clock.js';

/** What came of a try. `left`: whoever asked went away first; it says nothing about the other side. */
export type Verdict = 'answered' | 'failed' | 'left';

export interface Breaker {
  /** A way in, to be told once what came of it; undefined while the other side is left alone. */
  enter(): ((verdict: Verdict) => void) | undefined;
}

export interface BreakerOptions {
  readonly clock: Clock;
  /** So many failures in a row, */
  readonly failures: number;
  /** and it rests so long; then one try alone decides whether it goes on or rests again. */
  readonly restMs: number;
  /** Told each time a rest begins. */
  readonly onRest: () => void;
}

/**
 * Keeps a system that is down from being asked by every customer: each would wait the whole timeout for nothing, and the
 * system would come back under the load of all of them. The pattern is Nygard's ("Release It!", circuit breaker).
 */
export function createBreaker({ clock, failures: most, restMs, onRest }: BreakerOptions): Breaker {
  let failures = 0;
  let restUntil: number | undefined;
  let isTrying = false;

  function rest(): void {
    restUntil = clock.now() + restMs;
    onRest();
  }

  function judge(verdict: Verdict): void {
    // A try that began before the rest and ends in it decides nothing any more.
    if (restUntil !== undefined || verdict === 'left') return;
    failures = verdict === 'failed' ? failures + 1 : 0;
    if (failures >= most) rest();
  }

  function judgeTrial(verdict: Verdict): void {
    isTrying = false;
    if (verdict === 'failed') rest();
    if (verdict !== 'answered') return;
    failures = 0;
    restUntil = undefined;
  }

  return {
    enter() {
      if (restUntil === undefined) return once(judge);
      if (isTrying || clock.now() < restUntil) return undefined;
      isTrying = true;
      return once(judgeTrial);
    },
  };
}

function once(tell: (verdict: Verdict) => void): (verdict: Verdict) => void {
  let isTold = false;
  return (verdict) => {
    if (!isTold) tell(verdict);
    isTold = true;
  };
}
