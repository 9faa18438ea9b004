import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRecogniser } from '../../src/language/recogniser.js';
import type { Side } from '../../src/language/read/date-candidates.js';
import { createReaders } from '../../src/language/read/read.js';

const recogniser = createRecogniser({ timeLimit: 2000 });
const { read } = createReaders({ recogniser, zone: 'Asia/Tokyo' });
// Wednesday, 18 November 2026, in Tokyo; in UTC it is still the 17th.
const now = new Date('2026-11-17T23:30:00Z');
beforeAll(() => recogniser.warm());
afterAll(() => recogniser.close());

/** What was read, in one line: a value, candidates with `|`, or why not. */
async function outcome(text: string, language: string, side?: Side): Promise<string> {
  const reading = await read('date', text, { language, now, ...(side ? { side } : {}) });
  if (reading.status === 'read') return reading.value;
  if (reading.status === 'ambiguous') return reading.candidates.map((one) => one.value).join('|');
  return reading.status === 'invalid' ? reading.why : 'none';
}

const japanese: [string, string][] = [
  ['今日', '2026-11-18'],
  ['きょう', '2026-11-18'],
  ['本日です', '2026-11-18'],
  ['明日', '2026-11-19'],
  ['あしたでお願いします', '2026-11-19'],
  ['明日の15時', '2026-11-19'],
  ['明日の午後3時半', '2026-11-19'],
  ['明後日', '2026-11-20'],
  ['あさって', '2026-11-20'],
  ['しあさって', '2026-11-21'],
  ['昨日', '2026-11-17'],
  ['昨日買いました', '2026-11-17'],
  ['昨日から動きません', '2026-11-17'],
  ['きのう', '2026-11-17'],
  ['一昨日', '2026-11-16'],
  ['おととい届きました', '2026-11-16'],
  ['3日前', '2026-11-15'],
  ['３日前です', '2026-11-15'],
  ['三日前', '2026-11-15'],
  ['10日後', '2026-11-28'],
  ['二日後', '2026-11-20'],
  ['二十日前', '2026-10-29'],
  ['2週間前', '2026-11-04'],
  ['一週間後', '2026-11-25'],
  ['1か月前', '2026-10-18'],
  ['２ヶ月後', '2027-01-18'],
  ['来週の金曜日', '2026-11-27'],
  ['来週金曜', '2026-11-27'],
  ['来週の金曜でお願いします', '2026-11-27'],
  ['先週の月曜', '2026-11-09'],
  ['先週の月曜日に買いました', '2026-11-09'],
  ['今週の土曜日', '2026-11-21'],
  ['再来週の火曜', '2026-12-01'],
  ['先々週の木曜日', '2026-11-05'],
  ['次の月曜日', '2026-11-23'],
  ['次の金曜日', '2026-11-20|2026-11-27'],
  ['この前の月曜日', '2026-11-16'],
  ['11月21日', '2026-11-21'],
  ['１１月２１日', '2026-11-21'],
  ['十一月二十一日', '2026-11-21'],
  ['11月21日(土)', '2026-11-21'],
  ['11月21日土曜日', '2026-11-21'],
  ['11/21', '2026-11-21'],
  ['21日', '2026-11-21'],
  ['21日の午前中', '2026-11-21'],
  ['2026/11/21', '2026-11-21'],
  ['2026-11-21', '2026-11-21'],
  ['2026年11月21日', '2026-11-21'],
  ['２０２６年１１月２１日', '2026-11-21'],
  ['二〇二六年十一月二十一日', '2026-11-21'],
  ['2026年3月5日', '2026-03-05'],
  ['令和8年11月21日', '2026-11-21'],
  ['令和八年十一月二十一日', '2026-11-21'],
  ['令和元年5月1日', '2019-05-01'],
  ['平成31年4月30日', '2019-04-30'],
  ['R8.11.21', '2026-11-21'],
  ['26年11月21日', '2026-11-21'],
  ['来月の5日', '2026-12-05'],
  ['先月の20日', '2026-10-20'],
  ['去年の12月3日', '2025-12-03'],
  ['来年1月10日', '2027-01-10'],
  ['購入日は2025年12月24日です。', '2025-12-24'],
  ['20261121', '2026-11-21'],
  ['tomorrow', '2026-11-19'],
  // What can be read two ways is asked back.
  ['金曜日', '2026-11-20|2026-11-13'],
  ['今度の日曜日', '2026-11-22|2026-11-29'],
  ['来週の日曜日', '2026-11-29|2026-11-22'],
  ['6月1日', '2026-06-01|2027-06-01'],
  ['11月21日か22日', '2026-11-21|2026-11-22'],
  ['明日か明後日', '2026-11-19|2026-11-20'],
  // Said twice it is one day, and left out once.
  ['土曜日土曜日', '2026-11-21|2026-11-14'],
  ['土曜日'.repeat(100), '2026-11-21|2026-11-14'],
  // What is no day is said to be none.
  ['11月31日', 'not-a-date'],
  ['2026年2月29日', 'not-a-date'],
  ['13月5日', 'not-a-date'],
  ['2026/13/01', 'not-a-date'],
  ['11月20日(土)', 'weekday-disagrees'],
  ['来週', 'not-a-day'],
  ['先月', 'not-a-day'],
  ['11月', 'not-a-day'],
  ['今月末', 'not-a-day'],
  ['11月21日の前の日', 'half-read'],
  ['11月21日以降', 'half-read'],
  ['2、3日前', 'half-read'],
  ['二三日前', 'not-a-day'],
  ['11月21日まで', 'half-read'],
  ['わかりません', 'none'],
  ['A-10293', 'none'],
  ['十分です', 'none'],
  ['返品したい', 'none'],
];

