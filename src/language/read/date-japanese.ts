import { addDays, addMonths, type CivilDate, civil, weekday } from './civil-date.js';
import {
  type Mention,
  type Today,
  bareWeekday,
  checkWeekday,
  dayOfMonth,
  daysUntil,
  fullYear,
  mention,
  monthDay,
  weekdayOfWeek,
  yearFirst,
} from './date-candidates.js';
import { parseJapaneseNumber } from './japanese-number.js';

type Rule = { pattern: RegExp; days: (groups: (string | undefined)[], at: Today) => (CivilDate | undefined)[] };

const ERAS = new Map([
  ['令和', 2018],
  ['平成', 1988],
  ['昭和', 1925],
  ['R', 2018],
  ['H', 1988],
  ['S', 1925],
]);

const NEAR_DAYS: [RegExp, number][] = [
  [/明々後日|明明後日|しあさって/g, 3],
  [/明後日|あさって/g, 2],
  [/一昨々日|一昨昨日|さきおととい/g, -3],
  [/一昨日|おととい|おとつい/g, -2],
  [/昨日|きのう/g, -1],
  [/明日|あした|あす(?![\p{Script=Hiragana}]*か)/gu, 1],
  [/今日|本日|きょう|当日中/g, 0],
];

const WEEKS = new Map([
  ['先々週', -2],
  ['先先週', -2],
  ['先週', -1],
  ['今週', 0],
  ['来週', 1],
  ['再来週', 2],
]);
const MONTHS = new Map([
  ['先々月', -2],
  ['先月', -1],
  ['今月', 0],
  ['当月', 0],
  ['来月', 1],
  ['再来月', 2],
]);
const YEARS = new Map([
  ['一昨年', -2],
  ['おととし', -2],
  ['昨年', -1],
  ['去年', -1],
  ['今年', 0],
  ['本年', 0],
  ['来年', 1],
]);

const keys = (map: Map<string, number>) => [...map.keys()].join('|');
// A weekday said as one character needs 曜 behind it or a week before it: 日 and 月 are also day and month.
const DAY_NAME = '([日月火水木金土])曜日?';

const RULES: Rule[] = [
  {
    pattern: new RegExp(
      `(令和|平成|昭和|(?<![A-Za-z])[RHS])\\s?(\\d{1,2}|元)\\s?[年./]\\s?(\\d{1,2})\\s?[月./]\\s?(\\d{1,2})\\s?日?`,
      'g',
    ),
    days: ([era = '', year, month, day]) => [
      civil((ERAS.get(era) ?? 0) + (year === '元' ? 1 : Number(year)), Number(month), Number(day)),
    ],
  },
  {
    pattern: /(?<!\d)(\d{4}|\d{2})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日/g,
    days: ([year = '', month, day]) => [civil(fullYear(year), Number(month), Number(day))],
  },
  {
    pattern: new RegExp(`(${keys(YEARS)})の?\\s?(\\d{1,2})月\\s?(\\d{1,2})日`, 'g'),
    days: ([which = '', month, day], { today }) => [
      civil(today.year + (YEARS.get(which) ?? 0), Number(month), Number(day)),
    ],
  },
  {
    pattern: new RegExp(`(${keys(MONTHS)})の?\\s?(\\d{1,2})日`, 'g'),
    days: ([which = '', day], { today }) => {
      const month = addMonths({ ...today, day: 1 }, MONTHS.get(which) ?? 0);
      return [civil(month.year, month.month, Number(day))];
    },
  },
  {
    pattern: /(?<!\d)(\d{1,2})\s?月\s?(\d{1,2})\s?日/g,
    days: ([month, day], at) => monthDay(Number(month), Number(day), at),
  },
  {
    // A Japanese reader writes year, month, day also with two digits; day-first would be a foreigner's.
    pattern: /(?<![\d/.-])(\d{2})\/(\d{1,2})\/(\d{1,2})(?![\d/])/g,
    days: ([a = '', b, c = '']) => [
      civil(fullYear(a), Number(b), Number(c)),
      c.length === 2 ? civil(fullYear(c), Number(b), Number(a)) : undefined,
    ],
  },
  {
    pattern: /(?<![\d/.-])(\d{1,2})\/(\d{1,2})\/(\d{4})(?![\d/])/g,
    days: ([a, b, year]) => [civil(Number(year), Number(a), Number(b)), civil(Number(year), Number(b), Number(a))],
  },
  {
    pattern: /(?<![\d/.-])(\d{1,2})\/(\d{1,2})(?![\d/-])/g,
    days: ([month, day], at) => monthDay(Number(month), Number(day), at),
  },
  {
    pattern: /(?<![\d.])(\d{1,3})\s?日(前|後)/g,
    days: ([count, way], { today }) => [addDays(today, signed(count, way))],
  },
  {
    pattern: /(?<![\d.])(\d{1,2})\s?週間?(前|後)(?!の)/g,
    days: ([count, way], { today }) => [addDays(today, 7 * signed(count, way))],
  },
  {
    pattern: /(?<![\d.])(\d{1,2})\s?(?:か月|ヶ月|ケ月|カ月|ヵ月|箇月)(前|後)(?!の)/g,
    days: ([count, way], { today }) => [addMonths(today, signed(count, way))],
  },
  {
    pattern: new RegExp(`(${keys(WEEKS)})の?\\s?([日月火水木金土])(?:曜日?|(?![\\p{L}\\d])|(?=です|に|で|か))`, 'gu'),
    days: ([which = '', day], { today }) => weekdayOfWeek(dayNumber(day), WEEKS.get(which) ?? 0, today),
  },
  {
    pattern: new RegExp(`(?:次の|つぎの)${DAY_NAME}`, 'g'),
    days: ([day], { today }) => {
      // On a Monday 次の金曜 is this week's to some; across the weekend there is but one.
      const coming = daysUntil(dayNumber(day), today);
      const sameWeek = (weekday(today) + 6) % 7 <= (dayNumber(day) + 6) % 7 && coming < 7;
      return (sameWeek ? [coming, coming + 7] : [coming]).map((days) => addDays(today, days));
    },
  },
  {
    // 今度の is the coming one to some and the one after to others.
    pattern: new RegExp(`今度の${DAY_NAME}`, 'g'),
    days: ([day], { today }) => [0, 7].map((more) => addDays(today, daysUntil(dayNumber(day), today) + more)),
  },
  {
    pattern: new RegExp(`(?:この前の|こないだの|前の)${DAY_NAME}`, 'g'),
    days: ([day], { today }) => [
      addDays(today, daysUntil(dayNumber(day), today) - 7 - (daysUntil(dayNumber(day), today) === 7 ? 7 : 0)),
    ],
  },
  { pattern: new RegExp(DAY_NAME, 'g'), days: ([day], at) => bareWeekday(dayNumber(day), at) },
  { pattern: /(?<![\d月/.])(\d{1,2})\s?日(?![前後間])/g, days: ([day], at) => dayOfMonth(Number(day), at) },
];

