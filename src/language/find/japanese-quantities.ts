import type { Entity, EntityKind } from './entity.js';
import { composed } from './japanese-numbers.js';
import type { Numeral } from './japanese-numerals.js';

/** What a numeral became with the words around it; `start` where something before it belongs to it. */
type Made = Omit<Entity, 'text' | 'start'> & { start?: number };
type Behind = (rest: string, numeral: Numeral, text: string) => Made | undefined;

const CURRENCIES: readonly (readonly [RegExp, string, string | undefined])[] = [
  [/^ ?円/, 'Japanese yen', 'JPY'],
  [/^ ?(?:香港|ホンコン) ?・?ドル/, 'Hong Kong dollar', 'HKD'],
  [/^ ?(?:豪|オーストラリア) ?・?ドル/, 'Australian dollar', 'AUD'],
  [/^ ?カナダ ?・?ドル/, 'Canadian dollar', 'CAD'],
  [/^ ?シンガポール ?・?ドル/, 'Singapore dollar', 'SGD'],
  [/^ ?(?:台湾|ニュー台湾) ?・?ドル/, 'New Taiwan dollar', 'TWD'],
  [/^ ?ニュージーランド ?・?ドル/, 'New Zealand dollar', 'NZD'],
  [/^ ?(?:米|アメリカ)?・?ドル/, 'United States dollar', 'USD'],
  [/^ ?ユーロ/, 'Euro', 'EUR'],
  [/^ ?(?:英|イギリス)?・?ポンド/, 'Pound', 'GBP'],
  [/^ ?(?:スイス) ?・?フラン/, 'Swiss franc', 'CHF'],
  [/^ ?(?:人民元|中国元|元)/, 'Chinese yuan', 'CNY'],
  [/^ ?(?:韓国)?・?ウォン/, 'South Korean won', 'KRW'],
  [/^ ?(?:台湾)元/, 'New Taiwan dollar', 'TWD'],
  [/^ ?(?:ロシア)?・?ルーブル/, 'Russian ruble', 'RUB'],
  [/^ ?(?:タイ)?・?バーツ/, 'Thai baht', 'THB'],
  [/^ ?(?:インド)?・?ルピー/, 'Indian rupee', 'INR'],
  [/^ ?(?:メキシコ)?・?ペソ/, 'Mexican peso', 'MXN'],
  [/^ ?どる/, 'Dollar', undefined],
  [/^ ?(?:米)?セント/, 'Cent', undefined],
];
const SIGNS: readonly (readonly [RegExp, string, string | undefined])[] = [
  [/(?:us|US)\$ ?$/, 'United States dollar', 'USD'],
  [/(?:hk|HK)\$ ?$/, 'Hong Kong dollar', 'HKD'],
  [/[¥\\] ?$/, 'Japanese yen', 'JPY'],
  [/\$ ?$/, 'Dollar', undefined],
  [/€ ?$/, 'Euro', 'EUR'],
  [/£ ?$/, 'Pound', undefined],
];
/** Hundredths of a currency said behind it: 10円5銭, 545ドルと5セント; a yuan has ten 角. */
const PARTS: readonly (readonly [string, RegExp, number])[] = [
  ['JPY', /^ ?と?銭/, 100],
  ['USD', /^ ?セント/, 100],
  ['EUR', /^ ?セント/, 100],
  ['CNY', /^ ?角/, 10],
];

const MEASURES: readonly (readonly [RegExp, string])[] = [
  [/^ ?平方キロ(?:メートル)?/, 'Square kilometer'],
  [/^ ?平方センチ(?:メートル)?/, 'Square centimeter'],
  [/^ ?(?:平方メートル|平米|㎡|m2)/, 'Square meter'],
  [/^ ?平方フィート/, 'Square foot'],
  [/^ ?平方マイル/, 'Square mile'],
  [/^ ?立方メートル/, 'Cubic meter'],
  [/^ ?立方センチ(?:メートル)?/, 'Cubic centimeter'],
  [/^ ?立方フィート/, 'Cubic foot'],
  [/^ ?キロメートル/, 'Kilometer'],
  [/^ ?センチ(?:メートル)?/, 'Centimeter'],
  [/^ ?ミリメートル/, 'Millimeter'],
  [/^ ?メートル・?トン/, 'Metric ton'],
  [/^ ?メートル/, 'Meter'],
  [/^ ?インチ/, 'Inch'],
  [/^ ?フィート/, 'Foot'],
  [/^ ?ヤード/, 'Yard'],
  [/^ ?マイル/, 'Mile'],
  [/^ ?キログラム/, 'Kilogram'],
  [/^ ?ミリグラム/, 'Milligram'],
  [/^ ?グラム/, 'Gram'],
  [/^ ?(?:トン)/, 'Ton'],
  [/^ ?オンス/, 'Ounce'],
  [/^ ?ポンド/, 'Pound'],
  [/^ ?ミリリットル/, 'Milliliter'],
  [/^ ?リットル/, 'Liter'],
  [/^ ?ガロン/, 'Gallon'],
  [/^ ?バレル/, 'Barrel'],
  [/^ ?エーカー/, 'Acre'],
  [/^ ?ヘクタール/, 'Hectare'],
  [/^ ?ムー/, 'Mu'],
  [/^ ?キロバイト/, 'Kilobyte'],
  [/^ ?メガバイト/, 'Megabyte'],
  [/^ ?ギガバイト/, 'Gigabyte'],
  [/^ ?テラバイト/, 'Terabyte'],
  [/^ ?ビット/, 'Bit'],
  [/^ ?バイト/, 'Byte'],
  [/^ ?(?:km|KM)(?![A-Za-z])/, 'Kilometer'],
  [/^ ?cm(?![A-Za-z])/, 'Centimeter'],
  [/^ ?mm(?![A-Za-z])/, 'Millimeter'],
  [/^ ?(?:kg|KG)(?![A-Za-z])/, 'Kilogram'],
  [/^ ?ml(?![A-Za-z])/i, 'Milliliter'],
  [/^ ?キロ/, 'Kilometer'],
];

