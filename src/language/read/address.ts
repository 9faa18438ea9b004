import { type Reading, halfRead, none } from './reading.js';

const PREFECTURE =
  /(?:北海道|東京都|大阪府|京都府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県)/;
const POSTAL = /(?:〒 ?|郵便番号は? ?)?(?<![\d-])(\d{3})-?(\d{4})(?![\d-])/;
const PLACE = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー]{1,12}[市区町村郡]/u;
const HOUSE = /\d{1,4}(?:丁目|番地?|号|-\d)|[一二三四五六七八九十]{1,3}丁目|\d{1,5}$/;
const ENDING =
  /(?:です|になります|でお願いします|まで(?:送ってください|お願いします)?|に(?:送ってください|お願いします))?[。.!\s]*$/;
const BEGINNING =
  /^(?:(?:新しい|届け先の?|送り先の?|自宅の?|私の)?(?:住所|届け先|送り先)は?[:、, ]?|(?:my |the )?(?:new )?(?:shipping |delivery |home |postal )?address (?:is|:) ?|(?:please )?(?:send|ship|deliver) (?:it )?to |i live at |it(?:'s| is) )/i;

const STREET =
  /\b\d{1,6}[a-z]?(?:-\d{1,5})?,? (?:[\p{L}.'-]{1,24} ){0,5}(?:st(?:reet)?|ave(?:nue)?|r(?:oa)?d|lane|ln|dr(?:ive)?|blvd|boulevard|way|place|pl|court|ct|square|sq|terrace|close|crescent|hill|parkway|highway|row|mews)\b\.?/iu;
const CODE =
  /\b(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]{2}\.?,? \d{5}(?:-\d{4})?|\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{3}-\d{4})\b/;
/** Japanese places in Latin letters: Nerima-ku, Midori-cho, Tokyo. */
const ROMAJI =
  /\b[\p{L}'’]{2,20}-(?:ku|shi|cho|cho(?:u|me)|machi|gun|mura|son|ken|fu|to|dori)\b|\b(?:tokyo|osaka|kyoto|hokkaido|okinawa)\b/iu;
const BLOCK = /(?<![\d-])\d{1,4}(?:-\d{1,4}){1,3}(?![\d-])|\b\d{1,2}[ -]?chome\b/giu;
const ROMAJI_CODE = /〒? ?(?<![\d-])\d{3}-\d{4}(?![\d-])/gu;
const CHANGED =
  /\b(?:not|old|former|no longer|wrong|instead of|or)\b|ではな|じゃな|以外|違|間違|または|もしくは|旧住所|前の住所/i;

/**
 * A postal address as one line. Japanese ones need the postal code, a place and a house number, others street, number
 * and code; what has only some of these is asked back with what was read.
 */
export function readAddress(text: string): Reading {
  const said = text.replace(BEGINNING, '').replace(ENDING, '').trim();
  const romaji = /\p{Script=Han}/u.test(said) ? undefined : readRomaji(said);
  if (romaji) return romaji;
  return /[\p{Script=Han}〒]/u.test(said) ? readJapanese(said) : readLatin(said);
}

function readJapanese(said: string): Reading {
  const postal = POSTAL.exec(said);
  const at = PREFECTURE.exec(said) ?? PLACE.exec(said);
  const place = at ? said.slice(at.index).trim() : '';
  if (!postal && place === '') return none;
  const isBehind = postal && at && postal.index > at.index;
  const line = (isBehind ? place.replace(postal[0], '') : place).replace(/[、,]/g, ' ').replace(/\s+/g, ' ').trim();
  const code = postal ? `〒${postal[1] ?? ''}-${postal[2] ?? ''}` : '';
  const whole = [code, line].filter((part) => part !== '').join(' ');
  // Two codes, or a line without a number, and the parcel goes astray.
  const again = postal && POSTAL.test(said.replace(postal[0], ' '));
  if (!postal || !PLACE.test(line) || !HOUSE.test(line) || again || CHANGED.test(said)) return halfRead(whole);
  return { status: 'read', value: whole, display: whole, rest: '' };
}

/**
 * How those who do not write Japanese write where they live in Japan: block and house ("2-3-4"), place and code, in either
 * order. The line stays as it was written; undefined where it is none.
 */
function readRomaji(said: string): Reading | undefined {
  const codes = said.match(ROMAJI_CODE) ?? [];
  const [code] = codes;
  if (code === undefined || !ROMAJI.test(said)) return undefined;
  const line = said.replace(/\s+/g, ' ').replace(/[,. ]+$/, '');
  const blocks = line.replace(ROMAJI_CODE, ' ').match(BLOCK) ?? [];
  if (codes.length > 1 || blocks.length === 0 || CHANGED.test(said)) return halfRead(line);
  return { status: 'read', value: line, display: line, rest: '' };
}

function readLatin(said: string): Reading {
  const street = STREET.exec(said);
  const code = CODE.exec(said);
  if (!street) return code && said.split(/[, ]+/).length > 2 ? halfRead(code[0]) : none;
  const line = said
    .slice(street.index)
    .replace(/\s+/g, ' ')
    .replace(/[,. ]+$/, '');
  const isWhole =
    code !== null && code.index >= street.index && STREET.exec(said.slice(street.index + street[0].length)) === null;
  if (!isWhole || CHANGED.test(said)) return halfRead(line);
  return { status: 'read', value: line, display: line, rest: '' };
}
