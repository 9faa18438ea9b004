import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { promise, type Counter } from '../../src/hours/promise.js';
import type { Hours, Schedule } from '../../src/hours/schedule.js';

const office: Hours[] = [['09:00', '18:00']];
const schedule: Schedule = {
  zone: 'Asia/Tokyo',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  holidays: null,
  closures: [],
};
const never: Schedule = { ...schedule, week: {} };

const at = (local: string) => DateTime.fromISO(local, { zone: 'Asia/Tokyo' }).toMillis();
const shown = (instant: number | null) =>
  instant === null ? null : DateTime.fromMillis(instant, { zone: 'Asia/Tokyo' }).toFormat('ccc HH:mm');
const counter = (now: string, rest: Partial<Counter> = {}): Counter => ({
  ...{ now: at(now), schedule, minutesPerConversation: 12, waitingAhead: 0, agentsOnline: 0, agentsOnlineAtAll: 0 },
  ...rest,
});

// 2027-06-14 is a Monday.
describe('a promise', () => {
  test.each<[string, Counter, string | null, string]>([
    [
      'somebody free: five minutes, rounded up',
      counter('2027-06-14T10:01', { agentsOnline: 1, agentsOnlineAtAll: 1 }),
      'Mon 10:10',
      'agent-online',
    ],
    [
      'never the very next minute',
      counter('2027-06-14T10:04:59', { agentsOnline: 1, agentsOnlineAtAll: 1 }),
      'Mon 10:10',
      'agent-online',
    ],
    [
      'all busy: one conversation must end',
      counter('2027-06-14T10:00', { agentsOnlineAtAll: 2 }),
      'Mon 10:15',
      'agent-online',
    ],
    [
      'all busy and five ahead of me, two on: three rounds',
      counter('2027-06-14T10:00', { waitingAhead: 5, agentsOnlineAtAll: 2 }),
      'Mon 10:40',
      'agent-online',
    ],
    [
      'two free places and one ahead: nobody needs to finish',
      counter('2027-06-14T10:00', { waitingAhead: 1, agentsOnline: 2, agentsOnlineAtAll: 2 }),
      'Mon 10:05',
      'agent-online',
    ],
    [
      'somebody on beats closing time',
      counter('2027-06-14T20:00', { agentsOnline: 1, agentsOnlineAtAll: 1 }),
      'Mon 20:05',
      'agent-online',
    ],
    [
      'but nobody stays four hours after it',
      counter('2027-06-14T20:00', { waitingAhead: 20, agentsOnlineAtAll: 1 }),
      'Tue 13:30',
      'next-opening',
    ],
    [
      'a wait past closing time goes on the next day',
      counter('2027-06-14T17:50', { waitingAhead: 2, agentsOnlineAtAll: 1 }),
      'Tue 09:30',
      'agent-online',
    ],
    ['open, but nobody on', counter('2027-06-14T10:00'), 'Mon 10:15', 'open-hours'],
    ['beyond an hour, by the half hour', counter('2027-06-14T10:00', { waitingAhead: 5 }), 'Mon 11:30', 'open-hours'],
    ['closed: after the next opening', counter('2027-06-18T18:00'), 'Mon 09:30', 'next-opening'],
    ['never open and nobody on: none', counter('2027-06-14T10:00', { schedule: never }), null, 'none'],
    [
      'never open, yet somebody is on',
      counter('2027-06-14T10:00', { schedule: never, agentsOnline: 1, agentsOnlineAtAll: 1 }),
      'Mon 10:05',
      'agent-online',
    ],
  ])('%s', (_, given, time, basis) => {
    const made = promise(given);
    expect([shown(made.at), made.basis]).toEqual([time, basis]);
  });

  test('stands at the half hour of the zone, where that is a quarter past in UTC', () => {
    const kathmandu = { ...schedule, zone: 'Asia/Kathmandu' };
    const made = promise(counter('2027-06-14T10:00', { schedule: kathmandu, waitingAhead: 8 }));
    expect(DateTime.fromMillis(made.at ?? 0, { zone: 'Asia/Kathmandu' }).minute % 30).toBe(0);
  });

  test('is never past, at least five minutes away, and never earlier for a longer queue', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2027-06-01T00:00'), max: at('2027-07-01T00:00') }),
        fc.nat(60),
        fc.nat(4),
        fc.nat(4),
        fc.constantFrom(schedule, never),
        (now, waitingAhead, agentsOnline, busy, hours) => {
          const given = {
            ...counter('2027-06-14T10:00'),
            now,
            waitingAhead,
            agentsOnline,
            agentsOnlineAtAll: agentsOnline + busy,
            schedule: hours,
          };
          const made = promise(given);
          expect(made.at === null).toBe(made.basis === 'none');
          if (made.at === null) return;
          expect(made.at).toBeGreaterThanOrEqual(now + 5 * 60_000);
          expect(made.at % 300_000).toBe(0);
          expect(promise({ ...given, waitingAhead: waitingAhead + 1 }).at).toBeGreaterThanOrEqual(made.at);
        },
      ),
      { numRuns: 300 },
    );
  });
});
