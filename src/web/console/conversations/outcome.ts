/** How a conversation ended: one of four, then the agent's own words. Stored as one text on the ticket. */
export const outcomes = ['solved', 'not-solved', 'duplicate', 'spam'] as const;
export type Outcome = (typeof outcomes)[number];

export const writeOutcome = (outcome: Outcome, text: string): string =>
  text.trim() === '' ? outcome : `${outcome}: ${text.trim()}`;

/** An outcome as this console wrote it, or anybody's words. */
export function readOutcome(stored: string, say: Readonly<Record<Outcome, string>>): string {
  const found = outcomes.find((one) => stored === one || stored.startsWith(`${one}: `));
  if (!found) return stored;
  const text = stored.slice(found.length + 2);
  return text === '' ? say[found] : `${say[found]} – ${text}`;
}
