import { comparableMail, comparablePhone, mailPattern } from '../../customers/contact.js';
import type { Customer } from '../../customers/customer.js';
import { customerOfThread } from '../../customers/identified.js';
import { findOrder } from '../../customers/order.js';
import type { Database, Step } from '../../database/database.js';
import { sql } from '../../database/statements.js';
import { letterSteps } from '../../letters/letter.js';
import type { Asker, OwnAct, Values } from '../system.js';
import { provenMails } from './code.js';
import { customerById } from './customer.js';
import { orderSubject } from './proof.js';
import { hasTriedRight } from './tries.js';
import { done, lineIn, refused, textIn } from './values.js';

/**
 * `change-contact` {customer, name, mail, phone}: for whom it was proven that they are this customer: by the site, by a
 * code, or by an order of theirs (`order`). It lies over the shop's list and outlives its imports. A new address must
 * have been proven by a code first, where letters can be sent; the old one is told. Refused with
 * `not-proven`, `nothing-new`, `not-a-mail`, `not-a-phone` or `mail-not-verified`.
 */
export function createChangeContactAct({ database, sendsMail }: { database: Database; sendsMail: boolean }): OwnAct {
  return {
    signature: {
      takes: { customer: 'text', name: 'text', mail: 'text', phone: 'text', order: 'text' },
      optional: ['name', 'mail', 'phone', 'order'],
      gives: { customer: 'text', name: 'text', mail: 'text', phone: 'text', verified: 'yes-no', why: 'text' },
    },
    async plan(asker, values) {
      const { site } = asker;
      const customer = await customerById(database, site, textIn(values, 'customer', 40));
      // Whether there is such a customer is told to nobody but them.
      if (!customer) return refused('not-proven');
      const mails = await provenMails(database, asker);
      if (!(await isProven(database, asker, { customer, mails, order: textIn(values, 'order', 40) })))
        return refused('not-proven');
      const change = changeIn(values, customer);
      if (typeof change === 'string') return refused(change);
      const verified = change.mail !== null && mails.includes(change.mail);
      if (change.mail !== null && sendsMail && !verified) return refused('mail-not-verified', { mail: change.mail });
      const steps = [storeStep(database, asker, { customer, change, verified })];
      const tell = sendsMail && change.mail !== null ? toldSteps(database, asker, customer) : [];
      return done({ customer: customer.id, ...change, verified }, [...steps, ...tell]);
    },
  };
}

interface Change {
  readonly name: string | null;
  readonly mail: string | null;
  readonly phone: string | null;
}

/** Only what differs is a change. */
function changeIn(values: Values, customer: Customer): Change | string {
  const [name, mail, phone] = [
    lineIn(values, 'name', 100),
    comparableMail(textIn(values, 'mail', 254)),
    lineIn(values, 'phone', 30),
  ];
  if (mail !== '' && !mailPattern.test(mail)) return 'not-a-mail';
  if (phone !== '' && comparablePhone(phone) === '') return 'not-a-phone';
  const change = {
    name: name === '' || name === customer.name ? null : name,
    mail: mail === '' || mail === comparableMail(customer.mail) ? null : mail,
    phone: phone === '' || comparablePhone(phone) === comparablePhone(customer.phone) ? null : phone,
  };
  return change.name === null && change.mail === null && change.phone === null ? 'nothing-new' : change;
}

async function isProven(
  database: Database,
  asker: Asker,
  { customer, mails, order: number }: { customer: Customer; mails: readonly string[]; order: string },
): Promise<boolean> {
  if (mails.some((mail) => mail === comparableMail(customer.mail))) return true;
  const known = await customerOfThread(database, asker.thread);
  if (known?.subject === customer.id) return true;
  if (number === '') return false;
  const order = await findOrder(database, asker.site, number);
  // An order with a mail address of its own may have been placed by somebody else in the customer's name.
  const isOwn = order?.customer === customer.id && comparableMail(order.mail) === comparableMail(customer.mail);
  return isOwn && (await hasTriedRight(database, asker, orderSubject(number)));
}

function storeStep(
  database: Database,
  { site, conversation, key, now }: Asker,
  { customer, change, verified }: { customer: Customer; change: Change; verified: boolean },
): Step {
  const row = { site, customer: customer.id, ...change, verified: verified ? 1 : 0, conversation, key, changed: now };
  const statement = database.build
    .insertInto('contact_change')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['site', 'customer']).doUpdateSet({
        // What is not told this time stays as it was told before.
        name: sql<string | null>`coalesce(excluded.name, contact_change.name)`,
        mail: sql<string | null>`coalesce(excluded.mail, contact_change.mail)`,
        phone: sql<string | null>`coalesce(excluded.phone, contact_change.phone)`,
        verified: sql<number>`case when excluded.mail is null then contact_change.verified else excluded.verified end`,
        ...{ conversation, key, changed: now },
      }),
    )
    .compile();
  return { statement, rows: 1 };
}

/** To the address that was given up: if it was not the customer who changed it, this is how they hear of it. */
function toldSteps(database: Database, { site, language, key, now }: Asker, { mail }: Customer): Step[] {
  if (mail === '') return [];
  return letterSteps(database, {
    ...{ site, kind: 'contact', key: `contact:${site}:${key}`, conversation: null, recipient: mail, language, now },
    again: 'leave',
  }).steps;
}
