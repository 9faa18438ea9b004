import { schema } from '../migration.js';

/** What mail adds: how to reach a customer, letters on their way out, and how far the mailbox has been read. */
export const mailTables = schema(`
create table contact (
  thread text primary key references thread (id), name text, mail text, asked {int}, changed {int} not null
) {strict};

create table mail (
  id text primary key, site text not null, kind text not null, key text not null unique,
  conversation text references conversation (id), recipient text not null, language text not null,
  first_seq {int}, up_to {int}, state text not null, reason text, tries {int} not null, next_try {int},
  created {int} not null, sent {int}
) {strict};
create index mail_conversation on mail (conversation, kind, up_to);
create index mail_state on mail (site, state, created);

create table mail_heard (
  id text primary key, conversation text not null references conversation (id), received {int} not null
) {strict};
create index mail_heard_conversation on mail_heard (conversation, received);

create table mailbox (
  name text primary key, validity text not null, uid {int} not null, unknown {int} not null
) {strict};
`);
