import { schema } from '../migration.js';

/** What the widget adds: who is behind a thread, how far each side has read, and what customers said of a closing. */
export const widgetTables = schema(`
create table customer (
  id text primary key, site text not null references site (id), subject text not null, name text not null,
  mail text not null, phone text not null, language text not null, made {int} not null, changed {int} not null
) {strict};
create unique index customer_subject on customer (site, subject);
alter table thread add column customer text references customer (id);
create index thread_customer on thread (customer) where customer is not null;
create table seen (
  conversation text not null references conversation (id), reader text not null, seq {int} not null, time {int} not null,
  primary key (conversation, reader)
) {strict};
alter table ticket add column score {int};
alter table ticket add column comment text;
`);
