import { describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { promise } from '../../src/hours/promise.js';
import { nextOpening } from '../../src/hours/working-time.js';
import { patternFault } from '../../src/site/order-pattern.js';
import { parseSettings } from '../../src/site/parse-settings.js';
import { defaultSettings } from '../../src/site/settings.js';
import { scheduleOf, teamFor } from '../../src/site/team.js';

const good = `
name: Hoshi Denki
languages: [ja, en]
zone: Asia/Tokyo
holidays: JP
hours:
  mon: [["09:00", "18:00"]]
  tue: [["09:00", "12:00"], ["13:00", "18:00"]]
  sat: [["22:00", "02:00"]]
closures:
  - { from: 2026-12-29, to: 2027-01-03, reason: { ja: 年末年始, en: New Year } }
orderPatterns: ['HD-\\d{8}']
teams:
  - id: support
    name: { ja: 総合窓口, en: Support }
    languages: [ja, en]
    topics: '*'
  - id: repairs
    name: { ja: 修理, en: Repairs }
    languages: [ja]
    topics: [repair, fault]
    hours: { mon: [["10:00", "16:00"]] }
    capacity: 2
contact: { mail: help@example.com }
homepage: https://example.com
`;

const problemsOf = async (text: string) =>
  ((await parseSettings(text)).problems ?? []).map(({ line, field, problem }) => `${line} ${field}: ${problem}`);

async function settingsOf(text: string) {
  const { settings } = await parseSettings(text).then((read) => ('settings' in read ? read : { settings: undefined }));
  if (!settings) throw new Error((await problemsOf(text)).join('\n'));
  return settings;
}

describe('a settings file', () => {
  test('is read with what it leaves out filled in', async () => {
    const read = await settingsOf(good);
    expect(read.teams[1]).toMatchObject({ id: 'repairs', capacity: 2, minutesPerConversation: 12 });
    expect(read.teams[0]).toMatchObject({ capacity: 4 });
    expect(read.closures).toEqual([
      { from: '2026-12-29', to: '2027-01-03', reason: { ja: '年末年始', en: 'New Year' } },
    ]);
  });

  test('a misspelt setting is told with its line and the right word', async () => {
    expect(await problemsOf(good.replace('holidays:', 'holliday:'))).toEqual([
      '5 holliday: is no setting; did you mean holidays?',
    ]);
    expect(await problemsOf(good.replace('capacity: 2', 'capasity: 2'))).toEqual([
      '23 teams[1].capasity: is no setting; did you mean capacity?',
    ]);
    expect(await problemsOf(good.replace('homepage:', 'xyz:'))).toEqual(['25 xyz: is no setting']);
  });

  test('everything wrong is told at once, in the order of the lines', async () => {
    const bad = good
      .replace('Asia/Tokyo', 'Tokyo')
      .replace('"12:00"', '"25:00"')
      .replace('to: 2027-01-03', 'to: 2026-01-03')
      .replace("'HD-\\d{8}'", "'(\\d+)+'")
      .replace('id: repairs', 'id: support')
      .replace('https:', 'javascript:');
    expect(await problemsOf(bad)).toEqual([
      '4 zone: is no time zone; an IANA name such as Asia/Tokyo is meant',
      '8 hours.tue[0][1]: a time such as "09:00", in quotes',
      '11 closures[0].to: ends before it begins',
      '12 orderPatterns[0]: repeats a group that can match in several ways',
      '14 teams: two teams have the same id',
      '25 homepage: Invalid URL',
    ]);
  });

  test('what errands go by is read with what it leaves out, and told when it is wrong', async () => {
    const read = await settingsOf(`${good}visits: { capacity: 3 }\ninvoice: { registration: T1234567890123 }\n`);
    expect(read.visits).toEqual({ minutes: 120, capacity: 3, noticeHours: 24, daysAhead: 28 });
    expect(read.returns).toEqual({ days: 30, openedDays: 14, priceLimit: null, saleItems: false });
    expect([(await settingsOf(good)).visits, read.passwordReset]).toEqual([null, null]);
    const bad = `${good}visits: { minuts: 60 }\nreturns: { days: -1 }\ninvoice: { registration: T12 }\npasswordReset: javascript:alert(1)\n`;
    expect(await problemsOf(bad)).toEqual([
      '26 visits.minuts: is no setting; did you mean minutes?',
      expect.stringMatching(/^27 returns\.days: /),
      '28 invoice.registration: T and 13 digits, such as T1234567890123',
      '29 passwordReset: Invalid URL',
    ]);
  });

  test('what is no YAML, no settings, or a bomb of aliases is told with a line', async () => {
    expect(await problemsOf('name: [')).toEqual([expect.stringMatching(/^1 : /)]);
    expect(await problemsOf('name: a\nname: b')).toEqual([expect.stringMatching(/^2 : /)]);
    expect(await problemsOf('')).toEqual([expect.stringMatching(/^1 : .*expected object/)]);
    const bomb = `a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]`;
    expect(await problemsOf(bomb)).toEqual([expect.stringContaining('aliases')]);
  });

  test('a country nobody has holidays for is told', async () => {
    expect(await problemsOf(good.replace('holidays: JP', 'holidays: XX'))).toEqual([
      '5 holidays: no holidays are known for XX',
    ]);
  });
});

describe('order patterns', () => {
  test.each(['HD-\\d{8}', '[A-Z]{2}-?\\d{4,8}(-\\d{1,2})?', '(?:JP|EN)\\d{6,10}', '\\d+', '[(+*]\\d{3}', '注文\\d{6}'])(
    '%s is safe',
    (pattern) => {
      expect(patternFault(pattern)).toBeNull();
    },
  );

  test.each([
    ['(a+)+', 'repeats a group'],
    ['(\\d{1,3}-?)*x', 'repeats a group'],
    ['((ab)?c)+', 'repeats a group'],
    ['(a|a)*b', 'repeats a group'],
    ['a{2,3}{4}', 'no regular expression'],
    ['\\d*\\d*\\d*x', 'too many ways'],
    ['(a|b)'.repeat(18), 'too many ways'],
    ['\\d{1,50}\\d{1,50}', 'too many ways'],
    ['(\\d)\\1', 'refers back'],
    ['(?=\\d)x', 'only ( ) and (?: )'],
    ['(?<n>\\d)x', 'only ( ) and (?: )'],
    ['\\d*', 'empty text'],
    ['a|', 'empty text'],
    ['(', 'no regular expression'],
    ['x'.repeat(101), 'longer than 100'],
  ])('%s is refused', (pattern, why) => {
    expect(patternFault(pattern)).toContain(why);
  });

  test('what is allowed reads the longest message of digits in well under a tenth of a second', () => {
    const digits = '1'.repeat(4_000);
    const allowed = [
      '\\d+x',
      '\\d{1,44}\\d{1,44}x',
      `${'\\d?'.repeat(10)}x`,
      `${'(?:1|1)'.repeat(10)}x`,
      '\\d{1,12}\\d{1,12}\\d{1,12}x',
    ];
    for (const pattern of allowed) {
      expect(patternFault(pattern)).toBeNull();
      const times = [1, 2, 3].map(() => {
        const began = process.cpuUsage();
        expect([...digits.matchAll(new RegExp(pattern, 'giu'))]).toEqual([]);
        // The processor's time, not the clock's: a machine busy with other tests proves nothing about a pattern.
        return process.cpuUsage(began).user / 1000;
      });
      expect(Math.min(...times)).toBeLessThan(150);
    }
  });
});

describe('teams', () => {
  const at = (local: string) => DateTime.fromISO(local, { zone: 'Asia/Tokyo' }).toMillis();

  test('a team has its own week, and the holidays and closures of the shop', async () => {
    const read = await settingsOf(good);
    const [support, repairs] = [await scheduleOf(read), await scheduleOf(read, teamFor(read, 'repair', 'ja'))];
    expect(nextOpening(support, at('2027-06-14T08:00'))).toBe(at('2027-06-14T09:00'));
    expect(nextOpening(repairs, at('2027-06-14T08:00'))).toBe(at('2027-06-14T10:00'));
    expect(nextOpening(repairs, at('2027-03-21T00:00'))).toBe(at('2027-03-29T10:00'));
  });

  test('the language weighs more than the topic, a topic named more than all topics', async () => {
    const read = await settingsOf(good);
    const found = (topic: string, language: string) => teamFor(read, topic, language).id;
    expect(found('repair', 'ja')).toBe('repairs');
    expect(found('repair', 'en')).toBe('support');
    expect(found('delivery', 'ja-JP')).toBe('support');
    expect(found('repair', 'de')).toBe('repairs');
    expect(found('delivery', 'de')).toBe('support');
  });

  test('a shop without settings promises nothing while nobody is on', async () => {
    const schedule = await scheduleOf(defaultSettings);
    const counter = {
      now: 0,
      schedule,
      minutesPerConversation: 12,
      waitingAhead: 0,
      agentsOnline: 0,
      agentsOnlineAtAll: 0,
    };
    expect(promise(counter)).toEqual({ at: null, basis: 'none' });
  });
});
