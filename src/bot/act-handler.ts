import { z } from 'zod';
import type { Clock } from '../clock.js';
import { appendSteps } from '../conversations/append.js';
import { parseOwner } from '../conversations/owner.js';
import type { Database } from '../database/database.js';
import type { Job, Outcome } from '../jobs/job.js';
import type { Live } from '../live/live.js';
import { reached } from '../points.js';
import type { OutsideAct, Performed, Values } from '../shop/system.js';
import type { EventBody } from '../wire.js';

const payload = z.object({ key: z.string(), act: z.string(), slots: z.record(z.string(), z.unknown()) });

export interface ActHandlerOptions {
  readonly database: Database;
  readonly live: Live;
  readonly clock: Clock;
  readonly process: string;
  readonly leaseSeconds: number;
  /** Who does an act of this name; undefined when nobody does. */
  readonly outsideAct: (name: string) => OutsideAct | undefined;
}

/** A customer waits in the chat: after this many tries with no answer the errand goes to a person. */
const mostTries = 3;

/**
 * Performs what a turn asked for. After an unknown outcome it looks before it asks again, always under the same key;
 * the result becomes an event of the conversation in the commit that completes the job, and wakes the next turn.
 */
export function createActHandler(options: ActHandlerOptions): (job: Job, signal: AbortSignal) => Promise<Outcome> {
  return async (job, signal) => {
    const { key, act, slots } = payload.parse(job.payload);
    const conversation = job.conversation ?? '';
    reached('act: before', conversation);
    const result = await perform(options.outsideAct(act), { key, values: slots, isRetry: job.attempts > 1 }, signal);
    reached('act: inside', conversation);
    if (result.kind === 'unknown' && job.attempts < mostTries) return { retry: true, why: result.why };
    const body: EventBody = {
      ...{ kind: 'act done', key, act },
      outcome: result.kind === 'unknown' ? 'failed' : result.kind,
      details: result.kind === 'unknown' ? { why: result.why } : texts(result.details),
    };
    return recordResult(options, conversation, body);
  };
}

async function perform(
  outside: OutsideAct | undefined,
  { key, values, isRetry }: { key: string; values: Values; isRetry: boolean },
  signal: AbortSignal,
): Promise<Performed> {
  if (!outside) return { kind: 'refused', details: { why: 'no shop system is configured' } };
  const known = isRetry ? await outside.find(key, signal) : undefined;
  const answer = known ?? (await outside.perform(key, values, signal));
  if (answer.kind !== 'unknown') return answer;
  // Only the answer may be lost: to look costs one request, a wrong "failed" has a person do it a second time.
  const found = await outside.find(key, signal);
  return found === undefined || found.kind === 'unknown' ? answer : found;
}

/** The log keeps details as texts; what is no text stands in it as JSON. */
const texts = (details: Values): Record<string, string> =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );

async function recordResult(options: ActHandlerOptions, conversation: string, body: EventBody): Promise<Outcome> {
  const { database, live, clock, process, leaseSeconds } = options;
  const [row] = await database.read(
    database.build.selectFrom('conversation').select(['owner', 'thread']).where('id', '=', conversation),
  );
  if (!row) return { dead: true, why: `there is no conversation ${conversation}` };
  const owner = parseOwner(row.owner);
  const steps = appendSteps(database, {
    ...{ conversation, owner, now: clock.now(), wake: { by: process, leaseSeconds } },
    events: [{ author: 'system', time: clock.now(), body }],
  });
  const announce = (): void => {
    reached('act: after', conversation);
    live.announce({ about: 'conversation', conversation, thread: row.thread, leased: owner.status !== 'agent' });
  };
  return { done: true, steps, announce };
}
