import { Refusal } from '../refusal.js';

/** Why what a page sent was not taken, as its notices are called. `undefined`: no refusal that a page could tell. */
export function problemOf<B extends string>(
  error: unknown,
  badInput: B,
): B | 'tooLarge' | 'wrongType' | 'tooMany' | 'other' | undefined {
  if (!(error instanceof Refusal)) return undefined;
  switch (error.code) {
    case 'bad-input':
      return badInput;
    case 'too-large':
      return 'tooLarge';
    case 'wrong-type':
      return 'wrongType';
    case 'too-many':
      return 'tooMany';
    case 'too-late':
    case 'busy':
      return 'other';
    default:
      return undefined;
  }
}
