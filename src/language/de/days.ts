import { addDays, addMonths, civil } from '../read/civil-date.js';
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
} from '../read/date-candidates.js';

type Rule = { pattern: RegExp; days: (groups: (string | undefined)[], at: Today) => ReturnType<typeof civil>[] };

const WEEKDAYS = ['so', 'mo', 'di', 'mi', 'do', 'fr', 'sa'];
const MONTHS = ['jan', 'feb', 'mär', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dez'];
const WEEKDAY = '(sonntag|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend)';
const MONTH =
  '(jan(?:uar|\\.)?|jänner|feb(?:ruar|\\.)?|märz|maerz|apr(?:il|\\.)?|mai|juni?|juli?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|okt(?:ober|\\.)?|nov(?:ember|\\.)?|dez(?:ember|\\.)?)(?!\\p{L})';
const COUNT = '(einem|einer|ein|eine|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|\\d{1,3})';
const COUNTS = ['', 'ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn'];
const UNIT = '(tag|woche|monat|jahr)(?:e[nsm]?|n)?(?!\\p{L})';

const rule = (pattern: string, days: Rule['days']): Rule => ({
  pattern: new RegExp(`(?<![\\p{L}\\d])(?:${pattern})`, 'giu'),
  days,
});

// In the order they claim text. Germans write the day first: 11.12. is 11 December and nothing else.
const RULES: Rule[] = [
  rule('übermorgen(?!\\p{L})', (_, { today }) => [addDays(today, 2)]),
  rule('vorgestern(?!\\p{L})', (_, { today }) => [addDays(today, -2)]),
  rule('gestern(?: (?:früh|morgen|mittag|nachmittag|abend|nacht))?(?!\\p{L})', (_, { today }) => [addDays(today, -1)]),
  rule('heute(?: (?:früh|morgen|mittag|nachmittag|abend|nacht))?(?!\\p{L})', (_, { today }) => [today]),
  // "Guten Morgen" and "am Morgen" are a part of a day.
  rule('(?<!guten )(?<!am )(?<!jeden )morgen(?: (?:früh|mittag|nachmittag|abend))?(?!\\p{L})', (_, { today }) => [
    addDays(today, 1),
  ]),
  rule(`vor ${COUNT} ${UNIT}`, ([count = '', unit = ''], { today }) => [moved(today, unit, -countOf(count))]),
  rule(`in ${COUNT} ${UNIT}`, ([count = '', unit = ''], { today }) => [moved(today, unit, countOf(count))]),
  rule(`(\\d{1,2})\\. ?${MONTH}(?:,? (\\d{4})(?!\\d))?`, ([day, month, year], at) => named(month, day, year, at)),
  rule('(\\d{1,2})\\. ?(\\d{1,2})\\. ?(\\d{4}|\\d{2})(?![\\d.])', ([day, month, year = '']) => [
    civil(fullYear(year), Number(month), Number(day)),
  ]),
  rule('(\\d{1,2})\\. ?(\\d{1,2})\\.(?!\\d)', ([day, month], at) => monthDay(Number(month), Number(day), at)),
  rule('(\\d{1,2})/(\\d{1,2})/(\\d{4})(?!\\d)', ([day, month, year = '']) => [
    civil(fullYear(year), Number(month), Number(day)),
  ]),
  rule(`(?:am )?(?:nächste[nr]?|naechste[nr]?) ${WEEKDAY}(?!\\p{L})`, ([day], { today }) => {
    // "Nächsten Freitag", said on a Wednesday, is the coming one to half of the people and the one after to the rest.
    const coming = daysUntil(weekdayNumber(day), today);
    return [addDays(today, coming), addDays(today, coming + 7)];
  }),
  rule(`(?:am )?(?:kommende[nr]?|diese[nr]?) ${WEEKDAY}(?!\\p{L})`, ([day], { today }) => {
    const coming = daysUntil(weekdayNumber(day), today);
    return coming === 7 ? [today, addDays(today, 7)] : [addDays(today, coming)];
  }),
  rule(`(?:am )?(?:letzte[nr]?|vergangene[nr]?|vorige[nr]?) ${WEEKDAY}(?!\\p{L})`, ([day], { today }) => [
    addDays(today, (daysUntil(weekdayNumber(day), today) % 7) - 7),
  ]),
  rule('(?:am |zum |den )(\\d{1,2})\\.(?!\\d)(?! ?\\d)', ([day], at) => dayOfMonth(Number(day), at)),
];
const LAST_RULES: Rule[] = [rule(`(?:am )?${WEEKDAY}(?!\\p{L})`, ([day], at) => bareWeekday(weekdayNumber(day), at))];

const LEFTOVER =
  /(?<!\p{L})(?:wochen?|monate?n?|tage?n?|jahre?n?|wochenende|vor|nach|bis|ab|seit|nicht|oder|etwa|ungefähr|circa|ca|rund|gegen|vielleicht|wahrscheinlich|außer|ausser|zwischen|nie|jede[nrs]?|nächste[nrs]?|letzte[nrs]?|kommende[nrs]?|spätestens|frühestens|anfang|mitte|ende|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)(?!\p{L})|\d/iu;
const HARMLESS = /(?<!\p{L})(?:um |gegen )?\d{1,2}(?::\d{2})? ?uhr(?!\p{L})|(?<!\d)\d{1,2}:\d{2}(?!\d)/giu;
// A weekday beside a date is checked against it: "Freitag, den 21. November".
const BEFORE = new RegExp(`(?<!\\p{L})${WEEKDAY},? (?:den |der |dem )?$`, 'iu');

/** Every day a German text speaks of. */
export function germanDays(text: string, at: Today): { mentions: Mention[]; left: string; isPart: boolean } {
  let left = text;
  const mentions: Mention[] = [];
  const take = (found: Mention): void => {
    const from = left.indexOf(found.text);
    const before = BEFORE.exec(left.slice(0, from));
    mentions.push(before && found.days.length > 0 ? checkWeekday(found, weekdayNumber(before[1])) : found);
    left = `${left.slice(0, before ? before.index : from)}\u0000${left.slice(from + found.text.length)}`;
  };
  const apply = (rules: Rule[]): void => {
    for (const { pattern, days } of rules) {
      for (const match of left.matchAll(pattern)) take(mention(match[0], days(match.slice(1), at), at.side, at.today));
    }
  };
  for (const found of yearFirst(left, at)) take(found);
  apply(RULES);
  if (mentions.length === 0) apply(LAST_RULES);
  return { mentions, left, isPart: LEFTOVER.test(left.replace(HARMLESS, '')) };
}

export const germanSpan = new RegExp(
  `(?<!\\p{L})(?:(?:letzte|nächste|diese|vorige|kommende)[nrs]? (?:woche|monat|jahr|wochenende|sommer|winter|frühling|herbst)|(?:im|seit|anfang|mitte|ende) ${MONTH}|wochen?(?!\\p{L})|monate?n?(?!\\p{L}))`,
  'iu',
);

function named(month = '', day = '', year: string | undefined, at: Today): ReturnType<typeof civil>[] {
  const short = month.toLowerCase().replace('ae', 'ä').replace('jän', 'jan').slice(0, 3);
  const number = MONTHS.indexOf(short) + 1;
  return year ? [civil(fullYear(year), number, Number(day))] : monthDay(number, Number(day), at);
}

function moved(from: Today['today'], unit: string, count: number): Today['today'] {
  const said = unit.toLowerCase();
  if (said === 'monat') return addMonths(from, count);
  if (said === 'jahr') return addMonths(from, 12 * count);
  return addDays(from, count * (said === 'woche' ? 7 : 1));
}

function countOf(word: string): number {
  const said = word.toLowerCase();
  if (/^\d/.test(said)) return Number(said);
  return said.startsWith('ein') ? 1 : COUNTS.indexOf(said);
}

function weekdayNumber(name = ''): number {
  return WEEKDAYS.indexOf(name.slice(0, 2).toLowerCase());
}
