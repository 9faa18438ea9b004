/**
 * Card numbers and My Number (the Japanese personal number) are cut before anything is stored or compared.
 *
 * A card number is 13 to 19 digits with a known issuer's prefix that pass Luhn; My Number is 12 digits that pass its
 * check digit (Cabinet order 85 of 2014: weights 2..7, modulo 11) and stands beside a word that names it, since one in
 * eleven tracking numbers would pass by chance. What matches the shop's own patterns (order numbers) is left alone.
 */
export function redact(text: string, own: readonly RegExp[] = []): string {
  if (text.search(numberRun) === -1) return text;
  const kept = own.flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern, 'giu'))].map(({ index, 0: found }) => [index, index + found.length] as const),
  );
  const isOwn = (from: number, to: number): boolean => kept.some(([start, end]) => from >= start && to <= end);
  const isNamed = namesMyNumber.test(text);
  return text.replace(numberRun, (run: string, at: number) =>
    cutNumbers(run, { isNamed, isOwn: (from, to) => isOwn(at + from, at + to) }),
  );
}

// Linear: no digit can be matched in two ways. Separators are those people copy or type along with a number.
const numberRun = /[0-9０-９](?:[ \u3000.\-‐‑‒–—−ー]?[0-9０-９]){11,}/gu;

/**
 * People write the expiry date, the code on the back or a second card right after the number. So a run of digits is
 * looked at in its groups: the longest stretch of whole groups that is a card or My Number is cut, the rest stays.
 */
function cutNumbers(
  run: string,
  { isNamed, isOwn }: { isNamed: boolean; isOwn: (from: number, to: number) => boolean },
): string {
  const groups = groupsOf(run);
  const digits = groups.map((group) => group.digits).join('');
  let left = '';
  let done = 0;
  for (const [first, { from }] of groups.entries()) {
    if (from < done) continue;
    for (const { to, start, end } of stretches(groups, first).reverse()) {
      const mark = isOwn(from, to) ? run.slice(from, to) : markFor(digits.slice(start, end), isNamed);
      if (mark === undefined) continue;
      left += run.slice(done, from) + mark;
      done = to;
      break;
    }
  }
  return left + run.slice(done);
}

interface Group {
  readonly from: number;
  readonly to: number;
  readonly digits: string;
  /** Its place among all digits of the run. */
  readonly start: number;
  readonly end: number;
}

function groupsOf(run: string): Group[] {
  let start = 0;
  return [...run.matchAll(/[0-9０-９]+/gu)].map(({ index, 0: found }) => {
    const digits = found.normalize('NFKC');
    const group = { from: index, to: index + found.length, digits, start, end: start + digits.length };
    start = group.end;
    return group;
  });
}

/**
 * The stretches of whole groups from this one on that are as long as a number to be cut, shortest first. Four thousand
 * characters hold two thousand groups of one digit: nothing is copied before it is as long as that.
 */
function stretches(groups: readonly Group[], first: number): Pick<Group, 'to' | 'start' | 'end'>[] {
  const found: Pick<Group, 'to' | 'start' | 'end'>[] = [];
  const start = groups[first]?.start ?? 0;
  for (let last = first; last < groups.length; last++) {
    const group = groups[last];
    if (!group || group.end - start > 19) break;
    if (group.end - start >= 12) found.push({ to: group.to, start, end: group.end });
  }
  return found;
}

function markFor(digits: string, isNamed: boolean): string | undefined {
  if (isCard(digits)) return '[card number removed]';
  return isNamed && isMyNumber(digits) ? '[my number removed]' : undefined;
}

const namesMyNumber = /my\s?number|マイナンバー|個人番号/i;

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
