import { schema } from '../migration.js';

/**
 * What flows do in the shop's own tables. Products, customers and orders are replaced whole by the next import; what
 * customers had done here is kept apart from them, by order and customer number, and so outlives every import.
 *
 * The unique keys decide races: one cancelling per order, one open return per order line, one visit per place of a slot,
 * and the n-th letter to an address, which is how parallel askings find out that there are too many.
 */
export const shopTables = schema(`
create table proof_try (
  id text primary key, site text not null, subject text not null, conversation text not null,
  outcome text not null, time {int} not null
) {strict};
create index proof_try_subject on proof_try (site, subject, time);
create index proof_try_time on proof_try (time);

create table mail_code (
  id text primary key, site text not null, mail text not null, nth {int} not null, conversation text not null,
  key text not null, made {int} not null, expires {int} not null, used {int}
) {strict};
create unique index mail_code_key on mail_code (site, key);
create unique index mail_code_nth on mail_code (site, mail, nth);
create index mail_code_conversation on mail_code (conversation, made);

create table password_reset (
  id text primary key, site text not null, mail text not null, nth {int} not null, customer text,
  conversation text not null, key text not null, made {int} not null
) {strict};
create unique index password_reset_key on password_reset (site, key);
create unique index password_reset_nth on password_reset (site, mail, nth);
create index password_reset_conversation on password_reset (conversation, made);

create table order_change (
  id text primary key, site text not null, number text not null, kind text not null, value text not null,
  conversation text not null, key text not null, made {int} not null
) {strict};
create unique index order_change_key on order_change (site, key);
create unique index order_change_once on order_change (site, number) where kind = 'cancelled';
create index order_change_number on order_change (site, number, made);

create table return_case (
  site text not null, id text not null, number text not null, wish text not null, opened {int} not null,
  reason text not null, status text not null, conversation text not null, key text not null, made {int} not null,
  primary key (site, id)
) {strict};
create unique index return_case_key on return_case (site, key);
create table return_line (
  site text not null, return_case text not null, number text not null, sku text not null, quantity {int} not null,
  open {int} not null, primary key (site, return_case, sku)
) {strict};
create unique index return_line_open on return_line (site, number, sku) where open = 1;
create index return_line_number on return_line (site, number);

create table shop_receipt (
  id text primary key, site text not null, number text not null, copy {int} not null, addressee text not null,
  note text not null, content text not null, language text not null, conversation text not null, key text not null,
  made {int} not null
) {strict};
create unique index shop_receipt_copy on shop_receipt (site, number, copy);
create unique index shop_receipt_key on shop_receipt (site, key);

create table visit (
  site text not null, id text not null, start {int} not null, until {int} not null, place {int} not null,
  status text not null, sequence {int} not null, sku text not null, number text not null, note text not null,
  mail text not null, phone text not null, address text not null, language text not null,
  conversation text not null, key text not null, made {int} not null, changed {int} not null,
  primary key (site, id)
) {strict};
create unique index visit_place on visit (site, start, place) where status = 'booked';
create unique index visit_key on visit (site, key);
create index visit_time on visit (site, status, until);

create table contact_change (
  site text not null, customer text not null, name text, mail text, phone text, verified {int} not null,
  conversation text not null, key text not null, changed {int} not null, primary key (site, customer)
) {strict};

create table stock_notice (
  id text primary key, site text not null, sku text not null, mail text not null, language text not null,
  conversation text not null, made {int} not null, sent {int}
) {strict};
create unique index stock_notice_once on stock_notice (site, sku, mail) where sent is null;

create table feedback (
  id text primary key, site text not null, kind text not null, text text not null, language text not null,
  conversation text not null, key text not null, made {int} not null
) {strict};
create unique index feedback_key on feedback (site, key);
create index feedback_made on feedback (site, made);
`);
