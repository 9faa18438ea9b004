import { type Now, type Piece, type When, joined, leaning, ranged } from './calendar.js';
import { englishPieces } from './english-calendar.js';

// A time of another zone is another time: it is found with its zone, and never taken for the shop's.
const ZONE =
  /^ ?(?:(?:p|m|c|e)[sd]?t|gmt|utc|cet|cest|bst|jst|ist|(?:pacific|mountain|central|eastern)(?: (?:standard|daylight))?(?: time(?: ?zone)?)?)\b(?: time\b)?/i;
const LINK = /^(?:,? (?:at|on|in|of|the|from|for|starting|around)? ?(?:the )?|, ?| ?)$/i;
const TO = /^,? ?(?:-|~|to|until|till|through|thru|til|up to) ?(?:the )?$/i;
const AND = /^ (?:and|to|until|-) (?:the )?$/i;

// What leans a day or a time to one side; the longer first.
const LEANINGS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:no|not) later than (?:the )?$/i, 'before'],
  [/\b(?:no|not) (?:earlier|sooner) than (?:the )?$/i, 'since'],
  [/\b(?:earlier|sooner) than (?:the )?$/i, 'before'],
  [/\blater than (?:the )?$/i, 'after'],
  [/(?:\bas late as|\bup to|\buntil|\btill|\btil) (?:the )?$/i, 'until'],
  [/\b(?:before|prior to|by) (?:the )?(?:year )?$/i, 'before'],
  [/(?:after|following) (?:the )?(?:year )?$/i, 'after'],
  [/(?:since|starting(?: from)?|starting on) (?:the )?$/i, 'since'],
  [/(?:around|(?<!\b(?:how|what) )about|circa|approximately) $/i, 'approx'],
  [/(?:more than|over|at least|longer than) $/i, 'more'],
  [/(?:less than|under|at most|up to) $/i, 'less'],
];

/** When an English text says something is, by our own rules. What they leave is the recogniser's. */
export function englishTimes(text: string, now: Now): Piece[] {
  return zoned(
    text,
    together(text, leaned(text, lengths(text, ranges(text, together(text, englishPieces(text, now)))))),
  ).filter((piece) => piece.whens.length > 0 || piece.shape === 'duration' || piece.shape === 'set');
}

function zoned(text: string, pieces: Piece[]): Piece[] {
  return pieces.map((piece) => {
    const zone = /time/.test(piece.shape) ? ZONE.exec(text.slice(piece.end, piece.end + 30))?.[0] : undefined;
    return zone === undefined ? piece : { ...piece, end: piece.end + zone.length, zone: zone.trim() };
  });
}

/** Neighbours that say one thing, in either order: "Monday at 3", "3 pm on Monday". */
function together(text: string, pieces: Piece[]): Piece[] {
  let left = pieces;
  for (let round = 0; round < 3; round++) {
    const done: Piece[] = [];
    for (const piece of left) {
      const before = done.at(-1);
      const between = before ? text.slice(before.end, piece.start) : 'x';
      const both = before && LINK.test(between) ? (bothWays(before, piece, between) ?? undefined) : undefined;
      if (both) done[done.length - 1] = both;
      else done.push(piece);
    }
    if (done.length === left.length) return done;
    left = done;
  }
  return left;
}

function bothWays(a: Piece, b: Piece, between: string): Piece | undefined {
  if (a.shape === 'set' || b.shape === 'set' || a.mod !== undefined) return undefined;
  // "From 2 on Monday to 4" keeps its own order; "of" only binds a day to what it is of.
  if (/\bfrom\b/i.test(between) && b.shape === 'time') return undefined;
  return joined(a, b) ?? joined(b, a);
}

function ranges(text: string, pieces: Piece[]): Piece[] {
  const done: Piece[] = [];
  for (const piece of pieces) {
    const before = done.at(-1);
    const between = before ? text.slice(before.end, piece.start) : 'x';
    const lead = before
      ? (/\b(from|between|during) (?:the )?$/i.exec(text.slice(Math.max(0, before.start - 14), before.start)) ??
        undefined)
      : undefined;
    const isBetween = lead?.[1]?.toLowerCase() === 'between';
    const both = before && (isBetween ? AND : TO).test(between) ? ranged(before, piece) : undefined;
    if (!both || !before) {
      done.push(piece);
      continue;
    }
    const start = lead && lead[1]?.toLowerCase() !== 'during' ? before.start - lead[0].length : before.start;
    done[done.length - 1] = { ...both, start };
    const [day, hours] = [done.at(-2), done.at(-1)];
    const whole = day && hours && LINK.test(text.slice(day.end, hours.start)) ? joined(day, hours) : undefined;
    if (whole) done.splice(-2, 2, whole);
  }
  return together(text, done);
}

/** From 2 pm for 2 hours; for 3 days from today. */
function lengths(text: string, pieces: Piece[]): Piece[] {
  const done: Piece[] = [];
  for (const piece of pieces) {
    const before = done.at(-1);
    const between = before ? text.slice(before.end, piece.start) : 'x';
    const [when, length] = before?.shape === 'duration' ? [piece, before] : [before, piece];
    const fits =
      before &&
      when &&
      length?.shape === 'duration' &&
      /^,? (?:for|from|starting(?: from)?) $/i.test(between) &&
      !when.mod;
    const seconds = length?.length ?? 0;
    // "On the 9th for 2 days" are two things, "for 2 days from the 9th" one.
    const isLoose = when?.shape === 'date' && !/from|starting/i.test(between);
    const whens = fits && !isLoose ? when.whens.flatMap((one) => extended(one, seconds)) : [];
    if (!before || !fits || whens.length === 0 || /s?range$/.test(when.shape) || when.shape === 'duration') {
      done.push(piece);
      continue;
    }
    const lead = /(?:\bfor|\bfrom) $/i.exec(text.slice(Math.max(0, before.start - 5), before.start))?.[0].length ?? 0;
    const shape = when.shape === 'date' ? 'daterange' : when.shape === 'time' ? 'timerange' : 'datetimerange';
    done[done.length - 1] = { start: before.start - lead, end: piece.end, shape, whens };
  }
  return done;
}

function extended(when: When, seconds: number): When[] {
  if (when.from !== undefined) return [{ ...when, to: when.from + seconds }];
  if (!when.day) return [];
  const end = new Date(Date.UTC(when.day.year, when.day.month - 1, when.day.day) + seconds * 1000);
  return [
    { day: when.day, endDay: { year: end.getUTCFullYear(), month: end.getUTCMonth() + 1, day: end.getUTCDate() } },
  ];
}

function leaned(text: string, pieces: Piece[]): Piece[] {
  return pieces.map((piece) => {
    if (piece.shape.endsWith('range') && piece.mod === undefined && piece.shape !== 'daterange') return piece;
    const before = text.slice(Math.max(0, piece.start - 24), piece.start);
    const behind = /^ or (?:(later|after)|(?:earlier|sooner|before))\b/i.exec(text.slice(piece.end, piece.end + 12));
    if (behind) return leaning(piece, behind[1] ? 'since' : 'until', piece.end + behind[0].length) ?? piece;
    for (const [pattern, mod] of LEANINGS) {
      const said = pattern.exec(before)?.[0];
      if (said === undefined || /^(?:more|less)$/.test(mod) !== (piece.shape === 'duration')) continue;
      const leant = leaning(piece, mod, piece.end);
      if (leant) return { ...leant, start: piece.start - said.length };
    }
    return piece;
  });
}
