import { schema } from '../migration.js';

/**
 * The shop's own ways of deciding: what was fitted to what customers told, what was learnt of it, and each time another one
 * was taken into use. `fitting_use.nth` tells every process that something has changed.
 */
export const fittedTables = schema(`
create table fitting (
  site text not null, number {int} not null, shipped {int} not null, replaces {int} not null,
  made {int} not null, made_by text not null, models text not null, trials text not null,
  primary key (site, number)
) {strict};
create table fitting_heard (
  site text not null, fitting {int} not null, entry text not null, conversation text not null, seq {int} not null,
  language text not null, question text not null,
  primary key (site, fitting, entry, conversation, seq)
) {strict};
create index fitting_heard_conversation on fitting_heard (conversation);
create table fitting_use (
  site text not null, nth {int} not null, fitting {int} not null, act text not null, done {int} not null,
  done_by text not null, primary key (site, nth)
) {strict};
create table struck_question (
  site text not null, entry text not null, mark text not null, done {int} not null, done_by text not null,
  primary key (site, entry, mark)
) {strict};
`);
