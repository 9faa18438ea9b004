import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { Clock } from '../../clock.js';
import type { Config } from '../../config.js';
import { findConversation } from '../../handoff/desk.js';
import { staffMay, type Access } from '../../staff/access.js';
import { route, type HttpServer } from '../../http/server.js';
import { newId } from '../../id.js';
import { deliveries } from '../../letters/delivery.js';
import { letterSteps, letterStates } from '../../letters/letter.js';
import { lettersOf, retryLetter } from '../../letters/outbox.js';
import type { Database } from '../../database/database.js';
import type { Live } from '../../live/live.js';
import type { Action } from '../../staff/role.js';
import type { Staff } from '../../staff/staff.js';
import type { Outbox } from '../../office-wire.js';
import { languageCode } from '../../wire.js';
import { mailboxState } from './cursor.js';

const id = z.string().regex(/^[\w-]{1,64}$/);
const states = z
  .string()
  .max(100)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(letterStates)));

export interface MailRoutes {
  readonly database: Database;
  readonly live: Live;
  readonly clock: Clock;
  readonly config: Config;
}

/** The outbox for staff: what was not sent and why, once more, a letter to try it, and how each reply went out. */
export function mailRoutes(server: HttpServer, { database, live, clock, config }: MailRoutes): void {
  const access: Access = { database, clock, publicUrl: config.PUBLIC_URL };
  const allow =
    (action: Action, changes: boolean) =>
    ({ headers }: { headers: IncomingHttpHeaders }): Promise<Staff> =>
      staffMay(access, headers, { action, changes });

  const listing = { allow: allow('read conversations', false), query: z.object({ states: states.optional() }) };
  route(server, 'get', '/staff/mail', listing, async ({ allowed: staff, query }) => {
    const found = await lettersOf(database, { site: staff.site, ...(query.states ? { states: query.states } : {}) });
    const letters = found.map(({ key: _, ...letter }) => letter);
    const { SMTP_URL, MAIL_FROM, IMAP_URL, MAIL_AFTER_SECONDS } = config;
    const mailbox = IMAP_URL === undefined ? null : await mailboxState(database, config);
    const json: Outbox = {
      sending: SMTP_URL !== undefined,
      ...{ from: MAIL_FROM ?? null, afterSeconds: MAIL_AFTER_SECONDS, mailbox, letters },
    };
    return { status: 200, json };
  });

  const body = z.object({});
  const again = { allow: allow('answer customers', true), params: z.object({ id }), body };
  route(server, 'post', '/staff/mail/:id/retry', again, async ({ allowed: staff, params }) => {
    await retryLetter(database, { site: staff.site, id: params.id, now: clock.now() });
    live.announce({ about: 'jobs' });
    return { status: 202, json: {} };
  });

  const trying = {
    allow: allow('change settings', true),
    body: z.object({ to: z.email().max(254).optional(), language: languageCode.optional() }),
  };
  route(server, 'post', '/staff/mail/test', trying, async ({ allowed: staff, body: { to, language } }) => {
    const { id: letter, steps } = letterSteps(database, {
      ...{ site: staff.site, kind: 'test', key: `test:${newId('x')}`, conversation: null },
      ...{ recipient: to ?? staff.mail, language: language ?? staff.languages[0] ?? 'en', now: clock.now() },
    });
    await database.commit(steps);
    live.announce({ about: 'jobs' });
    return { status: 202, json: { id: letter } };
  });

  const following = {
    ...{ allow: allow('read conversations', false), params: z.object({ id }) },
    query: z.object({ after: z.coerce.number().int().nonnegative().default(0) }),
  };
  route(server, 'get', '/staff/conversations/:id/delivery', following, async ({ allowed: staff, params, query }) => {
    const { id: conversation } = await findConversation(database, staff.site, params.id);
    const seconds = config.MAIL_AFTER_SECONDS;
    const told = await deliveries(database, { conversation, after: query.after, seconds });
    return { status: 200, json: { conversation, replies: [...told].map(([seq, delivery]) => ({ seq, ...delivery })) } };
  });
}
