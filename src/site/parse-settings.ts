import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { holidayCalendar } from '../hours/holidays.js';
import { settings, settingsKeys, type Settings } from './settings.js';

/** One thing wrong in a settings file: where, and what would be right. */
export interface SettingsProblem {
  readonly line: number;
  readonly field: string;
  readonly problem: string;
}

/** Reads a shop's settings from YAML: the settings, or all that is wrong with them at once, in the file's order. */
export async function parseSettings(
  text: string,
): Promise<{ settings: Settings; problems?: never } | { problems: SettingsProblem[] }> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, message }) => ({
      line: lines.linePos(pos[0]).line,
      field: '',
      problem: message,
    }));
    return { problems };
  }
  const given: unknown = safely(document);
  if (given === undefined)
    return { problems: [{ line: 1, field: '', problem: 'holds more aliases than settings need' }] };
  const at = (path: readonly PropertyKey[]): number => lineOf(document, lines, path);
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, at));
    return { problems: problems.sort((one, other) => one.line - other.line) };
  }
  const { holidays } = parsed.data;
  if (holidays !== null && (await holidayCalendar(holidays)) === null) {
    return {
      problems: [{ line: at(['holidays']), field: 'holidays', problem: `no holidays are known for ${holidays}` }],
    };
  }
  return { settings: parsed.data };
}

/** A file of aliases of aliases grows without end when it is read; yaml counts them and throws. */
function safely(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 }) ?? null;
  } catch {
    return undefined;
  }
}

function problemsOf(issue: z.core.$ZodIssue, at: (path: readonly PropertyKey[]) => number): SettingsProblem[] {
  if (issue.code !== 'unrecognized_keys') {
    return [{ line: at(issue.path), field: fieldOf(issue.path), problem: issue.message }];
  }
  return issue.keys.map((key) => {
    const path = [...issue.path, key];
    const meant = nearest(key);
    const problem = meant === undefined ? 'is no setting' : `is no setting; did you mean ${meant}?`;
    return { line: at(path), field: fieldOf(path), problem };
  });
}

const fieldOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');

/** The line of what stands at the path, or of the nearest thing around it when nothing does. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function nearest(key: string): string | undefined {
  const ranked = settingsKeys.map((known) => ({ known, distance: distance(key.toLowerCase(), known.toLowerCase()) }));
  const [best] = ranked.sort((one, other) => one.distance - other.distance);
  return best && best.distance <= Math.max(1, Math.floor(key.length / 3)) ? best.known : undefined;
}

/** Levenshtein's distance, a row at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (const [index, letter] of [...a.slice(0, 60)].entries()) {
    const next = [index + 1];
    for (let place = 1; place <= b.length; place++) {
      const replaced = (row[place - 1] ?? 0) + (letter === b[place - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[place] ?? 0) + 1, (next[place - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
