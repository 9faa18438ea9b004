import type { CustomerContext, EarlierTicket } from '../console-wire.js';
import { comparableMail, comparablePhone } from '../customers/contact.js';
import { findOrder, provenOwner } from '../customers/order.js';
import { customerOfThread } from '../customers/identified.js';
import { findCustomer, ordersOf } from '../customers/orders-of.js';
import type { Database } from '../database/database.js';
import { contactOf, type Contact } from '../letters/contact.js';
import { Refusal } from '../refusal.js';
import { latestTicketOf, ticketStatus, type TicketSlot } from '../tickets/ticket.js';

/** Who the customer is, as far as it is known and how it is known, what they ordered, and what was before. */
export async function customerContext(
  database: Database,
  { site, conversation, language }: { site: string; conversation: string; language: string },
): Promise<CustomerContext> {
  const [row] = await database.read(
    database.build.selectFrom('conversation').select('thread').where('id', '=', conversation).where('site', '=', site),
  );
  if (!row) throw new Refusal('not-found', `customer: there is no conversation ${conversation} on site ${site}`);
  const ticket = await latestTicketOf(database, conversation);
  const contact = await contactOf(database, row.thread);
  const who = (await vouchedFor(database, row.thread)) ?? (await whoIs(database, site, ticket?.slots ?? [], contact));
  const [orders, earlier] = await Promise.all([
    ordersOf(database, site, { customer: who.customer, mail: who.mail, language }),
    earlierTickets(database, { site, thread: row.thread, but: ticket?.id ?? '' }),
  ]);
  return { ...who, orders, earlier };
}

type Who = Omit<CustomerContext, 'orders' | 'earlier'>;

/** Whom the shop's own site has signed for: nothing they say can be surer. */
async function vouchedFor(database: Database, thread: string): Promise<Who | undefined> {
  const known = await customerOfThread(database, thread);
  if (!known) return undefined;
  const { name, mail, phone, subject } = known;
  return { name, mail, phone, customer: subject, identity: 'signed' };
}

/**
 * Somebody who knew an order's number and the address it was placed with has proved who they are; an address alone is
 * what they said, and the screen must say so before anything is told them about it.
 */
async function whoIs(
  database: Database,
  site: string,
  slots: readonly TicketSlot[],
  { name, mail }: Pick<Contact, 'name' | 'mail'>,
): Promise<Who> {
  const inSlots = toldIn(slots);
  // Asked for so that an answer can reach them, it proves no more than a detail told in passing.
  const told = { ...inSlots, name: inSlots.name || (name ?? ''), mail: inSlots.mail || comparableMail(mail ?? '') };
  const order = told.order === '' ? undefined : await findOrder(database, site, told.order);
  if (order && provenOwner(order, told)) {
    const known = await findCustomer(database, site, { id: order.customer });
    return {
      ...{ name: known?.name ?? order.customerName, customer: order.customer, identity: 'proven' },
      ...{ mail: known?.mail ?? told.mail, phone: known?.phone ?? told.phone },
    };
  }
  const known = told.mail === '' ? undefined : await findCustomer(database, site, { mail: told.mail });
  const isTold = told.name !== '' || told.mail !== '' || told.phone !== '';
  return {
    ...{ name: told.name === '' ? (known?.name ?? '') : told.name, mail: told.mail, phone: told.phone },
    ...{ customer: known?.id ?? null, identity: isTold ? 'said' : 'unknown' },
  };
}

function toldIn(slots: readonly TicketSlot[]): { name: string; mail: string; phone: string; order: string } {
  const of = (name: string): string =>
    slots.find((slot) => slot.name === name && slot.state !== 'refused')?.value ?? '';
  const contact = [of('contact'), of('mail'), of('phone')].filter((one) => one !== '');
  return {
    ...{ name: of('name'), order: of('order') },
    mail: comparableMail(contact.find((one) => one.includes('@')) ?? ''),
    phone: comparablePhone(contact.find((one) => !one.includes('@')) ?? ''),
  };
}

async function earlierTickets(
  database: Database,
  { site, thread, but }: { site: string; thread: string; but: string },
): Promise<EarlierTicket[]> {
  const rows = await database.read(
    database.build
      .selectFrom('ticket')
      .innerJoin('conversation', 'conversation.id', 'ticket.conversation')
      .select(['number', 'ticket.conversation', 'ticket.status', 'subject', 'ticket.opened', 'outcome'])
      .where('conversation.thread', '=', thread)
      .where('ticket.site', '=', site)
      .where('ticket.id', '!=', but)
      .orderBy('ticket.opened', 'desc')
      .limit(20),
  );
  return rows.map((found) => ({ ...found, status: ticketStatus.parse(found.status) }));
}
