import { type CivilDate, addDays, addMonths, civil, weekday } from '../read/civil-date.js';
import {
  type Now,
  type Piece,
  type Shape,
  type When,
  DAY,
  HOUR,
  MOST_PIECES,
  PARTS,
  afterSeconds,
  dayOnWeekday,
  dayPastAndNext,
  lastWeek,
  monthOf,
  monthPastAndNext,
  numberedWeek,
  pastAndNext,
  weekOf,
  weekdayPastAndNext,
  workingDays,
  yearOf,
} from './calendar.js';
import { longestFirst } from './entity.js';
import { valueOf } from './japanese-numerals.js';

type Groups = Record<string, string | undefined>;
type Made = Omit<Piece, 'start' | 'end'>;
type Rule = { pattern: RegExp; make: (groups: Groups, now: Now, said: string) => Made | undefined };

const N = '(?:\\d{1,4}|[〇零一二三四五六七八九十]{1,4})';
const N2 = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})';
const COUNT = '(?:\\d{1,4}|[一二三四五六七八九十百]{1,5})';
const W = '[日月火水木金土]';
const ERAS: Record<string, number> = { 令和: 2018, 平成: 1988, 昭和: 1925, 大正: 1911, 明治: 1867 };
const YEARS: Record<string, number> = {
  一昨年: -2,
  おととし: -2,
  去年: -1,
  昨年: -1,
  前年: -1,
  前の年: -1,
  今年: 0,
  本年: 0,
  来年: 1,
  翌年: 1,
  再来年: 2,
};
const MONTHS: Record<string, number> = {
  先々月: -2,
  先月: -1,
  前月: -1,
  今月: 0,
  当月: 0,
  来月: 1,
  翌月: 1,
  再来月: 2,
};
const WEEKS: Record<string, number> = {
  先々週: -2,
  先週: -1,
  前の週: -1,
  今週: 0,
  来週: 1,
  翌週: 1,
  次の週: 1,
  再来週: 2,
};
const DAYS: Record<string, number> = {
  ...{ 一昨日: -2, おととい: -2, 昨日: -1, きのう: -1, 前日: -1, 今日: 0, 本日: 0, きょう: 0, 最近: 0, その日: 0 },
  ...{ 明日: 1, あした: 1, 翌日: 1, 明後日: 2, あさって: 2, しあさって: 3 },
};
const UNITS: Record<string, number> = {
  秒: 1,
  分: 60,
  時間: HOUR,
  日: DAY,
  泊: DAY,
  営業日: DAY,
  週: 7 * DAY,
  月: 30 * DAY,
  年: 365 * DAY,
};

const any = (table: Record<string, unknown>) =>
  Object.keys(table)
    .toSorted((a, b) => b.length - a.length)
    .join('|');
const UNIT = '(?<unit>営業日|時間|か月|ヶ月|ヵ月|カ月|ケ月|箇月|週間?|日間?|年間?|分間?|秒間?|泊)';

