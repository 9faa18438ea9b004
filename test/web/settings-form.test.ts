import { expect, test } from '@jest/globals';
import { settings } from '../../src/site/settings.js';
import { changedParts, onTopOf } from '../../src/web/console/settings/merge.js';
import { readTime, shareOfDay } from '../../src/web/console/settings/read-time.js';

const base = settings.parse({
  ...{ name: 'Shop', languages: ['en'], zone: 'UTC', hours: { mon: [['09:00', '18:00']] } },
  teams: [{ id: 'support', name: { en: 'Support' }, languages: ['en'], topics: '*' }],
});

test.each([
  ['9', '09:00'],
  ['930', '09:30'],
  ['9:30', '09:30'],
  ['９：３０', '09:30'],
  ['9時30分', '09:30'],
  ['24', '24:00'],
  ['2359', '23:59'],
])('%s typed as a time is %s', (typed, time) => {
  expect(readTime(typed)).toBe(time);
});

test.each(['24:30', '25', '9:61', 'noon', ''])(
  '%s is no time and stays as it was typed, for the server to refuse',
  (typed) => {
    expect(readTime(typed)).toBe(typed);
  },
);

test('a bar of the day begins and ends where its times are', () => {
  expect([shareOfDay('00:00'), shareOfDay('12:00'), shareOfDay('24:00'), shareOfDay('x')]).toEqual([0, 0.5, 1, 0]);
});

test('what somebody else saved stays, mine lies on top, and only what we both changed is told', () => {
  const theirs = { ...base, name: 'Theirs', zone: 'Asia/Tokyo' };
  const mine = { ...base, name: 'Mine', homepage: 'https://mine.example' };
  const { merged, both } = onTopOf(theirs, { base, mine });
  expect(both).toEqual(['name']);
  expect(merged).toEqual({ ...base, name: 'Mine', zone: 'Asia/Tokyo', homepage: 'https://mine.example' });
});

test('the same change made by both is no conflict', () => {
  const same = { ...base, name: 'Same' };
  expect(onTopOf(same, { base, mine: same }).both).toEqual([]);
  expect(changedParts(base, { ...base })).toEqual([]);
});
