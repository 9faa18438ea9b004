import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { typingSeconds, type Live, type Wake } from '../live/live.js';
import type { Log } from '../log.js';
import { reached } from '../points.js';
import type { Event } from '../wire.js';
import { commitTurn, type Thought } from './commit.js';
import { countFailure, freeAllLeases, letGo, takeAbandoned } from './lease.js';
import { load, type Loaded } from './load.js';

/** What thinks. It reads and computes; everything it wants to happen is in the thought it gives back. */
export interface Thinker {
  think(loaded: Loaded): Promise<Thought>;
  /** The customer's message could not be answered twice over: an apology, a person, a ticket. Must not depend on `think`. */
  giveUp(loaded: Loaded): Promise<Thought>;
}

export interface TurnsOptions {
  readonly database: Database;
  readonly live: Live;
  readonly clock: Clock;
  readonly log: Log;
  readonly thinker: Thinker;
  readonly process: string;
  /** A thought that takes longer counts as failed; the lease outlasts it, so nobody else thinks the same meanwhile. */
  readonly thinkSeconds: number;
  readonly sweepSeconds: number;
}

export interface Turns {
  /** Waits for the turns under way; none begins after. */
  stop(): Promise<void>;
  readonly running: number;
}

/** A message that failed this often is not tried again. */
const mostAttempts = 2;
/** A thought as long as this does not hold up the abandoned conversations behind it. */
const aloneFor = 250;
/** Sooner, "is typing" would only flicker. */
const shownAfter = 400;
/** A thought that lost a unique key thinks again from fresh state; three times, then it counts as failed. */
const mostLosses = 3;

/**
 * The turn runner: a reader of the log like any other. A wake-up brings a conversation whose lease the door took for
 * this process; a sweep brings those nobody cares for. One conversation is thought about once at a time, any number
 * of conversations at once; no transaction and no connection is held while thinking.
 */
export function startTurns(options: TurnsOptions): Turns {
  const { database, live, log, process, thinkSeconds, sweepSeconds } = options;
  const leaseSeconds = thinkSeconds + 5;
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  let stopping = false;

  function begin(conversation: string, loaded?: Loaded): void {
    if (stopping) return;
    if (running.has(conversation)) {
      // Its last turn may just be ending: without a second look this message would wait for the sweep.
      again.add(conversation);
      return;
    }
    const work = runTurns(options, conversation, leaseSeconds, loaded)
      .catch((error: unknown) => log.error({ conversation, err: error }, 'turn: could not be run'))
      .finally(() => {
        running.delete(conversation);
        if (again.delete(conversation)) begin(conversation);
      });
    running.set(conversation, work);
  }

  /**
   * One after the other: should one of them end the process, the attempt is counted against that one alone, not
   * against those who were merely waiting beside it.
   */
  async function sweep(): Promise<void> {
    for (let taken = 0; !stopping; taken += 1) {
      const conversation = await takeAbandoned(database, { by: process, leaseSeconds });
      if (conversation === undefined) {
        if (taken > 0) log.warn({ count: taken }, 'turn: took conversations nobody cared for');
        return;
      }
      begin(conversation);
      await Promise.race([running.get(conversation), sleep(aloneFor, undefined, { ref: false })]);
    }
  }

  const silence = live.listen('turns', (wake) => {
    if (wake.about === 'conversation') begin(wake.conversation, loadedFrom(wake));
  });
  let sweeping: Promise<void> | undefined;
  const trySweep = (): Promise<void> =>
    (sweeping ??= sweep()
      .catch((error: unknown) => log.error({ err: error }, 'turn: the sweep failed'))
      .finally(() => (sweeping = undefined)));
  const timer = setInterval(() => void trySweep(), sweepSeconds * 1000);
  void (database.dialect === 'sqlite' ? freeAllLeases(database).then(trySweep, trySweep) : trySweep());

  return {
    async stop() {
      stopping = true;
      clearInterval(timer);
      silence();
      await sweeping;
      await Promise.all(running.values());
    },
    get running() {
      return running.size;
    },
  };
}

/** What the door's own statement has told already need not be read again. */
export function loadedFrom({
  conversation,
  thread,
  batch,
  moment,
}: Extract<Wake, { about: 'conversation' }>): Loaded | undefined {
  return batch && moment && { conversation, thread, ...moment, pending: true, inbox: batch.events };
}

/** Turn after turn until nothing is left to answer. */
async function runTurns(
  options: TurnsOptions,
  conversation: string,
  leaseSeconds: number,
  first: Loaded | undefined,
): Promise<void> {
  const { database } = options;
  let given = first;
  for (let losses = 0; ;) {
    const loaded = given ?? (await load(database, conversation));
    given = undefined;
    if (!loaded?.pending) return;
    if (loaded.owner.status === 'agent') return letGo(database, conversation);
    reached('turn: loaded', conversation);
    const thought = losses < mostLosses ? await thinkOrFail(options, loaded, leaseSeconds) : undefined;
    if (thought === undefined) {
      if (losses >= mostLosses) await countFailure(database, conversation, leaseSeconds);
      losses = 0;
      continue;
    }
    reached('turn: before commit', conversation);
    const outcome = await commitTurn(database, loaded, thought, { now: options.clock.now(), leaseSeconds });
    if (outcome.kind === 'committed') {
      reached('turn: after commit', conversation);
      announce(options, loaded, thought, outcome.head);
      if (!outcome.pending) return;
    }
    losses = outcome.kind === 'lost' ? losses + 1 : 0;
  }
}

/** `undefined` when the thought failed: the failure is counted, the caller loads again. */
async function thinkOrFail(options: TurnsOptions, loaded: Loaded, leaseSeconds: number): Promise<Thought | undefined> {
  const { thinker, log, database, thinkSeconds } = options;
  const { conversation } = loaded;
  if (loaded.attempts >= mostAttempts) return thinker.giveUp(loaded);
  reached('turn: thinking', conversation);
  const quiet = tellThinking(options, loaded);
  try {
    return await withinTime(thinker.think(loaded), thinkSeconds);
  } catch (error) {
    log.error({ conversation, turn: loaded.turn, attempt: loaded.attempts + 1, err: error }, 'turn: thinking failed');
    await countFailure(database, conversation, leaseSeconds);
    return undefined;
  } finally {
    quiet();
  }
}

/** A thought that takes long is shown as typing; most are over before. */
function tellThinking({ live }: TurnsOptions, { conversation, thread }: Loaded): () => void {
  const tell = (): void => live.announce({ about: 'typing', conversation, thread, by: 'bot', name: '' });
  let timer = setTimeout(function again() {
    tell();
    timer = setTimeout(again, (typingSeconds - 2) * 1000);
  }, shownAfter);
  return () => clearTimeout(timer);
}

async function withinTime<T>(work: Promise<T>, seconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`turn: thinking took longer than ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function announce({ live }: TurnsOptions, loaded: Loaded, thought: Thought, head: number): void {
  const { conversation, thread } = loaded;
  const after = head - thought.events.length;
  const events: Event[] = thought.events.map(({ author, time, clientId, body }, index) => ({
    conversation,
    seq: after + 1 + index,
    author,
    time,
    clientId: clientId ?? null,
    body,
  }));
  // Something came in while the bot thought: its own wake carried it, so this stretch begins where that one ended.
  live.announce({ about: 'conversation', conversation, thread, batch: { conversation, after, upTo: head, events } });
  if (thought.steps.length > 0) {
    live.announce({ about: 'tickets', site: loaded.site });
    live.announce({ about: 'jobs' });
  }
}
