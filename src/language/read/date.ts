import { languageOf } from '../languages.js';
import type { Recogniser } from '../recogniser.js';
import { type CivilDate, displayDate, iso } from './civil-date.js';
import type { Mention, Today } from './date-candidates.js';
import { englishDates, englishHalfRead, englishSpan } from './date-english.js';
import { japaneseDates, japaneseHalfRead, japaneseSpan } from './date-japanese.js';
import { type Reading, fromCandidates, halfRead, invalid, none, without } from './reading.js';

/**
 * The day a text speaks of, as YYYY-MM-DD.
 *
 * Both languages are tried, the text's own first: customers write "tomorrow" into a Japanese form. A day that can be read
 * two ways (11/12/2026, "next Friday", a month and day half a year off) is ambiguous; a time span is `not-a-day`; a day
 * beside words that move it ("the day before …") is `half-read`.
 */
export async function readDate(
  text: string,
  { language, at, recogniser }: { language: string; at: Today; recogniser: Recogniser },
): Promise<Reading> {
  const japanese =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ||
    (language === 'ja' && !/[a-z]{3}/i.test(text));
  const own = japanese ? undefined : languageOf(language)?.answers;
  const { mentions, left, isPart } = own
    ? own.days(text, at)
    : japanese
      ? japaneseDays(text, at)
      : await englishDays(text, at, recogniser);
  const span = own?.span ?? (japanese ? japaneseSpan : englishSpan);
  if (mentions.length === 0) {
    if (span.test(left)) return invalid('not-a-day');
    return /\d+\s?[/.月日-]\s?\d+/.test(left) ? invalid('not-a-date') : none;
  }
  const wrong = mentions.find((one) => one.why)?.why;
  if (wrong) return invalid(wrong);
  if (isPart) return halfRead(mentions.map((one) => one.text).join(', '));
  const days = agreed(mentions).map((day) => ({ value: iso(day), display: displayDate(day, language) }));
  return fromCandidates(days, without(left.replace(/\u0000/g, ' '), ''));
}

interface Days {
  readonly mentions: Mention[];
  readonly left: string;
  readonly isPart: boolean;
}

function japaneseDays(text: string, at: Today): Days {
  const { mentions, left } = japaneseDates(text, at);
  return { mentions, left, isPart: japaneseHalfRead(left) };
}

async function englishDays(text: string, at: Today, recogniser: Recogniser): Promise<Days> {
  const { mentions, left } = await englishDates(text, at, recogniser);
  return { mentions, left, isPart: englishHalfRead(left) };
}

/** The days all mentions allow ("Saturday, the 21st"), or every day mentioned when they speak of different ones. */
function agreed(mentions: Mention[]): CivilDate[] {
  const [first, ...others] = mentions;
  if (!first) return [];
  const common = first.days.filter((day) => others.every((one) => one.days.some((other) => iso(other) === iso(day))));
  return common.length > 0
    ? common
    : mentions.flatMap((one) => one.days).toSorted((a, b) => iso(a).localeCompare(iso(b)));
}