const RULES: Rule[] = [
  // 2016年1月12日, 今年の9月, 来月の5日, 11月21日(土), 21日月曜日, 平成13年.
  {
    pattern: new RegExp(
      `(?:(?<relative>${any(YEARS)})の?)?(?:(?<era>${any(ERAS)})?(?<year>${N}|元)年の?(?![間代度]))?(?:(?<!\\d)(?<month>${N2})月の?|(?<near>${any(MONTHS)})の?)(?:(?<!\\d)(?<day>${N2})日(?!間|以[上下内]|ごと|おき|目|齢))?(?:[,、]? ?の?\\(?(?<weekday>${W})(?:曜日?|\\))\\)?)?`,
      'g',
    ),
    make: ({ relative, era, year, month, near, day, weekday: named }, now) => {
      const whole = yearNamed(relative, era, year, now);
      if (year !== undefined && whole === undefined) return undefined;
      if (near !== undefined) {
        const first = addMonths({ ...now.today, day: 1 }, MONTHS[near] ?? 0);
        return day === undefined
          ? days([monthOf(first.year, first.month)], 'daterange')
          : dates([civil(first.year, first.month, number(day))]);
      }
      return monthAndDay(number(month), day === undefined ? undefined : number(day), whole, named, now);
    },
  },
  // 21日の日曜日.
  {
    pattern: new RegExp(
      `(?<![\\d月])(?<day>${N2})日(?!間|前|後|以[上下内]|を?[上下]回|ごと|おき|目|齢|本)(?:の?(?<weekday>${W})曜日?)?`,
      'g',
    ),
    make: ({ day, weekday: named }, now, said) => {
      const at = number(day);
      if (at < 1 || at > 31 || /^一日$/.test(said)) return undefined;
      if (named) return { shape: 'date', whens: dayOnWeekday(at, '日月火水木金土'.indexOf(named), now) };
      const onOrAfter = (from: CivilDate): When => ({ day: firstDay(from, at) });
      return { shape: 'date', whens: dayPastAndNext(at, now), bareDay: at, onOrAfter };
    },
  },
  // 2018年, 平成13年, 今年.
  {
    pattern: new RegExp(
      `(?<relative>${any(YEARS)})|(?<era>${any(ERAS)})?(?<![\\d])(?<year>${N}|元)年度?(?![間代目前]|以[上内])`,
      'g',
    ),
    make: ({ relative, era, year }, now) => {
      const whole = yearNamed(relative, era, year, now);
      return whole === undefined
        ? undefined
        : { ...days([yearOf(whole)], 'daterange'), bareYear: relative === undefined };
    },
  },
  // Not 二年前 but 2018年前: a year that was.
  {
    pattern: /(?<!\d)(?<year>(?:19|20)\d{2})年(?=前)/g,
    make: ({ year }) => ({ ...days([yearOf(Number(year))], 'daterange'), bareYear: true }),
  },
  {
    pattern: /(?<!\d)(?<decade>\d{3}0)年代/g,
    make: ({ decade }) =>
      days(
        [{ day: { year: Number(decade), month: 1, day: 1 }, endDay: { year: Number(decade) + 10, month: 1, day: 1 } }],
        'daterange',
      ),
  },
  {
    pattern: /(?<![\d/.-])(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})(?![\d/.-])/g,
    make: ({ y, m, d }) => dates([civil(Number(y), Number(m), Number(d))]),
  },
  {
    pattern: /(?<![\d/.-])(?<d>\d{1,2})\/(?<m>\d{1,2})\/(?<y>\d{4})(?![\d/])/g,
    make: ({ y, m, d }) => dates([civil(Number(y), Number(m), Number(d)) ?? civil(Number(y), Number(d), Number(m))]),
  },
  {
    pattern: /(?<![\d/.])(?<m>\d{1,2})\/(?<d>\d{1,2})(?![\d/])/g,
    make: ({ m, d }, now) => monthAndDay(Number(m), Number(d), undefined, undefined, now),
  },
  // 来週の金曜日, 次の金曜日, 火曜日.
  {
    pattern: new RegExp(`(?:(?<week>${any(WEEKS)}|次|今度|この前|前|前回)の?)?(?<weekday>${W})曜日?`, 'g'),
    make: ({ week, weekday: named = '' }, now) => {
      const wanted = '日月火水木金土'.indexOf(named);
      const onOrAfter = (from: CivilDate): When => ({ day: addDays(from, (wanted - weekday(from) + 7) % 7) });
      if (week === undefined)
        return { shape: 'date', whens: weekdayPastAndNext(wanted, now), weekday: wanted, onOrAfter };
      if (week === '今度') return { shape: 'date', whens: [{ day: addDays(now.today, ahead(now.today, wanted)) }] };
      if (week.startsWith('この前') || week.startsWith('前回'))
        return { shape: 'date', whens: weekdayPastAndNext(wanted, now).slice(0, 1) };
      const weeks = WEEKS[week] ?? (week === '次' ? 1 : -1);
      const monday = weekOf(now.today, weeks).day ?? now.today;
      return dates([addDays(monday, (wanted + 6) % 7)]);
    },
  },
  // 4月の最終月曜日, 7月の最後の週, 1月の第3週, 2018年の第3週, 第31週.
  {
    pattern: new RegExp(
      `(?:(?<year>\\d{4})年の?)?(?:(?<month>${N2})月の?)?(?<which>第${N2}|最初の?|最後の?|最終)(?:(?<weekday>${W})曜日?|週(?!間))`,
      'g',
    ),
    make: (groups, now) => numbered(groups, now),
  },
  {
    pattern: new RegExp(`(?<which>${any(WEEKS)})(?!の?(?:終わり|末|${W}曜))(?:の?(?<early>早くに?|初め|はじめ))?`, 'g'),
    make: ({ which = '', early }, now) => leant(weekOf(now.today, WEEKS[which] ?? 0), early, 4),
  },
  {
    pattern: /(?:今|(?<next>来)|(?<last>先))?週末|今週の終わり/g,
    make: ({ next, last }, now) => days([weekend(now.today, next ? 1 : last ? -1 : 0)], 'daterange'),
  },
  {
    pattern: /同じ(?<unit>週|年|月)/g,
    make: ({ unit }, { today }) => ({
      ...days(
        [unit === '週' ? weekOf(today, 0) : unit === '年' ? yearOf(today.year) : monthOf(today.year, today.month)],
        'daterange',
      ),
      mod: 'ref_undef',
    }),
  },
  {
    pattern: /(?<![\d一二三四五六七八九十かヶ数後去今来])(?<unit>週|年|月)間(?![\d\p{Script=Han}]*[前後])/gu,
    make: ({ unit }, { today }) =>
      days(
        [unit === '週' ? weekOf(today, 0) : unit === '年' ? yearOf(today.year) : monthOf(today.year, today.month)],
        'daterange',
      ),
  },
  {
    pattern: /(?:(?<year>今年|来年|去年)の?)?(?:年末|年の終わり)|今年の終わり/g,
    make: ({ year }, { today }) => halfYear(today.year + (YEARS[year ?? '今年'] ?? 0), 'end'),
  },
  {
    pattern: /(?<year>今年|来年|去年|昨年)の?(?:初め|はじめ|始め|前半|上半期)|(?<![\d])年の?(?:前半|初め)|年始/g,
    make: ({ year }, { today }, said) =>
      halfYear(today.year + (YEARS[year ?? '今年'] ?? 0), said.endsWith('前半') ? undefined : 'start'),
  },
  {
    pattern: /(?:(?<month>今月|来月|先月)の?)?(?:月末|末(?=[にはま日])|月の終わり)/g,
    make: ({ month }, now, said) => (said === '末' ? undefined : halfMonth(month, now, 'end')),
  },
  {
    pattern: /(?:(?<month>今月|来月|先月)の?|(?<![\d一二三四五六七八九十])月の?)(?:前半|初め|はじめ|上旬)/g,
    make: ({ month }, now, said) => halfMonth(month, now, said.endsWith('前半') ? undefined : 'start'),
  },
  {
    pattern: new RegExp(`(?<which>${any(DAYS)})`, 'g'),
    make: ({ which = '' }, { today }) => dates([addDays(today, DAYS[which] ?? 0)]),
  },
  {
    pattern: /(?:今年の|来年の|去年の)?(?:元日|元旦)/g,
    make: (_, now, said) =>
      /^[今来去]年/.test(said)
        ? dates([civil(now.today.year + (YEARS[said.slice(0, 2)] ?? 0), 1, 1)])
        : { shape: 'date', whens: pastAndNext(1, 1, now) },
  },
  {
    pattern: /正月の?(?<day>\d{1,2}|[一二三四五六七八九十]{1,3})日/g,
    make: ({ day }, now) => ({ shape: 'date', whens: pastAndNext(1, number(day), now) }),
  },
  {
    pattern: /(?<year>今年の|来年の|去年の)?(?:独立記念日|クリスマス(?<eve>イブ)?|大晦日|バレンタインデー)/g,
    make: ({ year, eve }, now, said) => feast(year, eve, said, now),
  },
  // 過去5年間, 今後5年間, この三十分間, 次の1時間, 後一年, 過去4営業日.
  {
    pattern: new RegExp(
      `(?<way>過去の?|ここ|今後の?|これから|この先|次の|この|後|直近の?)(?<count>${COUNT})${UNIT}(?!前|後[^ろ])`,
      'g',
    ),
    make: ({ way = '', count, unit = '' }, now) => around(way, number(count), unit, now),
  },
  // 3日前, 2週間後, 10か月以内に, 5分で, 今日から2週間以上前.
  {
    pattern: new RegExp(
      `(?<count>${COUNT}|ひと|数)(?<half>)${UNIT}(?<more>以上)?(?<way>前|後|以内に?|で(?=[^すあ]))`,
      'g',
    ),
    make: ({ count, unit = '', way = '', more }, now) =>
      moved(count === 'ひと' ? 1 : count === '数' ? 3 : number(count), unit, way, more, now),
  },
  { pattern: /ひと月前/g, make: (_, { today }) => dates([addMonths(today, -1)]) },
  { pattern: /ひと月(?!前|後)/g, make: (_, { today }) => days([monthOf(today.year, today.month)], 'daterange') },
  { pattern: /別の日/g, make: () => ({ shape: 'duration', whens: [], length: DAY }) },
  // 3年半, 1年3か月, 2時間, 2泊, 数日間, 半日.
  {
    pattern: new RegExp(
      `(?<![\\d第])(?:(?<years>${COUNT})年)?(?<count>${COUNT}|数|半)(?:${UNIT})(?<half>半)?(?!目|齢|ごと|おき|\\d)`,
      'g',
    ),
    make: ({ years, count, unit = '', half }, _now, said) => lasting(years, count, unit, half, said),
  },
  {
    pattern:
      /毎[日週月年朝晩](?:の?[日月火水木金土]曜日?)?|(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:日|週間|か月|ヶ月|年|時間|分)(?:ごと|おき|毎)に?/g,
    make: () => ({ shape: 'set', whens: [] }),
  },
  { pattern: /一日の終わり/g, make: (_, { today }) => ({ shape: 'datetime', whens: [{ day: today, from: DAY - 1 }] }) },
  // 午後3時半, 19時, 10時30分, 7:30, 今朝5時.
  {
    pattern: new RegExp(
      `(?<half>午前の?|午後の?|AM|PM|am|pm)? ?(?<![\\d一二三四五六七八九十])(?<hour>${N2})(?:時(?!間|代|期)(?:(?<mid>半)|(?:(?<minute>${N2})分(?!間|前))?(?:(?<second>${N2})秒)?)?|:(?<m>[0-5]\\d)(?::(?<s>[0-5]\\d))?)`,
      'g',
    ),
    make: (groups) => clock(groups),
  },
  { pattern: /正午/g, make: () => ({ shape: 'time', whens: [{ from: 12 * HOUR }] }) },
  {
    pattern:
      /(?:今(?<this>朝|夜|晩)|(?<part>午前中?|午後|早朝|朝(?![食日刊])|夕方|夜中|深夜|夜(?![食行])|晩(?![ご御年])|昼間?(?![食休ご])|早い時間))/g,
    make: ({ this: near, part }, { today }) => partOf(near, part, today),
  },
];

