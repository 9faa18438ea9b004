import type { Entity } from './entity.js';
import { type Numeral, kanaValue, numeralAt, scaleAt, startsNumeral } from './japanese-numerals.js';

// Words and names that begin with, end in or hold a numeral and count nothing.
const NO_NUMERAL =
  /四川|九州|四国|三重|千葉|三菱|三井|三越|八百屋|百合|万一|万引|万年|一見|一緒|一般|一部|一応|一瞬|一方|一旦|一切|一致|一覧|一括|一式|一生|一体|一気|一層|一定|一時|一種|一言|一因|一環|一面|一斉|一律|一概|一向|統一|唯一|均一|同一|第三者|十分(?=[なにです]|$)|不十分|(?<!元)三角|四角|五輪|六本木|八王子|七夕|千代|百貨|万全|億劫|十字|一番(?!目)|二度と|再三|三井|四季|四半期|一人一人|一つ一つ/g;
// A length or a volume is a measure and not a count.
const MEASURE = /^ ?(?:パーセント|%|(?:キロ|センチ|ミリ)?(?:メートル|リットル)|ドル紙幣)/;

/**
 * Every number a Japanese text says: digits, kanji, hiragana, fractions (五分の三, 2と4分の1, 3/5), powers (2の3乗, 2.5^-1,
 * 1.2e5), dozens, minus in words. Numbers that are part of a code, an address of a machine or an ordinary word are left.
 */
export function japaneseNumbers(text: string): Entity[] {
  const found: Entity[] = [];
  for (const one of composed(text)) {
    if (one.plain && one.written !== 'kana' && MEASURE.test(text.slice(one.to, one.to + 8))) continue;
    found.push(entity(text, one));
  }
  return found;
}

function entity(text: string, { from, to, value }: Numeral): Entity {
  return { kind: 'number', text: text.slice(from, to), start: from, end: to, values: [String(value)] };
}

/** Numerals with all that belongs to them, from left to right. */
export function composed(text: string): Numeral[] {
  const open = text.replace(NO_NUMERAL, (word) => '\u0001'.repeat(word.length));
  const found: Numeral[] = [];
  let at = 0;
  while (at < open.length) {
    const one = composedAt(open, at);
    if (one) found.push(one);
    at = one ? Math.max(one.to, at + 1) : at + 1;
  }
  return [...found, ...kanaNumerals(open)].toSorted((a, b) => a.from - b.from);
}

function composedAt(text: string, at: number): Numeral | undefined {
  const start = signedAt(text, at);
  if (!start) return undefined;
  return mixedAt(text, start) ?? fractionAt(text, start) ?? powerAt(text, start) ?? manyAt(text, start) ?? start;
}

/** A plain numeral with its sign: -5, マイナス五. Digits inside a code (KT-200) or an address (192.168.1.1) are none. */
function signedAt(text: string, at: number): Numeral | undefined {
  if (text.startsWith('マイナス', at) || (text[at] === '-' && !/[\w)]/.test(text[at - 1] ?? ''))) {
    const behind = text[at] === '-' ? at + 1 : at + 4;
    const inner = signedAt(text, text[behind] === ' ' ? behind + 1 : behind);
    return inner && { ...inner, from: at, value: -inner.value };
  }
  const before = text.slice(Math.max(0, at - 2), at);
  if (text.startsWith('半ダース', at)) return { from: at, to: at + 4, value: 6, written: 'kanji', plain: false };
  if (!startsNumeral(text[at] ?? '') || /[A-Za-z_]-?$|[0-9][.,/:]$/.test(before)) return undefined;
  const numeral = numeralAt(text, at);
  if (!numeral) return undefined;
  if (
    /^[A-Za-z_]/.test(text.slice(numeral.to)) &&
    !scaleAt(text, numeral.to) &&
    !/^(?:e-?\d|[A-Za-z]{1,3}(?![A-Za-z]))/.test(text.slice(numeral.to, numeral.to + 4))
  )
    return undefined;
  // 192.168.1.1 and 1.2.3 are no numbers.
  if (/^\.\d/.test(text.slice(numeral.to, numeral.to + 2))) return undefined;
  return numeral;
}

