import { expect, test } from '@jest/globals';
import { holidayCalendar } from '../../src/hours/holidays.js';

const days = (year: number) =>
  Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(year, 0, day + 1)).toISOString().slice(0, 10)).filter(
    (date) => date.startsWith(String(year)),
  );

/** As published by the Cabinet Office (国民の祝日について). */
test("Japan's holidays of 2026 and 2027 are those of the Cabinet Office", async () => {
  const japan = await holidayCalendar('JP');
  const listed = (year: number) =>
    days(year)
      .filter((date) => japan?.(date))
      .map((date) => date.slice(5));
  expect(listed(2026)).toEqual(
    // prettier-ignore
    ['01-01', '01-12', '02-11', '02-23', '03-20', '04-29', '05-03', '05-04', '05-05', '05-06', '07-20', '08-11',
      '09-21', '09-22', '09-23', '10-12', '11-03', '11-23'],
  );
  expect(listed(2027)).toEqual(
    // prettier-ignore
    ['01-01', '01-11', '02-11', '02-23', '03-21', '03-22', '04-29', '05-03', '05-04', '05-05', '07-19', '08-11',
      '09-20', '09-23', '10-11', '11-03', '11-23'],
  );
});

test('bank holidays and observances are working days, half a free day too', async () => {
  expect((await holidayCalendar('JP'))?.('2026-12-31')).toBe(false);
  expect((await holidayCalendar('DE'))?.('2026-12-24')).toBe(false);
  expect((await holidayCalendar('DE'))?.('2026-12-25')).toBe(true);
});

test('a state has its own holidays', async () => {
  expect((await holidayCalendar('DE'))?.('2027-01-06')).toBe(false);
  expect((await holidayCalendar('DE-BY'))?.('2027-01-06')).toBe(true);
});

test('a feast of several days frees each of them', async () => {
  const riyadh = await holidayCalendar('SA');
  expect(['2026-03-18', '2026-03-19', '2026-03-22', '2026-03-23'].map((date) => riyadh?.(date))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('a place nobody knows has no calendar', async () => {
  expect(await holidayCalendar('XX')).toBeNull();
  expect(await holidayCalendar('DE-XX')).toBeNull();
});
