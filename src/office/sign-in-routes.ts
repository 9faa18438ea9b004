import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { addressKey } from '../http/address.js';
import type { Answer } from '../http/answer.js';
import type { Invited } from '../office-wire.js';
import { route, type HttpServer } from '../http/server.js';
import { Refusal } from '../refusal.js';
import { readSettings } from '../site/site.js';
import { cookieName, credentialOf, isOwnPage } from '../staff/access.js';
import { passChallenge, type SignedIn } from '../staff/admit.js';
import { invitationOf, join } from '../staff/invitation.js';
import { longestPassword, signInByPassword } from '../staff/password.js';
import { endSessionsOf, signOut } from '../staff/session.js';
import { redeemSignInLink } from '../staff/sign-in.js';
import { languageCode } from '../wire.js';
import { allow, noteDown, type Office } from './office.js';

const token = z.string().min(20).max(100);
const mail = z.string().max(200).trim().toLowerCase().pipe(z.email());
/** A composed letter may take several characters: what is too long is told by the password's own rule. */
const password = z.string().max(longestPassword * 4);

const bodies = {
  link: z.object({ token }),
  password: z.object({ mail: z.string().max(200).trim().toLowerCase(), password }),
  code: z.object({ challenge: token, code: z.string().min(1).max(40) }),
  nothing: z.object({}),
  join: z.object({
    token,
    name: z.string().trim().min(1).max(100),
    mail: mail.optional(),
    languages: z.array(languageCode).max(20).default([]),
    password: password.optional(),
  }),
};

const longestCookie = 7 * 24 * 3600;

/** Every way into the console and out of it. What begins a session answers with a cookie, or with a challenge for a code. */
export function signInRoutes(server: HttpServer, office: Office): void {
  const { database, clock, live } = office.desk;
  const cookie = setCookie(office.publicUrl);

  // Opening a link spends nothing. From here on its token stands behind the #, which browsers send to nobody.
  const link = {
    query: z.object({
      token: z
        .string()
        .regex(/^[\w-]{20,100}$/)
        .optional(),
    }),
  };
  route(server, 'get', '/staff/sign-in', link, async ({ query }) => {
    const location = `/console/sign-in${query.token === undefined ? '' : `#${query.token}`}`;
    return { status: 303, empty: true, headers: { location, 'referrer-policy': 'no-referrer' } };
  });
  route(server, 'post', '/staff/sign-in', { body: bodies.link, allow: ownPage(office) }, async ({ body, headers }) => {
    const signedIn = await redeemSignInLink(database, clock, { ...body, device: deviceOf(headers) });
    return answerTo(signedIn, headers, cookie);
  });
  const byPassword = { body: bodies.password, allow: ownPage(office) };
  route(server, 'post', '/staff/sign-in/password', byPassword, async ({ body, headers, address }) => {
    // Both before the hash: it is dear for us too, and a guesser may have many addresses or many mails.
    await office.rates.take('signIns', addressKey(address));
    await office.rates.take('passwords', body.mail);
    return answerTo(await signInByPassword(database, clock, { ...body, device: deviceOf(headers) }), headers, cookie);
  });
  const byCode = { body: bodies.code, allow: ownPage(office) };
  route(server, 'post', '/staff/sign-in/code', byCode, async ({ body, headers, address }) => {
    await office.rates.take('signIns', addressKey(address));
    const { session, staff } = await passChallenge(database, clock, { ...body, device: deviceOf(headers) });
    noteDown(office, staff, 'signed in with a second factor');
    return answerTo({ session }, headers, cookie);
  });

  route(server, 'post', '/staff/sign-out', { body: bodies.nothing }, async ({ headers }) => {
    const credential = credentialOf(headers);
    if (credential?.by === 'cookie' && !isOwnPage(headers, office.publicUrl)) {
      throw new Refusal('not-allowed', 'sign-out: asked for by another page');
    }
    if (credential) await signOut(database, credential.token);
    return { status: 200, json: {}, headers: cookie('', 0) };
  });
  const everywhere = { body: bodies.nothing, allow: allow(office, { changes: true }) };
  route(server, 'post', '/staff/sign-out-everywhere', everywhere, async ({ allowed: staff }) => {
    await endSessionsOf(database, staff.id);
    live.announce({ about: 'staff', staff: staff.id });
    noteDown(office, staff.id, 'signed out everywhere');
    return { status: 200, json: {}, headers: cookie('', 0) };
  });
  joinRoutes(server, office, cookie);
}

/** The page behind an invitation, or behind the link that the first start of an empty shop prints. */
function joinRoutes(server: HttpServer, office: Office, cookie: Cookie): void {
  const { database, clock } = office.desk;
  const looking = { body: bodies.link, allow: ownPage(office) };
  route(server, 'post', '/staff/join/look', looking, async ({ body, address }) => {
    await office.rates.take('signIns', addressKey(address));
    const { id: _, site, ...invitation } = await invitationOf(database, body.token, clock.now());
    const { name, languages, teams } = await readSettings(database, site);
    const invited: Invited = { ...invitation, shop: { name, languages, teams } };
    return { status: 200, json: invited };
  });
  route(
    server,
    'post',
    '/staff/join',
    { body: bodies.join, allow: ownPage(office) },
    async ({ body, headers, address }) => {
      await office.rates.take('signIns', addressKey(address));
      const { mail: given = '' } = body;
      const invitation = await invitationOf(database, body.token, clock.now());
      if (invitation.kind === 'first owner' && given === '') {
        throw new Refusal('bad-input', 'join: the first owner needs a mail address', { where: 'mail' });
      }
      const joined = await join(database, clock, { ...body, mail: given, device: deviceOf(headers) });
      noteDown(office, joined.staff, `joined as ${invitation.role}`);
      return answerTo(joined, headers, cookie);
    },
  );
}

type Cookie = (value: string, seconds: number) => { 'set-cookie': string };

function setCookie(publicUrl: string): Cookie {
  const attributes = `Path=/staff; HttpOnly; SameSite=Strict${publicUrl.startsWith('https:') ? '; Secure' : ''}`;
  return (value, seconds) => ({ 'set-cookie': `${cookieName}=${value}; Max-Age=${seconds}; ${attributes}` });
}

/** Another page must not sign somebody in as somebody else, to read what they then write. */
const ownPage =
  ({ publicUrl }: Office) =>
  async ({ headers }: { headers: IncomingHttpHeaders }): Promise<void> => {
    if (headers.origin !== undefined && !isOwnPage(headers, publicUrl)) {
      throw new Refusal('not-allowed', 'sign-in: asked for by another page');
    }
  };

function answerTo(signedIn: SignedIn, headers: IncomingHttpHeaders, cookie: Cookie): Answer {
  if ('challenge' in signedIn) return { status: 200, json: signedIn };
  // A page has its cookie and needs no token it could lose; the command line has no page.
  const json = headers.origin === undefined ? { token: signedIn.session } : {};
  return { status: 200, json, headers: cookie(signedIn.session, longestCookie) };
}

const deviceOf = (headers: IncomingHttpHeaders): string => (headers['user-agent'] ?? '').slice(0, 200);
