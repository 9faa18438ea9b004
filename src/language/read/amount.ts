import type { Entity } from '../find/entity.js';
import { type Candidate, type Reading, fromCandidates, halfRead, invalid, none, without } from './reading.js';

// What, beside an amount, means that it is not the one meant, or not exactly.
const INEXACT =
  /\b(?:not|isn't|wasn't|never|more than|less than|under|over|about|around|almost|nearly|roughly|up to|at least|at most|between|maybe|each|per|off|instead of|plus)\b|以上|以下|未満|より|では?な|じゃな|約|ほど|くらい|ぐらい|前後|弱|強|台|ずつ|オフ|引き?$|引[きくい、。]|割引|たぶん|多分|かも|プラス|足す/i;

// Names that several currencies share: asked back, unless it is the shop's own.
const SHARED: Record<string, readonly string[]> = {
  Dollar: ['USD', 'AUD', 'CAD', 'NZD', 'HKD', 'SGD'],
  Pound: ['GBP'],
  Cent: [],
  Rupee: ['INR'],
  Peso: ['MXN'],
};

/**
 * An amount of money, as number and code (`3500 JPY`).
 *
 * A name several currencies share ($) is the shop's own or asked back; so is a bare number, and an amount that was only
 * named about.
 */
export function readMoney(
  text: string,
  found: Entity[],
  { currency, language }: { currency: string; language: string },
): Reading {
  const amounts = found.filter(({ values }) => values[0] !== undefined && values[0] !== '' && values[0] !== 'null');
  if (amounts.length === 0) return bareNumber(text, (number) => money(number, currency, language));
  const rest = without(text, ...amounts.map((one) => one.text));
  if (INEXACT.test(text) || /\d/.test(rest)) return halfRead(amounts.map((one) => one.text).join(', '));
  const codes = amounts.map(
    (one) =>
      (isShared(one) ? undefined : one.currency) ?? (SHARED[one.unit ?? '']?.includes(currency) ? currency : undefined),
  );
  const candidates = amounts.flatMap((one, at) => {
    const code = codes[at] ?? SHARED[one.unit ?? '']?.[0] ?? one.currency;
    return code === undefined ? [] : [money(Number(one.values[0]), code, language)];
  });
  if (candidates.length < amounts.length || candidates.some(({ value }) => /\d\.\d+ (?:JPY|KRW)$/.test(value)))
    return invalid('unclear-amount');
  return codes.every((code) => code !== undefined)
    ? fromCandidates(candidates, rest)
    : { status: 'ambiguous', candidates };
}

/** ドル alone is the American one to some and the shop's to others. */
function isShared({ text }: Entity): boolean {
  return (
    /ドル|ポンド|どる/.test(text) &&
    !/米|アメリカ|香港|豪|オーストラリア|カナダ|シンガポール|台湾|ニュージーランド|英|イギリス/.test(text)
  );
}

function money(number: number, code: string, language: string): Candidate {
  return {
    value: `${number} ${code}`,
    display: new Intl.NumberFormat(language, { style: 'currency', currency: code }).format(number),
  };
}

/** A share in hundredths, as a number (`10` of 10 %). "Two tenths off" is asked back: what is left, or what goes? */
export function readPercentage(text: string, found: Entity[]): Reading {
  const shares = found.filter(({ values }) => /\d/.test(values[0] ?? ''));
  if (shares.length === 0) return bareNumber(text, share);
  const rest = without(text, ...shares.map((one) => one.text));
  if (shares.some((one) => one.text.includes('引')) || INEXACT.test(rest) || /\d/.test(rest))
    return halfRead(shares.map((one) => one.text).join(', '));
  return fromCandidates(
    shares.map((one) => share(Number((one.values[0] ?? '').replace('%', '')))),
    rest,
  );
}

function share(number: number): Candidate {
  return { value: String(number), display: `${number} %` };
}

/** A number without its unit is likely meant, and asked back. */
function bareNumber(text: string, candidate: (number: number) => Candidate): Reading {
  const said = /^[^\d]{0,20}?(\d{1,3}(?:,\d{3}){1,3}|\d{1,9}(?:\.\d{1,2})?)(?:です|でした|くらい)?[.。!]?$/.exec(
    text,
  )?.[1];
  if (said !== undefined) return { status: 'ambiguous', candidates: [candidate(Number(said.replace(/,/g, '')))] };
  return /\d/.test(text) ? invalid('unclear-amount') : none;
}
