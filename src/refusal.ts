/** Why something expected was refused. Each code has one HTTP status and one sentence in http/errors.ts. */
export type RefusalCode =
  | 'bad-input'
  | 'not-signed-in'
  | 'not-allowed'
  | 'token-expired'
  | 'wrong-password'
  | 'wrong-code'
  | 'bad-password'
  | 'last-owner'
  | 'identity-expired'
  | 'identity-refused'
  | 'not-found'
  | 'conversation-closed'
  | 'other-body'
  | 'taken'
  | 'not-holder'
  | 'moved-on'
  | 'too-large'
  | 'compressed'
  | 'wrong-type'
  | 'too-many'
  | 'too-late'
  | 'busy'
  | 'not-configured';

/**
 * An expected "no": not yours, too late, too large. Thrown anywhere, answered in one place (http/errors.ts).
 * The message is for the log and the developer: `reply: kim does not hold conversation 81`.
 */
export class Refusal extends Error {
  override name = 'Refusal';
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly details?: Record<string, string | number>,
  ) {
    super(message);
  }
}