/** Every piece of a Japanese text that says when, with the longest first where they overlap. */
export function japanesePieces(text: string, now: Now): Piece[] {
  const pieces: Piece[] = [];
  for (const { pattern, make } of RULES) {
    for (const match of text.matchAll(pattern)) {
      if (pieces.length >= MOST_PIECES) return longestFirst(pieces);
      if (match[0] === '') continue;
      const made = make(match.groups ?? {}, now, match[0]);
      // の between two pieces belongs to neither.
      const loose = /[の ]+$/.exec(match[0])?.[0].length ?? 0;
      const lead = /^ +/.exec(match[0])?.[0].length ?? 0;
      if (made && (made.whens.length > 0 || made.length !== undefined || made.shape === 'set'))
        pieces.push({ ...made, start: match.index + lead, end: match.index + match[0].length - loose });
    }
  }
  return longestFirst(pieces);
}

function number(said: string | undefined): number {
  if (said === undefined) return Number.NaN;
  if (said === '元') return 1;
  return /^\d+$/.test(said) ? Number(said) : (valueOf(said) ?? Number.NaN);
}

function dates(all: (CivilDate | undefined)[]): Made {
  return { shape: 'date', whens: all.flatMap((day) => (day ? [{ day }] : [])) };
}

function days(whens: When[], shape: Shape): Made {
  return { shape, whens };
}

