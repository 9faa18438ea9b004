/** Where a text is being read. */
export interface Cursor {
  readonly text: string;
  /** The next character. */
  at: number;
}

/** Thrown where something stands that only a reader of the whole language knows. */
export const notPlain = new Error('yaml: not plain');

export function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
