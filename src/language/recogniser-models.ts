/** What Microsoft's recognisers can be asked for. */
export const models = [
  'number',
  'dates',
  'ordinal',
  'percentage',
  'age',
  'currency',
  'dimension',
  'temperature',
  'phone',
  'email',
  'url',
  'ip',
  'mention',
  'hashtag',
  'guid',
] as const;

export type Model = (typeof models)[number];

const NUMBER_WORDS =
  /\d|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|[bt]rillion|dozen|half|quarter|third|lakh|crore)s?\b/i;
const DATE_WORDS =
  /\d|\b(?:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)|day|week|month|year|fortnight|quarter|decade|century|hour|minute|tomorrow|tonight|morning|afternoon|evening|night|noon|o'clock|christmas|easter|thanksgiving|recently|now\b|ago\b|(?:al|dai|week|month|annual)ly\b/i;

/** Our own cheap look whether there is anything to read; no worker is asked otherwise. */
const SIGNS: Record<Model, RegExp> = {
  number: NUMBER_WORDS,
  dates: DATE_WORDS,
  ordinal: /\d(?:st|nd|rd|th)\b|\b(?:first|second|third|\w{2,12}(?:th|ths))\b/i,
  percentage: /%|\bper ?cent/i,
  age: /\b(?:old|age|aged|years?|months?|weeks?|days?)\b/i,
  currency:
    /[$€£¥₩₹₿¢฿₽₺]|\b(?:[a-z]{0,12}dollars?|bucks?|cents?|euros?|pounds?|pence|pennies|yen|yuan|rmb|kuai|mao|rupees?|rupiahs?|francs?|pesos?|lira|won|krona|krone|kroner|crowns?|rand|real|reais|baht|dinars?|dirhams?|riyals?|rubles?|shekels?|ringgit|dong|zloty|forint|ounces?|bitcoins?|m?[a-z]{3} ?\d|\d ?[a-z]{3})\b|[A-Z]{3}/i,
  dimension: NUMBER_WORDS,
  temperature: /degree|°|celsius|centigrade|fahrenheit|kelvin|\d ?[cfk]\b/i,
  phone: /\d[\d() .+x-]{3,}\d/i,
  email: /@/,
  url: /\w\.\w|:\/\//,
  ip: /\d\.\d|[\da-f]:|::/i,
  mention: /@/,
  hashtag: /#/,
  guid: /[\da-f]{8}/i,
};

export function worthAsking(model: Model, text: string): boolean {
  return SIGNS[model].test(text);
}
