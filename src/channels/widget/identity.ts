import { createSecretKey } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../clock.js';
import type { Identity } from '../../customers/identified.js';
import { Refusal } from '../../refusal.js';
import { languageCode } from '../../wire.js';
import { plainId } from '../directline/activity.js';

/** A word that is good for longer than this would let whoever finds it be the customer for as long. */
const longestSeconds = 24 * 3600;
const toleranceSeconds = 30;

const claims = z.object({
  sub: plainId(200),
  exp: z.number(),
  name: z.string().max(200).optional(),
  mail: z.string().max(254).optional(),
  phone: z.string().max(40).optional(),
  language: languageCode.optional(),
});

/**
 * Who the shop's own server says its customer is. Throws `Refusal('identity-expired')`, so that the widget asks the shop
 * again, and `Refusal('identity-refused')`, which says to the shop's developer what is wrong.
 */
export async function readIdentity(word: string, secret: string, clock: Clock): Promise<Identity> {
  const now = clock.now();
  const { sub, exp, name = '', mail = '', phone = '', language = '' } = await verified(word, secret, now);
  if (exp > now / 1000 + longestSeconds + toleranceSeconds) throw refused('exp is more than a day ahead');
  const [clean, at, number] = [name, mail, phone].map((text) => text.toWellFormed().replaceAll('\0', '').trim());
  return { subject: sub, name: clean ?? '', mail: at ?? '', phone: number ?? '', language };
}

async function verified(word: string, secret: string, now: number): Promise<z.infer<typeof claims>> {
  try {
    const { payload } = await jwtVerify(word, createSecretKey(Buffer.from(secret, 'utf8')), {
      ...{ algorithms: ['HS256'], requiredClaims: ['sub', 'exp'] },
      ...{ currentDate: new Date(now), clockTolerance: toleranceSeconds },
    });
    return claims.parse(payload);
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new Refusal('identity-expired', 'identity: expired');
    if (error instanceof errors.JWTClaimValidationFailed) throw refused(`${error.claim} is missing or wrong`);
    if (error instanceof z.ZodError) throw refused(`${error.issues[0]?.path.join('.') ?? 'a claim'} is not understood`);
    throw refused('not signed by the shop with HS256 and its widget secret');
  }
}

const refused = (where: string): Refusal => new Refusal('identity-refused', `identity: ${where}`, { where });
