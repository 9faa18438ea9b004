import { appendSteps } from '../conversations/append.js';
import { formChannel } from '../conversations/form-value.js';
import { parseOwner } from '../conversations/owner.js';
import type { Database, Step } from '../database/database.js';
import type { Clock } from '../clock.js';
import { enqueueSteps } from '../jobs/enqueue.js';
import type { Job, Outcome } from '../jobs/job.js';
import type { Live } from '../live/live.js';
import type { Ears } from './ears.js';
import { currentRun } from './flow-dialog.js';
import type { Turn } from './turn.js';

export const silenceJob = 'silence';

/** In the commit of a turn that leaves a form waiting: look later whether anything came. */
export function silenceSteps(database: Database, { loaded, state, now }: Turn, seconds: number): Step[] {
  // A page waits by itself, and nobody would read the reminder.
  if (loaded.channel === formChannel) return [];
  const run = currentRun(state);
  if (!run || run.reminded || run.waiting === null || run.waiting === 'act') return [];
  const { conversation, turn } = loaded;
  return enqueueSteps(database, {
    kind: silenceJob,
    key: `${conversation}:${turn + 1}`,
    conversation,
    payload: null,
    due: { after: Math.round(seconds * 1000) },
    now,
  });
}

interface SilenceOptions {
  readonly database: Database;
  readonly live: Live;
  readonly clock: Clock;
  readonly process: string;
  readonly leaseSeconds: number;
}

/** Nothing has come since that turn, and no person has taken over: the bot is woken to remind the customer, once. */
export function createSilenceHandler(options: SilenceOptions): (job: Job) => Promise<Outcome> {
  const { database, live, clock, process, leaseSeconds } = options;
  return async ({ key, conversation: id }) => {
    const conversation = id ?? '';
    const [row] = await database.read(
      database.build
        .selectFrom('conversation')
        .select(['owner', 'thread', 'turn', 'pending'])
        .where('id', '=', conversation),
    );
    const owner = row && parseOwner(row.owner);
    if (!row || owner?.status !== 'bot' || row.pending === 1 || key !== `${conversation}:${row.turn}`)
      return { done: true };
    const steps = appendSteps(database, {
      conversation,
      owner,
      now: clock.now(),
      wake: { by: process, leaseSeconds },
      events: [{ author: 'system', time: clock.now(), body: { kind: 'silence' } }],
    });
    const announce = (): void =>
      live.announce({ about: 'conversation', conversation, thread: row.thread, leased: true });
    return { done: true, steps, announce };
  };
}

/** The form still waits: the customer is told so, with its question; what was entered is kept either way. */
export async function silence({ turn, errands }: Omit<Ears, 'details'>): Promise<void> {
  if (currentRun(turn.state) && !turn.waiting) await errands.ask({ kind: 'remind' });
}
