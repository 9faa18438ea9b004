const DIGITS = new Map(
  [...'〇零一二三四五六七八九壱弐参叁'].map((sign, at) => [
    sign,
    [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 3][at] ?? 0,
  ]),
);
const SMALL = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['千', 1000],
]);
const LARGE = new Map([
  ['万', 1e4],
  ['億', 1e8],
  ['兆', 1e12],
]);
const SCALES = new Map([
  ['k', 1e3],
  ['K', 1e3],
  ['M', 1e6],
  ['m', 1e6],
  ['G', 1e9],
  ['B', 1e9],
  ['T', 1e12],
]);
const LONGEST = 40;

/** A numeral in a text: `from` and `to` its place, `written` how (a kanji numeral stands in many ordinary words). */
export type Numeral = { from: number; to: number; value: number; written: 'digits' | 'kanji' | 'kana'; plain: boolean };

/**
 * The plain numeral that begins at a place: digits, kanji or both, with commas, decimals and 万, 億, 兆. Looks at 40
 * characters and no further. Undefined where none begins or its value is not one (二三 means two or three).
 */
export function numeralAt(text: string, from: number): Numeral | undefined {
  let to = from;
  let decimals = -1;
  for (; to < text.length && to - from < LONGEST; to++) {
    const sign = text[to] ?? '';
    if (isDigit(sign) || DIGITS.has(sign) || SMALL.has(sign) || LARGE.has(sign)) continue;
    const [before = '', after = ''] = [text[to - 1], text[to + 1]];
    if (sign === ',' && isDigit(before) && /^\d{3}(?!\d)/.test(text.slice(to + 1, to + 5))) continue;
    if (
      '.点・'.includes(sign) &&
      decimals < 0 &&
      to > from &&
      startsNumeral(after) &&
      !(sign === '.' && !isDigit(after))
    ) {
      decimals = to;
      continue;
    }
    // 二十数万, 10余万, 100あまり万: some more, of which the round part is read.
    const more = /^(?:余り?|あまり|数)(?=[十百千万億兆])/.exec(text.slice(to, to + 4))?.[0];
    if (!more || to === from) break;
    to += more.length - 1;
  }
  const said = text.slice(from, to).replace(/余り?|あまり|数/g, '');
  const value = said === '' ? undefined : valueOf(said);
  return value === undefined
    ? undefined
    : { from, to, value, written: /\d/.test(said) ? 'digits' : 'kanji', plain: true };
}

/** The value of a whole plain numeral. */
export function valueOf(said: string): number | undefined {
  const [whole = '', part = ''] = splitDecimals(said.replace(/,/g, ''));
  if (part === '') return wholeValue(whole);
  const base = wholeValue(whole);
  const digits = [...part].map((sign) => (isDigit(sign) ? sign : DIGITS.get(sign)));
  // 百二十三・八十九 is read as 123.89.
  const fraction = digits.some((digit) => digit === undefined) ? String(wholeValue(part) ?? '') : digits.join('');
  return base === undefined || fraction === '' ? undefined : Number(`${base}.${fraction}`);
}

function splitDecimals(said: string): [string, string] {
  const at = said.search(/[点・]/);
  if (at >= 0) return [said.slice(0, at), said.slice(at + 1)];
  return [said, ''];
}

function wholeValue(said: string): number | undefined {
  if (/^[〇零一二三四五六七八九]{2,}$/.test(said)) {
    // A numeral of signs alone has three or a zero; two of them mean "two or three".
    return said.length < 3 && !/[〇零]/.test(said)
      ? undefined
      : Number([...said].map((sign) => DIGITS.get(sign)).join(''));
  }
  let total = 0;
  let section = '';
  let last = Infinity;
  for (const sign of said) {
    const large = LARGE.get(sign);
    if (large === undefined) section += sign;
    else {
      const value = section === '' ? undefined : sectionValue(section);
      if (value === undefined || large >= last) return undefined;
      total += value * large;
      [section, last] = ['', large];
    }
  }
  const rest = section === '' ? 0 : sectionValue(section);
  if (rest === undefined || said === '') return undefined;
  const sum = total + rest;
  return Number.isFinite(sum) ? Number(sum.toPrecision(15)) : undefined;
}

function sectionValue(section: string): number | undefined {
  let total = 0;
  let held = '';
  for (const sign of section) {
    const small = SMALL.get(sign);
    if (small === undefined) {
      const digit = isDigit(sign) || sign === '.' ? sign : String(DIGITS.get(sign) ?? '');
      // Two kanji signs beside each other are positional only when nothing else is in the numeral.
      if (held !== '' && held !== '0' && !isDigit(sign) && sign !== '.') return undefined;
      held = held === '0' && sign !== '.' && !isDigit(sign) ? digit : held + digit;
    } else {
      total += (held === '' || held === '0' ? 1 : Number(held)) * small;
      held = '';
    }
  }
  const rest = held === '' ? 0 : Number(held);
  return Number.isNaN(rest) ? undefined : total + rest;
}

const KANA_DIGITS = new Map([
  ['いち', 1],
  ['いっ', 1],
  ['に', 2],
  ['さん', 3],
  ['よん', 4],
  ['ご', 5],
  ['ろく', 6],
  ['ろっ', 6],
  ['なな', 7],
  ['しち', 7],
  ['はち', 8],
  ['はっ', 8],
  ['きゅう', 9],
]);
const KANA_UNITS = new Map([
  ['じゅう', 10],
  ['ひゃく', 100],
  ['びゃく', 100],
  ['ぴゃく', 100],
  ['せん', 1000],
  ['ぜん', 1000],
  ['まん', 1e4],
]);
const KANA = new RegExp(`${[...KANA_UNITS.keys(), ...KANA_DIGITS.keys()].join('|')}`, 'gy');

/** A word that is a numeral in hiragana from end to end (きゅうじゅうなな); に alone is a particle. */
export function kanaValue(word: string): number | undefined {
  if (word === 'に' || word.length > 24) return undefined;
  let [total, section, held, at] = [0, 0, 0, 0];
  KANA.lastIndex = 0;
  for (let match = KANA.exec(word); match; match = KANA.exec(word)) {
    at = KANA.lastIndex;
    const unit = KANA_UNITS.get(match[0]);
    if (unit === undefined) {
      if (held > 0) return undefined;
      held = KANA_DIGITS.get(match[0]) ?? 0;
    } else if (unit === 1e4) [total, section, held] = [total + (section + held || 1) * unit, 0, 0];
    else [section, held] = [section + (held || 1) * unit, 0];
  }
  return at === word.length && at > 0 ? total + section + held : undefined;
}

/** A letter behind a numeral that multiplies it: 40k, 2.5M. */
export function scaleAt(text: string, at: number): { factor: number; to: number } | undefined {
  const match = /^ ?([kKMGBT])(?![A-Za-z])/.exec(text.slice(at, at + 3));
  const factor = SCALES.get(match?.[1] ?? '');
  return match && factor ? { factor, to: at + match[0].length } : undefined;
}

export function isDigit(sign: string): boolean {
  return sign >= '0' && sign <= '9';
}

export function startsNumeral(sign: string): boolean {
  return isDigit(sign) || DIGITS.has(sign) || SMALL.has(sign);
}