// A weekday written behind a date, to be checked against it: 11月21日(土).
const BEHIND = /^\s?\(?([日月火水木金土])(?:曜日?)?\)|^\s?の?([日月火水木金土])曜日?/;

/** Every day a Japanese text speaks of, and the text that is left. */
export function japaneseDates(text: string, at: Today): { mentions: Mention[]; left: string } {
  let left = arabic(text);
  const mentions: Mention[] = [];
  const take = (found: Mention) => {
    const from = left.indexOf(found.text);
    // It went with the day before it, as the weekday written behind that: 土曜日土曜日 is one day.
    if (from < 0) return;
    const behind = found.days.length > 0 ? BEHIND.exec(left.slice(from + found.text.length)) : null;
    mentions.push(behind ? checkWeekday(found, dayNumber(behind[1] ?? behind[2])) : found);
    // A mark in place of what was taken, so that what stood around it is not read as one word.
    left = `${left.slice(0, from)}\u0000${left.slice(from + found.text.length + (behind?.[0].length ?? 0))}`;
  };
  for (const found of yearFirst(left, at)) take(found);
  for (const [pattern, days] of NEAR_DAYS) {
    for (const match of left.match(pattern) ?? []) take(mention(match, [addDays(at.today, days)], undefined, at.today));
  }
  for (const { pattern, days } of RULES) {
    for (const match of left.matchAll(pattern)) take(mention(match[0], days(match.slice(1), at), at.side, at.today));
  }
  return { mentions, left };
}

/** What, standing beside a day, means that the day alone is not what was said. */
const LEFTOVER =
  /正月|[前後]|以[降内]|まで|翌|[先今来]週|[先今来]月|[去昨今来]年|[先々]々|曜|末|上旬|中旬|下旬|不明|わから|分から|以外|無理|だめ|ダメ|不在|でき(?:ない|ません)|くらい|ぐらい|ごろ|頃|たぶん|多分|かも|\d|[一二三四五六七八九十]+[日月年週]|[~〜]|\u0000(?:では|じゃ)な/;
const HARMLESS =
  /午前中|午後(?!\d)|(?:午前|午後|朝|夜|夕方)?\d{1,2}(?:時(?:\d{1,2}分|半)?|:\d{2})|\d+(?:個|台|本|枚|円|回|人|度|点|件)|[前後]に/g;

export function japaneseHalfRead(left: string): boolean {
  return LEFTOVER.test(left.replace(HARMLESS, ''));
}

/** A time span without a day: asked back for the day. */
export const japaneseSpan =
  /数日|[二三四五六七八]{2}日|[先今来]週|[先今来]月|去年|昨年|今年|来年|\d月|[先今]年|週末|月末|年末|年始|連休|\d+(?:日間|週間|年)/;

function signed(count: string | undefined, way: string | undefined): number {
  return way === '前' ? -Number(count) : Number(count);
}

function dayNumber(name: string | undefined): number {
  return '日月火水木金土'.indexOf(name ?? '');
}

/** Kanji numerals that count days, weeks, months and years as digits; 二三日 (two or three days) stays unread. */
function arabic(text: string): string {
  return text
    .replace(/ひと月|一ヶ月|一か月/g, '1か月')
    .replace(/[〇零一二三四五六七八九十百]{1,6}(?=\s?(?:年|月|日|週|か月|ヶ月|ケ月|カ月|ヵ月))/g, (run) => {
      const value = parseJapaneseNumber(run);
      return value === undefined ? run : String(value);
    });
}
