import { type CivilDate, addDays, addMonths, civil, weekday } from '../read/civil-date.js';
import {
  type Now,
  type Piece,
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
  ranged,
  weekOf,
  weekdayPastAndNext,
  workingDays,
  yearOf,
} from './calendar.js';
import { longestFirst } from './entity.js';

type Groups = Record<string, string | undefined>;
type Made = Omit<Piece, 'start' | 'end'>;
type Rule = { pattern: RegExp; make: (groups: Groups, now: Now, said: string, before: string) => Made | undefined };

const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const WEEKDAY =
  'sun(?:day)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const NUMBERS =
  'zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty'.split(
    '|',
  );
const ORDINALS =
  'zeroth|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[- ]first|twenty[- ]second|twenty[- ]third|twenty[- ]fourth|twenty[- ]fifth|twenty[- ]sixth|twenty[- ]seventh|twenty[- ]eighth|twenty[- ]ninth|thirtieth|thirty[- ]first'.split(
    '|',
  );
const COUNT = `\\d{1,3}|an?|${NUMBERS.slice(1).join('|')}|a couple of|a few|couple of|few`;
const UNIT =
  '(?<unit>second|sec|minute|min|hour|hr|day|night|week|fortnight|month|year|business day|working day|weekday|workday)s?';
const SECONDS: Record<string, number> = {
  ...{
    second: 1,
    sec: 1,
    minute: 60,
    min: 60,
    hour: HOUR,
    hr: HOUR,
    day: DAY,
    night: DAY,
    week: 7 * DAY,
    fortnight: 14 * DAY,
  },
  ...{ month: 30 * DAY, year: 365 * DAY },
};
const UNITS_WORD = 'one|two|three|four|five|six|seven|eight|nine';
const TENS_WORD = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const TEENS_WORD = 'ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
// 1972, nineteen seventy two, two thousand and five.
const YEAR = `(?:19|20)\\d{2}|(?:nineteen|twenty) (?:(?:${TENS_WORD})(?:[ -](?:${UNITS_WORD}))?|${TEENS_WORD}|oh (?:${UNITS_WORD}))|two thousand(?: and)? (?:(?:${TENS_WORD})(?:[ -](?:${UNITS_WORD}))?|${TEENS_WORD}|${UNITS_WORD})`;
const DAYTH = `(?:(?<day>\\d{1,2})(?:st|nd|rd|th)?|(?<nth>${ORDINALS.slice(1).join('|')}))`;
const AMPM = '(?:[ap] ?\\.? ?m(?![a-z])(?: ?\\.)?)(?![a-z])';
const PARTWORD = '(?:in the |at |this )?(?:morning|afternoon|evening|night)|tonight';
// Behind a clock: 3 pm, 25 to 7 in the evening, 10 05 night.
const HALF = `(?: ?(?<half>${AMPM})| (?<part>${PARTWORD})\\b)?`;

