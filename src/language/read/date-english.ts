import type { Recogniser } from '../recogniser.js';
import { addDays, addMonths, civil, iso, parseIso, weekday } from './civil-date.js';
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
  yearFirst,
} from './date-candidates.js';

type Rule = { pattern: RegExp; days: (groups: string[], at: Today) => ReturnType<typeof civil>[] };

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAY =
  '(sun(?:day)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?)\\b';
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = "(?:,? (?:of )?(\\d{4})\\b|,? '(\\d{2})\\b)?";
const COUNT = '(a|an|one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,3})';
const COUNTS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const UNIT = '(day|week|fortnight|month|year)s?';

const rule = (pattern: string, days: Rule['days']): Rule => ({ pattern: new RegExp(pattern, 'gi'), days });

// In the order they claim text. The suite reads "next Friday" as the week after the coming one, takes 11/12/2026 for the
// American order without a doubt and finds no day in "in two weeks", so these are ours.
const RULES: Rule[] = [
  rule('\\bthe day after tomorrow\\b|\\bday after tomorrow\\b', (_, { today }) => [addDays(today, 2)]),
  rule('\\bthe day before yesterday\\b|\\bday before yesterday\\b', (_, { today }) => [addDays(today, -2)]),
  rule(
    `\\b${COUNT} ${UNIT} (from|after|before) (today|tomorrow|yesterday)\\b`,
    ([count = '', unit = '', way, day], { today }) => [
      moved(
        addDays(today, { tomorrow: 1, yesterday: -1 }[(day ?? '').toLowerCase()] ?? 0),
        unit,
        (way === 'before' ? -1 : 1) * countOf(count),
      ),
    ],
  ),
  rule(`\\b${COUNT} ${UNIT} (ago|from now|from today|later)\\b`, ([count = '', unit = '', way], { today }) => [
    moved(today, unit, (way === 'ago' ? -1 : 1) * countOf(count)),
  ]),
  rule(`\\bin ${COUNT} ${UNIT}(?: time|'s? time)?\\b`, ([count = '', unit = ''], { today }) => [
    moved(today, unit, countOf(count)),
  ]),
  rule('\\b(?:tomorrow|tmrw|tomorow|tommorow|tommorrow)\\b', (_, { today }) => [addDays(today, 1)]),
  rule('\\byesterday\\b', (_, { today }) => [addDays(today, -1)]),
  rule('\\b(?:today|tonight|this (?:morning|afternoon|evening))\\b', (_, { today }) => [today]),
  rule(`\\b${DAY} (?:of )?${MONTH}${YEAR}`, ([day, month, long, short], at) => named(month, day, long ?? short, at)),
  rule(`\\b${MONTH} (?:the )?${DAY}\\b(?!:)${YEAR}`, ([month, day, long, short], at) =>
    named(month, day, long ?? short, at),
  ),
  rule('(?<![\\d/.-])(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?![\\d/-]|\\.\\d)', ([a, , b, year = '']) => [
    civil(fullYear(year), Number(b), Number(a)),
    civil(fullYear(year), Number(a), Number(b)),
  ]),
  rule('(?<![\\d/.-])(\\d{1,2})/(\\d{1,2})(?![\\d/-]|\\.\\d)', ([a, b], at) => [
    ...monthDay(Number(b), Number(a), at),
    ...monthDay(Number(a), Number(b), at),
  ]),
  rule(`\\bnext ${WEEKDAY}`, ([day], { today }) => {
    // "Next Friday" on a Wednesday is the coming one to half of the people and the one after to the rest.
    const coming = daysUntil(weekdayNumber(day), today);
    const sameWeek = (weekday(today) + 6) % 7 <= (weekdayNumber(day) + 6) % 7 && coming < 7;
    return (sameWeek ? [coming, coming + 7] : [coming]).map((days) => addDays(today, days));
  }),
  rule(`\\b(?:last|past) ${WEEKDAY}`, ([day], { today }) => {
    const back = 7 - (daysUntil(weekdayNumber(day), today) % 7);
    const sameWeek = (weekday(today) + 6) % 7 > (weekdayNumber(day) + 6) % 7;
    return (sameWeek ? [-back, -back - 7] : [-back]).map((days) => addDays(today, days));
  }),
  rule(`\\bthis (?:coming )?${WEEKDAY}`, ([day], { today }) => {
    const coming = daysUntil(weekdayNumber(day), today) % 7;
    const gone = (weekday(today) + 6) % 7 > (weekdayNumber(day) + 6) % 7;
    return (gone ? [coming, coming - 7] : [coming]).map((days) => addDays(today, days));
  }),
  rule(
    '\\bthe (\\d{1,2})(?:st|nd|rd|th)?\\b(?! (?:item|one|time|order|option|floor|of)\\b)|\\b(\\d{1,2})(?:st|nd|rd|th)\\b',
    ([a, b], at) => dayOfMonth(Number(a ?? b), at),
  ),
];

const LAST_RULES: Rule[] = [rule(`\\b${WEEKDAY}`, ([day], at) => bareWeekday(weekdayNumber(day), at))];

