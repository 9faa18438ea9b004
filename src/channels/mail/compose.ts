import type { SendMailOptions } from 'nodemailer';
import { eventsAfter } from '../../conversations/log.js';
import type { Clock } from '../../clock.js';
import type { Database } from '../../database/database.js';
import { fill, type Wording } from '../../flows/fill.js';
import { contactOf } from '../../letters/contact.js';
import { shopLetterKinds, type Letter } from '../../letters/letter.js';
import { worthALetter } from '../../letters/unseen.js';
import type { ShopLetter } from '../../shop/own/shop-letter.js';
import type { Settings } from '../../site/settings.js';
import type { TicketLinks } from '../../tickets/link.js';
import { latestTicketOf, type Ticket } from '../../tickets/ticket.js';
import type { Event, Message } from '../../wire.js';
import { messageIdOf, withMark, type Sender } from './addresses.js';
import { htmlLetter, plainLetter, type LetterText } from './letter-text.js';
import { letterWords } from './words.js';

/** What letters are made with. */
export interface Stationery {
  readonly database: Database;
  readonly clock: Clock;
  readonly links: TicketLinks;
  readonly from: Sender;
  /** Whether answers to letters are read: then they carry the ticket's own address to answer to. */
  readonly answerable: boolean;
  readonly settings: () => Settings;
  /** Writes the letters of the shop's errands; undefined where there is nothing left to say. */
  readonly shopLetter: (letter: Letter, now: number) => Promise<ShopLetter | undefined>;
}

/**
 * The letter as a mail server takes it. Made from the log at each try: the same stretch, Message-ID and threading each
 * time. `undefined` when there is nothing left to say, because the person was erased.
 */
