import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Clock } from '../../clock.js';
import { asideSteps } from '../../conversations/append.js';
import { seenOf } from '../../conversations/seen.js';
import type { Database, Step } from '../../database/database.js';
import { sql, template } from '../../database/statements.js';
import { enqueueSteps } from '../../jobs/enqueue.js';
import type { Job, Outcome } from '../../jobs/job.js';
import { letterSteps } from '../../letters/letter.js';
import type { Live } from '../../live/live.js';
import type { Settings } from '../../site/settings.js';
import type { Asker } from '../system.js';
import { visitWords } from './visit-words.js';
import { visitOf, type Visit } from './visit.js';
import { labelOf } from './visits.js';

export const reminderJob = 'visit reminder';
export const unseenReminderJob = 'unseen visit reminder';

/** The day before, on the shop's clock: early enough to change one's mind, not in the night. */
const hourOfReminder = 10;

const payload = z.object({ site: z.string(), visit: z.string(), start: z.number() });
type Reminder = z.infer<typeof payload>;

/** In the commit that books or moves a visit. The reminder of the time it had before finds another one, and is silent. */
export function reminderSteps(database: Database, { site, settings, now }: Asker, visit: Visit): Step[] {
  const { id, start, status, conversation } = visit;
  const before = DateTime.fromMillis(start, { zone: settings.zone }).minus({ days: 1 });
  const due = before.set({ hour: hourOfReminder, minute: 0, second: 0, millisecond: 0 }).toMillis();
  // Who books for tomorrow needs no telling.
  if (status !== 'booked' || due <= now) return [];
  const reminder: Reminder = { site, visit: id, start };
  return enqueueSteps(database, {
    ...{ kind: reminderJob, key: keyOf(reminder), conversation, payload: reminder, due, now },
  });
}

export interface ReminderOptions {
  readonly database: Database;
  readonly live: Live;
  readonly clock: Clock;
  readonly settings: () => Settings;
  /** So long a reminder may stand unseen in the chat before it goes out by mail. */
  readonly unseenSeconds: number;
}

/**
 * Says in the chat that somebody comes tomorrow; where an agent holds the conversation the bot stays silent, and the
 * letter goes at once. The message is beside the conversation: no owner changes, nothing closed is opened.
 */
export function createReminderHandler(options: ReminderOptions): (job: Job) => Promise<Outcome> {
  const { database, live, clock, settings, unseenSeconds } = options;
  return async (job) => {
    const reminder = payload.parse(job.payload);
    const visit = await stillBooked(database, reminder);
    if (!visit) return { done: true };
    const now = clock.now();
    const chat = await chatOf(database, visit.conversation);
    if (!chat || chat.owner.startsWith('agent:')) {
      return { done: true, steps: reminderLetter(database, reminder, visit, now), announce: wakeJobs(live) };
    }
    const { zone } = settings();
    const words = visitWords(chat.language);
    const text = words.reminder.replace('{when}', labelOf(visit.start, { language: chat.language, zone }));
    const said = asideSteps(database, chat.id, {
      ...{ author: 'bot', time: now, clientId: keyOf(reminder) },
      body: { kind: 'message', message: { text: text.replace('{visit}', visit.id), language: chat.language } },
    });
    const later = enqueueSteps(database, {
      ...{ kind: unseenReminderJob, key: keyOf(reminder), conversation: chat.id, payload: reminder },
      ...{ due: now + unseenSeconds * 1000, now },
    });
    const isTheBots: Step = { statement: notAnAgents(database, { id: chat.id }), rows: 1 };
    const announce = (): void => live.announce({ about: 'conversation', conversation: chat.id, thread: chat.thread });
    return { done: true, steps: [isTheBots, ...said, ...later], announce };
  };
}

/** What was said in the chat and not seen there goes to the address the visit was booked with. */
export function createUnseenReminderHandler(options: ReminderOptions): (job: Job) => Promise<Outcome> {
  const { database, live, clock } = options;
  return async (job) => {
    const reminder = payload.parse(job.payload);
    const visit = await stillBooked(database, reminder);
    if (!visit || job.conversation === null) return { done: true };
    const [[said], { customer }] = await Promise.all([
      database.read(
        database.build
          .selectFrom('event')
          .select('seq')
          .where('conversation', '=', job.conversation)
          .where('client_id', '=', keyOf(reminder)),
      ),
      seenOf(database, job.conversation),
    ]);
    if (said && customer && customer.seq >= said.seq) return { done: true };
    const steps = reminderLetter(database, reminder, visit, clock.now());
    return { done: true, steps, announce: wakeJobs(live) };
  };
}

const keyOf = ({ site, visit, start }: Reminder): string => `visit:${site}:${visit}:${start}`;

const wakeJobs = (live: Live) => (): void => live.announce({ about: 'jobs' });

/** The visit, as long as it is at the time this reminder is for. */
async function stillBooked(database: Database, { site, visit: id, start }: Reminder): Promise<Visit | undefined> {
  const visit = await visitOf(database, site, id);
  return visit?.status === 'booked' && visit.start === start ? visit : undefined;
}

function reminderLetter(database: Database, reminder: Reminder, { mail, language }: Visit, now: number): Step[] {
  if (mail === '') return [];
  const { site, visit, start } = reminder;
  return letterSteps(database, {
    ...{ site, kind: 'reminder', key: `reminder:${site}:${visit}:${start}`, conversation: null },
    ...{ recipient: mail, language, now, again: 'leave' },
  }).steps;
}

/** The latest conversation of the chat the visit was booked in. */
async function chatOf(
  database: Database,
  conversation: string,
): Promise<{ id: string; thread: string; owner: string; language: string } | undefined> {
  const [row] = await database.read(
    database.build
      .selectFrom('conversation as booked')
      .innerJoin('conversation as now', 'now.thread', 'booked.thread')
      .select(['now.id', 'now.thread', 'now.owner', 'now.language'])
      .where('booked.id', '=', conversation)
      .orderBy('now.ordinal', 'desc')
      .limit(1),
  );
  return row;
}

/** The agent may have claimed it since: then this commit is refused and the job looks again. */
const notAnAgents = template<{ id: string }>(
  (_, place) => sql`select 1 as one from conversation where id = ${place.text('id')} and owner not like 'agent:%'`,
);
