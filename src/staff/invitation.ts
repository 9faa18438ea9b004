import { z } from 'zod';
import type { Clock } from '../clock.js';
import type { Database, Step } from '../database/database.js';
import { template } from '../database/statements.js';
import { newId } from '../id.js';
import { Refusal } from '../refusal.js';
import { admit } from './admit.js';
import { checkPassword, passwordStep } from './password.js';
import type { Role } from './role.js';
import { staffOf, type Staff, type StaffRow } from './staff.js';
import { freshToken, tokenHash } from './token.js';

const day = 24 * 3_600_000;

/** How long an invitation is good; a set-up link, printed where anybody may read over a shoulder, for a day. */
export const invitationTime = 7 * day;
const setUpTime = day;

/** One that nobody has accepted, revoked or let run out: as an owner sees it in the list. */
export interface Invitation extends StaffRow {
  readonly id: string;
  readonly site: string;
  readonly kind: 'colleague' | 'first owner';
  readonly role: Role;
  readonly created: number;
  readonly expires: number;
  /** The name of who invited; null for the first owner, whom the start of the server invites. */
  readonly by: string | null;
}

/** Invites somebody: gives the token for the link, once. `Refusal('taken')` when the mail is somebody's already. */
export async function invite(
  database: Database,
  clock: Clock,
  { by, row }: { by: Pick<Staff, 'id' | 'site'>; row: StaffRow },
): Promise<{ id: string; token: string; expires: number }> {
  const { token, hash } = freshToken();
  const now = clock.now();
  const made = { id: newId('i'), created: now, expires: now + invitationTime };
  const { mail, name, role, ...lists } = row;
  const open = openOf(database, by.site, now);
  const values = {
    ...{ ...made, token: hash, site: by.site, kind: 'colleague', mail, name, role, invited_by: by.id },
    ...{
      languages: JSON.stringify(lists.languages),
      teams: JSON.stringify(lists.teams),
      accepted: null,
      revoked: null,
    },
  };
  const commit = await database.commit([
    { statement: mailIsFree(database, { mail }), rows: 1 },
    // The newest link is the one that counts: an earlier one to the same mail may be in the wrong hands.
    { statement: open.set({ revoked: now }).where('mail', '=', mail).compile() },
    { statement: database.build.insertInto('invitation').values(values).compile(), rows: 1 },
  ]);
  if (!commit.done) throw new Refusal('taken', 'invite: somebody on the staff has this mail', { who: mail });
  return { id: made.id, token, expires: made.expires };
}

/**
 * The link for the first owner of an empty shop; undefined once anybody works there. Each replaces the one before, so
 * that of two starts the last printed link is the good one.
 */
export async function createSetUpLink(database: Database, clock: Clock, site: string): Promise<string | undefined> {
  const { token, hash } = freshToken();
  const now = clock.now();
  const values = {
    ...{ id: newId('i'), token: hash, site, kind: 'first owner', mail: '', name: '', role: 'owner', languages: '[]' },
    ...{ teams: '["*"]', invited_by: null, created: now, expires: now + setUpTime, accepted: null, revoked: null },
  };
  const commit = await database.commit([
    { statement: nobodyWorksAt(database, { site }), rows: 1 },
    { statement: openOf(database, site, now).set({ revoked: now }).where('kind', '=', 'first owner').compile() },
    { statement: database.build.insertInto('invitation').values(values).compile(), rows: 1 },
  ]);
  return commit.done ? token : undefined;
}

/** The address of an invitation's page. Its token stands behind the #: browsers send that to nobody. */
export const joinLink = (publicUrl: string, token: string): string => `${publicUrl}/console/join#${token}`;

/** Those still open, the newest first. */
export async function openInvitations(database: Database, site: string, now: number): Promise<Invitation[]> {
  const rows = await database.read(
    selectInvitation(database)
      .where('invitation.site', '=', site)
      .where('kind', '=', 'colleague')
      .orderBy('created', 'desc'),
  );
  return rows.filter((row) => isOpen(row, now)).map(parseInvitation);
}

/** Takes an invitation back. `Refusal('not-found')` for one that is not open. */
export async function revokeInvitation(
  database: Database,
  { site, id, now }: { site: string; id: string; now: number },
): Promise<void> {
  const statement = openOf(database, site, now).set({ revoked: now }).where('id', '=', id).compile();
  const commit = await database.commit([{ statement, rows: 1 }]);
  if (!commit.done) throw new Refusal('not-found', `invite: there is no open invitation ${id}`);
}

