import type { Transporter } from 'nodemailer';
import { z } from 'zod';
import { seenOf } from '../../conversations/seen.js';
import type { Job, Outcome } from '../../jobs/job.js';
import { letterOf, type Letter } from '../../letters/letter.js';
import { triedSteps, type Tried } from '../../letters/outbox.js';
import type { Live } from '../../live/live.js';
import type { Log } from '../../log.js';
import { compose, type Stationery } from './compose.js';

export const isOnThisMachine = (url: string): boolean =>
  /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);

const minute = 60_000;
/** Between tries. Mail servers are away for hours; a letter that is a day late is a different letter. */
const usualWaits = [minute, 5 * minute, 15 * minute, 60 * minute, 4 * 60 * minute, 12 * 60 * minute];

export interface SenderOptions {
  readonly stationery: Stationery;
  /** Left out: nothing can be sent, and letters wait in the outbox. */
  readonly transport: Transporter | undefined;
  /** The mail server is on this machine, as where a product is tried: what goes to it goes no further by itself. */
  readonly staysHere?: boolean;
  readonly live: Live;
  readonly log: Log;
  readonly waits?: readonly number[];
}

const payload = z.object({ letter: z.string() });

/**
 * Sends one letter. It is marked in the commit that ends the job, so a crash between the mail server's "accepted" and
 * the mark sends it again: at least once, and always under the same Message-ID.
 */
export function createLetterHandler(options: SenderOptions): (job: Job) => Promise<Outcome> {
  const { stationery, live } = options;
  const { database, clock } = stationery;
  return async (job) => {
    const letter = await letterOf(database, payload.parse(job.payload).letter);
    if (letter?.state !== 'waiting') return { done: true };
    const tried = await trySending(options, letter);
    const steps = triedSteps(database, letter, { ...tried, now: clock.now() });
    return { done: true, steps, announce: () => live.announce({ about: 'jobs' }) };
  };
}

async function trySending(options: SenderOptions, letter: Letter): Promise<Omit<Tried, 'now'>> {
  const { stationery, transport, staysHere = false, log } = options;
  if (!transport) return { state: 'not configured', reason: 'SMTP_URL is not set' };
  if (!staysHere && isForExamples(letter.recipient))
    return { state: 'failed', reason: 'example addresses receive no mail' };
  if (await isSeen(stationery, letter)) return { state: 'not needed', reason: null };
  const composed = await compose(stationery, letter);
  if (!composed) return { state: 'not needed', reason: 'nothing is left to be told' };
  try {
    await transport.sendMail(composed);
    return { state: 'sent', reason: null };
  } catch (error) {
    const { message, code, responseCode } = faultOf(error);
    // The address may be in the message: that is for the staff's screen, never for the log.
    log.warn({ letter: letter.id, code, responseCode, tries: letter.tries + 1 }, 'mail: a letter was not taken');
    const wait = (options.waits ?? usualWaits)[letter.tries];
    const isFinal = (responseCode ?? 0) >= 500 && code !== 'EAUTH';
    if (isFinal || wait === undefined) return { state: 'failed', reason: message };
    return { state: 'waiting', reason: message, nextTry: stationery.clock.now() + wait };
  }
}

async function isSeen({ database }: Stationery, { kind, conversation, upTo }: Letter): Promise<boolean> {
  if (kind !== 'reply' || conversation === null) return false;
  const { customer } = await seenOf(database, conversation);
  return customer !== undefined && customer.seq >= (upTo ?? 0);
}

/** Set apart for examples (RFC 2606, JPRS); the demo shop's customers live there. Their letters would only come back. */
const isForExamples = (address: string): boolean => /@(?:.*\.)?example\.(?:com|net|org|jp|co\.jp)$/i.test(address);

const fault = z.object({ code: z.string().optional(), responseCode: z.number().optional() });

function faultOf(error: unknown): { message: string; code?: string | undefined; responseCode?: number | undefined } {
  const message = error instanceof Error ? error.message : String(error);
  const known = fault.safeParse(error);
  return { message, ...(known.success ? known.data : {}) };
}
