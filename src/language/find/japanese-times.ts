import { type Now, type Piece, DAY, joined, leaning, ranged } from './calendar.js';
import { japanesePieces } from './japanese-calendar.js';

// What stands between a day and its time, and between the two ends of a range.
const LINK = /^(?:の|、|,|に| )?$/;
const FROM = /^ ?(?:から|より|~|-)(?:、)? ?$/;
const UNTIL = /^(?:までの?間に?|まで(?!に)|の間|間(?=に|で|は|の|、|。|$))/;

// What leans a day or a time to one side, the longer first.
const LEANINGS: readonly (readonly [RegExp, string])[] = [
  [/^(?:または|もしくは|か)(?:それ|そ)の?(?:より)?(?:前|以前)/, 'until'],
  [/^(?:または|もしくは|か)(?:それ|そ)の?(?:より)?(?:後|以降)/, 'since'],
  [/^(?:の?以降|以後|の?後から|より後|を?過ぎ(?:て|に)?|の?後(?![半ろ日]))/, 'after'],
  [/^(?:以前|より前|の?前(?!半|日|の|向|払))/, 'before'],
  [/^(?:までに?)/, 'before'],
  [/^(?:から(?!の?見|見))/, 'since'],
  [/^(?:ごろ|頃|くらい|ぐらい|前後)/, 'approx'],
  [/^(?:以上|を?上回る|より長い)/, 'more'],
  [/^(?:以下|未満|を?下回る|より短い)/, 'less'],
];

/** When a Japanese text says something is: days, times, ranges of them, durations and what comes back. */
export function japaneseTimes(text: string, now: Now): Piece[] {
  return leaned(text, ranges(text, together(text, japanesePieces(text, now))), now).filter(
    (piece) => piece.whens.length > 0 || piece.shape === 'duration' || piece.shape === 'set',
  );
}

/** Neighbours that say one thing: a day and its time, a part of the day and the clock, what comes back and when. */
function together(text: string, pieces: Piece[]): Piece[] {
  let left = pieces;
  for (let round = 0; round < 3; round++) {
    const done: Piece[] = [];
    for (const piece of left) {
      const before = done.at(-1);
      const between = before ? text.slice(before.end, piece.start) : '';
      const both = before && LINK.test(between) ? joinedOrRepeated(before, piece) : undefined;
      if (both) done[done.length - 1] = both;
      else done.push(piece);
    }
    if (done.length === left.length) return done;
    left = done;
  }
  return left;
}

function joinedOrRepeated(a: Piece, b: Piece): Piece | undefined {
  if (a.shape === 'set' && (b.shape === 'date' || b.shape === 'time' || b.part)) return { ...a, end: b.end };
  // 10月12日、月曜日: the weekday repeats the day.
  if (a.shape === 'date' && b.weekday !== undefined && a.weekday === undefined) {
    return { ...a, end: b.end, beside: b.weekday };
  }
  // 今年2020年5月.
  if (
    a.shape === 'daterange' &&
    b.shape === 'daterange' &&
    !a.bareYear &&
    a.whens.length === 1 &&
    b.whens.length === 1
  ) {
    const [outer, inner] = [a.whens[0]?.day, b.whens[0]?.day];
    return outer && inner && outer.year === inner.year && outer.month === 1 ? { ...b, start: a.start } : undefined;
  }
  return joined(a, b);
}

function ranges(text: string, pieces: Piece[]): Piece[] {
  const done: Piece[] = [];
  for (const piece of pieces) {
    const before = done.at(-1);
    const between = before ? text.slice(before.end, piece.start) : '';
    const both = before && FROM.test(between) ? ranged(before, piece) : undefined;
    // A day and the hours of it: 来週月曜日の6時から8時.
    const outer = done.at(-2);
    if (both && before) {
      const until = UNTIL.exec(text.slice(both.end, both.end + 6))?.[0].length ?? 0;
      done[done.length - 1] = { ...both, end: both.end + until };
    } else done.push(piece);
    const [day, hours] = [outer, done.at(-1)];
    if (both && day && hours && LINK.test(text.slice(day.end, hours.start))) {
      const whole = joined(day, hours);
      if (whole) done.splice(-2, 2, whole);
    }
  }
  return done;
}

function leaned(text: string, pieces: Piece[], { today }: Now): Piece[] {
  return pieces.map((piece) => {
    const rest = text.slice(piece.end, piece.end + 10);
    const over = /^(?:中(?=に|で|は|$))|^の終わり/.exec(rest)?.[0];
    if (over && piece.shape === 'date') {
      return {
        ...piece,
        shape: 'datetime',
        end: piece.end + over.length,
        whens: piece.whens.map(({ day }) => ({ day: day ?? today, from: DAY - 1 })),
      };
    }
    for (const [pattern, mod] of LEANINGS) {
      const said = pattern.exec(rest)?.[0];
      if (said === undefined) continue;
      // 4日以上 lasts, and 午前中から or 年末から lean already.
      const leant =
        /^(?:more|less)$/.test(mod) === (piece.shape === 'duration')
          ? leaning(piece, mod, piece.end + said.length)
          : undefined;
      if (leant) return leant;
    }
    return piece;
  });
}