const english: [string, string][] = [
  ['today', '2026-11-18'],
  ['Tomorrow please', '2026-11-19'],
  ['yesterday', '2026-11-17'],
  ['I bought it yesterday', '2026-11-17'],
  ['the day after tomorrow', '2026-11-20'],
  ['the day before yesterday', '2026-11-16'],
  ['3 days ago', '2026-11-15'],
  ['three days ago', '2026-11-15'],
  ['two weeks ago', '2026-11-04'],
  ['a week ago', '2026-11-11'],
  ['a month ago', '2026-10-18'],
  ['in two weeks', '2026-12-02'],
  ['in 10 days', '2026-11-28'],
  ['5 days from now', '2026-11-23'],
  ['a couple of days ago', '2026-11-16'],
  ['last Friday', '2026-11-13'],
  ['last Sunday', '2026-11-15'],
  ['this Friday', '2026-11-20'],
  ['this Saturday at 3 pm', '2026-11-21'],
  ['next Wednesday', '2026-11-25'],
  ['next Monday', '2026-11-23'],
  ['friday friday friday', '2026-11-20|2026-11-13'],
  ['November 21', '2026-11-21'],
  ['November 21st', '2026-11-21'],
  ['21 November', '2026-11-21'],
  ['21st of November 2026', '2026-11-21'],
  ['Nov 21, 2026', '2026-11-21'],
  ['21 Nov 2026', '2026-11-21'],
  ['December 2nd, 2025', '2025-12-02'],
  ['Saturday, 21 November', '2026-11-21'],
  ['Saturday November 21st', '2026-11-21'],
  ['Saturday the 21st', '2026-11-21'],
  ['the 21st', '2026-11-21'],
  ['on the 20th', '2026-11-20'],
  ['2026-11-21', '2026-11-21'],
  ['2026/11/21', '2026-11-21'],
  ['30/11/2026', '2026-11-30'],
  ['11/30/2026', '2026-11-30'],
  ['21.11.2026', '2026-11-21'],
  ['11/11/2026', '2026-11-11'],
  ['21/11/26', '2026-11-21'],
  ['It arrived on 5 October 2026 at 14:30', '2026-10-05'],
  ['friday the 13th', '2026-11-13'],
  ['A Couple of Days Ago', '2026-11-16'],
  ['I will go back on Friday', '2026-11-20|2026-11-13'],
  ['two weeks from tomorrow', '2026-12-03'],
  ['a week from tomorrow', '2026-11-26'],
  ['29 February 2028', '2028-02-29'],
  ['Oct 3', '2026-10-03'],
  ['明日', '2026-11-19'],
  // Asked back.
  ['11/12/2026', '2026-12-11|2026-11-12'],
  ['next Friday', '2026-11-20|2026-11-27'],
  ['last Monday', '2026-11-16|2026-11-09'],
  ['Friday', '2026-11-20|2026-11-13'],
  ['on Monday', '2026-11-16|2026-11-23'],
  ['June 1', '2026-06-01|2027-06-01'],
  ['November 21 or November 22', '2026-11-21|2026-11-22'],
  ['yesterday or today', '2026-11-17|2026-11-18'],
  // No day.
  ['November 31', 'not-a-date'],
  ['29 February 2027', 'not-a-date'],
  ['32/13/2026', 'not-a-date'],
  ['2026-13-45', 'not-a-date'],
  ['Friday, 21 November 2026', 'weekday-disagrees'],
  ['last week', 'not-a-day'],
  ['next month', 'not-a-day'],
  ['in May', 'not-a-day'],
  ['May', 'not-a-day'],
  ['the day before November 21', 'half-read'],
  ['before November 21', 'half-read'],
  ['not November 21', 'half-read'],
  ['by November 21', 'half-read'],
  ['I do not remember', 'none'],
  ['march back', 'none'],
  ['a second one', 'none'],
  ['order A-10293', 'none'],
  ['hello', 'none'],
];

describe('a day in Japanese', () => {
  test.each(japanese)('%s is %s', async (text, expected) => {
    expect(await outcome(text, 'ja')).toBe(expected);
  });
});

describe('a day in English', () => {
  test.each(english)('%s is %s', async (text, expected) => {
    expect(await outcome(text, 'en')).toBe(expected);
  });
});

test.each([
  ['金曜日', 'ja', 'past', '2026-11-13'],
  ['Friday', 'en', 'future', '2026-11-20'],
  ['next Friday', 'en', 'future', '2026-11-20|2026-11-27'],
  ['6月1日', 'ja', 'past', '2026-06-01'],
  ['June 1', 'en', 'future', '2027-06-01'],
  ['11/12/2026', 'en', 'past', '2026-11-12'],
] as const)('a question that says the side decides: %s (%s, %s) is %s', async (text, language, side, expected) => {
  expect(await outcome(text, language, side)).toBe(expected);
});

test('the day is the one in the shop, not on the server', async () => {
  const { read: readInHonolulu } = createReaders({ recogniser, zone: 'Pacific/Honolulu' });
  expect(await readInHonolulu('date', 'today', { language: 'en', now })).toMatchObject({ value: '2026-11-17' });
});

test('a date is read back with its weekday', async () => {
  expect(await read('date', '来週の金曜日', { language: 'ja', now })).toMatchObject({ display: '2026年11月27日(金)' });
  expect(await read('date', 'Nov 21', { language: 'en', now })).toMatchObject({
    display: 'Saturday, 21 November 2026',
  });
});