export async function compose(stationery: Stationery, letter: Letter): Promise<SendMailOptions | undefined> {
  const { from, settings } = stationery;
  const words = letterWords(letter.language);
  const shop = settings().name;
  const common = {
    from: { name: from.name ?? shop, address: from.address },
    to: letter.recipient,
    messageId: messageIdOf(letter.id, from.address),
    date: new Date(letter.created),
    // Out-of-office programs then stay silent, and two machines never answer each other.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
  if (letter.kind === 'test') {
    const text = {
      ...blank(letter.language, shop),
      greeting: words.helloNoName,
      opening: filled(words.test, { shop }),
    };
    return { ...common, subject: filled(words.testSubject, { shop }), text: plainLetter(text), html: htmlLetter(text) };
  }
  if (isShopLetter(letter)) {
    const told = await stationery.shopLetter(letter, stationery.clock.now());
    return told && { ...common, ...shopParts(letter, told, shop) };
  }
  const ticket =
    letter.conversation === null ? undefined : await latestTicketOf(stationery.database, letter.conversation);
  const text = ticket && (await written(stationery, letter, ticket));
  if (!ticket || !text) return undefined;
  const before = await threadBefore(stationery, letter);
  const subject = filled(words.subject, { shop, ticket: ticket.number });
  return {
    ...common,
    subject: before.length > 0 ? `Re: ${subject}` : subject,
    ...(before.length > 0 ? { inReplyTo: before.at(-1), references: [...before] } : {}),
    ...(stationery.answerable ? { replyTo: withMark(from.address, stationery.links.replyMark(ticket.number)) } : {}),
    ...{ text: plainLetter(text), html: htmlLetter(text) },
  };
}

const isShopLetter = ({ kind }: Letter): boolean => shopLetterKinds.some((one) => one === kind);

function shopParts(
  { language }: Letter,
  { subject, opening, more, link, closing, calendar }: ShopLetter,
  shop: string,
): Pick<SendMailOptions, 'subject' | 'text' | 'html' | 'attachments'> {
  const text = {
    ...{ ...blank(language, shop), greeting: letterWords(language).helloNoName },
    ...{ opening, more, link, closing },
  };
  const file = calendar && {
    ...{ filename: 'visit.ics', content: calendar.content },
    contentType: `text/calendar; charset=utf-8; method=${calendar.method}`,
  };
  return { subject, text: plainLetter(text), html: htmlLetter(text), ...(file ? { attachments: [file] } : {}) };
}

async function written(stationery: Stationery, letter: Letter, ticket: Ticket): Promise<LetterText | undefined> {
  const { database, clock, links, settings, answerable } = stationery;
  const { name: shop, zone } = settings();
  const { language } = letter;
  const words = letterWords(language);
  const wording: Wording = { language, zone, now: clock.now(), tables: {} };
  const [conversation] = await database.read(
    database.build.selectFrom('conversation').select('thread').where('id', '=', ticket.conversation),
  );
  const { name } = await contactOf(database, conversation?.thread ?? '');
  const values = { shop, ticket: ticket.number, name, until: clock.now() + 30 * 86_400_000, moment: ticket.promise.at };
  const say = (text: string): string => fill(text, values, wording);
  const common = {
    ...blank(language, shop),
    greeting: say(name === null ? words.helloNoName : words.hello),
    link: { label: words.open, url: links.address(ticket.number) },
    closing: [
      answerable ? words.answerByMail : words.answerOnPage,
      say(words.keepLink.replace('{until}', '{until:date}')),
    ],
  };
  if (letter.kind === 'link') return { ...common, opening: say(words.newLink) };
  if (letter.kind === 'receipt') {
    const promised = ticket.promise.at === null ? words.noPromise : words.byWhen.replace('{moment}', '{moment:moment}');
    return { ...common, opening: say(words.received), more: [say(promised), words.nextSteps] };
  }
  return answer(stationery, letter, common, say);
}

async function answer(
  { database }: Stationery,
  { conversation, firstSeq, upTo, language }: Letter,
  common: LetterText,
  say: (text: string) => string,
): Promise<LetterText | undefined> {
  const words = letterWords(language);
  const events = (await allEvents(database, conversation ?? '')).filter(({ seq }) => seq <= (upTo ?? 0));
  const messages = worthALetter(events).filter(({ seq }) => seq >= (firstSeq ?? 0));
  const [first] = messages;
  if (!first) return undefined;
  const last = events.findLast(
    (event) => event.author === 'customer' && event.seq < first.seq && messageOf(event).text.trim() !== '',
  );
  const who = await nameOf(database, messages.find(({ author }) => author.startsWith('agent:'))?.author);
  return {
    ...common,
    opening: who === undefined ? say(words.botAnswered) : say(words.answered.replace('{who}', who)),
    messages: messages.map((event) => {
      const { text, attachments = [] } = messageOf(event);
      const names = attachments.map(({ name }) => name).join(', ');
      return { text, files: names === '' ? '' : words.files.replace('{names}', names) };
    }),
    before: last && { label: words.youWrote, text: shortened(messageOf(last).text) },
  };
}

const blank = (language: string, shop: string): LetterText => ({
  ...{ language, shop, greeting: '', opening: '', messages: [], more: [], closing: [] },
  ...{ link: undefined, before: undefined },
});

const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

const messageOf = ({ body }: Event): Pick<Message, 'text' | 'attachments'> =>
  body?.kind === 'message' ? body.message : { text: '' };

const shortened = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)} …` : text);

async function allEvents(database: Database, conversation: string): Promise<Event[]> {
  const events: Event[] = [];
  for (let after = 0; ;) {
    const batch = await eventsAfter(database, conversation, after, 1_000);
    events.push(...batch.events);
    after = batch.upTo;
    if (batch.events.length < 1_000) return events;
  }
}

async function nameOf(database: Database, author: string | undefined): Promise<string | undefined> {
  if (author === undefined) return undefined;
  const id = author.slice('agent:'.length);
  const [row] = await database.read(database.build.selectFrom('staff').select('name').where('id', '=', id));
  return row?.name ?? id;
}

/** What stands above this letter in the customer's mail program: our earlier letters and their own, oldest first. */
async function threadBefore({ database, from }: Stationery, letter: Letter): Promise<string[]> {
  const conversation = letter.conversation ?? '';
  const { build } = database;
  const [ours, theirs] = await Promise.all([
    database.read(
      build
        .selectFrom('mail')
        .select(['id', 'created as at'])
        .where('conversation', '=', conversation)
        .where('state', '=', 'sent')
        .where('created', '<=', letter.created)
        .where('id', '!=', letter.id)
        .orderBy('created', 'desc')
        .limit(10),
    ),
    database.read(
      build
        .selectFrom('mail_heard')
        .select(['id', 'received as at'])
        .where('conversation', '=', conversation)
        .where('received', '<=', letter.created)
        .orderBy('received', 'desc')
        .limit(10),
    ),
  ]);
  return [...ours.map(({ id, at }) => ({ id: messageIdOf(id, from.address), at })), ...theirs]
    .toSorted((one, other) => one.at - other.at)
    .map(({ id }) => id);
}