function yearNamed(
  relative: string | undefined,
  era: string | undefined,
  year: string | undefined,
  now: Now,
): number | undefined {
  if (year !== undefined) {
    const said = number(year);
    if (era !== undefined) return (ERAS[era] ?? 0) + said;
    return said >= 1500 && said < 2200 ? said : undefined;
  }
  return relative === undefined ? undefined : now.today.year + (YEARS[relative] ?? 0);
}

function monthAndDay(
  month: number,
  day: number | undefined,
  year: number | undefined,
  named: string | undefined,
  now: Now,
): Made | undefined {
  if (!(month >= 1 && month <= 12)) return undefined;
  if (day === undefined) {
    if (named !== undefined) return undefined;
    if (year !== undefined) return days([monthOf(year, month)], 'daterange');
    return {
      ...days(monthPastAndNext(month, now), 'daterange'),
      onOrAfter: (from) => monthOf(from.month <= month ? from.year : from.year + 1, month),
    };
  }
  const beside = named === undefined ? {} : { beside: '日月火水木金土'.indexOf(named) };
  if (year !== undefined) return { ...dates([civil(year, month, day)]), ...beside };
  return {
    ...beside,
    shape: 'date',
    whens: pastAndNext(month, day, now),
    onOrAfter: (from) => ({ day: firstMonthDay(from, month, day) }),
  };
}

