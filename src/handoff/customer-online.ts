import type { Live } from '../live/live.js';

/** So long an answer may take; between processes it travels twice. */
const patience = 1_500;

export interface OnlineWatch {
  /** Asks anew: a process that dies with its sockets tells nobody. */
  ask(): void;
  stop(): void;
}

/**
 * Whether the customer has this thread open, told when it changes. Nothing is stored and nobody reports by themselves:
 * the customer's sockets answer when they are asked, so that it costs something only while an agent looks.
 */
export function watchOnline(live: Live, thread: string, tell: (online: boolean) => void): OnlineWatch {
  let told: boolean | undefined;
  let timer: NodeJS.Timeout | undefined;

  function know(online: boolean): void {
    clearTimeout(timer);
    timer = undefined;
    if (told !== online) tell((told = online));
  }

  function ask(): void {
    if (timer) return;
    timer = setTimeout(() => know(false), patience);
    timer.unref();
    live.announce({ about: 'asked', thread });
  }

  const forget = live.listen(`thread:${thread}`, (wake) => {
    if (wake.about === 'here') know(true);
    // Another tab of the customer's may still be open: it answers.
    if (wake.about === 'left') ask();
  });
  ask();
  return {
    ask,
    stop() {
      clearTimeout(timer);
      forget();
    },
  };
}
