import { type Now, type Piece, type When, agreeing, clockText } from '../find/calendar.js';
import { englishTimes } from '../find/english-times.js';
import { japaneseTimes } from '../find/japanese-times.js';
import { addDays, daysBetween, displayDate, iso } from './civil-date.js';
import type { Side } from './date-candidates.js';
import { type Candidate, type Reading, fromCandidates, halfRead, invalid, none, without } from './reading.js';

/** What is asked for: a time of day, a day with its time, the days from one to another, the hours from one to another. */
export type WhenKind = 'time' | 'date-time' | 'period' | 'hours';

export type WhenContext = { language: string; now: Now; side: Side };

const SHAPES: Record<WhenKind, ReadonlySet<Piece['shape']>> = {
  time: new Set(['time', 'datetime']),
  'date-time': new Set(['datetime']),
  period: new Set(['daterange']),
  hours: new Set(['timerange', 'datetimerange']),
};

// What, left over, changes what was read: a doubt, a denial, another time, an "about".
const LEFTOVER =
  /\d|\b(?:not|never|except|about|around|maybe|perhaps|or|after|before|until|till|since|by|every|each|from|starting|ish|earliest|latest|no)\b|n't\b|ではな|じゃな|以外|以降|以前|までに?|ごろ|頃|くらい|ぐらい|かも|たぶん|多分|過ぎ|前|後|毎|または|もしくは|どちら|だめ|無理/i;

/**
 * A time of day (`15:30`), a day and time (`2026-11-19T15:00`), days (`2026-11-21/2026-11-23`, both included) or hours
 * (`14:00/16:00`).
 *
 * "Half past three" is both halves of the day and asked back; so is whatever only a part was read of, with that part. A
 * part of a day ("in the morning") is hours, and no time.
 */
export function readWhen(kind: WhenKind, text: string, { language, now, side }: WhenContext): Reading {
  const isKana = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
  const japanese = isKana || (language === 'ja' && !/[a-z]{2}/i.test(text));
  const pieces = (japanese ? japaneseTimes : englishTimes)(text, now);
  const fitting = pieces.filter(({ shape }) => SHAPES[kind].has(shape));
  const others = pieces.filter((piece) => !fitting.includes(piece));
  const said = (piece: Piece) => text.slice(piece.start, piece.end);
  if (pieces.length === 0) return /\d/.test(text) ? invalid('not-a-time') : none;
  const [first] = fitting;
  if (!first) return halfRead(others.map(said).join(', '));
  const doubtful = fitting.find((piece) => agreeing(piece).doubt || agreesOnlyFarAway(piece, now));
  if (doubtful) return doubtful.beside === undefined ? halfRead(said(doubtful)) : invalid('weekday-disagrees');
  const rest = without(text, ...pieces.map(said));
  const leans = fitting.some(
    ({ mod, zone }) => zone !== undefined || (mod !== undefined && !/^(?:start|end)$/.test(mod)),
  );
  // A day beside a time of day is only dropped when the time alone was asked for.
  const dropped = others.filter(
    ({ shape }) => !(kind === 'time' && shape === 'date') && !(kind === 'hours' && shape === 'date'),
  );
  const joint = japanese ? rest.replace(/か(?!ら)/g, 'または') : rest;
  if (leans || dropped.length > 0 || (fitting.length === 1 && LEFTOVER.test(joint)))
    return halfRead(pieces.map(said).join(', '));
  const candidates = fitting.flatMap((piece) =>
    nearest(kind, piece, now, side).flatMap((when) => candidate(kind, when, language)),
  );
  return fromCandidates(candidates, rest);
}

/** "Friday, 21 November" of a year in which it is a Saturday means no Friday of another year. */
function agreesOnlyFarAway(piece: Piece, { today }: Now): boolean {
  const isNear = ({ day }: When) => day !== undefined && Math.abs(daysBetween(today, day)) <= 90;
  return piece.beside !== undefined && piece.whens.some(isNear) && !agreeing(piece).whens.some(isNear);
}

/** Of a day without a year, the one that is clearly nearer; of what lies on the wrong side, nothing. */
function nearest(kind: WhenKind, piece: Piece, { today }: Now, side: Side): When[] {
  const { whens } = agreeing(piece);
  if (kind === 'time' || kind === 'hours') return whens;
  const distance = ({ day }: When) => (day ? daysBetween(today, day) : 0);
  const fitting = whens.filter(
    (when) => side === undefined || (side === 'past' ? distance(when) <= 0 : distance(when) >= 0),
  );
  const left = fitting.length > 0 ? fitting : whens;
  const near = left.filter((when) => Math.abs(distance(when)) <= 90);
  return near.length > 0 && left.some((when) => Math.abs(distance(when)) > 180) ? near : left;
}

function candidate(kind: WhenKind, { day, from, to, endDay, last }: When, language: string): Candidate[] {
  const time = (seconds: number) => clockText(seconds).slice(0, 5);
  if (kind === 'time') return from === undefined ? [] : [{ value: time(from), display: time(from) }];
  if (kind === 'hours')
    return from === undefined || to === undefined
      ? []
      : [{ value: `${time(from)}/${time(to)}`, display: `${time(from)}–${time(to)}` }];
  if (!day) return [];
  if (kind === 'date-time') {
    return from === undefined
      ? []
      : [{ value: `${iso(day)}T${time(from)}`, display: `${displayDate(day, language)} ${time(from)}` }];
  }
  const end = last ?? (endDay ? addDays(endDay, -1) : day);
  return [
    { value: `${iso(day)}/${iso(end)}`, display: `${displayDate(day, language)} – ${displayDate(end, language)}` },
  ];
}