function firstMonthDay(from: CivilDate, month: number, day: number): CivilDate {
  const year = from.month < month || (from.month === month && from.day <= day) ? from.year : from.year + 1;
  return civil(year, month, day) ?? { year, month, day: 28 };
}

function firstDay(from: CivilDate, day: number): CivilDate {
  const next = addMonths({ ...from, day: 1 }, from.day <= day ? 0 : 1);
  return civil(next.year, next.month, day) ?? { ...next, day: 28 };
}

function ahead(today: CivilDate, wanted: number): number {
  return ((wanted - weekday(today) + 6) % 7) + 1;
}

function numbered({ year, month, which = '', weekday: named }: Groups, now: Now): Made | undefined {
  const isLast = which.startsWith('最後') || which === '最終';
  const at = which.startsWith('第') ? number(which.slice(1)) : 1;
  const wholes =
    month === undefined
      ? [yearOf(year === undefined ? now.today.year : Number(year))]
      : year === undefined
        ? monthPastAndNext(number(month), now)
        : [monthOf(Number(year), number(month))];
  const whens = wholes.flatMap(({ day, endDay }): When[] => {
    if (!day || !endDay) return [];
    if (named === undefined) return [isLast ? lastWeek(endDay) : numberedWeek(day, at)];
    const wanted = '日月火水木金土'.indexOf(named);
    const last = addDays(endDay, -1);
    return [
      {
        day: isLast
          ? addDays(last, -((weekday(last) - wanted + 7) % 7))
          : addDays(day, ((wanted - weekday(day) + 7) % 7) + 7 * (at - 1)),
      },
    ];
  });
  return { shape: named === undefined ? 'daterange' : 'date', whens };
}