const RULES: Rule[] = [
  {
    // Saturday, 21 November 2026; 4 of July; the 23rd of March; 21st Nov next year.
    pattern: new RegExp(
      `\\b(?:(?<weekday>${WEEKDAY})\\.?,? (?:the )?)?(?:the )?(?<![\\d/.:$£€-])${DAYTH} (?:of )?(?<month>${MONTH})\\b\\.?(?:,? (?:of )?(?<year>${YEAR})\\b|,? (?<rel>this|next|last) year\\b)?`,
      'gi',
    ),
    make: ({ weekday: beside, day, nth, month, year, rel }, now) =>
      checked(beside, named(month, dayNumber(day, nth), yearOfWords(year, rel, now), now)),
  },
  {
    pattern: new RegExp(
      `\\b(?:(?<weekday>${WEEKDAY})\\.?,? (?:the )?)?(?<month>${MONTH})\\b\\.? (?:the )?${DAYTH}(?![\\d:]| ?(?:${AMPM})| (?:to|past)\\b)(?:,? (?<year>${YEAR})\\b|,? (?<rel>this|next|last) year\\b)?`,
      'gi',
    ),
    make: ({ weekday: beside, day, nth, month, year, rel }, now) =>
      checked(beside, named(month, dayNumber(day, nth), yearOfWords(year, rel, now), now)),
  },
  {
    // May 2017, October last year, Sep; the verbs "may" and "march" need more around them.
    pattern: new RegExp(
      `\\b(?<way>this |next |last )?(?<month>${MONTH})\\b\\.?(?! (?:the )?\\d{1,2}(?:st|nd|rd|th)?\\b(?!:))(?:,? (?:of )?(?<year>${YEAR})\\b|,? (?:of )?(?<rel>this|next|last) year\\b)?`,
      'gi',
    ),
    make: (groups, now, _said, before) => monthNamed(groups, before, now),
  },
  {
    pattern: /(?<![\d/.-])(?<y>(?:19|20)\d{2})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})(?![\d/-])/g,
    make: ({ y, m, d }) => dates([civil(Number(y), Number(m), Number(d))]),
  },
  {
    // The weekday and the day of the month, "Friday the 13th", "Monday 21", "Sat 14th".
    pattern: new RegExp(
      `\\b(?<weekday>${WEEKDAY})\\.? (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:/.-]| ?(?:${AMPM})| (?:to|past|in|people|adults|days?|weeks?|nights?|rooms?|of)\\b)`,
      'gi',
    ),
    make: ({ weekday: name, day }, now) => {
      const wanted = weekdayNumber(name);
      return Number(day) > 31 || Number(day) < 1
        ? undefined
        : { shape: 'date', whens: dayOnWeekday(Number(day), wanted, now) };
    },
  },
  {
    // The 21st; the 17 only with an article.
    pattern: new RegExp(
      `\\bthe (?<day>\\d{1,2})(?![\\d:/.%-]|\\.\\d| ?(?:${AMPM})| (?:to|past|in|of|people|days?|weeks?|items?|hours?|minutes?|others?)\\b)(?:st|nd|rd|th)?\\b(?! (?:century|floor|time|week|month|day|quarter|one)\\b)(?:,? (?:of )?(?<which>this|next|last) month\\b)?|(?<![\\d/.-])(?<th>\\d{1,2})(?:st|nd|rd|th)\\b(?! (?:century|floor|time|item|order|week|month|day|quarter|of (?:every|each)))(?:,? (?:of )?(?<month>this|next|last) month\\b)?`,
      'gi',
    ),
    make: ({ day, th, which, month }, now) => dayOfMonth(Number(day ?? th), which ?? month, now),
  },
  {
    pattern: new RegExp(
      `\\bthe (?<nth>${ORDINALS.slice(3).join('|')})\\b(?! (?:one|time|item|order|option|week|month|day|of (?:every|each|these|those))\\b)`,
      'gi',
    ),
    make: ({ nth }, now) => dayOfMonth(dayNumber(undefined, nth), undefined, now),
  },
  {
    // Next Friday, this coming Monday, Saturday last week, Wednesday in a week, Friday.
    pattern: new RegExp(
      `\\b(?:(?<way>this (?:coming|upcoming|past)|this|next|last|past|coming|upcoming|previous|following|that) )?(?<weekday>${WEEKDAY})\\b\\.?(?: (?:of |in )?(?<week>last week|next week|this week|a week|in a week|week after next))?|\\b(?<lead>next week|this week|last week)(?: on)? (?<behind>${WEEKDAY})\\b`,
      'gi',
    ),
    make: (groups, now, said) => weekdayNamed(groups, said, now),
  },
  {
    pattern:
      /\b(?:the )?day after tomorrow\b|\b(?:the )?day before yesterday\b|\b(?:tomorrow|tmrw|tomorow|tommorow|tommorrow|yesterday|today)\b/gi,
    make: (_, { today }, said) => dates([addDays(today, relative(said.toLowerCase()))]),
  },
  {
    pattern: /\b(?:tonight|tonite|(?:this|tomorrow|yesterday|last|next) (?:morning|afternoon|evening|night))\b/gi,
    make: (_, { today }, said) => dayPart(said.toLowerCase(), today),
  },
  {
    // In two weeks, 3 days ago, three weeks from tomorrow, within 9 months.
    pattern: new RegExp(
      `\\b(?:(?<in>in|within(?: the next| next)?) )(?<count>${COUNT}) ${UNIT}(?:'s? time| time)?\\b(?! (?:ago|later|from))`,
      'gi',
    ),
    make: ({ in: way = '', count, unit = '' }, now) =>
      ahead(way.toLowerCase(), countOf(count), unit.toLowerCase(), now),
  },
  {
    pattern: new RegExp(
      `\\b(?<count>${COUNT}) ${UNIT} (?<way>ago|from now|from today|later|hence|from tomorrow|from yesterday|after tomorrow|before yesterday)\\b`,
      'gi',
    ),
    make: ({ count, unit = '', way = '' }, now) => away(countOf(count), unit.toLowerCase(), way.toLowerCase(), now),
  },
  {
    pattern: new RegExp(
      `\\b(?<way>last|past|previous|next|coming|following) (?<count>${COUNT}) ${UNIT}\\b|\\b(?<n>\\d{1,3}) (?<w>last|past|previous|next|coming|following) (?<u>second|minute|hour|day|week|month|year)s\\b`,
      'gi',
    ),
    make: ({ way, w, count, n, unit, u }, now) =>
      stretch((way ?? w ?? '').toLowerCase(), countOf(count ?? n), (unit ?? u ?? '').toLowerCase(), now),
  },
  {
    pattern:
      /\b(?<way>this|last|next|previous|past|current|coming|following|same) (?<what>week|weekend|month|year|fortnight|quarter|hour|minute|work ?week|working week)\b(?! (?:on )?(?:mon|tue|wed|thu|fri|sat|sun))/gi,
    make: ({ way = '', what = '' }, now) => whole(way.toLowerCase(), what.toLowerCase(), now),
  },
  { pattern: /\bweekend\b/gi, make: (_, { today }) => range(weekend(today, 0)) },
  { pattern: /\b(?:the )?week after next\b/gi, make: (_, { today }) => range(weekOf(today, 2)) },
  {
    pattern: new RegExp(
      `\\b(?:the )?(?<which>first|second|third|fourth|last) week of (?:(?<month>${MONTH})\\b ?)?(?<year>(?:19|20)\\d{2})?`,
      'gi',
    ),
    make: ({ which = '', month, year }, now) => numbered(which.toLowerCase(), month, year, now),
  },
  {
    pattern: /\bweek (?<n>\d{1,2}) of (?:(?<year>(?:19|20)\d{2})|(?<rel>last|this|next) year)\b/gi,
    make: ({ n, year, rel }, now) =>
      range(numberedWeek({ year: yearOfWords(year, rel, now) ?? now.today.year, month: 1, day: 1 }, Number(n))),
  },
  {
    pattern: /\b(?<year>(?:19|20)\d{2})\b(?![-/.:]\d|[ ]?(?:hours?|hrs?))(?<![-/.:$#]\d{4})/g,
    make: ({ year }) => ({ ...range(yearOf(Number(year))), bareYear: true }),
  },
  {
    pattern: /(?<![\d/.-])(?<a>(?:19|20)\d{2}) ?- ?(?<b>(?:19|20)\d{2})(?![\d/-]|\.\d)/g,
    make: ({ a, b }) => (Number(a) < Number(b) ? yearsFromTo(Number(a), Number(b)) : undefined),
  },
  {
    // 23.04.2022, 1/1/2015: only where day and month cannot be taken for each other.
    pattern: /(?<![\d/.-])(?<a>\d{1,2})[./](?<b>\d{1,2})[./](?<y>\d{4})(?![\d/-])/g,
    make: ({ a, b, y }) => unmistakable(Number(a), Number(b), Number(y)),
  },
  {
    pattern: /\b(?<decade>(?:19|20)\d0)'?s\b/g,
    make: ({ decade }) =>
      range({
        day: { year: Number(decade), month: 1, day: 1 },
        endDay: { year: Number(decade) + 10, month: 1, day: 1 },
      }),
  },
  {
    pattern: /\b(?<n>\d{1,2})(?:st|nd|rd|th) {1,2}century\b/gi,
    make: ({ n }) =>
      range({
        day: { year: (Number(n) - 1) * 100, month: 1, day: 1 },
        endDay: { year: Number(n) * 100, month: 1, day: 1 },
      }),
  },
  {
    pattern: /\bq(?<q>[1-4])[ -](?:of )?(?<y>(?:19|20)\d{2})\b|\b(?<year>(?:19|20)\d{2})[ -]q(?<n>[1-4])\b/gi,
    make: ({ q, y, year, n }) => range(quarter(Number(y ?? year), Number(q ?? n))),
  },
  ...holidays(),
  {
    pattern: new RegExp(`\\b(?<=\\b(?:in|since|of|year) )(?<year>${YEAR})\\b`, 'gi'),
    make: ({ year = '' }) => ({ ...range(yearOf(yearSaid(year))), bareYear: true }),
  },
  {
    pattern: new RegExp(
      `\\b(?:the )?(?:(?<n>\\d{1,2})(?:st|nd|rd|th)|(?<nth>${ORDINALS.slice(1, 13).join('|')})) month of (?:(?<year>${YEAR})\\b|(?<rel>this|next|last) year\\b)`,
      'gi',
    ),
    make: ({ n, nth, year, rel }, now) => {
      const [month, whole] = [dayNumber(n, nth), yearOfWords(year, rel, now)];
      return whole === undefined || month < 1 || month > 12 ? undefined : range(monthOf(whole, month));
    },
  },
  { pattern: /\beod\b/gi, make: (_, { today }) => ({ shape: 'datetime', whens: [{ day: today, from: DAY - 1 }] }) },
  { pattern: /\beo(?<what>m|y)\b/gi, make: ({ what }, { today }) => ending(what?.toLowerCase() === 'm', today) },
  {
    // Two thirty, seven forty-five, as they are spoken.
    pattern: new RegExp(
      `(?<=\\b(?:at|from|to|by|until|till|before|after|around|and|between) )(?<hour>${NUMBERS.slice(1, 13).join('|')}) (?<spoken>fifteen|(?:twenty|thirty|forty|fifty)(?:[ -]five)?|ten|oh five)\\b(?! (?:people|minutes|hours|days|years|boxes|items|dollars|yen))${HALF}`,
      'gi',
    ),
    make: ({ hour, spoken = '', half, part }) => {
      const minute = spoken
        .toLowerCase()
        .split(/[ -]/)
        .reduce((sum, word) => sum + (word === 'oh' ? 0 : minutesOf(word)), 0);
      return hourAlone({ hour, minute: String(minute), half, part });
    },
  },
  {
    pattern:
      /(?<=\b(?:between|from|at|until) )(?<hour>[01]\d|2[0-3])(?<minute>[0-5]\d)\b(?![-/.:]?\d{3})|(?<=\d{4} ?(?:-|to|and|until) ?)(?<h>[01]\d|2[0-3])(?<m>[0-5]\d)\b(?![-/.:]?\d)/gi,
    make: ({ hour, minute, h, m }) => hourAlone({ hour: hour ?? h, minute: minute ?? m }),
  },
  // The clock: half past three, 25 to 7 p.m., quarter to 9.
  {
    pattern: new RegExp(
      `\\b(?<minutes>half|(?:a )?quarter|\\d{1,2}|five|ten|twenty[- ]five|twenty)(?: minutes?)? (?<way>past|to|after|before|till) (?<hour>\\d{1,2}|${NUMBERS.slice(1, 13).join('|')}|noon|midnight)\\b(?![:/.]\\d|(?:st|nd|rd|th)|\\d)${HALF}`,
      'gi',
    ),
    make: (groups) => pastOrTo(groups),
  },
  {
    pattern: new RegExp(
      `(?<![\\d:/.,$£€-])\\b(?<hour>\\d{1,2})(?:[:.](?<minute>[0-5]\\d)(?::(?<second>[0-5]\\d))?| (?<spaced>[0-5]\\d)(?= ?(?:${AMPM})| (?:${PARTWORD})\\b))?${HALF}(?![\\d%]|[:/]\\d|\\.\\d)`,
      'gi',
    ),
    make: (groups) => clock(groups),
  },
  {
    pattern: new RegExp(
      `\\b(?:(?<word>from|between) )?(?<![\\d:/.,$£€-])(?<h1>\\d{1,2})(?:[:.](?<m1>[0-5]\\d))?(?: ?(?<a1>${AMPM}))?(?: ?[-~] ?| (?:to|and|until|till|through|-) )(?<h2>\\d{1,2})(?:[:.](?<m2>[0-5]\\d))?${HALF}(?![\\d%:/-]|\\.\\d|(?:st|nd|rd|th)| (?:years?|months?|weeks?|days?|hours?|minutes?|nights?|people|adults|past|to|of|${MONTH})\\b)`,
      'gi',
    ),
    make: (groups, _now, said) => (/ and /i.test(said) && !/^between/i.test(said) ? undefined : fromTo(groups)),
  },
  // 17 30 behind "at": without it two numbers stand side by side.
  {
    pattern:
      /(?<=\b(?:at|by|from|until|till|to|for|before|after|around|about) )(?<hour>[01]?\d|2[0-3]) (?<minute>[0-5]\d)\b(?! ?(?:people|adults|nights?|days?|rooms?|a\.?m|p\.?m|in the|[a-z]*day))/gi,
    make: (groups) => hourAlone(groups),
  },
  // A bare hour counts only behind a word for times.
  {
    pattern: new RegExp(
      `(?<=\\b(?:at|by|until|till|before|after|around|about|than|past|between|from|slot at|o'clock) )(?<hour>\\d{1,2}|${NUMBERS.slice(1, 13).join('|')})\\b(?: ?(?<oclock>o'?clock)\\b)?(?![:/.,%]\\d|\\d|(?:st|nd|rd|th)\\b| ?(?:%|\\$|£|€)| (?:\\d|minutes?|hours?|days?|weeks?|months?|years?|nights?|people|adults|kids|children|rooms?|dollars?|euros?|pounds?|yen|percent|times?|items?|of|other|more|or more|${MONTH})\\b)${HALF}`,
      'gi',
    ),
    make: (groups) => hourAlone(groups),
  },
  {
    pattern: new RegExp(`\\b(?<hour>\\d{1,2}|${NUMBERS.slice(1, 13).join('|')}) ?o'?clock\\b${HALF}`, 'gi'),
    make: (groups) => hourAlone(groups),
  },
  {
    pattern: new RegExp(`\\b(?<hour>${NUMBERS.slice(1, 13).join('|')})(?<half> ?${AMPM})`, 'gi'),
    make: (groups) => hourAlone(groups),
  },
  {
    pattern: /\b(?:noon|midday|midnight)\b/gi,
    make: (_, __, said) => ({ shape: 'time', whens: [{ from: /midnight/i.test(said) ? 0 : 12 * HOUR }] }),
  },
  {
    pattern: /\b(?:in (?:the )?)?(?<part>mornings?|afternoons?|evenings?|daytime)\b/gi,
    make: ({ part = '' }) => ({ shape: 'timerange', whens: [partOf(part)], part: true }),
  },
  {
    pattern: new RegExp(
      `\\b(?<count>${COUNT}|\\d{1,3}\\.\\d)[ -]${UNIT}\\b(?! (?:ago|later|from|before|after|hence))`,
      'gi',
    ),
    make: ({ count, unit = '' }) => lasting(countOf(count), unit.toLowerCase()),
  },
  {
    pattern:
      /\b(?:every|each) (?:other )?(?:day|week|month|year|weekend|morning|evening|night|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\b|\b(?:\d{1,2}(?:st|nd|rd|th)|first (?:mon|tues|wednes|thurs|fri|satur|sun)day) of (?:every|each) month\b|\b(?:daily|weekly|monthly|yearly|annually|quarterly)\b/gi,
    make: () => ({ shape: 'set', whens: [] }),
  },
];

/** Every piece of an English text that says when, the longest first where they overlap. */
export function englishPieces(text: string, now: Now): Piece[] {
  const pieces: Piece[] = [];
  for (const { pattern, make } of RULES) {
    for (const match of text.matchAll(pattern)) {
      if (pieces.length >= MOST_PIECES) return longestFirst(pieces);
      const made =
        match[0] === ''
          ? undefined
          : make(match.groups ?? {}, now, match[0], text.slice(Math.max(0, match.index - 12), match.index));
      const trailing = /[ .,]+$/.exec(match[0].replace(/[ap] ?\. ?m ?\.$/i, 'xxxx'))?.[0].length ?? 0;
      if (made && (made.whens.length > 0 || made.length !== undefined || made.shape === 'set'))
        pieces.push({ ...made, start: match.index, end: match.index + match[0].length - trailing });
    }
  }
  return longestFirst(pieces);
}

function dates(all: (CivilDate | undefined)[]): Made {
  return { shape: 'date', whens: all.flatMap((day) => (day ? [{ day }] : [])) };
}

function range(when: When): Made {
  return { shape: 'daterange', whens: [when] };
}

function yearsFromTo(a: number, b: number): Made {
  const last = { year: b, month: 12, day: 31 };
  return range({ day: { year: a, month: 1, day: 1 }, endDay: { year: b, month: 1, day: 1 }, last });
}

function unmistakable(a: number, b: number, year: number): Made | undefined {
  if (a <= 12 && b <= 12 && a !== b) return undefined;
  return dates([a > 12 ? civil(year, b, a) : civil(year, a, b)]);
}

function dayNumber(day: string | undefined, nth: string | undefined): number {
  if (day !== undefined) return Number(day);
  return ORDINALS.findIndex((word) => word.replace('[- ]', ' ') === (nth ?? '').toLowerCase().replace('-', ' '));
}

function yearOfWords(year: string | undefined, rel: string | undefined, { today }: Now): number | undefined {
  if (year !== undefined) return yearSaid(year);
  return rel === undefined ? undefined : today.year + ({ this: 0, next: 1, last: -1 }[rel.toLowerCase()] ?? 0);
}

function yearSaid(said: string): number {
  if (/^\d/.test(said)) return Number(said);
  const words = said.toLowerCase().split(/[ -]/);
  const value = (word: string): number => {
    const tens = TENS_WORD.split('|').indexOf(word);
    return tens >= 0 ? 20 + 10 * tens : Math.max(0, NUMBERS.indexOf(word));
  };
  const rest = words.slice(words[1] === 'thousand' ? 2 : 1).reduce((sum, word) => sum + value(word), 0);
  return (words[1] === 'thousand' ? 2000 : value(words[0] ?? '') * 100) + rest;
}

function named(name: string | undefined, day: number, year: number | undefined, now: Now): Made | undefined {
  const month = MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
  if (day < 1 || day > 31) return undefined;
  if (year !== undefined) return dates([civil(year, month, day)]);
  return {
    shape: 'date',
    whens: pastAndNext(month, day, now),
    onOrAfter: (from) => ({ day: firstMonthDay(from, month, day) }),
  };
}

function checked(beside: string | undefined, made: Made | undefined): Made | undefined {
  return made && beside !== undefined ? { ...made, beside: weekdayNumber(beside) } : made;
}

function firstMonthDay(from: CivilDate, month: number, day: number): CivilDate {
  const year = from.month < month || (from.month === month && from.day <= day) ? from.year : from.year + 1;
  return civil(year, month, day) ?? { year, month, day: 28 };
}

export const BEFORE_MONTH =
  /(?:\b(?:in|of|until|till|since|from|by|to|through|for|during|before|after|between|and|on) |-)$/i;

function monthNamed({ way, month = '', year, rel }: Groups, before: string, now: Now): Made | undefined {
  const number = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  const alone = (way === undefined || /^this/i.test(way)) && year === undefined && rel === undefined;
  // "May" and "march" are verbs too: alone they are months behind a word for times only.
  if (alone && /^(?:may|mar|march)$/i.test(month) && !BEFORE_MONTH.test(before)) return undefined;
  const whole = yearOfWords(year, rel, now);
  if (whole !== undefined) return range(monthOf(whole, number));
  const whens = monthPastAndNext(number, now);
  const chosen = way?.trim().toLowerCase() === 'last' ? whens.slice(0, 1) : way ? whens.slice(1) : whens;
  return {
    shape: 'daterange',
    whens: chosen,
    onOrAfter: (from) => monthOf(from.month <= number ? from.year : from.year + 1, number),
  };
}

function dayOfMonth(day: number, which: string | undefined, now: Now): Made | undefined {
  if (day < 1 || day > 31) return undefined;
  if (which !== undefined) {
    const first = addMonths({ ...now.today, day: 1 }, { this: 0, next: 1, last: -1 }[which.toLowerCase()] ?? 0);
    return dates([civil(first.year, first.month, day)]);
  }
  return {
    shape: 'date',
    whens: dayPastAndNext(day, now),
    bareDay: day,
    onOrAfter: (from) => ({ day: firstDay(from, day) }),
  };
}

function firstDay(from: CivilDate, day: number): CivilDate {
  const next = addMonths({ ...from, day: 1 }, from.day <= day ? 0 : 1);
  return civil(next.year, next.month, day) ?? { ...next, day: 28 };
}

function weekdayNumber(name: string | undefined): number {
  return WEEKDAYS.indexOf((name ?? '').slice(0, 3).toLowerCase());
}

function weekdayNamed({ way, weekday: name, week, lead, behind }: Groups, said: string, now: Now): Made | undefined {
  const wanted = weekdayNumber(name ?? behind);
  // "sun", "sat" and "wed" are words too.
  if (/^(?:sun|sat|wed|mon|fri)$/.test(said)) return /^(?:sun|sat|wed)$/.test(said) ? undefined : bare(wanted, now);
  const inWeek = (weeks: number) => dates([addDays(weekOf(now.today, weeks).day ?? now.today, (wanted + 6) % 7)]);
  const near = (week ?? lead)?.toLowerCase();
  if (near === 'last week') return inWeek(-1);
  if (near === 'next week') return inWeek(1);
  if (near === 'this week') return inWeek(0);
  if (near === 'week after next') return inWeek(2);
  const [past, next] = weekdayPastAndNext(wanted, now);
  if (near !== undefined && next?.day) return dates([addDays(next.day, 7)]);
  const word = way?.toLowerCase();
  if (word === 'next' || word === 'following') return inWeek(1);
  if (word === 'last' || word === 'previous') return inWeek(-1);
  if (word === 'this') return inWeek(0);
  if (word?.includes('past')) return past?.day ? dates([past.day]) : undefined;
  if (word?.includes('coming'))
    return next?.day ? dates([next.day.day === now.today.day ? addDays(next.day, 7) : next.day]) : undefined;
  return bare(wanted, now);
}

function bare(wanted: number, now: Now): Made {
  return {
    shape: 'date',
    whens: weekdayPastAndNext(wanted, now),
    weekday: wanted,
    onOrAfter: (from) => ({ day: addDays(from, (wanted - weekday(from) + 7) % 7) }),
  };
}

function relative(said: string): number {
  if (said.includes('after')) return 2;
  if (said.includes('before')) return -2;
  return said.startsWith('y') ? -1 : said === 'today' ? 0 : 1;
}

function dayPart(said: string, today: CivilDate): Made {
  const part = partOf(said);
  const days =
    said.startsWith('tomorrow') || said.startsWith('next')
      ? 1
      : said.startsWith('yesterday') || said.startsWith('last')
        ? -1
        : 0;
  return { shape: 'datetimerange', whens: [{ day: addDays(today, days), ...part }], part: true };
}

function partOf(said: string): { from: number; to: number } {
  if (/morning/i.test(said)) return PARTS.morning;
  if (/afternoon/i.test(said)) return PARTS.afternoon;
  if (/daytime/i.test(said)) return PARTS.daytime;
  return /evening/i.test(said) ? PARTS.evening : PARTS.night;
}

function countOf(said: string | undefined): number {
  const word = (said ?? '').toLowerCase();
  if (/^\d/.test(word)) return Number(word);
  if (word === 'a' || word === 'an') return 1;
  if (word.includes('couple')) return 2;
  if (word.includes('few')) return 3;
  return NUMBERS.indexOf(word);
}

function shifted(day: CivilDate, count: number, unit: string): CivilDate {
  if (unit === 'month') return addMonths(day, count);
  if (unit === 'year') return addMonths(day, 12 * count);
  if (/^(?:business|working|week|work)\s?day$/.test(unit)) return workingDays(day, count);
  return addDays(day, Math.round((count * (SECONDS[unit] ?? 0)) / DAY));
}

const isDays = (unit: string) => (SECONDS[unit] ?? DAY) >= DAY;

function ahead(way: string, count: number, unit: string, now: Now): Made | undefined {
  if (count < 0) return undefined;
  if (way === 'in') {
    return isDays(unit)
      ? dates([shifted(now.today, count, unit)])
      : { shape: 'datetime', whens: [afterSeconds(now, count * (SECONDS[unit] ?? 0))] };
  }
  if (isDays(unit)) return range({ day: now.today, endDay: shifted(now.today, count, unit) });
  const to = afterSeconds(now, count * (SECONDS[unit] ?? 0));
  return { shape: 'datetimerange', whens: [{ day: now.today, from: now.seconds, endDay: to.day, to: to.from }] };
}

function away(count: number, unit: string, way: string, now: Now): Made | undefined {
  if (count < 0) return undefined;
  const sign = way === 'ago' || way.startsWith('before') ? -1 : 1;
  const from = addDays(now.today, way.endsWith('tomorrow') ? 1 : way.endsWith('yesterday') ? -1 : 0);
  if (isDays(unit)) return dates([shifted(from, sign * count, unit)]);
  return { shape: 'datetime', whens: [afterSeconds(now, sign * count * (SECONDS[unit] ?? 0))] };
}

/** A stretch that ends or begins now; of days it begins tomorrow. */
function stretch(way: string, count: number, unit: string, now: Now): Made | undefined {
  if (count < 0) return undefined;
  const isPast = /^(?:last|past|previous)$/.test(way);
  if (!isDays(unit)) {
    const seconds = count * (SECONDS[unit] ?? 0);
    const [from, to] = isPast
      ? [afterSeconds(now, -seconds), afterSeconds(now, 0)]
      : [afterSeconds(now, 0), afterSeconds(now, seconds)];
    return { shape: 'datetimerange', whens: [{ day: from.day, from: from.from, endDay: to.day, to: to.from }] };
  }
  const tomorrow = addDays(now.today, 1);
  if (isPast) return range({ day: shifted(now.today, -count, unit), endDay: now.today });
  if (/day$/.test(unit) && unit !== 'day')
    return range({ day: workingDays(now.today, 1), endDay: addDays(workingDays(now.today, count), 1) });
  return range({ day: tomorrow, endDay: shifted(tomorrow, count, unit) });
}

function weekend(today: CivilDate, weeks: number): When {
  const monday = weekOf(today, weeks).day ?? today;
  return { day: addDays(monday, 5), endDay: addDays(monday, 7) };
}

function whole(way: string, what: string, now: Now): Made | undefined {
  const { today } = now;
  const step = /^(?:last|previous|past)$/.test(way) ? -1 : /^(?:next|coming|following)$/.test(way) ? 1 : 0;
  if (what === 'hour' || what === 'minute')
    return step === 0 ? undefined : stretch(step < 0 ? 'last' : 'next', 1, what, now);
  const mod = way === 'same' ? { mod: 'ref_undef' } : {};
  if (what === 'fortnight') return stretch(step < 0 ? 'last' : 'next', 14, 'day', now);
  if (what === 'weekend') return { ...range(weekend(today, step)), ...mod };
  if (/work/.test(what)) {
    const monday = weekOf(today, step).day ?? today;
    return range({ day: monday, endDay: addDays(monday, 5) });
  }
  if (what === 'week') return { ...range(weekOf(today, step)), ...mod };
  if (what === 'year') return { ...range(yearOf(today.year + step)), ...mod };
  if (what === 'quarter') {
    const index = today.year * 4 + Math.floor((today.month - 1) / 3) + step;
    return range(quarter(Math.floor(index / 4), (index % 4) + 1));
  }
  const month = addMonths({ ...today, day: 1 }, step);
  return { ...range(monthOf(month.year, month.month)), ...mod };
}

function quarter(year: number, number: number): When {
  const day = { year, month: 3 * number - 2, day: 1 };
  return { day, endDay: addMonths(day, 3) };
}

function numbered(which: string, month: string | undefined, year: string | undefined, now: Now): Made | undefined {
  if (month === undefined && year === undefined) return undefined;
  const at = ['first', 'second', 'third', 'fourth'].indexOf(which) + 1;
  const number = month === undefined ? 0 : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  const wholes =
    number === 0
      ? [yearOf(Number(year))]
      : year === undefined
        ? monthPastAndNext(number, now)
        : [monthOf(Number(year), number)];
  const whens = wholes.flatMap(({ day, endDay }) =>
    day && endDay ? [at === 0 ? lastWeek(endDay) : numberedWeek(day, at)] : [],
  );
  return { shape: 'daterange', whens };
}

function ending(isMonth: boolean, today: CivilDate): Made {
  const first = isMonth ? { ...today, day: 1 } : { year: today.year, month: 1, day: 1 };
  const middle = isMonth ? { ...today, day: 16 } : { year: today.year, month: 7, day: 1 };
  return { ...range({ day: middle, endDay: addMonths(first, isMonth ? 1 : 12) }), mod: 'end' };
}

function minutesOf(word: string): number {
  const tens = TENS_WORD.split('|').indexOf(word);
  return tens >= 0 ? 20 + 10 * tens : NUMBERS.indexOf(word);
}

function holidays(): Rule[] {
  const fixed: [string, number, number][] = [
    ['christmas(?: day)?|xmas', 12, 25],
    ['christmas eve', 12, 24],
    ["new year'?s? eve", 12, 31],
    ["new year'?s? day", 1, 1],
    ["valentine'?s? day", 2, 14],
    ['halloween', 10, 31],
    ['independence day', 7, 4],
    ['earth day', 4, 22],
    ["(?:international )?workers'? day", 5, 1],
  ];
  return fixed.map(([words, month, day]) => ({
    pattern: new RegExp(`\\b(?:${words})\\b(?! eve)(?: (?<year>${YEAR})\\b| (?<rel>this|next|last) year\\b)?`, 'gi'),
    make: ({ year, rel }, now) => {
      const whole = yearOfWords(year, rel, now);
      return whole === undefined
        ? { shape: 'date', whens: pastAndNext(month, day, now) }
        : dates([civil(whole, month, day)]);
    },
  }));
}

function lasting(count: number, unit: string): Made | undefined {
  const seconds = SECONDS[unit];
  return seconds === undefined || count < 0 ? undefined : { shape: 'duration', whens: [], length: count * seconds };
}

function pastOrTo({ minutes = '', way = '', hour = '', half, part }: Groups): Made | undefined {
  const word = minutes.toLowerCase().replace(/^a /, '');
  const count =
    word === 'half'
      ? 30
      : word === 'quarter'
        ? 15
        : word.startsWith('twenty')
          ? word.endsWith('five')
            ? 25
            : 20
          : countOf(word);
  const at = /noon/i.test(hour) ? 12 : /midnight/i.test(hour) ? 0 : countOf(hour);
  if (!(count > 0 && count < 60) || !(at >= 0 && at < 25)) return undefined;
  const isTo = /^(?:to|before|till)$/i.test(way);
  if (isTo && word === 'half') return undefined;
  return halves(at * HOUR + (isTo ? -1 : 1) * count * 60, at, half, part);
}

function clock({ hour = '', minute, second, spaced, half, part }: Groups): Made | undefined {
  // A number alone is no time, nor is "one morning"; behind "at" another rule hears them.
  const isBare = minute === undefined && spaced === undefined && half === undefined;
  if (isBare && !/^(?:in the|at) /i.test(part ?? '')) return undefined;
  return hourAlone({ hour, minute: minute ?? spaced, second, half, part });
}

function hourAlone({ hour = '', minute, second, half, part }: Groups): Made | undefined {
  const at = countOf(hour);
  if (!(at >= 0 && at <= 24)) return undefined;
  return halves(at * HOUR + Number(minute ?? 0) * 60 + Number(second ?? 0), at, half, part);
}

/** From 3 to 8, between 2 and 4:30 pm, 1-3 pm: two bare hours need a word that makes them times. */
function fromTo({ word, h1, m1, a1, h2, m2, half, part }: Groups): Made | undefined {
  if (!word && m1 === undefined && m2 === undefined && a1 === undefined && half === undefined) return undefined;
  const [first, last] = [
    hourAlone({ hour: h1, minute: m1, half: a1 }),
    hourAlone({ hour: h2, minute: m2, half, part }),
  ];
  if (!first || !last) return undefined;
  const both = ranged({ ...first, start: 0, end: 0 }, { ...last, start: 0, end: 0 });
  return both && { shape: 'timerange', whens: both.whens };
}

function halves(seconds: number, hour: number, half: string | undefined, part: string | undefined): Made {
  const time = ((seconds % DAY) + DAY) % DAY;
  const [early, late] = [time % (12 * HOUR), (time % (12 * HOUR)) + 12 * HOUR];
  const made = (whens: When[]): Made => ({ shape: 'time', whens });
  if (hour > 12 || (hour === 0 && half === undefined)) return made([{ from: time }]);
  const word = (half ?? part ?? '').toLowerCase();
  if (half !== undefined) return made([{ from: word.trim().startsWith('p') ? late : early }]);
  if (/morning/.test(word)) return made([{ from: early }]);
  if (/afternoon|evening/.test(word)) return made([{ from: late }]);
  // Three at night is early, nine at night late.
  if (/night/.test(word)) return made([{ from: early < 5 * HOUR ? early : late }]);
  return made([{ from: early }, { from: late }]);
}
