import { createSecretKey } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../clock.js';
import { Refusal } from '../../refusal.js';

/** Whom a token speaks for, and the one thread it reaches. Microsoft's clients read `user` and take it as their own id. */
const claims = z.object({
  ...{ site: z.string(), thread: z.string(), user: z.string(), exp: z.number() },
  /** Given to our own pages, which may renew it after its end: phones sleep longer than half an hour. */
  page: z.boolean().optional(),
  /** The customer the shop has vouched for, and when it did. */
  customer: z.string().optional(),
  proved: z.number().optional(),
});
export type Claims = z.infer<typeof claims>;

/** For whom tokens are: one for one audience never passes with another. */
export interface TokenKind {
  readonly audience: string;
  readonly seconds: number;
  /** How long after its end a token of our own page may still be renewed. */
  readonly lateSeconds: number;
}

/** Longer than the 15 minutes after which Microsoft's clients renew it. */
export const tokenSeconds = 30 * 60;
const directLineTokens: TokenKind = { audience: 'directline', seconds: tokenSeconds, lateSeconds: 24 * 3600 };

export interface Tokens {
  issue(holder: Omit<Claims, 'exp'>): Promise<string>;
  /** Throws `Refusal('token-expired')`, or `Refusal('not-signed-in')` for everything that is not a token of ours. */
  verify(token: string): Promise<Claims>;
  /** Whose token it is or was until lately, for tokens of our own pages alone. */
  verifyLate(token: string): Promise<Claims>;
}

const issuer = 'madoguchi';
const remembered = 20_000;

/** `key` comes from the installation's own secrets; with another key every token out there is void. */
export function createTokens(key: string, clock: Clock, kind = directLineTokens): Tokens {
  const { audience } = kind;
  const secret = createSecretKey(Buffer.from(key, 'utf8'));
  // A client sends the same token with every message: its signature is checked once, its end every time.
  const known = new Map<string, Claims>();
  const seconds = (): number => Math.floor(clock.now() / 1000);

  async function check(token: string, tolerance = 5): Promise<Claims> {
    try {
      const { payload } = await jwtVerify(token, secret, {
        ...{ algorithms: ['HS256'], issuer, audience, typ: 'JWT' },
        ...{ requiredClaims: ['exp', 'nbf'], currentDate: new Date(clock.now()), clockTolerance: tolerance },
      });
      return claims.parse(payload);
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new Refusal('token-expired', 'token: expired');
      throw new Refusal('not-signed-in', 'token: not one of ours');
    }
  }

  return {
    issue: (holder) =>
      new SignJWT({ ...holder })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(holder.user)
        .setIssuedAt(seconds())
        .setNotBefore(seconds())
        .setExpirationTime(seconds() + kind.seconds)
        .sign(secret),
    async verify(token) {
      const found = known.get(token) ?? (await check(token));
      if (found.exp <= seconds()) {
        known.delete(token);
        throw new Refusal('token-expired', 'token: expired');
      }
      known.set(token, found);
      const [oldest] = known.size > remembered ? known.keys() : [];
      if (oldest !== undefined) known.delete(oldest);
      return found;
    },
    async verifyLate(token) {
      const found = await check(token, kind.lateSeconds);
      if (found.page !== true) throw new Refusal('token-expired', 'token: not of our own page');
      return found;
    },
  };
}
