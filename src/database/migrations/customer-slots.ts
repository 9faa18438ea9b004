import { schema } from '../migration.js';

/** What flows remember of a customer the shop has vouched for, in every conversation of theirs; gone with the customer. */
export const customerSlotTable = schema(`
create table customer_slot (
  customer text not null references customer (id) on delete cascade, name text not null, value text not null,
  display text not null, conversation text not null, changed {int} not null, primary key (customer, name)
) {strict};
`);
