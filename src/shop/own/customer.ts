import { comparableMail } from '../../customers/contact.js';
import type { Customer } from '../../customers/customer.js';
import { findCustomer } from '../../customers/orders-of.js';
import type { Database } from '../../database/database.js';

/** The shop's customer of this number, with what they have changed here lying over the list. */
export async function customerById(database: Database, site: string, id: string): Promise<Customer | undefined> {
  const [listed, [changed]] = await Promise.all([
    findCustomer(database, site, { id }),
    database.read(
      database.build
        .selectFrom('contact_change')
        .select(['name', 'mail', 'phone'])
        .where('site', '=', site)
        .where('customer', '=', id),
    ),
  ]);
  if (!listed || !changed) return listed;
  return {
    ...listed,
    name: changed.name ?? listed.name,
    mail: changed.mail ?? listed.mail,
    phone: changed.phone ?? listed.phone,
  };
}

/** The customer of exactly this address, as it is now: one that was given up for another names nobody. */
export async function customerByMail(database: Database, site: string, given: string): Promise<Customer | undefined> {
  const mail = comparableMail(given);
  const [changed] = await database.read(
    database.build
      .selectFrom('contact_change')
      .select('customer')
      .where('site', '=', site)
      .where('mail', '=', mail)
      .orderBy('changed', 'desc')
      .limit(1),
  );
  const id = changed?.customer ?? (await findCustomer(database, site, { mail }))?.id;
  const customer = id === undefined ? undefined : await customerById(database, site, id);
  return customer && comparableMail(customer.mail) === mail ? customer : undefined;
}
