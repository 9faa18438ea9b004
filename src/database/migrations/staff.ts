import { schema } from '../migration.js';

/**
 * What signing in adds: passwords, second factors, invitations, people who left, and the set-up steps a shop has laid
 * aside. `staff_factor.step` is the last time-step a code was taken of: each counts once.
 */
export const staffTables = schema(`
alter table staff add column deactivated {int};
alter table staff_session add column device text not null default '';
alter table staff_session add column seen {int};
create index session_staff on staff_session (staff);

create table staff_password (
  staff text primary key references staff (id), hash text not null, changed {int} not null
) {strict};
create table staff_factor (
  staff text primary key references staff (id), secret text not null, confirmed {int}, step {int} not null
) {strict};
create table recovery_code (
  staff text not null references staff (id), code text not null, used {int}, primary key (staff, code)
) {strict};
create table sign_in_challenge (
  token text primary key, staff text not null references staff (id), expires {int} not null, tries {int} not null
) {strict};

create table invitation (
  id text primary key, token text not null unique, site text not null, kind text not null,
  mail text not null, name text not null, role text not null, languages text not null, teams text not null,
  invited_by text references staff (id), created {int} not null, expires {int} not null,
  accepted {int}, revoked {int}
) {strict};
create index invitation_site on invitation (site, created);

create table set_up_skip (
  site text not null, step text not null, by_staff text not null, at {int} not null, primary key (site, step)
) {strict};
`);
