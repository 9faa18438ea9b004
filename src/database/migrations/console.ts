import { schema } from '../migration.js';

/** What the console adds: the shop's lists found by whose they are. */
export const consoleTables = schema(`
create index shop_order_customer on shop_order (load, customer, placed);
create index shop_order_mail on shop_order (load, mail);
create index shop_customer_mail on shop_customer (load, mail);
`);
