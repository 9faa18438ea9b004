import { comparableMail, comparablePhone } from '../../customers/contact.js';
import { customerOfThread, type Identified } from '../../customers/identified.js';
import { provenOwner, type Order } from '../../customers/order.js';
import type { Database } from '../../database/database.js';
import type { Asker } from '../system.js';
import { provenMails } from './code.js';
import { hasTriedRight, tryOnce, wrongTries } from './tries.js';

/** So many wrong mail addresses or phone numbers may be tried on one order within an hour, in all conversations together. */
export const mostWrong = 5;
const window = 3_600_000;

/**
 * Whether the asker may hear of this order: the site's signed word or a code sent by mail says who they are, they have
 * proven it before in this conversation, or `contact` is the mail address or phone number it was placed with.
 */
export async function proveOrder(database: Database, asker: Asker, order: Order, contact: string): Promise<boolean> {
  if (contact === '') return mayChange(database, asker, order);
  if (await isKnownOwner(database, asker, order)) return true;
  const given = contact.includes('@') ? { mail: comparableMail(contact) } : { phone: comparablePhone(contact) };
  const outcome = await tryOnce(database, asker, {
    ...{ subject: orderSubject(order.number), given: JSON.stringify(given), most: mostWrong, window },
    isRight: provenOwner(order, given),
  });
  return outcome === 'right';
}

/** Whether this conversation has been let in to the order: what acts ask again before they change anything. */
export async function mayChange(database: Database, asker: Asker, order: Order): Promise<boolean> {
  return (
    (await hasTriedRight(database, asker, orderSubject(order.number))) || (await isKnownOwner(database, asker, order))
  );
}

/** Too much was guessed at this order: for an hour nobody gets in by its mail address or phone number. */
export async function isLocked(database: Database, asker: Asker, number: string): Promise<boolean> {
  return (await wrongTries(database, asker, { subject: orderSubject(number), window })) >= mostWrong;
}

/** The customer the site has vouched for, or whose mail a code has reached in this conversation. */
async function isKnownOwner(database: Database, asker: Asker, order: Order): Promise<boolean> {
  const [known, mails] = await Promise.all([customerOfThread(database, asker.thread), provenMails(database, asker)]);
  return (known !== undefined && isOwner(known, order)) || mails.some((mail) => provenOwner(order, { mail }));
}

const isOwner = ({ subject, mail, phone }: Identified, order: Order): boolean =>
  subject === order.customer || provenOwner(order, { mail, phone });

/** What tries on an order are counted by. */
export const orderSubject = (number: string): string => `order:${number}`;
