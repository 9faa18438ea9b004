import { randomBytes } from 'node:crypto';

/** An unguessable name: 120 random bits after a letter that says what it names. */
export function newId(letter: string): string {
  return `${letter}${randomBytes(15).toString('base64url')}`;
}