function leant(when: When, early: string | undefined, length: number): Made {
  if (early === undefined || !when.day) return days([when], 'daterange');
  return { ...days([{ day: when.day, endDay: addDays(when.day, length - 1) }], 'daterange'), mod: 'start' };
}

function weekend(today: CivilDate, weeks: number): When {
  const monday = weekOf(today, weeks).day ?? today;
  return { day: addDays(monday, 5), endDay: addDays(monday, 7) };
}

function halfYear(year: number, mod: string | undefined): Made {
  const [first, middle, next] = [
    { year, month: 1, day: 1 },
    { year, month: 7, day: 1 },
    { year: year + 1, month: 1, day: 1 },
  ];
  const when = mod === 'end' ? { day: middle, endDay: next } : { day: first, endDay: middle };
  return { ...days([when], 'daterange'), ...(mod ? { mod } : {}) };
}

function halfMonth(month: string | undefined, { today }: Now, mod: string | undefined): Made {
  const first = addMonths({ ...today, day: 1 }, MONTHS[month ?? '今月'] ?? 0);
  const middle = { ...first, day: 16 };
  const when = mod === 'end' ? { day: middle, endDay: addMonths(first, 1) } : { day: first, endDay: middle };
  return { ...days([when], 'daterange'), ...(mod ? { mod } : {}) };
}

const FEASTS: Record<string, [number, number]> = {
  独立記念日: [7, 4],
  クリスマス: [12, 25],
  クリスマスイブ: [12, 24],
  大晦日: [12, 31],
  バレンタインデー: [2, 14],
};

function feast(year: string | undefined, _eve: string | undefined, said: string, now: Now): Made | undefined {
  const at = FEASTS[year ? said.slice(year.length) : said];
  if (!at) return undefined;
  const [month, day] = at;
  return year
    ? dates([civil(now.today.year + (YEARS[year.slice(0, 2)] ?? 0), month, day)])
    : { shape: 'date', whens: pastAndNext(month, day, now) };
}

function plainUnit(unit: string): string {
  if (/月$/.test(unit)) return '月';
  return unit === '時間' ? unit : unit.replace(/間$/, '');
}

function shifted(day: CivilDate, count: number, unit: string): CivilDate {
  if (unit === '月') return addMonths(day, count);
  if (unit === '年') return addMonths(day, 12 * count);
  if (unit === '営業日') return workingDays(day, count);
  return addDays(day, count * (unit === '週' ? 7 : 1));
}

/** A stretch of time that ends or begins now; of days it begins tomorrow. */
function around(way: string, count: number, said: string, now: Now): Made | undefined {
  const unit = plainUnit(said);
  const seconds = UNITS[unit];
  if (Number.isNaN(count) || seconds === undefined) return undefined;
  const isPast = /^(?:過去|ここ|直近)/.test(way) || (way === 'この' && seconds < DAY);
  if (seconds < DAY) {
    const [from, to] = isPast
      ? [afterSeconds(now, -count * seconds), afterSeconds(now, 0)]
      : [afterSeconds(now, 0), afterSeconds(now, count * seconds)];
    return { shape: 'datetimerange', whens: [{ day: from.day, from: from.from, endDay: to.day, to: to.from }] };
  }
  const tomorrow = addDays(now.today, 1);
  if (unit === '営業日') {
    const when = isPast
      ? { day: workingDays(now.today, -count), endDay: now.today }
      : { day: workingDays(now.today, 1), endDay: addDays(workingDays(now.today, count), 1) };
    return days([when], 'daterange');
  }
  return days(
    [
      isPast
        ? { day: shifted(now.today, -count, unit), endDay: now.today }
        : { day: tomorrow, endDay: shifted(tomorrow, count, unit) },
    ],
    'daterange',
  );
}