/** 2と4分の1, 三百五十また三分の一, 1 3/5. */
function mixedAt(text: string, whole: Numeral): Numeral | undefined {
  const link = /^(?:と|また|又は?| (?=\d+\/))/.exec(text.slice(whole.to, whole.to + 3))?.[0];
  if (!link) return undefined;
  const next = signedAt(text, whole.to + link.length);
  if (next && link === 'と' && text.startsWith('ダース', next.to)) {
    return { ...whole, to: next.to + 3, value: whole.value + 12 * next.value, plain: false };
  }
  const part = next && fractionAt(text, next);
  if (!part || part.value < 0) return undefined;
  return { ...whole, to: part.to, value: whole.value + Math.sign(whole.value || 1) * part.value, plain: false };
}

/** 五分の三 is three fifths; 3/5 too. */
function fractionAt(text: string, first: Numeral): Numeral | undefined {
  const slash = text[first.to] === '/';
  if (!slash && !text.startsWith('分の', first.to)) return undefined;
  const second = signedAtFraction(text, first.to + (slash ? 1 : 2));
  if (!second || (slash && first.written !== 'digits') || /^\/\d/.test(text.slice(second.to))) return undefined;
  const value = slash ? first.value / second.value : second.value / first.value;
  return Number.isFinite(value) ? { ...first, to: second.to, value, plain: false } : undefined;
}

function signedAtFraction(text: string, at: number): Numeral | undefined {
  const numeral = startsNumeral(text[at] ?? '') ? numeralAt(text, at) : undefined;
  return numeral;
}

/** 1.1の23乗, 12.32×10の14乗, 2.5^-1, 1.2e5. */
function powerAt(text: string, base: Numeral): Numeral | undefined {
  const times = /^ ?× ?/.exec(text.slice(base.to, base.to + 3));
  if (times) {
    const ten = signedAt(text, base.to + times[0].length);
    const power = ten && powerAt(text, ten);
    return power && { ...base, to: power.to, value: Number((base.value * power.value).toPrecision(15)), plain: false };
  }
  const short = /^(\^|e)([+-]?\d{1,3})(?![\w.])/.exec(text.slice(base.to, base.to + 6));
  if (short && base.written === 'digits') {
    const value = short[1] === 'e' ? base.value * 10 ** Number(short[2]) : signedPower(base.value, Number(short[2]));
    return { ...base, to: base.to + short[0].length, value: Number(value.toPrecision(15)), plain: false };
  }
  if (text[base.to] !== 'の') return undefined;
  // Two signs are a slip for one.
  const doubled = /^(?:--|マイナスマイナス)/.exec(text.slice(base.to + 1, base.to + 9))?.[0].length ?? 0;
  const exponent = signedAt(text, base.to + 1 + doubled / 2);
  if (!exponent || text[exponent.to] !== '乗' || Math.abs(exponent.value) > 99) return undefined;
  const value = signedPower(base.value, Math.abs(exponent.value) * (exponent.value < 0 && doubled === 0 ? -1 : 1));
  return { ...base, to: exponent.to + 1, value: Number(value.toPrecision(15)), plain: false };
}

function signedPower(base: number, exponent: number): number {
  return Math.sign(base || 1) * Math.abs(base) ** exponent * (base < 0 && exponent % 2 === 0 ? -1 : 1);
}

/** Dozens, and letters that multiply. */
function manyAt(text: string, base: Numeral): Numeral | undefined {
  if (text.startsWith('ダース', base.to)) return { ...base, to: base.to + 3, value: base.value * 12, plain: false };
  const scale = base.written === 'digits' ? scaleAt(text, base.to) : undefined;
  if (!scale || /^m/.test(text.slice(base.to).trimStart())) return undefined;
  return { ...base, to: scale.to, value: base.value * scale.factor, plain: false };
}

/** Hiragana numerals that stand alone, between spaces, signs or the ends. */
function kanaNumerals(text: string): Numeral[] {
  return [...text.matchAll(/(?<![\p{L}\d])\p{Script=Hiragana}{2,24}(?![\p{L}\d])|(?<=、 ?)ご(?=、)/gu)].flatMap(
    (match) => {
      const value = kanaValue(match[0]);
      const from = match.index;
      return value === undefined
        ? []
        : [{ from, to: from + match[0].length, value, written: 'kana' as const, plain: true }];
    },
  );
}