// A weekday beside a date is checked against it: "Friday, 21 November".
const BEFORE = new RegExp(`\\b${WEEKDAY},? (?:the )?$`, 'i');
const AFTER = new RegExp(`^,? \\(?${WEEKDAY}\\)?`, 'i');

/** Every day an English text speaks of, by our own rules first and then by the recogniser, and the text that is left. */
export async function englishDates(text: string, at: Today, recogniser: Recogniser) {
  let left = text;
  const mentions: Mention[] = [];
  const take = (found: Mention) => {
    const from = left.indexOf(found.text);
    // It went with the day beside it, as a weekday to be checked: "Friday Friday" is one day.
    if (from < 0) return;
    let [start, end] = [from, from + found.text.length];
    const before = BEFORE.exec(left.slice(0, start));
    const after = AFTER.exec(left.slice(end));
    const beside = before?.[1] ?? after?.[1];
    if (before) start = before.index;
    else if (after) end += after[0].length;
    mentions.push(beside && found.days.length > 0 ? checkWeekday(found, weekdayNumber(beside)) : found);
    left = `${left.slice(0, start)}\u0000${left.slice(end)}`;
  };
  const apply = (rules: Rule[]) => {
    for (const { pattern, days } of rules) {
      for (const match of left.matchAll(pattern)) take(mention(match[0], days(match.slice(1), at), at.side, at.today));
    }
  };
  for (const found of yearFirst(left, at)) take(found);
  apply(RULES);
  // "Friday the 13th", "christmas", "two weeks from friday": what is left is the recogniser's, before the loosest rules.
  if (mentions.length === 0) for (const found of await bySuite(left, at, recogniser)) take(found);
  if (mentions.length === 0) apply(LAST_RULES);
  return { mentions, left };
}

async function bySuite(text: string, at: Today, recogniser: Recogniser): Promise<Mention[]> {
  if (!/[a-z]/i.test(text) || bareOnly.test(text)) return [];
  const found = await recogniser.find('dates', text, 'en-us', iso(at.today));
  return found.flatMap(({ start, end, type, values }) => {
    // The suite answers in lower case; the place tells what was written.
    const said = text.slice(start, end);
    if (type.startsWith('time') || type === 'duration' || type === 'set') return [];
    // The verbs: "I may have …", "march back". A month is meant only where the spans below say so.
    if (/^(?:may|march)$/i.test(said) || bareOnly.test(said)) return [];
    if (!/^date(time)?$/.test(type)) return [{ text: said, days: [], why: 'not-a-day' as const }];
    const days = values.map((value) => parseIso(value.slice(0, 10)));
    return days.every((day) => day)
      ? [mention(said, days, at.side, at.today)]
      : [{ text: said, days: [], why: 'not-a-date' as const }];
  });
}

// A weekday alone, or "on Friday": the loose rule knows better than the suite which weeks are meant.
const bareOnly = new RegExp(`^(?:on |it was |since |by )?${WEEKDAY}[.!?]?$`, 'i');

const LEFTOVER =
  /\b(?:weeks?|months?|days?|years?|weekend|before|after|within|until|till|by|not|or|about|around|approximately|roughly|maybe|perhaps|probably|except|between|never|about a|next|last|upcoming|coming|following|every|sun|mon|tue|wed|thu|fri|sat|january|february|march|april|june|july|august|september|october|november|december)(?:day|s|sday|nesday|rsday|urday)?\b|\d|\u0000 ?(?:-|to|~) ?\u0000/i;
const HARMLESS =
  /\b\d{1,2}(?::\d{2})? ?(?:am|pm|o'clock)\b|\b\d{1,2}:\d{2}\b|\b\d+ (?:of them|items?|pieces?|units?|boxes|box)\b|\b(?:last|first) (?:one|order|time)\b/gi;

export function englishHalfRead(left: string): boolean {
  const alternatives = /\u0000,? (?:or|and)(?: maybe)?(?: on| the)? \u0000/g;
  return LEFTOVER.test(left.replace(HARMLESS, '').replace(alternatives, ' '));
}

/** A time span without a day: asked back for the day. */
export const englishSpan = new RegExp(
  `\\b(?:last|next|this|past|previous|coming) (?:week|month|year|weekend|summer|winter|spring|autumn|fall)|\\b(?:in|since|early|late|mid) ?-?${MONTH}|\\bweeks?\\b|\\bmonths?\\b|^${MONTH}$`,
  'i',
);

function named(month = '', day = '', year: string | undefined, at: Today) {
  const number = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  return year ? [civil(fullYear(year), number, Number(day))] : monthDay(number, Number(day), at);
}

function moved(from: Today['today'], unit: string, count: number) {
  if (unit.toLowerCase() === 'month') return addMonths(from, count);
  if (unit.toLowerCase() === 'year') return addMonths(from, 12 * count);
  return addDays(from, count * ({ day: 1, week: 7, fortnight: 14 }[unit.toLowerCase()] ?? 1));
}

function countOf(word: string): number {
  const said = word.toLowerCase();
  if (said === 'a' || said === 'an') return 1;
  return /^\d/.test(said) ? Number(said) : COUNTS.indexOf(said);
}

function weekdayNumber(name = ''): number {
  return WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase());
}
