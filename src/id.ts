import { randomFillSync } from 'node:crypto';

/** Asking the system for 16 bytes costs as much as for 4,096, and a message needs several of them. */
const pool = Buffer.alloc(4_096);
let used = pool.length;

/** So many random bytes as base64url. Each byte of the pool is given out once. */
export function randomText(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const from = used;
  used += bytes;
  return pool.toString('base64url', from, used);
}

/** An unguessable name: 120 random bits after a letter that says what it names. */
export function newId(letter: string): string {
  return `${letter}${randomText(15)}`;
}