/** Percentages, ages, money, measures, temperatures and ordinals of a Japanese text. */
export function japaneseQuantities(text: string): Entity[] {
  const numerals = composed(text);
  const found = numerals.flatMap((numeral) =>
    [percentage, age, money, measure, temperature, ordinal].flatMap((read) => {
      const one = read(text.slice(numeral.to, numeral.to + 24), numeral, text);
      return one ? [finished(text, numeral.from, one)] : [];
    }),
  );
  return [...withParts(text, found, numerals), ...signed(text, numerals), ...words(text)];
}

function finished(text: string, from: number, one: Made): Entity {
  const start = one.start ?? from;
  return { ...one, start, text: text.slice(start, one.end) };
}

const percentage: Behind = (rest, { value, to, plain, written }) => {
  const kilo = /^ ?k/.exec(rest)?.[0] ?? '';
  const word = /^ ?(?:%(?![0-9A-Za-z])|パ ?ー ?セ ?ン ?ト|ポイント)/.exec(rest.slice(kilo.length))?.[0];
  if (word) {
    const share = value * (kilo ? 1000 : 1);
    return { kind: 'percentage', end: to + kilo.length + word.length, values: [`${share}%`] };
  }
  const tenths = /^ ?割(半)?(?:([\d一二三四五六七八九])分)?(?:([\d一二三四五六七八九])厘)?(引き?)?/.exec(rest);
  if (!tenths || !(plain || written === 'digits')) return undefined;
  const digit = (sign: string | undefined) =>
    sign ? (/\d/.test(sign) ? Number(sign) : '一二三四五六七八九'.indexOf(sign) + 1) : 0;
  const share = value * 10 + (tenths[1] ? 5 : 0) + digit(tenths[2]) + digit(tenths[3]) / 10;
  const rounded = Number((tenths[4] ? 100 - share : share).toPrecision(12));
  return { kind: 'percentage', end: to + tenths[0].length, values: [`${rounded}%`] };
};

const age: Behind = (rest, { value, to, from }, text) => {
  const years = /^ ?(?:歳|才)/.exec(rest)?.[0];
  if (years) return { kind: 'age', end: to + years.length, values: [String(value)], unit: 'Year' };
  const unit = /^ ?(?:(日)|(週間?)|([かヶケカヵ箇]月))(齢)?/.exec(rest);
  if (!unit) return undefined;
  const born = /(?:生後|生まれてから)(?:約|もう)? ?$/.test(text.slice(Math.max(0, from - 10), from));
  const baby = /^(?:の時|の赤|児|の子)/.test(rest.slice(unit[0].length)) && unit[3] !== undefined;
  if (!unit[4] && !born && !baby) return undefined;
  return {
    kind: 'age',
    end: to + unit[0].length,
    values: [String(value)],
    unit: unit[1] ? 'Day' : unit[2] ? 'Week' : 'Month',
  };
};

const money: Behind = (rest, { value, to }) => {
  for (const [pattern, unit, currency] of CURRENCIES) {
    const word = pattern.exec(rest)?.[0];
    if (word) return amount(to + word.length, value, unit, currency);
  }
  return undefined;
};

function amount(end: number, value: number, unit: string, currency: string | undefined): Made {
  return { kind: 'money', end, values: [String(value)], unit, ...(currency ? { currency } : {}) };
}

