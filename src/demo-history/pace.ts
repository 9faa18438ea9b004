import { createHash } from 'node:crypto';

/** The time within one played conversation: runs forward as people type, and never past `end`. */
export interface Pace {
  now(): number;
  pass(milliseconds: number): void;
  /** Somebody thinks a moment and types this. */
  typing(text: string): void;
}

/** The same script takes the same time at every play: what looks like chance comes from its name. */
export function createPace(name: string, start: number, end: number): Pace {
  const chance = createHash('sha256').update(name).digest();
  let at = 0;
  let now = Math.min(start, end);
  const pass = (milliseconds: number): void => {
    now = Math.min(now + milliseconds, end);
  };
  return {
    now: () => now,
    pass,
    typing(text) {
      const share = (chance[at++ % chance.length] ?? 0) / 255;
      pass(4_000 + Math.round(share * 26_000) + [...text].length * 180);
    },
  };
}
