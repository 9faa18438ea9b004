/** What time it is, in milliseconds since the epoch. A test brings its own. */
export interface Clock {
  now(): number;
}

export const machineClock: Clock = { now: () => Date.now() };
