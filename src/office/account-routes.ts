import { z } from 'zod';
import type { Account } from '../office-wire.js';
import { route, type HttpServer } from '../http/server.js';
import { readSettings } from '../site/site.js';
import { credentialOf } from '../staff/access.js';
import { confirmFactor, factorState, offerFactor, removeFactor, renewRecoveryCodes } from '../staff/factor.js';
import { changePassword, longestPassword, passwordChanged } from '../staff/password.js';
import { endSession, sessionsOf } from '../staff/session.js';
import { allow, noteDown, type Office } from './office.js';

const password = z.string().max(longestPassword * 4);
const code = z.object({ code: z.string().min(1).max(40) });
const nothing = z.object({});

/** What everybody on the staff does with their own account: password, second factor, sessions. */
export function accountRoutes(server: HttpServer, office: Office): void {
  const { database, clock, live } = office.desk;
  const mine = allow(office);
  const change = allow(office, { changes: true });

  route(server, 'get', '/staff/account', { allow: mine }, async ({ allowed: staff, headers }) => {
    const token = credentialOf(headers)?.token ?? '';
    const [changed, factor, sessions] = await Promise.all([
      passwordChanged(database, staff.id),
      factorState(database, staff.id),
      sessionsOf(database, { staff: staff.id, token, now: clock.now() }),
    ]);
    const account: Account = {
      staff,
      password: changed === undefined ? null : { changed },
      factor: factor ?? null,
      sessions,
    };
    return { status: 200, json: account };
  });

  const changing = { allow: change, body: z.object({ password, current: password.optional() }) };
  route(server, 'put', '/staff/account/password', changing, async ({ allowed: staff, headers, body }) => {
    await office.rates.take('passwords', staff.id);
    const session = credentialOf(headers)?.token ?? '';
    await changePassword(database, clock, { ...body, staff: staff.id, mail: staff.mail, name: staff.name, session });
    live.announce({ about: 'staff', staff: staff.id });
    noteDown(office, staff.id, 'changed their password');
    return { status: 200, json: {} };
  });

  route(server, 'post', '/staff/account/factor', { allow: change, body: nothing }, async ({ allowed: staff }) => {
    const { name } = await readSettings(database, staff.site);
    return { status: 200, json: await offerFactor(database, { staff: staff.id, mail: staff.mail, issuer: name }) };
  });
  const withCode = { allow: change, body: code };
  route(server, 'post', '/staff/account/factor/confirm', withCode, async ({ allowed: { id }, body }) => {
    await office.rates.take('passwords', id);
    const recovery = await confirmFactor(database, { staff: id, ...body, now: clock.now() });
    noteDown(office, id, 'put a second factor in force');
    return { status: 200, json: { recovery } };
  });
  route(server, 'post', '/staff/account/factor/recovery', withCode, async ({ allowed: { id }, body }) => {
    await office.rates.take('passwords', id);
    const recovery = await renewRecoveryCodes(database, { staff: id, ...body, now: clock.now() });
    noteDown(office, id, 'made new recovery codes');
    return { status: 200, json: { recovery } };
  });
  route(server, 'post', '/staff/account/factor/remove', withCode, async ({ allowed: { id }, body }) => {
    await office.rates.take('passwords', id);
    await removeFactor(database, { staff: id, ...body, now: clock.now() });
    noteDown(office, id, 'took their second factor away');
    return { status: 200, json: {} };
  });

  const ending = { allow: change, body: nothing, params: z.object({ id: z.string().regex(/^[0-9a-f]{16}$/) }) };
  route(server, 'post', '/staff/account/sessions/:id/end', ending, async ({ allowed: staff, params }) => {
    await endSession(database, staff.id, params.id);
    live.announce({ about: 'staff', staff: staff.id });
    return { status: 200, json: {} };
  });
}
