import { readFileSync } from 'node:fs';

export interface Sentence {
  readonly text: string;
  /** What stands behind the arrow: a kind, or `-`. */
  readonly wanted: string;
}

/** Reads `sentence => wanted` lines of a file beside this one; `#` begins a remark. */
export function sentencesOf(name: string): Sentence[] {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const at = line.lastIndexOf(' => ');
      return { text: line.slice(0, at), wanted: line.slice(at + 4).trim() };
    });
}
