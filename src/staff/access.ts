import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { Refusal } from '../refusal.js';
import { may, type Action } from './role.js';
import { staffOfSession } from './session.js';
import type { Staff } from './staff.js';

export const cookieName = 'madoguchi-staff';

/** A session as it came in. A cookie is sent by the browser on its own, so what it does must come from our own page. */
export interface Credential {
  readonly token: string;
  readonly by: 'cookie' | 'bearer';
}

export function credentialOf(headers: IncomingHttpHeaders): Credential | undefined {
  const bearer = /^Bearer ([\w-]{20,100})$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { token: bearer, by: 'bearer' };
  const cookie = (headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim().split('='))
    .find(([name]) => name === cookieName)?.[1];
  return cookie !== undefined && /^[\w-]{20,100}$/.test(cookie) ? { token: cookie, by: 'cookie' } : undefined;
}

/** True when the request was made by a page of this server. A browser cannot be made to leave both headers out. */
export function isOwnPage(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  if (headers.origin !== undefined) return headers.origin === new URL(publicUrl).origin;
  return headers['sec-fetch-site'] === 'same-origin';
}

export interface Access {
  readonly database: Database;
  readonly clock: Clock;
  readonly publicUrl: string;
}

/** The one check before any staff request: who it is, that their role may, and that their own page asks for changes. */
export async function staffMay(
  { database, clock, publicUrl }: Access,
  headers: IncomingHttpHeaders,
  { action, changes }: { action?: Action; changes: boolean },
): Promise<Staff> {
  const credential = credentialOf(headers);
  if (!credential) throw new Refusal('not-signed-in', 'staff: no session came along');
  if (changes && credential.by === 'cookie' && !isOwnPage(headers, publicUrl)) {
    throw new Refusal('not-allowed', 'staff: a cookie came from another page');
  }
  const staff = await staffOfSession(database, clock, credential.token);
  if (!staff) throw new Refusal('not-signed-in', 'staff: the session is over');
  if (action !== undefined && !may(staff.role, action)) {
    throw new Refusal('not-allowed', `staff: a ${staff.role} may not ${action}`);
  }
  return staff;
}

/** Asked before a body is read: a stranger's body is no work of ours. */
export const allow =
  (access: Access, { action, changes = false }: { action?: Action; changes?: boolean } = {}) =>
  ({ headers }: { headers: IncomingHttpHeaders }): Promise<Staff> =>
    staffMay(access, headers, { ...(action ? { action } : {}), changes });
