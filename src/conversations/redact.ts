/**
 * Card numbers and My Number (the Japanese personal number) are cut before anything is stored or compared.
 *
 * A card number is 13 to 19 digits with a known issuer's prefix that pass Luhn; My Number is 12 digits that pass its
 * check digit (Cabinet order 85 of 2014: weights 2..7, modulo 11) and stands beside a word that names it, since one in
 * eleven tracking numbers would pass by chance. What matches the shop's own patterns (order numbers) is left alone.
 */
export function redact(text: string, own: readonly RegExp[] = []): string {
  if (!/\d[\d\s\-–.]{9,}\d|[０-９]{4}/.test(text)) return text;
  const kept = own.flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern, 'giu'))].map(({ index, 0: found }) => [index, index + found.length] as const),
  );
  const isOwn = (from: number, to: number): boolean => kept.some(([start, end]) => from >= start && to <= end);
  return text.replace(numberRun, (found: string, offset: number) => {
    if (isOwn(offset, offset + found.length)) return found;
    const digits = digitsOf(found);
    if (isCard(digits)) return '[card number removed]';
    if (isMyNumber(digits) && namesMyNumber.test(text)) return '[my number removed]';
    return found;
  });
}

// A fixed upper bound keeps this linear; separators are those people copy along with a number.
const numberRun = /[0-9０-９](?:[ \u3000.\-‐–—−]?[0-9０-９]){11,18}/gu;

const namesMyNumber = /my\s?number|マイナンバー|個人番号/i;

function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/\D/g, '');
}

/** Issuer prefixes as published by the card schemes: Visa, Mastercard, Amex, Diners, Discover, JCB, UnionPay. */
const issuers =
  /^(4|5[1-5]|2(22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)|3[47]|3(0[0-5]|[689])|6(011|4[4-9]|5)|35(2[89]|[3-8]\d)|62)/;

function isCard(digits: string): boolean {
  return digits.length >= 13 && digits.length <= 19 && issuers.test(digits) && passesLuhn(digits);
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function isMyNumber(digits: string): boolean {
  if (digits.length !== 12) return false;
  let sum = 0;
  for (let place = 1; place <= 11; place++) sum += Number(digits[11 - place]) * (place <= 6 ? place + 1 : place - 5);
  const rest = sum % 11;
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest);
}
