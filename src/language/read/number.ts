import { languageOf } from '../languages.js';
import type { Recogniser } from '../recogniser.js';
import { parseJapaneseNumber } from './japanese-number.js';
import { type Reading, fromCandidates, halfRead, invalid, none, without } from './reading.js';

const NATIVE = new Map([
  ['ひとつ', 1],
  ['ふたつ', 2],
  ['みっつ', 3],
  ['よっつ', 4],
  ['いつつ', 5],
  ['むっつ', 6],
  ['ななつ', 7],
  ['やっつ', 8],
  ['ここのつ', 9],
  ['ひとり', 1],
  ['ふたり', 2],
]);

// Kanji numerals stand in too many ordinary words (一番, 十分, 一応), so they count only before a counter or an end.
const COUNTER =
  'つ|個|コ|ケ|台|本|枚|点|件|冊|箱|袋|足|着|杯|匹|名|人|円|歳|才|階|号|年|月|日|時|回|週|セット|組|パック|ダース|ヶ|か所|キロ|グラム|メートル|センチ|リットル|パーセント|%';
const KANJI = new RegExp(
  `(?<![〇零一二三四五六七八九十百千万億兆\\d.])(?!十分)([〇零一二三四五六七八九十百千万億兆]{1,16})(?=${COUNTER}|\\s|[、。!?]|$|です|でお願い|で$)`,
  'g',
);
// Digits, with kanji magnitudes behind; not inside codes (KT-200), not half of 1/2 or 10:30.
const DIGITS =
  /(?<![\w.,/:-]|[A-Za-z]-)(?:(?<![^\s(])-)?(\d[\d,.]{0,24})([千百十万億兆\d.]{0,16})(?![\d/:]|-[A-Za-z0-9]|[A-Za-z])/g;
const UNITS = /(\d)(kg|g|mg|cm|mm|m|km|l|ml|w|kw|v|pcs?|x|yen|years?|days?|items?|KG|L|W|V)\b/g;
const CODES = /(?<![\d.])\b[A-Za-z]+-?\d[A-Za-z0-9]*(?:-[A-Za-z0-9]+)*\b/g;
// Fractions, powers, dozens, minus in words: the number beside them is not the one meant.
const ODD =
  /分の|乗|\^|マイナス|ダース|・|割|点[〇零一二三四五六七八九]|\d\s*\/|\de[-+\d]|また|\b(?:crore|lakh|[bt]rillion|minus)\b|illion and|thousand and (?:a|one|\d) /i;

const ENGLISH =
  /\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozens?|half|quarter)\b/i;
// "The one I bought" counts nothing.
const PRONOUN =
  /\b(?:the|this|that|another|which|no|any|each|every|wrong|right|first|second|last|new|old|other|same|a|an|your|my|only)(?: \w+)? ones?\b|\bone (?:of|that|i|which)\b|\bone another\b/gi;
const UNCLEAR = /\b(?:few|several|many|lots?|some|couple)\b|いくつか|数個|何個か|たくさん|複数/i;

/** One number, whatever it is written with; two different ones are asked back, half of a fraction is not a number. */
export async function readNumber(text: string, recogniser: Recogniser, language = 'en'): Promise<Reading> {
  const own = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)
    ? undefined
    : languageOf(language)?.answers;
  // 1.234 and 1,5 are other numbers elsewhere: not guessed at.
  if (own && /\d[.,]\d/.test(text)) return invalid('unclear-number');
  if (own?.denies.test(text.toLowerCase())) return invalid('unclear-number');
  const plain = (own ? own.figures(text) : text)
    .replace(UNITS, '$1 ')
    .replace(/\bx(?=\d)/gi, ' ')
    .replace(CODES, ' ')
    // 2-3 is from two to three, where it cannot be part of a number.
    .replace(/(?<![\d.,/-])(\d{1,2})-(\d{1,2})(?![\d.,/-])/g, '$1~$2');
  const found = !own && ENGLISH.test(plain) ? await byWords(plain, recogniser) : byDigits(plain);
  if (found.some(({ value }) => value === undefined)) return invalid('unclear-number');
  const left = found.reduce((rest, one) => rest.replace(one.text, ' '), plain);
  if (found.length > 0 && (ODD.test(plain) || /\d/.test(left))) return invalid('unclear-number');
  const values = found.flatMap(({ value, text: said }) => (value === undefined ? [] : [{ value, text: said }]));
  if (values.length === 0) return UNCLEAR.test(plain) || /\d/.test(plain) ? invalid('unclear-number') : none;
  if (
    /\b(?:not|isn't|more|less|fewer|over|under|at least|at most)\b|以上|以下|未満|より|では?ない|じゃない/i.test(plain)
  )
    return halfRead(values.map((one) => one.text).join(', '));
  return fromCandidates(
    values.map(({ value }) => ({ value: String(value), display: String(value) })),
    without(text, ...values.map((one) => one.text)),
  );
}

type Said = { text: string; value: number | undefined };

function byDigits(text: string): Said[] {
  const found: Said[] = [];
  const left = text.replace(DIGITS, (whole: string, digits: string, magnitude: string) => {
    found.push({ text: whole, value: parseDigits(digits, magnitude, whole.startsWith('-')) });
    return ' ';
  });
  for (const match of left.matchAll(KANJI)) found.push({ text: match[0], value: parseJapaneseNumber(match[0]) });
  for (const [word, value] of NATIVE) if (left.includes(word)) found.push({ text: word, value });
  return found;
}

function parseDigits(digits: string, magnitude: string, negative: boolean): number | undefined {
  const plain = digits.replace(/[.,]+$/, '');
  const grouped = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain);
  // 1.234,5 and 12,5 are numbers in another country's writing, or two numbers: not guessed at.
  if (!grouped && !/^\d+(?:\.\d+)?$/.test(plain)) return undefined;
  const number = magnitude ? parseJapaneseNumber(plain.replace(/,/g, '') + magnitude) : Number(plain.replace(/,/g, ''));
  return number === undefined || number > Number.MAX_SAFE_INTEGER ? undefined : negative ? -number : number;
}

async function byWords(text: string, recogniser: Recogniser): Promise<Said[]> {
  const counted = text.replace(PRONOUN, (said) => ' '.repeat(said.length));
  if (!ENGLISH.test(counted)) return byDigits(counted);
  const found = await recogniser.find('number', counted, 'en-us');
  // The suite answers in lower case; the place tells what was written.
  const said = found.map(({ start, end, values }) => ({ text: counted.slice(start, end), value: Number(values[0]) }));
  // Words that came to nothing, a "half" beside a number, a fraction: a part was read at best.
  const left = said.reduce((rest, one) => rest.replace(one.text, ' '), counted);
  const whole = !ENGLISH.test(left) && said.every(plausible);
  return whole ? said : [{ text, value: undefined }];
}

/** "1 in twenty-one" and "two and fifty-four hundredths" come out as numbers that nobody orders. */
function plausible({ text, value }: { text: string; value: number }): boolean {
  if (value === 0) return /zero|0/i.test(text);
  return Number.isInteger(value) || (Number.isInteger(value * 4) && Math.abs(value) < 1000);
}
