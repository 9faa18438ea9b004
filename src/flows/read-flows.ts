import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { feelingLists, feelingPacks } from '../language/feelings.js';
import { flow, stepKinds, stepSchema, type Flow } from './flow.js';
import { lint } from './lint.js';
import { words, type Words } from './words.js';

/** What is wrong in a file, where: an editor's mistake, told so that they can mend it. */
export interface FlowProblem {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

export interface FlowFolder {
  readonly flows: readonly Flow[];
  readonly words: readonly Words[];
  readonly problems: readonly FlowProblem[];
}

/**
 * Reads `dialogs/`: every `*.yaml` a flow, every `words/*.yaml` a language. Nothing is used while there is a problem.
 * The first language is the one the others are measured against.
 */
export async function readFlows(folder: string, languages: readonly string[]): Promise<FlowFolder> {
  const problems: FlowProblem[] = [];
  const flows: { flow: Flow; source: Source }[] = [];
  for (const file of await yamlFiles(folder)) {
    const source = await open(folder, file);
    const read = parse(source, flow, problems);
    if (!read) continue;
    if (flows.some((other) => other.flow.flow === read.flow)) {
      // The dialog stack would quietly rename the second one.
      problems.push({ file, line: source.line(['flow']), what: `there is already a flow called ${read.flow}` });
    } else flows.push({ flow: read, source });
  }
  const found: { words: Words; source: Source }[] = [];
  for (const language of languages) {
    const file = `words/${language}.yaml`;
    const source = await open(folder, file).catch(() => undefined);
    if (!source) {
      problems.push({ file, line: 1, what: `the shop speaks ${language}, but there is no such file` });
      continue;
    }
    const read = parse(source, words, problems);
    if (!read) continue;
    found.push({ words: read, source });
    problems.push(...unknownRemovals(read, source));
  }
  for (const { flow: one, source } of flows) {
    for (const { path, what } of lint(one, found)) {
      problems.push({ file: path.file ?? source.file, line: path.file ? 1 : source.line(path.at), what });
    }
  }
  return { flows: flows.map((one) => one.flow), words: found.map((one) => one.words), problems };
}

/** What is taken out of a list stands in it letter by letter; else the shop believes a word gone that is still heard. */
function unknownRemovals({ language, feelings = {} }: Words, source: Source): FlowProblem[] {
  const lists = feelingPacks.get(language)?.lists;
  return feelingLists.flatMap((list) =>
    (feelings[list]?.remove ?? [])
      .filter((one) => !lists?.[list].includes(one))
      .map((one) => ({
        file: source.file,
        line: source.line(['feelings', list, 'remove']),
        what: `feelings.${list}.remove: there is no "${one}" in the list`,
      })),
  );
}

export interface Source {
  readonly file: string;
  readonly document: Document.Parsed;
  line(path: readonly PropertyKey[]): number;
  readonly problems: readonly FlowProblem[];
}

async function yamlFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => name.endsWith('.yaml')).toSorted();
}

async function open(folder: string, file: string): Promise<Source> {
  const text = await readFile(join(folder, file), 'utf8');
  return sourceOf(file, text);
}

export function sourceOf(file: string, text: string): Source {
  const counter = new LineCounter();
  // Aliases could be nested until the file fills the memory; a flow needs none.
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true });
  return {
    file,
    document,
    line: (path) => lineOf(document, counter, path),
    problems: document.errors.map((error) => ({
      file,
      line: error.linePos?.[0].line ?? counter.linePos(error.pos[0]).line,
      what: error.message,
    })),
  };
}

/** The line of the node at `path`, or of the nearest one above it that exists. */
function lineOf(document: Document.Parsed, counter: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return counter.linePos(Number(node.range[0])).line;
    }
  }
  return 1;
}

function parse<T>(source: Source, schema: z.ZodType<T>, problems: FlowProblem[]): T | undefined {
  if (source.problems.length > 0) {
    problems.push(...source.problems);
    return undefined;
  }
  const raw: unknown = source.document.toJS({ maxAliasCount: 0 });
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    for (const { path, message } of nearest(issue, raw)) {
      problems.push({
        file: source.file,
        line: source.line(path),
        what: `${path.join('.') || basename(source.file)}: ${message}`,
      });
    }
  }
  return undefined;
}

/** A step that fits none of the nine kinds is measured against the kind its author named. */
function nearest(issue: z.core.$ZodIssue, raw: unknown): { path: PropertyKey[]; message: string }[] {
  if (issue.code === 'invalid_union' && issue.path[0] === 'steps') {
    const step = at(raw, issue.path);
    const schema = stepSchema(step);
    if (!schema) return [{ path: issue.path, message: `a step is one of: ${stepKinds.join(', ')}` }];
    const result = schema.safeParse(step);
    if (result.success) return [];
    return result.error.issues.flatMap((inner) => nearest({ ...inner, path: [...issue.path, ...inner.path] }, raw));
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'there is no such key' }));
  }
  return [{ path: issue.path, message: issue.message }];
}

function at(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    raw,
  );
}
