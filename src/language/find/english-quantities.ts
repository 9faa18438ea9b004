import type { Entity } from './entity.js';

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, at) => [word, 20 + 10 * at]),
);
const LARGE = new Map([
  ['thousand', 1e3],
  ['lakh', 1e5],
  ['million', 1e6],
  ['crore', 1e7],
  ['billion', 1e9],
  ['trillion', 1e12],
]);
const NTH =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );
const NTH_TENS = new Map(
  'twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth'
    .split(' ')
    .map((word, at) => [word, 20 + 10 * at]),
);
const NTH_LARGE = new Map([
  ['hundredth', 100],
  ['thousandth', 1e3],
  ['millionth', 1e6],
  ['billionth', 1e9],
  ['trillionth', 1e12],
]);

type Word = { said: string; from: number; to: number };

/** Numbers of words, or words and digits, that go together: 4 thousand 3 hundred, 6 crore and two hundred, negative one. */
export function englishNumbers(text: string): Entity[] {
  const words = wordsOf(text);
  const found: Entity[] = [];
  for (let at = 0; at < words.length; at++) {
    const one = numberAt(words, at);
    if (!one) continue;
    const [first, last] = [words[at], words[one.next - 1]];
    if (first && last) found.push(entity('number', text, first.from, last.to, String(one.value)));
    at = one.next - 1;
  }
  for (const match of text.matchAll(/\b(?:an?|one) (\w{4,12})\b/gi)) {
    const below = NTH.indexOf((match[1] ?? '').toLowerCase());
    const large = NTH_LARGE.get((match[1] ?? '').toLowerCase()) ?? NTH_TENS.get((match[1] ?? '').toLowerCase());
    const value = below > 2 ? 1 / below : large && 1 / large;
    if (value) found.push(entity('number', text, match.index, match.index + match[0].length, String(value)));
  }
  return found;
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/\d[\d,]{0,20}(?:\.\d{1,10})?|[A-Za-z]{1,20}|[^\s\w]/g)].map((match) => ({
    said: match[0].toLowerCase(),
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** Only what mixes digits with words, has a sign in words or a fraction of a large unit: the rest is left to the recogniser. */
function numberAt(words: Word[], start: number): { value: number; next: number } | undefined {
  let at = start;
  const isNegative = /^(?:negative|minus)$/.test(words[at]?.said ?? '');
  if (isNegative) at += 1;
  const quarter = /^(?:quarter|half)$/.exec(words[at]?.said ?? '')?.[0];
  const unit = LARGE.get(words[at + 1]?.said ?? '');
  if (quarter && unit) return { value: (quarter === 'half' ? 0.5 : 0.25) * unit, next: at + 2 };
  const whole = wholeAt(words, at);
  if (!whole) return undefined;
  const fraction = fractionOf(words, whole);
  if (fraction) return fraction;
  if (isNegative) return { value: -whole.value, next: whole.next };
  return whole.mixed && whole.next - at > 1 ? whole : undefined;
}

type Whole = { value: number; next: number; mixed: boolean; last: number };

function wholeAt(words: Word[], start: number): Whole | undefined {
  let [total, section, at, last, lastLarge] = [0, 0, start, 1, Infinity];
  let [digits, letters, any, free] = [false, false, false, true];
  for (; at < words.length; at++) {
    const said = words[at]?.said ?? '';
    const value = simple(said);
    if (value !== undefined) {
      const fits =
        free || (section % 100 === 0 && value < 100 && letters) || (TENS.has(words[at - 1]?.said ?? '') && value < 10);
      if (!fits) break;
      section += value;
      digits ||= /\d/.test(said);
      letters ||= !/\d/.test(said);
      [any, free] = [true, false];
    } else if (said === 'hundred' && any && section > 0 && section < 100) {
      [section, letters, last] = [section * 100, true, 100];
    } else if (LARGE.has(said) && any) {
      const large = LARGE.get(said) ?? 1;
      if (large >= lastLarge) break;
      [total, section, lastLarge, letters, free, last] = [total + (section || 1) * large, 0, large, true, true, large];
    } else if (
      said === 'and' &&
      any &&
      letters &&
      !free &&
      section % 100 === 0 &&
      (simple(words[at + 1]?.said ?? '') ?? 100) < 100 &&
      !/\d/.test(words[at - 1]?.said ?? '')
    ) {
      continue;
    } else if (
      said === 'and' &&
      free &&
      any &&
      simple(words[at + 1]?.said ?? '') !== undefined &&
      words[at + 2] &&
      /hundred/.test(words[at + 2]?.said ?? '')
    ) {
      continue;
    } else if (
      said === '-' &&
      any &&
      TENS.has(words[at - 1]?.said ?? '') &&
      (simple(words[at + 1]?.said ?? '') ?? 10) < 10
    ) {
      continue;
    } else break;
  }
  return any ? { value: total + section, next: at, mixed: digits && letters, last } : undefined;
}

function simple(said: string): number | undefined {
  if (/^\d/.test(said)) return Number(said.replace(/,/g, ''));
  const small = SMALL.indexOf(said);
  return small >= 0 ? small : TENS.get(said);
}

/** Three million and a half, two million and three fifths: the fraction is of the million. */
function fractionOf(words: Word[], { value, next, last }: Whole): { value: number; next: number } | undefined {
  if (words[next]?.said !== 'and' || last < 1000 || value % last !== 0) return undefined;
  const count = /^(?:a|one)$/.test(words[next + 1]?.said ?? '') ? 1 : simple(words[next + 1]?.said ?? '');
  const part = (words[next + 2]?.said ?? '').replace(/s$/, '');
  const below = part === 'half' ? 2 : part === 'quarter' ? 4 : NTH.indexOf(part);
  return count !== undefined && below > 1 ? { value: value + (count / below) * last, next: next + 3 } : undefined;
}

/** First, 21st, twenty-first, two hundredth; and the ones that lean on a place: last, next, the one before the last. */
export function englishOrdinals(text: string): Entity[] {
  const found: Entity[] = [];
  for (const match of text.matchAll(RELATIVE)) {
    const said = match[0].toLowerCase();
    found.push(entity('ordinal', text, match.index, match.index + match[0].length, place(said)));
  }
  for (const match of text.matchAll(/(?<![\w,.])(\d{1,12}|\d{1,3}(?:,\d{3}){1,4})(?:st|nd|rd|th)\b/gi)) {
    found.push(entity('ordinal', text, match.index, match.index + match[0].length, (match[1] ?? '').replace(/,/g, '')));
  }
  return [...found, ...wordOrdinals(text)];
}

const RELATIVE =
  /\bnext to (?:the )?last(?: one)?\b|\b(?:the )?one before the last(?: one)?\b|\b(?:the )?(?:last but one|second to last)\b|\bpenultimate\b|\bantepenultimate\b|\b(?:last|previous|next|current)(?: one)?\b/gi;

function place(said: string): string {
  if (/antepenultimate/.test(said)) return 'end-2';
  if (/before the last|penultimate|next to|but one|second to/.test(said)) return 'end-1';
  if (said.startsWith('last')) return 'end+0';
  if (said.startsWith('previous')) return 'current-1';
  return said.startsWith('next') ? 'current+1' : 'current+0';
}

function wordOrdinals(text: string): Entity[] {
  const words = wordsOf(text);
  return words.flatMap((word, at) => {
    const [small, tens, large] = [
      NTH.indexOf(word.said === 'nineth' ? 'ninth' : word.said),
      NTH_TENS.get(word.said),
      NTH_LARGE.get(word.said),
    ];
    if (small < 1 && tens === undefined && large === undefined) return [];
    // What stands before may belong to it: twenty-first, two hundredth, but not the third of "two thirds".
    let from = at;
    for (let back = at - 1; back >= 0 && at - back < 10; back--) {
      const said = words[back]?.said ?? '';
      if (simple(said) === undefined && !LARGE.has(said) && !/^(?:hundred|and|-)$/.test(said)) break;
      if (/^\d/.test(said)) break;
      from = back;
    }
    while (from < at && /^(?:and|-)$/.test(words[from]?.said ?? '')) from += 1;
    const before = from === at ? undefined : wholeAt(words.slice(from, at), 0);
    const begin = words[from];
    if (large !== undefined) {
      // A trillionth is a fraction; "the hundredth" is a place.
      if (!before)
        return words[at - 1]?.said === 'a' ? [] : [entity('ordinal', text, word.from, word.to, String(large))];
      return begin ? [entity('ordinal', text, begin.from, word.to, String(before.value * large))] : [];
    }
    const value = small > 0 ? small : (tens ?? 0);
    const fits =
      before && begin && (value < 10 ? before.value % 10 === 0 : before.value % 100 === 0) && before.value > value;
    return fits
      ? [entity('ordinal', text, begin.from, word.to, String(before.value + value))]
      : [entity('ordinal', text, word.from, word.to, String(value))];
  });
}

const CODES: Record<string, string> = {
  USD: 'United States dollar',
  EUR: 'Euro',
  GBP: 'British pound',
  JPY: 'Japanese yen',
  AUD: 'Australian dollar',
  CAD: 'Canadian dollar',
  NZD: 'New Zealand dollar',
  HKD: 'Hong Kong dollar',
  SGD: 'Singapore dollar',
  CHF: 'Swiss franc',
  CNY: 'Chinese yuan',
  INR: 'Indian rupee',
  KRW: 'South Korean won',
  MXN: 'Mexican peso',
  BRL: 'Brazilian real',
  TRY: 'Turkish lira',
  SEK: 'Swedish krona',
  NOK: 'Norwegian krone',
  DKK: 'Danish krone',
  THB: 'Thai baht',
};
const NAMES: readonly (readonly [RegExp, string, string | undefined])[] = [
  [/^ ?us dollars?\b/i, 'United States dollar', 'USD'],
  [/^ ?(?:rmb|chinese yuan|yuan)\b/i, 'Chinese yuan', 'CNY'],
  [/^ ?(?:japanese )?yen\b/i, 'Japanese yen', 'JPY'],
  [/^ ?rupees?\b/i, 'Rupee', undefined],
  [/^ ?bitcoins?\b/i, 'Bitcoin', undefined],
  [/^ ?(?:€|euros?\b)/i, 'Euro', 'EUR'],
  [/^ ?(?:\$|dollars?\b|bucks?\b)/i, 'Dollar', undefined],
  [/^ ?(?:£|pounds?\b)/i, 'Pound', undefined],
];
const SCALE: Record<string, number> = {
  k: 1e3,
  m: 1e6,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  bn: 1e9,
};

/** Amounts of money as shops and banks write them: 115USD, usd$ 15, 10 €, ₿21,000,000, quarter million us dollars. */
export function englishMoney(text: string): Entity[] {
  const found: Entity[] = [];
  const amount =
    '(\\d{1,3}(?:,\\d{2,3}){1,6}(?:\\.\\d{1,6})?|\\d{1,15}(?:\\.\\d{1,6})?)(?: ?(k|m|bn|thousand|million|billion|trillion)\\b)?';
  const code = Object.keys(CODES).join('|');
  const number = (digits: string | undefined, scale: string | undefined) =>
    Number(
      ((Number((digits ?? '').replace(/,/g, '')) || 0) * (SCALE[(scale ?? '').toLowerCase()] ?? 1)).toPrecision(15),
    );
  for (const match of text.matchAll(new RegExp(`(?<![A-Za-z])(m)?(${code})\\$? ?${amount}`, 'gi'))) {
    const value = number(match[3], match[4]) * (match[1] ? 1e6 : 1);
    found.push(
      money(
        text,
        match.index,
        match[0].length,
        value,
        CODES[(match[2] ?? '').toUpperCase()] ?? '',
        (match[2] ?? '').toUpperCase(),
      ),
    );
  }
  for (const match of text.matchAll(
    new RegExp(`(?<![\\w.,-])${amount} ?(${code})\\b(?: (million|billion|thousand)\\b)?`, 'gi'),
  )) {
    const value = number(match[1], match[2] ?? match[4]);
    found.push(
      money(
        text,
        match.index,
        match[0].length,
        value,
        CODES[(match[3] ?? '').toUpperCase()] ?? '',
        (match[3] ?? '').toUpperCase(),
      ),
    );
  }
  for (const match of text.matchAll(new RegExp(`(?<![\\w.,$€£-])${amount}`, 'gi'))) {
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 16);
    const name = NAMES.find(([pattern]) => pattern.test(rest));
    const word = name?.[0].exec(rest)?.[0];
    // "1 $ 10 dollars": the sign belongs to the amount behind it.
    if (
      !name ||
      word === undefined ||
      (/[$€£]/.test(word) && /^ ?\d/.test(rest.slice(word.length)) && !/^ \d+ ?[$€£]/.test(rest.slice(word.length)))
    )
      continue;
    found.push(money(text, match.index, match[0].length + word.length, number(match[1], match[2]), name[1], name[2]));
  }
  for (const match of text.matchAll(/\b(quarter|half) (million|billion) (us dollars|dollars|euros|pounds)\b/gi)) {
    const name = NAMES.find(([pattern]) => pattern.test(match[3] ?? ''));
    const value =
      ((match[1] ?? '').toLowerCase() === 'half' ? 0.5 : 0.25) * (SCALE[(match[2] ?? '').toLowerCase()] ?? 1);
    if (name) found.push(money(text, match.index, match[0].length, value, name[1], name[2]));
  }
  for (const match of text.matchAll(new RegExp(`₿ ?${amount}`, 'gi')))
    found.push(money(text, match.index, match[0].length, number(match[1], match[2]), 'Bitcoin', undefined));
  return found;
}

function money(
  text: string,
  start: number,
  length: number,
  value: number,
  unit: string,
  currency: string | undefined,
): Entity {
  return { ...entity('money', text, start, start + length, String(value)), unit, ...(currency ? { currency } : {}) };
}

function entity(kind: Entity['kind'], text: string, start: number, end: number, value: string): Entity {
  return { kind, text: text.slice(start, end), start, end, values: [value] };
}
