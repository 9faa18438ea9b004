import { normalise } from '../normalise.js';
import { dayIn, iso, secondsIn } from '../read/civil-date.js';
import type { Model } from '../recogniser-models.js';
import type { Found, Recogniser } from '../recogniser.js';
import { type Now, type Piece, clockText, momentsOf } from './calendar.js';
import { BEFORE_MONTH } from './english-calendar.js';
import { englishMoney, englishNumbers, englishOrdinals } from './english-quantities.js';
import { englishTimes } from './english-times.js';
import { type Entity, type EntityKind, longestFirst } from './entity.js';
import { japaneseNumbers } from './japanese-numbers.js';
import { japaneseQuantities } from './japanese-quantities.js';
import { japaneseTimes } from './japanese-times.js';

export type FindContext = { language: string; now: Date };

const LONGEST = 1000;
const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** What the recognisers call the kinds they are asked for; kinds without a model are read by our own rules alone. */
const MODELS: Partial<Record<EntityKind, Model>> = {
  number: 'number',
  percentage: 'percentage',
  age: 'age',
  money: 'currency',
  dimension: 'dimension',
  temperature: 'temperature',
  time: 'dates',
  phone: 'phone',
  email: 'email',
  url: 'url',
  ip: 'ip',
  mention: 'mention',
  hashtag: 'hashtag',
  guid: 'guid',
};
/** Written alike in every language. */
const EVERYWHERE: ReadonlySet<EntityKind> = new Set(['phone', 'email', 'url', 'ip', 'mention', 'hashtag', 'guid']);

/**
 * Finds what a text says of one kind, wherever it stands in it: the first half of reading, without deciding whether it
 * answers a question. Places are those of the normalised text, of which the first 1,000 characters are looked at.
 *
 * Japanese is read by our own rules; English by ours and Microsoft's recognisers, where the longer reading of the same
 * words stands. Never rejects for any text.
 */
export function createFinder({ recogniser, zone }: { recogniser: Recogniser; zone: string }) {
  return async function find(kind: EntityKind, written: string, { language, now }: FindContext): Promise<Entity[]> {
    const text = normalise(written.slice(0, LONGEST));
    const at = { today: dayIn(zone, now), seconds: secondsIn(zone, now) };
    const isJapanese = JAPANESE.test(text) || (language === 'ja' && !/[A-Za-z]{3}/.test(text));
    const own = isJapanese ? japaneseOwn(kind, text, at) : englishOwn(kind, text, at);
    const model = MODELS[kind];
    if (model === undefined || (isJapanese && !EVERYWHERE.has(kind))) return longestFirst(own);
    const reference = `${iso(at.today)}T${clockText(at.seconds)}`;
    const found = await recogniser.find(model, text, 'en-us', reference);
    const theirs = found.map((one) => mended(entity(kind, text, one), text)).filter((one) => !isSlip(one, text));
    // What the suite found and could not put into the calendar stands only where nothing else does.
    const certain = longestFirst([...own, ...theirs.filter((one) => !isVague(one))]);
    return withoutOverlap(certain, theirs.filter(isVague));
  };
}

function japaneseOwn(kind: EntityKind, text: string, at: Now): Entity[] {
  if (kind === 'phone') return phonesAbroad(text);
  if (EVERYWHERE.has(kind)) return [];
  if (kind === 'time') return japaneseTimes(text, at).map((piece) => timeEntity(text, piece));
  if (kind === 'number') return japaneseNumbers(text);
  if (kind === 'yes-no') return yesNoWords(text);
  return japaneseQuantities(text).filter((one) => one.kind === kind);
}

function englishOwn(kind: EntityKind, text: string, at: Now): Entity[] {
  if (kind === 'time') return englishTimes(text, at).map((piece) => timeEntity(text, piece));
  if (kind === 'number') return englishNumbers(text);
  if (kind === 'ordinal') return englishOrdinals(text);
  if (kind === 'yes-no') return yesNoWords(text);
  if (kind === 'phone') return phonesAbroad(text);
  return kind === 'money' ? englishMoney(text) : [];
}

/** Found by the suite but not put into the calendar; "nights, tomorrow" comes back as something that repeats. */
function isVague({ kind, text, moments = [] }: Entity): boolean {
  if (kind !== 'time') return false;
  return moments.every(({ type, value, start, end }) =>
    type === 'set'
      ? text.includes(',')
      : start === undefined && end === undefined && (value ?? 'not resolved') === 'not resolved',
  );
}

function withoutOverlap(certain: Entity[], others: Entity[]): Entity[] {
  const free = others.filter(
    (one) => one.moments?.length && certain.every(({ start, end }) => one.end <= start || one.start >= end),
  );
  return [...certain, ...free].toSorted((a, b) => a.start - b.start);
}

