import { schema, type Migration } from './migration.js';
import { consoleTables } from './migrations/console.js';
import { customerSlotTable } from './migrations/customer-slots.js';
import { fittedTables } from './migrations/fitted.js';
import { heardInLog } from './migrations/heard-in-log.js';
import { keptWordsTable } from './migrations/kept-words.js';
import { learntTable } from './migrations/learnt.js';
import { mailTables } from './migrations/mail.js';
import { readingTable } from './migrations/readings.js';
import { shopTables } from './migrations/shop.js';
import { staffTables } from './migrations/staff.js';
import { textIndexTables } from './migrations/text-index.js';
import { widgetTables } from './migrations/widget.js';

/** SQLite registers this function on each connection (sqlite-worker.ts); PostgreSQL keeps it in the schema. */
const hashFunction: Migration = {
  name: '001-hash-function',
  statements: (dialect) =>
    dialect === 'sqlite'
      ? []
      : [
          `create function sha256_hex(content text) returns text language sql immutable strict parallel safe
           return encode(sha256(convert_to(content, 'UTF8')), 'hex')`,
        ],
};

const spine = schema(`
create table secret (name text primary key, value text not null) {strict};
create table site (id text primary key, name text not null, settings text not null, version {int} not null) {strict};
create table counter (site text not null, name text not null, value {int} not null, primary key (site, name)) {strict};

create table thread (
  id text primary key, site text not null, channel text not null, peer text not null, opened {int} not null,
  address text, cursor text
) {strict};
create unique index thread_peer on thread (site, channel, peer);

create table conversation (
  id text primary key, thread text not null references thread (id), ordinal {int} not null,
  site text not null, channel text not null, language text not null,
  owner text not null, owner_since {int} not null,
  turn {int} not null, head {int} not null, answered {int} not null, pending {int} not null,
  hash text not null, state text not null, attempts {int} not null,
  lease_by text not null, lease_until {int} not null,
  opened {int} not null, closed {int}, closed_by text, follows text
) {strict};
create unique index conversation_thread on conversation (thread, ordinal);
create index conversation_pending on conversation (lease_until) where pending = 1;
create index conversation_owner on conversation (site, owner, owner_since);

create table event (
  conversation text not null references conversation (id), seq {int} not null,
  kind text not null, author text not null, time {int} not null,
  client_id text, original text, salt text, digest text not null, body text,
  primary key (conversation, seq)
) {strict};
create unique index event_client on event (conversation, client_id) where client_id is not null;

create table ticket (
  id text primary key, site text not null, number text not null, conversation text not null references conversation (id),
  key text not null, status text not null, topic text not null, subject text not null, queue text not null,
  language text not null, reason text not null, slots text not null, articles text not null,
  evidence_seq {int} not null, evidence_hash text not null, promise {int}, promise_basis text not null,
  opened {int} not null, updated {int} not null, waiting_since {int}, holder text, outcome text
) {strict};
create unique index ticket_number on ticket (site, number);
create unique index ticket_key on ticket (conversation, key);
create index ticket_queue on ticket (site, status, queue, waiting_since);
create index ticket_wait on ticket (site, status, waiting_since, id, queue);
create index ticket_touched on ticket (site, status, updated, id, queue);

create table article (
  id text primary key, site text not null, slug text not null, language text not null,
  live {int}, imported_hash text, imported_revision {int}
) {strict};
create unique index article_slug on article (site, language, slug);
create table revision (
  article text not null references article (id), number {int} not null, base {int},
  title text not null, topic text not null, questions text not null, words text not null, body text not null,
  owner text not null, review text, made {int} not null, made_by text not null,
  primary key (article, number)
) {strict};
create table article_import (
  import text not null, article text not null, seen {int}, revision {int}, hash text, primary key (import, article)
) {strict};
create table catalogue (site text primary key, version {int} not null) {strict};

create table flow_version (
  site text not null, flow text not null, version text not null, content text not null, made {int} not null,
  primary key (site, flow, version)
) {strict};
create table flow_live (
  site text not null, flow text not null, version text not null, primary key (site, flow)
) {strict};
create table words (site text not null, language text not null, content text not null, primary key (site, language)) {strict};

create table dataset (
  site text not null, name text not null, load text not null, version {int} not null, loaded {int} not null,
  primary key (site, name)
) {strict};
create table dataset_load (load text primary key, site text not null, name text not null, touched {int} not null) {strict};
create table product (
  load text not null, sku text not null, name text not null, aliases text not null, category text not null,
  price {int} not null, details text not null, primary key (load, sku)
) {strict};
create table shop_customer (
  load text not null, id text not null, name text not null, mail text not null, phone text not null,
  language text not null, primary key (load, id)
) {strict};
create table shop_order (
  load text not null, number text not null, customer text not null, mail text not null, phone text not null,
  status text not null, placed {int} not null, expected {int}, delivered {int},
  carrier text, tracking text, total {int} not null, currency text not null, lines text not null,
  primary key (load, number)
) {strict};

create table staff (
  id text primary key, site text not null, mail text not null, name text not null, role text not null,
  languages text not null, teams text not null, created {int} not null
) {strict};
create unique index staff_mail on staff (mail);
create table sign_in_link (
  token text primary key, staff text not null references staff (id), expires {int} not null, used {int}
) {strict};
create table staff_session (
  token text primary key, staff text not null references staff (id), created {int} not null, expires {int} not null
) {strict};
create table presence (staff text primary key references staff (id), status text not null, lease_until {int} not null) {strict};

create table job (
  id text primary key, kind text not null, key text not null, conversation text, payload text not null,
  due {int} not null, attempts {int} not null, lease_by text not null, lease_until {int} not null,
  state text not null, error text, created {int} not null
) {strict};
create unique index job_key on job (kind, key);
create index job_due on job (due) where state = 'waiting';
create index job_conversation on job (conversation);

create table file (
  id text primary key, upload text not null unique, size {int} not null, complete {int} not null, created {int} not null
) {strict};
create table file_chunk (
  upload text not null references file (upload), part {int} not null, bytes {bytes} not null, primary key (upload, part)
) {strict};
create table attachment (
  id text primary key, conversation text not null references conversation (id), file text not null references file (id),
  name text not null, type text not null, size {int} not null, created {int} not null
) {strict};
create index attachment_conversation on attachment (conversation);
`);

/** Forward only, in this order; a name that has run once never changes. */
export const migrations: readonly Migration[] = [
  hashFunction,
  { name: '002-spine', statements: spine },
  { name: '003-widget', statements: widgetTables },
  { name: '004-staff', statements: staffTables },
  { name: '005-mail', statements: mailTables },
  { name: '006-console', statements: consoleTables },
  { name: '007-learnt', statements: learntTable },
  { name: '008-readings', statements: readingTable },
  { name: '020-shop', statements: shopTables },
  { name: '030-text-index', statements: textIndexTables },
  { name: '031-kept-words', statements: keptWordsTable },
  { name: '032-fitted', statements: fittedTables },
  { name: '033-customer-slots', statements: customerSlotTable },
  { name: '034-heard-in-log', statements: heardInLog },
];
