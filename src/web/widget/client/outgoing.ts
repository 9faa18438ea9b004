/** Why a message could not go: what the customer is told beside "try again". */
export type Failure = 'large' | 'many' | 'other';

/** What is kept of a message until the server has acknowledged it. Files too: a database of the browser keeps blobs. */
export interface KeptMessage {
  /** The id the server knows it by: the same message sent twice is stored once. */
  readonly id: string;
  readonly created: number;
  readonly language: string;
  readonly text: string;
  readonly value?: string;
  readonly answers?: Readonly<Record<string, string>>;
  readonly files: readonly File[];
  readonly failed: Failure | null;
}

/** A message of this customer that the log has not shown yet. */
export interface Outgoing extends KeptMessage {
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed';
  /** Of its files, 0 to 1. */
  readonly progress: number;
}

export function fromKept(message: KeptMessage): Outgoing {
  return { ...message, state: message.failed === null ? 'waiting' : 'failed', progress: 0 };
}

/**
 * What the screen shows after the store was read again. One that has vanished from the store was acknowledged, here or in
 * another tab: it stays as sent until the log shows it.
 */
export function afterReading(shown: readonly Outgoing[], stored: readonly KeptMessage[]): Outgoing[] {
  const known = new Map(shown.map((message) => [message.id, message]));
  const gone = shown.filter(({ id }) => !stored.some((message) => message.id === id));
  const there = stored.map((message) => merged(known.get(message.id), message));
  return [...gone.map((message) => ({ ...message, state: 'sent' as const })), ...there].sort(
    (one, other) => one.created - other.created,
  );
}

function merged(shown: Outgoing | undefined, stored: KeptMessage): Outgoing {
  const fresh = fromKept(stored);
  return shown && stored.failed === null ? { ...fresh, state: shown.state, progress: shown.progress } : fresh;
}
