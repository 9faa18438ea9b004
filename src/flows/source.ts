import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { readQuickly } from './quick-yaml.js';

/** What is wrong in a file, where: an editor's mistake, told so that they can mend it. */
export interface FlowProblem {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

/** A YAML file somebody wrote by hand: what it holds, and where in it that stands. */
export interface Source {
  readonly file: string;
  /** Why it is no YAML. */
  readonly problems: readonly FlowProblem[];
  /** What it holds as plain data. @throws where a place is named a second time (`*name`): nested, they fill the memory. */
  data(): unknown;
  /** The file with the place of everything in it. */
  readonly document: Document.Parsed;
  /** The line of what stands at this path, or of the nearest thing above it that exists. */
  line(path: readonly PropertyKey[]): number;
}

/**
 * Opened at once, without a promise: flows are read by commands and before a start, where nobody waits for anything else,
 * and a file is read five times as fast as it is waited for.
 */
export function openSource(folder: string, file: string): Source {
  return sourceOf(file, readFileSync(join(folder, file), 'utf8'));
}

/**
 * Reads a file's text. Most are read the quick way; the whole language, with the place of everything, is needed for the
 * others and as soon as there is something to tell.
 */
export function sourceOf(file: string, text: string): Source {
  let quick = readQuickly(text);
  const isQuick = quick !== undefined;
  let read: Whole | undefined;
  const whole = (): Whole => (read ??= readWhole(text));
  return {
    file,
    problems: isQuick ? [] : problemsOf(file, whole()),
    data(): unknown {
      if (!isQuick) return whole().document.toJS({ maxAliasCount: 0 });
      const value = (quick ?? readQuickly(text))?.value;
      // It is asked for once; kept beside what a schema made of it, 300 flows would be moved about in memory twice.
      quick = undefined;
      return value;
    },
    get document() {
      return whole().document;
    },
    line: (path) => lineOf(whole(), path),
  };
}

interface Whole {
  readonly document: Document.Parsed;
  readonly counter: LineCounter;
}

function readWhole(text: string): Whole {
  const counter = new LineCounter();
  return { counter, document: parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true }) };
}

function problemsOf(file: string, { document, counter }: Whole): FlowProblem[] {
  return document.errors.map((error) => ({
    file,
    line: error.linePos?.[0].line ?? counter.linePos(error.pos[0]).line,
    what: error.message,
  }));
}

function lineOf({ document, counter }: Whole, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return counter.linePos(Number(node.range[0])).line;
    }
  }
  return 1;
}
