import { createHash, randomBytes } from 'node:crypto';

/** A secret for one person, and its hash: only the hash is stored, so a copied database signs nobody in. */
export function freshToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: tokenHash(token) };
}

export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
