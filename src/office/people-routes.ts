import { z } from 'zod';
import { returnAll, type GoneWords } from '../handoff/leave.js';
import type { People } from '../office-wire.js';
import { route, type HttpServer } from '../http/server.js';
import { Refusal } from '../refusal.js';
import { readSettings } from '../site/site.js';
import { invite, joinLink, openInvitations, revokeInvitation } from '../staff/invitation.js';
import { changePerson, deactivate, peopleOf, personOf, reactivate, resetFactor } from '../staff/people.js';
import { heldBy } from '../staff/presence.js';
import { roles } from '../staff/role.js';
import { createSignInLink } from '../staff/sign-in.js';
import { languageCode } from '../wire.js';
import { allow, noteDown, type Office } from './office.js';

const id = z.object({ id: z.string().regex(/^[\w-]{1,64}$/) });
const nothing = z.object({});
const change = z.object({
  name: z.string().trim().min(1).max(100),
  role: z.enum(roles),
  languages: z.array(languageCode).min(1).max(20),
  teams: z.array(z.string().max(40)).max(50),
});
const invited = change.extend({ mail: z.string().max(200).trim().toLowerCase().pipe(z.email()) });

/** How long a sign-in link that an owner hands to a colleague is good. */
const linkMinutes = 60;

/** Who works here: owners invite, change, let go and take back. */
export function peopleRoutes(server: HttpServer, office: Office & { words: GoneWords }): void {
  const { database, clock, live } = office.desk;
  const managing = { allow: allow(office, { action: 'manage staff', changes: true }) };

  const reading = { allow: allow(office, { action: 'manage staff' }) };
  route(server, 'get', '/staff/people', reading, async ({ allowed: { site } }) => {
    const [people, invitations] = await Promise.all([
      peopleOf(database, site),
      openInvitations(database, site, clock.now()),
    ]);
    const ids = people.map((one) => one.id);
    const holds = await heldBy(database, site, ids);
    const answer: People = {
      people: people.map((one) => ({ ...one, holds: holds.get(one.id) ?? 0 })),
      invitations,
    };
    return { status: 200, json: answer };
  });

  const change_ = { ...managing, params: id, body: change };
  route(server, 'put', '/staff/people/:id', change_, async ({ allowed: staff, params, body }) => {
    await checkTeams(office, staff.site, body.teams);
    await changePerson(database, { site: staff.site, id: params.id, change: body });
    live.announce({ about: 'staff', staff: params.id });
    noteDown(office, staff.id, `made somebody ${body.role}`, params.id);
    return { status: 200, json: {} };
  });

  const acting = { ...managing, params: id, body: nothing };
  route(server, 'post', '/staff/people/:id/deactivate', acting, async ({ allowed: staff, params }) => {
    await deactivate(database, clock, { site: staff.site, id: params.id });
    live.announce({ about: 'staff', staff: params.id });
    const { words } = office;
    const returned = await returnAll(office.desk, { site: staff.site, agent: params.id, words });
    noteDown(office, staff.id, `let somebody go, ${returned} conversations went back`, params.id);
    return { status: 200, json: { returned } };
  });
  route(server, 'post', '/staff/people/:id/reactivate', acting, async ({ allowed: staff, params }) => {
    await reactivate(database, { site: staff.site, id: params.id });
    noteDown(office, staff.id, 'took somebody back', params.id);
    return { status: 200, json: {} };
  });
  route(server, 'post', '/staff/people/:id/reset-factor', acting, async ({ allowed: staff, params }) => {
    await resetFactor(database, { site: staff.site, id: params.id });
    live.announce({ about: 'staff', staff: params.id });
    noteDown(office, staff.id, "took somebody's second factor away", params.id);
    return { status: 200, json: {} };
  });
  route(server, 'post', '/staff/people/:id/sign-in-link', acting, async ({ allowed: staff, params }) => {
    const { mail } = await personOf(database, staff.site, params.id);
    const token = await createSignInLink(database, clock, mail, linkMinutes);
    noteDown(office, staff.id, 'made a sign-in link', params.id);
    return { status: 200, json: { link: `${office.publicUrl}/staff/sign-in?token=${token}`, minutes: linkMinutes } };
  });

  route(server, 'post', '/staff/invitations', { ...managing, body: invited }, async ({ allowed: staff, body }) => {
    await checkTeams(office, staff.site, body.teams);
    const { token, ...made } = await invite(database, clock, { by: staff, row: body });
    noteDown(office, staff.id, `invited a ${body.role}`, made.id);
    return { status: 201, json: { ...made, link: joinLink(office.publicUrl, token) } };
  });
  route(server, 'post', '/staff/invitations/:id/revoke', acting, async ({ allowed: staff, params }) => {
    await revokeInvitation(database, { site: staff.site, id: params.id, now: clock.now() });
    noteDown(office, staff.id, 'took an invitation back', params.id);
    return { status: 200, json: {} };
  });
}

async function checkTeams({ desk }: Office, site: string, teams: readonly string[]): Promise<void> {
  const known = new Set(['*', ...(await readSettings(desk.database, site)).teams.map((one) => one.id)]);
  const unknown = teams.find((one) => !known.has(one));
  if (unknown !== undefined) throw new Refusal('bad-input', 'people: there is no such team', { where: 'teams' });
}
