import { type Candidate, type Reading, fromCandidates, invalid, none, without } from './reading.js';

export type PhoneRegion = 'JP' | 'US' | 'GB';

type Parsed = Candidate & { text: string };

// Domains that customers mistype most; the mail would bounce or reach a stranger, so the right one is offered.
const MISTYPED = new Map([
  ['gmial.com', 'gmail.com'],
  ['gmai.com', 'gmail.com'],
  ['gamil.com', 'gmail.com'],
  ['gmail.con', 'gmail.com'],
  ['gmail.co', 'gmail.com'],
  ['gnail.com', 'gmail.com'],
  ['hotmial.com', 'hotmail.com'],
  ['hotmail.con', 'hotmail.com'],
  ['yaho.co.jp', 'yahoo.co.jp'],
  ['yahoo.co.jo', 'yahoo.co.jp'],
  ['yahoo.con', 'yahoo.com'],
  ['docomo.ne.jo', 'docomo.ne.jp'],
  ['docomo.co.jp', 'docomo.ne.jp'],
  ['ezweb.co.jp', 'ezweb.ne.jp'],
  ['icloud.con', 'icloud.com'],
  ['iclould.com', 'icloud.com'],
]);

// An address longer than 320 characters cannot exist; the bound also keeps a long run of dots cheap.
// A Latin letter in front that no address has (é) would make the rest look like one.
const MAIL = /(?<![\p{Script=Latin}\d_.+-])[\w.%+!#$&'*/=?^{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}/gu;

/** Mail addresses, in lower case. Two dots in a row stay: old Japanese mobile addresses have them. */
export function readEmail(text: string): Reading {
  const found = text.match(MAIL) ?? [];
  const addresses = found.map((one) =>
    one
      .toLowerCase()
      .replace(/^\.+/, '')
      .replace(/[.-]+$/, ''),
  );
  if (!text.includes('@')) return none;
  if (found.length === 0 || !addresses.every(isAddress)) return invalid('not-an-email');
  // Anything else with an @ beside a good address ("tàro@…") means one was read in part.
  if (text.split('@').length - 1 !== found.length) return invalid('not-an-email');
  const candidates = addresses.flatMap((address) => {
    const [name = '', domain = ''] = address.split('@');
    const right = MISTYPED.get(domain);
    return [...(right ? [`${name}@${right}`] : []), address];
  });
  return fromCandidates(
    candidates.map((value) => ({ value, display: value })),
    without(text, ...found),
  );
}

/** The mail addresses and phone numbers of a text as they stand in it; what only looks like one is left out. */
export function contactsIn(text: string, region: PhoneRegion): string[] {
  const mails = (text.match(MAIL) ?? [])
    .map((one) => one.replace(/[.-]+$/, ''))
    .filter((one) => isAddress(one.toLowerCase()));
  const rest = mails.reduce((left, one) => left.replace(one, ' '), text);
  const phones = (rest.match(PHONE_RUN) ?? []).filter((run) =>
    parseRun(run, region).every((one) => typeof one !== 'string'),
  );
  return [...mails, ...phones.map((one) => one.trim())];
}

function isAddress(address: string): boolean {
  const labels = (address.split('@')[1] ?? '').split('.');
  const top = labels.at(-1) ?? '';
  const sound = labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
  return labels.length >= 2 && sound && /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(top);
}

// Digits held together by what people write between the groups of a number.
const PHONE_RUN = /(?<![A-Za-z0-9@.+-])\+?\(?\d[\d()\-ー. ]{5,30}\d(?![A-Za-z0-9@])/g;

/** Phone numbers as +81…; a number that begins with 0 belongs to the shop's own region. */
export function readPhone(text: string, region: PhoneRegion): Reading {
  const runs = text.match(PHONE_RUN) ?? [];
  if (runs.length === 0) return /(?<![A-Za-z\d])\d{5,}(?![A-Za-z\d])/.test(text) ? invalid('not-a-phone-number') : none;
  const parsed = runs.flatMap((run) => parseRun(run, region));
  const wrong = parsed.find((one) => typeof one === 'string');
  if (wrong) return invalid(wrong);
  const numbers = parsed.filter((one): one is Parsed => typeof one !== 'string');
  return fromCandidates(
    numbers.map(({ value, display }) => ({ value, display })),
    without(text, ...runs),
  );
}

type Wrong = 'too-short' | 'not-a-phone-number';

/** One number, or two that stand side by side with a space between. */
function parseRun(run: string, region: PhoneRegion): (Parsed | Wrong)[] {
  const whole = parsePhone(run, region);
  if (typeof whole !== 'string') return [whole];
  const parts = run.split(' ').map((part) => parsePhone(part, region));
  return parts.length > 1 && parts.every((part) => typeof part !== 'string') ? parts : [whole];
}

function parsePhone(text: string, region: PhoneRegion): Parsed | Wrong {
  const digits = text.replace(/\D/g, '');
  const display = text
    .replace(/[ー. ()]+/g, '-')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '');
  if (!text.trim().startsWith('+')) {
    const national = NATIONAL[region](digits);
    return national.startsWith('+') ? { value: national, display, text } : wrong(digits);
  }
  // +81 (0)90-…: the trunk zero is written by habit and never dialled.
  const abroad = digits.replace(/^(81|44)0/, '$1');
  const own = abroad.startsWith('81') ? NATIONAL.JP(`0${abroad.slice(2)}`) : `+${abroad}`;
  const possible = own !== '' && /^\+[1-9]\d{7,14}$/.test(own);
  return possible ? { value: own, display: text.trim().replace('(0)', '').replace(/\s+/g, ' '), text } : wrong(digits);
}

function wrong(digits: string): Wrong {
  return digits.startsWith('0') && digits.length < 10 ? 'too-short' : 'not-a-phone-number';
}

/** The number with its country, or '' when no such number can be dialled. */
const NATIONAL: Record<PhoneRegion, (digits: string) => string> = {
  // Eleven digits are mobile and IP numbers only (and 0800); no area code begins with 00.
  JP: (digits) => (/^(?:0[5-9]0[0-9]\d{7}|0(?![5789]0)[1-9]\d{8})$/.test(digits) ? `+81${digits.slice(1)}` : ''),
  US: (digits) => (/^1?[2-9]\d{2}[2-9]\d{6}$/.test(digits) ? `+1${digits.slice(-10)}` : ''),
  GB: (digits) => (/^0[1-9]\d{8,9}$/.test(digits) ? `+44${digits.slice(1)}` : ''),
};