/** The full stop behind an address is the sentence's; an extension is the number's; a share without a number is none. */
function mended(one: Entity, whole: string): Entity {
  if (one.kind === 'email' && one.text.endsWith('.')) {
    const text = one.text.replace(/\.+$/, '');
    return { ...one, text, end: one.start + text.length, values: [text] };
  }
  if (one.kind === 'percentage' && !/\d|[a-z]{3,} (?:per ?cent|%)/i.test(one.text)) return { ...one, values: ['null'] };
  const more =
    one.kind === 'phone' ? /^ ?(?:ext\.?|x) ?\d{1,6}\b/i.exec(whole.slice(one.end, one.end + 14))?.[0] : undefined;
  if (more === undefined) return one;
  const text = one.text + more;
  return { ...one, text, end: one.end + more.length, values: [text] };
}

/** Numbers with their country in front, in whatever groups. */
function phonesAbroad(text: string): Entity[] {
  const pattern =
    /(?<![\w+(-])(?:\(\+\d{1,3}\)|\+\d{1,3}) ?-?(?:\(\d{1,5}\) ?-?)?\d(?:[ -]?\d){5,12}(?:x\d{1,6})?(?![\d-])/g;
  return [...text.matchAll(pattern)].map((match) => ({
    kind: 'phone',
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
    values: [match[0]],
  }));
}

/** What the suite takes for a measure and nobody else does: 6 pm (picometres), 2020 in Korea (inches), 11c a share. */
function isSlip({ kind, text, start, end, unit, values }: Entity, whole: string): boolean {
  // "12 in six boxes" is no fraction, a..b@c no address.
  if (kind === 'number') return / in /.test(text) || (Number(values[0]) === 0 && !/0|zero|nought|none/i.test(text));
  if (kind === 'email') return /\.\.|^\./.test(text);
  // "You may call" is no month.
  if (kind === 'time')
    return /^(?:this )?may$/i.test(text) && !BEFORE_MONTH.test(whole.slice(Math.max(0, start - 12), start));
  const [before, behind] = [whole.slice(Math.max(0, start - 2), start), whole.slice(end, end + 2)];
  if (kind !== 'dimension' && kind !== 'temperature') return false;
  // SCP-173m is a code.
  if (/[A-Za-z]-?$|\d-$/.test(before)) return true;
  if (kind === 'temperature') {
    const isNamed = /[°º]|deg|celsius|fahrenheit|centigrade|kelvin/i.test(text);
    const isWarm = /temperature|thermostat|weather|degrees?|warm|cold|hot|cool|heat|°/i.test(whole);
    return !isNamed && (!isWarm || /^[-/]/.test(behind));
  }
  if (/\d ?p\.?m\.?$/i.test(text)) return true;
  return unit === 'Inch' && /\d in$/i.test(text) && !/^(?:$|[.,;)]| b| w| l| h| x)/.test(behind);
}

function timeEntity(text: string, piece: Piece): Entity {
  const moments = momentsOf(piece);
  return {
    kind: 'time',
    text: text.slice(piece.start, piece.end),
    start: piece.start,
    end: piece.end,
    values: moments.map(({ value, start, end }) => value ?? [start ?? '', end ?? ''].join('/')),
    moments,
  };
}

function entity(kind: EntityKind, text: string, { start, end, values, unit, currency, moments }: Found): Entity {
  const dated = moments?.flatMap(({ type, ...rest }) => {
    const known = SHAPES.find((shape) => shape === type);
    return known === undefined ? [] : [{ type: known, ...rest }];
  });
  return {
    kind,
    text: text.slice(start, end),
    start,
    end,
    values,
    ...(unit === undefined ? {} : { unit }),
    ...(currency === undefined ? {} : { currency }),
    ...(dated === undefined ? {} : { moments: dated }),
  };
}

const YES_NO =
  /\b(?:(?<no>not ok(?:ay)?|not (?:really|at all)|nope|nah|no|never|disagree|incorrect)|(?<yes>yes|yeah|yep|yup|sure|ok(?:ay)?|agree|of course|absolutely|correct))\b|(?<nein>いいえ|違います|ちがいます|いや|ダメ|だめ)|(?<ja>はい|そうです|ええ|よい|いいですよ|もちろん|お願いします|👌|👍)/giu;

/** The word that decides, refusals before assent; whether it answers a question is for `readYesNo` to say. */
function yesNoWords(text: string): Entity[] {
  const all = [...text.matchAll(YES_NO)];
  const isNo = ({ groups }: RegExpMatchArray) => groups?.['no'] !== undefined || groups?.['nein'] !== undefined;
  const match = all.find((one) => isNo(one) && one[0].startsWith('not')) ?? all[0];
  if (!match) return [];
  const [start, end] = [match.index, match.index + match[0].length];
  return [{ kind: 'yes-no', text: match[0], start, end, values: [isNo(match) ? 'no' : 'yes'] }];
}

const SHAPES = ['date', 'time', 'datetime', 'daterange', 'timerange', 'datetimerange', 'duration', 'set'] as const;