/**
 * The invitation behind a link. `Refusal('not-signed-in')` when there never was one, `Refusal('token-expired')` when it
 * was used, taken back or is too old.
 */
export async function invitationOf(database: Database, token: string, now: number): Promise<Invitation> {
  const [row] = await database.read(selectInvitation(database).where('invitation.token', '=', tokenHash(token)));
  if (!row) throw new Refusal('not-signed-in', 'invite: there is no such invitation');
  if (!isOpen(row, now)) throw new Refusal('token-expired', `invite: ${row.id} is used, taken back or too old`);
  return parseInvitation(row);
}

export interface Joining {
  readonly token: string;
  readonly name: string;
  /** Asked of the first owner only: a colleague has the mail they were invited by. */
  readonly mail: string;
  readonly languages: readonly string[];
  /** Left out: they sign in by one-time links. */
  readonly password?: string | undefined;
  readonly device: string;
}

/** Accepts an invitation and signs the newcomer in: of two who come with one link at once, one is let in. */
export async function join(
  database: Database,
  clock: Clock,
  given: Joining,
): Promise<{ session: string; staff: string; site: string }> {
  const now = clock.now();
  const invitation = await invitationOf(database, given.token, now);
  const isFirst = invitation.kind === 'first owner';
  const mail = isFirst ? given.mail : invitation.mail;
  const { name } = given;
  const languages = given.languages.length > 0 ? given.languages : invitation.languages;
  if (given.password !== undefined) checkPassword(given.password, { mail, name });
  const staff = newId('s');
  const values = {
    ...{ id: staff, site: invitation.site, mail, name, role: invitation.role, created: now },
    ...{ languages: JSON.stringify(languages), teams: JSON.stringify(invitation.teams) },
  };
  const { build } = database;
  const use = openOf(database, invitation.site, now).set({ accepted: now }).where('id', '=', invitation.id);
  const steps: Step[] = [
    { statement: use.compile(), rows: 1 },
    ...(isFirst ? [{ statement: nobodyWorksAt(database, { site: invitation.site }), rows: 1 }] : []),
    { statement: build.insertInto('staff').values(values).compile(), rows: 1 },
  ];
  if (given.password !== undefined) steps.push(await passwordStep(database, { staff, password: given.password, now }));
  const signedIn = await admit(database, clock, { staff, device: given.device, proof: steps });
  if ('session' in signedIn) return { session: signedIn.session, staff, site: invitation.site };
  if ('done' in signedIn && signedIn.why === 'unique') {
    throw new Refusal('taken', 'join: somebody on the staff has this mail', { who: mail });
  }
  throw new Refusal('token-expired', `join: invitation ${invitation.id} was used meanwhile`);
}

const openOf = ({ build }: Database, site: string, now: number) =>
  build
    .updateTable('invitation')
    .where('site', '=', site)
    .where('accepted', 'is', null)
    .where('revoked', 'is', null)
    .where('expires', '>', now);

const selectInvitation = ({ build }: Database) =>
  build
    .selectFrom('invitation')
    .leftJoin('staff', 'staff.id', 'invitation.invited_by')
    .selectAll('invitation')
    .select('staff.name as by');

const isOpen = (row: { accepted: number | null; revoked: number | null; expires: number }, now: number): boolean =>
  row.accepted === null && row.revoked === null && row.expires > now;

const storedKind = z.enum(['colleague', 'first owner']);

interface InvitationRow {
  id: string;
  site: string;
  kind: string;
  mail: string;
  name: string;
  role: string;
  languages: string;
  teams: string;
  created: number;
  expires: number;
  by: string | null;
}

function parseInvitation(row: InvitationRow): Invitation {
  const { role, languages, teams } = staffOf(row);
  const { id, site, mail, name, created, expires, by } = row;
  const lists = { languages: [...languages], teams: [...teams] };
  return { id, site, kind: storedKind.parse(row.kind), mail, name, role, ...lists, created, expires, by };
}

const mailIsFree = template<{ mail: string }>((build, place) =>
  build
    .selectNoFrom((eb) => eb.lit(1).as('free'))
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('staff').select('staff.id').where('staff.mail', '=', place.text('mail')))),
    ),
);

const nobodyWorksAt = template<{ site: string }>((build, place) =>
  build
    .selectNoFrom((eb) => eb.lit(1).as('free'))
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('staff').select('staff.id').where('staff.site', '=', place.text('site')))),
    ),
);
