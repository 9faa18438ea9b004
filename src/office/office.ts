import type { IncomingHttpHeaders } from 'node:http';
import type { Desk } from '../handoff/desk.js';
import type { Rates } from '../http/limits.js';
import type { Log } from '../log.js';
import { staffMay } from '../staff/access.js';
import type { Action } from '../staff/role.js';
import type { Staff } from '../staff/staff.js';

/** What the back office needs of the house: signing in, accounts, people, settings, set-up. */
export interface Office {
  readonly desk: Desk;
  readonly log: Log;
  readonly rates: Rates;
  readonly publicUrl: string;
}

/** Who asks and whether they may, decided before a body is read. */
export const allow =
  (
    { desk: { database, clock }, publicUrl }: Office,
    { action, changes = false }: { action?: Action; changes?: boolean } = {},
  ) =>
  ({ headers }: { headers: IncomingHttpHeaders }): Promise<Staff> =>
    staffMay({ database, clock, publicUrl }, headers, { ...(action ? { action } : {}), changes });

/**
 * What was done in the office and by whom, in the process log: ids alone, no mail and no name. `about` is whom or what
 * it was done to.
 */
export function noteDown({ log }: Office, by: string, did: string, about?: string): void {
  log.info({ by, ...(about === undefined ? {} : { about }) }, `office: ${did}`);
}
