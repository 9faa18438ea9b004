/** What the reader reads out of a text. */
export const readableKinds = [
  'order number',
  'tracking number',
  'product',
  'email',
  'phone',
  'contact',
  'address',
  'yes-no',
  'choice',
  'number',
  'money',
  'percentage',
  'date',
  'time',
  'date-time',
  'period',
  'hours',
  'text',
] as const;
export type SlotKind = (typeof readableKinds)[number];

/** One thing that was read: `value` for the machine (ISO date, +81…, lower-case mail), `display` to be read back. */
export type Candidate = { value: string; display: string };

/**
 * What came out of a text. `rest` is the text without what was read. `ambiguous` may hold a single candidate: it is
 * likely, but must be asked back. `why` is a stable code; `heard` is the part that was understood, to be asked back with.
 */
export type Reading =
  | { status: 'read'; value: string; display: string; rest: string }
  | { status: 'ambiguous'; candidates: Candidate[] }
  | { status: 'invalid'; why: Why; heard?: string }
  | { status: 'none' };

export type Why =
  | 'too-long'
  | 'not-an-order-number'
  | 'not-an-email'
  | 'not-a-phone-number'
  | 'too-short'
  | 'no-such-choice'
  | 'not-a-tracking-number'
  | 'unclear-number'
  | 'unclear-amount'
  | 'not-a-time'
  | 'not-a-date'
  | 'not-a-day'
  | 'half-read'
  | 'weekday-disagrees';

export const none: Reading = { status: 'none' };

export function invalid(why: Why): Reading {
  return { status: 'invalid', why };
}

/** Understood in part, and that part. */
export function halfRead(heard: string): Reading {
  return heard === '' ? invalid('half-read') : { status: 'invalid', why: 'half-read', heard };
}

/** Nothing, one or several different values become none, read or ambiguous; the same value twice is one. */
export function fromCandidates(candidates: Candidate[], rest: string): Reading {
  const different = [...new Map(candidates.map((one) => [one.value, one])).values()];
  const [first, second] = different;
  if (!first) return none;
  if (!second) return { status: 'read', ...first, rest };
  return { status: 'ambiguous', candidates: different.slice(0, 5) };
}

/** What is left of a text when a part is taken out, without the punctuation and endings that held it. */
export function without(text: string, ...parts: string[]): string {
  let left = text;
  for (const part of parts) left = left.replace(part, ' ');
  return left
    .replace(/\s+/g, ' ')
    .replace(/^[\s、。,.:;!?]+/, '')
    .replace(/[\s、。,;!?]+$/, '');
}
