import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { holidayCalendar } from '../../src/hours/holidays.js';
import { type Hours, type Schedule, weekdays } from '../../src/hours/schedule.js';
import { addWorkingTime, isOpen, nextOpening, workingTimeBetween } from '../../src/hours/working-time.js';

const japan = await holidayCalendar('JP');
const office: Hours[] = [['09:00', '18:00']];
const workdays = { mon: office, tue: office, wed: office, thu: office, fri: office };

const shop: Schedule = {
  zone: 'Asia/Tokyo',
  week: workdays,
  holidays: japan,
  closures: [{ from: '2026-12-29', to: '2027-01-03' }],
};
const always: Schedule = everyDay('Asia/Tokyo', ['00:00', '24:00']);
const never: Schedule = { zone: 'Asia/Tokyo', week: {}, holidays: null, closures: [] };

function everyDay(zone: string, ...hours: Hours[]): Schedule {
  return { zone, week: Object.fromEntries(weekdays.map((day) => [day, hours])), holidays: null, closures: [] };
}

const at = (local: string, zone = 'Asia/Tokyo') => DateTime.fromISO(local, { zone }).toMillis();
const shown = (instant: number | null, zone = 'Asia/Tokyo') =>
  instant === null ? null : DateTime.fromMillis(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");

describe('a Japanese office', () => {
  test.each([
    ['on a working day', '2027-04-28T10:00', '2027-04-28T10:00'],
    ['before it opens', '2027-04-28T08:59', '2027-04-28T09:00'],
    [
      'at closing time it is closed; the next day is 昭和の日, the one after a Friday',
      '2027-04-28T18:00',
      '2027-04-30T09:00',
    ],
    ['Friday evening in Golden Week: weekend and three holidays', '2027-04-30T18:00', '2027-05-06T09:00'],
    ['振替休日: 春分の日 2027 is a Sunday, so the Monday is free', '2027-03-19T20:00', '2027-03-23T09:00'],
    ['国民の休日: 22 September 2026 stands between two holidays', '2026-09-18T18:00', '2026-09-24T09:00'],
    ['国民の休日 of 2032, by the rule of the act', '2032-09-17T19:00', '2032-09-23T09:00'],
    ['the New Year closure ends on a Sunday', '2026-12-28T18:00', '2027-01-04T09:00'],
  ])('%s', (_, from, opening) => {
    expect(shown(nextOpening(shop, at(from)))).toBe(opening);
  });

  test.each([
    ['within a day', '2027-04-28T10:00', 60, '2027-04-28T11:00'],
    ['exactly to closing time', '2027-04-28T10:00', 480, '2027-04-28T18:00'],
    ['over a holiday', '2027-04-28T17:30', 60, '2027-04-30T09:30'],
    ['over Golden Week', '2027-04-30T17:30', 31, '2027-05-06T09:01'],
    ['over New Year', '2026-12-28T17:00', 120, '2027-01-04T10:00'],
    ['nothing, from a closed moment: the opening', '2027-05-01T12:00', 0, '2027-05-06T09:00'],
  ])('working time is added %s', (_, from, minutes, result) => {
    expect(shown(addWorkingTime(shop, at(from), minutes))).toBe(result);
  });

  test('a week of Golden Week holds two working days', () => {
    expect(workingTimeBetween(shop, at('2027-04-30T00:00'), at('2027-05-07T00:00'))).toBe(2 * 540);
    expect(workingTimeBetween(shop, at('2027-05-07T00:00'), at('2027-04-30T00:00'))).toBe(-2 * 540);
  });
});

describe('odd weeks', () => {
  test('a night shift belongs to the day it begins on', () => {
    const bar: Schedule = {
      ...never,
      week: { fri: [['22:00', '02:00']] },
      closures: [{ from: '2027-06-12', to: '2027-06-12' }],
    };
    expect(isOpen(bar, at('2027-06-12T01:59'))).toBe(true);
    expect(isOpen(bar, at('2027-06-12T02:00'))).toBe(false);
    expect(shown(nextOpening(bar, at('2027-06-12T02:00')))).toBe('2027-06-18T22:00');
  });

  test('overlapping stretches count once', () => {
    const doubled: Schedule = {
      ...never,
      week: {
        mon: [
          ['12:00', '18:00'],
          ['09:00', '13:00'],
        ],
      },
    };
    expect(workingTimeBetween(doubled, at('2027-06-14T00:00'), at('2027-06-15T00:00'))).toBe(9 * 60);
  });

  test('a counter that never closes is open at midnight, and its minutes are minutes', () => {
    expect(isOpen(always, at('2027-06-14T00:00'))).toBe(true);
    expect(shown(addWorkingTime(always, at('2027-06-14T12:34'), 3 * 1440))).toBe('2027-06-17T12:34');
  });

  test('a counter that never opens has no next opening and no promise of time', () => {
    expect(nextOpening(never, at('2027-06-14T00:00'))).toBeNull();
    expect(addWorkingTime(never, at('2027-06-14T00:00'), 1)).toBeNull();
    expect(workingTimeBetween(never, at('2027-06-14T00:00'), at('2028-06-14T00:00'))).toBe(0);
  });

  test('closed until further notice is never', () => {
    const shut: Schedule = { ...shop, closures: [{ from: '2027-01-01', to: '2040-12-31' }] };
    expect(nextOpening(shut, at('2027-01-01T00:00'))).toBeNull();
  });

  test('one day a year is found', () => {
    const rare: Schedule = { ...shop, closures: [{ from: '2027-01-04', to: '2027-12-27' }] };
    expect(shown(nextOpening(rare, at('2027-01-04T10:00')))).toBe('2027-12-28T09:00');
  });
});

describe('clocks that jump', () => {
  const between = (schedule: Schedule, day: string, next: string) =>
    workingTimeBetween(schedule, at(day, schedule.zone), at(next, schedule.zone));

  test.each([
    ['Europe/Berlin', '2027-03-28', '2027-03-29', 23],
    ['Europe/Berlin', '2027-10-31', '2027-11-01', 25],
    ['America/New_York', '2027-03-14', '2027-03-15', 23],
    ['America/New_York', '2027-11-07', '2027-11-08', 25],
    ['Australia/Lord_Howe', '2027-10-03', '2027-10-04', 23.5],
  ])('a whole day in %s on %s has its real length', (zone, day, next, hours) => {
    expect(between(everyDay(zone, ['00:00', '24:00']), day, next)).toBe(hours * 60);
  });

  test('hours within the missing hour are no hours', () => {
    const berlin = everyDay('Europe/Berlin', ['02:00', '03:00']);
    expect(between(berlin, '2027-03-28', '2027-03-29')).toBe(0);
    expect(between(berlin, '2027-03-27', '2027-03-28')).toBe(60);
  });

  test('an end in the missing hour is the jump, a beginning in it too', () => {
    expect(between(everyDay('Europe/Berlin', ['01:00', '02:30']), '2027-03-28', '2027-03-29')).toBe(60);
    expect(
      shown(
        nextOpening(everyDay('Europe/Berlin', ['02:30', '04:00']), at('2027-03-28T00:00', 'Europe/Berlin')),
        'Europe/Berlin',
      ),
    ).toBe('2027-03-28T03:00');
  });

  test('of the doubled hour the first showing counts', () => {
    const york = 'America/New_York';
    expect(between(everyDay(york, ['00:00', '01:30']), '2027-11-07', '2027-11-08')).toBe(90);
    expect(between(everyDay(york, ['01:30', '03:00']), '2027-11-07', '2027-11-08')).toBe(150);
  });
});

describe('for every schedule', () => {
  const time = fc
    .integer({ min: 0, max: 95 })
    .map((quarter) => `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`);
  const two = (number: number) => String(number).padStart(2, '0');
  const stretch = fc.tuple(time, fc.oneof(time, fc.constant('24:00'))).map(([from, until]): Hours => [from, until]);
  const schedule = fc.record({
    zone: fc.constantFrom(
      'Asia/Tokyo',
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kathmandu',
      'Pacific/Kiritimati',
      'Australia/Lord_Howe',
    ),
    week: fc.record(Object.fromEntries(weekdays.map((day) => [day, fc.array(stretch, { maxLength: 2 })]))),
    holidays: fc.constantFrom(japan, null),
    closures: fc.constantFrom([], [{ from: '2027-03-20', to: '2027-03-30' }]),
  });
  const instant = fc.integer({ min: Date.UTC(2026, 9, 1), max: Date.UTC(2027, 11, 31) });

  test('adding working time and measuring it are inverse', () => {
    fc.assert(
      fc.property(schedule, instant, fc.integer({ min: 0, max: 5_000 }), (hours, from, minutes) => {
        const to = addWorkingTime(hours, from, minutes);
        if (to !== null) expect(workingTimeBetween(hours, from, to)).toBeCloseTo(minutes, 6);
        expect(to === null).toBe(nextOpening(hours, from) === null);
      }),
      { numRuns: 150 },
    );
  });

  test('at the next opening it is open, and a moment earlier it was not, unless it is now', () => {
    fc.assert(
      fc.property(schedule, instant, (hours, from) => {
        const opening = nextOpening(hours, from);
        if (opening === null) return;
        expect(opening).toBeGreaterThanOrEqual(from);
        expect(isOpen(hours, opening)).toBe(true);
        if (opening > from) expect(isOpen(hours, opening - 1)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  test('two halves of a stretch hold as much working time as the whole', () => {
    fc.assert(
      fc.property(
        schedule,
        instant,
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 0, max: 20_000 }),
        (hours, from, first, second) => {
          const [middle, end] = [from + first * 60_000, from + (first + second) * 60_000];
          const halves = workingTimeBetween(hours, from, middle) + workingTimeBetween(hours, middle, end);
          expect(halves).toBeCloseTo(workingTimeBetween(hours, from, end), 6);
        },
      ),
      { numRuns: 100 },
    );
  });
});