const measure: Behind = (rest, { value, to, from }, text) => {
  for (const [pattern, unit] of MEASURES) {
    const word = pattern.exec(rest)?.[0];
    if (!word) continue;
    const speed = /(時速|秒速) ?$/.exec(text.slice(Math.max(0, from - 3), from));
    const entity = { kind: 'dimension' as const, end: to + word.length, values: [String(value)] };
    if (!speed) return { ...entity, unit };
    const per = speed[1] === '時速' ? 'hour' : 'second';
    return { ...entity, start: from - speed[0].length, unit: `${unit} per ${per}` };
  }
  return undefined;
};

const temperature: Behind = (rest, { value, to, from }, text) => {
  const scale = /(摂氏|華氏)(?:温度)? ?$/.exec(text.slice(Math.max(0, from - 5), from));
  const word = /^ ?(?:度(?!目)|°)(?: ?([CF])(?![A-Za-z]))?/.exec(rest);
  if (!word) return undefined;
  const unit = scale?.[1] === '摂氏' || word[1] === 'C' ? 'C' : scale || word[1] ? 'F' : 'Degree';
  const entity = { kind: 'temperature' as const, end: to + word[0].length, values: [String(value)], unit };
  return scale ? { ...entity, start: from - scale[0].length } : entity;
};

const ordinal: Behind = (rest, { value, to, from, plain }, text) => {
  if (!plain || value < 0) return undefined;
  const before = /(?:第|だい)$/.exec(text.slice(Math.max(0, from - 2), from))?.[0];
  const behind = /^(?:番目|つ目|位|等(?=[級賞])|号室)/.exec(rest)?.[0];
  if (!before && !behind) return undefined;
  const entity = { kind: 'ordinal' as const, end: to + (before ? 0 : (behind?.length ?? 0)), values: [String(value)] };
  return before ? { ...entity, start: from - before.length } : entity;
};

/** 10円5銭 is one amount. */
function withParts(text: string, found: Entity[], numerals: Numeral[]): Entity[] {
  return found.map((one) => {
    if (one.kind !== 'money') return one;
    const next = numerals.find(
      ({ from }) => from === one.end || (from === one.end + 1 && /[と ]/.test(text[one.end] ?? '')),
    );
    const part = next && PARTS.find(([currency]) => currency === one.currency);
    const word = part?.[1].exec(text.slice(next?.to ?? 0, (next?.to ?? 0) + 5))?.[0];
    if (!next || !part || !word) return one;
    const end = next.to + word.length;
    const value = Number((Number(one.values[0]) + next.value / part[2]).toFixed(4));
    return { ...one, end, text: text.slice(one.start, end), values: [String(value)] };
  });
}

/** ¥100, us$ 48.2 万. */
function signed(text: string, numerals: Numeral[]): Entity[] {
  return numerals.flatMap(({ from, to, value }) => {
    const before = text.slice(Math.max(0, from - 4), from);
    const sign = SIGNS.find(([pattern]) => pattern.test(before));
    if (!sign) return [];
    const start = from - (sign[0].exec(before)?.[0].length ?? 0);
    const large = /^ ([万億兆])/.exec(text.slice(to, to + 2));
    const factor = large ? ({ 万: 1e4, 億: 1e8, 兆: 1e12 }[large[1] ?? ''] ?? 1) : 1;
    const end = to + (large?.[0].length ?? 0);
    return [finished(text, start, amount(end, Number((value * factor).toPrecision(15)), sign[1], sign[2]))];
  });
}

const WORDS: readonly (readonly [RegExp, EntityKind, (match: RegExpMatchArray) => string, string?])[] = [
  [/百分の(\d[\d,]{0,12}(?:\.\d{1,6})?)/g, 'percentage', (match) => `${(match[1] ?? '').replace(/,/g, '')}%`],
  [/半額/g, 'percentage', () => '50%'],
  [
    /最後から([一二三四五六七八九\d])つ前(?:の(?:こと|もの))?/g,
    'ordinal',
    (match) => `end-${'一二三四五六七八九'.indexOf(match[1] ?? '') + 1 || Number(match[1])}`,
  ],
  [/最後(?!から)/g, 'ordinal', () => 'end+0'],
  [/最初/g, 'ordinal', () => '1'],
  [/(?<![\p{L}\d]|目)次(?=の)|(?<=[のはをが]|^)次(?=の)/gu, 'ordinal', () => 'current+1'],
  [/(?<![\p{Script=Han}\d])前(?=の)/gu, 'ordinal', () => 'current-1'],
  [/現在(?:のこと)?/g, 'ordinal', () => 'current+0'],
];

/** What needs no numeral. */
function words(text: string): Entity[] {
  const found = WORDS.flatMap(([pattern, kind, value]) =>
    [...text.matchAll(pattern)].map((match): Entity => ({
      kind,
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
      values: [value(match)],
    })),
  );
  return found;
}
