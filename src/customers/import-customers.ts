import type { Database } from '../database/database.js';
import type { Imported } from '../import/problem.js';
import type { RowReader } from '../import/row-reader.js';
import { importList, type ImportRequest, type ListKind } from '../import/table.js';
import { mailPattern, phonePattern } from './contact.js';
import type { Customer } from './customer.js';

/** Imports a shop's customers: id, name, mail, phone, language; a mail address or a phone number must be there. */
export function importCustomers(database: Database, request: ImportRequest): Promise<Imported> {
  return importList(database, customers(database), request);
}

const customers = ({ build }: Database): ListKind<Customer> => ({
  name: 'customers',
  columns: { required: ['id', 'name', 'mail', 'phone'], optional: ['language'] },
  key: { column: 'id', of: ({ id }) => id },
  read: readCustomer,
  insert: (rows, load) =>
    build
      .insertInto('shop_customer')
      .values(rows.map((row) => ({ load, ...row })))
      .compile(),
  remove: (load, most) =>
    build
      .deleteFrom('shop_customer')
      .where('load', '=', load)
      .where(
        'id',
        'in',
        build.selectFrom('shop_customer').select('id').where('load', '=', load).orderBy('id').limit(most),
      )
      .returning('id')
      .compile(),
});

export const mailWant = { most: 254, pattern: mailPattern, kind: 'a mail address', example: 'kim@example.com' };
export const phoneWant = { most: 30, pattern: phonePattern, kind: 'a phone number', example: '090-0000-1234' };
export const customerWant = { most: 40, pattern: /^[\w.-]+$/, kind: 'a customer number', example: 'C-1001' };

function readCustomer(cells: RowReader): Customer | undefined {
  const id = cells.text('id', customerWant);
  const name = cells.text('name', { most: 100, example: 'Kim Tanaka' });
  const mail = cells.optional('mail', mailWant);
  const phone = cells.optional('phone', phoneWant);
  const language = cells.optional('language', { most: 3, pattern: /^[a-z]{2,3}$/, kind: 'a language', example: 'ja' });
  if (mail === '' && phone === '')
    return cells.wrong('mail', 'neither mail nor phone is given; one proves who somebody is', 'kim@example.com');
  if (id === undefined || name === undefined || mail === undefined || phone === undefined) return undefined;
  return language === undefined ? undefined : { id, name, mail, phone, language };
}