/** So long ago, in so long, within so long. */
function moved(count: number, said: string, way: string, more: string | undefined, now: Now): Made | undefined {
  const unit = plainUnit(said);
  const seconds = UNITS[unit];
  // 2018年前 is "before 2018", not a journey in time.
  if (Number.isNaN(count) || seconds === undefined || (unit === '年' && count >= 1000) || unit === '泊')
    return undefined;
  const sign = way === '前' ? -1 : 1;
  if (way.startsWith('以内')) {
    if (seconds < DAY) {
      const to = afterSeconds(now, count * seconds);
      return { shape: 'datetimerange', whens: [{ day: now.today, from: now.seconds, endDay: to.day, to: to.from }] };
    }
    const first = unit === '営業日' ? addDays(now.today, 1) : now.today;
    return days([{ day: first, endDay: shifted(now.today, count, unit) }], 'daterange');
  }
  if (seconds < DAY) return { shape: 'datetime', whens: [afterSeconds(now, sign * count * seconds)] };
  const day = shifted(now.today, sign * count, unit);
  return more ? { ...days([{ day }], 'daterange'), mod: sign < 0 ? 'before' : 'after' } : dates([day]);
}

function lasting(
  years: string | undefined,
  said: string | undefined,
  spoken: string,
  half: string | undefined,
  all: string,
): Made | undefined {
  const unit = plainUnit(spoken);
  const seconds = UNITS[unit];
  const count = said === '数' ? 3 : said === '半' ? 0.5 : number(said);
  if (seconds === undefined || Number.isNaN(count)) return undefined;
  // 2018年 is a year, 十分 mostly "enough". (4日 is the fourth by the rule above wherever it can be.)
  if ((unit === '年' && count >= 1000) || all === '十分') return undefined;
  const whole = years === undefined ? 0 : number(years) * (UNITS['年'] ?? 0);
  if (years !== undefined && unit !== '月') return undefined;
  return { shape: 'duration', whens: [], length: whole + count * seconds + (half ? seconds / 2 : 0) };
}

function clock({ half, hour, mid, minute, second, m, s }: Groups): Made | undefined {
  const at = number(hour);
  if (!(at >= 0 && at <= 24)) return undefined;
  const rest =
    (mid ? 30 : Number(m ?? (minute === undefined ? 0 : number(minute)))) * 60 +
    Number(s ?? (second === undefined ? 0 : number(second)));
  const isAfternoon = half !== undefined && /^(?:午後|PM|pm)/.test(half);
  if (half !== undefined)
    return { shape: 'time', whens: [{ from: ((at % 12) + (isAfternoon ? 12 : 0)) * HOUR + rest }] };
  if (at === 0 || at > 12) return { shape: 'time', whens: [{ from: (at % 24) * HOUR + rest }] };
  return { shape: 'time', whens: [{ from: (at % 12) * HOUR + rest }, { from: ((at % 12) + 12) * HOUR + rest }] };
}

function partOf(near: string | undefined, part: string | undefined, today: CivilDate): Made {
  const name = near ?? part ?? '';
  const range = /朝|午前/.test(name)
    ? PARTS.morning
    : /午後|昼/.test(name)
      ? PARTS.afternoon
      : name === '夕方'
        ? PARTS.evening
        : name === '早い時間'
          ? { from: 0, to: 12 * HOUR }
          : PARTS.night;
  const mod = name === '早い時間' ? { mod: 'start' } : {};
  return {
    shape: near ? 'datetimerange' : 'timerange',
    whens: [{ ...range, ...(near ? { day: today } : {}) }],
    part: true,
    ...mod,
  };
}
