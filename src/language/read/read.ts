import { createFinder } from '../find/find.js';
import { languageOf } from '../languages.js';
import { normalise } from '../normalise.js';
import type { Recogniser } from '../recogniser.js';
import { readAddress } from './address.js';
import { readMoney, readPercentage } from './amount.js';
import { type Choice, readChoice } from './choice.js';
import { dayIn, secondsIn } from './civil-date.js';
import { type PhoneRegion, readEmail, readPhone } from './contact.js';
import { readDate } from './date.js';
import type { Side } from './date-candidates.js';
import { createMatter } from './matter.js';
import { readNumber } from './number.js';
import { createOrderNumberReader } from './order-number.js';
import type { ProductMatch } from './product-matcher.js';
import { type Reading, type SlotKind, invalid, none, without } from './reading.js';
import { readWhen } from './when.js';
import { type Question, readYesNo } from './yes-no.js';

export type ReadContext = {
  language: string;
  now: Date;
  /** What can be chosen; needed for `choice`. */
  choices?: Choice[];
  /** On which side of today a date must lie, when the question says so. */
  side?: Side;
  /** Nothing of the kind was asked for: a product or a choice counts only by a whole name. */
  inPassing?: boolean;
  /** Whether yes or no answers an offer or a read-back. */
  question?: Question;
};

export type Readers = ReturnType<typeof createReaders>;

const LONGEST = 500;
const LONGEST_TEXT = 2000;

/**
 * The one way by which anything a flow asks is read out of what a customer wrote.
 *
 * `orderPatterns` and `trackingPatterns` are the shop's numbers as regular expressions, `zone` the shop's time zone,
 * `phoneRegion` the country of numbers written without one, `currency` that of amounts. `find` gives what stands anywhere
 * in a text, undecided; `read` decides; `matter` leaves out what is no part of a question, `nameless` what the shop sells.
 * Never rejects for any text. What is not certain is `ambiguous` or `invalid`, to be asked back: a value that comes as `read` is what was written.
 */
export function createReaders({
  recogniser,
  orderPatterns = ['A-\\d{5}'],
  trackingPatterns = [],
  matchProduct = () => [],
  nameless = (text) => text,
  zone,
  phoneRegion = 'JP',
  currency = 'JPY',
}: {
  recogniser: Recogniser;
  orderPatterns?: string[];
  trackingPatterns?: string[];
  matchProduct?: (text: string, language: string, inPassing?: boolean) => ProductMatch[];
  nameless?: (text: string) => string;
  zone: string;
  phoneRegion?: PhoneRegion;
  currency?: string;
}) {
  const orders = createOrderNumberReader(orderPatterns);
  const parcels = createOrderNumberReader(trackingPatterns, 'not-a-tracking-number');
  const find = createFinder({ recogniser, zone });
  const matter = createMatter({ orderPatterns, trackingPatterns, phoneRegion });

  async function read(kind: SlotKind, written: string, context: ReadContext): Promise<Reading> {
    if (kind === 'text') return readText(written);
    const text = normalise(written.slice(0, LONGEST_TEXT));
    if (text === '') return none;
    // Taken from a long story a detail may be another one's; the flow asks for it alone.
    if (text.length > LONGEST) return invalid('too-long');
    if (kind === 'order number') return orders.read(text);
    if (kind === 'tracking number') return parcels.read(without(text, ...orders.find(text).map((one) => one.text)));
    if (kind === 'choice') return readChoice(text, context.choices ?? [], context);
    if (kind === 'yes-no') return readYesNo(text, context.question, context.language);
    if (kind === 'email') return readEmail(text);
    if (kind === 'address') return readAddress(text);
    // Order numbers are digits too: out they go before a phone, a date or a quantity can claim them.
    const taken = [...orders.find(text), ...parcels.find(text)].map((one) => one.text);
    const free = taken.length > 0 ? without(text, ...taken) : text;
    if (kind === 'product') return readProduct(matchProduct(free, context.language, context.inPassing), free);
    if (kind === 'phone') return readPhone(withoutMail(free), phoneRegion);
    if (kind === 'contact') return readContact(free, phoneRegion);
    if (kind === 'number') return readNumber(free, recogniser, context.language);
    if (isForeign(free, context.language) && !isPlain(kind, free)) return asWritten(kind, free);
    if (kind === 'money')
      return readMoney(free, await find('money', free, context), { currency, language: context.language });
    if (kind === 'percentage') return readPercentage(free, await find('percentage', free, context));
    const today = dayIn(zone, context.now);
    if (kind !== 'date') {
      const now = { today, seconds: secondsIn(zone, context.now) };
      return readWhen(kind, free, { language: context.language, now, side: context.side });
    }
    const at = { today, side: context.side };
    return readDate(free, { language: context.language, at, recogniser });
  }

  return { read, find, matter, nameless };
}

/** A language with answers of its own, in its own letters: amounts and times in words are nobody's to read yet. */
function isForeign(text: string, language: string): boolean {
  const isJapanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
  return !isJapanese && languageOf(language)?.answers !== undefined;
}

/** What means the same in every language: a day is read by the language itself, a time of day as 15:30. */
function isPlain(kind: SlotKind, text: string): boolean {
  if (kind === 'date') return true;
  return kind === 'time' && /^\D{0,20}(?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d(?: ?uhr|h)?[.! ]{0,3}$/iu.test(text);
}

/** Asked back with what was said, as 1.500 € is 1.5 to some readers: better asked than wrong. */
const asWritten = (kind: SlotKind, text: string): Reading => {
  if (!/\d/.test(text)) return none;
  return invalid(kind === 'money' || kind === 'percentage' ? 'unclear-amount' : 'not-a-time');
};

function readText(written: string): Reading {
  const value = written.trim();
  if (value === '') return none;
  return value.length > LONGEST_TEXT ? invalid('too-long') : { status: 'read', value, display: value, rest: '' };
}

function readProduct(matches: ProductMatch[], rest: string): Reading {
  const [first, second] = matches;
  if (!first) return none;
  const best = matches.filter((one) => one.score === first.score);
  if (first.score === 1 && second?.score !== 1) return { status: 'read', value: first.sku, display: first.name, rest };
  const close = best.length > 1 ? best : matches;
  return { status: 'ambiguous', candidates: close.slice(0, 5).map(({ sku, name }) => ({ value: sku, display: name })) };
}

/** A mail address or a phone number; the mail when both are given, the phone then is in the rest. */
function readContact(text: string, region: PhoneRegion): Reading {
  const mail = readEmail(text);
  return mail.status === 'none' ? readPhone(text, region) : mail;
}

function withoutMail(text: string): string {
  return text.replace(/\S{1,64}@\S{1,255}/g, ' ');
}
