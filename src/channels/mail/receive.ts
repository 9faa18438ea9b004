import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { conversationsOf } from '../../conversations/log.js';
import { say, type Door, type Stored } from '../../conversations/say.js';
import { attachAll } from '../../files/attachment.js';
import { receiveFile, type Received } from '../../files/receive.js';
import { contactOf } from '../../letters/contact.js';
import { letterOf } from '../../letters/letter.js';
import { markBounced } from '../../letters/outbox.js';
import { Refusal } from '../../refusal.js';
import type { TicketLinks } from '../../tickets/link.js';
import { ticketOf } from '../../tickets/ticket.js';
import { limits } from '../../wire.js';
import { lettersIn, marksIn } from './addresses.js';
import { headerText, isAutomatic, readBounce } from './automatic.js';
import { withoutHistory } from './quoted.js';
import { replyWords } from './words.js';

export interface Receiving {
  readonly door: Door;
  readonly links: TicketLinks;
  readonly site: string;
  /** The address our letters come from. */
  readonly own: string;
}

/** What became of one mail. Only `heard` has changed a conversation. */
export type Fate = 'heard' | 'repeated' | 'bounce' | 'automatic' | 'unknown' | 'empty';

/**
 * One mail out of the mailbox, to where it belongs: an answer goes through the door into its ticket's thread, a returned
 * letter is marked, and what belongs to no ticket becomes nothing. The same mail again changes nothing.
 */
export async function receiveMail(receiving: Receiving, source: Buffer, isCut: boolean): Promise<Fate> {
  const { door, own } = receiving;
  const mail = await simpleParser(source, {
    skipImageLinks: true,
    skipTextToHtml: true,
    maxHtmlLengthToParse: 1_000_000,
  });
  const bounce = readBounce(mail, source);
  if (bounce) {
    if (bounce.failed) await markBounced(door.database, bounce.letter, bounce.reason);
    return 'bounce';
  }
  if (isAutomatic(mail, own)) return 'automatic';
  const place = await placeOf(receiving, mail);
  if (!place) return 'unknown';
  const messageId = mail.messageId ?? createHash('sha256').update(source).digest('base64url');
  return hear(receiving, mail, { ...place, messageId, isCut });
}

interface Place {
  readonly thread: string;
  readonly language: string;
}

/** By the signed mark in the address it was sent to, or by the letter it answers. What it says of itself counts nothing. */
async function placeOf({ door, links, site, own }: Receiving, mail: ParsedMail): Promise<Place | undefined> {
  const { database } = door;
  const delivered = ['delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) =>
    headerText(mail, name).split(/[\s,<>"[\]]+/),
  );
  const marks = marksIn([...addressesOf(mail.to), ...addressesOf(mail.cc), ...delivered], own);
  for (const mark of marks) {
    const number = links.readReplyMark(mark);
    const ticket = number === undefined ? undefined : await ticketOf(database, site, number);
    if (ticket) return threadOf(ticket.conversation);
  }
  const references = [mail.references ?? []].flat();
  for (const id of lettersIn([...references, ...(mail.inReplyTo === undefined ? [] : [mail.inReplyTo])])) {
    const letter = await letterOf(database, id);
    if (letter?.conversation && letter.site === site) return threadOf(letter.conversation);
  }
  return undefined;

  async function threadOf(conversation: string): Promise<Place | undefined> {
    const [row] = await database.read(
      database.build.selectFrom('conversation').select(['thread', 'language']).where('id', '=', conversation),
    );
    return row;
  }
}

function addressesOf(field: AddressObject | AddressObject[] | undefined): string[] {
  return [field ?? []].flat().flatMap(({ value }) => value.flatMap(({ address }) => address ?? []));
}

async function hear(
  { door }: Receiving,
  mail: ParsedMail,
  { thread, language, messageId, isCut }: Place & { messageId: string; isCut: boolean },
): Promise<Fate> {
  const words = replyWords(language);
  const written = withoutHistory(mail.text ?? '').replaceAll('\0', '');
  const { files, refused } = await filesOf(door, mail, written);
  const lines = [
    subjectOf(mail),
    written.length > limits.textCharacters - 1_000 ? `${written.slice(0, limits.textCharacters - 1_000)} …` : written,
    ...(refused.length > 0 ? [words.refused.replace('{names}', refused.join(', '))] : []),
    ...(isCut ? [words.cut] : []),
  ].filter((line) => line !== '');
  if (lines.length === 0 && files.length === 0) return 'empty';
  const sender = mail.from?.value[0]?.address?.toLowerCase() ?? '';
  const { mail: known } = await contactOf(door.database, thread);
  // The holder of the letter may answer from elsewhere; who reads it must know that it is not the address we know.
  if (sender !== known) lines.push(words.from.replace('{address}', sender));
  const latest = (await conversationsOf(door.database, thread)).at(-1);
  const attachments = latest && files.length > 0 ? await attachAll(door, latest.id, files) : [];
  const clientId = `mail:${createHash('sha256').update(messageId).digest('base64url').slice(0, 32)}`;
  const message = { text: lines.join('\n\n'), language, ...(attachments.length > 0 ? { attachments } : {}) };
  const stored = await sayOnce(door, { thread, clientId, message });
  if (!stored || stored.repeated) return 'repeated';
  await noteHeard(door, messageId, stored);
  return 'heard';
}

/** The id is the mail's own: another body can only mean that its files were attached a second time. */
async function sayOnce(door: Door, said: Parameters<typeof say>[1]): Promise<Stored | undefined> {
  try {
    return await say(door, said);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'other-body') return undefined;
    throw error;
  }
}

/** A subject of their own says something; our letter's subject, answered, does not. */
function subjectOf({ subject = '', inReplyTo, references }: ParsedMail): string {
  const plain = subject.replace(/^(?:\s*(?:re|fwd?|aw|返信|転送)\s*[:：]\s*)+/i, '').trim();
  const isAnswer = inReplyTo !== undefined || references !== undefined;
  return isAnswer || /\bT-\d+/.test(plain) ? '' : plain.slice(0, 200);
}

/** The limits and types are those of the chat. What is refused is named, so that the agent can ask for it otherwise. */
async function filesOf(
  door: Door,
  { attachments }: ParsedMail,
  written: string,
): Promise<{ files: Received[]; refused: string[] }> {
  const files: Received[] = [];
  const refused: string[] = [];
  const long =
    written.length > limits.textCharacters - 1_000 ? [{ filename: 'mail.txt', content: Buffer.from(written) }] : [];
  for (const { filename = 'file', content } of [...long, ...attachments.filter(isWanted)]) {
    const name = filename.replaceAll('\0', '');
    if (files.length === limits.filesPerMessage) {
      refused.push(name);
      continue;
    }
    try {
      files.push(await receiveFile(door, name, Readable.from([content])));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push(name);
    }
  }
  return { files, refused };
}

/** Small pictures drawn inside the text are the logos under a signature. */
const isWanted = ({ related, size, contentType }: ParsedMail['attachments'][number]): boolean =>
  contentType !== 'message/rfc822' && !(related && size < 20_000);

/** Our next letter stands below theirs in their mail program. Lost, it stands elsewhere: no reason to read the mail again. */
async function noteHeard({ database, clock }: Door, id: string, { conversation }: Stored): Promise<void> {
  const statement = database.build
    .insertInto('mail_heard')
    .values({ id: id.slice(0, 500), conversation, received: clock.now() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .compile();
  await database.commit([{ statement }]);
}
