import { fill, type Wording } from '../../flows/fill.js';
import { productBySku } from '../../customers/product.js';
import type { Database } from '../../database/database.js';
import type { Letter } from '../../letters/letter.js';
import type { Settings } from '../../site/settings.js';
import { calendarFile } from './calendar-file.js';
import { codeInLetter } from './code.js';
import type { ShopLinks } from './links.js';
import { shopLetterWords, type ShopLetterWords } from './letter-words.js';
import { nameOf } from './product.js';
import { resetLink } from './password-reset.js';
import { noticedProduct } from './stock-notice.js';
import { visitOf, type Visit } from './visit.js';
import { visitWords } from './visit-words.js';

/** A letter that the shop's errands send: what it says, before it is laid out. */
export interface ShopLetter {
  readonly subject: string;
  readonly opening: string;
  readonly more: readonly string[];
  readonly link: { readonly label: string; readonly url: string } | undefined;
  readonly closing: readonly string[];
  /** A calendar file that goes with it. */
  readonly calendar: { readonly content: string; readonly method: 'PUBLISH' | 'CANCEL' } | undefined;
}

export interface ShopLetterOptions {
  readonly database: Database;
  readonly settings: () => Settings;
  readonly links: ShopLinks;
  /** The installation's own key, and the secret it shares with the shop's site. */
  readonly key: string;
  readonly widgetSecret: string;
  readonly publicUrl: string;
}

/**
 * The letter as it is to be written now, or undefined when there is nothing left to say: a code that is too old, a
 * visit that was moved again. It is made of its row's key alone, so that nothing secret lies in the outbox.
 */
export async function shopLetter(
  options: ShopLetterOptions,
  letter: Letter,
  now: number,
): Promise<ShopLetter | undefined> {
  const { name: shop, zone } = options.settings();
  const words = shopLetterWords(letter.language);
  const wording: Wording = { language: letter.language, zone, now, tables: {} };
  const writer: Writer = {
    ...{ options, letter, now, words, about: letter.key.slice(letter.key.indexOf(':') + 1) },
    say: (text, values) => fill(text, { shop, ...values }, wording),
  };
  switch (letter.kind) {
    case 'code':
      return codeLetter(writer);
    case 'reset':
      return resetLetter(writer);
    case 'visit':
    case 'reminder':
      return visitLetter(writer);
    case 'stock':
      return stockLetter(writer);
    case 'contact':
      return plain(writer, {
        subject: words.contactSubject,
        opening: words.contactChanged,
        more: [words.contactNotYou],
      });
    default:
      return undefined;
  }
}

interface Writer {
  readonly options: ShopLetterOptions;
  readonly letter: Letter;
  readonly now: number;
  readonly words: ShopLetterWords;
  readonly about: string;
  readonly say: (text: string, values?: Readonly<Record<string, unknown>>) => string;
}

function plain(
  { say, words }: Writer,
  { subject, opening, more = [] }: { subject: string; opening: string; more?: readonly string[] },
  values: Readonly<Record<string, unknown>> = {},
): ShopLetter {
  return {
    ...{ subject: say(subject, values), opening: say(opening, values), more: more.map((text) => say(text, values)) },
    ...{ link: undefined, calendar: undefined, closing: [say(words.noReply)] },
  };
}

async function codeLetter(writer: Writer): Promise<ShopLetter | undefined> {
  const { options, about, words, now } = writer;
  const sent = await codeInLetter(options, about, now);
  const text = { subject: words.codeSubject, opening: words.code, more: ['{code}', words.codeNotYou] };
  return sent && plain(writer, text, { code: sent.code, until: sent.expires });
}

async function resetLetter(writer: Writer): Promise<ShopLetter | undefined> {
  const { options, about, words, now } = writer;
  const reset = await resetLink(options, { id: about, page: options.settings().passwordReset, now });
  if (!reset) return undefined;
  const text = { subject: words.resetSubject, opening: words.reset, more: [words.resetNotYou] };
  return { ...plain(writer, text, { until: reset.expires }), link: { label: words.resetButton, url: reset.link } };
}

/** A change that was changed again is not worth a letter; the later one says where things stand. */
async function visitLetter(writer: Writer): Promise<ShopLetter | undefined> {
  const { options, letter, about, words, now } = writer;
  const [site = '', id = '', mark = ''] = about.split(':');
  const visit = await visitOf(options.database, site, id);
  const isReminder = letter.kind === 'reminder';
  if (!visit || mark !== String(isReminder ? visit.start : visit.sequence)) return undefined;
  if (isReminder && visit.status !== 'booked') return undefined;
  const opening = isReminder
    ? words.visitTomorrow
    : visit.status === 'cancelled'
      ? words.visitCancelled
      : visit.sequence === 0
        ? words.visitBooked
        : words.visitMoved;
  const more = visit.status === 'booked' ? [words.visitChange, words.visitFile] : [];
  const told = plain(writer, { subject: words.visitSubject, opening, more }, { visit: visit.id, when: visit.start });
  const method = visit.status === 'booked' ? 'PUBLISH' : 'CANCEL';
  const calendar = {
    content: await visitCalendar(options, { site, visit, language: letter.language }),
    method,
  } as const;
  const link = { label: words.visitButton, url: options.links.address('visit', visit.id, now) };
  return { ...told, calendar, link: visit.status === 'booked' ? link : undefined };
}

async function stockLetter(writer: Writer): Promise<ShopLetter | undefined> {
  const { options, letter, about, words } = writer;
  const noticed = await noticedProduct(options.database, about);
  const product = noticed && (await productBySku(options.database, noticed.site, noticed.sku));
  if (!product || (product.stock ?? 0) === 0) return undefined;
  const { homepage } = options.settings();
  const text = { subject: words.stockSubject, opening: words.stock, more: [words.stockOnce] };
  const told = plain(writer, text, { product: nameOf(product, letter), sku: product.sku });
  return { ...told, link: homepage === null ? undefined : { label: words.stockButton, url: homepage } };
}

/** The calendar file of a visit as it stands: in letters and under its link. */
export async function visitCalendar(
  { database, settings, publicUrl }: Pick<ShopLetterOptions, 'database' | 'settings' | 'publicUrl'>,
  { site, visit, language }: { site: string; visit: Visit; language: string },
): Promise<string> {
  const { name: shop, contact } = settings();
  const words = visitWords(language);
  const product = visit.sku === '' ? undefined : await productBySku(database, site, visit.sku);
  const filled = (text: string): string =>
    text
      .replaceAll('{shop}', shop)
      .replaceAll('{visit}', visit.id)
      .replaceAll('{product}', product ? nameOf(product, { language }) : visit.sku)
      .trim();
  return calendarFile(visit, {
    ...{ summary: filled(words.summary), description: filled(words.description), location: visit.address },
    ...{ organizer: contact.mail, shop, host: new URL(publicUrl).host },
  });
}
