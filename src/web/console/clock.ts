import { useSyncExternalStore } from 'react';

/** How far the server's clock is ahead of this machine's: a true wait must not depend on a laptop's clock. */
let ahead = 0;

export function setServerClock(now: number): void {
  ahead = now - Date.now();
}

export const serverNow = (): number => Date.now() + ahead;

const heard = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for everything on the page that ticks. */
function subscribe(hear: () => void): () => void {
  heard.add(hear);
  timer ??= setInterval(() => heard.forEach((one) => one()), 1_000);
  return () => {
    heard.delete(hear);
    if (heard.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The server's time, rounded down to `step` milliseconds: a part is drawn again only when what it shows has changed. */
export function useNow(step = 1_000): number {
  return useSyncExternalStore(subscribe, () => Math.floor(serverNow() / step) * step);
}
